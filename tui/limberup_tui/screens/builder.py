"""The builder: the catalog on the left, the routine on the right, and what the rules say of each step."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Static

from limberup.counting import within
from limberup.dose import Dose, parse_dose
from limberup.exercise import Exercise, Shown
from limberup.person import CheckIn
from limberup.plan import PlanLine, is_offered
from limberup.routine import Step
from limberup.routine_file import step_dose
from limberup.routine_plan import fitted_steps, stretch_share
from limberup.safety.decision import Verdict
from limberup.texts import tr, trn
from limberup.timeline import PlannedStep, build_timeline
from limberup_tui.routines import doses_of, from_words
from limberup_tui.screens.builder_keeps import KeepingBuilder
from limberup_tui.screens.dose import AskDose
from limberup_tui.widgets.catalog import CatalogList, verdict_mark
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, dose_words

__all__ = ["Builder"]

TWO_PANES = 76
"""Cells in a line from which the catalog and the routine stand beside each other."""


class Builder(KeepingBuilder):
    """Builds one routine."""

    TITLE_WORDS = tr("Builder")
    BINDINGS = [
        Binding("enter", "enter", tr("Add, or dose"), id="builder.enter"),
        Binding("slash", "search", tr("Search"), id="builder.search", priority=True),
        Binding("tab,shift+tab", "pane", tr("Other list"), id="builder.pane", priority=True),
        Binding("x,delete", "remove", tr("Remove"), id="builder.remove"),
        Binding("left_square_bracket,shift+up", "move(-1)", tr("Move up"), id="builder.up"),
        Binding("right_square_bracket,shift+down", "move(1)", tr("Move down"), id="builder.down"),
        Binding("u", "undo", tr("Undo"), id="builder.undo"),
        Binding("s,ctrl+s", "save", tr("Save"), id="builder.save"),
        Binding("p", "play", tr("Start"), id="builder.play"),
        Binding("i", "card", tr("Card"), id="builder.card"),
        Binding("f", "filter_pack", tr("Filter pack"), id="builder.pack"),
        Binding("k", "filter_kind", tr("Filter kind"), id="builder.kind"),
        Binding("n", "rename", tr("Name"), id="builder.name"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]
    # The search line would be styled with the focus, and again when that goes to the list.
    AUTO_FOCUS = "LongList"
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

    def content(self) -> ComposeResult:
        """Put the catalog beside the routine, over what is said of the step."""
        # Before anything is in it: later all of it would be styled anew, and laid out and drawn a second time.
        wide = self.app.size.width >= TWO_PANES
        pane = "in-routine" if self.routine.steps else "in-catalog"
        self.add_class(pane, "-two-panes" if wide else "-one-pane", update=False)
        every = self.house.catalog.exercises.values()
        opted = [x.id for x in every if x.shown is Shown.OPT_IN] if self.house.settings.self_massage else []
        locks = self.house.locks(frozenset(opted))
        self._judge = self.house.filter()
        self._known = self.house.course().last_done
        offered = [x for x in every if is_offered(x) and locks.opens(x)]
        with Horizontal(id="panes"):
            yield CatalogList(self.house.catalog, self._judge, offered, kinds=False)
            with Vertical(id="right"):
                yield Static("", markup=False, id="total")
                yield ListTable(("", tr("Routine"), tr("Dose")), (1, None, 19), wrap=True, id="steps")
        yield Static("", markup=False, id="detail")

    def on_mount(self) -> None:
        """Begin in the catalog, or in the routine where there is one."""
        if self.own:
            self.path = self.house.home.routines / f"{self.routine.slug}.toml"
        self._show()
        self._focus_pane()

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

    @property
    def in_catalog(self) -> bool:
        """Whether the keys are the catalog's now."""
        return not self._in_routine

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
                rows.append(
                    (
                        str(number),
                        ("?", tr("{do} (not installed)").format(do=self.house.catalog.name(step.do)), ""),
                        "dim",
                    )
                )
                continue
            verdict = self._judge(exercise).verdict
            dose = dose_words(doses[number] or exercise.start, exercise)
            style = "dim" if verdict is Verdict.EXCLUDE else ""
            rows.append((str(number), (verdict_mark(verdict), exercise.name, dose), style))
        self._steps.set_rows(rows)
        if at is not None and rows:
            self._steps.move_cursor(row=max(0, min(at, len(rows) - 1)), animate=False)
        mark = tr(" (not saved)") if self.unsaved else ""
        giver = f", {words}" if (words := from_words(self.routine)) else ""
        self.retitle(tr("Builder: {routine}{giver}{mark}").format(routine=self.routine.name, giver=giver, mark=mark))
        self._tell_catalog()
        self._total()
        self._detail()

    def _tell_catalog(self) -> None:
        """Mark in the catalog what is in the routine; where there is no room for both, say how much that is."""
        count = len(self.routine.steps)
        words = tr("; {n} in your routine").format(n=count)
        alone = self.size.width < TWO_PANES and count
        self.query_one(CatalogList).show_taken(set(self._taken()), words if alone else "")

    def _taken(self) -> list[str]:
        """Return the ids of what is in the routine; a file may name it by its slug alone."""
        return [found.id for step in self.routine.steps if (found := self.house.catalog.get(step.do))]

    def on_resize(self) -> None:
        """Say in the catalog what is no longer to be seen beside it."""
        self._tell_catalog()

    def _total(self) -> None:
        planned = self._planned()
        if not planned:
            self.query_one("#total", Static).update(tr("Empty. Enter on an exercise adds it."))
            return
        # As it is led: with time to read the steps of what has not been done before.
        timeline = build_timeline(planned).with_time_to_read(self._known)
        stretch = stretch_share(planned)
        count = trn("{n} exercise", "{n} exercises", len(planned)).format(n=len(planned))
        words = f"{count}, {about_minutes(timeline.seconds)}."
        if stretch is not None:
            share = round(100 * stretch)
            words += tr(" Stretch and mobility {stretch} %, strength {strength} %.").format(
                stretch=share, strength=100 - share
            )
            if not share or share == 100:
                words += tr(" Strength work would balance it.") if share else tr(" A stretch would balance it.")
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
            today = _today_words(self._today_line(self._row))
            text = f"{dose_words(dose, exercise)}. {today or tr('Enter changes the dose.')}"
        else:
            # In the list a long name is cut.
            text = tr("{exercise}: {purpose} {dose} to begin with.").format(
                exercise=exercise.name, purpose=within(exercise.purpose), dose=dose_words(exercise.start, exercise)
            )
        self.query_one("#detail", Static).update(text)

    def _today_line(self, row: int) -> PlanLine | None:
        """Return what the rules would make of a step if it were done now, with no pain; None where nothing."""
        check_in = CheckIn(self.house.clock.moment(), 0, 0)
        lines = self.house.plan(self.routine, check_in).lines
        return lines[row] if row < len(lines) and lines[row].decisions else None

    def _exercise(self) -> Exercise | None:
        if not self._in_routine:
            return self.query_one(CatalogList).current
        row = self._row
        return self.house.catalog.get(self.routine.steps[row].do) if row < len(self.routine.steps) else None

    # What is done

    @on(CatalogList.Picked)
    def _picked(self, event: CatalogList.Picked) -> None:
        self._add(event.exercise)

    def _add(self, exercise: Exercise) -> None:
        step = Step(exercise.id, exercise.start)
        at = self._row + 1 if self.routine.steps else 0
        self._change(self.routine.with_step(step, at), at)
        # One word at a time: two of them would cover the search line and the total.
        self.app.clear_notifications()
        count = self._taken().count(exercise.id)
        if count > 1:
            told = trn(
                "Added {exercise} once more: it is in your routine {n} time. u takes it back.",
                "Added {exercise} once more: it is in your routine {n} times. u takes it back.",
                count,
            )
            self.notify(told.format(exercise=exercise.name, n=count), timeout=4, markup=False)
        elif (line := self._today_line(at)) and line.left_out:
            # Who saves it and starts it at once would wonder where it is.
            # From the cause on: why another takes its place, which rests.
            others = [tr("{other} would take its place.").format(other=line.name)] * (line.name != exercise.name)
            rests, *led = (decision.why for decision in line.decisions)
            why = " ".join((*led, *others, rests))
            told = tr("Added {exercise}. Today it will be left out: {why}").format(exercise=exercise.name, why=why)
            # Long enough for two words a second: what is gone too soon leaves one in doubt.
            self.notify(told, timeout=max(6, len(told.split()) / 2), markup=False)
        elif self.has_class("-one-pane"):
            self.notify(tr("Added {exercise}.").format(exercise=exercise.name), timeout=2, markup=False)

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
        text = await self.app.push_screen_wait(AskDose(exercise, self._dose(row) or exercise.start))
        if text is not None:
            self._change(self.routine.with_dose(row, step_dose(parse_dose(text), exercise)), row)

    def action_pane(self) -> None:
        """Go from the catalog to the routine, or back."""
        to_routine = not self._in_routine
        self.update_classes({"in-routine": to_routine, "in-catalog": not to_routine})
        self._focus_pane()
        self._detail()
        self.refresh_bindings()

    def _focus_pane(self) -> None:
        if self._in_routine:
            self.set_focus(self._steps)
        else:
            self.query_one(CatalogList).focus_list()

    def action_search(self) -> None:
        """Go to the search line."""
        if self._in_routine:
            self.action_pane()
        # What was told of the last one covers the line that is typed in.
        self.app.clear_notifications()
        super().action_search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what changes a step only in the routine, and the catalog's own keys only there."""
        if action in ("remove", "move"):
            return self._in_routine
        if action in ("filter_pack", "filter_kind"):
            return not self._in_routine
        return super().check_action(action, parameters)

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: which list it acts on, or leads to."""
        return {
            "enter": tr("Dose") if self._in_routine else tr("Add"),
            "pane": tr("All exercises") if self._in_routine else tr("Your routine"),
        }.get(action, super().words_of(action, words))

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

    def action_card(self) -> None:
        """Show the exercise as a card."""
        from limberup_tui.screens.card import Card

        if exercise := self._exercise():
            self.app.push_screen(Card(exercise), lambda _: self._judge_anew())

    def _judge_anew(self) -> None:
        """Take over what the card may have changed."""
        self._judge = self.house.filter()
        self.query_one(CatalogList).judge_anew(self._judge)
        self._show(self._row)


def _today_words(line: PlanLine | None) -> str:
    """Return what the rules make of a step, and why; "" where nothing."""
    if line is None:
        return ""
    asked = (
        tr("Today: {dose}. ").format(dose=dose_words(line.planned.dose, line.planned.exercise))
        if line.planned
        else tr("Not today. ")
    )
    return asked + " ".join(decision.why for decision in line.decisions)
