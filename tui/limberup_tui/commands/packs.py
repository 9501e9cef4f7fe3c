"""`limberup packs`: what is installed and what is wrong with it; for those who write one there are more commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from limberup.texts import tr, trc, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.doctor import packs_doctor
from limberup_tui.commands.output import print_json, print_table, say
from limberup_tui.commands.packs_check import check
from limberup_tui.commands.packs_install import install, off, on, remove
from limberup_tui.commands.packs_new import new
from limberup_tui.commands.packs_preview import preview
from limberup_tui.commands.packs_texts import texts

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded, PackInfo

__all__ = ["packs"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def packs(ctx: click.Context, as_json: bool) -> None:
    """List the packs and what is wrong with them."""
    if ctx.invoked_subcommand:
        return
    infos = _tried(ctx.ensure_object(Setting).load(fresh=True)).infos
    if as_json:
        print_json([_pack_json(info) for info in infos])
    elif infos:
        header = (
            tr("id"),
            tr("name"),
            tr("version"),
            tr("exercises"),
            tr("routines"),
            tr("guides"),
            trc("column", "from"),
            tr("state"),
        )
        print_table(map(_pack_row, infos), header)
        for problem in (problem for info in infos for problem in info.problems):
            say(str(problem).replace("\n", " "))
    else:
        say(tr("No packs found."))
    ctx.exit(0 if all(info.healthy for info in infos) else 1)


for command in (check, packs_doctor, install, new, off, on, preview, remove, texts):
    packs.add_command(command)


def _tried(loaded: Loaded) -> Loaded:
    """Return the packs without those whose rules fail already for somebody with nothing unusual."""
    from limberup.packs.rules import Facts, restrictions_for, switched_off

    return switched_off(loaded, restrictions_for(loaded, Facts()))


def _pack_json(info: PackInfo) -> dict[str, Any]:
    pack = info.pack or info.unused
    return {
        "id": info.id,
        "name": info.name,
        "version": info.version,
        "distribution": info.distribution,
        "origin": info.origin,
        "healthy": info.healthy,
        "used": info.pack is not None,
        "problems": [str(problem) for problem in info.problems],
        "exercises": len(pack.exercises) if pack else 0,
        "routines": len(pack.routines) if pack else 0,
        "guides": len(pack.guides) if pack else 0,
    }


def _pack_row(info: PackInfo) -> tuple[str, ...]:
    row = _pack_json(info)
    counts = (str(row[name]) for name in ("exercises", "routines", "guides"))
    state = tr("healthy") if info.healthy else _problems(info) if info.pack else tr("left out")
    state = tr("off") if info.unused else state
    return info.id, info.name, info.version or "-", *counts, info.distribution or info.origin, state


def _problems(info: PackInfo) -> str:
    return trn("{n} problem", "{n} problems", len(info.problems)).format(n=len(info.problems))
