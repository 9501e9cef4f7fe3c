"""`limberup history delete`, `undelete`, `edit` and `add`: one session."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import say
from limberup_tui.completing import deleted_sessions, sessions

if TYPE_CHECKING:
    from limberup.catalog import Catalog
    from limberup.history.record import Entry, Record
    from limberup.history.store import History

__all__ = ["add", "delete", "edit", "undelete"]

PAIN = click.IntRange(0, 10)
MOST_LETTERS = 2000


@click.command()
@click.argument("session", shell_complete=sessions)
@click.pass_context
def delete(ctx: click.Context, session: str) -> None:
    """Take SESSION out of the history, as limberup history lists it: 8 letters and digits, a day, or "last".

    It can be taken back with undelete.
    """
    history = _history(ctx)
    id_ = _find(session, history.ids())
    history.delete(id_)
    say(tr("Deleted: {id}. Take it back with: limberup history undelete").format(id=id_))


@click.command()
@click.argument("session", required=False, shell_complete=deleted_sessions)
@click.pass_context
def undelete(ctx: click.Context, session: str | None) -> None:
    """Take back SESSION, or the one that was deleted last."""
    history = _history(ctx)
    ids = list(dict.fromkeys(record.id for record in history.deleted()))
    id_ = _find(session or "last", ids, tr("there is no deleted session {wanted!r}"))
    record = history.undelete(id_)
    say(tr("Taken back: {routine}, {started:%Y-%m-%d %H:%M}.").format(routine=record.called, started=record.started))


@click.command()
@click.argument("session", shell_complete=sessions)
@click.option("--pain-after", metavar="N", type=PAIN, help=tr("Pain after it, 0 to 10."))
@click.option("--effort", metavar="N", type=PAIN, help=tr("How hard it was, 0 to 10."))
@click.option("--morning", metavar="N", type=PAIN, help=tr("Pain on the morning after, 0 to 10."))
@click.option(
    "--usual", metavar="N", type=PAIN, help=tr("What a usual morning was then; without it as you said before.")
)
@click.option("--note", metavar="TEXT", help=tr('A word about it; "" takes it away.'))
@click.pass_context
def edit(ctx: click.Context, /, session: str, **changes: int | str | None) -> None:
    """Change what was told of SESSION."""
    from dataclasses import replace

    told = {name: value for name, value in changes.items() if value is not None}
    if not told:
        raise click.UsageError(tr("say what to change"), ctx)
    history = _history(ctx)
    record = history.load(_find(session, history.ids()))
    values: dict[str, Any] = {name: told[name] for name in ("pain_after", "effort") if name in told}
    if "note" in told:
        values["note"] = _note(ctx, str(told["note"]))
    if "morning" in told:
        values["morning_pain"] = told["morning"]
        values["morning_usual"] = told.get("usual", _usual(history, record, int(told["morning"])))
    elif "usual" in told:
        if record.morning_pain is None:
            raise click.UsageError(tr("--usual goes with --morning"), ctx)
        values["morning_usual"] = told["usual"]
    history.save(replace(record, **values))
    say(tr("Changed: {routine}, {started:%Y-%m-%d %H:%M}.").format(routine=record.called, started=record.started))


@click.command()
@click.option(
    "--when", metavar='"2026-11-20 18:00"', required=True, help=tr("When it began, in the time of this machine.")
)
@click.option("--minutes", metavar="N", type=click.IntRange(1, 600), required=True, help=tr("How long it took."))
@click.option(
    "--done", metavar="LINE", multiple=True, help=tr('"glutes/glute-bridge: 10, 10 of 2x10"; may stand again.')
)
@click.option("--routine", metavar="NAME", help=tr("What it was."))
@click.option("--pain-before", metavar="N", type=PAIN, help=tr("Pain before, 0 to 10."))
@click.option("--pain-after", metavar="N", type=PAIN, help=tr("Pain after, 0 to 10."))
@click.option("--effort", metavar="N", type=PAIN, help=tr("How hard it was, 0 to 10."))
@click.option("--note", metavar="TEXT", default="", help=tr("A word about it."))
@click.pass_context
def add(
    ctx: click.Context,
    /,
    when: str,
    minutes: int,
    done: tuple[str, ...],
    routine: str | None,
    pain_before: int | None,
    **told: Any,
) -> None:
    """Write down a session that limberup did not lead."""
    from datetime import timedelta

    from limberup.history.open_sessions import new_id
    from limberup.history.record import BY_HAND, Record
    from limberup_tui.clock import Clock

    if not done:
        raise click.UsageError(tr("say with --done what was done, once for each exercise"), ctx)
    started = _moment(ctx, when)
    ended = started + timedelta(minutes=minutes)
    if ended > Clock().moment():
        raise click.UsageError(tr("that is not over yet"), ctx)
    setting = ctx.ensure_object(Setting)
    catalog = setting.load().catalog
    entries = tuple(_entry(line, catalog) for line in done)
    told["note"] = _note(ctx, told["note"])
    record = Record(
        id=new_id(started),
        started=started,
        ended=ended,
        routine=routine or "By hand",
        state="",
        pain_at_rest=pain_before,
        pain_moving=pain_before,
        entries=entries,
        origin=BY_HAND,
        **told,
    )
    _history(ctx).save(record)
    say(
        tr("Added: {routine}, {started:%Y-%m-%d %H:%M}, as {id}.").format(
            routine=record.called, started=started, id=record.id.rpartition("-")[2]
        )
    )


def _history(ctx: click.Context) -> History:
    from limberup.history.store import History

    home = ctx.ensure_object(Setting).home()
    return History(home.history, home.cache)


def _find(wanted: str, ids: list[str], none: str = tr("there is no session {wanted!r}")) -> str:
    """Return the id that a person means: all of it, the part behind the hyphen, a day, or "last".

    Raises:
        LimberupError: there is none, or there are several.
    """
    from limberup.problem import LimberupError, Problem, join_words

    day = wanted.replace("-", "")
    if wanted == "last":
        found = ids[:1]
    elif len(day) == 8 and wanted.count("-") == 2 and day.isdigit():
        found = [id_ for id_ in ids if id_.startswith(day)]
    else:
        found = [id_ for id_ in ids if wanted in (id_, id_.rpartition("-")[2])]
    if len(found) == 1:
        return found[0]
    if found:
        remedy = tr("Say which: {ids}").format(ids=join_words((id_.rpartition("-")[2] for id_ in found[:12]), "or"))
        raise LimberupError(
            Problem(
                "history",
                "",
                tr("there are {n} sessions {wanted!r}").format(n=len(found), wanted=wanted[:80]),
                remedy,
            )
        )
    raise LimberupError(
        Problem(
            "history",
            "",
            none.format(wanted=wanted[:80]),
            tr("See limberup history"),
        )
    )


def _usual(history: History, record: Record, morning: int) -> int:
    """Return what counts as a usual morning: as it was said, else as the mornings before have it, else this one."""
    from limberup.course import usual_morning

    if record.morning_usual is not None:
        return record.morning_usual
    before = [one for one in history.read().records if one.started < record.started]
    usual = usual_morning(before)
    return morning if usual is None else usual


def _note(ctx: click.Context, text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise click.UsageError(tr("a note has at most {most_letters} letters").format(most_letters=MOST_LETTERS), ctx)
    return text.strip()


def _moment(ctx: click.Context, text: str) -> datetime:
    """Return a moment with its zone: that of this machine on that day, unless the text has one."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if len(text.strip()) < len("2026-11-20 18:00"):
            raise ValueError(text)
        return moment.astimezone() if moment.tzinfo is None else moment
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(tr('write the time like "2026-11-20 18:00"'), ctx) from None


def _entry(line: str, catalog: Catalog) -> Entry:
    """Read what was done of an exercise, whose pack may be left out.

    Raises:
        LimberupError: no pack has it, or the line can't be read.
    """
    from limberup.catalog import UnknownName
    from limberup.history.record import parse_entry
    from limberup.problem import LimberupError, Problem
    from limberup.text import clean

    line = clean(line).strip()
    name, colon, rest = line.partition(":")
    try:
        return parse_entry(f"{catalog.exercise(name.strip()).id}{colon} {rest.strip()}")
    except (UnknownName, ValueError) as error:
        raise LimberupError(Problem("--done", "", str(error))) from None
