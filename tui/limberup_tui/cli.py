"""The command line: what is asked for, before anything of the screens or the packs is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from limberup import __version__
from limberup.counting import within
from limberup.problem import LimberupError, Problem, nearest, reason_of
from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, unwrap
from limberup_tui.language import translate_help
from limberup_tui.start import Start

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "limberup", "main"]

COMMANDS = {
    "play": ("limberup_tui.commands.play:play", tr("Do one session.")),
    "show": ("limberup_tui.commands.show:show", tr("Show an exercise, a routine or a guide as a card.")),
    "exercises": ("limberup_tui.commands.listing:exercises", tr("List the exercises.")),
    "routines": ("limberup_tui.commands.listing:routines", tr("List the routines, your own and the packs'.")),
    "routine": (
        "limberup_tui.commands.routine:routine",
        tr("Make, check, format, export and import routines as files."),
    ),
    "packs": ("limberup_tui.commands.packs:packs", tr("List the packs and what is wrong with them.")),
    "history": ("limberup_tui.commands.history:history", tr("List the sessions that were done, newest first.")),
    "report": ("limberup_tui.commands.report:report", tr("Write a page for the person who helps you.")),
    "remind": ("limberup_tui.commands.remind:remind", tr("List the sessions to come, or write them as a calendar.")),
    "rules": ("limberup_tui.commands.rules:rules", tr("Tell what the safety rules decide for a worked case, and why.")),
    "settings": ("limberup_tui.commands.settings:settings", tr("List everything that can be set, and set it.")),
    "doctor": (
        "limberup_tui.commands.doctor:doctor",
        tr("Look at everything limberup needs, and say what is wrong."),
    ),
    "completion": (
        "limberup_tui.commands.completion:completion",
        tr("Print the script that completes commands in a shell."),
    ),
}
"""Each command with where it is and its short help, so that --help need import none of them."""

DONE, USAGE, INTERRUPTED = 0, 2, 130


class LazyGroup(click.Group):
    """The commands of `COMMANDS`, each imported when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, or return None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        translate_help(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command in the arguments, with a suggestion where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            remedy = nearest(args[0], COMMANDS)
            raise click.UsageError(
                tr("there is no command {name!r}. {remedy}").format(name=args[0][:80], remedy=remedy), ctx
            )
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing them, and the options."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=words) for name, (_, words) in COMMANDS.items() if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help without importing them."""
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. What ends it from outside is caught here: click would print or rename it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # `limberup exercises | head -1`: whoever read has seen enough.
            _drop_output()
            raise click.exceptions.Exit(DONE) from None


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="limberup", message="%(prog)s %(version)s")
@click.option("--safe", is_flag=True, help=tr("Use the built-in packs alone (LIMBERUP_SAFE=1)."))
@click.option("--calm", is_flag=True, help=tr("Send little: for a slow line."))
@click.option("--plain", is_flag=True, help=tr("Lines of text: for a screen reader, a pipe or a plain terminal."))
@click.option("--kiosk", is_flag=True, help=tr("No way out of it: for hosting, see docs/ssh.md."))
@click.pass_context
def limberup(ctx: click.Context, safe: bool, calm: bool, plain: bool, kiosk: bool) -> None:
    """Exercise sessions for a sore lower back and hips.

    Without a command the full-screen app starts.
    """
    # Not by click's envvar: a value it can't read would be an error, just where somebody looks for the safe way.
    asked = os.environ.get("LIMBERUP_SAFE", "").strip().lower() not in ("", "0", "no", "off", "false")
    ctx.obj = Setting(Start(safe=safe or asked, calm=calm, kiosk=kiosk), plain)
    if kiosk:
        ctx.obj.shut(ctx.invoked_subcommand)
    if ctx.invoked_subcommand is None:
        from limberup_tui.commands.play import start_app

        ctx.exit(start_app(ctx.obj))


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 not right, 2 wrong usage or unreadable input."""
    if args is None and "--kiosk" in sys.argv[1:]:
        from limberup_tui.kiosk import isolate

        isolate()
    translate_help(limberup)
    try:
        code = limberup.main(args, prog_name="limberup", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except LimberupError as error:
        complain(unwrap(error))
        return USAGE
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "limberup"
        end = "" if error.format_message().rstrip().endswith("?") else "."
        complain([tr("{sentence}{end} See {path} --help").format(sentence=_sentence(error), end=end, path=path)])
        return USAGE
    except click.ClickException as error:
        complain([_sentence(error)])
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        complain([_from_system(error)])
        return USAGE
    return code if isinstance(code, int) else DONE


def _sentence(error: click.ClickException) -> str:
    message = error.format_message().strip()
    return within(message).removesuffix(".")


def _from_system(error: OSError) -> Problem | str:
    reason = reason_of(error)
    return Problem(str(error.filename), "", reason) if error.filename else reason


def _drop_output() -> None:
    """Send what is still to be printed nowhere: Python would try again at its end, and complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        # Standard output is closed, or is no file (as in a test): nothing will be tried again.
        return
