"""`limberup play`, and the way into the full-screen app: all that can be wrong is found before it starts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.routine import Routine

__all__ = ["play", "start_app"]


class NoTerminal(click.ClickException):
    """There is no terminal that the app could be shown on."""

    exit_code = 2


@click.command()
@click.argument("routine", required=False)
@click.option("--resume", is_flag=True, help="Go on with the session that was cut off.")
@click.pass_context
def play(ctx: click.Context, routine: str | None, resume: bool) -> None:
    """Do one session.

    ROUTINE is the name of a routine of your own, PACK/NAME, or a file.
    """
    setting = ctx.ensure_object(Setting)
    if bool(routine) == resume:
        raise click.UsageError("give either a ROUTINE or --resume", ctx)
    if not routine:
        ctx.exit(start_app(setting, resume=True))
    from limberup_tui.routines import find_routine

    loaded = setting.load()
    ctx.exit(start_app(setting, loaded=loaded, routine=find_routine(routine, setting.home(), loaded.catalog)))


def start_app(
    setting: Setting, *, loaded: Loaded | None = None, routine: Routine | None = None, resume: bool = False
) -> int:
    """Run the app to its end and return its exit code.

    Raises:
        NoTerminal: nobody would see it.
        LimberupError: there is no place to keep what is done.
    """
    _check_terminal()
    home = setting.home()
    home.check()
    from limberup_tui.app import run

    return run(home, safe=setting.safe, loaded=loaded, routine=routine, resume=resume)


def _check_terminal() -> None:
    # Textual paints on standard error, and reads an end of input for ever at full speed.
    for name, stream in (("input", sys.stdin), ("error", sys.stderr)):
        if stream is None or not stream.isatty():
            raise NoTerminal(f"needs a terminal: standard {name} is not one")
    if os.environ.get("TERM") == "dumb":
        raise NoTerminal("needs a terminal that can place its cursor: TERM is 'dumb'")
