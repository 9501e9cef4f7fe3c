"""Looking back: when a review of the weeks so far is due, and what it says (R28, R29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from limberup.course import Course
from limberup.history.record import Record
from limberup.person import Person
from limberup.texts import tr, trn

__all__ = ["REVIEW", "REVIEW_WEEKS", "review_due", "review_lines"]

REVIEW = "Review"
"""Name of the record that keeps one."""

REVIEW_WEEKS = (3, 6, 8, 12)
"""Weeks of the programme with a look back (R28: 6 and 8; R29: 3, 6 and 12)."""


def review_due(course: Course, records: Iterable[Record], today: date) -> int | None:
    """Return the week whose look back is due, or None.

    One that was missed is due until the next one is; one that is written down is not asked again.
    """
    if course.started is None:
        return None
    week = max((week for week in REVIEW_WEEKS if week <= course.week), default=None)
    # Who has been at it for much longer is not surprised with a look back at a week long past.
    if week is None or course.week > week + 4:
        return None
    since = course.started + timedelta(days=7 * (week - 1))
    told = any(
        record.routine == REVIEW and not record.is_session and since <= record.started.date() <= today
        for record in records
    )
    return None if told else week


def review_lines(course: Course, person: Person, week: int) -> tuple[str, ...]:
    """Return what there is to say of the weeks so far, a sentence each; no promise and no blame."""
    lines = [tr("You are in week {week} of your programme.").format(week=course.week)]
    review = course.review
    if review:
        share = round(100 * review.adherence)
        lines.append(
            trn(
                "You exercised on about {share} % of the days you meant to, {n} a week.",
                "You exercised on about {share} % of the days you meant to, {n} a week.",
                person.days,
            ).format(share=share, n=person.days)
        )
        lines.append(
            tr(
                "Your pain before sessions was {pain_start:.1f} of 10 in the first week, and {pain_now:.1f} in "
                "the last seven days."
            ).format(pain_start=review.pain_start, pain_now=review.pain_now)
        )
    else:
        n = course.sessions
        lines.append(trn("You have done {n} session so far.", "You have done {n} sessions so far.", n).format(n=n))
    if week >= 6:
        lines.append(tr("Some people notice a difference after six to eight weeks, others need longer."))
        lines.append(
            tr("If nothing has changed, or it is worse, ask a doctor or physiotherapist what else would help.")
        )
    else:
        lines.append(tr("Some people feel a first ease by now, others notice nothing yet. Both are common."))
    return tuple(lines)
