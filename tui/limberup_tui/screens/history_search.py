"""Finding sessions: by words, by what happened, by pain and by what the rules allowed. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from limberup.catalog import fold
from limberup.history.record import Record
from limberup.texts import tr
from limberup_tui.screens.history_past import Past
from limberup_tui.screens.record_words import is_cut_short

__all__ = ["KINDS", "PAINS", "STATE_FILTERS", "Query"]

KINDS: Mapping[str, Callable[[Record], bool]] = {
    "everything": lambda record: True,
    "sessions": lambda record: record.is_session,
    "cut short": is_cut_short,
    "it hurt": lambda record: any(entry.hurts or entry.amber for entry in record.entries),
    "with a note": lambda record: bool(record.note),
    "not confirmed": lambda record: record.unconfirmed > 0,
    "from elsewhere": lambda record: bool(record.origin),
    "no session": lambda record: not record.is_session,
}
"""What can be picked out; the last are check-ins and looks back."""

KIND_WORDS = {
    "everything": tr("everything"), "sessions": tr("sessions"), "cut short": tr("in part"), "it hurt": tr("it hurt"),
    "with a note": tr("with a note"), "not confirmed": tr("not confirmed"), "from elsewhere": tr("from elsewhere"),
    "no session": tr("no session"),
}  # fmt: skip
"""The kinds as they are shown."""

PAINS = (0, 3, 5, 7)
"""Least pain 0-10 of a record, at any time of it; 0 is any, also where none was told."""

STATE_FILTERS = {
    "": "",
    "FULL": tr("full session"),
    "STEADY": tr("nothing harder"),
    "RESCUE": tr("gentle"),
    "REST_DAY": tr("rest day"),
}
"""What the rules allowed, in words."""


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    words: str = ""
    kind: str = "everything"
    pain: int = 0
    state: str = ""

    def find(self, past: Past) -> list[str]:
        """Return the ids of what was found, newest first."""
        wanted, is_kind = fold(self.words).split(), KINDS[self.kind]
        return [
            record.id
            for record in past.records
            if is_kind(record)
            and (not self.state or record.state == self.state)
            and (not self.pain or _worst(record) >= self.pain)
            and (not wanted or all(word in past.texts[record.id] for word in wanted))
        ]

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        return self == Query()

    def next_kind(self) -> Query:
        """Return the query with the next kind."""
        kinds = list(KINDS)
        return replace(self, kind=kinds[(kinds.index(self.kind) + 1) % len(kinds)])

    def next_pain(self) -> Query:
        """Return the query with the next pain."""
        return replace(self, pain=PAINS[(PAINS.index(self.pain) + 1) % len(PAINS)])

    def next_state(self) -> Query:
        """Return the query with the next state."""
        states = list(STATE_FILTERS)
        return replace(self, state=states[(states.index(self.state) + 1) % len(states)])

    def __str__(self) -> str:
        # Whatever else narrows the list down, it is no longer everything.
        parts = [] if self.kind == "everything" and not self.is_open else [KIND_WORDS[self.kind]]
        if self.pain:
            parts.append(tr("pain {pain} or more").format(pain=self.pain))
        if self.state:
            parts.append(tr("{state} by the rules").format(state=STATE_FILTERS[self.state]))
        if self.words.strip():
            parts.append(f'"{self.words.strip()}"')
        return ", ".join(parts)


def _worst(record: Record) -> int:
    pains = (record.pain_at_rest, record.pain_moving, record.pain_after, record.morning_pain)
    return max((pain for pain in (*pains, *(hurt.pain for entry in record.entries for hurt in entry.hurts))
                if pain is not None), default=-1)  # fmt: skip
