"""The shapes of a pack's files: which keys there are, of what type and within which limits."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field

from limberup.exercise import Kind, Position, Shown, Side

__all__ = ["ExerciseFile", "PackFile", "PackTable", "RoutineFile", "SourceTable", "StepTable"]

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", min_length=1, max_length=60)]
Ref = Annotated[str, Meta(pattern=r"^([a-z0-9-]+/)?[a-z0-9-]+\Z", min_length=1, max_length=121)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Note = Annotated[str, Meta(max_length=200)]
Spoken = Annotated[str, Meta(min_length=1, max_length=90)]
Way = Annotated[str, Meta(pattern=r"^[^\d,;?~\s]+( [^\d,;?~\s]+)*\Z", max_length=40)]
"""The name of a direction: it stands in the lines of a record, beside numbers and commas."""
Short = Annotated[str, Meta(max_length=60)]
Tag = Annotated[str, Meta(pattern=r"^~?[A-Z0-9]+\Z", max_length=12)]
Seconds = Annotated[int, Meta(ge=1, le=30)]
Minutes = Annotated[int, Meta(ge=1, le=120)]
Held = Annotated[int, Meta(ge=1, le=120)]
"""Seconds that a stretch is held."""


class SourceTable(Struct):
    """One source in `[sources.KEY]`."""

    grade: Annotated[str, Meta(pattern=r"^(P|C|B|M|own)\Z")]
    text: Line


class PackTable(Struct):
    """`[pack]` of pack.toml."""

    id: Slug
    name: Name
    api: int
    summary: Note = ""
    authors: Annotated[list[Name], Meta(max_length=50)] = []
    license: Short = ""
    references: Annotated[list[Ref], Meta(max_length=500)] = []


class PackFile(Struct):
    """pack.toml as a whole."""

    pack: dict[str, object]
    sources: dict[str, dict[str, object]] = {}


class ExerciseFile(Struct):
    """One file of exercises/: its slug is the file's name."""

    name: Name
    purpose: Line
    kind: Kind
    position: Position
    start_position: Line
    side: Side
    start: Short
    target: Short
    how: Annotated[list[Spoken], Meta(min_length=3, max_length=6)]
    breathing: Line
    catalogue: Short = ""
    aliases: Annotated[list[Name], Meta(max_length=20)] = []
    kind_note: Note = ""
    ways: tuple[Way, Way] = ("one way", "the other way")
    counts: Short = "reps"
    equipment: Annotated[list[Name], Meta(max_length=10)] = []
    equipment_optional: Annotated[list[Name], Meta(max_length=10)] = []
    muscles: Annotated[list[Name], Meta(max_length=20)] = []
    start_note: Note = ""
    target_note: Note = ""
    tempo: tuple[Seconds, Seconds] = (2, 2)
    easier: Ref | None = None
    easier_level: Note | None = None
    harder: Ref | None = None
    harder_level: Note | None = None
    tags: Annotated[list[Tag], Meta(max_length=40)] = []
    cautions: Annotated[list[Line], Meta(max_length=8)] = []
    feel: Note = ""
    mistake: Note = ""
    stop: Note = ""
    shown: Shown = Shown.ALWAYS
    from_week: Annotated[int, Meta(ge=1, le=52)] = 1
    needs_target: Ref | None = None
    seeds: Annotated[list[Short], Meta(max_length=10)] = []
    sources: Annotated[list[Short], Meta(max_length=20)] = []
    source_note: Note = ""
    figure: dict[str, object] | None = None


class StepTable(Struct):
    """One `[[step]]` of a routine."""

    do: Ref
    dose: Short | None = None
    note: Note = ""


class RoutineFile(Struct):
    """A routine file, a pack's or a person's own."""

    name: Name
    step: Annotated[list[dict[str, object]], Meta(min_length=1, max_length=60)]
    summary: Note = ""
    minutes: tuple[Minutes, Minutes] | None = None
    holds: tuple[Held, Held] | None = None
    fill: bool = False
    given_by: Annotated[str, Meta(max_length=80)] = ""
    given: date | None = None
    schema: Annotated[int, Meta(ge=1)] = field(default=1)
