"""Today's plan before it starts: made less, swapped, explained; flare mode; what a check-in alone leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.conftest import Playing, lived_in, playing, write_routine
from tests.tui.past import knows_short
from tests.tui.test_morning import did

from limberup.choice import TODAY
from limberup.dose import format_dose
from limberup.packs.manager import Loaded
from limberup.plan import Plan
from limberup.safety.decision import State
from limberup_tui.house import House
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.today_words import TODAY_ROW
from limberup_tui.screens.why import Why


async def to_plan(play: Playing, routine: str = TODAY_ROW, rest: int = 2, move: int = 2) -> Plan:
    """Go from Today to the plan."""
    await play.to_row(routine)
    await play.press("enter")
    await play.check_in(rest, move)
    return (await play.at(Planned)).plan


async def test_todays_plan_says_why_each_exercise_is_in_it(house: House, loaded: Loaded) -> None:
    async with playing(knows_short(house), loaded) as play:
        await to_plan(play)
        assert "Core strength" in play.text


async def test_the_first_plan_leaves_why_to_the_page_for_it(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        plan = await to_plan(play)
        assert plan.routine.name == TODAY
        assert 3 <= len(plan.steps) <= 5
        assert "Core strength" not in play.text
        assert "new for you" not in play.text, "on a first day all is"
        await play.press("w")
        await play.at(Why)
        assert "Rule G7: A full session" in play.text
        await play.press("end")
        await play.until(lambda: "hip strength." in play.text)
        await play.press("escape")
        await play.at(Planned)


FITTED = "Fitted to thin bones (osteoporosis) or long use of steroids, as the lines say."
CHECKED = "Nothing here had to change for pelvic girdle pain."


@pytest.mark.parametrize(
    ("conditions", "just_up", "told"),
    [
        (frozenset(), False, ""),
        # What is changed for the first hour is not for a condition.
        (frozenset(), True, ""),
        ({"pgp"}, True, CHECKED),
        ({"pgp"}, False, CHECKED),
        ({"osteoporosis"}, False, FITTED),
        # Each by its name: who ticked two sees that both were taken in.
        ({"osteoporosis", "pgp"}, False, f"{FITTED} {CHECKED}"),
    ],
)
async def test_who_has_a_condition_is_told_what_came_of_it(
    short: House, loaded: Loaded, conditions: frozenset[str], just_up: bool, told: str
) -> None:
    write_routine(short, 'name = "Short"\n[[step]]\ndo = "arthritis-gentle/seated-cat-cow"\n')
    lived_in(short, conditions=frozenset(conditions))
    async with playing(short, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        await play.at(PainNow)
        await play.press(*("m" * just_up), "2", "enter", "2", "enter")
        plan = (await play.at(Planned)).plan
        assert any(decision.rule == "X" for line in plan.lines for decision in line.decisions) == (
            just_up or FITTED in told
        )
        for words in (FITTED, CHECKED):
            assert (words in play.text) == (words in told)
        # Why says of each that changed nothing what would have been.
        await play.press("w")
        whys = [decision.why for decision in (await play.at(Why)).decisions]
        assert any(f"{CHECKED} What would is: hip turned out" in why for why in whys) == (CHECKED in told)


async def test_what_is_needed_is_told_once_before_it_starts(short: House, loaded: Loaded) -> None:
    steps = ("core-stability/heel-slide", "desk-worker/chair-figure-4", "core-stability/diaphragmatic-breathing")
    write_routine(short, 'name = "Short"\n' + "".join(f'[[step]]\ndo = "{id_}"\n' for id_ in steps))
    async with playing(short, loaded) as play:
        await to_plan(play, "short")
        assert "Have ready: socks and chair." in play.text
        # What is left out needs nothing.
        await play.press("x")
        await play.until(lambda: "Have ready: chair." in play.text)


async def test_taking_it_easier_is_for_today_alone(house: House, loaded: Loaded) -> None:
    for days in (7, 5, 3):
        did(house, days, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    async with playing(house, loaded) as play:
        before = await to_plan(play, "glutes/strong-hips")
        stored = next(line for line in before.lines if line.step == "glutes/glute-bridge").planned
        assert stored
        await play.press("e")
        plan = (await play.at(Planned)).plan
        assert "a step easier" in play.text
        line = next(line for line in plan.lines if line.step == "glutes/glute-bridge")
        assert line.planned
        assert (line.planned.dose.reps or 0) < (stored.dose.reps or 0)
        assert line.usual == stored.dose
        assert (plan.lines.index(line), f"usual dose {format_dose(stored.dose)}") in plan.marks
        await play.press("e")
        assert (await play.at(Planned)).plan == before


async def test_an_exercise_can_be_left_out_today(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        before = await to_plan(play)
        await play.press("down", "x")
        plan = (await play.at(Planned)).plan
        names = [line.name for line in before.lines]
        assert [line.name for line in plan.lines] == names[:1] + names[2:]
        for _ in names:
            await play.press("x")
        assert len((await play.at(Planned)).plan.steps) == 1
        assert "It is the last one." in play.said


async def test_what_was_left_out_is_told_and_can_be_taken_back(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        before = await to_plan(play)
        assert "u Undo" not in play.text
        await play.press("down", "x")
        assert play.said == f"{before.lines[1].name} is left out today. u takes that back. For good: x in the Library."
        assert "u Undo" in play.text
        await play.press("u")
        assert (await play.at(Planned)).plan == before
        assert "u Undo" not in play.text


async def test_what_rests_says_until_when_and_is_not_taken_away_or_swapped_for_what_rests_too(
    house: House, loaded: Loaded
) -> None:
    did(house, 1, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    async with playing(house, loaded) as play:
        plan = await to_plan(play, "glutes/strong-hips")
        row = next(at for at, line in enumerate(plan.lines) if line.left_out)
        left_out = sum(line.left_out for line in plan.lines)
        assert f"Your session, {left_out} exercises left out, " in play.text
        assert "had strength work less than 48 hours ago" in play.text
        assert "rests until " in play.text
        await play.to_row(str(row))
        await play.press("x")
        assert play.said == f"{plan.lines[row].name} is left out already."
        assert (await play.at(Planned)).plan == plan
        _, offered = (await play.at(Planned)).draft.swaps(row)
        for other in offered:
            again = (await play.at(Planned)).draft
            again.swap(row, other.exercise.id)
            assert again.plan.lines[row].planned
            again.undo()


async def test_an_exercise_can_be_swapped_for_the_same_purpose(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        before = await to_plan(play, "glutes/strong-hips")
        row = next(at for at, line in enumerate(before.lines) if line.planned and line.step == "glutes/glute-bridge")
        await play.to_row(str(row))
        await play.press("s")
        await play.at(Ask)
        assert "What instead of Glute bridge?" in play.text
        # What a name means is told of the one that the cursor is on.
        told = set()
        for _ in range(2):
            about = play.part(".about")
            assert about in {exercise.purpose for exercise in loaded.catalog.exercises.values()}
            told.add(about)
            await play.press("down")
        assert len(told) == 2
        await play.press("1")
        plan = (await play.at(Planned)).plan
        swapped = plan.lines[row].planned
        assert swapped
        assert swapped.exercise.kind.is_strength
        assert swapped.exercise.id != "glutes/glute-bridge"


async def test_the_plan_and_why_say_what_a_swap_put_in_whose_place(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await to_plan(play)
        planned = await play.at(Planned)
        before = planned.plan.lines[1]
        why = planned.draft.choices[before.step].why
        await play.to_row("1")
        await play.press("s")
        await play.at(Ask)
        await play.press("1")
        after = (await play.at(Planned)).plan.lines[1]
        said = f"You swapped it in for {before.name}."
        assert said in play.text
        await play.press("w")
        page = await play.at(Why)
        about = {decision.about: decision.why for decision in page.decisions if decision.rule == "R35"}
        assert about[after.step] == said
        assert before.step not in about
        await play.press("escape")
        await play.at(Planned)
        await play.press("u")
        await play.until(lambda: before.name in play.text)
        assert planned.draft.choices[before.step].why == why
        assert after.step not in planned.draft.choices


async def test_flare_mode_gives_the_gentle_session_whatever_the_pain(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("f")
        await play.check_in(1, 2)
        plan = (await play.at(Planned)).plan
        assert plan.gate.state is State.RESCUE
        assert plan.timeline.seconds <= 600
        assert "You asked for the gentle session" in play.text
        assert all(step.dose == step.exercise.start for step in plan.steps)


async def test_flare_mode_never_gets_round_a_warning_sign_or_a_rest_day(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("f")
        await play.check_in(8, 9)
        assert (await play.at(Planned)).plan.gate.state is State.REST_DAY
        await play.press("escape")
        await play.at(Today)
        await play.press("f")
        await play.tick("E4")
        await play.press("c")
        await play.answer("y")
        await play.until(lambda: "No exercises for now" in play.rows[0])


async def test_after_a_flare_the_next_session_steps_back_up(house: House, loaded: Loaded) -> None:
    for days in (9, 7, 5):
        did(house, days, 2, "glutes/glute-bridge: 12, 12 of 2x12 2s")
    flare = did(house, 2, 2, "spinal-mobility/pelvic-tilt: 8 of 1x8")
    house.history.save(replace(house.history.load(flare), state="RESCUE"))
    async with playing(house, loaded) as play:
        plan = await to_plan(play, "glutes/strong-hips")
        assert "everything is one step less today than before it" in play.text
        line = next(line for line in plan.lines if line.step == "glutes/glute-bridge")
        assert line.planned
        assert (line.planned.dose.reps, line.usual and line.usual.reps) == (8, 12)


async def test_a_check_in_that_led_to_nothing_is_kept_and_counts_tomorrow(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await to_plan(play, rest=9, move=9)
        await play.press("escape")
        await play.at(Today)
        (record,) = play.records
        assert not record.is_session
        assert record.pain_before == 9
        play.clock.at += timedelta(days=1)
        plan = await to_plan(play, rest=8, move=8)
        assert "and was so yesterday, so ring your doctor today" in play.text
        assert plan.refer.name == "URGENT"


async def test_less_time_makes_a_shorter_plan(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.to_row("spinal-mobility/evening")
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n", "t", "2", "enter", "2", "enter")
        plan = (await play.at(Planned)).plan
        assert plan.timeline.seconds <= 300
        assert "is left out today: you have 5 minutes." in play.text
