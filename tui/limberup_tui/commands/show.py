"""`limberup show`: an exercise, a routine or a guide as a card of text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.guide import Guide
from limberup.texts import tr
from limberup.vocabulary import muscle_name, thing_names
from limberup_tui.commands import Setting
from limberup_tui.commands.as_json import exercise_json, guide_json, routine_json
from limberup_tui.commands.listing import minutes
from limberup_tui.commands.output import can_show, print_json, print_paragraph, print_table, say, width
from limberup_tui.completing import cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from limberup.catalog import Catalog
    from limberup.exercise import Exercise, Rung
    from limberup.paths import Home
    from limberup.routine import Routine

__all__ = ["exercise_card", "show"]


@click.command()
@click.argument("name", metavar="ID", shell_complete=cards)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.option("--svg", metavar="FILE", type=click.Path(path_type=Path), help=tr("Write an exercise's figure to FILE."))
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool, svg: Path | None) -> None:
    """Show an exercise, a routine or a guide as a card.

    ID is PACK/NAME or NAME of an exercise, a routine or a guide, or the file of a routine.
    """
    setting = ctx.ensure_object(Setting)
    catalog = setting.load().catalog
    if exercise := _exercise(name, catalog):
        if svg:
            _write_svg(exercise, svg)
        elif as_json:
            print_json(exercise_json(exercise, catalog))
        else:
            exercise_card(exercise, catalog)
        return
    found = _routine_or_guide(name, setting.home(), catalog)
    if svg:
        raise click.UsageError(tr("only an exercise has a figure, and {name!r} is none").format(name=name[:80]), ctx)
    if isinstance(found, Guide):
        if as_json:
            print_json(guide_json(found, catalog))
        else:
            _guide_card(found, catalog)
    elif as_json:
        print_json(routine_json(found, catalog))
    else:
        _routine_card(found, catalog)


def _exercise(name: str, catalog: Catalog) -> Exercise | None:
    """Return the exercise of that id, slug, name or alias, where it is the only one."""
    from limberup.catalog import fold

    if found := catalog.get(name):
        return found
    word = fold(name)
    called = [one for one in catalog.exercises.values() if word in map(fold, (one.name, *one.aliases))]
    return called[0] if len(called) == 1 else None


def _routine_or_guide(name: str, home: Home, catalog: Catalog) -> Routine | Guide:
    """Return a routine, else a guide; where nothing goes by that name, the error names what is nearest."""
    from limberup.catalog import UnknownName
    from limberup.problem import LimberupError, Problem, nearest
    from limberup_tui.routines import UnknownRoutine, find_routine, own_files, routine_names

    try:
        return find_routine(name, home, catalog)
    except UnknownRoutine:
        exercises = set(catalog.exercises) if "/" in name else {one.slug for one in catalog.exercises.values()}
        if name in {one.slug for one in catalog.exercises.values()}:
            try:
                catalog.exercise(name)
            except UnknownName as error:
                raise LimberupError(Problem("exercises", "", str(error))) from None
        guides = set(catalog.guides) if "/" in name else {guide.slug for guide in catalog.guides.values()}
        if name in guides:
            try:
                return catalog.guide(name)
            except UnknownName as error:
                raise LimberupError(Problem("guides", "", str(error))) from None
        remedy = nearest(name, exercises | guides | routine_names(name, own_files(home)[0], catalog))
        what = tr("there is no exercise, routine or guide {name!r}").format(name=name[:80])
        raise LimberupError(Problem("show", "", what, remedy or tr("See limberup exercises"))) from None


def exercise_card(exercise: Exercise, catalog: Catalog) -> None:
    """Print an exercise as a card."""
    from limberup_tui.words import turn_words

    say(exercise.name)
    say(exercise.id)
    say()
    print_paragraph(exercise.purpose)
    say()
    _print_figure(exercise)
    facts = [
        (tr("Position"), exercise.start_position),
        (tr("Start with"), _with_note(str(exercise.start), exercise.start_note)),
        (tr("Work up to"), _with_note(str(exercise.target), exercise.target_note)),
        (tr("Needs"), ", ".join(thing_names(exercise.equipment)) or tr("nothing")),
        (tr("Nice to have"), ", ".join(thing_names(exercise.equipment_optional))),
        (tr("Muscles"), ", ".join(map(muscle_name, exercise.muscles))),
        (tr("Sides"), turn_words(exercise)),
    ]
    _facts(facts)
    say()
    for number, step in enumerate(exercise.how, 1):
        print_paragraph(step, f"{number}. ")
    say()
    _facts(
        [
            (tr("Breathing"), exercise.breathing),
            (tr("Feel"), exercise.feel),
            (tr("Mistake"), exercise.mistake),
            (tr("Stop"), exercise.stop),
            *((tr("Caution"), caution) for caution in exercise.cautions),
            (tr("Easier"), _rung(exercise.easier, catalog)),
            (tr("Harder"), _rung(exercise.harder, catalog)),
        ]
    )
    if exercise.sources:
        say()
    _sources(exercise.sources, exercise.pack, catalog)


def _guide_card(guide: Guide, catalog: Catalog) -> None:
    say(guide.question)
    say(guide.id)
    for paragraph in guide.paragraphs:
        say()
        print_paragraph(paragraph)
    if guide.sources:
        say()
    _sources(guide.sources, guide.pack, catalog)
    related = [catalog.get(name) for name in guide.related]
    if names := [f"{exercise.name} ({exercise.id})" for exercise in related if exercise]:
        say()
        print_paragraph(", ".join(names), tr("Exercises: "))


def _print_figure(exercise: Exercise) -> None:
    """Print the start and the end of the movement beside each other, where the stream has braille."""
    from limberup.figures.braille import draw

    if exercise.figure is None or not can_show("\u28ff"):
        return
    across = max(16, min(32, ((width() or 80) - 4) // 2))
    pictures = [draw(exercise.figure, share, across, 10) for share in (0.0, 1.0)]
    rows = [f"{start:{across}}    {end}".rstrip() for start, end in zip(*pictures, strict=True)]
    while rows and not rows[0]:
        rows.pop(0)
    if exercise.figure.seen:
        rows.append(f"({exercise.figure.seen})")
    say("\n".join(rows))
    say()


def _write_svg(exercise: Exercise, file: Path) -> None:
    from limberup.figures.svg import figure_svg
    from limberup.problem import LimberupError, Problem
    from limberup_tui.commands.handing import hand_out

    if exercise.figure is None:
        raise LimberupError(Problem(exercise.id, "", tr("has no figure"), tr("Its pack drew none")))
    hand_out(figure_svg(exercise.figure, exercise.name), file, force=True, remedy=tr("Name one, like figure.svg"))


def _sources(keys: Iterable[str], pack: str, catalog: Catalog) -> None:
    for key in keys:
        source = catalog.source(key, pack)
        if source.grade == "own":
            print_paragraph(tr("Our own judgement"), then="  ")
        else:
            label = tr("Source") if source.is_evidence else tr("Common practice")
            print_paragraph(f"{label}: {source.text}", then="  ")


def _facts(facts: list[tuple[str, str]]) -> None:
    told = [(f"{label}:", text) for label, text in facts if text]
    wide = max([14, *(len(label) + 1 for label, _ in told)])
    for label, text in told:
        print_paragraph(text, f"{label:{wide}}")


def _with_note(dose: str, note: str) -> str:
    return f"{dose} ({note})" if note else dose


def _rung(rung: Rung, catalog: Catalog) -> str:
    if not rung:
        return ""
    other = catalog.get(rung.exercise) if rung.exercise else None
    name = f"{other.name} ({other.id})" if other else rung.exercise
    return ": ".join(part for part in (name, rung.level) if part)


def _routine_card(routine: Routine, catalog: Catalog) -> None:
    from limberup_tui.routines import doses_of, routine_seconds

    say(routine.name)
    say(routine.id)
    say()
    if routine.summary:
        print_paragraph(routine.summary)
        say()
    print_table(
        (f"{number}.", catalog.exercise(step.do).name, str(dose), step.note)
        for number, (step, dose) in enumerate(zip(routine.steps, doses_of(routine, catalog), strict=True), 1)
    )
    say()
    say(tr("Together: {minutes}").format(minutes=minutes(routine_seconds(routine, catalog))))
