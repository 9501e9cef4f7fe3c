"""When to ask again how well the activities go that the person wants to do better. Pure.

They are scored when they are named, in the looks back (see `review`), and every two weeks in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from limberup.course import programme_start
from limberup.history.record import Record
from limberup.person import Person
from limberup.review import REVIEW, REVIEW_WEEKS
from limberup.texts import tr, trn

__all__ = ["ASK_DAYS", "GOALS", "SOON_DAYS", "goals_due", "goals_line"]

GOALS = "Activities"
"""Name of the record that keeps their scores, where no look back does."""

ASK_DAYS = 14
"""Days after which they are asked about again (own)."""

SOON_DAYS = 4
"""A look back that comes in fewer days asks soon enough (own)."""


def goals_due(records: Iterable[Record], person: Person, today: date, started: date | None = None) -> bool:
    """Return whether to ask how well the activities go.

    They are due where the person has named some, the programme has begun, and none of them was asked about in the
    last `ASK_DAYS` days or will be in a look back in less than `SOON_DAYS`. A look back that is due today asks them
    itself: see to that first.

    Args:
        records: Past sessions and whatever else was kept, in any order; the last weeks are enough.
        person: Their activities.
        today: The local day; records of a later one are passed over.
        started: First day of the programme, where the records don't go back so far.
    """
    past = [record for record in records if record.started.date() <= today]
    sessions = {record.started.date() for record in past if record.is_session}
    if not person.goals or not (sessions or started):
        return False
    if any((today - record.started.date()).days < ASK_DAYS and _asked(record, person) for record in past):
        return False
    first = min(started or today, programme_start(sessions, today))
    looks_back = (first + timedelta(days=7 * (week - 1)) for week in REVIEW_WEEKS)
    return not any(0 < (day - today).days < SOON_DAYS for day in looks_back)


def _asked(record: Record, person: Person) -> bool:
    """Return whether a record is of a day on which the activities were asked about, be it that none was scored."""
    if any(activity in person.goals for activity, _ in record.goals):
        return True
    return record.routine in (GOALS, REVIEW) and not record.is_session and not record.goals


def goals_line(records: Iterable[Record], person: Person, today: date) -> str:
    """Return why they are asked about now, in one sentence."""
    days = [
        record.started.date()
        for record in records
        if record.started.date() <= today and any(activity in person.goals for activity, _ in record.goals)
    ]
    count = len(person.goals)
    if not days:
        return trn("You have not said yet how this goes.", "You have not said yet how these go.", count)
    weeks = (today - max(days)).days // 7
    words = trn(
        "It is {weeks} weeks since you last said how this goes.",
        "It is {weeks} weeks since you last said how these go.",
        count,
    )
    return words.format(weeks=_WEEKS.get(weeks, str(weeks)))


_WEEKS = {2: tr("two"), 3: tr("three"), 4: tr("four"), 5: tr("five"), 6: tr("six")}
