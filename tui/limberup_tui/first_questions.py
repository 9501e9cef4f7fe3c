"""The way through the questions of a first start, the same on the screen and in lines. Nothing is asked here.

What safety needs comes before the first session, the rest after it: who hurts should not have to fill in forms
before the first exercise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from limberup.person import DURATIONS, Person
from limberup.safety.signs import SIGNS
from limberup.texts import tr

__all__ = [
    "LATER_QUESTIONS",
    "OVER_12_WEEKS",
    "SIGNS_ASKED",
    "Answer",
    "Question",
    "Walk",
    "first_questions",
    "is_new",
    "numbered",
    "with_duration",
]

OVER_12_WEEKS = DURATIONS[-1]
_OVER_3_MONTHS = "over_3_months"
SIGNS_ASKED = {id_: question for id_, question in SIGNS.items() if id_ != _OVER_3_MONTHS}
"""The signs that rule H counts, but for the one that follows from the duration: it is not asked twice."""


class Answer(Enum):
    """How a question was left."""

    GIVEN = "given"
    BACK = "back"
    SKIPPED = "skipped"
    BLOCKED = "blocked"


class Question(Enum):
    """What is asked around the first session, in this order."""

    WELCOME = "welcome"
    REASONS = "reasons"
    CONDITIONS = "conditions"
    ROOM = "room"
    GOALS = "goals"


LATER_QUESTIONS = (Question.ROOM, Question.GOALS)
"""What is asked after the first session: nothing of it matters for safety, so it may be skipped for good."""

_SCREENS = 5
"""Screens before the first plan: the three questions, and the two of every check-in."""


def first_questions(person: Person) -> tuple[Question, ...]:
    """Return what is left to ask before a first session; nothing where it was all answered."""
    welcome = (Question.WELCOME,) if person.acknowledged is None else ()
    screening = (Question.REASONS, Question.CONDITIONS) if person.screened is None else ()
    return (*welcome, *screening)


def is_new(person: Person) -> bool:
    """Return whether a person has not said a word yet, so that the first start begins by itself."""
    return person.acknowledged is None and person.screened is None and not person.flags


def numbered(number: int, title: str) -> str:
    """Return the title of a screen of the first start with its place among them, such as "2 of 5: ..."."""
    return tr("{number} of {all}: {title}").format(number=number, all=_SCREENS, title=title)


@dataclass
class Walk:
    """A way through questions: on with each answer, back from one to the one before, and out."""

    questions: Sequence[Question]
    _at: int = 0
    _left: bool = False

    @property
    def question(self) -> Question | None:
        """What is to be asked now; None where that was all, or it was left."""
        return None if self._left or self._at == len(self.questions) else self.questions[self._at]

    @property
    def is_done(self) -> bool:
        """Whether all was asked, so that a session may follow."""
        return not self._left and self._at == len(self.questions)

    def take(self, answer: Answer) -> None:
        """Go on from the question that is asked now."""
        if answer is Answer.GIVEN or (answer is Answer.SKIPPED and self.question in LATER_QUESTIONS):
            self._at += 1
        elif answer is Answer.BACK and self._at:
            self._at -= 1
        else:
            self._left = True


def with_duration(signs: frozenset[str]) -> frozenset[str]:
    """Return the signs that were ticked with the one that follows from the duration, which is known by then."""
    return signs | {_OVER_3_MONTHS} if signs else signs
