"""`limberup play`: which routine the app is given, and what is said of one that can't be led."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.tui.program import ROUTINE, home, one_line, own, run, run_in_terminal

__all__ = ["home"]


class TestPlay:
    @pytest.mark.parametrize("name", ["after-work", "After Work", "after-work.toml", "FILE"])
    def test_own_routine(self, name: str, home: Path) -> None:
        path = own(home)
        code, shown = run_in_terminal("play", str(path) if name == "FILE" else name)
        assert (code, shown) == (7, "RUN False True After work False\n")

    @pytest.mark.parametrize("name", ["core-stability/steady-core", "steady-core", "Steady core"])
    def test_routine_of_a_pack(self, name: str, home: Path) -> None:
        assert run_in_terminal("--safe", "play", name) == (7, "RUN True True Steady core False\n")

    def test_own_routine_comes_before_a_pack_s(self, home: Path) -> None:
        own(home, ROUTINE, "steady-core.toml")
        assert "After work" in run_in_terminal("play", "steady-core")[1]
        assert "Steady core" in run_in_terminal("play", "core-stability/steady-core")[1]

    def test_resume(self, home: Path) -> None:
        assert run_in_terminal("play", "--resume") == (7, "RUN False False None True\n")

    def test_bare(self, home: Path) -> None:
        assert run_in_terminal() == (7, "RUN False False None False\n")
        assert run_in_terminal(env={"LIMBERUP_SAFE": "1"}) == (7, "RUN True False None False\n")

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (ROUTINE.replace("cat-cow", "cat-cwo"), "line 6, step 1, do: no exercise 'spinal-mobility/cat-cwo'"),
            (ROUTINE.replace('"1x8"', '"1x8 each side"'), "line 7, step 1, dose: Cat-cow works both sides at once"),
            (ROUTINE.replace("dose =", "doze =", 1), "there is no key 'doze'. Did you mean 'dose'?"),
            (ROUTINE.replace('"1x8"', "1x8"), "is not TOML"),
        ],
    )
    @pytest.mark.parametrize("by", ["name", "file"])
    def test_broken_file_is_one_line_and_unchanged(self, text: str, words: str, by: str, home: Path) -> None:
        path = own(home, text)
        before = path.stat()
        line = one_line(run("play", str(path) if by == "file" else "after-work"))
        assert line.startswith(f"limberup: {path}: ")
        assert words in line
        assert path.read_text("utf-8") == text
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert [place.name for place in home.rglob("*.toml")] == ["after-work.toml"]

    def test_all_mistakes_are_told(self, home: Path) -> None:
        own(home, ROUTINE.replace("cat-cow", "cat-cwo").replace("figure-4", "figure-5"))
        result = run("play", "after-work")
        assert result.returncode == 2
        assert [line.startswith("limberup: ") for line in result.stderr.splitlines()] == [True, True]

    def test_two_of_one_name(self, home: Path) -> None:
        own(home)
        own(home, name="another.toml")
        assert "Write after-work or another" in one_line(run("play", "After work"))

    def test_folder_in_place_of_a_file(self, home: Path) -> None:
        (home / "x.toml").mkdir()
        assert "is a folder" in one_line(run("play", str(home / "x.toml")))

    def test_file_name_with_blanks(self, home: Path) -> None:
        path = home / "My Routine.toml"
        path.write_text(ROUTINE, "utf-8")
        assert run_in_terminal("play", str(path))[0] == 7

    def test_home_that_is_a_file(self, home: Path) -> None:
        (home / "file").write_text("")
        for args in ([], ["play", "steady-core"], ["play", "--resume"]):
            code, shown = run_in_terminal(*args, env={"LIMBERUP_HOME": str(home / "file")})
            assert code == 2
            assert "is a file, and limberup needs a folder there" in shown
            assert shown.count("\n") == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_home_that_cannot_be_written(self, home: Path) -> None:
        home.chmod(0o500)
        try:
            code, shown = run_in_terminal()
        finally:
            home.chmod(stat.S_IRWXU)
        assert code == 2
        assert "cannot be written to" in shown
