"""What is asked before a session in the plain mode: first start, screening, red flags, pain, morning and review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.tui.conftest import TODAY, FakeClock, flagged, lived_in, write_routine
from tests.tui.plainly import CHECKED, DONE, SKIPPED, Script, Step, converse, records

from limberup.dose import parse_dose
from limberup.exercise import Position
from limberup.help_numbers import advice_lines
from limberup.history.record import Entry, Record, Work
from limberup.packs.manager import Loaded
from limberup.person_file import load_person
from limberup.safety.conditions import CONDITION_GROUPS, CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup_tui.asked import FIRST_LOOK
from limberup_tui.house import House

PLAN = "Today's plan: Short. "


@pytest.fixture
def new(new_house: House) -> House:
    """Return the house of somebody who has never started limberup, with a short routine."""
    write_routine(new_house)
    new_house.read_small()
    return new_house


def number_of(id_: str, items: dict[str, Any]) -> str:
    """Return what is typed for one of a list."""
    return str(list(items).index(id_) + 1)


def shows_plan(script: Script) -> bool:
    return any(line.startswith(PLAN) for line in script.lines)


# First start

FIRST = ("", "n", "n")
"""Read; no reason to ask first; no condition."""
PLAYED: tuple[Step, ...] = ("", "", *DONE, "q", "e", *SKIPPED)
"""Start the plan, do one set of it, end it, and say nothing After."""


def test_the_first_start_leads_to_the_plan(new: House, loaded: Loaded) -> None:
    code, script = converse(new, loaded, *FIRST, *CHECKED, "n")
    assert code == 0
    assert [line for line in script.lines if " of 5: " in line] == [
        "1 of 5: Welcome.",
        "2 of 5: Ask somebody first? Tick what may be true, unless a doctor allowed exercise.",
        "3 of 5: Your conditions. Tick what you know you have, besides soreness.",
        "4 of 5: Check-in. Any of these today? If unsure, tick it.",
    ]
    assert any(line.startswith("Exercises for a sore lower back and hips") for line in script.lines)
    assert shows_plan(script)
    person = load_person(new.home.person)
    assert (person.acknowledged, person.screened) == (TODAY, TODAY)


@pytest.mark.parametrize("answers", [["s"], ["", "s"], ["", "n", "s"], ["", "x", "s"]])
def test_what_matters_can_be_put_off_and_nothing_starts_then(new: House, loaded: Loaded, answers: list[str]) -> None:
    code, script = converse(new, loaded, *answers)
    assert code == 0
    assert not shows_plan(script)
    _, again = converse(new, loaded)
    first = "1 of 5: Welcome." if answers == ["s"] else "2 of 5: Ask somebody first?"
    assert any(line.startswith(first) for line in again.lines)


def test_what_is_told_is_noted(new: House, loaded: Loaded) -> None:
    hips = next(number for number, group in enumerate(CONDITION_GROUPS, 1) if group.id == "hips")
    hip = str(1 + CONDITION_GROUPS[hips - 1].conditions.index("hip_oa"))
    room = ("1", "3", "3", "4", "4", "2", "5", "Germany", "6", "1 4", "c", "7", "1", "c", "")
    goals = ("Put on my socks", "4", "Sit through a film", "")
    more = ("", *room, goals[0], goals[2], "", "4", "7")
    _, script = converse(new, loaded, "", "n", str(hips), "c", hip, "c", *CHECKED, *PLAYED, *more)
    assert "Hip arthritis." in script.written
    assert "Very mobile joints." not in script.written
    person = load_person(new.home.person)
    assert person.conditions == {"hip_oa", "no_floor"}
    assert (person.sore_side, person.days, person.minutes, person.country) == ("right", 4, 10, "DE")
    assert person.cannot == {Position.FLOOR_SEATED}
    assert person.equipment
    assert person.goals == ("Put on my socks", "Sit through a film")
    reviews = [record for record in records(new) if record.goals]
    assert [record.goals for record in reviews] == [(("Put on my socks", 4), ("Sit through a film", 7))]


def test_a_reason_to_ask_first_blocks(new: House, loaded: Loaded) -> None:
    code, script = converse(new, loaded, "", number_of("pregnancy", REASONS), "c", "y", "")
    assert code == 1
    assert "Please ask your doctor or physiotherapist first." in script.lines
    assert [flag.id for flag in load_person(new.home.person).open_flags] == ["pregnancy"]


def test_somebody_too_young_is_asked_to_let_a_clinician_agree(new: House, loaded: Loaded) -> None:
    code, script = converse(new, loaded, *FIRST, *CHECKED, *PLAYED, "", "2", "1", "", "")
    assert code == 1
    assert "No exercises for now." in script.lines
    assert "Under 18? Since 21 November 2026." in script.lines


# The check-in


@pytest.mark.parametrize("id_", ["E1", "E9", "U1", "U10"])
def test_a_red_flag_blocks_there_and_ever_after(short: House, loaded: Loaded, id_: str) -> None:
    code, script = converse(short, loaded, number_of(id_, FLAGS), "c", "y", "")
    advice = advice_lines(FLAGS[id_].tier)
    assert code == 1
    assert [f"{advice.title}.", *(f"{n}. {text}" for n, text in enumerate(advice.first, 1))] == script.after(
        "No exercises for now."
    )[: len(advice.first) + 1]
    assert [flag.id for flag in load_person(short.home.person).open_flags] == [id_]
    code, script = converse(short, loaded, "")
    assert code == 1
    assert script.lines[0] == "No exercises for now."
    assert not shows_plan(script)
    assert not records(short)


def test_a_red_flag_blocks_where_nobody_reads_on(short: House, loaded: Loaded) -> None:
    code, script = converse(short, loaded, "1", "c", "y")
    assert code == 1
    assert "Please get help now." in script.lines


def test_a_tick_is_asked_again_and_can_be_taken_back(short: House, loaded: Loaded) -> None:
    code, script = converse(short, loaded, "1 4", "n", "4", "c", "b", "1", *CHECKED, "n")
    assert code == 0
    assert "Something is ticked. Type c to continue with it, or its number to take the tick away." in script.lines
    assert "Ticked: 1, 4." in script.lines
    assert "Ticked: 1." in script.lines
    assert shows_plan(script)
    assert not load_person(short.home.person).flags


@pytest.mark.parametrize("line", ["20", "0", "1 99", "-1", "1.5", "c", "", "½", "٣"])
def test_what_is_in_no_list_ticks_nothing(short: House, loaded: Loaded, line: str) -> None:
    _, script = converse(short, loaded, line, "x")
    assert "Not understood. Type numbers from 1 to 19, or n or x." in script.lines
    assert not any(told.startswith("Ticked") for told in script.lines)


def test_a_clinician_who_agreed_opens_the_way(house: House, loaded: Loaded) -> None:
    write_routine(house)
    flagged(house, "U3")
    code, script = converse(house, loaded, "c", "n")
    assert code == 1
    code, script = converse(house, loaded, "c", "y")
    assert code == 0
    assert script.lines[-1] == "Noted. Begin again when you are ready."
    (flag,) = load_person(house.home.person).flags
    assert flag.cleared == TODAY


@pytest.mark.parametrize("line", ["11", "-1", "3.5", "three", "", "²"])
def test_a_pain_is_a_number(short: House, loaded: Loaded, line: str) -> None:
    _, script = converse(short, loaded, "n", line, "10", "x")
    assert script.after("Pain at rest?")[2:4] == [
        "Not understood. Type a number from 0 to 10, or x.",
        "> 10",
    ]


@pytest.mark.parametrize("answers", ["x", "n x", "n 3 x", "n 3 3 x", "n 3 3  n"])
def test_it_can_be_left_at_any_question(short: House, loaded: Loaded, answers: str) -> None:
    code, _ = converse(short, loaded, *answers.split(" "))
    assert code == 0
    # What was told counts tomorrow, once all of it was told.
    assert len(records(short)) == (answers[-1] == "n")
    assert not list(short.home.open.glob("*.toml"))


def test_todays_plan_says_the_minutes_that_were_set_and_a_routine_takes_what_it_needs(
    short: House, loaded: Loaded
) -> None:
    lived_in(short, minutes=20)
    _, script = converse(short, loaded, "n", "2", "2", "", "n")
    assert "You got out of bed more than an hour ago. Time you have: as long as it takes." in script.lines
    _, script = converse(short, loaded, "1", "n", "2", "2", "", "n", "q", today=True)
    assert "You got out of bed more than an hour ago. Time you have: up to 20 minutes." in script.lines


def test_time_and_first_hour_count(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, "n", "2", "2", "m", "t", "2", "3", "", "n")
    assert "You got out of bed less than an hour ago. Time you have: up to 3 minutes." in script.lines
    assert "Not understood. Type a number from 3 to 90, or Enter." in script.lines


def test_much_pain_makes_a_gentle_session(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, "n", "7", "7", "", "n")
    assert any(line.startswith(f"{PLAN}A short, gentle session") for line in script.lines)


# The plan


def test_the_plan_says_what_was_changed_and_why(house: House, loaded: Loaded) -> None:
    write_routine(house)
    lived_in(house, conditions=frozenset({"thr_posterior"}))
    _, script = converse(house, loaded, *CHECKED, "w", "n")
    changed = next(line for line in script.lines if line.startswith("2. "))
    assert "hip replacement" in changed
    assert any(line.startswith("Rule X: ") for line in script.after("> w"))


def test_the_plan_can_be_made_less(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "e", "x1", "x 1", "x9", "i 1", "?", "huh", "", "q", "e")
    assert "a step easier" in script.after("> e")[0]
    told = script.after("> x1")
    assert told[0] == "Glute bridge is left out today. u takes that back."
    assert told[2].startswith("1. Figure-4 stretch, on your back: ")
    assert "It is the last one. Type n to do nothing today." in script.lines
    assert "The last number in this plan is 1." in script.lines
    assert script.after("> i 1")[0].startswith("Figure-4 stretch. ")
    assert "Exercise 1 of 1. First: Figure-4 stretch, left side first." in script.written


def test_an_exercise_of_the_plan_can_be_swapped(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "s 1", "1", "n")
    first, _, purpose = script.after("What instead of Glute bridge?")[0].removeprefix("1: ").partition(". ")
    assert "," in first, "with the position it begins in"
    name = first.split(",")[0]
    assert [purpose] == [one.purpose for one in loaded.catalog.exercises.values() if one.name == name]
    told = script.after("> 1")
    assert any(line.startswith(f"1. {first}: ") for line in told[1:3])


def test_what_is_never_wanted_is_planned_no_more_until_that_is_taken_back(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "v 1", "v 1", "v 2", "n")
    asked = [line for line in script.lines if "you asked never to be offered it" in line]
    assert len(asked) == 2
    assert "Glute bridge" in asked[0]
    assert "Figure-4 stretch" in asked[1]
    assert script.written.count("Glute bridge is offered again.") == 1
    assert load_person(short.home.person).unwanted == {"hip-mobility/supine-figure-4"}


def test_what_was_left_out_or_swapped_can_be_taken_back(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "x 1", "s 1", "1", "u", "u", "u", "n")
    plans = [line for line in script.lines if line.startswith("1. ")]
    bridge, alone, swapped, again, whole = (line.split(",")[0].split(":")[0] for line in plans[-5:])
    assert (bridge, alone, again, whole) == ("1. Glute bridge", "1. Figure-4 stretch", alone, bridge)
    assert swapped not in (alone, bridge)
    assert "Not understood." in script.lines, "there is nothing more to take back"


def test_a_swap_offers_nothing_that_the_first_hour_after_getting_up_leaves_out(short: House, loaded: Loaded) -> None:
    write_routine(short, 'name = "Short"\n[[step]]\ndo = "desk-worker/leg-swing"\n')
    swing, bend = (
        loaded.catalog.exercise(id_).name for id_ in ("desk-worker/leg-swing", "spinal-mobility/double-knee-to-chest")
    )
    for up, offered in (("", True), ("m", False)):
        _, script = converse(short, loaded, "n", "2", "2", *up, "", "s 1", "x", "n")
        assert (bend in " ".join(script.after(f"What instead of {swing}?")[:5])) is offered


# At a start


def write_session(house: House, days: int, **told: Any) -> None:
    """Put a session some days ago into the history."""
    moment = house.clock.moment() - timedelta(days=days)
    entry = Entry("glutes/glute-bridge", parse_dose("1x5"), (Work(reps=5),))
    id_ = f"{moment:%Y%m%dT%H%M%SZ}-{days:08x}"
    house.history.save(
        Record(
            id_, moment, moment + timedelta(minutes=9), "Short", pain_at_rest=2, pain_moving=2, entries=(entry,), **told
        )
    )


def test_the_morning_after_is_asked(short: House, loaded: Loaded) -> None:
    write_session(short, 1)
    _, script = converse(short, loaded, "5", "2", "n", "x")
    assert script.lines[0].startswith("The morning after your session yesterday at 08:30: how much did it hurt?")
    (record,) = records(short)
    assert (record.morning_pain, record.morning_usual, record.sore_only) == (5, 2, False)


@pytest.mark.parametrize("answers", [["x"], ["5", "x"], ["5", "2", "x"]])
def test_the_morning_can_wait(short: House, loaded: Loaded, answers: list[str]) -> None:
    write_session(short, 1)
    converse(short, loaded, *answers, "x")
    assert records(short)[0].morning_pain is None


def test_no_pain_in_the_morning_asks_no_more(short: House, loaded: Loaded) -> None:
    write_session(short, 1)
    write_session(short, 2, morning_pain=1, morning_usual=1)
    _, script = converse(short, loaded, "0", "x")
    assert "sore muscles" not in script.written
    assert records(short)[0].morning_pain == 0


def test_a_look_back_asks_how_the_activities_go(short: House, loaded: Loaded) -> None:
    lived_in(short, goals=("Put on my socks",))
    for days in (22, 15, 8):
        write_session(short, days)
    _, script = converse(short, loaded, "", "6", "x")
    assert script.lines[0] == "A look back."
    assert (
        "Put on my socks: how well can you do it now? Type 0 to 10. 0 is not at all, 10 as well as ever."
        in script.lines
    )
    assert records(short)[0].goals == (("Put on my socks", 6),)


# Screening again


def old(house: House, **known: Any) -> House:
    """Let the last screening be fifteen days ago."""
    return lived_in(house, screened=TODAY - timedelta(days=15), **known)


def test_nothing_new_takes_a_letter_and_two_questions(short: House, loaded: Loaded) -> None:
    _, script = converse(old(short, conditions=frozenset({"hip_oa"})), loaded, "n", "1", "1", *CHECKED, "n")
    assert script.lines[0] == "This is what you said on 6 November 2026."
    assert "Your conditions: " in script.lines[1]
    assert load_person(short.home.person).screened == TODAY
    assert shows_plan(script)


def test_something_that_has_changed_goes_through_the_questions(short: House, loaded: Loaded) -> None:
    hip = number_of("hip_oa", CONDITIONS)
    converse(old(short), loaded, "c", "n", hip, "c", "", "", *CHECKED, "n")
    person = load_person(short.home.person)
    assert person.conditions == {"hip_oa"}
    assert person.screened == TODAY


def test_not_now_starts_nothing(short: House, loaded: Loaded) -> None:
    code, script = converse(old(short), loaded, "x")
    assert code == 0
    assert not shows_plan(script)


def test_what_has_hurt_for_long_is_asked_about(short: House, loaded: Loaded) -> None:
    _, script = converse(old(short), loaded, "n", "4", "3", "1 2", "c", *CHECKED, "n")
    person = load_person(short.home.person)
    assert (person.duration, person.assessed) == ("over 12 weeks", False)
    assert len(person.signs) == 3
    assert FIRST_LOOK in script.lines


def test_dates_are_those_of_the_clock(short: House, loaded: Loaded, clock: FakeClock) -> None:
    clock.go(86400 * 30)
    _, script = converse(short, loaded, "x")
    assert script.lines[0] == "This is what you said on 21 November 2026."
