"""How far somebody has come, from the sixth week on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.core.past import NOW, on, past, session, told

from limberup.course import Course
from limberup.person import Person


def reviewed(person: Person | None = None, **changes: Any) -> Course:
    """Return a course of seven weeks with two sessions in each."""
    days = [ago for week in range(7) for ago in (48 - 7 * week, 46 - 7 * week)]
    records = [session(ago, pain=5 if ago > 41 else 3) for ago in days]
    goals = [
        replace(told(40, 3), goals=(("walk", 3), ("sit", 5)), pain_moving=None),
        replace(told(1, 3), goals=(("walk", 6), ("sit", 6)), pain_moving=None),
    ]
    return past(*records, *goals, person=person or Person(days=2), **changes)


def test_a_review_from_week_6() -> None:
    course = reviewed()
    assert course.week == 7
    review = course.review
    assert review is not None
    assert (review.pain_start, review.pain_now) == (5, 3)
    assert (review.function_start, review.function_now) == (4, 6)
    assert review.adherence == 1
    assert reviewed(at=NOW - timedelta(days=14)).week == 5
    assert reviewed(at=NOW - timedelta(days=14)).review is None


def test_adherence_is_the_share_of_the_days_that_were_meant() -> None:
    review = reviewed(Person(days=5)).review
    assert review is not None
    assert review.adherence == pytest.approx(14 / (5 * 48 / 7))


def test_the_pain_now_is_that_of_the_last_seven_days() -> None:
    rest = [session(ago, pain=5) for ago in (50, 40, 30, 20)]
    for ago, there in ((0.1, True), (6, True), (7, False)):
        assert (past(*rest, session(ago, pain=1)).review is not None) is there


def test_adherence_is_not_lost_with_old_records() -> None:
    # The app reads the newest records, and those of the first week: nothing is known of the time between.
    recent = [session(ago, pain=3) for ago in range(1, 40, 3)]
    first = [session(ago, pain=6) for ago in (299, 297)]
    review = past(*recent, started=on(300), early=first, person=Person(days=2)).review
    assert review is not None
    assert (review.adherence, review.pain_start, review.pain_now) == (1, 6, 3)


def test_without_pain_at_both_ends_there_is_no_review() -> None:
    assert past(*(session(ago, pain=3 if ago > 30 else None) for ago in (48, 40, 20, 3))).review is None
