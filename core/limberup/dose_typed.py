"""Doses as a person types them over the one that stands there: a number alone, the words on screen, or a file's form.

Files are read by `limberup.dose.parse_dose`, which stays strict: what is short for a person would be a guess there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from limberup.counting import count_words
from limberup.dose import LIMITS, Dose, Each, Measure, parse_dose
from limberup.exercise import Exercise
from limberup.texts import tr

__all__ = ["HOLD_STEP", "changed_amount", "read_typed_dose"]

HOLD_STEP = 5
"""Seconds by which a hold is made longer or shorter, and the least it is made."""

_NUMBER = "([0-9]{1,5})"
# With blanks around the x it is the words; without them, a file's form, where what is not written is not meant.
_SETS = re.compile(rf"{_NUMBER} [x×] ")
_AMOUNT = re.compile(rf"{_NUMBER} ?(.*)")
_REST = rf"rest {_NUMBER} ?(s|sec|min)"
# "8 5s", but not "2 x 15 s", where the seconds are the amount.
_BARE_HOLD = rf"(?<![x×][ ,]){_NUMBER} ?s"
_UNITS = {"s": 1, "sec": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60}
"""Seconds in what a hold is written in."""


def read_typed_dose(text: str, now: Dose, exercise: Exercise) -> Dose:
    """Return the dose that a person typed in place of `now`.

    An amount alone, such as `8`, `8 times` or `20 s`, changes that amount and nothing else. What the screen says of
    a dose, such as `2 x 8, held 3 s, each side`, is the whole dose but for its rest and tempo, which the words don't
    say: those stay. Anything else is read as in a file.

    Raises:
        DoseError: the text is none of these, or a number is out of the limits.
    """
    return _from_words(_plain(text).rstrip("."), now, exercise) or parse_dose(text)


def changed_amount(dose: Dose, by: int) -> Dose:
    """Return a dose with so many more repetitions, or so many steps of `HOLD_STEP` more where it has none.

    Both stay within `LIMITS`, and a hold is not made shorter than one step; what is not counted stays as it is.
    """
    if dose.reps is not None:
        least, most = LIMITS["reps"]
        return replace(dose, reps=max(least, min(most, dose.reps + by)))
    if dose.hold is None:
        return dose
    # A hold that is shorter already is not made longer by the key that makes it shorter.
    least, most = min(HOLD_STEP, dose.hold), LIMITS["hold"][1]
    return replace(dose, hold=max(least, min(most, dose.hold + by * HOLD_STEP)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _from_words(text: str, now: Dose, exercise: Exercise) -> Dose | None:
    """Return the dose that words mean, or None where they are no such words."""
    if text in (_plain(tr("once")), "once"):
        return Dose(measure=Measure.ONCE)
    if text in (_plain(tr("only noted")), "only noted"):
        return Dose(measure=Measure.LOG)
    text, rest = _without(text, [_REST])
    each = Each.NONE
    for one, words in ((Each.SIDE, (tr(", each side"), ", each side")), (Each.WAY, (tr(", each way"), ", each way"))):
        text, said = _without(text, map(_pattern, words))
        each = one if said else each
    text, held = _without(text, [_pattern(tr(", held {hold} s")), _pattern(", held {hold} s"), _BARE_HOLD])
    sets = _SETS.match(text)
    amount = _AMOUNT.fullmatch(text[sets.end() :] if sets else text)
    if amount is None:
        return None
    count, unit = int(amount[1]), amount[2]
    is_counted = _is_count(amount[0], count, exercise)
    if unit and unit not in _UNITS and not is_counted:
        return None
    # A number alone is of what stood there, whatever is said with it; words that say more than it are all there is.
    whole = bool(sets or (unit and (held or each)))
    if not unit:
        is_counted = bool(sets or held or now.reps is not None or now.hold is None)
    if held and not is_counted:
        return None
    hold = int(held[1]) if held else None if whole or now.reps is None else now.hold
    reps: int | None = count
    if not is_counted:
        # Seconds alone are those that each repetition is held, where it is.
        reps = None if hold is None else now.reps
        hold = count * _UNITS[unit or "s"]
    return Dose(
        sets=int(sets[1]) if sets else 1 if whole else now.sets,
        reps=reps,
        hold=hold,
        each=each or (Each.NONE if whole else now.each),
        rest=int(rest[1]) * _UNITS[rest[2]] if rest else now.rest,
        tempo=now.tempo if reps is not None else None,
    )


def _without(text: str, endings: Iterable[str]) -> tuple[str, re.Match[str] | None]:
    """Return a text without the ending that one of the patterns finds, and what that found."""
    for ending in endings:
        if found := re.search(rf"[ ,]+{ending}$", text):
            return text[: found.start()], found
    return text, None


def _pattern(words: str) -> str:
    """Return the pattern of an ending of a dose in words, with a number in place of what stands in braces."""
    escaped = re.escape(_plain(words).strip(", "))
    return escaped.replace(re.escape("{hold}") + r"\ ", rf"{_NUMBER}\ ?").replace(re.escape("{hold}"), _NUMBER)


def _is_count(words: str, count: int, exercise: Exercise) -> bool:
    """Return whether words are so many repetitions, as the screen says it of the exercise or of any."""
    said = (exercise.amount(count), count_words(count, "time"), count_words(count, "rep"))
    english = (f"{count} {unit}" for unit in ("time", "times", "rep", "reps", exercise.counts))
    return _plain(words) in map(_plain, (*said, *english))
