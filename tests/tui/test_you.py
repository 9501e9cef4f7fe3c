"""You: everything that is known can be seen and changed."""

from __future__ import annotations

import pytest
from tests.tui.conftest import ACKNOWLEDGED, TODAY, Playing, flagged, lived_in, playing, write_routine

from limberup.exercise import Position
from limberup.packs.manager import Loaded
from limberup.person import DURATIONS, OpenFlag
from limberup.person_file import load_person
from limberup.safety.conditions import CONDITIONS
from limberup.settings import load_settings
from limberup_tui.asked import FIRST_LOOK
from limberup_tui.fields import ABOUT, HOW_LONG, Choice
from limberup_tui.house import House
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.goals import AskScore, Goals
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.settings import SettingsPage
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You
from limberup_tui.widgets.table import ListTable


async def at_row(play: Playing, row: str) -> None:
    """Go to You and to one of its rows."""
    if type(play.app.screen) is not You:
        await play.press("y")
    await play.at(You)
    await play.to_row(row)


async def change(play: Playing, row: str) -> None:
    """Go to You and to one of its rows, and press Enter."""
    await at_row(play, row)
    await play.press("enter")


async def test_conditions_are_ticked_and_unticked(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "conditions")
        await play.tick("hip_oa", "no_floor")
        await play.press("c")
        await play.at(You)
        assert load_person(house.home.person).conditions == {"hip_oa", "no_floor"}
        assert f"{CONDITIONS['hip_oa'].label}, {CONDITIONS['no_floor'].label}" in play.text
        await change(play, "conditions")
        await play.at(Ticks)
        assert "2 ticked" in play.text
        await play.tick("hip_oa")
        await play.press("c")
        await play.at(You)
        assert load_person(house.home.person).conditions == {"no_floor"}
        await change(play, "conditions")
        await play.tick("no_floor")
        await play.none()
        await play.at(You)
        assert not load_person(house.home.person).conditions


async def test_a_reason_to_ask_first_blocks(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "reasons")
        await play.tick("pregnancy")
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert load_person(house.home.person).flags == (OpenFlag("pregnancy", TODAY),)
        await play.press("escape")
        await play.at(You)
        assert "1 open: no exercises until a clinician agrees" in play.text
        await play.press("escape")
        await play.at(Today)
        assert "You said something that should be looked at first." in play.text
        await play.press("enter")
        await play.at(Blocked)


async def test_open_warning_signs_can_be_read_and_cleared(house: House, loaded: Loaded) -> None:
    async with playing(flagged(house, "U1"), loaded) as play:
        await change(play, "flags")
        await play.at(Blocked)
        assert "(since 01.11.2026)" in play.text
        await play.press("c")
        await play.answer("y")
        await play.at(You)
        assert "none open" in play.text
        assert load_person(house.home.person).flags == (OpenFlag("U1", ACKNOWLEDGED, TODAY),)


@pytest.mark.parametrize(
    ("keys", "side"), [(["enter"], "left"), (["right", "space"], "right"), (["right"] * 3, "right")]
)
async def test_the_sore_side(house: House, loaded: Loaded, keys: list[str], side: str) -> None:
    async with playing(house, loaded) as play:
        await at_row(play, "sore_side")
        await play.press(*keys)
        assert f"< {side} >" in play.text
        assert load_person(house.home.person).sore_side == side
        await play.press("left", "left", "left")
        assert load_person(house.home.person).sore_side == ""


@pytest.mark.parametrize("choice", [*ABOUT, *HOW_LONG], ids=lambda choice: choice.name)
async def test_every_fact_takes_each_of_its_values(house: House, loaded: Loaded, choice: Choice) -> None:
    async with playing(house, loaded) as play:
        await at_row(play, choice.name)
        found = []
        for _ in choice.words:
            await play.press("enter")
            found.append(getattr(load_person(house.home.person), choice.name))
            assert f"< {choice.words[found[-1]]} >" in play.text
        assert sorted(map(str, found)) == sorted(map(str, choice.words))


async def test_a_time_from_the_file_goes_to_the_nearest(house: House, loaded: Loaded) -> None:
    lived_in(house, minutes=12)
    async with playing(house, loaded) as play:
        await at_row(play, "minutes")
        assert "< 12 >" in play.text
        await play.press("right")
        assert load_person(house.home.person).minutes == 15
        await play.press("left", "left")
        assert load_person(house.home.person).minutes == 5


async def test_under_18_blocks_and_a_clearance_is_kept_with_its_day(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await at_row(play, "age_band")
        await play.press("left")
        assert "1 open: no exercises until a clinician agrees" in play.text
        await change(play, "flags")
        await play.at(Blocked)
        await play.press("c")
        await play.answer("y")
        await play.at(You)
        assert "an age under 18 (21.11.2026)" in play.text


async def test_positions_and_equipment(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "positions")
        await change(play, "positions:no_floor")
        await change(play, "positions:all-fours")
        person = load_person(house.home.person)
        assert person.conditions == {"no_floor"}
        assert person.cannot == {Position.ALL_FOURS}
        await at_row(play, "conditions")
        assert CONDITIONS["no_floor"].label in play.text
        await change(play, "positions:no_floor")
        await change(play, "positions")
        assert "on hands and knees" in play.text
        await change(play, "equipment")
        await change(play, "equipment:-")
        assert load_person(house.home.person).equipment == frozenset()
        await change(play, "equipment:foam roller")
        assert load_person(house.home.person).equipment == frozenset({"foam roller"})


async def test_what_no_pack_needs_any_more_stays_on_the_list(house: House, loaded: Loaded) -> None:
    lived_in(house, equipment=frozenset({"kettlebell"}))
    async with playing(house, loaded) as play:
        await change(play, "equipment")
        await change(play, "equipment:ball")
        assert load_person(house.home.person).equipment == frozenset({"ball", "kettlebell"})


async def test_what_is_left_out_follows_the_room(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "Band"\n[[step]]\ndo = "glutes/banded-clamshell"\ndose = "1x5 each side"\n', "band")
    lived_in(house, equipment=frozenset())
    async with playing(house, loaded) as play:
        await play.to_row("band")
        await play.press("e")
        await play.at(Builder)
        await play.until(lambda: "which you said you don't have" in play.text)


async def test_the_country_is_chosen_from_a_list(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "country")
        await play.at(Pick)
        await play.press("n")
        found = await play.at(Pick)
        assert found.query_one(ListTable).current
        await play.to_row("NZ")
        await play.press("enter")
        await play.at(You)
        assert "New Zealand" in play.text
        assert load_person(house.home.person).country == "NZ"
        await change(play, "country")
        await play.at(Pick)
        assert play.table.current == "NZ"
        await play.press("escape")
        await play.at(You)
        assert load_person(house.home.person).country == "NZ"
        await change(play, "country")
        await play.at(Pick)
        await play.press("home", "enter")
        await play.at(You)
        assert load_person(house.home.person).country == ""


async def test_a_clearance_can_be_taken_back(house: House, loaded: Loaded) -> None:
    flags = (OpenFlag("recent_injury", ACKNOWLEDGED, ACKNOWLEDGED), OpenFlag("U3", ACKNOWLEDGED, TODAY))
    async with playing(lived_in(house, flags=flags), loaded) as play:
        await change(play, "agreed")
        await play.at(Agreed)
        assert "21.11.2026 Cancer, now or past" in play.text
        assert "01.11.2026 a recent injury" in play.text
        await play.to_row("recent_injury")
        await play.press("enter")
        await play.answer("n")
        await play.at(Agreed)
        assert not house.person.open_flags
        await play.press("enter")
        await play.answer("y")
        await play.at(Blocked)
        await play.press("escape")
        await play.at(Agreed)
        assert "a recent injury" not in play.text
        await play.press("escape")
        await play.at(You)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Blocked)
    assert [flag.id for flag in load_person(house.home.person).open_flags] == ["recent_injury"]


async def test_goals_and_signs(house: House, loaded: Loaded) -> None:
    lived_in(house, duration=DURATIONS[-1], assessed=False, goals=("walk the dog",))
    async with playing(house, loaded) as play:
        await at_row(play, "assessed")
        assert FIRST_LOOK in play.text
        await change(play, "signs")
        await play.tick("before_45", "psoriasis")
        await play.press("c")
        await play.at(You)
        assert load_person(house.home.person).signs == {"before_45", "psoriasis", "over_3_months"}
        await change(play, "goals")
        await play.at(Goals)
        assert "1. walk the dog no score yet" in play.text
        await play.press("enter")
        await play.at(AskScore)
        await play.press("6", "enter")
        await play.at(Goals)
        await play.press("c")
        await play.at(You)
        assert [record.goals for record in play.records] == [(("walk the dog", 6),)]
        await change(play, "goals")
        await play.at(Goals)
        await play.press("escape")
        await play.at(You)
        assert len(play.records) == 1


async def test_the_questions_can_be_gone_through_again(house: House, loaded: Loaded) -> None:
    lived_in(house, screened=ACKNOWLEDGED, duration=DURATIONS[0])
    async with playing(house, loaded) as play:
        await at_row(play, "again")
        assert "last gone through 01.11.2026" in play.text
        await play.press("enter")
        await play.at(Changed)
        await play.press("n")
        await play.at(You)
        assert "last gone through 21.11.2026" in play.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_row_can_be_reached_and_tells_what_it_is_for(
    house: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(house, loaded, size=size) as play:
        await play.press("y")
        you = await play.at(You)
        seen = [play.table.current]
        for _ in range(60):
            await play.press("down")
            if play.table.current == seen[-1]:
                break
            seen.append(play.table.current)
        assert seen == [row.key for row in you.rows() if row.key]
        for key in reversed(seen):
            assert play.table.current == key
            await play.press("up")
        assert play.table.current == seen[0]


async def test_what_it_is_not_can_be_read_again(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "read")
        await play.at(Welcome)
        await play.press("enter")
        await play.at(You)
        assert load_person(house.home.person).acknowledged == TODAY


async def test_a_file_that_cannot_be_written_is_told_and_the_flag_counts(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        house.home.person.unlink()
        house.home.person.mkdir()
        await change(play, "reasons")
        await play.tick("active_dvt")
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert any("person.toml" in said for said in play.app.said)
        await play.press("escape")
        await play.at(You)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Blocked)


async def test_a_flag_of_another_terminal_counts_at_the_next_start(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        flagged(House(house.home, house.clock), "E7")
        await play.press("enter")
        await play.at(Blocked)


async def test_a_row_is_changed_with_a_click(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await at_row(play, "sore_side")
        y = next(y for y, row in enumerate(play.rows) if "Sore side" in row)
        # The first click goes to the row, the second changes it.
        await play.pilot.click(offset=(play.rows[y].index("neither"), y))
        await play.pilot.click(offset=(play.rows[y].index("neither"), y))
        await play.until(lambda: load_person(house.home.person).sore_side == "left")


async def test_self_massage_is_offered_to_those_who_choose_it(house: House, loaded: Loaded) -> None:
    async def found(play: Playing) -> bool:
        await play.press("escape", "b")
        await play.at(Builder)
        await play.press("slash", *"rolling", "enter")
        shown = "Foam rolling" in play.text
        await play.press("escape", "escape")
        await play.at(Today)
        return shown

    async with playing(lived_in(house), loaded) as play:
        await play.press("y")
        await play.at(You)
        assert not await found(play)
        await play.press("s")
        await play.at(SettingsPage)
        await play.to_row("self_massage")
        await play.press("enter")
        await play.until(lambda: load_settings(house.home.settings).self_massage)
        assert await found(play)


async def test_the_foot_says_what_enter_does_in_the_row(house: House, loaded: Loaded) -> None:
    lived_in(house)
    async with playing(house, loaded) as play:
        await at_row(play, "conditions")
        assert "Enter Open" in play.text
        await play.to_row("duration")
        assert "Enter Change" in play.text
