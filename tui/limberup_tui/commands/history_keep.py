"""`limberup history backup`, `restore` and `wipe`: all of it, into one file, back from it, or gone."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.counting import count_words
from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_paragraph, say, sure

if TYPE_CHECKING:
    from limberup.history.archive import Archive
    from limberup.history.restore import Item, State
    from limberup.history.wipe import Going
    from limberup.paths import Home

__all__ = ["backup", "restore", "wipe"]

NAMED = 20
"""Most files that are named."""
WORD = "wipe"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=tr("Replace FILE where it is there already."))
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool) -> None:
    """Keep a copy of everything in FILE, a zip: history, deleted sessions, you, settings, routines."""
    from limberup.history.backup import back_up
    from limberup_tui.clock import Clock

    saved = back_up(ctx.ensure_object(Setting).home(), file, Clock().moment(), force=force)
    parts = [
        count_words(saved.records, "record"),
        trn("{n} deleted", "{n} deleted", saved.deleted).format(n=saved.deleted),
        count_words(saved.routines, "routine"),
        count_words(saved.others, "other file"),
    ]
    say(tr("Kept in {file}: {parts}.").format(file=file, parts=", ".join(parts)))
    complain(saved.left_out)
    if saved.left_out:
        complain([tr("what can't be read is not in it. See limberup history check")])
    ctx.exit(1 if saved.left_out else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=tr("Do it without asking."))
@click.option(
    "--theirs", is_flag=True, help=tr("Where a file differs take the backup's; yours goes to history/replaced.")
)
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
        say(tr("Nothing to bring back."))
        ctx.exit(1 if in_the_way else 0)
    if not sure(
        tr("Bring back {count}?").format(count=count_words(len(taken), "file")),
        yes=yes,
        refused=tr("Nothing was changed."),
        unasked=tr("nothing was changed. Add --yes to do it"),
    ):
        ctx.exit(1)
    home.check()
    for was in bring_back(home, archive, theirs=theirs):
        say(tr("Yours is kept: {was}").format(was=was))
    say(tr("Brought back: {count}.").format(count=count_words(len(taken), "file")))
    ctx.exit(1 if in_the_way else 0)


@click.command()
@click.option("--yes", is_flag=True, help=tr("Do it without asking."))
@click.option("--everything", is_flag=True, help=tr("Also what is known of you, your settings and your own routines."))
@click.pass_context
def wipe(ctx: click.Context, yes: bool, everything: bool) -> None:
    """Remove the history for good, with deleted sessions, a session under way, and the cache of it."""
    from limberup.history.wipe import going, under_way
    from limberup.history.wipe import wipe as remove

    home = ctx.ensure_object(Setting).home()
    found = going(home, everything=everything)
    if not found.paths:
        say(tr("There is nothing to remove."))
        ctx.exit(0)
    if under_way(home):
        complain([tr("a session is under way in another terminal. End it first")])
        ctx.exit(1)
    say(tr("This would go, for good:"))
    for line in _places(home, found):
        say(f"  {line}")
    if not everything:
        say(tr("What is known of you, your settings and your routines stay: --everything removes them too."))
    say(tr("Backups and what you handed out stay where you put them."))
    if not yes:
        if sys.stdin is None or not sys.stdin.isatty():
            complain([tr("nothing was removed. Add --yes to remove it")])
            ctx.exit(1)
        if (
            click.prompt(tr("Type {word} to remove it").format(word=WORD), default="", show_default=False)
            .strip()
            .lower()
            != WORD
        ):
            say(tr("Nothing was removed."))
            ctx.exit(1)
    gone = remove(home, everything=everything)
    say(tr("Removed: {count}.").format(count=count_words(len(gone.files), "file")))
    complain(
        tr("{path} was a link to {place}: what is there is left, look at it yourself").format(path=path, place=place)
        for path, place in gone.links
    )
    ctx.exit(1 if gone.links else 0)


def _tell(home: Home, archive: Archive, items: list[Item], *, theirs: bool) -> None:
    """Say what a backup holds and what would become of it."""
    from limberup.history.restore import State, lost_flags

    counts = Counter(item.state for item in items)
    say(
        tr("A backup of {day}: {files}.").format(
            day=archive.made.replace("T", " ")[:16] or tr("an unknown day"), files=count_words(len(items), "file")
        )
    )
    for state in (State.NEW, State.SAME, State.DIFFERENT, State.DELETED, State.IN_THE_WAY):
        if counts[state]:
            say(f"  {_state_words(state, counts[state], theirs=theirs)}")
            if state not in (State.NEW, State.SAME):
                named = [item for item in items if item.state is state]
                for item in named[:NAMED]:
                    say(f"    {item.name}")
                if len(named) > NAMED:
                    say("    " + tr("and {more} more").format(more=len(named) - NAMED))
    if counts[State.DIFFERENT] and not theirs:
        say(tr("With --theirs the backup's version is taken, and yours is kept in history/replaced."))
    here, there = lost_flags(home, archive)
    person = next((item for item in items if item.name == "person.toml"), None)
    if person is None or person.state is not State.DIFFERENT:
        return
    if here and theirs:
        print_paragraph(tr("What is open here stays open: {here}.").format(here=", ".join(sorted(here))))
    if there and not theirs:
        what = tr("The backup has something open that is not open here: {there}.").format(
            there=", ".join(sorted(there))
        )
        print_paragraph(tr("{what} If it still holds, say so in limberup: something is new.").format(what=what))


def _state_words(state: State, n: int, *, theirs: bool) -> str:
    """Return what would become of so many files that are in one state."""
    from limberup.history.restore import State

    match state:
        case State.NEW:
            words = trn("{n} new here", "{n} new here", n)
        case State.SAME:
            words = trn("{n} the same here", "{n} the same here", n)
        case State.DIFFERENT if theirs:
            words = trn(
                "{n} different here: the backup's is taken, yours is kept aside",
                "{n} different here: the backup's is taken, yours is kept aside",
                n,
            )
        case State.DIFFERENT:
            words = trn("{n} different here: yours stay", "{n} different here: yours stay", n)
        case State.DELETED if theirs:
            words = trn(
                "{n} deleted on one side: taken if they are in the backup",
                "{n} deleted on one side: taken if they are in the backup",
                n,
            )
        case State.DELETED:
            words = trn("{n} deleted on one side: left as here", "{n} deleted on one side: left as here", n)
        case State.IN_THE_WAY:
            words = trn(
                "{n} can't be brought back: something else stands in their place",
                "{n} can't be brought back: something else stands in their place",
                n,
            )
    return words.format(n=n)


def _places(home: Home, found: Going) -> list[str]:
    """Return what would go, a line for each place."""
    lines = []
    for folder in (home.history, home.open, home.routines, home.cache, home.config):
        files = [path for path in found.files if _is_in(path, folder)]
        named = folder in (home.cache, home.config)
        if files and named:
            lines += [str(path) for path in files if path.parent == folder]
        elif files:
            lines.append(f"{folder}: {count_words(len(files), 'file')}")
    return lines


def _is_in(path: Path, folder: Path) -> bool:
    return folder in path.parents
