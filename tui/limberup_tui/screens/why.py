"""Why: every decision about today, each with its rule in words and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.safety.decision import Decision
from limberup.safety.rules import explain
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.words import decision_words

__all__ = ["Why"]


class Why(Page[None]):
    """Decisions to read; nothing can be changed here."""

    TITLE_WORDS = tr("Why")
    DEFAULT_CSS = """
    Why {
        & VerticalScroll { padding: 1 2 0 2; }
        & VerticalScroll Static { max-width: 88; }
        & .what { text-style: bold; }
        & .rule { color: $secondary; padding-left: 2; margin-bottom: 1; }
    }
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        super().__init__()
        self.decisions = tuple(dict.fromkeys(decisions))

    def content(self) -> ComposeResult:
        """Say what was decided, then the rule behind it."""
        with VerticalScroll():
            if not self.decisions:
                yield Static(tr("Nothing had to be decided here."), markup=False)
            for rule, decisions in groupby(self.decisions, key=explain):
                for decision in decisions:
                    yield Static(decision_words(decision, self.house.catalog), markup=False, classes="what")
                yield Static("\n".join(rule), markup=False, classes="rule")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
