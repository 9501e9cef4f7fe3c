"""What a clinician has agreed to, with the days; each can be taken back."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.texts import tr
from limberup_tui.asked import flag_words
from limberup_tui.screens.base import Page
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.widgets.table import ListTable

__all__ = ["Agreed"]


class Agreed(Page[None]):
    """A list of clearances."""

    TITLE_WORDS = tr("What a clinician has agreed to")
    BINDINGS = [Binding("enter", "take_back", tr("Take it back"), id="agreed.back")]

    def content(self) -> ComposeResult:
        """Put what it means over the list."""
        yield Static(
            tr(
                "A clinician has agreed to exercise with these, so they block nothing. "
                "Where that no longer holds, take it back."
            ),
            markup=False,
            classes="say",
        )
        yield ListTable((tr("Agreed"), tr("What")), (10, None), wrap=True, id="agreed", classes="gap")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(ListTable).focus()

    def _show(self) -> None:
        days = self.house.person.clearances
        self.query_one(ListTable).set_rows(
            [(id_, (f"{day:%d.%m.%Y}", flag_words(id_)), "") for id_, day in days.items()]
        )

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_take_back()

    @work(exclusive=True, group="agreed")
    async def action_take_back(self) -> None:
        """Open what the cursor is on again."""
        id_ = self.query_one(ListTable).current
        if id_ is None:
            return
        more = tr("There are no exercises then until a doctor or physiotherapist has agreed again.")
        options = [Option("y", tr("Yes, take it back")), Option("n", tr("No, it still holds"))]
        if (
            await self.app.push_screen_wait(
                Ask(tr("Take this back: {flag}?").format(flag=flag_words(id_)), options, more)
            )
            == "y"
        ):
            self.limberup.open_flags([id_])
            await self.app.push_screen_wait(Blocked())
            self._show()
