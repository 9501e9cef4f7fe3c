"""Days and times as other programs write them, without a time zone. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, tzinfo

__all__ = ["in_zone", "parse_length", "parse_moment"]

_MONTHS = {
    "jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "mrt": 3, "maa": 3, "apr": 4, "abr": 4,
    "avr": 4, "may": 5, "mai": 5, "mei": 5, "mag": 5, "maj": 5, "jun": 6, "juin": 6, "giu": 6, "jul": 7, "juil": 7,
    "lug": 7, "aug": 8, "ago": 8, "aou": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10,
    "nov": 11, "dec": 12, "dez": 12, "dic": 12,
}  # fmt: skip
"""English, German, French, Spanish, Portuguese, Italian and Dutch: a log has the language of the telephone."""
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?m\.?)?"
_AFTER = rf"(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_CLOCK})?"
_SHAPES = [
    re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?:[T,]?\s*{_CLOCK})?", re.I | re.A),
    re.compile(rf"(?P<day>\d{{1,2}})\.?\s+(?:de\s+)?(?P<name>[^\W\d]+)\.?,?\s+(?:de\s+)?{_AFTER}", re.I),
    re.compile(rf"(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}}),?\s+{_AFTER}", re.I),
]


def parse_moment(text: str) -> datetime | None:
    """Return a moment as it stood on a clock there, noon where no time of day was told; None where it is none.

    A day such as 4/5/2026 is none: which number is the month can't be told.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(plain))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    hour = int(parts["hour"] or 12)
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    try:
        clock = hour, int(parts["minute"] or 0), int(parts["second"] or 0)
        moment = datetime(int(parts["year"]), month, int(parts["day"]), *clock)
    except ValueError:
        return None
    # Before there were such programs, and where a year has a digit too many.
    return moment if 1990 <= moment.year <= 2200 else None


def _month(name: str) -> int:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _MONTHS.get(letters[:4]) or _MONTHS.get(letters[:3], 0)


def in_zone(moment: datetime, zone: tzinfo | None = None) -> tuple[datetime, str]:
    """Return a moment on the clock of a zone, and what is odd about it.

    Args:
        moment: Without a zone.
        zone: The zone, or None for the machine's own.

    Returns:
        The moment with its offset; and "" or, on a day when the clocks are changed, "twice" where that hour came
        twice (the first is taken) or "never" where it did not come at all (an hour later is taken).
    """
    first, second = (_aware(moment.replace(fold=fold), zone) for fold in (0, 1))
    early, late = (one.utcoffset() or timedelta() for one in (first, second))
    if early == late:
        return first, ""
    if early > late:
        return first, "twice"
    # Standard time counted on: 2:30 becomes 3:30.
    return _aware(moment + (late - early), zone), "never"


def _aware(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


_UNITS = (("h", 3600), ("m", 60), ("s", 1))
_LENGTH = re.compile(
    r"(?:(?P<h>\d+)\s*h(?:r|rs|ours?)?)?\s*(?:(?P<m>\d+)\s*m(?:in|ins|inutes?)?)?\s*(?:(?P<s>\d+)\s*s(?:ec)?)?", re.I
)


def parse_length(text: str) -> int | None:
    """Return how long something took in seconds, from `1h 5m`, `45m`, `1:30:00`, `1:30` (minutes) or `90` (seconds)."""
    plain = text.strip()
    if re.fullmatch(r"\d{1,6}(?:[.,]\d+)?", plain):
        return int(re.split("[.,]", plain)[0])
    if re.fullmatch(r"\d{1,3}(?::\d\d){1,2}(?:\.\d+)?", plain):
        parts = [int(part) for part in plain.split(".")[0].split(":")]
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + part
        return seconds
    if plain and len(plain) < 40 and (found := _LENGTH.fullmatch(plain)):
        return sum(int(found[unit] or 0) * size for unit, size in _UNITS)
    return None
