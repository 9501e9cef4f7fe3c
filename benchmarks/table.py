"""What was measured, and how it is printed."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["FLOOR", "OURS", "Row", "Target", "as_markdown", "as_text", "spread"]

OURS, FLOOR = "limberup", "floor"
Samples = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for; every limit that is given has to be kept."""

    most: float | None = None
    """Of limberup's median."""
    ratio: float | None = None
    """Of limberup to the floor."""
    more: float | None = None
    """Of how much limberup's median is above the floor's."""

    def words(self) -> str:
        """Return it as it stands in the table."""
        limits = ((self.most, "{:g}"), (self.ratio, "{:g} x"), (self.more, "+{:g}"))
        return "at most " + " and ".join(form.format(limit) for limit, form in limits if limit is not None)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured, of one program or several."""

    what: str
    unit: str
    samples: Samples
    """By the name of the program; where there are as many of two programs, those of one number were taken together."""
    target: Target | None = None
    against: str = FLOOR
    """The program whose ratio is asked for."""

    def median(self, name: str) -> float:
        """Return the median of a program."""
        return statistics.median(self.samples[name])

    @property
    def ratio(self) -> float | None:
        """The median of limberup's ratios to the floor, turn by turn: what slows the machine hits both of a turn."""
        ours, floor = self.samples.get(OURS, ()), self.samples.get(self.against, ())
        if not ours or not floor or not all(floor):
            return None
        if len(ours) != len(floor):
            return statistics.median(ours) / statistics.median(floor)
        return statistics.median(one / other for one, other in zip(ours, floor, strict=True))

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none, or what it needs was not measured."""
        target, ratio = self.target, self.ratio
        if target is None or OURS not in self.samples:
            return None
        kept = []
        if target.most is not None:
            kept.append(self.median(OURS) <= target.most)
        if target.ratio is not None:
            if ratio is None:
                return None
            kept.append(ratio <= target.ratio)
        if target.more is not None:
            if self.against not in self.samples:
                return None
            kept.append(self.median(OURS) - self.median(self.against) <= target.more)
        return all(kept)


def spread(samples: Sequence[float]) -> tuple[float, float, float]:
    """Return the median and between what 90 % lie: the 5th and the 95th percentile, or least and most of a few."""
    ordered = sorted(samples)
    last = len(ordered) - 1
    return statistics.median(ordered), ordered[round(0.05 * last)], ordered[round(0.95 * last)]


def as_text(rows: Sequence[Row]) -> str:
    """Return the table for a terminal."""
    cells = _cells(rows)
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join((lines[0], "-" * len(lines[0]), *lines[1:]))


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the table for a page."""
    head, *lines = ["| " + " | ".join(line) + " |" for line in _cells(rows)]
    return "\n".join((head, "|" + "---|" * len(_cells(rows)[0]), *lines))


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    known = {OURS, FLOOR, *(row.against for row in rows)}
    names = [OURS, FLOOR, *dict.fromkeys(name for row in rows for name in row.samples if name not in known)]
    head = ("", "unit", *names, "ratio", "target", "met")
    return [head, *(_line(row, names) for row in rows)]


def _line(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    values = (_value(row.samples.get(row.against if name == FLOOR else name, ())) for name in names)
    ratio = "-" if row.ratio is None else f"{row.ratio:.2f}"
    met = {None: "-", True: "yes", False: "no"}[row.met]
    return (row.what, row.unit, *values, ratio, row.target.words() if row.target else "-", met)


def _value(samples: Sequence[float]) -> str:
    if not samples:
        return "-"
    median, low, high = spread(samples)
    return _number(median) if len(samples) == 1 else f"{_number(median)} ({_number(low)}-{_number(high)})"


def _number(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if digits else text
