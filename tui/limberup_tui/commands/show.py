"""`limberup show`: an exercise or a routine as a card of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.listing import exercise_json, minutes, routine_json
from limberup_tui.commands.output import print_json, print_paragraph, print_table, say

if TYPE_CHECKING:
    from limberup.catalog import Catalog
    from limberup.exercise import Exercise, Rung
    from limberup.paths import Home
    from limberup.routine import Routine

__all__ = ["show"]


@click.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show an exercise or a routine as a card.

    ID is PACK/NAME or NAME of an exercise or a routine, or the file of a routine.
    """
    setting = ctx.ensure_object(Setting)
    catalog = setting.load().catalog
    if exercise := _exercise(name, catalog):
        if as_json:
            print_json(exercise_json(exercise, catalog))
        else:
            _exercise_card(exercise, catalog)
        return
    routine = _routine(name, setting.home(), catalog)
    if as_json:
        print_json(routine_json(routine, catalog))
    else:
        _routine_card(routine, catalog)


def _exercise(name: str, catalog: Catalog) -> Exercise | None:
    """Return the exercise of that id, slug, name or alias, where it is the only one."""
    from limberup.catalog import fold

    if found := catalog.get(name):
        return found
    word = fold(name)
    called = [one for one in catalog.exercises.values() if word in map(fold, (one.name, *one.aliases))]
    return called[0] if len(called) == 1 else None


def _routine(name: str, home: Home, catalog: Catalog) -> Routine:
    """Return a routine; where neither it nor an exercise is known, the error names the nearest of both."""
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
        remedy = nearest(name, exercises | routine_names(name, own_files(home)[0], catalog))
        what = f"there is no exercise or routine {name[:80]!r}"
        raise LimberupError(Problem("show", "", what, remedy or "See limberup exercises")) from None


def _exercise_card(exercise: Exercise, catalog: Catalog) -> None:
    say(exercise.name)
    say(exercise.id)
    say()
    print_paragraph(exercise.purpose)
    say()
    facts = [
        ("Position", exercise.start_position),
        ("Start with", _with_note(str(exercise.start), exercise.start_note)),
        ("Work up to", _with_note(str(exercise.target), exercise.target_note)),
        ("Needs", ", ".join(exercise.equipment) or "nothing"),
        ("Nice to have", ", ".join(exercise.equipment_optional)),
        ("Muscles", ", ".join(exercise.muscles)),
    ]
    _facts(facts)
    say()
    for number, step in enumerate(exercise.how, 1):
        print_paragraph(step, f"{number}. ")
    say()
    _facts(
        [
            ("Breathing", exercise.breathing),
            ("Feel", exercise.feel),
            ("Mistake", exercise.mistake),
            ("Stop", exercise.stop),
            *(("Caution", caution) for caution in exercise.cautions),
            ("Easier", _rung(exercise.easier, catalog)),
            ("Harder", _rung(exercise.harder, catalog)),
        ]
    )
    if exercise.sources:
        say()
    for key in exercise.sources:
        source = catalog.source(key, exercise.pack)
        if source.grade == "own":
            print_paragraph("Our own judgement", then="  ")
        else:
            print_paragraph(f"{'Source' if source.is_evidence else 'Common practice'}: {source.text}", then="  ")


def _facts(facts: list[tuple[str, str]]) -> None:
    for label, text in facts:
        if text:
            print_paragraph(text, f"{label + ':':14}")


def _with_note(dose: str, note: str) -> str:
    return f"{dose} ({note})" if note else dose


def _rung(rung: Rung, catalog: Catalog) -> str:
    if not rung:
        return ""
    other = catalog.get(rung.exercise) if rung.exercise else None
    name = f"{other.name} ({other.id})" if other else rung.exercise
    return ": ".join(part for part in (name, rung.level) if part)


def _routine_card(routine: Routine, catalog: Catalog) -> None:
    from limberup_tui.routines import dose_of, routine_seconds

    say(routine.name)
    say(routine.id)
    say()
    if routine.summary:
        print_paragraph(routine.summary)
        say()
    print_table(
        (f"{number}.", catalog.exercise(step.do).name, str(dose_of(step, catalog)), step.note)
        for number, step in enumerate(routine.steps, 1)
    )
    say()
    say(f"Together: {minutes(routine_seconds(routine, catalog))}")
