"""You: what limberup knows of the person, and how they like it. All of it can be changed at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import work

from limberup.equipment import equipment_words
from limberup.person import DURATIONS, MOST_GOALS, Person
from limberup.safety.conditions import CONDITIONS
from limberup_tui import screening
from limberup_tui.asked import FIRST_LOOK, agreed_words
from limberup_tui.fields import HOW_LONG, SETTINGS
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.form import FormPage, Row, choice_rows
from limberup_tui.screens.pick import country_list
from limberup_tui.screens.room import RoomRows, with_room
from limberup_tui.screens.welcome import Welcome

__all__ = ["You"]


class You(FormPage[None]):
    """A list of what can be changed."""

    TITLE_WORDS = "You"
    INTRO = "What limberup knows of you stays on this machine. Enter and arrows change it."

    def on_mount(self) -> None:
        """Fill the list."""
        self.room = RoomRows(equipment_words(self.house.catalog))
        super().on_mount()

    def rows(self) -> list[Row]:
        """Return what is known, under four headings."""
        person = self.house.person
        read = f"read {person.acknowledged:%d.%m.%Y}" if person.acknowledged else "not yet"
        return [
            Row("", "Your health"),
            *self._health(person),
            Row("", "You and your room"),
            *self.room.rows(person),
            Row("goals", "To do better", ", ".join(person.goals) or "nothing yet", "What you want to do better."),
            Row("", "Looks and sounds"),
            *choice_rows(SETTINGS, self.house.settings),
            Row("", "limberup"),
            Row("read", "What this is not", read),
        ]

    def _health(self, person: Person) -> list[Row]:
        conditions = ", ".join(CONDITIONS[id_].label for id_ in CONDITIONS if id_ in person.conditions)
        count = len(person.open_flags)
        flags = f"{count} open: no exercises until a clinician agrees" if count else "none open"
        signs = f"{len(person.signs)} ticked" if person.signs else "none ticked"
        if person.duration != DURATIONS[-1] and not person.signs:
            signs = "asked once it has hurt for over 12 weeks"
        screened = f"last gone through {person.screened:%d.%m.%Y}" if person.screened else "not yet"
        duration, assessed = choice_rows(HOW_LONG, person)
        if person.duration == DURATIONS[-1] and person.assessed is False:
            assessed = replace(assessed, hint=FIRST_LOOK)
        return [
            Row("conditions", "Conditions", conditions or "none ticked", "Exercises are left out or changed to suit."),
            Row("reasons", "Ask first", "surgery, injury, pregnancy and the like", "Whether somebody has to agree."),
            Row("flags", "Warning signs", flags, "What you ticked, and what to do about it.", loud=bool(count)),
            Row(
                "agreed",
                "Clearances",
                ", ".join(agreed_words(person)) or "nothing noted",
                "What a clinician has agreed to. Each can be taken back.",
            ),
            duration,
            assessed,
            Row("signs", "Signs", signs, "What a doctor should know of where there are several. They block nothing."),
            Row("again", "Questions again", screened, "Go through them now, as limberup asks every two weeks."),
        ]

    def change(self, key: str, step: int) -> None:
        """Change one row, or open what belongs to it."""
        if any(choice.name == key for choice in SETTINGS):
            self._set(key, step)
        elif choice := next((choice for choice in HOW_LONG if choice.name == key), None):
            value = getattr(choice.turned(self.house.person, step), key)
            self._update(lambda person: replace(person, **{key: value}))
        elif key in ("conditions", "reasons", "flags", "agreed", "signs", "again", "country", "goals", "read"):
            if step >= 0:
                self._open(key)
        else:
            told = self.room.changed(self.house.person, key, step)
            if told != self.house.person:
                self._update(lambda person: with_room(person, told))

    def _set(self, key: str, step: int) -> None:
        choice = next(choice for choice in SETTINGS if choice.name == key)
        settings = choice.turned(self.house.settings, step)
        if key == "theme":
            self.limberup.action_theme(settings.theme)
        elif key == "bell":
            self.limberup.action_bell_switch()
        else:
            self.limberup.keep(lambda: self.house.save_settings(settings))

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
            case "read":
                if await wait(Welcome()):
                    app.keep(self.house.acknowledge)
        self.show_rows()
