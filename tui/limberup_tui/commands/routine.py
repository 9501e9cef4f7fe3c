"""`limberup routine`: a routine as a file: made, checked, put in order, handed out and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.texts import tr, trn
from limberup_tui import completing
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, say
from limberup_tui.commands.routine_import import import_
from limberup_tui.commands.sources import source_name, source_text

if TYPE_CHECKING:
    from limberup.problem import Problem

__all__ = ["routine"]

MOST_BYTES = 1_000_000

NEW = """\
# A routine of your own. What stands behind a # is for you alone.
# limberup exercises lists what there is; docs/routines.md says all that can stand here.

name = {name}

[[step]]
do = "core-stability/diaphragmatic-breathing"
dose = "1x60s"

[[step]]
# Without a dose it begins low, and grows with you.
do = "spinal-mobility/cat-cow"
note = "Slowly."

[[step]]
do = "glutes/glute-bridge"
dose = "2x8 2s rest 45s"  # 2 sets of 8, each held for 2 seconds, and 45 seconds of rest between the sets
"""


@click.group(invoke_without_command=True)
@click.pass_context
def routine(ctx: click.Context) -> None:
    """Make, check, format, export and import routines as files."""
    if ctx.invoked_subcommand is None:
        raise click.UsageError(tr("say what to do: new, check, format, export or import"), ctx)


@routine.command()
@click.argument("name")
@click.pass_context
def new(ctx: click.Context, name: str) -> None:
    """Begin a routine of your own called NAME: a short file to change."""
    from limberup.files import write_new
    from limberup.problem import LimberupError, Problem
    from limberup.routine_file import quoted, slug_for
    from limberup.text import clean

    shown = " ".join(clean(name).split())[:80]
    if not shown:
        raise LimberupError(Problem("NAME", "", tr("is empty"), tr('Name it, such as "After work"')))
    path = ctx.ensure_object(Setting).home().routines / f"{slug_for(shown)}.toml"
    if not write_new(path, NEW.format(name=quoted(shown))):
        complain([Problem(str(path), "", tr("is there already"), tr("Choose another name"))])
        ctx.exit(1)
    say(str(path))


@routine.command()
@click.argument("file", shell_complete=completing.routine_files)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def check(ctx: click.Context, file: str, as_json: bool) -> None:
    """Check a routine: FILE, - for standard input, or the name of one of your own.

    Exits with 1 where anything is wrong with it, and with 2 where it can't be read.
    """
    from limberup.problem import LimberupError
    from limberup.routine_file import check_routine, parse_routine, slug_for
    from limberup.tomlread import TomlFile
    from limberup_tui.routines import routine_seconds

    setting = ctx.ensure_object(Setting)
    place = _place(file, setting)
    text = source_text(place, MOST_BYTES)
    catalog = setting.load().catalog
    found = None
    try:
        read = TomlFile(source_name(place), text)
        found, problems = parse_routine(read, slug_for(Path(place).stem))
        if found:
            problems = check_routine(found, catalog, read)
    except LimberupError as error:
        problems = list(error.problems)
    if as_json:
        row = {
            "id": found.id if found else None,
            "name": found.name if found else None,
            "healthy": not problems,
            "steps": len(found.steps) if found else None,
            "problems": [_problem_json(problem) for problem in problems],
        }
        print_json(row)
    elif found and not problems:
        from limberup_tui.commands.listing import minutes

        steps = trn("{n} step", "{n} steps", len(found.steps)).format(n=len(found.steps))
        say(
            tr("{routine}: {steps}, {minutes}. Nothing is wrong with it.").format(
                routine=found.name, steps=steps, minutes=minutes(routine_seconds(found, catalog))
            )
        )
    if problems and not as_json:
        complain(problems)
    ctx.exit(1 if problems else 0)


def _place(file: str, setting: Setting) -> str:
    """Return the file that is meant: where there is none of that name, one of the person's own routines."""
    if file == "-" or "/" in file or Path(file).exists():
        return file
    own = setting.home().routines / f"{file.removesuffix('.toml')}.toml"
    return str(own) if own.is_file() else file


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "place": problem.place,
        "what": problem.what,
        "remedy": problem.remedy,
    }


@routine.command(name="format")
@click.argument("file", shell_complete=completing.routine_files)
@click.option("--write", is_flag=True, help=tr("Write FILE anew, instead of printing it."))
@click.pass_context
def format_(ctx: click.Context, file: str, write: bool) -> None:
    """Print a routine in its usual form, with its comments: FILE, - for standard input, or one of your own.

    Exits with 1 where anything is wrong with it, and changes nothing then.
    """
    from limberup.files import write_whole
    from limberup.problem import LimberupError
    from limberup.routine_format import formatted

    if write and file == "-":
        raise click.UsageError(tr("--write needs a file to write"), ctx)
    place = _place(file, ctx.ensure_object(Setting))
    text = source_text(place, MOST_BYTES)
    try:
        new_text = formatted(text, source_name(place))
    except LimberupError as error:
        complain(error.problems)
        ctx.exit(1)
    if not write:
        from limberup_tui.commands.handing import hand_out

        hand_out(new_text, Path("-"))
    elif new_text != text:
        # Where a link leads, and readable for whom it was.
        path = Path(place).expanduser().resolve()
        mode = path.stat().st_mode & 0o777
        write_whole(path, new_text)
        path.chmod(mode)


@routine.command()
@click.argument("name", metavar="ROUTINE", shell_complete=completing.routines)
@click.option(
    "--html", metavar="FILE", type=click.Path(path_type=Path), help=tr("Write a sheet to print, with figures.")
)
@click.option("--toml", metavar="FILE", type=click.Path(path_type=Path), help=tr("Write the routine's file to FILE."))
@click.option("--force", is_flag=True, help=tr("Replace FILE where it is there already."))
@click.pass_context
def export(ctx: click.Context, name: str, html: Path | None, toml: Path | None, force: bool) -> None:
    """Hand a routine out: as its file, or as a sheet to print. Without an option the file is printed.

    ROUTINE is the name of one of your own, pack/name or a file; a FILE of - is standard output.
    """
    if html and toml:
        raise click.UsageError(tr("give either --html or --toml"), ctx)
    from limberup_tui.commands.handing import hand_out
    from limberup_tui.routines import find_routine

    setting = ctx.ensure_object(Setting)
    home, catalog = setting.home(), setting.load().catalog
    found = find_routine(name, home, catalog)
    if html:
        from limberup.handout.sheet import sheet_html
        from limberup.person_file import load_person
        from limberup_tui.clock import Clock

        today = Clock().moment().date()
        hand_out(sheet_html(found, catalog, load_person(home.person), today), html, force=force)
        return
    from limberup.routine_file import format_routine
    from limberup.routine_format import formatted
    from limberup.tomlread import read_text

    a_file = (name.endswith(".toml") or "/" in name) and Path(name).is_file()
    file = Path(name) if a_file else home.routines / f"{found.slug}.toml"
    text = format_routine(found) if found.pack else formatted(read_text(file))
    hand_out(text, toml or Path("-"), force=force)


routine.add_command(import_)
