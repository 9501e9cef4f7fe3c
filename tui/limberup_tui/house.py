"""What all screens share: the person's files, the packs and the clock. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from limberup.catalog import Catalog
from limberup.files import locked
from limberup.history.open_sessions import Left, OpenSessions
from limberup.history.record import Record
from limberup.history.store import History
from limberup.packs.manager import Loaded, load
from limberup.paths import Home
from limberup.person import CheckIn, Person
from limberup.person_file import load_person, save_person
from limberup.plan import Plan, make_plan
from limberup.problem import Problem
from limberup.routine import Routine
from limberup.settings import Settings, load_settings, save_settings
from limberup_tui.clock import Clock
from limberup_tui.routines import own_routines

__all__ = ["Contents", "House"]

RECENT = 60
"""Records that are read at the start: the rules look back two weeks, and Today shows the last few."""


@dataclass(frozen=True)
class Contents:
    """What is read from disk at the start, in the background."""

    loaded: Loaded
    own: tuple[Routine, ...]
    records: tuple[Record, ...]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...] = ()


@dataclass
class House:
    """The person's things. Screens read its values and call its methods; all of it on one thread."""

    home: Home
    clock: Clock = field(default_factory=Clock)
    safe: bool = False
    person: Person = field(default_factory=Person)
    settings: Settings = field(default_factory=Settings)
    contents: Contents | None = None

    def __post_init__(self) -> None:
        self._unwritten: list[Callable[[Person], Person]] = []
        self.history = History(self.home.history)
        self.open = OpenSessions(self.home.open)

    def read_small(self) -> None:
        """Read the person and the settings: small, and wanted before anything is shown.

        Raises:
            LimberupError: a file is damaged; nothing may start without knowing the person's flags.
        """
        self.person = load_person(self.home.person)
        self.settings = load_settings(self.home.settings)

    def read_contents(self, loaded: Loaded | None = None) -> Contents:
        """Read packs, routines, the newest records and the sessions left open. Safe to call in a thread."""
        loaded = loaded or load(safe=self.safe, folder=self.home.packs)
        own, problems = own_routines(self.home)
        records, more = self.history.newest(RECENT)
        left = self.open.left(loaded.catalog)
        more += [found.problem for found in left if found.problem]
        return Contents(loaded, tuple(own), tuple(records), tuple(left), (*problems, *more))

    @property
    def catalog(self) -> Catalog:
        """The catalog, empty until the packs have been read."""
        return self.contents.loaded.catalog if self.contents else Catalog()

    @property
    def records(self) -> tuple[Record, ...]:
        """The newest records, newest first."""
        return self.contents.records if self.contents else ()

    @property
    def routines(self) -> list[Routine]:
        """Own routines first, then the packs'."""
        own = list(self.contents.own) if self.contents else []
        return own + list(self.catalog.routines.values())

    def refresh(self) -> None:
        """Read routines, records and open sessions again, after something was written."""
        if self.contents:
            self.contents = self.read_contents(self.contents.loaded)

    def update_person(self, change: Callable[[Person], Person]) -> None:
        """Change what is known of the person: in the file as it is now, which another terminal may have changed.

        The change counts from now on, also where it can't be written.

        Raises:
            LimberupError: the file can't be read or written; it is as it was.
        """
        self._unwritten.append(change)
        self.person = change(self.person)
        with locked(self.home.config / ".person.lock"):
            self.reread_person()
            save_person(self.home.person, self.person)
        self._unwritten.clear()

    def reread_person(self) -> None:
        """Take over what another terminal has noted of the person, red flags above all.

        Raises:
            LimberupError: the file is damaged.
        """
        person = load_person(self.home.person)
        # What could not be written counts all the same: a full disk must not make a red flag go away.
        for change in self._unwritten:
            person = change(person)
        self.person = person

    def save_settings(self, settings: Settings) -> None:
        """Keep how they like it.

        Raises:
            LimberupError: it can't be written.
        """
        self.settings = settings
        save_settings(self.home.settings, settings)

    def plan(self, routine: Routine, check_in: CheckIn) -> Plan:
        """Return today's plan of a routine."""
        return make_plan(routine, self.catalog, self.person, check_in, self.records)

    def acknowledge(self) -> None:
        """Note that what limberup is not has been read today.

        Raises:
            LimberupError: it can't be written.
        """
        today = self.clock.moment().date()
        self.update_person(lambda person: replace(person, acknowledged=today))
