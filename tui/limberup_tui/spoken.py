"""What a voice says: cues as whole sentences in plain words, each with the moment it belongs to. Pure: says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from limberup.session import Event, Session, Status, Told
from limberup.texts import ENGLISH, language, tr
from limberup.timeline import PhaseKind
from limberup_tui.cues import cue_for, spoken_dose

__all__ = ["RATE", "Line", "line_for", "number_words", "plainly", "seconds_of", "sentences", "shorter"]

RATE = 160
"""Words a minute that a synthesiser is asked for: somewhat slower than the usual 175, to be followed with eyes shut."""

MOST = 300
"""Characters of a sentence that are said at most; a note of a routine may be of any length."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some sentences that are said in a row, for one moment of a session."""

    sentences: tuple[str, ...]
    at: float
    """Moment it is about, on the session's clock; it is to begin then."""
    by: float = float("inf")
    """Moment by which it has to be over: something else is said then."""
    important: bool = False
    """Whether it is better said late than never, where a sentence before it has to be finished first."""
    spare: frozenset[str] = frozenset()
    """The sentences among them that are said only where there is time for all the others too."""


def line_for(event: Event, session: Session) -> Line | None:
    """Return what is said for an event, or None where nothing is.

    Args:
        event: What happened.
        session: The session after it.
    """
    cue = cue_for(event, session)
    if cue is None or not cue.words:
        return None
    phase = session.timeline.phases[event.index]
    if event.told is Told.RESUMED and phase.kind is PhaseKind.READY:
        # Whoever comes back while getting ready is told again what for, as far as there is time.
        line = line_for(replace(event, told=Told.PHASE), session)
        return line and replace(line, sentences=(tr("Going on."), *line.sentences), important=False)
    planned = session.timeline.planned(phase)
    dose = sentences(spoken_dose(planned.dose, planned.exercise)) if phase.kind is PhaseKind.READY else ()
    begins = event.told is Told.PHASE and phase.kind in (PhaseKind.READY, PhaseKind.SWITCH)
    important = begins or event.told in (Told.FINISHED, Told.ENDED, Told.GAP)
    return Line(sentences(cue.words), event.at, _end(event, session), important, frozenset(dose))


def _end(event: Event, session: Session) -> float:
    """Return the moment at which the phase that is told of ends; infinity where only a key ends it, or nothing runs."""
    if event.index != session.index:
        return event.at + session.timeline.phases[event.index].seconds
    if session.status is not Status.RUNNING or session.is_open:
        return float("inf")
    return session.ends


def seconds_of(sentence: str) -> float:
    """Return about how long a sentence takes to be said at `RATE`, with the pause after it.

    Measured with espeak-ng on all that limberup's own packs say: few take longer than this, none by a quarter of a
    second.
    """
    return 0.95 + 0.05 * len(sentence) + 0.3 * len(_PAUSE.findall(sentence))


def sentences(words: str) -> tuple[str, ...]:
    """Return words as sentences that a voice can say."""
    return tuple(found for found in _BETWEEN.split(plainly(words)) if found)


def shorter(sentence: str) -> str:
    """Return the shortest wording of a sentence that still says something: up to its first comma; or ""."""
    head, comma, _ = sentence.partition(",")
    return f"{head}." if comma else ""


def plainly(words: str) -> str:
    """Return words as they are to be heard: numbers, units and signs as words, and nothing that steers a synthesiser.

    `2 x 15 s` becomes "two times, fifteen seconds". Several synthesisers take codes in their text, in brackets or
    behind a sign at the start of a line; letters, digits and the signs of a sentence are no code to any of them.
    """
    said = words.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", ", ").replace("\u00d7", "x")
    if language() == ENGLISH:
        said = _in_english(said)
    said = re.sub(r"\s*[()\[\]{}]\s*(?=[.,;:?!]|$)", "", said)
    said = re.sub(r"\s*[()\[\]{}]\s*", ", ", said)
    said = _CODE.sub(" ", said)
    said = re.sub(r"\s+([.,;:?!])", r"\1", " ".join(said.split()))
    said = re.sub(r"([.?!])[.,;:?!]+|[,;:]+([.,;:?!])", lambda found: found[1] or found[2], said)
    return said.lstrip(" .,;:?!'-")[:MOST]


def _in_english(said: str) -> str:
    """Write numbers, units and short forms out. In another language that is left to the synthesiser."""
    for pattern, word in _SHORT:
        said = pattern.sub(word, said)
    said = _SETS.sub(lambda found: f"{_times(int(found[1]))}, {found[2]}", said)
    said = _UNIT.sub(_with_unit, said)
    said = _RANGE.sub(r"\1 to \2", said)
    said = _DECIMAL.sub(r"\1 point \2", said)
    return _NUMBER.sub(lambda found: number_words(int(found[0])), said)


_PAUSE = re.compile(r"[,;:]")
_BETWEEN = re.compile(r"(?<=[.?!])\s+")
_SHORT = [
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\be\.\s?g\.,?", "for example"),
        (r"\bi\.\s?e\.,?", "that is"),
        (r"\betc\.?", "and so on"),
        (r"\bvs\.?(?=\s)", "against"),
        (r"\bapprox\.", "about"),
        (r"\bno\.\s?(?=\d)", "number "),
        (r"\.{2,}|\u2026", "."),
        (r"\s*&\s*", " and "),
        (r"\s*\+\s*", " plus "),
        (r"\s*%", " per cent"),
        (r"\s*\u00b0", " degrees"),
        (r"\b1/2\b|\u00bd", "half"),
        (r"(?<=\d)/(?=\d)", " "),
        (r"\s*/\s*", " or "),
    )
]
_SETS = re.compile(r"\b(\d{1,3})\s?x\s?(\d+)", re.IGNORECASE)
_UNITS = {
    "s": "second", "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "h": "hour",
    "cm": "centimetre", "m": "metre", "kg": "kilogram",
}  # fmt: skip
_UNIT = re.compile(rf"\b(\d+)\s?({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?!')")
_RANGE = re.compile(r"\b(\d+)\s?-\s?(\d+)\b")
_DECIMAL = re.compile(r"\b(\d+)\.(\d+)\b")
_NUMBER = re.compile(r"(?<![^\W\d_])\d{1,4}(?!\d)")
_CODE = re.compile(r"[^\w .,;:?!'-]|_")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{number_words(count)} times"


def _with_unit(found: re.Match[str]) -> str:
    count, unit = int(found[1]), _UNITS[found[2]]
    return f"{count} {unit}{'' if count == 1 else 's'}"


_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_words(number: int) -> str:
    """Return a whole number from 0 to 9999 in words: "forty-five", "two hundred and ten"."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, size)
    words = f"{_SMALL[head]} {name}"
    if not rest:
        return words
    return f"{words} {'' if rest >= 100 else 'and '}{number_words(rest)}"
