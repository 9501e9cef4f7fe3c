"""`limberup play`, and the way into the app or the plain mode: all that can be wrong is found before it starts."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import say_closed
from limberup_tui.completing import routines
from limberup_tui.kiosk import check_name

__all__ = ["no_screen", "play", "start_app"]


class NoTerminal(click.ClickException):
    """There is no terminal that the app could be shown on, and nobody to answer a question."""

    exit_code = 2


@click.command()
@click.argument("routine", required=False, shell_complete=routines)
@click.option("--resume", is_flag=True, help=tr("Go on with the session that was left open."))
@click.option("--calm", is_flag=True, help=tr("Send little: still figure, a countdown in steps, no flash."))
@click.option("--plain", is_flag=True, help=tr("Lines of text: for a screen reader, a pipe or a plain terminal."))
@click.option("--voice", is_flag=True, help=tr("Say what to do, where the machine has a synthesiser."))
@click.pass_context
def play(ctx: click.Context, routine: str | None, resume: bool, calm: bool, plain: bool, voice: bool) -> None:
    """Do one session.

    ROUTINE is the name of a routine of your own, PACK/NAME, or a file.
    """
    setting = ctx.ensure_object(Setting)
    start = replace(setting.start, calm=setting.start.calm or calm, voice=voice, resume=resume)
    setting = replace(setting, start=start, plain=setting.plain or plain)
    if bool(routine) == resume:
        raise click.UsageError(tr("give either a ROUTINE or --resume"), ctx)
    if not routine:
        ctx.exit(start_app(setting))
    if start.kiosk and (wrong := check_name(routine)):
        raise click.UsageError(wrong, ctx)
    from limberup_tui.routines import find_routine

    loaded = setting.load()
    found = find_routine(routine, setting.home(), loaded.catalog)
    ctx.exit(start_app(replace(setting, start=replace(start, loaded=loaded, routine=found))))


def start_app(setting: Setting) -> int:
    """Run the app to its end, or the plain mode where that is asked for or all that can be shown.

    Returns:
        The exit code.

    Raises:
        NoTerminal: nobody would see it, and nobody could answer.
        LimberupError: there is no place to keep what is done.
    """
    home = setting.home()
    reason = no_screen()
    if setting.plain or reason:
        return _start_plain(setting, reason)
    say_closed(home.check())
    # A lone Escape is told from a key sequence by waiting; a slow line needs longer than the usual wait. Textual reads
    # it when it is imported.
    os.environ.setdefault("ESCDELAY", "200")
    from limberup_tui.running import run

    return run(home, setting.start)


def _start_plain(setting: Setting, reason: str) -> int:
    from limberup_tui.plain.run import NoInput, run

    try:
        return run(setting.home(), setting.start)
    except NoInput:
        raise NoTerminal(
            tr("needs a terminal{reason}").format(reason=reason or tr(": standard input is at its end"))
        ) from None


def no_screen() -> str:
    """Return why the full-screen app can't be shown here, or "": what tells when lines of text are the better way."""
    # Textual paints on standard error, and reads an end of input for ever at full speed.
    for words, stream in (
        (tr(": standard input is not one"), sys.stdin),
        (tr(": standard output is not one"), sys.stdout),
        (tr(": standard error is not one"), sys.stderr),
    ):
        if stream is None or not stream.isatty():
            return words
    return tr(" that can place its cursor: TERM is 'dumb'") if os.environ.get("TERM") == "dumb" else ""
