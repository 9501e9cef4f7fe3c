"""A library card: everything there is to know of one exercise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Rung, Shown
from limberup.muscles import find_muscle
from limberup.person import Person
from limberup.safety.decision import Verdict
from limberup.safety.walk import Judge
from limberup.text import clean
from limberup.texts import tr
from limberup.vocabulary import muscle_name, thing_names
from limberup_tui.screens.base import Page
from limberup_tui.widgets.figure import FigureView
from limberup_tui.words import dose_words, offer_words, turn_words

__all__ = ["Card", "card_parts", "part_text", "turn_offer", "words_of_never"]

COLUMN = 15
"""Cells for the heading of a part; a longer one has a line of its own."""


def _rung(rung: Rung, catalog: Catalog) -> str:
    parts = []
    if rung.level:
        parts.append(rung.level)
    if rung.exercise:
        found = catalog.get(rung.exercise)
        parts.append(
            found.name if found else tr("{exercise} (not installed)").format(exercise=catalog.name(rung.exercise))
        )
    return tr(", then ").join(part.rstrip(".") for part in parts)


def _muscle(name: str) -> str:
    muscle = find_muscle(name)
    if muscle is None:
        return muscle_name(name)
    # What is said of a muscle has no study behind it that we have seen: it must not read like a finding.
    return f"{muscle_name(name)} - {muscle.function}." + (
        tr(" Often said: {claim}").format(claim=muscle.claim) if muscle.claim else ""
    )


def _sources(exercise: Exercise, catalog: Catalog) -> Iterator[tuple[str, str]]:
    if exercise.source_note:
        yield tr("Dose"), exercise.source_note
    for key in exercise.sources:
        source = catalog.source(key, exercise.pack)
        if source.grade == "own":
            continue
        yield (tr("Source") if source.is_evidence else tr("Common practice")), f"[{key}] {source.text}"


def card_parts(exercise: Exercise, catalog: Catalog, judge: Judge) -> Iterator[tuple[str, str]]:
    """Yield the parts of a card: heading ("" for the first) and text, in order."""
    yield "", exercise.purpose
    fitted = judge(exercise)
    if fitted.verdict is not Verdict.ALLOW:
        yield tr("For you"), fitted.why
    if exercise.shown is Shown.HIDDEN:
        yield tr("Kept aside"), tr("Shown for those who know it; another exercise is preferred.")
    if exercise.shown is Shown.OPT_IN:
        yield tr("Only if you choose it"), tr("Never offered by itself.")
    if exercise.from_week > 1:
        yield tr("Opens"), tr("In week {from_week} of your programme.").format(from_week=exercise.from_week)
    yield tr("Start"), exercise.start_position
    yield tr("Sides"), turn_words(exercise)
    yield tr("How"), "\n".join(f"{number}. {step}" for number, step in enumerate(exercise.how, 1))
    yield tr("Breathing"), exercise.breathing
    yield tr("Feel"), exercise.feel
    yield tr("Take care"), exercise.mistake
    yield tr("When to stop"), exercise.stop
    yield tr("Cautions"), "\n".join(exercise.cautions)
    note = f" ({exercise.start_note})" if exercise.start_note else ""
    aim = f" ({exercise.target_note})" if exercise.target_note else ""
    yield tr("Begin with"), dose_words(exercise.start, exercise) + note
    yield tr("Aim for"), dose_words(exercise.target, exercise) + aim
    yield tr("Easier"), _rung(exercise.easier, catalog)
    yield tr("Harder"), _rung(exercise.harder, catalog)
    needs = [
        *thing_names(exercise.equipment),
        *(tr("{thing} (if you like)").format(thing=thing) for thing in thing_names(exercise.equipment_optional)),
    ]
    yield tr("You need"), ", ".join(needs) or tr("nothing")
    yield tr("Works"), "\n".join(map(_muscle, exercise.muscles))
    yield tr("Also called"), ", ".join(exercise.aliases)
    yield from _sources(exercise, catalog)


def part_text(heading: str, text: str, width: int) -> Text:
    """Return a part of a card wrapped to so many cells, its heading in a column of its own."""
    room = max(24, width - COLUMN)
    lines = [line for part in clean(text, lines=True).split("\n") for line in textwrap.wrap(part, room) or [""]]
    label = f"{heading}:".ljust(COLUMN) if len(heading) < COLUMN - 1 else f"{heading}:\n{'':{COLUMN}}"
    result = Text(label, style="bold")
    result.append(f"\n{'':{COLUMN}}".join(lines), style="not bold")
    return result


def words_of_never(person: Person, exercise: Exercise | None) -> str:
    """Return what the foot says of the key that never offers an exercise, "" where it says what it always does."""
    return tr("Offer again") if exercise and exercise.id in person.unwanted else ""


def turn_offer(page: Page[None], exercise: Exercise) -> None:
    """Never offer an exercise any more, or offer it again where it was not; and say so."""
    page.limberup.keep(lambda: page.house.update_person(lambda person: person.with_turned(exercise.id)))
    page.app.clear_notifications()
    page.notify(offer_words(exercise, page.house.person), markup=False)


class Card(Page[None]):
    """One exercise."""

    TITLE_WORDS = tr("Library")
    BINDINGS = [Binding("x", "never", tr("Never offer"), id="card.never")]
    DEFAULT_CSS = """
    Card {
        & VerticalScroll { padding: 1 2; }
        & VerticalScroll Static { max-width: 84; }
        & #figures { height: 11; max-width: 84; margin-bottom: 1; }
    }
    """

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self.exercise = exercise
        self.TITLE_WORDS = tr("Library: {exercise}").format(exercise=clean(exercise.name))

    def content(self) -> ComposeResult:
        """Set the parts under each other, headings in a column of their own."""
        with VerticalScroll():
            if self.exercise.figure:
                with Horizontal(id="figures"):
                    yield FigureView(self.exercise.figure, 0.0)
                    yield FigureView(self.exercise.figure, 1.0)
            for heading, text in card_parts(self.exercise, self.house.catalog, self.house.filter()):
                if not text:
                    continue
                if not heading:
                    yield Static(Text(clean(text), style="bold"), markup=False)
                    yield Static("", markup=False)
                    continue
                yield Static(part_text(heading, text, min(84, self.app.size.width - 6)), markup=False)

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: what is never offered can be offered again."""
        return (words_of_never(self.house.person, self.exercise) if action == "never" else "") or words

    async def action_never(self) -> None:
        """Never offer the exercise any more, or again."""
        turn_offer(self, self.exercise)
        await self.recompose()
        self.query_one(VerticalScroll).focus()
