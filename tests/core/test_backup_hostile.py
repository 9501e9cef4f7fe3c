"""A backup that is spoiled, or made by somebody who means no good, is refused as a whole and in one line."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from tests.core.kept import IDS, NOW, filled

from limberup.history.archive import open_archive
from limberup.history.backup import MANIFEST, back_up, is_member
from limberup.problem import LimberupError


def archive_of(files_: dict[str, bytes], manifest: object = None, **info: int) -> bytes:
    """Return a zip file with a list of its files, as somebody might make it."""
    listed = {name: {"size": len(raw), "sha256": sha256(raw).hexdigest()} for name, raw in files_.items()}
    whole = {"form": 1, "files": listed} if manifest is None else manifest
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(whole))
        for name, raw in files_.items():
            made = zipfile.ZipInfo(name)
            made.external_attr = info.get("mode", 0) << 16
            made.compress_type = info.get("packed", zipfile.ZIP_DEFLATED)
            archive.writestr(made, raw)
    return stream.getvalue()


GOOD = f"history/2026/{IDS[0]}.toml"


class TestHostile:
    """Nothing of a backup is written unless all of it is as it should be."""

    def refused(self, tmp_path: Path, raw: bytes) -> str:
        """Return the one line in which a backup is refused."""
        file = tmp_path / "b.zip"
        file.write_bytes(raw)
        with pytest.raises(LimberupError) as caught:
            open_archive(file)
        (problem,) = caught.value.problems
        assert "\n" not in str(problem)
        assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
        return problem.what

    @pytest.mark.parametrize(
        "name",
        ["../x.toml", "/etc/passwd", "history/../../x.toml", f"history/2026/../{IDS[0]}.toml", "person.toml/",
         "history\\2026\\x.toml", f"history/2025/{IDS[0]}.toml", "history/2026/x.toml", f"history/２０２６/{GOOD}",
         "open/x.toml", "packs/x/pack.toml", "routines/../person.toml", "routines/.x.toml", "routines/a/b.toml",
         "history/damaged/..", "history/damaged/a\nb", "cache/history.msgpack", f"HISTORY/2026/{IDS[0]}.toml", "~/x"],
    )  # fmt: skip
    def test_names_that_lead_elsewhere(self, tmp_path: Path, name: str) -> None:
        assert not is_member(name)
        assert "is no file of a backup" in self.refused(tmp_path, archive_of({name: b"x"}))

    def test_links_and_other_things(self, tmp_path: Path) -> None:
        for mode in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR):
            assert "is no plain file" in self.refused(tmp_path, archive_of({GOOD: b"/etc/passwd"}, mode=mode | 0o777))

    def test_bombs(self, tmp_path: Path) -> None:
        assert "is too large" in self.refused(tmp_path, archive_of({GOOD: b"\0" * 1_000_001}))
        many = {f"routines/{number}.toml": b"\0" * 999_999 for number in range(300)}
        assert "larger than any history" in self.refused(tmp_path, archive_of(many))

    def test_a_size_that_lies(self, tmp_path: Path) -> None:
        raw = archive_of({GOOD: b"\0" * 900_000})
        lies = raw.replace((900_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
        assert lies != raw
        self.refused(tmp_path, lies)

    def test_other_ways_of_packing(self, tmp_path: Path) -> None:
        raw = archive_of({GOOD: b"x" * 100}, packed=zipfile.ZIP_BZIP2)
        assert "packed in a way that is not used here" in self.refused(tmp_path, raw)

    @pytest.mark.parametrize(
        ("manifest", "why"),
        [
            ([], "can't be read"),
            ({"form": 1}, "can't be read"),
            ({"form": 1, "files": {}}, "holds other files than"),
            ({"form": 1, "files": {GOOD: {"size": 1, "sha256": "0" * 64}}}, "is not as it was when"),
            ({"form": 1, "files": {GOOD: {"size": 2, "sha256": sha256(b"x").hexdigest()}}}, "is not as it was"),
            ({"form": 1, "files": {GOOD: {"size": -1, "sha256": "x"}}}, "can't be read"),
            ({"form": 2, "whatever": 3}, "was made by a newer limberup"),
        ],
    )  # fmt: skip
    def test_a_list_that_does_not_fit(self, tmp_path: Path, manifest: object, why: str) -> None:
        assert why in self.refused(tmp_path, archive_of({GOOD: b"x"}, manifest))

    def test_two_of_one_name(self, tmp_path: Path) -> None:
        stream = io.BytesIO(archive_of({GOOD: b"x"}))
        with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(GOOD, b"y")
        assert "two files of one name" in self.refused(tmp_path, stream.getvalue())

    def test_no_backup_at_all(self, tmp_path: Path) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(GOOD, b"x")
        assert f"it has no {MANIFEST}" in self.refused(tmp_path, stream.getvalue())
        for raw in (b"", b"PK", b"\0" * 1000, os.urandom(1000)):
            assert "no zip file, or not a whole one" in self.refused(tmp_path, raw)

    @pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: None])
    def test_a_file_that_is_none(self, tmp_path: Path, make: Callable[[Path], object]) -> None:
        make(tmp_path / "b.zip")
        with pytest.raises(LimberupError, match=r"is a folder|is not a plain file|no such file"):
            open_archive(tmp_path / "b.zip")

    def small(self, tmp_path: Path) -> bytes:
        """Return the backup of one session and a routine: few enough bytes to try each."""
        home = filled(tmp_path / "home")
        for path in (*home.history.glob("*/*"), home.person, home.settings):
            if path.stem != IDS[0]:
                path.unlink()
        back_up(home, tmp_path / "b.zip", NOW)
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            assert archive.namelist() == [MANIFEST, "routines/after-work.toml", GOOD]
        return (tmp_path / "b.zip").read_bytes()

    def test_cut_at_every_byte(self, tmp_path: Path) -> None:
        raw = self.small(tmp_path)
        cut = tmp_path / "cut.zip"
        for end in range(len(raw)):
            cut.write_bytes(raw[:end])
            with pytest.raises(LimberupError, match=r"Nothing was changed$"):
                open_archive(cut)

    def test_one_wrong_byte_changes_nothing_or_is_refused(self, tmp_path: Path) -> None:
        raw = self.small(tmp_path)
        whole = open_archive(tmp_path / "b.zip").files
        bent = tmp_path / "bent.zip"
        for place in range(len(raw)):
            bent.write_bytes(raw[:place] + bytes([raw[place] ^ 0x41]) + raw[place + 1 :])
            found = None
            with suppress(LimberupError):
                found = open_archive(bent).files
            assert found in (None, whole), place
