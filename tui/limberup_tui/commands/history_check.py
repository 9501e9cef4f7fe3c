"""`limberup history check`: what is wrong in the history folder, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.output import print_json, say

if TYPE_CHECKING:
    from limberup.history.damage import Finding
    from limberup.history.store import History

__all__ = ["check"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--set-aside", is_flag=True, help="Move what is damaged to history/damaged; nothing is deleted.")
@click.option("--mend", is_flag=True, help="Close to others what only you should see, and put misplaced files right.")
@click.pass_context
def check(ctx: click.Context, as_json: bool, set_aside: bool, mend: bool) -> None:
    """Look at every file of the history, and say what is wrong with it and what to do."""
    from limberup.history import damage
    from limberup.history.store import History

    setting = ctx.ensure_object(Setting)
    home = setting.home()
    history = History(home.history)
    known = frozenset(setting.load().catalog.exercises)

    def look() -> list[Finding]:
        beside = (home.open, home.routines, home.config, home.cache)
        return damage.find_damage(history, known, home.loose(deep=True), beside=beside, now=_seconds())

    found = look()
    done: list[str] = []
    if set_aside:
        done += [f"Set aside: {was} is now {now}" for was, now in damage.set_aside(history, found)]
    if mend:
        done += [f"Put right: {path}" for path in damage.mend(history, found)]
    if done:
        found = look()
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        for line in done:
            say(line)
        for one in found:
            say(f"{one.kind}: {one.problem}")
        say(_summary(history, found))
    ctx.exit(1 if any(one.wrong for one in found) else 0)


def _seconds() -> float:
    from limberup_tui.clock import Clock

    return Clock().moment().timestamp()


def _as_json(one: Finding) -> dict[str, object]:
    return {
        "id": one.path.stem,
        "file": str(one.path),
        "kind": one.kind.value,
        "wrong": one.wrong,
        "what": one.problem.what,
        "remedy": one.problem.remedy,
    }


def _summary(history: History, found: list[Finding]) -> str:
    count = len(history.ids())
    files = "1 file" if count == 1 else f"{count} files"
    wrong = sum(one.wrong for one in found)
    if not wrong:
        return f"{files}, nothing wrong."
    return f"{files}, {'one thing' if wrong == 1 else f'{wrong} things'} to put right."
