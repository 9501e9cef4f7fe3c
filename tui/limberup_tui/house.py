"""What all screens share: the person's files, the packs and the clock. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from limberup.catalog import Catalog
from limberup.choice import Choice, choose
from limberup.course import MORNING_DAYS, RECENT, Course, course_of, usual_morning
from limberup.evidence import is_evidence
from limberup.files import locked
from limberup.goals import GOALS
from limberup.history.beginning import beginning
from limberup.history.open_sessions import Left, OpenSessions, new_id
from limberup.history.record import CHECK_IN, Record
from limberup.history.store import History
from limberup.packs.choices import PackChoices, apply_choices, load_choices, save_choices, unseen, without
from limberup.packs.manager import Loaded, PackInfo, load
from limberup.packs.rules import Facts, RulesAnswer, switched_off
from limberup.paths import Home
from limberup.person import CheckIn, Person
from limberup.person_file import load_person, save_person
from limberup.plan import Plan, locks_of, make_plan, session_gate
from limberup.problem import LimberupError, Problem
from limberup.review import REVIEW
from limberup.room import room_restrictions
from limberup.routine import Routine
from limberup.routine_plan import fitted_steps
from limberup.run import Run, decision_line
from limberup.safety.decision import Decision, State
from limberup.safety.locks import Locks
from limberup.safety.referral import judge_referral
from limberup.safety.restrict import NONE, Restrictions, filter_of
from limberup.safety.signs import count_signs
from limberup.safety.walk import Judge
from limberup.settings import Settings, load_settings, save_settings
from limberup.timeline import Timeline, build_timeline
from limberup_tui.clock import Clock
from limberup_tui.routines import own_routines

__all__ = ["Contents", "House"]

DAWN = 4
"""Hour of the day from which a new day's morning can be told of."""


@dataclass(frozen=True)
class Contents:
    """What is read from disk at the start, in the background."""

    loaded: Loaded
    own: tuple[Routine, ...]
    records: tuple[Record, ...]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...] = ()
    unseen: tuple[PackInfo, ...] = ()
    """Packs of others that are not used before the person has seen what they bring."""
    started: date | None = None
    """First day of the programme, where the records don't go back so far."""
    early: tuple[Record, ...] = ()
    """Records of its first week, where they are not among the others."""


@dataclass
class House:
    """The person's things. Screens read its values and call its methods; all of it on one thread."""

    home: Home
    clock: Clock = field(default_factory=Clock)
    safe: bool = False
    person: Person = field(default_factory=Person)
    settings: Settings = field(default_factory=Settings)
    contents: Contents | None = None
    pack_choices: PackChoices = field(default_factory=PackChoices)
    restrictions: Restrictions = NONE
    """What the rules of packs restrict, as far as they have been asked (see `ask_packs`)."""

    def __post_init__(self) -> None:
        self._unwritten: list[Callable[[Person], Person]] = []
        self._course: tuple[Contents, Person, datetime, Course] | None = None
        """The last course of now, with what it was made of and the minute of it."""
        self.history = History(self.home.history, self.home.cache)
        self.open = OpenSessions(self.home.open)

    @property
    def today(self) -> date:
        """The local day."""
        return self.clock.moment().date()

    def read_small(self) -> None:
        """Read the person and the settings: small, and wanted before anything is shown.

        Raises:
            LimberupError: a file is damaged; nothing may start without knowing the person's flags.
        """
        self.person = load_person(self.home.person)
        self.settings = load_settings(self.home.settings)
        self.pack_choices = load_choices(self.home.pack_choices)

    def read_contents(self, loaded: Loaded | None = None) -> Contents:
        """Read packs, routines, the newest records and the sessions left open. Safe to call in a thread."""
        loaded = loaded or load(safe=self.safe, folder=self.home.packs, cache=self.home.cache)
        loaded = apply_choices(loaded, self.pack_choices)
        new = unseen(loaded, self.pack_choices)
        loaded = without(loaded, new)
        own, problems = own_routines(self.home)
        records, more = self.history.newest(RECENT)
        started, early = beginning(self.history, records, self.today)
        left = self.open.left(loaded.catalog)
        more += [found.problem for found in left if found.problem]
        return Contents(loaded, tuple(own), tuple(records), tuple(left), (*problems, *more), tuple(new), started, early)

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

    @property
    def left_to_go_on(self) -> Left | None:
        """The session that was left open and can be gone on with, or None."""
        return next(iter(self.all_left), None)

    @property
    def all_left(self) -> list[Left]:
        """All sessions that were left open and can be gone on with, the newest first."""
        return [found for found in self.contents.left if found.run] if self.contents else []

    def is_recorded(self, left: Left) -> bool:
        """Return whether a session that was left open stands in the history already, and only questions are left."""
        return left.run is not None and any(record.id == left.run.id for record in self.records)

    def refresh(self) -> None:
        """Read routines, records and open sessions again, after something was written."""
        if self.contents:
            self.contents = self.read_contents(self.contents.loaded)
            self.keep_names()

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

    def open_flags(self, ids: Iterable[str]) -> None:
        """Note red flags. They count at once, also where they can't be written.

        Raises:
            LimberupError: they can't be written.
        """
        new, today = frozenset(ids), self.today
        self.update_person(lambda person: person.with_flags(new, today))

    def clear_flags(self) -> None:
        """Note that a clinician has agreed, for all flags that are open.

        Raises:
            LimberupError: it can't be written.
        """
        ids, today = {flag.id for flag in self.person.open_flags}, self.today
        self.update_person(lambda person: person.with_cleared(ids, today))

    def save_settings(self, settings: Settings) -> None:
        """Keep how they like it.

        Raises:
            LimberupError: it can't be written.
        """
        was, self.settings = self.settings, settings
        save_settings(self.home.settings, settings, was)

    def take_pack(self, info: PackInfo, *, off: bool) -> None:
        """Note that a pack has been shown, and switch it off where the person wants that.

        Raises:
            LimberupError: that can't be written; it counts until limberup is left.
        """
        self.choose_packs(lambda choices: choices.with_seen(info).with_off(info.id, off))

    def keep_names(self) -> None:
        """Keep the names of those exercises of others that own routines and records name.

        When their pack is gone, nothing else could tell how they were called. Where it can't be written it is left.
        """
        if self.contents is None:
            return
        ids = {step.do for routine in self.contents.own for step in routine.steps}
        ids |= {entry.exercise for record in self.contents.records for entry in record.entries}
        # As they are written there, which may be a bare slug.
        found = ((id_, self.catalog.get(id_)) for id_ in sorted(ids))
        names = {id_: one.name for id_, one in found if one and one.pack not in self.catalog.ours}
        new = {id_: name for id_, name in names.items() if self.pack_choices.names.get(id_) != name}
        if new:
            self.pack_choices = self.pack_choices.with_names(new)
            with suppress(LimberupError), locked(self.home.config / ".packs.lock"):
                save_choices(self.home.pack_choices, load_choices(self.home.pack_choices).with_names(new))

    def choose_packs(self, change: Callable[[PackChoices], PackChoices]) -> None:
        """Switch packs on or off, or note that they were shown. It counts from now on, also where it can't be written.

        Raises:
            LimberupError: it can't be read or written; the file is as it was.
        """
        self.pack_choices = change(self.pack_choices)
        if self.contents:
            loaded = self.contents.loaded
            whole = [replace(info, pack=info.pack or info.unused, unused=None) for info in loaded.infos]
            packs = tuple(info.pack for info in whole if info.pack)
            loaded = Loaded(replace(loaded.catalog, packs=packs), tuple(whole))
            self.contents = self.read_contents(loaded)
            # What a pack restricts that is in use no more is not to stand until the rules are asked again.
            used = {info.id for info in self.contents.loaded.infos if info.pack}
            self.restrictions = Restrictions(tuple(one for one in self.restrictions.all if one.pack in used))
        with locked(self.home.config / ".packs.lock"):
            save_choices(self.home.pack_choices, change(load_choices(self.home.pack_choices)))

    # What is right today

    def course(self, at: datetime | None = None) -> Course:
        """Return what the past tells now, to the minute, or at another moment."""
        contents, person = self.contents, self.person
        if contents is None:
            return Course()
        if at is not None:
            return self._course_at(contents, at)
        # A screen asks several times while it opens, and each time takes milliseconds.
        moment = self.clock.moment()
        minute = moment.replace(second=0, microsecond=0)
        if (known := self._course) and known[0] is contents and known[1] is person and known[2] == minute:
            return known[3]
        course = self._course_at(contents, moment)
        self._course = (contents, person, minute, course)
        return course

    def _course_at(self, contents: Contents, at: datetime) -> Course:
        return course_of(
            contents.records, at, self.catalog, self.person, started=contents.started, early=contents.early
        )

    def plan(self, routine: Routine, check_in: CheckIn, *, easier: bool = False) -> Plan:
        """Return today's plan of a routine."""
        course = self.course(check_in.at)
        return make_plan(routine, self.catalog, self.person, check_in, course, self.restrictions, easier=easier)

    def timeline(self, plan: Plan) -> Timeline:
        """Return a plan as it is led: with time to read the steps of what has not been done before."""
        return plan.timeline.with_time_to_read(self.course().last_done)

    def how_long(self) -> Callable[[Routine], float | None]:
        """Return what tells how many seconds a routine takes as it is led; None where nothing of it is there."""
        known = self.course().last_done

        def seconds(routine: Routine) -> float | None:
            steps = fitted_steps(routine, self.catalog)
            return build_timeline(steps).with_time_to_read(known).seconds if steps else None

        return seconds

    def facts(self, check_in: CheckIn | None = None) -> Facts:
        """Return what the rules of packs may know now; before the check-in as if nothing were unusual."""
        person = self.person
        course = self.course(check_in.at if check_in else None)
        facts = Facts(
            conditions=person.conditions,
            age=45 if person.age is None else person.age,
            sore_side=person.sore_side,
            week=course.week,
        )
        if check_in is None:
            return facts
        return replace(
            facts,
            state=session_gate(person, check_in, course).state,
            rest=check_in.rest,
            move=check_in.move,
            minutes_up=300 if check_in.minutes_up is None else check_in.minutes_up,
        )

    def take_rules(self, answer: RulesAnswer) -> bool:
        """Let what the rules of packs said count from now on; a pack whose rules failed is switched off.

        Returns:
            Whether that changes anything.
        """
        changed = answer.restrictions != self.restrictions or bool(answer.problems)
        self.restrictions = answer.restrictions
        if self.contents and answer.problems:
            self.contents = replace(self.contents, loaded=switched_off(self.contents.loaded, answer))
        return changed

    def filter(self, minutes_up: int | None = None) -> Judge:
        """Return rule X for the person now, with their room and what packs restrict."""
        restricted = Restrictions((*room_restrictions(self.person, self.catalog).all, *self.restrictions.all))
        return filter_of(self.person.conditions, 300 if minutes_up is None else minutes_up, restricted)

    def locks(self, chosen: frozenset[str] = frozenset()) -> Locks:
        """Return which exercises are open to the person now."""
        return locks_of(self.catalog, self.course(), chosen)

    def choice(self, check_in: CheckIn | None = None) -> Choice:
        """Return what limberup chooses for today; before the check-in as if nothing were unusual."""
        course = self.course(check_in.at if check_in else None)
        state, minutes_up, minutes = State.FULL, None, None
        if check_in:
            state = session_gate(self.person, check_in, course).state
            minutes_up, minutes = check_in.minutes_up, check_in.minutes
        return choose(
            self.catalog,
            self.person,
            course,
            self.today,
            self.filter(minutes_up),
            locks_of(self.catalog, course),
            state=state,
            minutes=minutes,
        )

    # The morning after, reviews, and check-ins that lead to no session

    @property
    def morning_due(self) -> tuple[Record, ...]:
        """The sessions of the last day with any, where their next morning has dawned and nobody told of it."""
        now = self.clock.moment()
        sessions = [one for one in self.records if one.is_session and is_evidence(one) and one.started <= now]
        if not sessions:
            return ()
        day = sessions[0].started.date()
        dawned = now.date() > day and (now.date() > day + timedelta(days=1) or now.hour >= DAWN)
        if not dawned or (now.date() - day).days > MORNING_DAYS:
            return ()
        same = tuple(record for record in sessions if record.started.date() == day)
        told = any(record.morning_pain is not None for record in same)
        # What a newer limberup wrote can't be added to.
        return () if told else tuple(record for record in same if not record.newer)

    @property
    def usual_morning(self) -> int | None:
        """The usual morning pain 0-10, or None where it has to be asked."""
        return usual_morning(self.records)

    @property
    def days_done(self) -> set[date]:
        """The days on which anything was done of any exercise."""
        return {record.started.date() for record in self.records if record.has_work}

    def keep_morning(self, records: Iterable[Record], pain: int, usual: int, *, sore_only: bool) -> None:
        """Note how the morning after some sessions was.

        Raises:
            LimberupError: it can't be written.
        """
        for record in records:
            # As it stands in the file now: another terminal may have added to it.
            current = self.history.load(record.id)
            told = replace(current, morning_pain=pain, morning_usual=usual, sore_only=sore_only)
            self.history.save(told)

    def keep_check_in(self, check_in: CheckIn, decisions: Iterable[Decision], routine_id: str = "") -> None:
        """Keep what was told where no session followed: the rules ask about yesterday's pain.

        Args:
            check_in: What was told.
            decisions: What the rules said.
            routine_id: Of the routine that it was for.

        Raises:
            LimberupError: it can't be written.
        """
        self.history.save(replace(self._note(CHECK_IN, check_in, decisions), routine_id=routine_id))

    def keep_note(self, run: Run, ended: datetime) -> None:
        """Keep the check-in of a session of which nothing was done.

        Raises:
            LimberupError: it can't be written.
        """
        self.history.save(replace(run.record(ended), routine=CHECK_IN, entries=()))

    def keep_goals(self, scores: Mapping[str, int], decisions: Iterable[Decision] = (), *, name: str = GOALS) -> None:
        """Keep how well the activities go that the person wants to do better, 0-10 each.

        Args:
            scores: Empty where none was given; the next time is two weeks away then too.
            decisions: What the rules said.
            name: Of the record; only one called `REVIEW` counts as a look back.

        Raises:
            LimberupError: it can't be written.
        """
        self.history.save(replace(self._note(name, None, decisions), goals=tuple(scores.items())))

    def look_back(self, scores: Mapping[str, int]) -> list[Decision]:
        """Return what rule H says of the weeks so far, with how well the activities go now, 0-10 each."""
        if self.contents is None:
            return []
        told = replace(self._note(REVIEW, None, ()), goals=tuple(scores.items()))
        contents = self.contents
        course = course_of(
            (told, *contents.records),
            self.clock.moment(),
            self.catalog,
            self.person,
            started=contents.started,
            early=contents.early,
        )
        signs = count_signs(self.person.signs)
        return judge_referral(course.week, course.review, course.days_at_6_or_more, signs)

    def _note(self, name: str, check_in: CheckIn | None, decisions: Iterable[Decision]) -> Record:
        moment = self.clock.moment()
        found = tuple(decisions)
        return Record(
            id=new_id(moment),
            started=check_in.at if check_in else moment,
            ended=moment,
            routine=name,
            state=next((decision.outcome for decision in found if decision.rule[0] == "G"), ""),
            pain_at_rest=check_in.rest if check_in else None,
            pain_moving=check_in.move if check_in else None,
            decisions=tuple(decision_line(decision) for decision in found),
        )

    def acknowledge(self) -> None:
        """Note that what limberup is not has been read today.

        Raises:
            LimberupError: it can't be written.
        """
        today = self.today
        self.update_person(lambda person: replace(person, acknowledged=today))
