"""You: what limberup knows of the person, and how they like it. All of it can be changed at any time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import REASONS
from limberup.settings import THEMES
from limberup_tui.screens.base import Page
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.dialog import Ask, AskText, Option
from limberup_tui.screens.ticks import Ticks
from limberup_tui.widgets.table import ListTable

__all__ = ["CONDITIONS_INTRO", "REASONS_INTRO", "You", "condition_items", "reason_items"]

REASONS_INTRO = "Tick what is true of you, unless a doctor has already agreed to exercise."
CONDITIONS_INTRO = "Tick what you know you have. Exercises are left out or changed to suit it."


def condition_items() -> dict[str, str]:
    """Return the conditions as lines to tick."""
    return {row.id: row.label[:1].upper() + row.label[1:] for row in CONDITIONS.values()}


def reason_items() -> dict[str, str]:
    """Return the reasons for a clearance as lines to tick."""
    return {reason.id: reason.question for reason in REASONS.values()}


class _AskAge(AskText):
    CSS = AskText.CSS.replace("AskText", "_AskAge")

    def problem(self, text: str) -> str:
        """Return what is wrong with an age, or ""."""
        fits = text.strip().isascii() and text.strip().isdigit() and int(text.strip()[:4]) <= 120
        return "" if fits or not text.strip() else "Write the years as a number, 0 to 120."


class You(Page[None]):
    """A list of what can be changed."""

    TITLE_WORDS = "You"
    BINDINGS = [Binding("enter", "change", "Change", id="you.change")]

    def content(self) -> ComposeResult:
        """Show what is known."""
        yield Static("What limberup knows of you. It stays on this machine.", markup=False, classes="say gap")
        yield ListTable(("", ""), (18, None), show_header=False, wrap=True, id="facts", classes="gap")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(ListTable).focus()

    def _show(self) -> None:
        person, settings = self.house.person, self.house.settings
        conditions = ", ".join(CONDITIONS[id_].label for id_ in CONDITIONS if id_ in person.conditions)
        flags = (
            f"{len(person.open_flags)} open: no exercises until a clinician agrees"
            if person.open_flags
            else "none open"
        )
        acknowledged = person.acknowledged.strftime("%d.%m.%Y") if person.acknowledged else "not yet"
        self.query_one(ListTable).set_rows(
            [
                ("conditions", ("Conditions", conditions or "none ticked"), ""),
                ("reasons", ("Ask first", "surgery, injury, pregnancy and the like"), ""),
                ("flags", ("Warning signs", flags), "bold" if person.open_flags else ""),
                ("side", ("Sore side", person.sore_side or "neither, or both"), ""),
                ("age", ("Age", "not said" if person.age is None else str(person.age)), ""),
                ("massage", ("Self-massage", "offered" if settings.self_massage else "not offered"), ""),
                ("theme", ("Colours", settings.theme.removeprefix("limberup-")), ""),
                ("bell", ("Bell", "on" if settings.bell else "off"), ""),
                ("read", ("What this is not", f"read {acknowledged}"), ""),
            ]
        )

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_change()

    @work(exclusive=True, group="you-question")
    async def action_change(self) -> None:
        """Change what the cursor is on."""
        wait, person = self.app.push_screen_wait, self.house.person
        match self.query_one(ListTable).current:
            case "conditions":
                ticked = await wait(Ticks("Your conditions", CONDITIONS_INTRO, condition_items(), person.conditions))
                if ticked is not None:
                    self._change(conditions=ticked)
            case "reasons":
                ticked = await wait(Ticks("Ask first", REASONS_INTRO, reason_items()))
                if ticked:
                    self.limberup.open_flags(ticked)
                    await wait(Blocked())
            case "flags":
                await wait(Blocked())
            case "side":
                options = [Option("l", "Left"), Option("r", "Right"), Option("n", "Neither, or both")]
                side = await wait(
                    Ask("Which side is sore?", options, "It is worked first, and both are always worked.")
                )
                if side:
                    self._change(sore_side={"l": "left", "r": "right"}.get(side, ""))
            case "age":
                text = await wait(_AskAge("How old are you?", "" if person.age is None else str(person.age)))
                if text is not None:
                    self._change(age=int(text) if text else None)
            case "massage":
                options = [Option("y", "Yes, offer it in the builder"), Option("n", "No")]
                more = "With a roller or ball. Not over wounds, numb or fragile skin or varicose veins."
                answer = await wait(Ask("Do you want exercises of self-massage?", options, more))
                if answer:
                    settings = replace(self.house.settings, self_massage=answer == "y")
                    self.limberup.keep(lambda: self.house.save_settings(settings))
            case "theme":
                options = [Option(str(n), name.removeprefix("limberup-")) for n, name in enumerate(THEMES, 1)]
                answer = await wait(Ask("Which colours?", options))
                if answer:
                    self.limberup.action_theme(THEMES[int(answer) - 1])
            case "bell":
                self.limberup.action_bell_switch()
            case "read":
                from limberup_tui.screens.welcome import Welcome

                if await wait(Welcome()):
                    self.limberup.keep(self.house.acknowledge)
        self._show()

    def _change(self, **facts: Any) -> None:
        self.limberup.keep(lambda: self.house.update_person(lambda person: replace(person, **facts)))
