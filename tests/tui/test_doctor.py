"""`limberup doctor`: it tells what is wrong whatever is broken, and nothing of the person."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.core.test_packs import Site, make_pack
from tests.tui.program import own, record, run

from limberup.paths import find_home
from limberup_tui.doctor import Check, looked_at

HANGS = "import time\ntime.sleep(3600)\n"
DIES = "import os\nos._exit(3)\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of somebody with a name, below a folder with that name."""
    person = tmp_path / "maria"
    folder = person / "limberup-files"
    folder.mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("HOME", str(person))
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    return folder


def checks(*words: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Run it; return its exit code and the checks by id."""
    done = run(*(words or ("doctor",)), "--json")
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert len({one["id"] for one in found}) == len(found)
    return done.returncode, {one["id"]: one for one in found}


def write(path: Path, text: str) -> None:
    """Write a file as the program does, for its owner alone."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(0o600)
    path.write_text(text)


def wrong(found: dict[str, dict[str, Any]]) -> list[str]:
    return [id_ for id_, one in found.items() if not one["ok"]]


def test_all_is_well(home: Path) -> None:
    done = run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("All is well.")
    assert "look at this" not in done.stdout
    for words in ("limberup", "Python", "textual", "TERM", "data folder", "history", "glutes", "synthesiser"):
        assert words in done.stdout


def test_everything_that_is_broken_is_told_and_hides_nothing_else(home: Path, tmp_path: Path, monkeypatch: Any) -> None:
    site = Site(tmp_path / "site")
    site.folder.mkdir()
    site.install("limberup-pack-hangs", HANGS)
    site.install("limberup-pack-dies", DIES)
    monkeypatch.setenv("PYTHONPATH", str(site.folder))
    write(home / "person.toml", 'schema = 1\nconditions = ["secret_illness"]\n')
    write(home / "settings.toml", "bell = 3\n")
    write(home / "packs.toml", "off = 3\n")
    write(home / "open" / "20261120T073000Z-0123abcd.toml", "rubbish")
    record(home)
    write(home / "history" / "2026" / "20261120T073000Z-0123abcd.toml", "pain = ")
    own(home, "name = ")
    make_pack(home / "packs" / "broken", pack='[pack]\nid = "broken"\n')
    code, found = checks()
    assert code == 1
    assert {"settings.person", "settings.file", "settings.packs", "records.history", "records.open", "records.routines",
            "packs.limberup-pack-hangs", "packs.limberup-pack-dies", "packs.broken"} <= set(wrong(found))  # fmt: skip
    assert all(found[id_]["remedy"] for id_ in wrong(found))
    assert found["packs.glutes"]["ok"]
    assert found["settings.person"]["value"] == "damaged: line 2"
    assert found["records.history"]["value"] == "2 records; 1 damaged"


def test_values_that_there_are_not_are_told(home: Path) -> None:
    write(home / "settings.toml", 'theme = "nordd"\nlanguage = "fr"\n')
    code, found = checks()
    assert (code, wrong(found)) == (1, ["settings.theme", "settings.language"])
    assert found["settings.theme"]["value"] == "nordd"
    assert found["settings.theme"]["remedy"].endswith(
        "settings.toml: line 1, theme: 'nordd' is not one of its values. Did you mean 'nord'?"
    )


def test_own_routines_with_mistakes_are_counted_and_not_named(home: Path) -> None:
    step = '[[step]]\ndo = "glute-bridge"\n'
    write(home / "routines" / "for-ann.toml", f'name = "For Ann"\n{step}')
    write(home / "routines" / "for-ben.toml", f'name = "For Ben"\n{step.replace("bridge", "brigde")}')
    write(home / "routines" / "for-cleo.toml", f'name = "For Cleo"\n{step}dose = "1x5x5x5"\n')
    write(home / "routines" / "for-dora.toml", 'name = "For Dora"\nsteps = 3\n')
    code, found = checks()
    assert (code, wrong(found)) == (1, ["records.routines"])
    assert found["records.routines"]["value"] == "4, 3 of them with mistakes"
    assert found["records.routines"]["remedy"] == "limberup routines tells what is wrong"


def test_nothing_personal_is_in_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home / "person.toml", 'schema = 1\nconditions = ["hip_oa"]\nsore_side = "left"\ngoals = ["see Ann"]\n')
    record(home, routine="Knees of Maria", note="slept badly")
    own(home, 'name = "For Ann"\ngiven_by = "Dr Kim"\n[[step]]\ndo = "glute-bridge"\n', "for-ann.toml")
    monkeypatch.setenv("SSH_CONNECTION", "203.0.113.7 1 203.0.113.8 22")
    for words in (("doctor",), ("doctor", "--json")):
        said = run(*words).stdout.lower()
        for secret in ("hip_oa", "ann", "left,", "maria", "knees", "slept", "dr kim", "203.0.113", str(home).lower()):
            assert secret not in said, secret
    assert "$limberup_home" in said


def test_a_home_that_cannot_be_used_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "file"))
    code, found = checks()
    assert code == 1
    assert "files.data" in wrong(found)
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "file" / "below"))
    code, found = checks()
    assert code == 1
    assert "files.data" in wrong(found)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who may do anything is refused nothing")
def test_a_home_that_cannot_be_read_is_told(home: Path) -> None:
    home.chmod(0)
    try:
        code, found = checks()
    finally:
        home.chmod(0o700)
    assert code == 1
    assert "files.data" in wrong(found)


def test_what_others_can_look_into_is_told(home: Path) -> None:
    record(home)
    next((home / "history" / "2026").iterdir()).chmod(0o644)
    (home / "history").chmod(0o755)
    code, found = checks()
    assert code == 1
    assert "limberup history check --mend" in found["files.private"]["remedy"]


def test_settings_that_differ_and_keys_that_clash_are_told(home: Path) -> None:
    write(home / "settings.toml", 'quiet = true\nvoice = true\n[keys]\n"today.library" = "h"\n')
    code, found = checks()
    assert code == 1
    assert found["settings.changed"]["value"] == "quiet = True, voice = True"
    assert wrong(found) == ["settings.keys"]
    assert "h would do two things" in found["settings.keys"]["remedy"]


def test_a_voice_that_nothing_can_speak_is_told(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(home / "settings.toml", "voice = true\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    code, found = checks()
    assert code == 1
    assert wrong(found) == ["sound.speech"]


def test_the_packs_alone(home: Path) -> None:
    make_pack(home / "packs" / "stairs")
    code, found = checks("packs", "doctor")
    assert code == 0
    assert {id_.partition(".")[0] for id_ in found} == {"packs"}
    assert "new, not used before you have seen it" in found["packs.stairs"]["value"]
    code, found = checks("--safe", "packs", "doctor")
    assert code == 0
    assert "packs.safe" in found
    assert "packs.stairs" not in found


def test_wrong_usage(home: Path) -> None:
    assert run("doctor", "--nothing").returncode == 2


def test_what_hangs_or_fails_is_a_check_and_what_came_before_it_stays(home: Path) -> None:
    end = threading.Event()

    def hangs() -> Any:
        yield Check("files.one", "one", "well")
        end.wait()

    def fails() -> Any:
        yield Check("files.one", "one", "well")
        raise ZeroDivisionError

    place = find_home(os.environ)
    try:
        found = looked_at("files", hangs, place, seconds=0.05)
    finally:
        end.set()
    assert [(one.id, one.ok) for one in found] == [("files.one", True), ("files.failed", False)]
    found = looked_at("files", fails, place)
    assert (found[1].value, found[1].ok) == ("ZeroDivisionError", False)
