"""Where a file or folder is closed to the person it is told by name, and nothing else suffers from it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.kept import IDS, files, home_in, record
from tests.core.test_packs import make_pack

from limberup.files import is_there
from limberup.history.damage import Kind, find_damage
from limberup.history.store import History
from limberup.history.wipe import wipe
from limberup.known import is_known, note_known
from limberup.packs.cache import PackCache
from limberup.packs.translations import words_digest
from limberup.paths import Home
from limberup.person import Person
from limberup.person_file import save_person
from limberup.problem import LimberupError

ROOT = Path(__file__).parents[2]


def _is_let_in() -> bool:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0)
        let_in = os.access(name, os.R_OK)
        Path(name).chmod(0o700)
    return let_in


LET_IN = _is_let_in()
"""Whether closed folders keep nobody out, as they do not root."""
kept_out = pytest.mark.skipif(LET_IN, reason="root may read and write everything")
GIVE_UP = """\
import ctypes, os, sys

for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, taken out of what it may ever have again
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(not LET_IN or sys.platform != "linux", reason="closed folders keep us out as it is")
def test_all_below_as_a_root_who_is_let_in_nowhere() -> None:
    pytest_ = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "not as_a_root", __file__]
    done = subprocess.run([sys.executable, "-c", GIVE_UP, *pytest_], cwd=ROOT, capture_output=True, text=True)
    if "passed" not in done.stdout and not done.returncode:
        pytest.skip("root may read and write everything here")
    assert done.returncode == 0, done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Return a home with three sessions of two years, and open everything again afterwards."""
    found = home_in(tmp_path)
    found.check()
    history = History(found.history)
    for id_ in (*IDS[:2], "20250101T073000Z-00000001"):
        history.save(record(id_))
    save_person(found.person, Person())
    yield found
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o700)


@kept_out
def test_a_year_that_is_closed_is_told_and_the_others_are_shown(home: Home) -> None:
    year = home.history / "2025"
    year.chmod(0)
    records, problems = History(home.history, home.cache).newest()
    assert [found.id for found in records] == IDS[1::-1]
    assert [(problem.file, problem.what) for problem in problems] == [(str(year), "cannot be read")]
    (found,) = find_damage(History(home.history))
    assert (found.path, found.kind, found.wrong) == (year, Kind.DOUBTFUL, True)
    assert found.problem.what == "can't be read, so none of its records are shown"


@kept_out
def test_a_year_that_is_closed_loses_nothing_when_it_is_opened(home: Home) -> None:
    history = History(home.history, home.cache)
    assert len(history.read().records) == 3
    (home.history / "2025").chmod(0)
    assert len(history.read().records) == 2
    (home.history / "2025").chmod(0o700)
    assert len(history.read().records) == 3
    assert history.read().problems == ()


@kept_out
def test_a_record_that_is_closed_is_told_among_the_newest(home: Home) -> None:
    path = History(home.history).path(IDS[1])
    path.chmod(0)
    records, problems = History(home.history).newest(1)
    assert [found.id for found in records] == [IDS[0]]
    assert [(problem.file, problem.what) for problem in problems] == [(str(path), "cannot be read: permission denied")]


@kept_out
def test_a_home_that_cannot_be_written_to_is_told(home: Home) -> None:
    home.state.chmod(0o500)
    with pytest.raises(LimberupError) as caught:
        home.check()
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == (str(home.state), "cannot be written to")


@kept_out
@pytest.mark.parametrize(("closed", "more"), [(["2025"], ", nor can 2 more"), (["2025", "2026"], ", nor can 5 more")])
def test_a_wipe_takes_what_it_can_and_tells_of_the_rest(home: Home, closed: list[str], more: str) -> None:
    for year in closed:
        (home.history / year).chmod(0o500)
    (home.open / "x.toml").parent.mkdir()
    (home.open / "x.toml").write_text("under way")
    with pytest.raises(LimberupError) as caught:
        wipe(home)
    (problem,) = caught.value.problems
    assert problem.file.startswith(str(home.history / "2025"))
    assert problem.what == f"cannot be removed: permission denied{more}"
    assert not home.open.exists()
    left = [name for name in files(home) if name.startswith("history/")]
    assert {name.split("/")[1] for name in left} == set(closed)


@kept_out
def test_a_wipe_tells_of_a_folder_that_it_can_not_look_into(home: Home) -> None:
    year = home.history / "2025"
    year.chmod(0)
    with pytest.raises(LimberupError) as caught:
        wipe(home)
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == (str(year), "cannot be removed: directory not empty, nor can 1 more")
    assert not (home.history / "2026").exists()


@kept_out
def test_a_wipe_tells_of_a_single_file_as_it_is(home: Home) -> None:
    home.data.chmod(0o500)
    with pytest.raises(LimberupError, match=r"history: cannot be removed: permission denied\. Remove it yourself"):
        wipe(home)
    assert files(home) == {"person.toml": home.person.read_bytes()}


@kept_out
def test_whether_there_is_something_can_not_be_told(home: Home) -> None:
    assert is_there(home.person)
    home.config.chmod(0)
    with pytest.raises(LimberupError, match=r"cannot be read: permission denied\. Make it readable for yourself"):
        is_there(home.person)


@kept_out
def test_what_can_not_be_looked_at_is_not_known(home: Home) -> None:
    note_known(home.cache, [home.person])
    assert is_known(home.cache, [home.person])
    home.config.chmod(0)
    assert not is_known(home.cache, [home.person])
    home.config.chmod(0o700)
    assert is_known(home.cache, [home.person])


@kept_out
def test_of_a_pack_with_a_closed_folder_nothing_is_kept(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "packs" / "stairs")
    cache = PackCache(tmp_path / "cache")
    assert cache.state(pack)[0]
    (pack / "exercises").chmod(0)
    assert cache.state(pack) == ("", 0)
    (pack / "exercises").chmod(0o700)


@kept_out
def test_closed_translations_are_none(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "packs" / "stairs")
    (pack / "locale").mkdir()
    (pack / "locale" / "de.po").write_text("")
    assert words_digest(pack) != ""
    (pack / "locale").chmod(0)
    assert words_digest(pack) == ""
    (pack / "locale").chmod(0o700)
