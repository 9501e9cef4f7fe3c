"""`limberup packs`: what is installed and what is wrong with it; `packs check` for those who write one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, print_table, say

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded, PackInfo

__all__ = ["packs"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def packs(ctx: click.Context, as_json: bool) -> None:
    """List the packs and what is wrong with them."""
    if ctx.invoked_subcommand:
        return
    infos = _tried(ctx.ensure_object(Setting).load()).infos
    if as_json:
        print_json([_pack_json(info) for info in infos])
    elif infos:
        header = ("id", "name", "version", "exercises", "routines", "guides", "from", "state")
        print_table(map(_pack_row, infos), header)
        for problem in (problem for info in infos for problem in info.problems):
            say(str(problem).replace("\n", " "))
    else:
        say("No packs found.")
    ctx.exit(0 if all(info.healthy for info in infos) else 1)


@packs.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def check(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Check the pack in a folder, and tell all that is wrong with it.

    PATH is the folder that holds pack.toml. Exits with 1 where anything is wrong, and with 2 where there is no
    pack.
    """
    from limberup.packs.checker import check_folder
    from limberup.problem import LimberupError, Problem

    folder = path.parent if path.name == "pack.toml" else path
    if not (folder / "pack.toml").is_file():
        what = "there is no pack.toml in it" if folder.is_dir() else "there is no such folder"
        raise LimberupError(Problem(str(path), "", what, "Name the folder that holds pack.toml"))
    pack, problems = check_folder(folder, ctx.ensure_object(Setting).load())
    if as_json:
        rows = [{"file": p.file, "place": p.place, "what": p.what, "remedy": p.remedy} for p in problems]
        print_json({"id": pack.id if pack else None, "healthy": not problems, "problems": rows})
    elif pack and not problems:
        counts = ((len(pack.exercises), "exercise"), (len(pack.routines), "routine"), (len(pack.guides), "guide"))
        words = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts)
        say(f"{pack.id}: {words}. Nothing is wrong with it.")
    if problems and not as_json:
        complain(problems)
    ctx.exit(1 if problems else 0)


def _tried(loaded: Loaded) -> Loaded:
    """Return the packs without those whose rules fail already for somebody with nothing unusual."""
    from limberup.packs.rules import Facts, restrictions_for, switched_off

    return switched_off(loaded, restrictions_for(loaded, Facts()))


def _pack_json(info: PackInfo) -> dict[str, Any]:
    pack = info.pack
    return {
        "id": info.id,
        "name": info.name,
        "version": info.version,
        "distribution": info.distribution,
        "origin": info.origin,
        "healthy": info.healthy,
        "problems": [str(problem) for problem in info.problems],
        "exercises": len(pack.exercises) if pack else 0,
        "routines": len(pack.routines) if pack else 0,
        "guides": len(pack.guides) if pack else 0,
    }


def _pack_row(info: PackInfo) -> tuple[str, ...]:
    row = _pack_json(info)
    counts = (str(row[name]) for name in ("exercises", "routines", "guides"))
    state = "healthy" if info.healthy else _problems(info) if info.pack else "left out"
    return info.id, info.name, info.version or "-", *counts, info.distribution or info.origin, state


def _problems(info: PackInfo) -> str:
    return "1 problem" if len(info.problems) == 1 else f"{len(info.problems)} problems"
