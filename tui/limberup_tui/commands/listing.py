"""`limberup exercises` and `routines`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from limberup.counting import count_words
from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.as_json import broken_json, exercise_json, routine_json
from limberup_tui.commands.output import complain, print_json, print_table, say
from limberup_tui.completing import packs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from limberup.catalog import Pack
    from limberup.exercise import Exercise
    from limberup.packs.manager import Loaded
    from limberup.problem import Problem

__all__ = ["exercises", "minutes", "routines"]


@click.command()
@click.option("--pack", metavar="PACK", shell_complete=packs, help=tr("Only what this pack lists."))
@click.option("--search", metavar="WORDS", help=tr("Only what has all these words in its name or description."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def exercises(ctx: click.Context, pack: str | None, search: str | None, as_json: bool) -> None:
    """List the exercises."""
    loaded = ctx.ensure_object(Setting).load()
    catalog = loaded.catalog
    found: Iterable[Exercise] = catalog.exercises.values() if pack is None else catalog.listed(_pack(pack, loaded))
    if search is not None:
        found = catalog.search(search, found)
    found = list(found)
    if as_json:
        print_json([exercise_json(exercise, catalog) for exercise in found])
    elif found:
        print_table((one.id, one.name, one.kind.words, f"{one.start} -> {one.target}") for one in found)
    else:
        say(tr("No exercises found."))


def _pack(id_: str, loaded: Loaded) -> Pack:
    from limberup.problem import LimberupError, Problem, nearest

    if pack := next((pack for pack in loaded.catalog.packs if pack.id == id_), None):
        return pack
    if any(info.id == id_ for info in loaded.infos):
        raise LimberupError(
            Problem("--pack", "", tr("pack {id!r} can't be used").format(id=id_), tr("See limberup packs"))
        )
    remedy = nearest(id_, (pack.id for pack in loaded.catalog.packs))
    raise LimberupError(Problem("--pack", "", tr("there is no pack {id!r}").format(id=id_[:80]), remedy))


@click.command()
@click.option("--pack", metavar="PACK", shell_complete=packs, help=tr("Only the routines of this pack."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def routines(ctx: click.Context, pack: str | None, as_json: bool) -> None:
    """List the routines, your own and the packs'."""
    from limberup_tui.routines import own_files, routine_problems

    setting = ctx.ensure_object(Setting)
    loaded = setting.load()
    catalog = loaded.catalog
    rows: list[dict[str, Any]] = []
    wrong: list[Problem] = []
    if pack is None:
        own, wrong = own_files(setting.home())
        for file in own:
            problems = list(file.problems)
            if file.routine:
                problems += routine_problems(file.routine, catalog, file.file)
                rows.append(routine_json(file.routine, catalog, problems))
            else:
                rows.append(broken_json(file.slug, file.name, problems))
            wrong += problems
    for routine in catalog.routines.values() if pack is None else _pack(pack, loaded).routines:
        problems = routine_problems(routine, catalog)
        rows.append(routine_json(routine, catalog, problems))
        wrong += problems
    if as_json:
        print_json(rows)
    elif readable := [row for row in rows if row["steps"]]:
        print_table(
            (row["id"], row["name"], minutes(row["seconds"]), count_words(len(row["steps"]), "step"), _giver(row))
            for row in readable
        )
    elif not wrong:
        say(tr("No routines found."))
    complain(wrong)
    ctx.exit(1 if wrong else 0)


def _giver(row: dict[str, Any]) -> str:
    """Return who gave a routine, or "" where nobody is named."""
    return tr("from {giver}").format(giver=row["given_by"]) if row["given_by"] else ""


def minutes(seconds: float | None) -> str:
    """Return "12 min", or "-" where the time is not known."""
    return "-" if seconds is None else tr("{minutes} min").format(minutes=max(1, round(seconds / 60)))
