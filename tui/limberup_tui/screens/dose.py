"""The dose of a step, changed with the arrows or typed, and said in words as one does."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from limberup.dose import Dose, DoseError, Measure, format_dose
from limberup.dose_typed import changed_amount, read_typed_dose
from limberup.exercise import Exercise
from limberup.routine_file import step_dose
from limberup.texts import tr
from limberup_tui.screens.dialog import BOX, AskText
from limberup_tui.words import dose_words

__all__ = ["AskDose"]

REST = 45
"""Seconds of rest in the example of what to type."""


class AskDose(AskText):
    """Gives the text of a dose that suits the exercise, as in a routine file, or None where it was left."""

    CSS = f"AskDose {{ {BOX} & #meaning {{ min-height: 1; }} }}"
    WRONG_AT = "#meaning"
    BINDINGS = [
        Binding("up", "change(1)", tr("A larger dose"), show=False, id="dialog.more"),
        Binding("down", "change(-1)", tr("A smaller dose"), show=False, id="dialog.less"),
    ]

    def __init__(self, exercise: Exercise, now: Dose) -> None:
        """Ask for the dose of an exercise, which is `now` so far."""
        super().__init__(tr("How much of {exercise}?").format(exercise=exercise.name), format_dose(now))
        self.exercise = exercise
        self.now = now
        self.meant = now
        """The last dose that what was typed meant."""

    def below(self) -> ComposeResult:
        """Say what the line means, and how it is changed."""
        yield Static("", markup=False, id="meaning")
        yield Static(self._ways(), markup=False, classes="more", id="hint")

    def on_mount(self) -> None:
        """Say what stands there."""
        self._say_meaning(self.text)

    def _ways(self) -> str:
        target = self.exercise.target
        if target.measure is not Measure.WORK:
            target = Dose(2, 10, 5)
        short = str(target.reps) if target.reps is not None else tr("{seconds} s").format(seconds=target.hold)
        example = format_dose(replace(target, rest=REST if target.rest is None else target.rest))
        # i18n: {short} is such as "8" or "20 s", {example} such as "2x10 5s rest 45s"
        how = tr("Up and Down change it, or type: {short}, or {example}").format(short=short, example=example)
        # i18n: {dose} is such as "2 x 15, held 3 s"
        aim = tr("Later, as you get on: {dose}.").format(dose=dose_words(self.exercise.target, self.exercise))
        return f"{aim}\n{how}"

    def _read(self, text: str) -> Dose:
        return step_dose(read_typed_dose(text, self.now, self.exercise), self.exercise)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what it means as far as it is written."""
        event.stop()
        self._say_meaning(event.value)

    def _say_meaning(self, text: str) -> None:
        meaning = self.query_one("#meaning", Static)
        meaning.remove_class("wrong")
        if self.problem(text):
            # It is being typed: it is only wrong once it is given.
            meaning.update("")
        else:
            self.meant = self._read(text)
            words = dose_words(self.meant, self.exercise)
            meaning.update(tr("{written} means {dose}.").format(written=text.strip(), dose=words))

    def action_change(self, by: int) -> None:
        """Ask for more or less than what was meant last."""
        line = self.query_one(Input)
        line.value = format_dose(changed_amount(self.meant, by))
        line.cursor_position = len(line.value)

    def problem(self, text: str) -> str:
        """Return what is wrong with a dose, or ""."""
        try:
            self._read(text)
        except DoseError as error:
            return str(error)
        return ""

    def given(self, text: str) -> str:
        """Return the dose as files have it."""
        return format_dose(self._read(text))
