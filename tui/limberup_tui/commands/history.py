"""`limberup history`: the sessions that were done, newest first."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.listing import minutes
from limberup_tui.commands.output import complain, plain, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from limberup.history.record import Entry, Record

__all__ = ["history"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a row for each exercise of each session.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N sessions.")
@click.pass_context
def history(ctx: click.Context, as_json: bool, as_csv: bool, limit: int | None) -> None:
    """List the sessions that were done, newest first."""
    if as_json and as_csv:
        raise click.UsageError("give either --json or --csv", ctx)
    from limberup.history.store import History

    home = ctx.ensure_object(Setting).home()
    _check_folder(home.history)
    records, problems = History(home.history).newest(limit)
    if as_json:
        print_json([_record_json(record) for record in records])
    elif as_csv:
        say(_csv(records).removesuffix("\n"))
    elif records:
        header = ("date", "routine", "time", "pain", "effort", "state")
        print_table(map(_row, records), header)
    elif not problems:
        say("No sessions yet. Start one with: limberup")
    complain(problems)
    ctx.exit(1 if problems else 0)


def _check_folder(folder: Path) -> None:
    """Make sure that an empty list means that there are no sessions, and not that they can't be read.

    Raises:
        LimberupError: the folder, or that of a year, can't be listed.
    """
    from limberup.problem import LimberupError, Problem

    place = folder
    try:
        years = [year for year in folder.iterdir() if year.is_dir()]
        for place in years:
            next(place.iterdir(), None)
    except FileNotFoundError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LimberupError(Problem(str(place), "", f"cannot be read: {reason}")) from None


def _row(record: Record) -> tuple[str, ...]:
    return (
        record.started.strftime("%Y-%m-%d %H:%M"),
        record.routine,
        minutes(record.seconds),
        f"{_number(record.pain_before)} -> {_number(record.pain_after)}",
        _number(record.effort),
        record.state if record.finished else f"{record.state}, not finished",
    )


def _number(value: int | None) -> str:
    return "-" if value is None else str(value)


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "started": record.started.isoformat(),
        "ended": record.ended.isoformat(),
        "routine": record.routine,
        "routine_id": record.routine_id,
        "state": record.state,
        "pain_at_rest": record.pain_at_rest,
        "pain_moving": record.pain_moving,
        "pain_after": record.pain_after,
        "effort": record.effort,
        "morning_pain": record.morning_pain,
        "morning_usual": record.morning_usual,
        "sore_only": record.sore_only,
        "goals": dict(record.goals),
        "note": record.note,
        "finished": record.finished,
        "exercises": [_entry_json(entry) for entry in record.entries],
        "decisions": list(record.decisions),
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.exercise,
        "dose": str(entry.asked),
        "work": [
            {"side": work.side, "reps": work.reps, "hold": work.hold, "confirmed": work.confirmed}
            for work in entry.work
        ],
        "hurts": [{"pain": hurt.pain, "sharp": hurt.sharp, "leg": hurt.leg} for hurt in entry.hurts],
        "marks": list(entry.marks),
    }


SESSION_COLUMNS = ("id", "started", "ended", "routine", "routine_id", "state", "finished",
                   "pain_at_rest", "pain_moving", "pain_after", "effort", "morning_pain", "morning_usual", "sore_only",
                   "goals", "note")  # fmt: skip
ENTRY_COLUMNS = ("exercise", "dose", "work", "hurts", "marks")
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def _csv(records: Iterable[Record]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow("session" if name == "id" else name for name in SESSION_COLUMNS + ENTRY_COLUMNS)
    for record in records:
        whole = _record_json(record)
        whole["goals"] = "; ".join(f"{goal}: {score}" for goal, score in record.goals)
        session = [whole[name] for name in SESSION_COLUMNS]
        # A session that ended before its first exercise keeps a row: its pain and its note count too.
        for cells in [*map(_entry_cells, record.entries)] or [("",) * len(ENTRY_COLUMNS)]:
            writer.writerow(map(_cell, (*session, *cells)))
    return text.getvalue()


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    parts: tuple[Iterable[object], ...] = (entry.work, entry.hurts, entry.marks)
    return entry.exercise, str(entry.asked), *("; ".join(map(str, part)) for part in parts)


def _cell(value: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    raw = "" if value is None else str(value)
    text = plain(raw, lines=True)
    # Some spreadsheets skip blanks at the start, and cleaning makes blanks of tabs.
    return f"'{text}" if raw.startswith("\t") or text.lstrip().startswith(FORMULA_STARTS) else text
