"""What past sessions tell the rules about today: weeks, pain and mornings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.past import NOW, TODAY, on, past, session, told

from limberup.course import Course, programme_start, usual_morning
from limberup.history.record import Record
from limberup.safety.situation import Settled

U, S, N = Settled.UNSETTLED, Settled.SETTLED, Settled.UNKNOWN


def test_who_has_done_nothing_yet() -> None:
    course = past()
    assert course == Course(base=None)
    assert (course.week, course.gap_days, course.last_three, course.last, course.sessions) == (1, 0, (), (), 0)
    assert course.morning.pain is None


def test_what_lies_ahead_is_not_looked_at() -> None:
    assert past(session(-1), session(-30)) == past()


# Weeks and gaps


@pytest.mark.parametrize(
    ("days", "week", "gap"),
    [
        ((0,), 1, 0),
        ((6,), 1, 6),
        ((7,), 2, 7),
        ((13, 7), 2, 7),
        ((14, 7), 3, 7),
        ((27,), 4, 27),
        # 28 days away begin again with week 1.
        ((28,), 1, 28),
        ((29, 60), 1, 29),
        # A gap of 28 days further back begins the programme after it.
        ((5, 33), 1, 5),
        ((5, 32), 5, 5),
        ((2, 12, 40, 45), 2, 2),
    ],
)
def test_week_and_gap(days: tuple[int, ...], week: int, gap: int) -> None:
    course = past(*(session(ago) for ago in days))
    assert (course.week, course.gap_days) == (week, gap)


def test_a_check_in_is_no_session() -> None:
    course = past(told(1, 3), session(9))
    assert (course.gap_days, course.week, course.sessions) == (9, 2, 1)


def test_the_start_of_the_programme_may_be_before_the_records() -> None:
    assert past(session(3), started=on(70)).week == 11
    assert programme_start([on(3), on(20)], TODAY) == on(20)
    assert programme_start([on(3), on(31)], TODAY) == on(3)
    assert programme_start([on(28)], TODAY) == TODAY
    assert programme_start([], TODAY) == TODAY


def test_days_are_local() -> None:
    # Half past midnight here is yesterday evening in UTC.
    early = NOW.replace(hour=0, minute=30)
    assert past(replace(session(0), started=early, ended=early)).gap_days == 0


# Pain


@pytest.mark.parametrize(
    ("pains", "base"),
    [
        ((), None),
        ((4,), 4),
        ((4, 5), 4.5),
        ((1, 9, 2), 2),
        # The last seven alone: the eighth, ninth and tenth are zeros.
        ((5, 5, 5, 5, 1, 1, 1, 0, 0, 0), 5),
    ],
)
def test_base_is_the_median_of_the_last_seven(pains: tuple[int, ...], base: float | None) -> None:
    assert past(*(told(ago + 1, pain) for ago, pain in enumerate(pains))).base == base


def test_a_pain_that_was_not_told_counts_for_nothing() -> None:
    assert past(session(1, pain=None), session(2, pain=6)).base == 6


def test_the_worst_of_yesterday() -> None:
    course = past(told(0, 9), told(1, 8), told(1.2, 5), told(2, 10))
    assert course.previous_day == 8
    assert past(told(2, 10)).previous_day == 0


@pytest.mark.parametrize(
    ("records", "days"),
    [
        ([told(0, 6)], 1),
        ([told(13, 6)], 1),
        ([told(14, 6)], 0),
        ([told(3, 5)], 0),
        # Twice on one day is one day.
        ([told(3, 6), told(3.2, 8), told(4, 7)], 2),
    ],
)
def test_days_at_6_or_more(records: list[Record], days: int) -> None:
    assert past(*records).days_at_6_or_more == days


# Mornings


@pytest.mark.parametrize(
    ("morning", "usual", "sore", "settled"),
    [
        (None, 2, False, N),
        (2, 2, False, S),
        (3, 2, False, S),
        (4, 2, False, U),
        (4, 2, True, Settled.SORE),
    ],
)
def test_how_a_session_settled(morning: int | None, usual: int, sore: bool, settled: Settled) -> None:
    course = past(session(1, morning=morning, usual=usual, sore_only=sore))
    assert course.last_three == (settled,)
    assert (course.morning.pain, course.morning.sore_only) == (morning, sore)


def test_the_last_three_days_newest_last() -> None:
    course = past(session(1, morning=None), session(3, morning=5), session(5), session(7, morning=5))
    assert course.last_three == (S, U, N)


def test_two_sessions_of_a_day_share_its_morning() -> None:
    course = past(session(1.3, morning=5), session(1, morning=None), session(3))
    assert course.last_three == (S, U)
    assert course.morning.pain == 5


def test_a_session_of_today_has_had_no_morning_yet() -> None:
    course = past(session(0.2, morning=None), session(2))
    assert course.last_three == (S, N)
    assert course.morning.pain is None


@pytest.mark.parametrize(("before", "again"), [(5, True), (2, False), (None, False)])
def test_unsettled_before(before: int | None, again: bool) -> None:
    assert past(session(1, morning=5), session(3, morning=before)).unsettled_before is again


@pytest.mark.parametrize(
    ("mornings", "usual"),
    [
        ([], None),
        ([(None, None)], None),
        # What was said to be usual counts as one until there are seven.
        ([(6, 2)], 4),
        ([(3, 2), (6, 2)], 3),
        ([(4, 3), (5, 3), (6, 3)], 4),
        ([(1, 9)] * 7, 1),
        ([(5, 0)] * 7 + [(0, 0)] * 9, 5),
    ],
)
def test_the_usual_morning(mornings: list[tuple[int | None, int | None]], usual: int | None) -> None:
    records = [session(ago, morning=pain, usual=usual_ or 0) for ago, (pain, usual_) in enumerate(mornings, 1)]
    assert usual_morning(records) == usual


# Weeks of mornings


def weeks(this: list[int], last: list[int], into: int = 0) -> Course:
    """Return a course of two whole weeks of mornings, seen `into` days after their end."""
    mornings = [*last, *([None] * (7 - len(last))), *this]
    records = [session(into + 14 - ago, morning=pain) for ago, pain in enumerate(mornings) if pain is not None]
    # Whatever the mornings, the programme began two weeks ago.
    return past(*records, session(into + 14, morning=last[0] if last else None), started=on(14 + into))


def test_the_means_of_the_last_two_whole_weeks() -> None:
    for into in (0, 3, 6):
        weekly = weeks([4, 5], [2, 2, 3], into).weekly
        assert weekly is not None
        assert weekly.this == 4.5
        assert weekly.last == pytest.approx(7 / 3)


def test_a_week_without_a_morning_has_no_mean() -> None:
    assert weeks([], [2, 2]).weekly is None
    assert weeks([4], []).weekly is None
    assert past(session(2), session(4)).weekly is None


def test_a_morning_belongs_to_the_day_it_dawned_on() -> None:
    # The session of the last day of a week has its morning in the next one.
    records = (session(14, morning=2), session(8, morning=6), session(5, morning=4))
    weekly = past(*records, started=on(14)).weekly
    assert weekly is not None
    assert (weekly.this, weekly.last) == (5.0, 2.0)


def test_mornings_of_three_weeks_ago_are_no_longer_weighed() -> None:
    old = [session(ago, morning=9) for ago in (16, 20, 21)]
    weekly = past(*old, session(13, morning=2), session(10, morning=3), session(6, morning=4), started=on(21)).weekly
    # Today the fourth week begins: the mornings of days 12 and 9 are in the second, that of day 5 in the third.
    assert weekly is not None
    assert (weekly.this, weekly.last) == (4.0, 2.5)
