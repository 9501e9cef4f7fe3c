"""`limberup packs check`: for those who write a pack, once or each time they save."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.counting import count_words
from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, say

if TYPE_CHECKING:
    from limberup.catalog import Pack
    from limberup.packs.manager import Loaded
    from limberup.problem import Problem

__all__ = ["check", "folder_of"]

LINE = "-" * 40
"""Between two results."""


@click.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.option("--watch", is_flag=True, help=tr("Check again whenever a file changes, until Ctrl+C."))
@click.pass_context
def check(ctx: click.Context, path: Path, as_json: bool, watch: bool) -> None:
    """Check the pack in a folder, and tell all that is wrong with it.

    PATH is the folder that holds pack.toml. Exits with 1 where anything is wrong, and with 2 where there is no
    pack.
    """
    if as_json and watch:
        raise click.UsageError(tr("--json is for one answer, and --watch gives many"), ctx)
    folder = folder_of(path)
    loaded = ctx.ensure_object(Setting).load()
    if watch:
        _watch(folder, loaded)
        return
    pack, problems, old = _checked(folder, loaded)
    if as_json:
        print_json(
            {
                "id": pack.id if pack else None,
                "healthy": not problems,
                "problems": [_row(problem) for problem in problems],
                "deprecated": [_row(problem) for problem in old],
            }
        )
    else:
        _tell(pack, problems, old, folder)
    ctx.exit(1 if problems else 0)


def folder_of(path: Path) -> Path:
    """Return the folder of a pack that somebody named, or whose pack.toml they named.

    Raises:
        LimberupError: there is no pack.
    """
    from limberup.problem import LimberupError, Problem

    folder = path.parent if path.name == "pack.toml" else path
    if not (folder / "pack.toml").is_file():
        what = tr("there is no pack.toml in it") if folder.is_dir() else tr("there is no such folder")
        inside = sorted(folder.glob("src/*/pack.toml"))
        remedy = (
            tr("Try {parent}").format(parent=inside[0].parent) if inside else tr("Name the folder that holds pack.toml")
        )
        raise LimberupError(Problem(str(path), "", what, remedy))
    return folder


def _checked(folder: Path, loaded: Loaded) -> tuple[Pack | None, list[Problem], list[Problem]]:
    """Return the pack, what is wrong with it, and what will be with the next interface."""
    from limberup.packs.checker import check_folder
    from limberup.packs.renamed import PackDeprecationWarning
    from limberup.packs.translation_check import check_translations

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", PackDeprecationWarning)
        pack, problems = check_folder(folder, loaded)
        problems += check_translations(folder)[1]
    old = [found.message.problem for found in caught if isinstance(found.message, PackDeprecationWarning)]
    # The same file may have been read twice.
    return pack, problems, list(dict.fromkeys(old))


def _tell(pack: Pack | None, problems: list[Problem], old: list[Problem], folder: Path) -> None:
    from limberup.packs.translation_check import check_translations

    complain(old)
    for state in check_translations(folder)[0]:
        words = tr("{language}: {done} of {texts} texts are translated.")
        say(words.format(language=state.language, done=state.done, texts=state.texts))
    if problems or pack is None:
        complain(problems)
        return
    counts = ((len(pack.exercises), "exercise"), (len(pack.routines), "routine"), (len(pack.guides), "guide"))
    words = ", ".join(count_words(number, thing) for number, thing in counts)
    say(tr("{pack}: {words}. Nothing is wrong with it.").format(pack=pack.id, words=words))


def _row(problem: Problem) -> dict[str, str]:
    return {"file": problem.file, "place": problem.place, "what": problem.what, "remedy": problem.remedy}


def _watch(folder: Path, loaded: Loaded) -> None:
    """Check now, and again whenever a file changes. Ctrl+C ends it."""
    from limberup.problem import LimberupError
    from limberup_tui.watch import changes

    for changed in changes(folder):
        if changed:
            say(LINE)
        try:
            _tell(*_checked(folder_of(folder), loaded), folder)
        except LimberupError as error:
            # An editor may take a file away for a moment, or its author for longer.
            complain(error.problems)
        # Problems go to standard error: what is read beside them must not lag behind.
        sys.stdout.flush()
