"""The builder, with the keyboard alone."""

from __future__ import annotations

import pytest
from tests.tui.conftest import Playing, lived_in, playing, write_routine
from tests.tui.test_morning import did
from textual.widgets import Input

from limberup.dose import format_dose, parse_dose
from limberup.packs.manager import Loaded
from limberup.routine import Routine
from limberup.routine_file import parse_routine
from limberup.tomlread import read_toml
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.dialog import Ask, AskText
from limberup_tui.screens.dose import AskDose
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.widgets.catalog import CatalogList
from limberup_tui.widgets.long_list import LongList

FIVE = [
    ("pelvic tilt", "spinal-mobility/pelvic-tilt"),
    ("glute bridge", "glutes/glute-bridge"),
    ("clamshell", "glutes/clamshell"),
    ("cat-cow", "spinal-mobility/cat-cow"),
    ("figure-4 stretch", "hip-mobility/supine-figure-4"),
]


async def add(play: Playing, search: str, id_: str) -> None:
    """Search for an exercise, and add it."""
    await play.press("slash")
    search_line = play.app.screen.query_one(Input)
    await play.press(*["backspace"] * len(search_line.value))
    await play.type(search)
    await play.press("enter")
    await play.to_row(id_)
    await play.press("enter")


async def add_five(play: Playing) -> Builder:
    """Open the builder, and add the five."""
    await play.press("b")
    builder = await play.at(Builder)
    for search, id_ in FIVE:
        await add(play, search, id_)
    return builder


def steps(builder: Builder) -> list[str]:
    """Return the slugs of the steps."""
    return [step.do.split("/")[1] for step in builder.routine.steps]


def read(house: House, slug: str) -> Routine:
    """Read a routine's file back."""
    routine, problems = parse_routine(read_toml(house.home.routines / f"{slug}.toml"), slug)
    assert not problems
    assert routine
    return routine


async def name_it(play: Playing, name: str, old: str = "") -> None:
    """Answer the question for a name."""
    await play.at(AskText)
    await play.press(*["backspace"] * len(old))
    await play.type(name)
    await play.press("enter")


async def test_search_finds_as_one_types(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        everything = play.table.row_count
        await play.press("slash")
        await play.type("bridge")
        found = builder.query_one(CatalogList).query_one("#found", LongList)
        assert 0 < found.row_count < everything
        assert "Glute bridge" in play.text
        await play.type("zzz")
        assert "Nothing found." in play.text
        await play.press("escape")
        assert found.row_count == everything
        assert type(play.app.screen) is Builder


async def test_a_second_search_takes_the_place_of_the_first(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        for word in ("cat", "bird"):
            await play.press("slash")
            await play.type(word)
            await play.press("enter")
            assert builder.query_one(Input).value == word
        assert "Bird-dog" in play.text


async def test_escape_takes_the_search_back_before_it_leaves(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        everything = play.table.row_count
        assert "Esc Back" in play.text
        await play.press("slash")
        assert "Esc To the list" in play.text
        await play.type("cat")
        await play.press("enter")
        assert play.table.row_count < everything
        assert "Esc Clear search" in play.text
        # The routine has nothing to do with it.
        await play.press("tab")
        assert "Esc Back" in play.text
        await play.press("tab", "escape")
        assert play.app.screen is builder
        assert play.table.row_count == everything
        await play.press("escape")
        await play.at(Today)


async def test_filters_go_through_packs_and_kinds(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        listed = builder.query_one(CatalogList)
        everything = play.table.row_count
        for pack in loaded.catalog.packs:
            await play.press("f")
            assert listed.pack == pack.id
            assert pack.name in play.text
            assert 0 < play.table.row_count < everything
        await play.press("f")
        assert play.table.row_count == everything
        await play.press("k")
        assert listed.kind
        assert listed.kind.value in play.text


async def test_five_are_added_removed_moved_and_each_change_undone(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        builder = await add_five(play)
        five = [id_.split("/")[1] for _, id_ in FIVE]
        assert steps(builder) == five
        assert "5 exercises, about" in play.text
        await play.press("tab")
        await play.to_row("1")
        await play.press("x")
        assert steps(builder) == [five[0], *five[2:]]
        # The cursor is now on the third of the five.
        await play.press("[")
        assert steps(builder) == [five[2], five[0], five[3], five[4]]
        await play.press("]", "]")
        assert steps(builder) == [five[0], five[3], five[2], five[4]]
        await play.press("shift+down", "shift+up", "delete")
        assert steps(builder) == [five[0], five[3], five[4]]
        expected = [
            [five[0], five[3], five[2], five[4]],
            [five[0], five[3], five[4], five[2]],
            [five[0], five[3], five[2], five[4]],
            [five[0], five[2], five[3], five[4]],
            [five[2], five[0], five[3], five[4]],
            [five[0], *five[2:]],
            five,
            five[:4],
            five[:3],
            five[:2],
            five[:1],
            [],
        ]
        for wanted in expected:
            await play.press("u")
            assert steps(builder) == wanted
        await play.press("u")
        assert "Nothing to undo." in play.said
        assert "Empty. Enter on an exercise adds it." in play.text


async def test_moving_over_the_ends_changes_nothing(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        before = builder.routine
        await play.press("[", "down", "]")
        assert builder.routine is before
        assert not builder.unsaved


async def test_what_is_saved_can_be_read_back_and_stands_on_today(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        builder = await add_five(play)
        await play.press("s")
        await name_it(play, "After Work & more")
        await play.until(lambda: not builder.unsaved)
        saved = read(house, "after-work-more")
        assert saved == builder.routine
        assert saved.name == "After Work & more"
        assert [step.do for step in saved.steps] == [id_ for _, id_ in FIVE]
        for step in saved.steps:
            assert step.dose == loaded.catalog.exercise(step.do).start
        assert (house.home.routines / "after-work-more.toml").stat().st_mode & 0o777 == 0o600
        # Once for the search, once for the builder.
        await play.press("escape", "escape")
        await play.at(Today)
        await play.until(lambda: any(row.startswith(" After Work & more") for row in play.rows))
        # Saved again after a change: no question more.
        await play.to_row("after-work-more")
        await play.press("e")
        builder = await play.at(Builder)
        await play.press("x", "s")
        await play.until(lambda: not builder.unsaved)
        assert len(read(house, "after-work-more").steps) == 4


async def test_a_name_that_a_pack_uses_too_is_told_of(house: House, loaded: Loaded) -> None:
    name = next(iter(loaded.catalog.routines.values())).name
    async with playing(house, loaded) as play:
        builder = await add_five(play)
        await play.press("s")
        await name_it(play, name.upper())
        await play.until(lambda: not builder.unsaved)
        assert f"Saved: {name.upper()}. " in play.said
        assert play.said.endswith(" has one of that name too; both are kept.")


async def test_saving_keeps_the_comments_of_the_file(house: House, loaded: Loaded) -> None:
    text = '# from Ana\nname = "Short"\n\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "1x8 2s"  # slowly\n'
    path = write_routine(house, text)
    async with playing(house, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        await play.press("enter")
        old = (await play.at(AskDose)).query_one(Input).value
        await play.press(*["backspace"] * len(old))
        await play.type("2x9")
        await play.press("enter")
        await play.at(Builder)
        await play.press("s")
        await play.until(lambda: not builder.unsaved)
        assert path.read_text("utf-8") == text.replace("1x8 2s", "2x9")


async def test_rename_changes_the_name_and_not_the_file_it_is_in(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        await play.press("n")
        await name_it(play, "Very short", "Short")
        await play.at(Builder)
        assert "Builder: Very short (not saved)" in play.rows[0]
        await play.press("s")
        await play.until(lambda: not builder.unsaved)
        assert read(short, "short").name == "Very short"
        assert [path.name for path in short.home.routines.iterdir()] == ["short.toml"]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_name_has_to_be_there(short: House, loaded: Loaded, key: str) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        await play.press("n")
        await play.at(AskText)
        await play.press(*["backspace"] * 5, key)
        if key == "enter":
            await play.at(AskText)
            assert "Type something first" in play.text
            await play.press("escape")
        await play.at(Builder)
        assert builder.routine.name == "Short"


@pytest.mark.parametrize("answer", ["s", "d", "escape"])
async def test_leaving_what_is_not_saved_asks(short: House, loaded: Loaded, answer: str) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        await play.press("x", "escape")
        await play.at(Ask)
        assert "This routine is not saved." in play.text
        await play.press(answer)
        await play.at(Builder if answer == "escape" else Today)
        assert len(read(short, "short").steps) == (1 if answer == "s" else 2)


async def test_ctrl_q_asks_too(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        await play.press("x", "ctrl+q")
        await play.at(Ask)
        assert "This routine is not saved." in play.text
        assert play.app.is_running


async def test_leaving_with_nothing_changed_does_not_ask(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        for key in ("e", "b"):
            await play.press(key)
            await play.at(Builder)
            await play.press("escape")
            await play.at(Today)


async def test_a_look_at_a_pack_routine_does_not_ask(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        await play.press("escape")
        assert not isinstance(play.app.screen, Ask)


async def test_a_packs_routine_is_copied_and_stays_as_it_is(house: House, loaded: Loaded) -> None:
    before = loaded.catalog.routines["glutes/strong-hips"]
    async with playing(house, loaded) as play:
        await play.to_row("glutes/strong-hips")
        await play.press("e")
        builder = await play.at(Builder)
        await play.press("x", "s")
        ask = await play.at(AskText)
        assert ask.query_one(Input).value == "My strong hips"
        await play.press("enter")
        await play.until(lambda: not builder.unsaved)
        saved = read(house, "my-strong-hips")
        assert saved.steps == before.steps[1:]
        assert house.catalog.routines["glutes/strong-hips"] == before
        await play.press("escape")
        await play.at(Today)
        names = [row[:20].strip() for row in play.rows]
        assert {"My strong hips", "Strong hips"} <= set(names)


@pytest.mark.parametrize("answer", ["y", "n", "escape"])
async def test_saving_over_a_name_that_is_taken_asks(short: House, loaded: Loaded, answer: str) -> None:
    async with playing(short, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        await add(play, *FIVE[0])
        await play.press("s")
        await name_it(play, "short")
        await play.at(Ask)
        assert "There is a routine file short.toml already. Replace it?" in play.text
        await play.press(answer)
        await play.at(Builder)
        if answer == "y":
            await play.until(lambda: not builder.unsaved)
            assert [step.do for step in read(short, "short").steps] == [FIVE[0][1]]
        else:
            assert builder.unsaved
            assert len(read(short, "short").steps) == 2


async def test_an_empty_routine_is_not_saved(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        await play.at(Builder)
        await play.press("s")
        assert "Add an exercise first" in play.said
        assert not house.home.routines.exists()


async def test_play_asks_for_a_name_and_goes_to_the_check_in(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        await play.at(Builder)
        await add(play, *FIVE[0])
        await play.press("p")
        await name_it(play, "One")
        await play.at(Ticks)
        assert read(house, "one").steps[0].do == FIVE[0][1]


async def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(house: House, loaded: Loaded) -> None:
    house.home.routines.parent.mkdir(exist_ok=True)
    house.home.routines.write_text("in the way", "utf-8")
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        await add(play, *FIVE[0])
        await play.press("s")
        await name_it(play, "One")
        await play.until(lambda: "limberup needs a folder there" in play.said)
        await play.at(Builder)
        assert builder.unsaved
        assert steps(builder) == ["pelvic-tilt"]


async def test_the_card_of_an_exercise_opens_from_both_sides(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        for _ in range(2):
            await play.press("i")
            await play.at(Card)
            await play.press("escape")
            await play.at(Builder)
            await play.press("tab")


async def test_it_says_what_the_rules_say_of_a_step(short: House, loaded: Loaded) -> None:
    lived_in(short, conditions=frozenset({"no_floor"}))
    async with playing(short, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        assert "not getting up from the floor" in play.text
        row = next(row for row in play.rows if " x  " in row)
        assert " x  Glute bridge" in row
        assert "2 x 5, held 2 s" in row


async def test_a_step_whose_exercise_is_not_installed_can_be_removed(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "Gone"\n[[step]]\ndo = "nowhere/nothing"\n[[step]]\ndo = "glutes/glute-bridge"\n')
    async with playing(house, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        assert "? Nothing (not installed)" in play.part("#right")
        await play.press("enter", "i", "x")
        assert steps(builder) == ["glute-bridge"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_narrow_screens_show_one_side_at_a_time(short: House, loaded: Loaded, size: tuple[int, int]) -> None:
    async with playing(short, loaded, size=size) as play:
        await play.press("e")
        builder = await play.at(Builder)
        listed = builder.query_one(CatalogList)
        assert listed.display is (size[0] == 80)
        await play.press("tab")
        assert listed.region.area > 0
        assert (builder.query_one("#right").region.area > 0) is (size[0] == 80)


async def test_the_balance_and_the_time_follow_each_change(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        await play.at(Builder)
        await add(play, *FIVE[1])
        total = play.part("#total")
        assert total.startswith("1 exercise, about 2 min. Stretch and mobility 0 %, strength 100 %.")
        assert total.endswith("A stretch would balance it.")
        await add(play, *FIVE[4])
        total = play.part("#total")
        assert total.startswith("2 exercises, about")
        assert "A stretch would balance it." not in total


def test_start_doses_are_written_as_they_are_read(loaded: Loaded) -> None:
    for exercise in loaded.catalog.exercises.values():
        assert parse_dose(format_dose(exercise.start)) == exercise.start


async def test_what_rests_today_is_told_as_it_is_added(house: House, loaded: Loaded) -> None:
    did(house, 1, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        await add(play, "glute bridge", "glutes/glute-bridge")
        assert play.said.startswith("Added Glute bridge. Today it will be left out: Glute bridge rests until ")
        assert steps(builder) == ["glute-bridge"]


async def test_what_would_stand_in_and_rests_says_why_it_would(house: House, loaded: Loaded) -> None:
    lived_in(house, equipment=frozenset({"chair"}))
    did(house, 1, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    async with playing(house, loaded) as play:
        await play.press("b")
        await play.at(Builder)
        await add(play, "lifting technique", "core-stability/hip-hinge-lift-drill")
        assert play.said.startswith(
            "Added Lifting technique drill. Today it will be left out: Lifting technique drill needs stick or "
            "light-weight box, which you said you don't have. Sit-to-stand would take its place. "
            "Sit-to-stand rests until "
        )


async def test_what_was_told_does_not_cover_the_search_line(house: House, loaded: Loaded) -> None:
    did(house, 1, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    async with playing(house, loaded, size=(60, 20)) as play:
        await play.press("b")
        await play.at(Builder)
        await add(play, "glute bridge", "glutes/glute-bridge")
        assert [notice.message for notice in play.app._notifications] == [play.said]
        await play.press("slash")
        await play.type("figure")
        assert not list(play.app._notifications)
