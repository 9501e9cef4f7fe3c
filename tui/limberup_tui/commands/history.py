"""`limberup history`: the sessions that were done, newest first, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.history_check import check
from limberup_tui.commands.history_edit import add, delete, edit, undelete
from limberup_tui.commands.history_import import import_
from limberup_tui.commands.history_keep import backup, restore, wipe
from limberup_tui.commands.listing import minutes
from limberup_tui.commands.output import complain, plain, print_json, print_table, say

if TYPE_CHECKING:
    from pathlib import Path

    from limberup.history.record import Record

__all__ = ["history"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.option("--csv", "as_csv", is_flag=True, help=tr("Print CSV, a row for each exercise of each session."))
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help=tr("Only the newest N sessions."))
@click.pass_context
def history(ctx: click.Context, as_json: bool, as_csv: bool, limit: int | None) -> None:
    """List the sessions that were done, newest first."""
    if as_json and as_csv:
        raise click.UsageError(tr("give either --json or --csv"), ctx)
    if ctx.invoked_subcommand:
        if as_json or as_csv or limit:
            raise click.UsageError(
                tr("--json, --csv and --limit stand behind {invoked_subcommand!r}, if at all").format(
                    invoked_subcommand=ctx.invoked_subcommand
                ),
                ctx,
            )
        return
    from limberup.history.store import History

    home = ctx.ensure_object(Setting).home()
    _check_folder(home.history)
    records, problems = History(home.history, home.cache).newest(limit)
    if as_json:
        from limberup.handout.json import record_json

        print_json([record_json(record) for record in records])
    elif as_csv:
        from limberup.handout.table import records_csv

        say(plain(records_csv(records), lines=True).removesuffix("\n"))
    elif records:
        header = (
            tr("session"),
            tr("date"),
            tr("routine"),
            tr("time"),
            tr("pain"),
            tr("effort"),
            tr("state"),
        )
        print_table(map(_row, records), header)
    elif not problems:
        say(tr("No sessions yet. Start one with: limberup"))
    complain(problems)
    ctx.exit(1 if problems else 0)


for command in (check, delete, undelete, edit, add, backup, restore, wipe, import_):
    history.add_command(command)


def _check_folder(folder: Path) -> None:
    """Make sure that an empty list means that there are no sessions, and not that they can't be read.

    Raises:
        LimberupError: the folder can't be listed.
    """
    from limberup.problem import LimberupError, Problem, reason_of

    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        return
    except OSError as error:
        reason = reason_of(error)
        raise LimberupError(Problem(str(folder), "", tr("cannot be read: {reason}").format(reason=reason))) from None


def _row(record: Record) -> tuple[str, ...]:
    # A check-in alone has nothing to finish.
    marks = [record.state, "" if record.finished or not record.is_session else tr("not finished"), record.origin]
    marks.append(tr("written by a newer limberup") if record.newer else "")
    return (
        record.id.rpartition("-")[2],
        record.started.strftime("%Y-%m-%d %H:%M"),
        record.called,
        minutes(record.seconds),
        f"{_number(record.pain_before)} -> {_number(record.pain_after)}",
        _number(record.effort),
        ", ".join(filter(None, marks)),
    )


def _number(value: int | None) -> str:
    return "-" if value is None else str(value)
