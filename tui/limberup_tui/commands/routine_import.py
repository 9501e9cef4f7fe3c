"""`limberup routine import`: a routine that somebody gave, or a list of exercises, looked at and then kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.counting import capitalised
from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_paragraph, say, sure
from limberup_tui.commands.sources import source_name, source_text

if TYPE_CHECKING:
    from limberup.taking.exercise_list import Listing
    from limberup.taking.routine import Sent
    from limberup_tui.house import House

__all__ = ["import_"]

MOST_BYTES = 8_000_000
"""A list of exercises may be long: that of free-exercise-db has a megabyte."""
NAMED = 12
"""Most exercises that are named for one reason."""


@click.command(name="import")
@click.argument("file")
@click.option("--as", "wanted", metavar="NAME", default="", help=tr("Keep it under this name."))
@click.option("--by", metavar="WHO", default="", help=tr("Who gave it to you."))
@click.option("--yes", is_flag=True, help=tr("Keep it without asking."))
@click.option(
    "--draft", metavar="FOLDER", type=click.Path(path_type=Path), help=tr("Write a pack to finish of the rest.")
)
@click.pass_context
def import_(ctx: click.Context, file: str, wanted: str, by: str, yes: bool, draft: Path | None) -> None:
    """Take over a routine that somebody gave you: FILE, or - for standard input.

    It is checked, and you see what the rules make of it for you, before it is kept. FILE may also be JSON of
    free-exercise-db: the exercises that limberup has become a routine.
    """
    from limberup.problem import LimberupError
    from limberup.taking.exercise_list import looks_like_json
    from limberup.taking.routine import read_sent

    setting = ctx.ensure_object(Setting)
    text = source_text(file, MOST_BYTES)
    house = _house(setting)
    try:
        if file.endswith(".json") or looks_like_json(text):
            sent = _from_list(text, file, house, draft)
        elif draft:
            raise click.UsageError(tr("--draft is for a list of exercises in JSON"), ctx)
        else:
            sent = read_sent(text, house.catalog, source_name(file))
        if sent is None:
            ctx.exit(0 if draft else 1)
        kept = _kept(house, sent, _name(wanted), _name(by), yes=yes, asks=file != "-")
    except LimberupError as error:
        complain(error.problems)
        ctx.exit(1)
    ctx.exit(0 if kept else 1)


def _name(text: str) -> str:
    """Return a name that can stand in a routine's file."""
    from limberup.text import clean

    return " ".join(clean(text).split())[:80].rstrip()


def _house(setting: Setting) -> House:
    from limberup.packs.rules import restrictions_for
    from limberup_tui.clock import Clock
    from limberup_tui.house import House

    house = House(setting.home(), Clock(), setting.start.safe)
    house.read_small()
    house.contents = house.read_contents(setting.load())
    house.take_rules(restrictions_for(house.contents.loaded, house.facts()))
    return house


def _kept(house: House, sent: Sent, wanted: str, by: str, *, yes: bool, asks: bool) -> bool:
    """Show what becomes of a routine, and keep it if that is wanted; return whether it was kept."""
    from limberup_tui.given import chosen_name, keep_given, preview
    from limberup_tui.words import about_minutes

    name, slug = chosen_name(house, sent, by, wanted)
    found = preview(house, sent.routine)
    who = by or sent.routine.given_by
    head = sent.routine.name
    if who:
        head = tr("{routine}, from {who}").format(routine=head, who=who)
    if found.plan.steps:
        head += f": {about_minutes(found.plan.timeline.seconds)}"
    print_paragraph(head)
    for note in sent.notes:
        print_paragraph(note)
    if sent.routine.summary:
        print_paragraph(sent.routine.summary)
    say()
    print_paragraph(found.state)
    say()
    for line in found.lines:
        print_paragraph(f"{line.name}: {line.dose}", f"{line.mark or ' '} ", "    ")
        for words in line.more:
            print_paragraph(words, "    ")
    say()
    print_paragraph(f"{capitalised(found.summary)}.")
    if name != sent.routine.name and not wanted:
        print_paragraph(
            tr("There is a routine of that name already: this one would be called {name!r}.").format(name=name)
        )
    if not sure(tr("Keep it as {slug}.toml?").format(slug=slug), yes=yes, asks=asks):
        return False
    kept = keep_given(house, sent, name, slug, by)
    path = house.home.routines / f"{kept.slug}.toml"
    say(tr("Kept as {path}. Start it with: limberup play {slug}").format(path=path, slug=kept.slug))
    return True


def _from_list(text: str, file: str, house: House, draft: Path | None) -> Sent | None:
    """Return the routine that a list of exercises becomes, saying what is left out; None where nothing is left."""
    from limberup.routine_file import format_routine
    from limberup.taking.draft import write_draft
    from limberup.taking.exercise_list import read_list
    from limberup.taking.routine import Sent

    title = Path(file).stem.replace("-", " ").replace("_", " ").strip().capitalize() if file != "-" else ""
    listing = read_list(text, house.catalog, source_name(file), title[:80] or tr("Taken over"))
    _say_left_out(listing)
    if draft:
        count = write_draft(draft, (left.listed for left in listing.left_out))
        say(
            tr(
                "A draft with {count} of them is in {draft}. Fill in every TODO, then: limberup packs check {draft}"
            ).format(count=count, draft=draft)
        )
    if not listing.routine.steps:
        if not draft:
            complain([tr("{source}: none of its exercises is one that limberup has").format(source=source_name(file))])
        return None
    say()
    return Sent(listing.routine, format_routine(listing.routine))


def _say_left_out(listing: Listing) -> None:
    count = len(listing.routine.steps)
    total = count + len(listing.left_out)
    print_paragraph(tr("{count} of the {total} exercises are ones that limberup has.").format(count=count, total=total))
    by_reason: dict[str, list[str]] = {}
    for left in listing.left_out:
        by_reason.setdefault(left.why, []).append(left.listed.name)
    if by_reason:
        say(tr("Left out:"))
    for why, names in by_reason.items():
        more = tr(" and {names} more").format(names=len(names) - NAMED) if len(names) > NAMED else ""
        print_paragraph(f"{', '.join(names[:NAMED])}{more}: {why}.", "- ", "  ")
