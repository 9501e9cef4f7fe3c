"""The way through the first questions: on, back, past what may be skipped, and out."""

from __future__ import annotations

from datetime import date

import pytest

from limberup.person import Person
from limberup.safety.signs import SIGNS
from limberup_tui.first_questions import SIGNS_ASKED, Answer, Question, Walk, first_questions, with_duration

DAY = date(2026, 11, 21)
ALL = tuple(Question)
G, B, S, X = Answer.GIVEN, Answer.BACK, Answer.SKIPPED, Answer.BLOCKED


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        (Person(), ALL[:3]),
        (Person(acknowledged=DAY), ALL[1:3]),
        (Person(screened=DAY), (Question.WELCOME,)),
        (Person(acknowledged=DAY, screened=DAY), ()),
    ],
)
def test_only_what_is_left_is_asked(person: Person, asked: tuple[Question, ...]) -> None:
    assert first_questions(person) == asked


@pytest.mark.parametrize(
    ("answers", "asked", "done"),
    [
        ([G, G, G, G, G], "welcome reasons conditions room goals", True),
        ([G, G, G, S, S], "welcome reasons conditions room goals", True),
        ([G, B, G, G, G, G, B, B, G, G, G], "welcome reasons welcome reasons conditions room goals room conditions "
         "room goals", True),
        ([B], "welcome", False),
        ([G, S], "welcome reasons", False),
        ([G, G, S], "welcome reasons conditions", False),
        ([G, X], "welcome reasons", False),
        ([G, G, G, X], "welcome reasons conditions room", False),
    ],
)  # fmt: skip
def test_the_way_through(answers: list[Answer], asked: str, done: bool) -> None:
    walk = Walk(ALL)
    found = []
    for answer in answers:
        assert walk.question
        found.append(walk.question.value)
        walk.take(answer)
    assert walk.question is None
    assert " ".join(found) == asked
    assert walk.is_done is done


def test_with_nothing_to_ask_it_is_done() -> None:
    assert Walk(()).is_done
    assert Walk(()).question is None


def test_that_it_has_lasted_is_known_and_not_asked() -> None:
    (known,) = SIGNS.keys() - SIGNS_ASKED.keys()
    some = frozenset(list(SIGNS_ASKED)[:2])
    assert with_duration(some) == some | {known}
    assert with_duration(frozenset()) == frozenset()
