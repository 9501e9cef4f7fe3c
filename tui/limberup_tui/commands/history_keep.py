"""`limberup history backup`, `restore` and `wipe`: all of it, into one file, back from it, or gone."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_paragraph, say

if TYPE_CHECKING:
    from limberup.history.archive import Archive
    from limberup.history.restore import Item
    from limberup.history.wipe import Going
    from limberup.paths import Home

__all__ = ["backup", "restore", "wipe"]

NAMED = 20
"""Most files that are named."""
WORD = "wipe"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool) -> None:
    """Keep a copy of everything in FILE, a zip: history, deleted sessions, you, settings, routines."""
    from limberup.history.backup import back_up
    from limberup_tui.clock import Clock

    saved = back_up(ctx.ensure_object(Setting).home(), file, Clock().moment(), force=force)
    parts = [
        _count(saved.records, "record"),
        f"{saved.deleted} deleted",
        _count(saved.routines, "routine"),
        _count(saved.others, "other file"),
    ]
    say(f"Kept in {file}: {', '.join(parts)}.")
    complain(saved.left_out)
    if saved.left_out:
        complain(["what can't be read is not in it. See limberup history check"])
    ctx.exit(1 if saved.left_out else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--theirs", is_flag=True, help="Where a file differs take the backup's; yours goes to history/replaced.")
@click.pass_context
def restore(ctx: click.Context, file: Path, yes: bool, theirs: bool) -> None:
    """Bring back what is in FILE, a backup. You see what would happen first; nothing of yours is overwritten."""
    from limberup.history.archive import open_archive
    from limberup.history.restore import preview
    from limberup.history.restore import restore as bring_back

    home = ctx.ensure_object(Setting).home()
    archive = open_archive(file)
    items = preview(home, archive)
    _tell(home, archive, items, theirs=theirs)
    in_the_way = any(item.state == "in the way" for item in items)
    taken = [item for item in items if item.is_taken(theirs)]
    if not taken:
        say("Nothing to bring back.")
        ctx.exit(1 if in_the_way else 0)
    if not _sure(f"Bring back {_count(len(taken), 'file')}?", yes=yes):
        ctx.exit(1)
    home.check()
    for was in bring_back(home, archive, theirs=theirs):
        say(f"Yours is kept: {was}")
    say(f"Brought back: {_count(len(taken), 'file')}.")
    ctx.exit(1 if in_the_way else 0)


@click.command()
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--everything", is_flag=True, help="Also what is known of you, your settings and your own routines.")
@click.pass_context
def wipe(ctx: click.Context, yes: bool, everything: bool) -> None:
    """Remove the history for good, with deleted sessions, a session under way, and the cache of it."""
    from limberup.history.wipe import going, under_way
    from limberup.history.wipe import wipe as remove

    home = ctx.ensure_object(Setting).home()
    found = going(home, everything=everything)
    if not found.paths:
        say("There is nothing to remove.")
        ctx.exit(0)
    if under_way(home):
        complain(["a session is under way in another terminal. End it first"])
        ctx.exit(1)
    say("This would go, for good:")
    for line in _places(home, found):
        say(f"  {line}")
    if not everything:
        say("What is known of you, your settings and your routines stay: --everything removes them too.")
    say("Backups and what you handed out stay where you put them.")
    if not yes:
        if sys.stdin is None or not sys.stdin.isatty():
            complain(["nothing was removed. Add --yes to remove it"])
            ctx.exit(1)
        if click.prompt(f"Type {WORD} to remove it", default="", show_default=False).strip().lower() != WORD:
            say("Nothing was removed.")
            ctx.exit(1)
    gone = remove(home, everything=everything)
    say(f"Removed: {_count(len(gone.files), 'file')}.")
    complain(f"{path} was a link to {place}: what is there is left, look at it yourself" for path, place in gone.links)
    ctx.exit(1 if gone.links else 0)


def _tell(home: Home, archive: Archive, items: list[Item], *, theirs: bool) -> None:
    """Say what a backup holds and what would become of it."""
    from limberup.history.restore import State, lost_flags

    counts = Counter(item.state for item in items)
    say(f"A backup of {archive.made.replace('T', ' ')[:16] or 'an unknown day'}: {_count(len(items), 'file')}.")
    words = {
        State.NEW: "new here",
        State.SAME: "the same here",
        State.DIFFERENT: "different here: "
        + ("the backup's is taken, yours is kept aside" if theirs else "yours stay"),
        State.DELETED: "deleted on one side: " + ("taken if they are in the backup" if theirs else "left as here"),
        State.IN_THE_WAY: "can't be brought back: something else stands in their place",
    }
    for state, meaning in words.items():
        if counts[state]:
            say(f"  {counts[state]} {meaning}")
            if state not in (State.NEW, State.SAME):
                named = [item for item in items if item.state is state]
                for item in named[:NAMED]:
                    say(f"    {item.name}")
                if len(named) > NAMED:
                    say(f"    and {len(named) - NAMED} more")
    if counts[State.DIFFERENT] and not theirs:
        say("With --theirs the backup's version is taken, and yours is kept in history/replaced.")
    here, there = lost_flags(home, archive)
    person = next((item for item in items if item.name == "person.toml"), None)
    if person is None or person.state is not State.DIFFERENT:
        return
    if here and theirs:
        print_paragraph(f"What is open here stays open: {', '.join(sorted(here))}.")
    if there and not theirs:
        what = f"The backup has something open that is not open here: {', '.join(sorted(there))}."
        print_paragraph(f"{what} If it still holds, say so in limberup: something is new.")


def _places(home: Home, found: Going) -> list[str]:
    """Return what would go, a line for each place."""
    lines = []
    for folder in (home.history, home.open, home.routines, home.cache, home.config):
        files = [path for path in found.files if _is_in(path, folder)]
        named = folder in (home.cache, home.config)
        if files and named:
            lines += [str(path) for path in files if path.parent == folder]
        elif files:
            lines.append(f"{folder}: {_count(len(files), 'file')}")
    return lines


def _is_in(path: Path, folder: Path) -> bool:
    return folder in path.parents


def _sure(question: str, *, yes: bool) -> bool:
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        complain(["nothing was changed. Add --yes to do it"])
        return False
    if click.confirm(question, default=False):
        return True
    say("Nothing was changed.")
    return False


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
