"""You: what limberup knows of the person. All of it can be changed at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import work

from limberup.person import DURATIONS, MOST_GOALS, Person
from limberup.safety.conditions import CONDITIONS
from limberup.texts import tr
from limberup_tui import screening
from limberup_tui.asked import FIRST_LOOK, agreed_words
from limberup_tui.fields import HOW_LONG
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.form import FormPage, Row, choice_rows
from limberup_tui.screens.pick import country_list
from limberup_tui.screens.room import RoomRows, with_room
from limberup_tui.screens.settings import SettingsPage
from limberup_tui.screens.welcome import Welcome

__all__ = ["You"]


OPENED = ("conditions", "reasons", "flags", "agreed", "signs", "again", "country", "goals", "settings", "read")
"""Rows that have a screen of their own."""


class You(FormPage[None]):
    """A list of what can be changed."""

    TITLE_WORDS = tr("You")
    INTRO = tr("What limberup knows of you stays on this machine. Enter and arrows change it.")

    def on_mount(self) -> None:
        """Fill the list."""
        self.room = RoomRows(self.house.catalog)
        super().on_mount()

    def rows(self) -> list[Row]:
        """Return what is known, under three headings."""
        person = self.house.person
        read = (
            tr("read {acknowledged:%d.%m.%Y}").format(acknowledged=person.acknowledged)
            if person.acknowledged
            else tr("not yet")
        )
        rows = [
            Row("", tr("Your health")),
            *self._health(person),
            Row("", tr("You and your room")),
            *self.room.rows(person),
            Row(
                "goals",
                tr("To do better"),
                ", ".join(person.goals) or tr("nothing yet"),
                tr("What you want to do better."),
            ),
            Row("", "limberup"),
            Row("settings", tr("Settings"), tr("colours, sounds, pace, keys"), tr("How you like it.")),
            Row("read", tr("What this is not"), read),
        ]
        return [replace(row, does=tr("Open")) if row.key in OPENED else row for row in rows]

    def _health(self, person: Person) -> list[Row]:
        conditions = ", ".join(CONDITIONS[id_].label for id_ in CONDITIONS if id_ in person.conditions)
        count = len(person.open_flags)
        flags = (
            tr("{count} open: no exercises until a clinician agrees").format(count=count) if count else tr("none open")
        )
        signs = tr("{signs} ticked").format(signs=len(person.signs)) if person.signs else tr("none ticked")
        if person.duration != DURATIONS[-1] and not person.signs:
            signs = tr("asked once it has hurt for over 12 weeks")
        screened = (
            tr("last gone through {screened:%d.%m.%Y}").format(screened=person.screened)
            if person.screened
            else tr("not yet")
        )
        duration, assessed = choice_rows(HOW_LONG, person)
        if person.duration == DURATIONS[-1] and person.assessed is False:
            assessed = replace(assessed, hint=FIRST_LOOK)
        return [
            Row(
                "conditions",
                tr("Conditions"),
                conditions or tr("none ticked"),
                tr("Exercises are left out or changed to suit."),
            ),
            Row(
                "reasons",
                tr("Ask first"),
                tr("surgery, injury, pregnancy and the like"),
                tr("Whether somebody has to agree."),
            ),
            Row("flags", tr("Warning signs"), flags, tr("What you ticked, and what to do about it."), loud=bool(count)),
            Row(
                "agreed",
                tr("Clearances"),
                ", ".join(agreed_words(person)) or tr("nothing noted"),
                tr("What a clinician has agreed to. Each can be taken back."),
            ),
            duration,
            assessed,
            Row(
                "signs",
                tr("Signs"),
                signs,
                tr("What a doctor should know of where there are several. They block nothing."),
            ),
            Row("again", tr("Questions again"), screened, tr("Go through them now, as limberup asks every two weeks.")),
        ]

    def change(self, key: str, step: int) -> None:
        """Change one row, or open what belongs to it."""
        if choice := next((choice for choice in HOW_LONG if choice.name == key), None):
            value = getattr(choice.turned(self.house.person, step), key)
            self._update(lambda person: replace(person, **{key: value}))
        elif key in OPENED:
            if step >= 0:
                self._open(key)
        else:
            told = self.room.changed(self.house.person, key, step)
            if told != self.house.person:
                self._update(lambda person: with_room(person, told))

    def _update(self, change: Callable[[Person], Person]) -> None:
        self.limberup.keep(lambda: self.house.update_person(change))

    @work(exclusive=True, group="you-question")
    async def _open(self, key: str) -> None:
        wait, app, person = self.app.push_screen_wait, self.limberup, self.house.person
        match key:
            case "conditions":
                await screening.ask_conditions(app)
            case "reasons":
                await screening.ask_reasons(app)
            case "flags":
                await wait(Blocked())
            case "agreed":
                await wait(Agreed())
            case "signs":
                await screening.ask_signs(app)
            case "again":
                await screening.rescreen(app)
            case "goals":
                await screening.ask_goals(app, most=MOST_GOALS)
            case "country":
                code = await wait(country_list(person.country))
                if code is not None:
                    self._update(lambda person: replace(person, country=code))
            case "settings":
                await wait(SettingsPage())
            case "read":
                if await wait(Welcome()):
                    app.keep(self.house.acknowledge)
        self.show_rows()
