"""Looking back: when one is due, and what it says without a promise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.past import TODAY, on, past, session, told

from limberup.course import Course
from limberup.history.record import Record
from limberup.person import Person
from limberup.review import REVIEW, review_due, review_lines


def begun(weeks_ago: int) -> Course:
    """Return the course of somebody who began so many weeks ago and was there yesterday."""
    return past(session(1), started=on(7 * weeks_ago))


def looked_back(days: float) -> Record:
    """Return the record of a look back so many days ago."""
    return replace(told(days, 3), routine=REVIEW)


@pytest.mark.parametrize(
    ("weeks_ago", "week"),
    [(0, None), (1, None), (2, 3), (4, 3), (5, 6), (6, 6), (7, 8), (10, 8), (11, 12), (15, 12), (16, None)],
)
def test_one_is_due_in_its_week_and_until_the_next(weeks_ago: int, week: int | None) -> None:
    assert review_due(begun(weeks_ago), [], TODAY) == week


def test_what_is_written_down_is_not_asked_again() -> None:
    course = begun(6)
    # The sixth week began a week ago: what was told since then is this look back.
    assert review_due(course, [looked_back(7)], TODAY) is None
    assert review_due(course, [looked_back(8)], TODAY) == 6
    assert review_due(course, [told(3, 3)], TODAY) == 6, "a check-in is no look back"
    # Nor a session of a routine that somebody has called so.
    assert review_due(course, [replace(session(3), routine=REVIEW)], TODAY) == 6


def test_before_the_programme_begins_there_is_none() -> None:
    assert review_due(replace(begun(6), started=None), [], TODAY) is None


def test_it_says_how_much_was_done_and_how_the_pain_went() -> None:
    days = [ago for week in range(7) for ago in (48 - 7 * week, 46 - 7 * week)]
    course = past(*(session(ago, pain=5 if ago > 41 else 3) for ago in days), person=Person(days=2))
    lines = review_lines(course, Person(days=2), 6)
    assert lines[:3] == (
        "You are in week 7 of your programme.",
        "You exercised on about 100 % of the days you meant to, 2 a week.",
        "Your pain before sessions was 5.0 of 10 in the first week, and 3.0 in the last seven days.",
    )
    assert "ask a doctor or physiotherapist" in lines[-1]


def test_without_pain_at_both_ends_it_counts_the_sessions_alone() -> None:
    course = past(session(1, pain=None), session(15, pain=None))
    lines = review_lines(course, Person(), 3)
    assert lines[:2] == ("You are in week 3 of your programme.", "You have done 2 sessions so far.")
    assert len(lines) == 3
    assert "Both are common." in lines[2]
