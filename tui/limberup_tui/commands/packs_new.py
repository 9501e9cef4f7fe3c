"""`limberup packs new`: the beginning of a pack for others."""

from __future__ import annotations

from pathlib import Path

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import say

__all__ = ["new"]


@click.command()
@click.argument("name")
@click.option("--folder", metavar="DIR", type=click.Path(path_type=Path), help=tr("Make it in DIR and not here."))
@click.pass_context
def new(ctx: click.Context, name: str, folder: Path | None) -> None:
    """Begin a pack called NAME: a project that builds, installs and passes its tests.

    Makes a folder NAME with one exercise and one routine to change, and overwrites nothing.
    """
    from datetime import date
    from shlex import quote

    from limberup.packs.template import make_project, name_problem, package_of
    from limberup.problem import LimberupError

    taken = tuple(info.id for info in ctx.ensure_object(Setting).load().infos)
    if problem := name_problem(name, taken):
        raise LimberupError(problem)
    # Only for the licence: whose year it is can be changed there.
    made = make_project(name, folder or Path(), date.today().year)
    source = f"src/{package_of(name)}"
    say(tr("{folder}: a pack with one exercise and one routine. Next:").format(folder=made))
    for command in (
        f"cd {quote(str(made))}",
        "python -m pip install -e '.[test]'",
        "python -m pytest",
        f"limberup packs preview {source}",
        f"limberup packs check {source} --watch",
    ):
        say(f"  {command}")
