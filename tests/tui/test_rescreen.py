"""Screening again: every two weeks, after a gap, and when something is new (rule F)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import ACKNOWLEDGED, MOMENT, TODAY, Playing, lived_in, playing
from textual.worker import Worker

from limberup.dose import parse_dose
from limberup.history.record import Entry, Record, Work
from limberup.packs.manager import Loaded
from limberup.person import DURATIONS, OpenFlag, Person
from limberup.person_file import load_person
from limberup_tui.asked import FIRST_LOOK
from limberup_tui.house import House
from limberup_tui.screening import rescreen
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.room import FollowUp
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today

LONG, SHORT = DURATIONS[-1], DURATIONS[0]


def known(house: House) -> Person:
    return load_person(house.home.person)


def screened(house: House, days: int, **facts: object) -> House:
    return lived_in(house, screened=TODAY - timedelta(days=days), **facts)


def trained(house: House, days: int) -> None:
    """Keep a session of some days ago."""
    start = MOMENT - timedelta(days=days)
    entry = Entry("glutes/glute-bridge", parse_dose("1x5"), (Work(reps=5),))
    stamp = f"{start:%Y%m%d}T073000Z-0123abcd"
    house.history.save(Record(stamp, start, start + timedelta(minutes=7), "Short", pain_at_rest=1, entries=(entry,)))


def ask(play: Playing, *, new: bool = False) -> Worker[bool]:
    """Screen again, as from Today."""
    return play.app.run_worker(rescreen(play.app, new=new))


async def at_check_in(play: Playing) -> None:
    await play.until(lambda: play.rows[0].endswith("|  Check-in"))


async def test_one_key_where_nothing_is_new(house: House, loaded: Loaded) -> None:
    screened(house, 14, conditions=frozenset({"hip_oa"}), duration=SHORT)
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Changed)
        assert "what you said on 07.11.2026" in play.text
        assert "Your conditions hip arthritis Reasons to ask somebody first none" in play.text
        assert "It has hurt for under 6 weeks" in play.text
        await play.press("n")
        await at_check_in(play)
        assert known(house).screened == TODAY
        # Not again before two weeks are over.
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await at_check_in(play)


@pytest.mark.parametrize(
    ("days", "gap", "due"), [(13, 0, False), (14, 0, True), (13, 13, False), (13, 28, True), (13, 40, True)]
)
async def test_when_it_is_asked(house: House, loaded: Loaded, days: int, gap: int, due: bool) -> None:
    screened(house, days, duration=SHORT)
    if gap:
        trained(house, gap)
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.until(lambda: type(play.app.screen) in (Changed, Ticks))
        assert (type(play.app.screen) is Changed) is due
        if due:
            await play.press("n")
            await at_check_in(play)


@pytest.mark.parametrize("keys", [["escape"], ["c", "escape"]])
async def test_no_session_without_an_answer(house: House, loaded: Loaded, keys: list[str]) -> None:
    screened(house, 20)
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Changed)
        await play.press(*keys)
        await play.at(Today)
        assert known(house).screened == TODAY - timedelta(days=20)
        await play.press("enter")
        await play.at(Changed)


async def test_a_change_goes_through_reasons_and_conditions(house: House, loaded: Loaded) -> None:
    screened(house, 20, conditions=frozenset({"hip_oa"}), duration=SHORT)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("c")
        await play.until(lambda: "Ask somebody first?" in play.rows[0])
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        assert "1 ticked" in play.text
        await play.press("escape")
        await play.until(lambda: "Ask somebody first?" in play.rows[0])
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        await play.tick("fall_risk")
        await play.press("c")
        # What has changed may be how long it has hurt.
        await play.at(FollowUp)
        await play.press("c")
        assert await done.wait()
        assert known(house).conditions == {"hip_oa", "fall_risk"}
        assert known(house).screened == TODAY


async def test_a_new_reason_blocks(house: House, loaded: Loaded) -> None:
    screened(house, 20)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("c")
        await play.tick("recent_injury")
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        await play.press("escape")
        assert not await done.wait()
        assert known(house).flags == (OpenFlag("recent_injury", TODAY),)
        assert known(house).screened == TODAY - timedelta(days=20)


async def test_what_was_agreed_is_told_with_its_day(house: House, loaded: Loaded) -> None:
    flags = (OpenFlag("pregnancy", ACKNOWLEDGED, ACKNOWLEDGED), OpenFlag("U1", ACKNOWLEDGED, TODAY))
    screened(house, 20, flags=flags)
    async with playing(house, loaded) as play:
        ask(play)
        await play.at(Changed)
        assert "joint (21.11.2026), pregnancy (01.11.2026)" in play.text
        await play.press("c")
        await play.at(Ticks)
        assert "Pregnant? (agreed 01.11.2026)" in play.text


# Something new


async def test_something_new_begins_with_the_red_flags(house: House, loaded: Loaded) -> None:
    screened(house, 1, duration=SHORT)
    async with playing(house, loaded) as play:
        done = ask(play, new=True)
        await play.until(lambda: "What is new?" in play.rows[0])
        await play.press("n")
        await play.until(lambda: "Ask somebody first?" in play.rows[0])
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        await play.none()
        await play.at(FollowUp)
        await play.press("s")
        assert await done.wait()
        assert known(house).screened == TODAY


@pytest.mark.parametrize("id_", ["E1", "U7"])
async def test_a_new_warning_sign_blocks_before_anything_else_is_asked(house: House, loaded: Loaded, id_: str) -> None:
    async with playing(house, loaded) as play:
        done = ask(play, new=True)
        await play.tick(id_)
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        await play.press("escape")
        assert not await done.wait()
        assert known(house).flags == (OpenFlag(id_, TODAY),)


async def test_who_was_never_screened_is_asked_all_of_it(house: House, loaded: Loaded) -> None:
    lived_in(house, screened=None)
    async with playing(house, loaded) as play:
        ask(play)
        await play.until(lambda: "2 of 5: Ask somebody first?" in play.rows[0])


# How long it has hurt


async def test_the_first_time_it_asks_how_long_it_has_hurt(house: House, loaded: Loaded) -> None:
    screened(house, 14)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("n")
        await play.at(FollowUp)
        await play.press("down", "right", "right", "down", "right", "c")
        assert await done.wait()
        assert (known(house).duration, known(house).assessed) == (DURATIONS[1], True)
    screened(house, 14, duration=DURATIONS[1])
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("n")
        assert await done.wait()


async def test_over_twelve_weeks_and_never_looked_at_is_worth_a_hint(house: House, loaded: Loaded) -> None:
    screened(house, 14)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("n")
        await play.at(FollowUp)
        await play.press("down", *["right"] * 3, "down", *["right"] * 2, "c")
        await play.until(lambda: "About the pain" in play.rows[0] and type(play.app.screen) is Ticks)
        assert "more than 3 months" not in play.text
        await play.tick("before_45", "night", "movement")
        await play.press("c")
        await play.at(Ask)
        assert FIRST_LOOK in play.text
        await play.press("enter")
        assert await done.wait()
        person = known(house)
        assert (person.duration, person.assessed) == (LONG, False)
        assert person.signs == {"before_45", "over_3_months", "night", "movement"}
        assert person.open_flags == ()


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_no_sign_ticked_is_none_kept(house: House, loaded: Loaded, key: str) -> None:
    screened(house, 14)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("n")
        await play.at(FollowUp)
        await play.press("down", *["right"] * 3, "down", "right", "c")
        await play.at(Ticks)
        await play.press(key)
        assert await done.wait()
        assert known(house).signs == frozenset()
        assert known(house).assessed is True


async def test_the_questions_about_the_pain_can_be_skipped(house: House, loaded: Loaded) -> None:
    screened(house, 14)
    async with playing(house, loaded) as play:
        done = ask(play)
        await play.at(Changed)
        await play.press("n")
        await play.at(FollowUp)
        await play.press("down", "right", "s")
        assert await done.wait()
        assert known(house).duration == ""
        assert known(house).screened == TODAY


async def test_what_another_terminal_noted_counts(house: House, loaded: Loaded) -> None:
    screened(house, 14)
    async with playing(house, loaded) as play:
        other = House(house.home, house.clock)
        lived_in(other, flags=(OpenFlag("E2", TODAY),))
        done = ask(play)
        await play.at(Blocked)
        await play.press("escape")
        assert not await done.wait()
