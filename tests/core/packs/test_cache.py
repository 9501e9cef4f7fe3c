"""What was read of packs is kept, and changes nothing: with it or without it the same is read."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.test_packs import EXERCISE, make_pack

from limberup import texts
from limberup.packs import cache as module
from limberup.packs.manager import Loaded, load

ROUTINE = 'name = "Up"\n[[step]]\ndo = "up"\n'
RULE = '[[rule]]\nid = "r"\nwhy = "Because."\nexclude = ["glutes/glute-bridge"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a whole pack and one with much wrong in it, written a while ago."""
    packs = tmp_path / "packs"
    make_pack(packs / "stairs", exercises__up=EXERCISE, routines__up=ROUTINE, rules=RULE)
    make_pack(packs / "hills", "hills", exercises__broken="name = 3", routines__none="name = ")
    (packs / "empty").mkdir()
    (packs / "empty" / "pack.toml").write_text("api = 99")
    _settle()
    return packs


def _settle() -> None:
    """Wait until what was written counts as having been there for a while."""
    until = time.time_ns() + 2 * module.FRESH
    while time.time_ns() < until:
        os.sched_yield()


def said(loaded: Loaded) -> list[object]:
    """Return all that came of reading, with the figures."""
    infos = [(info, info.problems, info.data_rules, info.digest) for info in loaded.infos]
    return [*infos, *loaded.catalog.packs, *(exercise.figure for exercise in loaded.catalog.exercises.values())]


def test_what_is_kept_is_what_would_be_read(folder: Path, tmp_path: Path) -> None:
    anew = said(load(folder=folder))
    cache = tmp_path / "cache"
    assert said(load(folder=folder, cache=cache)) == anew
    kept = load(folder=folder, cache=cache)
    assert said(kept) == anew
    assert all(isinstance(one.drawing, bytes) for one in kept.catalog.packs[0].exercises), "it came from the cache"


def test_what_is_kept_is_read_without_opening_a_file_of_a_pack(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    monkeypatch.setattr("limberup.packs.reader.read_pack", lambda _: pytest.fail("a pack was read again"))
    load(folder=folder, cache=cache)


def same_size_and_time(folder: Path) -> None:
    """Change one letter, and set the time back."""
    path = folder / "stairs/exercises/up.toml"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Step up", "Step UP"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def link_out(folder: Path) -> None:
    """Put a link out of the pack in the place of a file."""
    path = folder / "stairs/exercises/up.toml"
    away = folder.parent / "up.toml"
    shutil.move(path, away)
    path.symlink_to(away)


def file_for_folder(folder: Path) -> None:
    """Put a file in the place of the folder of exercises."""
    shutil.rmtree(folder / "stairs/exercises")
    (folder / "stairs/exercises").write_text("")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda folder: (folder / "stairs/exercises/up.toml").write_text(EXERCISE.replace("Step up", "Up")),
    "a letter, with the time set back": same_size_and_time,
    "a new exercise": lambda folder: (folder / "stairs/exercises/down.toml").write_text(EXERCISE),
    "a new routine": lambda folder: (folder / "stairs/routines/down.toml").write_text(ROUTINE),
    "a file gone": lambda folder: (folder / "stairs/exercises/up.toml").unlink(),
    "a link out of the pack": link_out,
    "a rule": lambda folder: (folder / "hills/rules.toml").write_text(RULE),
    "a broken rule": lambda folder: (folder / "stairs/rules.toml").write_text("[[rule]]\n"),
    "rules gone": lambda folder: (folder / "stairs/rules.toml").unlink(),
    "another id": lambda folder: (folder / "stairs/pack.toml").write_text(
        (folder / "stairs/pack.toml").read_text().replace('id = "stairs"', 'id = "steps"')
    ),
    "mended": lambda folder: (folder / "hills/exercises/broken.toml").write_text(EXERCISE),
    "a folder gone": lambda folder: shutil.rmtree(folder / "stairs"),
    "a folder of exercises that is a file": file_for_folder,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_change_is_seen(change: Callable[[Path], object], folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = said(load(folder=folder, cache=cache))
    change(folder)
    now = said(load(folder=folder))
    assert now != before, "a change that makes no difference would show nothing"
    assert said(load(folder=folder, cache=cache)) == now


@pytest.mark.parametrize("name", ["exercises", "up.toml"])
def test_a_link_that_leads_elsewhere_now_is_seen(name: str, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    parts = folder / "stairs" / "exercises"
    shutil.copytree(parts, folder / "stairs" / "other")
    (folder / "stairs" / "other" / "up.toml").write_text(EXERCISE.replace("Step up", "Up"))
    link = parts if name == "exercises" else parts / name
    link.rename(folder / "stairs" / "first")
    link.symlink_to(folder / "stairs" / "first")
    _settle()
    before = said(load(folder=folder, cache=cache))
    link.unlink()
    link.symlink_to(folder / "stairs" / "other" / ("" if name == "exercises" else name))
    now = said(load(folder=folder))
    assert now != before
    assert said(load(folder=folder, cache=cache)) == now


def test_a_link_that_led_nowhere_and_now_leads_somewhere_is_seen(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (folder / "stairs" / "exercises" / "more.toml").symlink_to(folder / "stairs" / "later")
    _settle()
    before = said(load(folder=folder, cache=cache))
    (folder / "stairs" / "later").write_text(EXERCISE)
    now = said(load(folder=folder))
    assert now != before
    assert said(load(folder=folder, cache=cache)) == now


@pytest.mark.parametrize("set_back", [False, True])
def test_what_is_read_in_the_same_tick_as_it_was_written_is_read_again(
    set_back: bool, folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    if set_back:
        for path in (folder / "stairs").rglob("*.toml"):
            os.utime(path, (1_600_000_000, 1_600_000_000))
        _settle()
    load(folder=folder, cache=cache)
    youngest = max(path.stat().st_ctime_ns for path in (folder / "stairs").rglob("*.toml"))
    for path in (cache / "packs").iterdir():
        os.utime(path, ns=(youngest, youngest))
    kept = module.PackCache(cache)
    assert kept.get(folder / "stairs") is None
    load(folder=folder, cache=cache)
    assert kept.get(folder / "stairs") is not None


def test_each_language_has_its_own(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    monkeypatch.setattr(texts, "_language", "de")
    assert module.PackCache(cache).get(folder / "stairs") is None


def test_another_limberup_reads_all_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    assert module.PackCache(cache).get(folder / "stairs") is not None
    monkeypatch.setattr("limberup.__version__", "99")
    assert module.PackCache(cache).get(folder / "stairs") is None


def test_what_another_form_says_is_passed_over(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    with monkeypatch.context() as later:
        later.setattr(module, "FORM", module.FORM + 1)
        load(folder=folder, cache=cache)
        assert module.PackCache(cache).get(folder / "stairs") is not None
    assert module.PackCache(cache).get(folder / "stairs") is None


def test_one_letter_that_was_changed_in_what_is_kept_changes_nothing(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    changed = 0
    for path in (cache / "packs").iterdir():
        raw = path.read_bytes()
        path.write_bytes(raw.replace(b"Step up", b"Step UP"))
        changed += raw != path.read_bytes()
    assert changed
    assert said(load(folder=folder, cache=cache)) == said(load(folder=folder))


def test_what_is_too_large_to_keep_is_read_each_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    cache = tmp_path / "cache"
    for _ in range(2):
        assert said(load(folder=folder, cache=cache)) == said(load(folder=folder))
    assert not (cache / "packs").exists()


def test_a_pack_of_too_many_files_is_not_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = module.PackCache(tmp_path / "cache")
    assert cache.state(folder / "stairs")[0]
    monkeypatch.setattr(module, "MOST_FILES", 3)
    assert cache.state(folder / "stairs")[0] == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_cache_changes_nothing(data: st.DataObject, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    files = sorted((cache / "packs").iterdir())
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(at, min(len(whole), at + 40)))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=40)) + whole[end:])
    assert said(load(folder=folder, cache=cache)) == said(load(folder=folder))


@pytest.mark.parametrize("stands", ["file", "link", "closed"])
def test_where_nothing_can_be_kept_packs_are_read_all_the_same(stands: str, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    place = cache / "packs"
    if stands == "file":
        place.write_text("")
    elif stands == "link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.mkdir(mode=0o500)
    assert said(load(folder=folder, cache=cache)) == said(load(folder=folder))


def test_what_is_kept_of_a_pack_that_is_gone_is_thrown_away(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(folder=folder, cache=cache)
    before = len(list((cache / "packs").iterdir()))
    shutil.rmtree(folder / "hills")
    load(safe=True, cache=cache)
    assert len(list((cache / "packs").iterdir())) == before, "in safe mode the others are only not asked for"
    load(folder=folder, cache=cache)
    assert len(list((cache / "packs").iterdir())) == before - 1
