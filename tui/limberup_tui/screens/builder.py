"""The builder: the catalog on the left, the routine on the right, and what the rules say of each step."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Input, Static

from limberup.dose import Dose, DoseError, format_dose, parse_dose
from limberup.exercise import Exercise, Shown
from limberup.files import write_new, write_whole
from limberup.person import CheckIn
from limberup.plan import is_offered
from limberup.problem import LimberupError
from limberup.routine import Routine, Step
from limberup.routine_file import format_routine, slug_for, step_dose, update_routine_text
from limberup.routine_plan import fitted_steps, stretch_share
from limberup.safety.decision import Verdict
from limberup.timeline import PlannedStep, build_timeline
from limberup.tomlread import read_text
from limberup_tui.routines import doses_of, from_words
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, AskDose, AskText, Option
from limberup_tui.widgets.catalog import CatalogList, verdict_mark
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, dose_words

__all__ = ["Builder"]


def _copy(routine: Routine, name: str) -> Routine:
    """Return a routine of one's own with the same steps; how long it takes is kept only where it is filled to that."""
    minutes = routine.minutes if routine.fill else None
    return Routine(name, routine.steps, "", "", routine.summary, minutes, routine.holds, routine.fill)


class Builder(Page[None]):
    """Builds one routine."""

    TITLE_WORDS = "Builder"
    BINDINGS = [
        Binding("enter", "enter", "Add, or dose", id="builder.enter"),
        Binding("slash", "search", "Search", id="builder.search", priority=True),
        Binding("tab,shift+tab", "pane", "Other side", id="builder.pane", priority=True),
        Binding("x,delete", "remove", "Remove", id="builder.remove"),
        Binding("left_square_bracket,shift+up", "move(-1)", "Up", id="builder.up"),
        Binding("right_square_bracket,shift+down", "move(1)", "Down", id="builder.down"),
        Binding("u", "undo", "Undo", id="builder.undo"),
        Binding("s,ctrl+s", "save", "Save", id="builder.save"),
        Binding("p", "play", "Play", id="builder.play"),
        Binding("i", "card", "Card", id="builder.card"),
        Binding("f", "filter_pack", "Filter pack", id="builder.pack"),
        Binding("k", "filter_kind", "Filter kind", id="builder.kind"),
        Binding("n", "rename", "Name", id="builder.name"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (76, "-two-panes")]
    DEFAULT_CSS = """
    Builder {
        & #panes { height: 1fr; }
        & CatalogList { width: 5fr; }
        & #right { width: 6fr; border-left: vkey $panel; }
        & #total { height: auto; padding: 0 1; color: $secondary; min-height: 2; }
        & #detail { height: auto; min-height: 3; max-height: 5; padding: 0 1; border-top: solid $panel; }
        &.-one-pane #right { border-left: none; }
        &.-one-pane.in-catalog #right { display: none; }
        &.-one-pane.in-routine CatalogList { display: none; }
    }
    """

    def __init__(self, routine: Routine | None = None) -> None:
        """Begin with a routine, or with none; a pack's routine is copied."""
        super().__init__()
        first = routine or Routine("New routine")
        self.path: Path | None = None
        # What limberup chose for today has no file yet, so it is a copy too.
        self.own = bool(routine and not routine.pack and routine.slug)
        self.routine = first if self.own else _copy(first, first.name)
        if routine and routine.pack:
            self.routine = _copy(first, f"My {first.name[:1].lower()}{first.name[1:]}")
        self.saved = self.routine
        self.history: list[Routine] = []

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.routine != self.saved and bool(self.routine.steps or self.history)

    def content(self) -> ComposeResult:
        """Put the catalog beside the routine, over what is said of the step."""
        every = self.house.catalog.exercises.values()
        opted = [x.id for x in every if x.shown is Shown.OPT_IN] if self.house.settings.self_massage else []
        locks = self.house.locks(frozenset(opted))
        self._judge = self.house.filter()
        offered = [x for x in every if is_offered(x) and locks.opens(x)]
        with Horizontal(id="panes"):
            yield CatalogList(self.house.catalog, self._judge, offered, kinds=False)
            with Vertical(id="right"):
                yield Static("", markup=False, id="total")
                yield ListTable(("", "Routine", "Dose"), (1, None, 17), wrap=True, id="steps")
        yield Static("", markup=False, id="detail")

    def on_mount(self) -> None:
        """Begin in the catalog, or in the routine where there is one."""
        if self.own:
            self.path = self.house.home.routines / f"{self.routine.slug}.toml"
        self.add_class("in-catalog")
        self._show()
        if self.routine.steps:
            self.action_pane()
        else:
            self.query_one(CatalogList).focus_list()

    # What is shown

    @property
    def _steps(self) -> ListTable:
        return self.query_one("#steps", ListTable)

    @property
    def _row(self) -> int:
        """The step that the cursor is on."""
        return max(0, min(self._steps.cursor_row, len(self.routine.steps) - 1))

    @property
    def _in_routine(self) -> bool:
        return self.has_class("in-routine")

    def _planned(self) -> list[PlannedStep]:
        return fitted_steps(self.routine, self.house.catalog)

    def _dose(self, row: int) -> Dose | None:
        """Return the dose of a step as it will be done; None where no pack in use has its exercise."""
        return doses_of(self.routine, self.house.catalog)[row]

    def _show(self, at: int | None = None) -> None:
        rows = []
        doses = doses_of(self.routine, self.house.catalog)
        for number, step in enumerate(self.routine.steps):
            exercise = self.house.catalog.get(step.do)
            if exercise is None:
                rows.append((str(number), ("?", f"{self.house.catalog.name(step.do)} (not installed)", ""), "dim"))
                continue
            verdict = self._judge(exercise).verdict
            dose = format_dose(doses[number] or exercise.start)
            style = "dim" if verdict is Verdict.EXCLUDE else ""
            rows.append((str(number), (verdict_mark(verdict), exercise.name, dose), style))
        self._steps.set_rows(rows)
        if at is not None and rows:
            self._steps.move_cursor(row=max(0, min(at, len(rows) - 1)), animate=False)
        mark = " (not saved)" if self.unsaved else ""
        giver = f", {words}" if (words := from_words(self.routine)) else ""
        self.retitle(f"Builder: {self.routine.name}{giver}{mark}")
        self._total()
        self._detail()

    def _total(self) -> None:
        planned = self._planned()
        if not planned:
            self.query_one("#total", Static).update("Empty. Enter on an exercise adds it.")
            return
        timeline = build_timeline(planned)
        stretch = stretch_share(planned)
        count = "1 exercise" if len(planned) == 1 else f"{len(planned)} exercises"
        words = f"{count}, {about_minutes(timeline.seconds)}."
        if stretch is not None:
            share = round(100 * stretch)
            words += f" Stretch and mobility {share} %, strength {100 - share} %."
            if not 30 <= share <= 70:
                words += (
                    " Nearly all of one sort." if 0 < share < 100 else f" No {'strength' if share else 'stretch'} yet."
                )
        self.query_one("#total", Static).update(words)

    def _detail(self) -> None:
        exercise = self._exercise()
        if exercise is None:
            self.query_one("#detail", Static).update("")
            return
        fitted = self._judge(exercise)
        if fitted.verdict is not Verdict.ALLOW:
            text = fitted.why
        elif self._in_routine:
            dose = self._dose(self._row) or exercise.start
            text = f"{dose_words(dose, exercise)}. {self._today_words(self._row) or 'Enter changes the dose.'}"
        else:
            text = f"{exercise.purpose} {dose_words(exercise.start, exercise)} to begin with."
        self.query_one("#detail", Static).update(text)

    def _today_words(self, row: int) -> str:
        """Return what the rules would make of a step if it were done now, with no pain; "" where nothing."""
        check_in = CheckIn(self.house.clock.moment(), 0, 0)
        lines = self.house.plan(self.routine, check_in).lines
        if row >= len(lines) or not lines[row].decisions:
            return ""
        line = lines[row]
        asked = f"Today: {dose_words(line.planned.dose, line.planned.exercise)}. " if line.planned else "Not today. "
        return asked + " ".join(decision.why for decision in line.decisions)

    def _exercise(self) -> Exercise | None:
        if not self._in_routine:
            return self.query_one(CatalogList).current
        row = self._row
        return self.house.catalog.get(self.routine.steps[row].do) if row < len(self.routine.steps) else None

    # What is done

    def _change(self, routine: Routine, at: int | None = None) -> None:
        if routine != self.routine:
            self.history.append(self.routine)
            self.routine = routine
        self._show(at)

    @on(CatalogList.Picked)
    def _picked(self, event: CatalogList.Picked) -> None:
        self._add(event.exercise)

    def _add(self, exercise: Exercise) -> None:
        step = Step(exercise.id, exercise.start)
        at = self._row + 1 if self.routine.steps else 0
        self._change(self.routine.with_step(step, at), at)
        if self.has_class("-one-pane"):
            self.notify(f"Added {exercise.name}.", timeout=2, markup=False)

    @on(CatalogList.Moved)
    def _moved(self) -> None:
        self._detail()

    @on(DataTable.RowHighlighted, "#steps")
    def _step_moved(self) -> None:
        self._detail()

    @on(DataTable.RowSelected, "#steps")
    def _step_chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_dose()

    def action_enter(self) -> None:
        """Add the exercise, or change the dose of the step."""
        if self._in_routine:
            self.action_dose()
        elif exercise := self._exercise():
            self._add(exercise)

    @work(exclusive=True, group="builder-question")
    async def action_dose(self) -> None:
        """Change the dose of the step."""
        exercise, row = self._exercise(), self._row
        if exercise is None or not self._in_routine:
            return
        now = self._dose(row) or exercise.start
        start, target = exercise.start, exercise.target
        hint = (
            f"{format_dose(start)} means {dose_words(start, exercise)}. To aim for: {format_dose(target)}. "
            "A rest between sets is written like: rest 45s"
        )
        text = await self.app.push_screen_wait(AskDose(f"How much of {exercise.name}?", format_dose(now), hint))
        if text is None:
            return
        try:
            dose = step_dose(parse_dose(text), exercise)
        except DoseError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._change(self.routine.with_dose(row, dose), row)

    def action_pane(self) -> None:
        """Go from the catalog to the routine, or back."""
        to_routine = not self._in_routine
        self.set_class(to_routine, "in-routine")
        self.set_class(not to_routine, "in-catalog")
        if to_routine:
            self.set_focus(self._steps)
        else:
            self.query_one(CatalogList).focus_list()
        self._detail()
        self.refresh_bindings()

    def action_search(self) -> None:
        """Go to the search line."""
        if self._in_routine:
            self.action_pane()
        self.query_one(CatalogList).focus_search()

    def action_filter_pack(self) -> None:
        """Show the next pack alone."""
        self.query_one(CatalogList).next_pack()

    def action_filter_kind(self) -> None:
        """Show the next kind alone."""
        self.query_one(CatalogList).next_kind()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what changes a step only in the routine, and the catalog's own keys only there."""
        if action in ("remove", "move"):
            return self._in_routine
        if action in ("filter_pack", "filter_kind"):
            return not self._in_routine
        # In the search line a stroke is a letter like any other.
        return not isinstance(self.focused, Input) if action == "search" else True

    def action_remove(self) -> None:
        """Take the step out."""
        row = self._row
        if self.routine.steps:
            self._change(self.routine.without_step(row), row)

    def action_move(self, by: int) -> None:
        """Move the step up or down."""
        row = self._row
        moved = self.routine.moved(row, by)
        if moved != self.routine:
            self._change(moved, row + by)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.history:
            self.notify("Nothing to undo.", timeout=2, markup=False)
            return
        self.routine = self.history.pop()
        self._show(self._row)

    def action_card(self) -> None:
        """Show the exercise as a card."""
        from limberup_tui.screens.card import Card

        if exercise := self._exercise():
            self.app.push_screen(Card(exercise))

    @work(exclusive=True, group="builder-question")
    async def action_rename(self) -> None:
        """Give the routine another name."""
        name = await self.app.push_screen_wait(AskText("What is this routine called?", self.routine.name))
        if name:
            from dataclasses import replace

            self._change(replace(self.routine, name=name), self._row)

    @work(exclusive=True, group="builder-question")
    async def action_save(self) -> None:
        """Keep the routine as a file."""
        await self._save()

    async def _save(self) -> bool:
        if not self.routine.steps:
            self.notify("Add an exercise first: Enter on one in the catalog.", markup=False)
            return False
        if self.path is None:
            name = await self.app.push_screen_wait(
                AskText("Name this routine", "" if self.routine.name == "New routine" else self.routine.name)
            )
            if not name:
                return False
            return await self._save_new(name)
        try:
            text = update_routine_text(read_text(self.path), self.routine) if self.path.exists() else ""
            write_whole(self.path, text or format_routine(self.routine))
        except LimberupError as error:
            self.say_problem(error)
            return False
        return self._kept()

    async def _save_new(self, name: str) -> bool:
        from dataclasses import replace

        slug = slug_for(name)
        routine = replace(self.routine, name=name, slug=slug)
        path = self.house.home.routines / f"{slug}.toml"
        try:
            new = write_new(path, format_routine(routine))
            if not new:
                options = [Option("y", "Yes, put this one in its place"), Option("n", "No, keep the old one")]
                question = f"There is a routine file {path.name} already. Replace it?"
                if await self.app.push_screen_wait(Ask(question, options, weighs=True)) != "y":
                    return False
                write_whole(path, format_routine(routine))
        except LimberupError as error:
            self.say_problem(error)
            return False
        self.routine, self.path = routine, path
        return self._kept()

    def _kept(self) -> bool:
        self.saved = self.routine
        self.limberup.last_routine = self.routine.id
        self.limberup.refresh_contents()
        self._show(self._row)
        self.notify(f"Saved as {self.path}", timeout=4, markup=False)
        return True

    @work(exclusive=True, group="builder-question")
    async def action_play(self) -> None:
        """Go to the check-in with this routine; save it first where it is not."""
        if self.unsaved and not await self._save():
            return
        if self.routine.steps:
            self.app.call_later(partial(self.limberup.play, self.routine))
            self.dismiss(None)

    def action_back(self) -> None:
        """Leave; where something would be lost, ask."""
        self._leave()

    @work(exclusive=True, group="builder-question")
    async def _leave(self) -> None:
        if self.unsaved:
            options = [Option("s", "Save it"), Option("d", "Drop the changes"), Option("escape", "Stay here")]
            answer = await self.app.push_screen_wait(Ask("This routine is not saved.", options))
            if answer == "escape" or (answer == "s" and not await self._save()):
                return
        self.dismiss(None)
