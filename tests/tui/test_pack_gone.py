"""A pack that a routine needs is gone: the step is named and passed over, and works again when the pack is back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.core.test_packs import make_pack
from tests.tui.conftest import playing, with_packs_seen, write_routine
from tests.tui.plainly import CHECKED, converse

from limberup_tui.cli import main
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.today import Today

ROUTINE = """\
name = "Both"  # mine
[[step]]
do = "stairs/step-up"
dose = "1x6"
[[step]]
do = "glutes/glute-bridge"
dose = "1x5"
"""
SKIPPED = "Step up is skipped: no pack in use has stairs/step-up."


@pytest.fixture
def file(house: House) -> Path:
    """Write a routine with a step of somebody else's pack, which is there."""
    make_pack(house.home.packs / "stairs")
    with_packs_seen(house)
    return write_routine(house, ROUTINE, "both")


def gone(house: House) -> None:
    """Remove the pack."""
    shutil.rmtree(house.home.packs / "stairs")


async def test_the_app_names_the_step_and_passes_it_over(house: House, file: Path) -> None:
    gone(house)
    async with playing(house, with_packs_seen(house)) as play:
        await play.to_row("both")
        assert "Step up (not installed)" in play.text
        await play.press("e")
        await play.at(Builder)
        assert "Step up (not installed)" in play.part("#steps")
        await play.press("escape")
        await play.at(Today)
        await play.to_row("both")
        await play.press("enter")
        await play.check_in()
        planned = await play.at(Planned)
        assert [line.left_out for line in planned.plan.lines] == [True, False]
        await play.press("enter")
        await play.at(Player)
        assert "Glute bridge" in play.text
        assert "Step up" not in play.text
    assert file.read_text("utf-8") == ROUTINE


async def test_it_works_again_when_the_pack_is_back(house: House, file: Path) -> None:
    gone(house)
    with_packs_seen(house)
    make_pack(house.home.packs / "stairs")
    async with playing(house, with_packs_seen(house)) as play:
        await play.start("both")
        assert "Step up" in play.text
    assert file.read_text("utf-8") == ROUTINE


async def test_a_record_of_it_is_read_as_before(house: House, file: Path) -> None:
    async with playing(house, with_packs_seen(house)) as play:
        await play.start("both")
        await play.to_work()
        await play.done()
        await play.press("q", "e")
        await play.finish()
        (record,) = play.records
    assert "stairs/step-up" in [entry.exercise for entry in record.entries]
    path = house.history.path(record.id)
    before = path.read_bytes()
    gone(house)
    async with playing(house, with_packs_seen(house)) as play:
        await play.press("h")
        await play.until(lambda: "1 session" in play.text)
        await play.press("enter")
        await play.until(lambda: "one record" in play.rows[0])
        assert "Step up" in play.text
    assert path.read_bytes() == before


def test_the_plain_mode_says_that_it_is_passed_over(house: House, file: Path) -> None:
    gone(house)
    _, script = converse(house, with_packs_seen(house), *CHECKED, routine="both")
    assert SKIPPED in script.written


def test_check_says_so_with_its_line(house: House, file: Path, capsys: pytest.CaptureFixture[str],
                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("LIMBERUP_HOME", str(house.home.data))
    assert main(["routine", "check", str(file)]) == 0
    gone(house)
    capsys.readouterr()
    assert main(["routine", "check", str(file)]) == 1
    out, err = capsys.readouterr()
    assert "line 3, step 1, do: no exercise 'stairs/step-up' in any pack in use" in out + err


async def test_it_is_called_what_it_was_called(house: House, file: Path) -> None:
    exercise = house.home.packs / "stairs" / "exercises" / "step-up.toml"
    exercise.write_text(exercise.read_text().replace('name = "Step up"', 'name = "One stair, one foot"'))
    async with playing(house, with_packs_seen(house)) as play:
        await play.at(Today)
    gone(house)
    house.read_small()
    async with playing(house, with_packs_seen(house)) as play:
        await play.to_row("both")
        assert "One stair, one foot (not installed)" in play.text
