"""The hooks of installed packs are asked once, their answers kept as long as they are right, and never believed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.core.test_packs import MODULE, Site

from limberup.packs import hooks_run
from limberup.packs.hooks_run import Entry, Said, ask_hooks

ROOT = Path(__file__).parents[3]
STAIRS = Entry("stairs", "pk_stairs", "pk-stairs", "1.2")
FAR = """\
from pathlib import Path
from limberup.packs import PackFolder, hookimpl

@hookimpl
def limberup_packs():
    return [PackFolder(Path({place!r}))]
"""
NOT_RUN = "the packs could not be asked: Python cannot be run: "
"""What is said where somebody is asked although no process can be started."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a folder on sys.path with one pack installed in it."""
    folder = tmp_path / "site"
    folder.mkdir()
    # Without the folder of this repository: whatever is written into it meanwhile would look like an installation.
    path = [place for place in sys.path if place and Path(place) != ROOT]
    monkeypatch.setattr(sys, "path", [*path, str(folder)])
    found = Site(folder)
    found.install("pk-stairs", MODULE, "stairs")
    yield found
    for name in [name for name in sys.modules if name.startswith("pk_")]:
        del sys.modules[name]


@pytest.fixture
def no_python(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes asking impossible: whatever comes after it was kept."""
    return lambda: monkeypatch.setattr(sys, "executable", "/nowhere/python")


def ask(entry: Entry, cache: Path | None = None, *, fresh: bool = False) -> Said:
    """Return what one hook says."""
    (said,) = ask_hooks([entry], cache, fresh=fresh)
    return said


class TestKept:
    def test_that_nobody_could_be_asked_is_not_kept(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # On a machine that is busy for a moment no pack may be left out for good.
        with monkeypatch.context() as busy:
            busy.setattr(sys, "executable", "/nowhere/python")
            assert ask(STAIRS, tmp_path / "cache").error.startswith(NOT_RUN)
        assert ask(STAIRS, tmp_path / "cache") == Said([str(site.folder / "pk_stairs")])

    def test_an_answer_is_kept(self, site: Site, tmp_path: Path, no_python: Callable[[], None]) -> None:
        said = ask(STAIRS, tmp_path / "cache")
        assert said == Said([str(site.folder / "pk_stairs")])
        no_python()
        assert ask(STAIRS, tmp_path / "cache") == said
        assert ask(STAIRS, tmp_path / "cache", fresh=True).error.startswith(NOT_RUN)

    def test_a_failure_is_kept_too(self, site: Site, tmp_path: Path, no_python: Callable[[], None]) -> None:
        site.install("pk-bad", "raise RuntimeError('no luck')")
        bad = Entry("bad", "pk_bad", "pk-bad", "1.2")
        said = ask(bad, tmp_path / "cache")
        assert said.error == "RuntimeError: no luck"
        no_python()
        assert ask(bad, tmp_path / "cache") == said

    def test_only_who_is_new_is_asked(self, site: Site, tmp_path: Path, no_python: Callable[[], None]) -> None:
        ask(STAIRS, tmp_path / "cache")
        no_python()
        known, new = ask_hooks([STAIRS, Entry("stairs", "pk_stairs", "pk-stairs", "1.3")], tmp_path / "cache")
        assert known.folders
        assert new.error.startswith(NOT_RUN)

    def test_nobody_is_asked_where_there_is_nobody(self, tmp_path: Path, no_python: Callable[[], None]) -> None:
        no_python()
        assert ask_hooks([], tmp_path / "cache") == []
        assert not (tmp_path / "cache").exists()

    def test_a_module_that_was_changed_is_asked_again(self, site: Site, tmp_path: Path) -> None:
        ask(STAIRS, tmp_path / "cache")
        (site.folder / "pk_stairs" / "__init__.py").write_text("raise RuntimeError('broken now')")
        assert ask(STAIRS, tmp_path / "cache").error == "RuntimeError: broken now"

    def test_a_module_within_a_package_is_watched_too(
        self, site: Site, tmp_path: Path, no_python: Callable[[], None]
    ) -> None:
        inner = site.folder / "pk_stairs" / "inner.py"
        inner.write_text(MODULE)
        entry = Entry("stairs", "pk_stairs.inner", "pk-stairs", "1.2")
        said = ask(entry, tmp_path / "cache")
        assert said.folders == [str(site.folder / "pk_stairs")]
        inner.write_text("raise RuntimeError('broken now')")
        assert ask(entry, tmp_path / "cache").error == "RuntimeError: broken now"
        no_python()
        assert ask(entry, tmp_path / "cache").error == "RuntimeError: broken now"

    def test_a_folder_that_has_gone_is_asked_for_again(
        self, site: Site, tmp_path: Path, no_python: Callable[[], None]
    ) -> None:
        place = tmp_path / "elsewhere"
        place.mkdir()
        site.install("pk-far", FAR.format(place=str(place)))
        far = Entry("far", "pk_far", "pk-far", "1.2")
        assert ask(far, tmp_path / "cache") == Said([str(place)])
        no_python()
        assert ask(far, tmp_path / "cache") == Said([str(place)])
        place.rmdir()
        assert ask(far, tmp_path / "cache").error.startswith(NOT_RUN)

    @pytest.mark.parametrize("value", ["", ":x", "pk_no_such_module"])
    def test_of_what_is_not_there_nothing_is_kept(
        self, site: Site, tmp_path: Path, no_python: Callable[[], None], value: str
    ) -> None:
        entry = Entry("odd", value, "pk-odd", "1.2")
        assert ask(entry, tmp_path / "cache").error
        no_python()
        assert ask(entry, tmp_path / "cache").error.startswith(NOT_RUN)

    @pytest.mark.parametrize("what", ["rubbish", "deep", "another Python", "another form"])
    def test_a_cache_that_is_not_right_is_passed_over(
        self, site: Site, tmp_path: Path, no_python: Callable[[], None], what: str
    ) -> None:
        said = ask(STAIRS, tmp_path / "cache")
        path = tmp_path / "cache" / hooks_run.CACHE
        kept = msgspec.json.decode(path.read_bytes())
        # Whoever still believed it would answer with another folder.
        kept["said"] = {key: {"folders": ["/"]} for key in kept["said"]}
        text = {
            "rubbish": b"\x00",
            "deep": b"[" * 100_000,
            "another Python": msgspec.json.encode(kept | {"python": "3.99"}),
            "another form": msgspec.json.encode(kept | {"version": 99}),
        }
        path.write_bytes(msgspec.json.encode(kept))
        assert ask(STAIRS, tmp_path / "cache") == Said(["/"])
        path.write_bytes(text[what])
        assert ask(STAIRS, tmp_path / "cache") == said
        no_python()
        assert ask(STAIRS, tmp_path / "cache") == said, "it has been written anew"

    def test_where_nothing_can_be_kept_they_are_asked_each_time(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "cache").write_text("in the way")
        for _ in range(2):
            assert ask(STAIRS, tmp_path / "cache").folders
        assert (tmp_path / "cache").read_text() == "in the way"


HOST = """\
import os
from pathlib import Path

while os.read(0, 65536):
    pass
rest = Path(__file__).with_name("said").read_bytes()
while rest:
    rest = rest[os.write(1, rest) :]
"""
"""Stands in the place of our own program, and says what lies beside it."""


SAID = {
    "nothing": (b"", "Python could not be started for them"),
    "only a beginning": (b"ready\n", "they ended without an answer"),
    "half a line": (b"ready\n[{", "they ended without an answer"),
    "too few": (b"ready\n[]\n", "an answer is missing"),
    "something else": (b"ready\n{}\n", "Expected `array`, got `object`"),
    "nonsense": (b"ready\nnonsense\n", "JSON is malformed"),
    "deep": (b"ready\n" + b"[" * 100_000 + b"\n", ""),
    "no end": (b"ready\n" + b"x" * 5_100_000, "they said more than 5000 kB"),
}


class TestAnswers:
    """Whatever the process says, or does not, nobody waits for ever and each pack has its reason."""

    @pytest.mark.parametrize("kind", SAID)
    def test_what_is_no_answer_is_told_of_each(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
    ) -> None:
        said, told = SAID[kind]
        host = tmp_path / "limberup" / "packs" / "hooks_host.py"
        host.parent.mkdir(parents=True)
        for folder in (host.parent, host.parent.parent):
            (folder / "__init__.py").write_text("")
        host.with_name("said").write_bytes(said)
        host.write_text(HOST)
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
        answers = ask_hooks([STAIRS, Entry("other", "pk_other")])
        assert len(answers) == 2
        for answer in answers:
            assert answer.folders == []
            assert answer.error.startswith(f"the packs could not be asked: {told}")
