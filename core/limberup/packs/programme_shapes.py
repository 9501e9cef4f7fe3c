"""The shapes of a programme file."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from limberup.packs.shapes import Line, Name, Note, Short
from limberup.safety.schedule import STRENGTH_DAYS_A_WEEK

__all__ = ["ProgrammeFile", "ReviewTable", "WeeksTable"]

Week = Annotated[int, Meta(ge=1, le=520)]
Days = Annotated[int, Meta(ge=0, le=7)]
StrengthDays = Annotated[int, Meta(ge=0, le=STRENGTH_DAYS_A_WEEK)]
Whole = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+\Z", max_length=121)]
"""An id with its pack: a programme is read before other packs are known."""


class WeeksTable(Struct):
    """One `[[weeks]]` of a programme."""

    from_week: Week
    stretch_days: tuple[Days, Days]
    strength_days: tuple[StrengthDays, StrengthDays]
    to_week: Week | None = None
    stretch_routines: Annotated[list[Whole], Meta(max_length=40)] = []
    strength_routines: Annotated[list[Whole], Meta(max_length=40)] = []
    unlocks: Annotated[list[Whole], Meta(max_length=40)] = []
    milestone: Note = ""
    note: Note = ""


class ReviewTable(Struct):
    """One `[[review]]` of a programme."""

    week: Week
    words: Line


class ProgrammeFile(Struct):
    """One file of programmes/: its slug is the file's name."""

    name: Name
    weeks: Annotated[list[dict[str, object]], Meta(min_length=1, max_length=60)]
    summary: Note = ""
    review: Annotated[list[dict[str, object]], Meta(max_length=60)] = []
    sources: Annotated[list[Short], Meta(max_length=20)] = []
