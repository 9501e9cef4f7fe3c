"""`limberup show`: an exercise or a routine as a card."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.tui.program import home, own, run, run_in_terminal, say_json

from limberup.catalog import Catalog
from limberup_tui.cli import limberup
from limberup_tui.commands.show import exercise_card

__all__ = ["home"]


class TestShow:
    @pytest.mark.parametrize("name", ["glutes/glute-bridge", "glute-bridge", "Glute Bridge", "pelvic lift"])
    def test_exercise(self, name: str, home: Path) -> None:
        card = run("show", name).stdout
        assert card.startswith("Glute bridge\nglutes/glute-bridge\n")
        assert "Start with:   1x8 2s" in card
        assert "\n1. Lie on your back" in card
        assert "Easier:       Buttock squeeze (glutes/glute-set)" in card
        assert "\nSource: Arthritis Research UK" in card
        assert "\nCommon practice: " in card
        assert max(map(len, card.splitlines())) <= 80

    def test_every_exercise(self, catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
        for exercise in catalog.exercises.values():
            exercise_card(exercise, catalog)
            assert capsys.readouterr().out.startswith(f"{exercise.name}\n{exercise.id}\n")

    def test_every_routine(self, home: Path) -> None:
        for one in say_json("routines"):
            result = CliRunner().invoke(limberup, ["show", one["id"]])
            assert result.exit_code == 0, result.output
            assert result.output.startswith(one["name"])

    @pytest.mark.parametrize(("name", "told"), [("clamshell", True), ("glute-bridge", False), ("dead-bug", False)])
    def test_what_this_side_means_is_told_where_steps_say_it(self, name: str, told: bool, home: Path) -> None:
        card = run("show", name).stdout
        assert ("this side is the one whose turn it is" in " ".join(card.split())) == told
        assert ("with this side on top" in card) == told

    def test_own_judgement_is_said(self, home: Path) -> None:
        keys = {one["id"]: [source["grade"] for source in one["sources"]] for one in say_json("exercises")}
        id_ = next(id_ for id_, grades in keys.items() if "own" in grades)
        assert "\nOur own judgement\n" in run("show", id_).stdout

    def test_json_is_as_in_the_lists(self, home: Path) -> None:
        own(home)
        assert say_json("show", "glute-bridge") in say_json("exercises")
        assert say_json("show", "after-work") in say_json("routines")

    @pytest.mark.parametrize("name", ["after-work", "after WORK", "after-work.toml", "FILE"])
    def test_routine(self, name: str, home: Path) -> None:
        path = own(home)
        card = run("show", str(path) if name == "FILE" else name).stdout
        assert card.startswith("After work\nafter-work\n\nShort.\n\n1.  Cat-cow")
        assert "2x30s each side  slowly" in card
        assert card.splitlines()[-1] == "Together: 4 min"

    def test_wraps_to_the_terminal(self, home: Path) -> None:
        code, shown = run_in_terminal("show", "glute-bridge", env={"COLUMNS": "50"})
        assert code == 0
        assert max(map(len, shown.splitlines())) <= 50
        code, shown = run_in_terminal("exercises", env={"COLUMNS": "60"})
        assert max(map(len, shown.splitlines())) <= 60
