"""After: how it feels now, how hard it was, whether form was kept, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from limberup.texts import tr
from limberup_tui.asked import FORM_INTRO
from limberup_tui.screens.scales import ScalePage
from limberup_tui.screens.ticks import Ticks
from limberup_tui.steps import LONGEST_NOTE
from limberup_tui.terminal import border
from limberup_tui.widgets.scale import Scale

__all__ = ["After", "AfterAnswers"]


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What was said after a session; None where nothing was."""

    pain: int | None = None
    effort: int | None = None
    note: str = ""
    form_lost: frozenset[str] = frozenset()
    """Ids of the exercises whose good form was lost."""


class Note(Input):
    """The line of text. Its Enter comes after all that was typed before it, and stands in the foot."""

    BINDINGS = [Binding("enter", "submit", tr("Save and close"), id="after.note")]


class After(ScalePage[AfterAnswers]):
    """Asks a few things, each of which may be left out. Whatever is done here, the session is kept."""

    TITLE_WORDS = tr("After the session")
    BINDINGS = [
        Binding("enter", "go_on", tr("Next"), id="after.next"),
        Binding("ctrl+f", "form", tr("Not done well"), id="after.form"),
        Binding("ctrl+s", "keep", tr("Save now"), id="after.save"),
        Binding("escape", "keep", tr("Save and close"), id="after.close"),
    ]
    # The frame shows where to write also where few colours leave the line no ground of its own.
    DEFAULT_CSS = f"""
    After Input {{
        margin: 0 1; border: {border()} $secondary;
        &:focus {{ border: {border()} $primary; }}
    }}
    After #unsaid {{ display: none; margin-bottom: 1; color: $text-error; text-style: bold; }}
    """

    def __init__(self, summary: str, done: Mapping[str, str] | None = None) -> None:
        """Make the screen.

        Args:
            summary: What was done, in a sentence.
            done: Names of the exercises that were done, by id.
        """
        super().__init__()
        self.summary = summary
        self.done = dict(done or {})
        self.form_lost: frozenset[str] = frozenset()

    def content(self) -> ComposeResult:
        """Ask."""
        with VerticalScroll(can_focus=False):
            yield Static(self.summary, markup=False, classes="say gap")
            pain = tr("How much does it hurt now? Moving counts too.")
            yield Scale(pain, tr("no pain"), tr("worst"), id="pain")
            yield Static(tr("No number yet: Enter again leaves it out."), markup=False, classes="say", id="unsaid")
            yield Scale(tr("How hard was it?"), tr("no effort"), tr("all I have"), id="effort")
            yield Static("", markup=False, classes="say", id="form")
            yield Static(tr("A note, if you like:"), markup=False, classes="say gap")
            yield Note(max_length=LONGEST_NOTE, id="note")
            yield Static(tr("Every answer may be left out. Up: the one before."), markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin with the pain."""
        super().on_mount()
        self._say_form()

    def _say_form(self) -> None:
        names = ", ".join(name for id_, name in self.done.items() if id_ in self.form_lost)
        words = (
            tr("Not done well: {names}   (Ctrl+F changes it)").format(names=names)
            if names
            else tr("Apart from pain, was there an exercise you could not do well? Then press Ctrl+F.")
        )
        self.query_one("#form", Static).update(words)

    def action_form(self) -> None:
        """Tick what could not be done in good form to its end."""
        self.app.push_screen(Ticks(tr("What was not done well?"), FORM_INTRO, self.done, self.form_lost), self._formed)

    def _formed(self, ticked: frozenset[str] | None) -> None:
        if ticked is not None:
            self.form_lost = ticked
            self._say_form()

    def action_go_on(self) -> None:
        """Go to the next question; after the last one save."""
        self.enter()

    def enter(self) -> None:
        """Go to the next question; after the last one save."""
        if self.at == len(self.scales):
            self.action_keep()
        elif self._is_stray():
            self.query_one("#unsaid").display = True
        else:
            self.go_to(self.at + 1)

    def _is_stray(self) -> bool:
        """Return whether this Enter may still be meant for the last set: the pain is not to be left out by it."""
        return self.at == 0 and self.scales[0].value is None and not self.query_one("#unsaid").display

    def go_to(self, number: int) -> None:
        """Let a question take the keys; what was said of the first is read by then."""
        super().go_to(number)
        if self.at:
            self.query_one("#unsaid").display = False

    @on(Scale.Chosen)
    def _chosen(self) -> None:
        self.query_one("#unsaid").display = False

    def action_keep(self) -> None:
        """Save what has been said."""
        pain = self.query_one("#pain", Scale).value
        effort = self.query_one("#effort", Scale).value
        note = self.query_one("#note", Input).value.strip()
        self.dismiss(AfterAnswers(pain, effort, note, self.form_lost))
