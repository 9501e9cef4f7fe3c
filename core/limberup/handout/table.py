"""Records as CSV, a row for each exercise of each session. docs/handing-over.md says what each column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from limberup.handout.json import record_json
from limberup.history.record import Entry, Record
from limberup.text import clean, to_ascii

__all__ = ["COLUMNS", "records_csv"]

_SESSION = ("id", "started", "ended", "routine", "routine_id", "state", "finished",
            "pain_at_rest", "pain_moving", "pain_after", "effort", "morning_pain", "morning_usual", "sore_only",
            "goals", "note", "origin", "newer")  # fmt: skip
_ENTRY = ("exercise", "dose", "work", "hurts", "marks", "decisions")
COLUMNS = ("session", *_SESSION[1:], *_ENTRY)
"""The heading, in order."""

_FORMULA_STARTS = ("=", "+", "-", "@")


def records_csv(records: Iterable[Record]) -> str:
    """Return records as CSV with a heading, lines ended by a line feed; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        whole = record_json(record)
        whole["goals"] = "; ".join(f"{goal}: {score}" for goal, score in record.goals)
        session = [whole[name] for name in _SESSION]
        own, of_exercise = _decisions(record)
        # A session that ended before its first exercise keeps a row: its pain and its note count too.
        for number, cells in enumerate([*map(_entry_cells, record.entries)] or [("",) * (len(_ENTRY) - 1)]):
            lines = [*([] if number else own), *of_exercise.pop(cells[0], [])]
            writer.writerow(map(_cell, (*session, *cells, "; ".join(lines))))
    return text.getvalue()


def _decisions(record: Record) -> tuple[list[str], dict[str, list[str]]]:
    """Return what was decided about the whole session, and about each of its exercises by id: every line once."""
    ids = {entry.exercise for entry in record.entries}
    own: list[str] = []
    of_exercise: dict[str, list[str]] = {}
    for line in record.decisions:
        about = line.partition(": ")[0].rpartition(" ")[2]
        (of_exercise.setdefault(about, []) if about in ids else own).append(line)
    return own, of_exercise


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    parts: tuple[Iterable[object], ...] = (entry.work, entry.hurts, entry.marks)
    return entry.exercise, str(entry.asked), *("; ".join(map(str, part)) for part in parts)


def _cell(value: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    raw = "" if value is None else str(value)
    text = clean(raw, lines=True)
    # Some spreadsheets skip blanks at the start, and cleaning makes blanks of tabs. ASCII is what full-width signs
    # count as, and what a dash becomes where there is nothing else.
    risky = raw.startswith("\t") or any(form.lstrip().startswith(_FORMULA_STARTS) for form in (text, to_ascii(text)))
    return f"'{text}" if risky else text
