"""Taking over a routine that somebody gave: what the rules make of it for this person, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from limberup.dose import Dose
from limberup.files import write_new
from limberup.person import CheckIn
from limberup.plan import Plan
from limberup.problem import LimberupError, Problem
from limberup.routine import Routine
from limberup.routine_file import format_routine, step_dose
from limberup.safety.decision import Verdict
from limberup.taking.exercise_list import looks_like_json, read_list
from limberup.taking.routine import Sent, free_name, read_sent, same_as, text_to_keep
from limberup.texts import tr
from limberup_tui.house import House
from limberup_tui.routines import own_files
from limberup_tui.words import dose_words

__all__ = ["Preview", "PreviewLine", "chosen_name", "keep_given", "pasted", "preview"]

NAMED = 6
"""Most exercises that are named among what is left out of a list."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What becomes of one step."""

    mark: str
    """ "" as it was sent, "!" done differently, "-" left out."""
    name: str
    dose: str
    """In words; "left out" where it is not done."""
    why: tuple[str, ...] = ()
    """What was decided, a sentence each with its rule."""
    note: str = ""
    """What whoever sent it wrote beside it."""

    @property
    def more(self) -> tuple[str, ...]:
        """What stands below the exercise: the note as it was written, then the reasons."""
        return (f'"{self.note}"', *self.why) if self.note else self.why


@dataclass(frozen=True, slots=True)
class Preview:
    """What the rules make of a routine if it were done now, with no pain."""

    plan: Plan
    state: str
    """One sentence about the day as a whole."""
    lines: tuple[PreviewLine, ...]

    @property
    def summary(self) -> str:
        """How many steps stay as they were sent, are changed and are left out."""
        marks = [line.mark for line in self.lines]
        same, changed, out = marks.count(""), marks.count("!"), marks.count("-")
        parts = [tr("{same} as sent").format(same=same)] * bool(same) + [
            tr("{changed} done differently").format(changed=changed)
        ] * bool(changed)
        return ", ".join([*parts, *([tr("{out} left out").format(out=out)] * bool(out))])


def preview(house: House, routine: Routine) -> Preview:
    """Return what the rules make of a routine for this person now; the house must have read its contents."""
    plan = house.plan(routine, CheckIn(house.clock.moment(), 0, 0))
    if plan.gate.blocks:
        blocked = tr("No exercises for now: {why} (rule {rule})").format(
            why=plan.gate.decision.why, rule=plan.gate.decision.rule
        )
        return Preview(plan, blocked, tuple(_filtered(house, routine)))
    lines = []
    for step, line in zip(routine.steps, plan.lines, strict=False):
        why = tuple(
            tr("{why} (rule {rule})").format(why=decision.why, rule=decision.rule) for decision in line.decisions
        )
        if line.planned is None:
            lines.append(PreviewLine("-", line.name, tr("left out"), why, step.note))
            continue
        exercise = house.catalog.get(step.do)
        asked = step_dose(step.dose, exercise) if exercise and step.dose else None
        same = exercise is line.planned.exercise and not why and asked in (None, line.planned.dose)
        if not same and not why and step.dose is not None:
            why = (tr("Sent as {dose}.").format(dose=dose_words(step.dose, exercise)),)
        dose = dose_words(line.planned.dose, line.planned.exercise)
        mark = "" if same or not why else "!"
        lines.append(PreviewLine(mark, line.name, dose, why, step.note))
    return Preview(plan, tr("As it would be today, with no pain:"), tuple(lines))


def _filtered(house: House, routine: Routine) -> list[PreviewLine]:
    """Return the steps with what the filter alone says of them: where a session is blocked there is no plan."""
    judge = house.filter()
    lines = []
    for step in routine.steps:
        exercise = house.catalog.exercise(step.do)
        found = judge(exercise)
        marks = {Verdict.ALLOW: "", Verdict.MODIFY: "!", Verdict.EXCLUDE: "-"}
        why = (
            ()
            if found.verdict is Verdict.ALLOW
            else (tr("{why} (rule {rule})").format(why=found.why, rule=found.decision.rule),)
        )
        dose: Dose = step.dose or exercise.start
        words = tr("left out") if found.verdict is Verdict.EXCLUDE else dose_words(dose, exercise)
        lines.append(PreviewLine(marks[found.verdict], exercise.name, words, why, step.note))
    return lines


def pasted(text: str, house: House, name: str = tr("what was pasted")) -> Sent:
    """Return the routine that a text is: of a routine file, or of a list of exercises as JSON.

    Raises:
        LimberupError: with everything that is wrong with it, or that no exercise in the list is one of ours.
    """
    if not looks_like_json(text):
        return read_sent(text, house.catalog, name)
    listing = read_list(text, house.catalog, name)
    if not listing.routine.steps:
        raise LimberupError(Problem(name, "", tr("none of its exercises is one that limberup has")))
    out = [left.listed.name for left in listing.left_out]
    more = tr(" and {out} more").format(out=len(out) - NAMED) if len(out) > NAMED else ""
    notes = (
        (
            tr("Left out, because limberup has no such exercise: {out}{more}.").format(
                out=", ".join(out[:NAMED]), more=more
            ),
        )
        if out
        else ()
    )
    return Sent(listing.routine, format_routine(listing.routine), notes)


def chosen_name(house: House, sent: Sent, by: str, wanted: str = "") -> tuple[str, str]:
    """Return under which name and slug a routine will be kept.

    Args:
        house: For the routines there are: none of them is replaced or hidden.
        sent: The routine.
        by: Who gave it, or "".
        wanted: The name that the person wants, or "" for its own or one like it.

    Raises:
        LimberupError: the name that they want is taken, or the routine is there already.
    """
    own, _ = own_files(house.home)
    who = by or sent.routine.given_by
    if not wanted and (twin := same_as(sent.routine, (one.routine for one in own if one.routine))):
        what = tr("is there already, as {slug}").format(slug=twin.slug)
        raise LimberupError(Problem(sent.routine.name, "", what, tr("Give it another name to keep both")))
    packs = house.catalog.routines.values()
    names = {*(one.name for one in own), *(routine.name for routine in packs)}
    # A file that is there under whatever name is never replaced.
    slugs = {*(one.slug for one in own), *(routine.slug for routine in packs)}
    name, slug = free_name(wanted or sent.routine.name, who, names, slugs)
    if wanted and name != wanted:
        what = tr("there is a routine called {wanted!r} already").format(wanted=wanted)
        raise LimberupError(
            Problem("routines", "", what, tr("Give it another name, such as {name!r}").format(name=name))
        )
    return name, slug


def keep_given(house: House, sent: Sent, name: str, slug: str, by: str) -> Routine:
    """Keep a routine as a file of the person's own, with who gave it and today's date; return it.

    Raises:
        LimberupError: it can't be written, or another was written under that name meanwhile.
    """
    today = house.clock.moment().date()
    text = text_to_keep(sent, name, by, today)
    path = house.home.routines / f"{slug}.toml"
    if not write_new(path, text):
        raise LimberupError(Problem(str(path), "", tr("is there already"), tr("Give it another name")))
    return replace(sent.routine, name=name, slug=slug, given_by=by or sent.routine.given_by, given=today)
