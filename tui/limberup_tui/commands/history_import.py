"""`limberup history import`: sessions from the log of another program, or from limberup's own export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_paragraph, print_table, say
from limberup_tui.commands.routine_import import sure
from limberup_tui.commands.sources import read_source, source_name

if TYPE_CHECKING:
    from limberup.history.record import Record
    from limberup.history.store import History
    from limberup.taking.logs import Brought

__all__ = ["import_"]

NAMED = 20
"""Most names that are listed."""


@click.command(name="import")
@click.argument("file")
@click.option("--yes", is_flag=True, help="Keep them without asking.")
@click.pass_context
def import_(ctx: click.Context, file: str, yes: bool) -> None:
    """Take sessions over from another program: FILE, or - for standard input.

    FILE is CSV as Strong, Hevy or FitNotes export it, or what limberup history --json printed. You see what would be
    taken over before it is, and taking the same over twice adds nothing. What comes from another program is there to
    look at: no dose follows from it.
    """
    from limberup.history.store import History
    from limberup.problem import LimberupError
    from limberup.taking.table import MOST

    setting = ctx.ensure_object(Setting)
    raw = read_source(file, MOST)
    home = setting.home()
    history = History(home.history, home.cache)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", raw):
        brought = _own(raw, source_name(file), history)
    else:
        brought = _log(raw, source_name(file), history, setting)
    _tell(brought)
    complain(brought.problems[:NAMED])
    if len(brought.problems) > NAMED:
        complain([f"{source_name(file)}: {len(brought.problems) - NAMED} more rows that can't be read"])
    if not brought.records:
        say("Nothing new to take over.")
        ctx.exit(1 if brought.problems else 0)
    if not sure(f"Keep {_sessions(len(brought.records))}?", yes=yes, asks=file != "-"):
        ctx.exit(1)
    for number, record in enumerate(brought.records):
        try:
            history.save(record)
        except LimberupError as error:
            complain(
                [*error.problems, f"{number} of {len(brought.records)} were kept; the rest can be taken over later"]
            )
            ctx.exit(2)
    say(f"Kept {_sessions(len(brought.records))}.")
    ctx.exit(1 if brought.problems else 0)


def _log(raw: bytes, name: str, history: History, setting: Setting) -> Brought:
    from limberup.taking.logs import read_log
    from limberup.taking.table import read_table
    from limberup_tui.clock import Clock

    table = read_table(raw, name)
    gone = [record.id for record in history.deleted()]
    now = Clock().moment()
    return read_log(table, setting.load().catalog, now, name, there=history.ids(), deleted=gone)


def _own(raw: bytes, name: str, history: History) -> Brought:
    from limberup.problem import LimberupError, Problem
    from limberup.taking.logs import Brought
    from limberup.taking.own_json import read_own_json

    try:
        records, problems = read_own_json(raw.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise LimberupError(Problem(name, "", "is not UTF-8 text", "Save it as UTF-8")) from None
    there, gone = set(history.ids()), {record.id for record in history.deleted()}
    new = [record for record in records if record.id not in there]
    kept = tuple(record for record in new if record.id not in gone)
    notes = ("It is limberup's own: what was done in it counts for your doses, like any session of yours.",)
    again = len(records) - len(new)
    return Brought("limberup", kept, again, len(new) - len(kept), problems=tuple(problems), notes=notes)


def _tell(brought: Brought) -> None:
    """Say what is taken over, what is there already, and what is left out and why."""
    records = brought.records
    print_paragraph(f"A log of {brought.program}: {_sessions(len(records))} new{_span(records)}.")
    if brought.again:
        print_paragraph(f"{_sessions(brought.again)} there already.")
    if brought.deleted:
        print_paragraph(f"{_sessions(brought.deleted)} that you deleted stay deleted.")
    if brought.empty:
        print_paragraph(f"{_sessions(brought.empty)} left out: no exercise in them is one that limberup has.")
    for note in brought.notes:
        print_paragraph(note)
    if brought.mapped:
        say()
        print_table([(name, id_, str(count)) for name, id_, count in brought.mapped], ("in the log", "here", "sets"))
    if brought.unknown:
        say()
        names = ", ".join(f"{name} ({count})" for name, count in brought.unknown[:NAMED])
        more = f" and {len(brought.unknown) - NAMED} more" if len(brought.unknown) > NAMED else ""
        why = "limberup has no exercise that is clearly the same, so it could say nothing true about them."
        print_paragraph(f"Left out, with the number of their sets: {names}{more}. {why}")
    if brought.program != "limberup" and records:
        say()
        print_paragraph(
            "They stand in the history with where they come from. Pains are left open, and no dose follows from them: "
            "each exercise begins here as if it were new."
        )


def _span(records: tuple[Record, ...]) -> str:
    if not records:
        return ""
    first, last = (f"{record.started:%Y-%m-%d}" for record in (records[0], records[-1]))
    return f", from {first} to {last}" if first != last else f", of {first}"


def _sessions(number: int) -> str:
    return "1 session" if number == 1 else f"{number} sessions"
