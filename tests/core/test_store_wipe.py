"""A wipe leaves nothing behind, and takes nothing that is somebody else's."""

from __future__ import annotations

from pathlib import Path

from tests.core.kept import IDS, files, filled

from limberup.history.alive import LifeSign
from limberup.history.store import History
from limberup.history.wipe import going, under_way, wipe
from limberup.paths import find_home


class TestWiping:
    def test_nothing_is_left_behind(self, tmp_path: Path) -> None:
        home = filled(tmp_path)
        history = History(home.history, home.cache)
        history.read()
        (home.history / "2026" / f".{IDS[0]}.toml.0123abcd.tmp").write_text("half")
        (home.history / "2026" / "notes.txt").write_text("in the folder that goes")
        (home.cache / ".history.msgpack.0123abcd.tmp").write_text("half")
        (home.cache / "packs.json").write_text("not of the history")
        home.open.mkdir()
        (home.open / f"{IDS[0]}.toml").write_text("under way")
        (home.open / ".lock").write_text("")
        expected = going(home)
        assert wipe(home).paths == expected.paths
        assert not home.history.exists()
        assert not home.open.exists()
        assert [path.name for path in home.cache.iterdir()] == ["packs.json"]
        assert sorted(files(home)) == ["person.toml", "routines/after-work.toml", "settings.toml"]
        assert going(home).paths == ()

    def test_everything(self, tmp_path: Path) -> None:
        home = filled(tmp_path)
        home.packs.mkdir()
        (home.packs / "theirs").write_text("a pack is nothing of the person's")
        for name in (".person.toml.0123abcd.tmp", ".person.lock", "mine.txt"):
            (home.config / name).write_text("")
        wipe(home, everything=True)
        assert sorted(files(home)) == ["mine.txt", "packs/theirs"]

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        (other / "mine.txt").write_text("mine")
        home = filled(tmp_path / "home")
        (home.history / "2025").symlink_to(other)
        (home.history / "2026" / f"{IDS[7]}.toml").symlink_to(other / "mine.txt")
        assert wipe(home).links == ((home.history / "2025", other),), "it is told what is left"
        assert not home.history.exists()
        assert (other / "mine.txt").read_text() == "mine"

    def test_a_history_that_is_a_link_is_emptied(self, tmp_path: Path) -> None:
        home = filled(tmp_path / "home")
        home.history.rename(tmp_path / "synced")
        home.history.symlink_to(tmp_path / "synced")
        assert wipe(home).links == (), "nothing of it stays where it leads"
        assert not home.history.is_symlink()
        assert list((tmp_path / "synced").iterdir()) == []

    def test_nobody_leads_a_session(self, tmp_path: Path) -> None:
        home = find_home({"LIMBERUP_HOME": str(tmp_path)})
        assert not under_way(home)
        home.open.mkdir()
        (home.open / f".{'0' * 16}.alive").write_text("")
        assert not under_way(home)

    def test_somebody_leads_a_session(self, tmp_path: Path) -> None:
        home = find_home({"LIMBERUP_HOME": str(tmp_path)})
        sign = LifeSign(home.open)
        sign.show("0123456789abcdef")
        assert under_way(home)
        sign.end()
        assert not under_way(home)

    def test_what_is_no_folder_is_none_of_ours(self, tmp_path: Path) -> None:
        home = filled(tmp_path)
        home.open.write_text("mine")
        wipe(home)
        assert not home.history.exists()
        assert home.open.read_text() == "mine"
