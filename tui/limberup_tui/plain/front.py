"""What the parts of the plain mode share: the house, the conversation, and what is done with what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from limberup.help_numbers import advice_lines
from limberup.packs.rules import restrictions_for
from limberup.person import CheckIn
from limberup.problem import LimberupError
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr
from limberup_tui.asked import blocking_state
from limberup_tui.house import House
from limberup_tui.plain.talk import Talk
from limberup_tui.plain.wording import date_words
from limberup_tui.steps import nothing_starts

__all__ = ["DONE", "NOT_RIGHT", "Front"]

DONE, NOT_RIGHT = 0, 1
"""Exit codes: see docs/using/commands.md."""


@dataclass
class Front:
    """The plain front end."""

    house: House
    talk: Talk
    calm: bool = False
    """Whether as little as possible is to be written."""
    voice: bool = False
    """Whether sessions are spoken, whatever the settings say."""
    kiosk: bool = False
    """Whether no other program may be started."""

    @property
    def today(self) -> date:
        """The local day."""
        return self.house.today

    @property
    def code(self) -> int:
        """The exit code, as things are now: `NOT_RIGHT` where the rules let nothing start."""
        return NOT_RIGHT if self.house.person.open_flags else DONE

    def keep(self, save: Callable[[], None]) -> None:
        """Save something, and say so where it can't be."""
        try:
            save()
        except LimberupError as error:
            self.talk.say(tr("This could not be kept. {problems}").format(problems=error.problems[0]))

    def open_flags(self, ids: Iterable[str]) -> None:
        """Note red flags. They count at once, also where they can't be written."""
        self.keep(partial(self.house.open_flags, ids))

    def clear_flags(self) -> None:
        """Note that a clinician has agreed, for all flags that are open."""
        self.keep(self.house.clear_flags)

    def ask_flag(self, id_: str) -> None:
        """Ask about one red flag; a yes opens it."""
        if self.talk.ask(FLAGS[id_].question, {"y": tr("Yes, or I am not sure"), "n": tr("No")}) == "y":
            self.open_flags([id_])

    def ask_packs(self, checked: CheckIn | None = None) -> None:
        """Ask the rules of packs what they restrict now; those that are programs may take a moment."""
        house = self.house
        if house.contents is None or nothing_starts(house, checked):
            return
        loaded = house.contents.loaded
        if any(info.pack and info.rules for info in loaded.infos):
            self.talk.say(tr("Asking the rules of your packs."))
        answer = restrictions_for(loaded, house.facts(checked))
        house.take_rules(answer)
        self.talk.say(*map(str, answer.problems))

    def tell_blocked(self) -> None:
        """Say what to do where the rules let nothing start: first what to do, then why. A clinician's yes is noted."""
        person, talk = self.house.person, self.talk
        state = blocking_state(frozenset(flag.id for flag in person.open_flags))
        if state is None:
            return
        advice = advice_lines(state, person.country)
        talk.say(tr("No exercises for now."), f"{advice.title}.")
        talk.say(*(f"{number}. {sentence}" for number, sentence in enumerate(advice.first, 1)))
        talk.say(tr("Why: {why}").format(why=" ".join(advice.why)), tr("You ticked:"))
        for flag in person.open_flags:
            words = FLAGS[flag.id].question if flag.id in FLAGS else REASONS[flag.id].question
            since = tr(" Since {date}.").format(date=date_words(flag.since)) if flag.since.year > 1 else ""
            talk.say(f"{words}{since}")
        talk.say(tr("This stays until somebody qualified has looked at it and agreed to exercise."))
        options = {"c": tr("a doctor or physiotherapist has looked at it, and agreed"), "": tr("Close")}
        if talk.ask(tr("What now?"), options) != "c":
            return
        question = tr("Has a doctor or physiotherapist looked at this, and agreed that you may exercise?")
        agreed = {"y": tr("Yes, they have agreed"), "n": tr("No, or not yet")}
        if talk.ask(question, agreed, tr("This is noted with today's date.")) == "y":
            self.clear_flags()
            if not self.house.person.open_flags:
                talk.say(tr("Noted. Begin again when you are ready."))
