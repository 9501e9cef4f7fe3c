"""`limberup doctor` and `limberup packs doctor`: what a report of a fault can paste, with nothing personal in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import print_json, print_paragraph, print_table, say

if TYPE_CHECKING:
    from limberup_tui.doctor import Check

__all__ = ["doctor", "packs_doctor"]

NAMES = 20
"""Columns for the name of a check."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Look at everything limberup needs, and say what is wrong.

    It says nothing of you: no pain, no names, no contents of records. You can paste it into a report.
    """
    from limberup_tui.doctor import everything

    setting = ctx.ensure_object(Setting)
    ctx.exit(_told(everything(setting.home(), safe=setting.start.safe), as_json=as_json))


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def packs_doctor(ctx: click.Context, as_json: bool) -> None:
    """Look at the packs, and tell every reason why something of them is left out."""
    from limberup_tui.doctor import only_packs

    setting = ctx.ensure_object(Setting)
    ctx.exit(_told([only_packs(setting.home(), safe=setting.start.safe)], as_json=as_json))


def _told(parts: Iterable[list[Check]], *, as_json: bool) -> int:
    """Print the checks, each part as soon as it is there; return the exit code."""
    if as_json:
        checks = list(chain.from_iterable(parts))
        print_json([_as_json(check) for check in checks])
    else:
        checks = list(_printed(parts))
        wrong = sum(not check.ok for check in checks)
        all_well = tr("All is well.")
        say(trn("{n} thing to look at.", "{n} things to look at.", wrong).format(n=wrong) if wrong else all_well)
    return 0 if all(check.ok for check in checks) else 1


def _as_json(check: Check) -> dict[str, Any]:
    return {"id": check.id, "name": check.name, "value": check.value, "ok": check.ok, "remedy": check.remedy}


def _printed(parts: Iterable[list[Check]]) -> Iterator[Check]:
    titles = {
        "program": tr("Program"),
        "terminal": tr("Terminal"),
        "files": tr("Files"),
        "settings": tr("Settings"),
        "records": tr("Records"),
        "sound": tr("Sound"),
        "packs": tr("Packs"),
    }
    good, bad = tr("ok"), tr("look at this")
    for part in parts:
        if part:
            say(titles[part[0].id.partition(".")[0]])
        for check in part:
            state = good if check.ok else bad
            print_table([(f"  {state:<{len(bad)}}", f"{check.name:<{NAMES}}", check.value)])
            if check.remedy:
                print_paragraph(check.remedy, " " * (len(bad) + 4) + "-> ", " " * (len(bad) + 7))
            yield check
        say()
