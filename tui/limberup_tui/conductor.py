"""Runs a session: feeds the clock and the keys to it, keeps it on disk, and asks rules L. Draws nothing.

The player and every other front end drive the same conductor, so that all of them lead, decide and
record alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from limberup.counting import capitalised
from limberup.course import TOO_HARD, USUAL_DOSE
from limberup.dose import format_dose
from limberup.equipment import has_equipment
from limberup.exercise import Exercise
from limberup.history.open_sessions import TakenOver
from limberup.history.record import Hurt
from limberup.plan_day import capped
from limberup.problem import LimberupError, Problem
from limberup.run import Run
from limberup.safety.decision import Decision, State
from limberup.safety.fit import Fitted
from limberup.safety.live import Action, LiveState
from limberup.safety.situation import Event as LiveEvent
from limberup.safety.situation import Leg
from limberup.safety.walk import walk
from limberup.session import GAP, Event, Session, Status, Told
from limberup.swap import alternatives
from limberup.texts import tr
from limberup.timeline import Phase, PhaseKind, PlannedStep, ready_seconds
from limberup_tui.house import House
from limberup_tui.words import part_words

__all__ = ["JUST_BEGUN", "SAVE_EVERY", "Conductor", "live_state"]

SAVE_EVERY = 5.0
"""Longest time in seconds that the place in a running session is older on disk than in truth."""
JUST_BEGUN = 1.5
"""Seconds after a set began by itself in which Enter is taken for the key that would have begun it (own judgement)."""


def live_state(run: Run) -> LiveState:
    """Return the memory of rules L for a run: what was said in it so far, said again."""
    now = run.check_in.now if run.check_in else 0
    live = LiveState(State(run.state), now)
    for step, hurt in run.hurts:
        exercise = run.session.timeline.steps[step].exercise.id
        live, _ = live.after(LiveEvent(exercise, hurt.pain, hurt.sharp, Leg(hurt.leg)))
    return live


class Conductor:
    """One run, under way."""

    def __init__(self, house: House, run: Run, *, told: Callable[[Event], None]) -> None:
        """Take charge of a run.

        Args:
            house: For the clock, the person and the open file.
            run: What is to be done, or gone on with.
            told: Called with each event of the session, in order.
        """
        self.house = house
        self.run = run
        self.live = live_state(run)
        self.told = told
        self.taken_over = False
        self.trouble: Problem | None = None
        """What went wrong with the last save, until one goes right again."""
        self.claimable: int | None = None
        """Index of the set that was just ended early and may have been done whole, which the person can say."""
        self._before_hurt = run, self.live
        self._begun_at: float | None = None
        """Moment of the clock at which a set began, or went on, by itself, where no key was pressed since."""
        self._goes_on_at: float | None = None
        """Moment of the clock at which a pause is over, once somebody has said so."""
        self._saved_at = float("-inf")
        self._saving = False
        self.lead()

    @property
    def session(self) -> Session:
        """The session as it is."""
        return self.run.session

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to do."""
        return self.session.status is Status.ENDED

    def lead(self) -> None:
        """Lead as the settings say from now on: by the clock, or by keys."""
        settings, now = self.house.settings, self.house.clock.now()
        session, events = self.session.led(now, waits=settings.advance == "key", own_pace=settings.pace == "own")
        self._adopt(session, events)

    def begin(self) -> None:
        """Start, or go on after a pause, at once."""
        self._goes_on_at = None
        self._command(lambda session, now: session.begin(now))

    def go_on(self) -> None:
        """Go on after a pause: in the midst of an exercise with time to get back into its position.

        Who pressed the key is beside the screen, and may do the exercise two metres away.
        """
        session = self.session
        if session.status is not Status.PAUSED:
            return
        if not session.phase.kind.is_work or session.is_open:
            self.begin()
        elif self._goes_on_at is None:
            # As long as at the start of a session: from the keys to the floor it is as far.
            self._goes_on_at = self.house.clock.now() + ready_seconds(None, session.planned.exercise.position)

    @property
    def goes_on_in(self) -> float:
        """Seconds until a pause is over; 0 where there is none, and where nobody has said that it is."""
        return 0.0 if self._goes_on_at is None else max(0.0, self._goes_on_at - self.house.clock.now())

    @property
    def is_led(self) -> bool:
        """Whether time counts, or is about to."""
        return self.session.status is Status.RUNNING or self._goes_on_at is not None

    def tick(self) -> None:
        """Look at the clock."""
        now = self.house.clock.now()
        if (due := self._goes_on_at) is not None and now >= due:
            self._goes_on_at = None
            # Later than that the machine slept meanwhile, and nobody is there to be led.
            if now - due <= GAP:
                self._command(lambda session, _: session.begin(due))
                self._begun_at = now
        before = self.session.index
        session, events = self.session.tick(now)
        self._adopt(session, events)
        if session.index != before:
            self._begun_at = now if session.phase.kind.is_work else None
        if session.status is Status.RUNNING and now - self._saved_at >= SAVE_EVERY:
            self.save()

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self.is_led:
            self.pause()
        else:
            self.go_on()

    def pause(self) -> None:
        """Stop the clock."""
        self._goes_on_at = None
        self._command(lambda session, now: session.pause(now))

    def done(self) -> str:
        """End this phase as done, and return what there is to say of it, or "".

        After a pause it goes on, and where it is about to, at once.
        """
        before, now = self.session, self.house.clock.now()
        if before.status is Status.PAUSED:
            (self.begin if self.is_led else self.go_on)()
            return ""
        begun, self._begun_at = self._begun_at, None
        if begun is not None and now - begun < JUST_BEGUN:
            # Meant to start it, and too late for that by a moment; it would end a set of which nothing was done.
            return tr("It has just begun: Enter again says that it is done.")
        self._command(lambda session, now: session.done(now))
        if before.status is Status.ENDED or not before.phase.kind.is_work:
            return ""
        asked, sets = before.phase.reps, self.session.sets
        if not asked:
            return self._held_words(before)
        counted = sets[before.index].reps if before.index in sets else 0
        if counted >= asked:
            return ""
        self.claimable = before.index if counted and before.had_time(now) else None
        amount = before.planned.exercise.amount(asked)
        # i18n: {amount} is such as "8 reps": "Glute bridge, set 2 of 3: 3 of 8 reps counted."
        return tr("{exercise}: {number} of {amount} counted.").format(
            exercise=_set_named(before, before.phase), number=counted, amount=amount
        )

    def _held_words(self, before: Session) -> str:
        """Return what to say of a hold that a key ended; "" where it was held to its end."""
        phase, done = before.phase, self.session.sets.get(before.index)
        held = int(done.hold) if done else 0
        if phase.kind is PhaseKind.OPEN or held >= int(phase.seconds):
            return ""
        name = _set_named(before, phase)
        if not done:
            return tr("{exercise}: not counted, it was over too soon.").format(exercise=name)
        # i18n: {number} and {seconds} are seconds: "Plank, set 1 of 2: 12 of 30 s counted."
        return tr("{exercise}: {number} of {seconds} s counted.").format(
            exercise=name, number=held, seconds=int(phase.seconds)
        )

    def claim(self) -> str:
        """Keep the set that was just ended early as whole, and return what to say of it; "" where there is none."""
        index, self.claimable = self.claimable, None
        if index is None:
            return ""
        self.run = replace(self.run, session=self.session.whole(index))
        self.save()
        phase = self.session.timeline.phases[index]
        exercise = self.session.timeline.planned(phase).exercise
        # i18n: {amount} is such as "8 reps"
        return tr("{exercise}: all {amount} counted.").format(
            exercise=_set_named(self.session, phase), amount=exercise.amount(phase.reps)
        )

    def back(self) -> None:
        """Go back to the start of this phase, or to the one before."""
        self._command(lambda session, now: session.back(now))

    def more(self) -> None:
        """Give more time."""
        self._command(lambda session, now: session.more(now))

    def end(self) -> None:
        """End the session here."""
        self._command(lambda session, now: session.end(now))

    @property
    def step(self) -> int | None:
        """Number of the step that is under way, None where the session has ended."""
        return None if self.ended else self.session.phase.step

    def skip(self, reason: str) -> None:
        """Leave this exercise, for a reason that is kept."""
        if reason:
            self.run = self.run.with_mark(self.session.phase.step, reason)
        self._command(lambda session, now: session.skip(now))

    def skip_words(self) -> str:
        """Return what to say of leaving this exercise now: all of it, or what remains."""
        step, name = self.session.phase.step, self.session.planned.exercise.name
        after, _ = self.session.skip(self.house.clock.now())
        if any(done.step == step for done in after.sets.values()):
            return tr("The rest of {exercise} is left out.").format(exercise=name)
        return tr("{exercise} is left out.").format(exercise=name)

    def seen(self) -> None:
        """Note that somebody is there."""
        self.run = replace(self.run, session=self.session.seen())

    def lighten(self) -> None:
        """Halve what is left of this exercise because the person wants it easier."""
        self.run = self.run.with_mark(self.session.phase.step, "made easier")
        self._command(lambda session, now: session.ease(now))

    def swap(self, planned: PlannedStep, reason: str = "") -> None:
        """Do another exercise in place of this one, for a reason that is kept."""
        for mark in filter(None, (reason, "swapped")):
            self.run = self.run.with_mark(self.session.phase.step, mark)
        stored = {last.exercise: last.dose for last in self.house.course().last}.get(planned.exercise.id)
        if stored and stored != planned.dose:
            # It begins low here, unprepared; the dose it had come to stays stored.
            usual = f"{USUAL_DOSE}{format_dose(stored)}"
            self.run = self.run.with_mark(len(self.session.timeline.steps), usual)
        # What is done for the first time is read first.
        known = self.house.course().last_done
        self._command(lambda session, now: session.swap(now, planned, is_new=planned.exercise.id not in known))

    @property
    def restricted(self) -> bool:
        """Whether the session has a list of its own, and no other exercise may be offered in it."""
        return State(self.run.state) in (State.RESCUE, State.REST_DAY)

    def easier(self) -> PlannedStep | None:
        """Return the first easier exercise that is right for the person now, at its start dose, or None."""
        if self.restricted:
            return None
        here, taken = self.session.planned.exercise, self._taken
        found = walk(here, self.house.filter(self._minutes_up), self.house.locks(taken), self.house.catalog)
        return self._instead(found) if found else None

    def others(self, reason: str = "") -> tuple[PlannedStep, ...]:
        """Return other exercises for the same purpose that are right for the person now, the nearest first.

        Args:
            reason: Why another is wanted, as the record keeps it. Too hard, the easier one of its ladder comes first;
                none is harder then, nor for pain, nor in a session in which nothing gets harder. Where something is
                not there, only what needs nothing but the everyday or what the person has said to have.
        """
        if self.restricted:
            return ()
        here, taken = self.session.planned.exercise, self._taken
        judge, locks = self.house.filter(self._minutes_up), self.house.locks(taken)
        harder = State(self.run.state) is State.FULL and reason not in (TOO_HARD, "pain")
        found = alternatives(here, judge, locks, self.house.catalog, taken, harder=harder)
        steps = [
            self._instead(fitted) for fitted in found if reason != "equipment" or self._is_at_hand(fitted.exercise)
        ]
        if reason == TOO_HARD and (easier := self.easier()):
            steps = [easier, *(step for step in steps if step.exercise.id != easier.exercise.id)]
        return tuple(steps)

    def _is_at_hand(self, exercise: Exercise) -> bool:
        """Return whether all an exercise needs is there, where something that this one needs is not."""
        lacking = frozenset(self.session.planned.exercise.equipment)
        # Who has said nothing of what they have is taken to have the everyday alone, now that something is not there.
        has = self.house.person.equipment or frozenset()
        return lacking.isdisjoint(exercise.equipment) and has_equipment(exercise, has)

    @property
    def _minutes_up(self) -> int | None:
        return self.run.check_in.minutes_up if self.run.check_in else None

    @property
    def _taken(self) -> frozenset[str]:
        return frozenset(step.exercise.id for step in self.session.timeline.steps)

    def _instead(self, fitted: Fitted) -> PlannedStep:
        exercise, cue = fitted.exercise, "; ".join(fitted.how)
        dose = capped(exercise.start, exercise, self.house.person.conditions)
        return PlannedStep(exercise, dose, capitalised(cue), self.session.planned.exercise.id)

    @property
    def just_done(self) -> int | None:
        """Number of the step before, while one gets ready for the next: what hurts then may be either. Else None."""
        session = self.session
        worked = {done.step for done in session.sets.values()}
        here = session.phase.step
        if self.ended or session.phase.kind is not PhaseKind.READY or here in worked:
            return None
        before = [phase.step for phase in session.timeline.phases[: session.index] if phase.step != here]
        return before[-1] if before and (before[-1] in worked or before[-1] not in session.skipped) else None

    def hurts(self, hurt: Hurt, step: int | None = None) -> Decision:
        """Do what rules L say about a pain, at once, and return the decision.

        Args:
            hurt: What was said.
            step: What it came from; the step under way where nothing else is said. Of one that is done there is
                nothing to ease or to stop: it is kept for the next time.
        """
        self._before_hurt = self.run, self.live
        step = self.session.phase.step if step is None else step
        under_way = step == self.step
        exercise = self.session.timeline.steps[step].exercise.id
        event = LiveEvent(exercise, hurt.pain, hurt.sharp, Leg(hurt.leg))
        self.live, decision = self.live.after(event)
        self.run = replace(self.run, hurts=(*self.run.hurts, (step, hurt))).with_decision(decision)
        action = Action(decision.outcome)
        if action is Action.EASE:
            self.run = self.run.with_mark(step, "eased")
        elif action is not Action.CONTINUE:
            self.run = self.run.with_mark(step, "stopped")
        if action is Action.END_SESSION:
            self.end()
        elif action is Action.EASE and under_way:
            last = exercise in self.live.last_set
            self._command(lambda session, now: session.ease(now, last_set=last))
        elif action is not Action.CONTINUE:
            self.save()
        return decision

    @property
    def is_last_set(self) -> bool:
        """Whether a second pain left out the sets after this one (rule L4)."""
        return self.session.planned.exercise.id in self.live.last_set

    def take_back_hurt(self) -> None:
        """Undo the last `hurts`, and all that came of it: another key was meant."""
        self.run, self.live = self._before_hurt
        self.save()

    def new_sign(self, flag: str) -> Decision:
        """End the session for a new warning sign (rule L1), and return the decision."""
        exercise = self.session.planned.exercise.id
        self.live, decision = self.live.after(LiveEvent(exercise, 0, new_flag=flag))
        self.run = self.run.with_decision(decision)
        self.end()
        return decision

    def save(self, *, claim: bool = False) -> None:
        """Write the session to disk. Trouble is remembered and shown, and the session goes on."""
        if self.taken_over or self._saving:
            return
        self._saving = True
        now = self.house.clock.now()
        try:
            self.house.open.save(self.run, now, self.house.clock.moment(), over=self.ended, claim=claim)
            self.trouble = None
        except TakenOver:
            self.taken_over = True
        except LimberupError as error:
            self.trouble = error.problems[0]
        finally:
            self._saving = False
            # Also after trouble: a full disk is not asked ten times a second.
            self._saved_at = now

    def leave_for_later(self) -> None:
        """Write the session and give it out of hand."""
        try:
            self.house.open.release(self.run, self.house.clock.now(), self.house.clock.moment())
        except TakenOver:
            self.taken_over = True
        except LimberupError as error:
            self.trouble = error.problems[0]

    def _command(self, do: Callable[[Session, float], tuple[Session, list[Event]]]) -> None:
        was_about_to, self._goes_on_at = self._goes_on_at is not None, None
        self._begun_at = None
        now = self.house.clock.now()
        session, events = do(self.session, now)
        self._adopt(session, events)
        if was_about_to:
            self.go_on()
        self.save()

    def _adopt(self, session: Session, events: list[Event]) -> None:
        self.run = replace(self.run, session=session)
        if any(event.told in (Told.SET_DONE, Told.GAP, Told.FINISHED, Told.ENDED) for event in events):
            self.save()
        for event in events:
            if event.told is Told.PHASE and session.timeline.phases[event.index].kind.is_work:
                self.claimable = None
            self.told(event)


def _set_named(session: Session, phase: Phase) -> str:
    """Return an exercise with the set and side that is meant: "2 of 8" after two sets is no count of both."""
    name = session.timeline.planned(phase).exercise.name
    return ", ".join(filter(None, (name, part_words(phase, session.timeline.sets_of(phase.step)))))
