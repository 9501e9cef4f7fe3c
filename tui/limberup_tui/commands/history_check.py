"""`limberup history check`: what is wrong in the history folder, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import print_json, say

if TYPE_CHECKING:
    from limberup.history.damage import Finding
    from limberup.history.store import History

__all__ = ["KINDS", "check"]

KINDS = {
    "damaged": tr("damaged"),
    "left behind": tr("left behind"),
    "misplaced": tr("misplaced"),
    "stray": tr("stray"),
    "twice": tr("twice"),
    "doubtful": tr("doubtful"),
    "loose": tr("loose"),
    "note": tr("note"),
}
"""The kinds of what is found, as they are shown."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.option("--set-aside", is_flag=True, help=tr("Move what is damaged to history/damaged; nothing is deleted."))
@click.option(
    "--mend", is_flag=True, help=tr("Close to others what only you should see, and put misplaced files right.")
)
@click.pass_context
def check(ctx: click.Context, as_json: bool, set_aside: bool, mend: bool) -> None:
    """Look at every file of the history, and say what is wrong with it and what to do."""
    from limberup.history import damage
    from limberup.history.store import History
    from limberup_tui.installed import exercise_ids

    setting = ctx.ensure_object(Setting)
    home = setting.home()
    history = History(home.history)
    # No pack is loaded: what puts a history right must not depend on what others have written.
    known = exercise_ids(home)

    def look() -> list[Finding]:
        beside = (home.open, home.routines, home.config, home.cache)
        return damage.find_damage(history, known, home.loose(deep=True), beside=beside, now=_seconds())

    found = look()
    done: list[str] = []
    if set_aside:
        done += [
            tr("Set aside: {was} is now {now}").format(was=was, now=now)
            for was, now in damage.set_aside(history, found)
        ]
    if mend:
        done += [tr("Put right: {path}").format(path=path) for path in damage.mend(history, found)]
    if done:
        found = look()
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        for line in done:
            say(line)
        for one in found:
            say(f"{KINDS[one.kind.value]}: {one.problem}")
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
    files = trn("{n} file", "{n} files", count).format(n=count)
    wrong = sum(one.wrong for one in found)
    if not wrong:
        return tr("{files}, nothing wrong.").format(files=files)
    return trn("{files}, one thing to put right.", "{files}, {n} things to put right.", wrong).format(
        files=files, n=wrong
    )
