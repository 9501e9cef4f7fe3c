"""A backup brings back all that was kept, and takes nothing away."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.kept import IDS, NOW, TODAY, files, filled, home_in, record
from tests.core.making import records

from limberup.history.archive import Archive, open_archive
from limberup.history.backup import back_up
from limberup.history.record import Record
from limberup.history.restore import Item, State, lost_flags, preview, restore
from limberup.history.store import History
from limberup.paths import Home
from limberup.person import Person
from limberup.person_file import load_person, save_person
from limberup.problem import LimberupError


def states(items: list[Item]) -> dict[str, State]:
    """Return what would become of each file of a backup."""
    return {item.name: item.state for item in items}


class TestRoundTrip:
    @pytest.mark.skipif(sys.platform == "darwin", reason="names are text there")
    def test_a_name_that_is_no_text_is_left_out_and_told(self, tmp_path: Path) -> None:
        home = filled(tmp_path / "one")
        (home.routines / os.fsdecode(b"caf\xe9.toml")).write_text('name = "x"\n', "utf-8")
        saved = back_up(home, tmp_path / "backup.zip", NOW)
        assert saved.routines == 1
        (problem,) = saved.left_out
        assert "has a name that is no text" in str(problem)
        assert str(problem).encode()

    def test_on_another_machine_all_is_there(self, tmp_path: Path) -> None:
        home = filled(tmp_path / "one")
        file = tmp_path / "backup.zip"
        saved = back_up(home, file, NOW)
        assert (saved.records, saved.deleted, saved.routines, saved.others, saved.left_out) == (2, 1, 1, 3, ())
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        other = home_in(tmp_path / "two")
        archive = open_archive(file)
        assert archive.made == "2026-11-21T07:30:00+00:00"
        assert set(states(preview(other, archive)).values()) == {State.NEW}
        assert restore(other, archive) == []
        assert files(other) == files(home)
        assert set(states(preview(other, archive)).values()) == {State.SAME}
        assert History(other.history).deleted() == [record(IDS[2], note=IDS[2])]
        assert other.history.stat().st_mode & 0o777 == 0o700

    @settings(max_examples=40, deadline=None)
    @given(
        st.dictionaries(st.sampled_from(IDS), st.tuples(records, st.sampled_from(["here", "deleted", "damaged"]))),
        st.dictionaries(st.text("abäß -.", min_size=1, max_size=9).filter(lambda name: name[0] != "."), st.binary()),
        st.none() | st.binary(max_size=50),
    )
    def test_whatever_was_kept(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        made: dict[str, tuple[Record, str]],
        routines: dict[str, bytes],
        settings_: bytes | None,
    ) -> None:
        folder = tmp_path_factory.mktemp("backup")
        home, other = home_in(folder / "one"), home_in(folder / "two")
        home.check()
        history = History(home.history)
        for id_, (one, what) in made.items():
            path = history.save(replace(one, id=id_))
            if what == "deleted":
                history.delete(id_)
            elif what == "damaged":
                path.write_bytes(path.read_bytes()[:-9])
        home.routines.mkdir()
        for name, raw in routines.items():
            (home.routines / f"{name}.toml").write_bytes(raw)
        if settings_ is not None:
            home.settings.write_bytes(settings_)
        back_up(home, folder / "b.zip", NOW)
        restore(other, open_archive(folder / "b.zip"))
        assert files(other) == files(home)

    def test_what_is_no_routine_is_left_out_of_it(self, tmp_path: Path) -> None:
        home = filled(tmp_path / "one")
        (home.routines / "notes.txt").write_text("mine")
        (home.routines / ".x.toml.0123abcd.tmp").write_text("half")
        saved = back_up(home, tmp_path / "b.zip", NOW)
        assert (saved.routines, saved.left_out) == (1, ())
        assert "routines/notes.txt" not in open_archive(tmp_path / "b.zip").files

    @pytest.mark.skipif(sys.platform == "darwin", reason="every name is text there")
    def test_a_name_that_is_no_text_keeps_nothing_else_out_of_it(self, tmp_path: Path) -> None:
        home = filled(tmp_path / "one")
        (home.history / "damaged" / os.fsdecode(b"caf\xe9.toml")).write_text("half")
        saved = back_up(home, tmp_path / "b.zip", NOW)
        assert (saved.records, saved.deleted, saved.routines, saved.others) == (2, 1, 1, 3)

    def test_what_can_not_be_in_it_is_told(self, tmp_path: Path) -> None:
        home = filled(tmp_path)
        (home.history / "2026" / f"{IDS[4]}.toml").symlink_to("/etc/passwd")
        os.mkfifo(home.history / "2026" / f"{IDS[5]}.toml")
        (home.history / "2026" / "notes.txt").write_text("no record")
        (home.history / "2025").symlink_to(tmp_path)
        saved = back_up(home, tmp_path / "b.zip", NOW)
        assert [Path(problem.file).name for problem in saved.left_out] == [f"{IDS[4]}.toml", f"{IDS[5]}.toml"]
        assert sorted(open_archive(tmp_path / "b.zip").files) == sorted(
            [
                "person.toml",
                "settings.toml",
                "routines/after-work.toml",
                *(f"history/2026/{id_}.toml" for id_ in IDS[:2]),
                f"history/deleted/{IDS[2]}.toml",
                f"history/damaged/{IDS[3]}.toml",
            ]
        )

    def test_it_replaces_nothing_unasked(self, tmp_path: Path) -> None:
        home = filled(tmp_path)
        file = tmp_path / "b.zip"
        file.write_text("mine")
        with pytest.raises(LimberupError, match="is there already"):
            back_up(home, file, NOW)
        assert file.read_text() == "mine"
        back_up(home, file, NOW, force=True)
        assert len(open_archive(file).files) == 7
        with pytest.raises(LimberupError, match="is a folder"):
            back_up(home, tmp_path, NOW, force=True)
        with pytest.raises(LimberupError, match="there is no such folder"):
            back_up(home, tmp_path / "gone" / "b.zip", NOW)
        assert not (tmp_path / "gone").exists()

    def test_an_empty_home(self, tmp_path: Path) -> None:
        home = home_in(tmp_path)
        back_up(home, tmp_path / "b.zip", NOW)
        assert open_archive(tmp_path / "b.zip").files == {}


class TestMerging:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Home:
        """Return a home that has changed since its backup."""
        home = filled(tmp_path)
        back_up(home, tmp_path / "b.zip", NOW)
        history = History(home.history)
        history.save(record(IDS[0], note="changed"))
        history.delete(IDS[1])
        history.undelete(IDS[2])
        history.save(record(IDS[6], note="newer than the backup"))
        (home.routines / "after-work.toml").unlink()
        return home

    @pytest.fixture
    def archive(self, home: Home, tmp_path: Path) -> Archive:
        """Return the backup."""
        return open_archive(tmp_path / "b.zip")

    def test_what_would_happen(self, home: Home, archive: Archive) -> None:
        before = files(home)
        assert states(preview(home, archive)) == {
            f"history/2026/{IDS[0]}.toml": State.DIFFERENT,
            f"history/2026/{IDS[1]}.toml": State.DELETED,
            f"history/deleted/{IDS[2]}.toml": State.DELETED,
            f"history/damaged/{IDS[3]}.toml": State.SAME,
            "person.toml": State.SAME,
            "routines/after-work.toml": State.NEW,
            "settings.toml": State.SAME,
        }
        assert files(home) == before

    def test_ours_stays(self, home: Home, archive: Archive) -> None:
        before = files(home)
        assert restore(home, archive) == []
        assert files(home) == before | {"routines/after-work.toml": b"name = 'x'  # mine\n"}

    def test_theirs_is_taken_and_ours_kept_aside(self, home: Home, archive: Archive) -> None:
        before = files(home)
        (aside,) = restore(home, archive, theirs=True)
        history = History(home.history)
        assert history.load(IDS[0]).note == IDS[0]
        assert history.load(IDS[1]).note == IDS[1]
        assert history.ids() == [IDS[6], IDS[2], IDS[1], IDS[0]]
        assert not (home.history / "deleted" / f"{IDS[2]}.toml").exists(), "it is here, and stays"
        assert aside == home.history / "replaced" / f"{IDS[0]}.toml"
        assert b"changed" in aside.read_bytes()
        assert set(before.values()) <= set(files(home).values()), "nothing that was here is lost"

    def test_doing_it_again_changes_nothing(self, home: Home, archive: Archive) -> None:
        restore(home, archive, theirs=True)
        before = files(home)
        assert restore(home, archive, theirs=True) == []
        assert files(home) == before

    def test_what_was_kept_aside_before_is_not_written_over(self, home: Home, archive: Archive) -> None:
        replaced = home.history / "replaced"
        replaced.mkdir()
        (replaced / f"{IDS[0]}.toml").write_text("of another time")
        ours = (home.history / "2026" / f"{IDS[0]}.toml").read_bytes()
        (aside,) = restore(home, archive, theirs=True)
        assert aside == replaced / f"{IDS[0]}.2.toml"
        assert aside.read_bytes() == ours
        assert (replaced / f"{IDS[0]}.toml").read_text() == "of another time"

    def test_one_of_ours_that_can_not_be_read_is_kept_aside_as_it_is(self, home: Home, archive: Archive) -> None:
        path = home.history / "2026" / f"{IDS[0]}.toml"
        with path.open("wb") as stream:
            stream.truncate(1_000_001)
        (aside,) = restore(home, archive, theirs=True)
        assert aside.stat().st_size == 1_000_001
        assert History(home.history).load(IDS[0]).note == IDS[0]

    def test_what_stands_in_the_way_stays(self, home: Home, archive: Archive) -> None:
        path = home.history / "2026" / f"{IDS[0]}.toml"
        path.unlink()
        path.mkdir()
        settings_file = home.settings
        settings_file.unlink()
        settings_file.symlink_to("/etc/hostname")
        found = states(preview(home, archive))
        assert (found[f"history/2026/{IDS[0]}.toml"], found["settings.toml"]) == (State.IN_THE_WAY,) * 2
        restore(home, archive, theirs=True)
        assert path.is_dir()
        assert settings_file.is_symlink()

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(IDS[:4]), st.integers(0, 3)), max_size=8), st.booleans())
    def test_two_machines_lose_nothing(
        self, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]], theirs: bool
    ) -> None:
        folder = tmp_path_factory.mktemp("two")
        homes = home_in(folder / "one"), home_in(folder / "two")
        for number, (id_, what) in enumerate(edits):
            history = History(homes[number % 2].history)
            if what == 0 and history.path(id_).exists():
                history.delete(id_)
            else:
                history.save(record(id_, note=str(what)))
        back_up(homes[0], folder / "b.zip", NOW)
        before = files(homes[1])
        archive = open_archive(folder / "b.zip")
        restore(homes[1], archive, theirs=theirs)
        after = files(homes[1])
        assert set(before.values()) <= set(after.values())
        if not theirs:
            assert before.items() <= after.items()
        assert {id_ for id_ in History(homes[0].history).ids() if theirs} <= set(History(homes[1].history).ids())


class TestThePerson:
    """A warning sign must not go away because a file came back."""

    def archive(self, tmp_path: Path, person: Person) -> Archive:
        """Return a backup of somebody."""
        home = home_in(tmp_path / "other")
        home.check()
        save_person(home.person, person)
        back_up(home, tmp_path / "person.zip", NOW)
        return open_archive(tmp_path / "person.zip")

    def here(self, tmp_path: Path, person: Person) -> Home:
        """Return the home of somebody."""
        home = home_in(tmp_path / "here")
        home.check()
        save_person(home.person, person)
        return home

    def test_ours_stays_and_what_differs_is_told(self, tmp_path: Path) -> None:
        home = self.here(tmp_path, Person().with_flags(["U1"], TODAY))
        archive = self.archive(tmp_path, Person(minutes=20).with_flags(["E1"], TODAY))
        before = home.person.read_bytes()
        assert lost_flags(home, archive) == (frozenset({"U1"}), frozenset({"E1"}))
        restore(home, archive)
        assert home.person.read_bytes() == before

    def test_what_is_open_on_either_side_stays_open(self, tmp_path: Path) -> None:
        ours = Person(minutes=10).with_flags(["U1", "U7"], TODAY).with_cleared(["U7"], TODAY)
        home = self.here(tmp_path, ours)
        archive = self.archive(tmp_path, Person(minutes=20).with_flags(["E1"], TODAY))
        before = home.person.read_bytes()
        (aside,) = restore(home, archive, theirs=True)
        person = load_person(home.person)
        assert (person.minutes, {flag.id for flag in person.open_flags}) == (20, {"U1", "E1"})
        assert aside.read_bytes() == before

    def test_a_flag_that_was_cleared_in_the_backup_alone_stays_open(self, tmp_path: Path) -> None:
        home = self.here(tmp_path, Person().with_flags(["U1"], TODAY))
        cleared = Person().with_flags(["U1"], TODAY).with_cleared(["U1"], TODAY)
        restore(home, self.archive(tmp_path, cleared), theirs=True)
        assert [flag.id for flag in load_person(home.person).open_flags] == ["U1"]

    def test_with_nothing_open_the_backup_comes_back_to_the_letter(self, tmp_path: Path) -> None:
        home = self.here(tmp_path, Person(minutes=10))
        archive = self.archive(tmp_path, Person(minutes=20))
        restore(home, archive, theirs=True)
        assert home.person.read_bytes() == archive.files["person.toml"]

    def test_where_ours_can_not_be_read_all_is_asked_anew(self, tmp_path: Path) -> None:
        home = self.here(tmp_path, Person())
        home.person.write_text("nonsense")
        archive = self.archive(tmp_path, Person(minutes=20, screened=TODAY))
        (aside,) = restore(home, archive, theirs=True)
        assert (load_person(home.person).minutes, load_person(home.person).screened) == (20, None)
        assert aside.read_text() == "nonsense"

    def test_one_that_can_not_be_read_is_not_taken(self, tmp_path: Path) -> None:
        home = self.here(tmp_path, Person(minutes=10))
        archive = Archive("", {"person.toml": b"nonsense"})
        with pytest.raises(LimberupError, match="can't be read in the backup, so yours stays"):
            restore(home, archive, theirs=True)
        assert load_person(home.person).minutes == 10
        assert list(files(home)) == ["person.toml"], "not even a copy was made"
