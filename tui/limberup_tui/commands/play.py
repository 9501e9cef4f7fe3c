"""`limberup play`, and the way into the app or the plain mode: all that can be wrong is found before it starts."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import say_closed
from limberup_tui.completing import routines
from limberup_tui.kiosk import check_name

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.routine import Routine

__all__ = ["play", "start_app"]


class NoTerminal(click.ClickException):
    """There is no terminal that the app could be shown on, and nobody to answer a question."""

    exit_code = 2


@click.command()
@click.argument("routine", required=False, shell_complete=routines)
@click.option("--resume", is_flag=True, help=tr("Go on with the session that was cut off."))
@click.option("--calm", is_flag=True, help=tr("Send little: still figure, a countdown in steps, no flash."))
@click.option("--plain", is_flag=True, help=tr("Lines of text: for a screen reader, a pipe or a plain terminal."))
@click.option("--voice", is_flag=True, help=tr("Say what to do, where the machine has a synthesiser."))
@click.pass_context
def play(ctx: click.Context, routine: str | None, resume: bool, calm: bool, plain: bool, voice: bool) -> None:
    """Do one session.

    ROUTINE is the name of a routine of your own, PACK/NAME, or a file.
    """
    setting = ctx.ensure_object(Setting)
    setting = replace(setting, calm=setting.calm or calm, plain=setting.plain or plain, voice=voice)
    if bool(routine) == resume:
        raise click.UsageError(tr("give either a ROUTINE or --resume"), ctx)
    if not routine:
        ctx.exit(start_app(setting, resume=True))
    if setting.kiosk and (wrong := check_name(routine)):
        raise click.UsageError(wrong, ctx)
    from limberup_tui.routines import find_routine

    loaded = setting.load()
    ctx.exit(start_app(setting, loaded=loaded, routine=find_routine(routine, setting.home(), loaded.catalog)))


def start_app(
    setting: Setting, *, loaded: Loaded | None = None, routine: Routine | None = None, resume: bool = False
) -> int:
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
        return _start_plain(setting, reason, loaded=loaded, routine=routine, resume=resume)
    say_closed(home.check())
    # A lone Escape is told from a key sequence by waiting; a slow line needs longer than the usual wait. Textual reads
    # it when it is imported.
    os.environ.setdefault("ESCDELAY", "200")
    from limberup_tui.running import run

    return run(
        home,
        safe=setting.safe,
        loaded=loaded,
        routine=routine,
        resume=resume,
        kiosk=setting.kiosk,
        calm=setting.calm,
        voice=setting.voice,
    )


def _start_plain(setting: Setting, reason: str, *, loaded: Loaded | None, routine: Routine | None, resume: bool) -> int:
    from limberup_tui.plain.run import NoInput, run

    home = setting.home()
    try:
        return run(
            home,
            safe=setting.safe,
            loaded=loaded,
            routine=routine,
            resume=resume,
            calm=setting.calm,
            voice=setting.voice,
            kiosk=setting.kiosk,
        )
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
