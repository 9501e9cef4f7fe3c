"""Doses: how much of an exercise, and the short text they are written as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from limberup.texts import tr

__all__ = ["Dose", "DoseError", "Each", "Measure", "format_dose", "format_seconds", "parse_dose"]


class DoseError(ValueError):
    """A dose that can't be: its text says what is wrong and what would be right."""


class Each(StrEnum):
    """What the quantities are counted for."""

    NONE = ""
    SIDE = "side"
    WAY = "way"


class Measure(StrEnum):
    """How a dose is measured."""

    WORK = "work"
    """Sets of repetitions or holds."""
    ONCE = "once"
    """Once in a break: looked at, not counted, and never progressed."""
    LOG = "log"
    """Done elsewhere and only noted."""


LIMITS = {"sets": (1, 20), "reps": (1, 200), "hold": (1, 7200), "rest": (0, 900)}
"""Least and most that a dose may hold; hold and rest in seconds."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise.

    A dose has repetitions, a hold, or both (each repetition held). `format_dose` writes it
    the way `parse_dose` reads it.

    Raises:
        DoseError: a number is out of `LIMITS`, there are neither repetitions nor a hold, or there are
            some beside a measure that is not counted.
    """

    sets: int = 1
    """Sets, 1-20."""
    reps: int | None = None
    """Repetitions in a set (for each side or way where `each` says so), 1-200."""
    hold: int | None = None
    """Seconds held: of the set where there are no repetitions, else of each repetition; 1-7200."""
    each: Each = Each.NONE
    """Whether the quantities are for each side or each way."""
    rest: int | None = None
    """Seconds of rest between sets, 0-900; None leaves it to the kind of exercise."""
    tempo: tuple[int, int] | None = None
    """Seconds out and seconds back of one repetition, 1-30; None leaves it to the exercise."""
    measure: Measure = Measure.WORK

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                unit = " s" if name in ("hold", "rest") else ""
                raise DoseError(
                    # i18n: {name} is a word of a dose as it is written in files: sets, reps, hold or rest
                    tr("{name} must be {least} to {most}{unit}, not {value}").format(
                        name=name, least=least, most=most, unit=unit, value=value
                    )
                )
        if self.tempo is not None and not all(1 <= part <= 30 for part in self.tempo):
            raise DoseError(tr("tempo parts must be 1 to 30 s"))
        numbers = (self.sets, self.reps, self.hold, self.each, self.rest, self.tempo)
        if self.measure is not Measure.WORK and numbers != (1, None, None, Each.NONE, None, None):
            raise DoseError(tr("{measure!r} stands alone, with no numbers").format(measure=self.measure.value))
        if self.measure is Measure.WORK and self.reps is None and self.hold is None:
            raise DoseError(tr("needs repetitions or a hold, like 3x10 or 2x30s"))
        if self.tempo is not None and self.reps is None:
            raise DoseError(tr("a tempo needs repetitions, like 3x10 tempo 3-3"))

    def __str__(self) -> str:
        return format_dose(self)


_AMOUNT = re.compile(r"(?P<sets>\d+)\s*[x×]\s*(?P<count>\d+)\s*(?P<unit>s|sec|min)?(?![\w-])", re.I | re.A)
_HOLD = re.compile(r"(?P<hold>\d+)\s*(?P<unit>s|sec|min)\b(?:\s+hold\b)?", re.I | re.A)
_REST = re.compile(r"rest\s+(?P<rest>\d+)\s*(?P<unit>s|sec|min)\b", re.I | re.A)
_TEMPO = re.compile(r"tempo\s+(?P<out>\d+)-(?P<back>\d+)\b", re.I | re.A)
_EACH = re.compile(r"(?:each|per)\s+(?P<each>side|way)\b", re.I | re.A)
_PARTS = {"rest": _REST, "tempo": _TEMPO, "each": _EACH, "hold": _HOLD}
_EXAMPLE = tr("write it like 3x10, 3x10 2s rest 45s or 2x30s each side")


def _seconds(number: str, unit: str | None) -> int:
    return int(number) * (60 if unit and unit.lower() == "min" else 1)


def parse_dose(text: str) -> Dose:
    """Read a dose such as `3x10 2s rest 45s` (sets x repetitions, each held 2 s) or `2x30s each side`.

    Raises:
        DoseError: the text is not a dose; the message says what would be.
    """
    rest_of_text = " ".join(text.split())
    if rest_of_text.lower() in (Measure.ONCE, Measure.LOG):
        return Dose(measure=Measure(rest_of_text.lower()))
    if len(rest_of_text) > 80 or not (match := _AMOUNT.match(rest_of_text)):
        raise DoseError(tr("{text!r} is not a dose: {example}").format(text=text[:40], example=_EXAMPLE))
    sets, count, unit = match["sets"], match["count"], match["unit"]
    if max(len(sets), len(count)) > 5:
        raise DoseError(tr("{text!r} is not a dose: its numbers are too large").format(text=text[:40]))
    found: dict[str, re.Match[str]] = {}
    position = match.end()
    while position < len(rest_of_text):
        if rest_of_text[position] in " \t,":
            position += 1
            continue
        part = next((match for pattern in _PARTS.values() if (match := pattern.match(rest_of_text, position))), None)
        if part is None:
            raise DoseError(
                tr("{rest_of_text!r} is not part of a dose: {example}").format(
                    rest_of_text=rest_of_text[position:][:30], example=_EXAMPLE
                )
            )
        name = next(name for name, pattern in _PARTS.items() if pattern is part.re)
        if name in found:
            # i18n: {name} is a word of a dose as it is written in files: hold, rest, tempo or each
            raise DoseError(tr("{name} stands twice in {text!r}").format(name=name, text=text[:40]))
        if any(len(number) > 5 for number in re.findall(r"\d+", part[0])):
            raise DoseError(tr("{text!r} is not a dose: its numbers are too large").format(text=text[:40]))
        found[name] = part
        position = part.end()
    if unit and "hold" in found:
        raise DoseError(tr("two holds in {text!r}: {example}").format(text=text[:40], example=_EXAMPLE))
    hold = _seconds(count, unit) if unit else None
    if "hold" in found:
        hold = _seconds(found["hold"]["hold"], found["hold"]["unit"])
    tempo = found.get("tempo")
    return Dose(
        sets=int(sets),
        reps=None if unit else int(count),
        hold=hold,
        each=Each(found["each"]["each"].lower()) if "each" in found else Each.NONE,
        rest=_seconds(found["rest"]["rest"], found["rest"]["unit"]) if "rest" in found else None,
        tempo=(int(tempo["out"]), int(tempo["back"])) if tempo else None,
    )


def format_seconds(seconds: int) -> str:
    """Return seconds as a dose writes them: `45s`, and whole minutes from two on as `2min`."""
    return f"{seconds // 60}min" if seconds >= 120 and seconds % 60 == 0 else f"{seconds}s"


def format_dose(dose: Dose) -> str:
    """Write a dose in its shortest form; `parse_dose` reads it back as the same dose."""
    if dose.measure is not Measure.WORK:
        return dose.measure.value
    amount = str(dose.reps) if dose.reps is not None else format_seconds(dose.hold or 0)
    parts = [f"{dose.sets}x{amount}"]
    if dose.reps is not None and dose.hold is not None:
        parts.append(format_seconds(dose.hold))
    if dose.each is not Each.NONE:
        parts.append(f"each {dose.each.value}")
    if dose.tempo is not None:
        parts.append(f"tempo {dose.tempo[0]}-{dose.tempo[1]}")
    if dose.rest is not None:
        parts.append(f"rest {dose.rest}s")
    return " ".join(parts)
