"""`limberup history import`: sessions from the log of another program, or from limberup's own export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_paragraph, print_table, say, sure
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
@click.option("--yes", is_flag=True, help=tr("Keep them without asking."))
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
        more = len(brought.problems) - NAMED
        words = trn("{source}: {n} more row that can't be read", "{source}: {n} more rows that can't be read", more)
        complain([words.format(source=source_name(file), n=more)])
    if not brought.records:
        say(tr("Nothing new to take over."))
        ctx.exit(1 if brought.problems else 0)
    if not sure(tr("Keep {sessions}?").format(sessions=_sessions(len(brought.records))), yes=yes, asks=file != "-"):
        ctx.exit(1)
    for number, record in enumerate(brought.records):
        try:
            history.save(record)
        except LimberupError as error:
            complain(
                [
                    *error.problems,
                    trn(
                        "{n} of {records} was kept; the rest can be taken over later",
                        "{n} of {records} were kept; the rest can be taken over later",
                        number,
                    ).format(n=number, records=len(brought.records)),
                ]
            )
            ctx.exit(2)
    say(tr("Kept {sessions}.").format(sessions=_sessions(len(brought.records))))
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
    from limberup.taking.logs import Brought
    from limberup.taking.own_json import read_own_json
    from limberup.tomlread import decode_text

    records, problems = read_own_json(decode_text(raw, name), name)
    there, gone = set(history.ids()), {record.id for record in history.deleted()}
    new = [record for record in records if record.id not in there]
    kept = tuple(record for record in new if record.id not in gone)
    notes = (tr("It is limberup's own: what was done in it counts for your doses, like any session of yours."),)
    again = len(records) - len(new)
    return Brought("limberup", kept, again, len(new) - len(kept), problems=tuple(problems), notes=notes)


def _tell(brought: Brought) -> None:
    """Say what is taken over, what is there already, and what is left out and why."""
    records = brought.records
    words = trn(
        "A log of {program}: {n} session new{span}.", "A log of {program}: {n} sessions new{span}.", len(records)
    )
    print_paragraph(words.format(program=brought.program, n=len(records), span=_span(records)))
    if n := brought.again:
        print_paragraph(trn("{n} session there already.", "{n} sessions there already.", n).format(n=n))
    if n := brought.deleted:
        words = trn("{n} session that you deleted stays deleted.", "{n} sessions that you deleted stay deleted.", n)
        print_paragraph(words.format(n=n))
    if n := brought.empty:
        words = trn(
            "{n} session left out: no exercise in it is one that limberup has.",
            "{n} sessions left out: no exercise in them is one that limberup has.",
            n,
        )
        print_paragraph(words.format(n=n))
    for note in brought.notes:
        print_paragraph(note)
    if brought.mapped:
        say()
        print_table(
            [(name, id_, str(count)) for name, id_, count in brought.mapped], (tr("in the log"), tr("here"), tr("sets"))
        )
    if brought.unknown:
        say()
        names = ", ".join(f"{name} ({count})" for name, count in brought.unknown[:NAMED])
        more = tr(" and {more} more").format(more=len(brought.unknown) - NAMED) if len(brought.unknown) > NAMED else ""
        why = tr("limberup has no exercise that is clearly the same, so it could say nothing true about them.")
        print_paragraph(
            tr("Left out, with the number of their sets: {names}{more}. {why}").format(names=names, more=more, why=why)
        )
    if brought.program != "limberup" and records:
        say()
        print_paragraph(
            tr(
                "They stand in the history with where they come from. Pains are left open, and no dose follows from "
                "them: each exercise begins here as if it were new."
            )
        )


def _span(records: tuple[Record, ...]) -> str:
    if not records:
        return ""
    first, last = (f"{record.started:%Y-%m-%d}" for record in (records[0], records[-1]))
    return (
        tr(", from {first} to {last}").format(first=first, last=last)
        if first != last
        else tr(", of {first}").format(first=first)
    )


def _sessions(number: int) -> str:
    return trn("{n} session", "{n} sessions", number).format(n=number)
