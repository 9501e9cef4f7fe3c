"""One exercise over time, its way along the ladder, and how the activities go: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.core.making import exercise
from tests.core.past import (
    BIRD_DOG,
    BREATHING,
    BRIDGE,
    BRIDGE_MARCH,
    CATALOG,
    FIGURE_4,
    GLUTE_SET,
    HEEL_SLIDE,
    PLANK,
    TODAY,
    Story,
    done,
    on,
    routine,
    session,
)

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose, Measure, parse_dose
from limberup.exercise import Rung
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.history.statistics import (
    Done,
    ExerciseCourse,
    GoalChange,
    Move,
    Point,
    Turn,
    exercise_course,
    exercises_done,
    goal_series,
    goals_change,
    ladder_of,
)


def course(*records: Record, of: str = BRIDGE, catalog: Catalog = CATALOG) -> ExerciseCourse:
    return exercise_course(records, of, catalog, last=TODAY)


def turn(entry: Entry, **changes: Any) -> Turn:
    (found,) = course(session(1, entry, **changes), of=entry.exercise).turns
    return found


# What was asked and done


@pytest.mark.parametrize(
    ("id_", "dose", "wanted", "unit", "sets"),
    [
        (BRIDGE, "3x10 2s", 30, "reps", 3),
        (FIGURE_4, "2x30s each side", 120, "seconds", 2),
        (PLANK, "3x20s", 60, "seconds", 3),
        (BIRD_DOG, "2x5 each side", 20, "reps", 2),
        (BREATHING, "1x90s", 90, "seconds", 1),
    ],
)
def test_asked_and_done_are_counted_the_same_way(id_: str, dose: str, wanted: int, unit: str, sets: int) -> None:
    found = turn(done(id_, dose))
    assert (found.wanted, found.done, found.unit, found.sets) == (wanted, wanted, unit, sets)
    assert str(found.asked) == dose


def test_less_and_more_than_asked() -> None:
    assert turn(done(BRIDGE, "3x10", sets=2)).done == 20
    more = turn(done(BRIDGE, "3x10", more=2))
    assert (more.done, more.wanted) == (36, 30)


def test_unconfirmed_sets_are_not_done() -> None:
    entry = Entry(BRIDGE, parse_dose("3x10"), (Work(reps=10), Work(reps=10, confirmed=False), Work(reps=10)))
    found = turn(entry)
    assert (found.done, found.sets, found.unconfirmed) == (20, 2, 1)


def test_a_turn_keeps_what_happened() -> None:
    hurt = Hurt(6, sharp=True, leg="down")
    found = turn(done(BRIDGE, "1x8", sets=0, hurts=[hurt], marks=["stopped", f"for {GLUTE_SET}"]), state="RESCUE")
    assert (found.done, found.hurts, found.step, found.gentle) == (0, (hurt,), GLUTE_SET, True)
    assert found.marks == ("stopped", f"for {GLUTE_SET}")


def test_what_can_not_be_counted_asks_for_nothing() -> None:
    once = Entry("desk-worker/sitting-reset", Dose(measure=Measure.ONCE), (Work(reps=1),))
    assert (turn(once).wanted, turn(once).done) == (1, 1)
    noted = Entry("desk-worker/sitting-reset", Dose(measure=Measure.LOG), ())
    assert course(session(1, noted), of=noted.exercise).turns == ()


def test_turns_stand_oldest_first_and_within_the_days_that_are_wanted() -> None:
    records = [session(day, done(BRIDGE)) for day in (1, 9, 4, -1)]
    assert [found.on for found in course(*records).turns] == [on(9), on(4), on(1)]
    assert [found.on for found in exercise_course(records, BRIDGE, CATALOG, on(4), on(2)).turns] == [on(4)]


def test_an_exercise_that_was_never_reached_has_no_turn() -> None:
    assert course(session(1, replace(done(BRIDGE), work=()))).turns == ()
    skipped = replace(done(BRIDGE, marks=["skipped"]), work=())
    assert course(session(1, skipped)).turns[0].done == 0


def test_an_exercise_that_no_pack_has_any_more() -> None:
    gone = Entry("gone/wall-press", parse_dose("2x10 each side"), (Work("left", 10), Work("right", 9)))
    found = course(session(1, gone), of=gone.exercise)
    assert (found.name, found.ids) == ("Wall press", (gone.exercise,))
    assert (found.turns[0].done, found.turns[0].wanted) == (19, 40)


# The ladder


def test_the_ladder_goes_from_the_easiest_to_the_hardest_with_what_was_done_of_it() -> None:
    records = [session(9, done(GLUTE_SET)), session(5, done(BRIDGE)), session(3, done(BRIDGE)), session(2, done(PLANK))]
    found = course(*records)
    assert found.ids[:3] == (GLUTE_SET, BRIDGE, BRIDGE_MARCH)
    assert [(step.count, step.first, step.last) for step in found.ladder[:3]] == [
        (1, on(9), on(9)),
        (2, on(5), on(3)),
        (0, None, None),
    ]


def test_a_ladder_that_bites_its_tail_ends() -> None:
    one, two = (
        exercise(slug, easier=Rung(f"test/{other}"), harder=Rung(f"test/{other}"))
        for slug, other in (("one", "two"), ("two", "one"))
    )
    catalog = Catalog((Pack("test", "Test", exercises=(one, two)),))
    assert [found.id for found in ladder_of(one, catalog)] == ["test/two", "test/one"]
    itself = exercise("loop", harder=Rung("test/loop"))
    assert ladder_of(itself, Catalog((Pack("test", "Test", exercises=(itself,)),))) == (itself,)


def test_no_shipped_ladder_has_an_exercise_twice() -> None:
    for found in CATALOG.exercises.values():
        ids = [step.id for step in ladder_of(found, CATALOG)]
        assert len(ids) == len(set(ids))


def moves(*records: Record, of: str = BRIDGE) -> list[tuple[str, str, str]]:
    return [(move.was, move.now, move.way) for move in course(*records, of=of).moves]


UP = done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])
DOWN = done(GLUTE_SET, marks=[f"for {BRIDGE}"])


def test_moves_along_the_ladder_and_back() -> None:
    records = [session(9, done(BRIDGE)), session(7, UP), session(5, UP), session(3, done(BRIDGE)), session(1, DOWN)]
    found = course(*records).moves
    assert found[0] == Move(on(7), BRIDGE, BRIDGE_MARCH, "harder", "Glute bridge", "Bridge with march")
    assert moves(*records) == [
        (BRIDGE, BRIDGE_MARCH, "harder"),
        (BRIDGE_MARCH, BRIDGE, "easier"),
        (BRIDGE, GLUTE_SET, "easier"),
    ]
    # The same is told of every exercise that stood in for the step.
    assert moves(*records, of=GLUTE_SET) == moves(*records, of=BRIDGE_MARCH) == moves(*records)
    assert moves(*records, of=PLANK) == []


def test_gentle_sessions_and_what_stands_in_for_a_day_move_nothing() -> None:
    instead = done(GLUTE_SET, marks=[f"instead of {BRIDGE}"])
    gentle = session(5, DOWN, state="RESCUE")
    assert moves(session(9, done(BRIDGE)), gentle, session(4, instead), session(3, done(BRIDGE))) == []


def test_what_stands_in_for_another_step_is_no_way_back() -> None:
    elsewhere = done(BRIDGE, marks=[f"instead of {PLANK}"])
    records = [session(9, done(BRIDGE)), session(7, UP), session(5, elsewhere), session(3, UP)]
    assert moves(*records) == [(BRIDGE, BRIDGE_MARCH, "harder")]


def test_what_was_not_begun_moves_nothing() -> None:
    assert moves(session(9, done(BRIDGE)), session(5, replace(UP, work=())), session(3, done(BRIDGE))) == []


def test_steps_of_their_own_do_not_move() -> None:
    assert moves(session(9, done(BRIDGE)), session(7, done(BRIDGE_MARCH)), session(5, done(BRIDGE))) == []


def test_a_move_that_no_ladder_knows_is_another() -> None:
    records = [session(9, done(BRIDGE)), session(7, done(HEEL_SLIDE, marks=[f"for {BRIDGE}"]))]
    assert moves(*records) == [(BRIDGE, HEEL_SLIDE, "other")]


def test_the_way_back_down_is_easier_also_where_the_ladder_below_is_another() -> None:
    # The plank's own easier exercise is the knee plank; the bird-dog leads to it all the same.
    records = [session(9, done(PLANK)), session(7, done(BIRD_DOG, marks=[f"for {PLANK}"]))]
    assert moves(*records, of=PLANK) == [(PLANK, BIRD_DOG, "easier")]


def test_a_story_of_sessions_climbs_its_ladder() -> None:
    story = Story(routine(BRIDGE))
    for day in range(0, 50, 2):
        story.do(day, effort=2)
        story.morning()
    found = exercise_course(story.records, BRIDGE, CATALOG)
    assert moves(*story.records)[:1] == [(BRIDGE, BRIDGE_MARCH, "harder")]
    asked = [one.wanted for one in found.turns]
    assert asked == sorted(asked)
    assert asked[0] == 8
    assert all(one.done >= one.wanted for one in found.turns)
    assert found.unit == "reps"


# What was done at all


def test_what_was_done_most_often_stands_first() -> None:
    never = replace(done(FIGURE_4), work=())
    unsure = Entry(PLANK, parse_dose("1x10s"), (Work(hold=10, confirmed=False),))
    records = [
        session(9, done(BRIDGE), never, unsure),
        session(5, done(BRIDGE), done(HEEL_SLIDE)),
        session(1, done(BREATHING)),
        session(-1, done(GLUTE_SET)),
    ]
    expected = (Done(BRIDGE, 2, on(5)), Done(BREATHING, 1, on(1)), Done(HEEL_SLIDE, 1, on(5)))
    assert exercises_done(records, TODAY) == exercises_done(records[::-1], TODAY) == expected


# Activities


def asked(days: float, **scores: int) -> Record:
    return replace(session(days, pain=None, morning=None), entries=(), goals=tuple(scores.items()))


def test_scores_of_each_activity_over_time() -> None:
    records = [asked(1, walk=6, dress=5), asked(15, walk=4), asked(30, walk=2, swim=7)]
    expected = {
        "walk": (Point(on(30), 2), Point(on(15), 4), Point(on(1), 6)),
        "dress": (Point(on(1), 5),),
        "swim": (Point(on(30), 7),),
    }
    assert goal_series(records) == goal_series(records[::-1]) == expected
    assert list(goal_series(records)) == ["walk", "dress", "swim"]


def test_the_later_score_of_a_day_counts() -> None:
    assert goal_series([asked(1.2, walk=2), asked(1, walk=8), asked(1.1, walk=5)]) == {"walk": (Point(on(1), 8),)}


def test_the_change_is_of_the_same_activities() -> None:
    found = goals_change([asked(30, walk=2, swim=0), asked(15, walk=4, dress=5), asked(1, walk=5, dress=6, lift=1)])
    assert [one.activity for one in found.activities] == ["walk", "dress", "lift"]
    assert found.activities[0] == GoalChange("walk", Point(on(30), 2), Point(on(1), 5))
    # "lift" has one score, and "swim" was given up.
    assert found.means == (3.5, 5.5)
    assert [one.change for one in found.compared] == [3, 1]
    assert [one.detectable for one in found.compared] == [True, False]
    assert found.detectable


def test_thirds_do_not_hide_a_change_of_two() -> None:
    found = goals_change([asked(30, a=1, b=2, c=4), asked(1, a=3, b=4, c=6)])
    assert found.detectable
    worse = goals_change([asked(30, a=3, b=4, c=6), asked(1, a=1, b=2, c=4)])
    assert worse.detectable
    assert not goals_change([asked(30, a=1, b=2, c=4), asked(1, a=3, b=4, c=5)]).detectable


def test_nothing_scored() -> None:
    found = goals_change([session(1)])
    assert (found.activities, found.means, found.detectable) == ((), None, False)
    assert goal_series([]) == {}
    assert goals_change([asked(1, walk=3)]).means is None
