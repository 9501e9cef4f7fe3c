"""The weeks against the goal: rest belongs to them, and nothing is missed before it is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.past import BRIDGE, CAT_COW, CATALOG, FIGURE_4, TODAY, back, done, on, session, told

from limberup.history.record import Record
from limberup.history.statistics import Adherence, Week, adherence, days, weekly_dose

MONDAY = date(2026, 11, 16)
"""Of this week; today is its Saturday."""


def of(*ago: float, since: int = 60, goal: int = 3, last: date = TODAY) -> tuple[Week, ...]:
    """Return the weeks of sessions so many days ago."""
    return by([session(day) for day in ago], since=since, goal=goal, last=last)


def by(records: list[Record], *, since: int = 60, goal: int = 3, last: date = TODAY) -> tuple[Week, ...]:
    return weekly_dose(days(records, CATALOG), last - timedelta(days=since), last, goal)


def test_weeks_stand_in_a_row_from_monday_to_monday() -> None:
    found = of(5, since=13)
    assert [week.monday for week in found] == [MONDAY - timedelta(days=14), MONDAY - timedelta(days=7), MONDAY]
    assert [week.under_way for week in found] == [False, False, True]


def test_a_week_has_what_its_days_had() -> None:
    # Monday, and Wednesday twice; Sunday was the week before.
    records = [
        session(5, done(BRIDGE, "3x10 2s"), minutes=10),
        session(3, done(FIGURE_4, "2x30s each side"), minutes=5),
        session(3.1, done(CAT_COW, "1x15"), minutes=6),
        session(6, done(BRIDGE, "1x10"), minutes=4),
    ]
    *_, before, now = by(records)
    assert (now.sessions, now.days, now.minutes) == (3, 2, 21)
    # 30 bridges of 6 s, 2 x 2 x 30 s, and 15 cats of 8 s.
    assert (now.strength, now.stretch, now.dose, now.sets) == (3, 4, 7, 6)
    assert (before.sessions, before.days, before.minutes, before.sets) == (1, 1, 4, 1)


def test_weeks_before_the_first_session_have_no_goal() -> None:
    # Last week's Monday is 12 days ago.
    assert [week.goal for week in of(12, 10, since=26)] == [0, 0, 3, 3]


@pytest.mark.parametrize(("first", "goal"), [(12, 3), (9, 3), (8, 3), (7, 2), (6, 1)])
def test_the_first_week_asks_for_no_more_days_than_it_has_left(first: int, goal: int) -> None:
    assert of(first, 3, since=13)[1].goal == goal


def test_a_gap_of_four_weeks_counts_for_nothing() -> None:
    # Sessions on a Tuesday 46 days ago, and on Tuesday of this week, 42 days later.
    weeks = of(46, 4, since=60)
    assert [(week.goal, week.days) for week in weeks] == [(0, 0), (0, 0), (1, 1), *[(0, 0)] * 5, (3, 1)]


def test_a_gap_of_less_than_four_weeks_counts() -> None:
    assert [week.goal for week in of(31, 4, since=33)] == [3, 3, 3, 3, 3]
    assert [week.goal for week in of(32, 4, since=33)] == [1, 0, 0, 0, 3]


def test_who_stopped_for_good_is_not_behind() -> None:
    weeks = of(60, 58, 53, since=62)
    assert [week.goal for week in weeks if week.days] == [3, 2]
    assert sum(week.goal for week in weeks) == 5


def test_the_week_that_is_under_way_is_never_missed() -> None:
    for last in (MONDAY + timedelta(days=day) for day in range(7)):
        found = adherence(by([session(12), session(10), session(9)], last=last), 3)
        assert found.now is not None
        assert (found.now.monday, found.now.days) == (MONDAY, 0)
        assert (found.reached, len(found.weeks)) == (1, 1)


def test_gentle_sessions_are_done_days() -> None:
    records = [session(12), session(10, state="RESCUE"), session(9, state="REST_DAY")]
    found = adherence(by(records), 3)
    assert (found.reached, found.days, found.meant) == (1, 3, 3)


def test_check_ins_are_no_days() -> None:
    assert by([session(12), told(10, 3)])[-2].days == 1


def test_two_sessions_on_a_day_are_one_day() -> None:
    week = of(12, 12.1)[-2]
    assert (week.sessions, week.days) == (2, 1)


def test_more_days_in_one_week_make_up_for_no_other() -> None:
    # Five days two weeks ago, one last week.
    found = adherence(of(19, 18, 17, 16, 15, 10), 3)
    assert (found.reached, found.days, found.meant) == (1, 6, 6)


def test_the_goal_of_now_counts_for_all_weeks() -> None:
    assert adherence(of(19, 17, 12, 10, goal=2), 2).reached == 2
    assert adherence(of(19, 17, 12, 10, goal=3), 3).reached == 0


def test_what_is_dated_after_the_last_day_is_left_out() -> None:
    assert of(-1, 3)[-1].sessions == 1
    assert of(-20, -1)[-1].sessions == 0


def test_a_look_at_weeks_long_past_takes_them_whole_and_over() -> None:
    every = days([session(day) for day in (30, 24, 23, 20, 3)], CATALOG)
    # 24 days ago was a Wednesday: what came after it in its week is in it too.
    weeks = weekly_dose(every, on(31), on(24), today=TODAY)
    assert [(week.days, week.under_way) for week in weeks] == [(1, False), (3, False)]
    assert weeks == weekly_dose(every, on(31), TODAY)[:2]
    assert adherence(weeks, 3).now is None
    # Told that it is the last day that there is, its week is not over.
    assert [(week.days, week.under_way) for week in weekly_dose(every, on(31), on(24))] == [(1, False), (1, True)]


def test_nothing_done_counts_for_nothing() -> None:
    found = adherence(by([], since=20), 3)
    assert found == Adherence(3, (), Week(MONDAY, under_way=True))


def test_what_came_before_the_first_week_decides_whether_it_counts() -> None:
    # The span began long before.
    assert of(*range(0, 100, 9), since=6)[0].goal == 3
    assert back(0).date() == TODAY
    assert on(12) == MONDAY - timedelta(days=7)
