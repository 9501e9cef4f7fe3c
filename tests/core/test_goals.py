"""When the activities are asked about again: every two weeks, and never twice with a look back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.past import TODAY, on, session

from limberup.course import Course
from limberup.goals import ASK_DAYS, GOALS, goals_due, goals_line
from limberup.history.record import Record
from limberup.person import Person
from limberup.review import REVIEW, review_due

SOCKS, WALK = "put on my socks", "walk to the shop"
PERSON = Person(goals=(SOCKS, WALK))


def asked(days: int, *scores: tuple[str, int], name: str = GOALS) -> Record:
    return replace(session(days, pain=None, morning=None), entries=(), routine=name, goals=scores)


def since(days: int) -> list[Record]:
    """Return a session a week since so many days ago, newest first."""
    return [session(day) for day in range(days % 7, days + 1, 7)]


def test_nobody_without_activities_is_asked() -> None:
    assert not goals_due(since(28), Person(), TODAY)


def test_nobody_who_has_not_begun_is_asked() -> None:
    assert not goals_due([asked(30, (SOCKS, 3))], PERSON, TODAY)
    assert goals_due([asked(30, (SOCKS, 3))], PERSON, TODAY, started=on(100))


@pytest.mark.parametrize(("days", "due"), [(0, False), (13, False), (14, True), (15, True), (400, True)])
def test_two_weeks_after_the_last_score(days: int, due: bool) -> None:
    assert goals_due([*since(100), asked(days, (SOCKS, 3))], PERSON, TODAY) == due


def test_one_activity_that_was_scored_is_enough() -> None:
    assert not goals_due([*since(100), asked(30, (SOCKS, 3), (WALK, 5)), asked(5, (WALK, 5))], PERSON, TODAY)


def test_the_score_of_an_activity_that_is_given_up_counts_for_none() -> None:
    assert goals_due([*since(100), asked(5, ("swim", 5))], PERSON, TODAY)


@pytest.mark.parametrize("name", [GOALS, REVIEW])
def test_who_left_all_of_them_out_is_asked_in_two_weeks_and_not_at_each_start(name: str) -> None:
    assert not goals_due([*since(100), asked(13, name=name)], PERSON, TODAY)
    assert goals_due([*since(100), asked(14, name=name)], PERSON, TODAY)


def test_a_check_in_asks_about_no_activity() -> None:
    assert goals_due([*since(100), asked(1, name="Check-in")], PERSON, TODAY)


def test_what_is_dated_after_today_counts_for_nothing() -> None:
    assert not goals_due([session(-1), asked(-3, (SOCKS, 3))], PERSON, TODAY)
    assert goals_due([*since(100), asked(-3, (SOCKS, 3))], PERSON, TODAY)


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [*since(100), asked(20, (SOCKS, 3)), asked(50, (WALK, 2))]
    assert goals_due(records, PERSON, TODAY) == goals_due(records[::-1], PERSON, TODAY) is True


@pytest.mark.parametrize(("begun", "due"), [(28, True), (31, True), (32, False), (34, False), (45, True), (46, False)])
def test_not_in_the_days_before_a_look_back(begun: int, due: bool) -> None:
    # Weeks 6 and 8 begin on days 35 and 49.
    records = [*since(begun), asked(ASK_DAYS, (SOCKS, 3))]
    assert goals_due(records, PERSON, TODAY) == due


@pytest.mark.parametrize("begun", [14, 35, 49, 77])
def test_a_look_back_that_is_done_has_asked(begun: int) -> None:
    told = asked(0, (SOCKS, 3), name=REVIEW)
    records = [*since(begun), told]
    course = Course(week=1 + begun // 7, started=on(begun))
    assert review_due(course, records[:-1], TODAY) is not None
    assert review_due(course, records, TODAY) is None
    assert not goals_due(records, PERSON, TODAY)


def test_scores_alone_are_no_look_back() -> None:
    course = Course(week=6, started=on(35))
    assert review_due(course, [*since(35), asked(0, (SOCKS, 3))], TODAY) == 6


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (14, "It is two weeks since you last said how these go."),
        (20, "It is two weeks since you last said how these go."),
        (28, "It is four weeks since you last said how these go."),
        (70, "It is 10 weeks since you last said how these go."),
    ],
)
def test_the_line_says_since_when(days: int, words: str) -> None:
    assert goals_line([asked(days, (SOCKS, 3)), asked(100, (SOCKS, 1))], PERSON, TODAY) == words


def test_the_line_for_one_activity_and_for_none_scored() -> None:
    one = Person(goals=(SOCKS,))
    assert goals_line([asked(14, (SOCKS, 3))], one, TODAY) == "It is two weeks since you last said how this goes."
    assert goals_line([], one, TODAY) == "You have not said yet how this goes."
    assert goals_line([asked(2, ("swim", 3))], PERSON, TODAY) == "You have not said yet how these go."
