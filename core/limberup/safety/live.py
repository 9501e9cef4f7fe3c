"""Rule L, during an exercise: what a person tells, and what is done about it at once. First match wins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from limberup.safety.decision import Decision, State
from limberup.safety.situation import Event, Leg
from limberup.texts import tr

__all__ = ["Action", "LiveState"]


class Action(StrEnum):
    """What to do now; the outcome of each decision of rule L."""

    CONTINUE = "CONTINUE"
    EASE = "EASE"
    """Halve the range, the hold or the load."""
    STOP_EX = "STOP_EX"
    """Leave this exercise; the session may go on."""
    END_SESSION = "END_SESSION"


@dataclass(frozen=True, slots=True)
class LiveState:
    """A session under way, as rule L sees it. Made when the session starts; each event gives the next one."""

    state: State
    """What the gate let the person start with."""
    now: int
    """Pain 0-10 before the session: the higher of rest and moving."""
    stops: int = 0
    """STOP_EX so far."""
    eased: frozenset[str] = frozenset()
    """Exercises that were eased already."""
    last_set: frozenset[str] = frozenset()
    """Exercises of which this set is finished and the remaining sets are left out."""
    amber: frozenset[str] = frozenset()
    """Exercises that an EASE or a STOP_EX made amber."""
    regress: frozenset[str] = frozenset()
    """Exercises that were marked REGRESS."""
    flags: frozenset[str] = frozenset()
    """Red flags that opened since the start. Where there is one, the gate has to be asked again."""
    ask: str = ""
    """Id of a red flag that has to be asked now (U7 after pain that moved down the leg), or ""."""
    ended: bool = False
    """Whether the session is over."""

    def after(self, event: Event) -> tuple[LiveState, Decision]:
        """Return the session after `event`, and what the event means.

        Once the session has ended nothing more is judged: the decision then is END_SESSION of rule "L", and
        a new flag is still taken up ("a new flag still reruns G").
        """
        known = replace(self, flags=self.flags | {event.new_flag}, ask="") if event.new_flag else self
        if self.ended:
            why = tr("This session has ended, and nothing more is judged in it.")
            return known, _decision("L", Action.END_SESSION, why, "own", event)
        return known._judged(event)

    def _judged(self, event: Event) -> tuple[LiveState, Decision]:
        exercise, pain, down = event.exercise, event.pain, event.leg is Leg.DOWN
        if event.new_flag and not down:
            why = tr("A new sign like this should be looked at before you go on, so this session ends here.")
            return replace(self, ended=True), _decision("L1", Action.END_SESSION, why, "C.1", event)
        if down:
            why = tr("Pain that moves down the leg can mean an irritated nerve, so this session ends here.")
            # "ask U7": unless it has just been told.
            ask = "" if "U7" in self.flags else "U7"
            return (
                replace(self, ended=True, regress=self.regress | {exercise}, ask=ask),
                _decision("L2", Action.END_SESSION, why, "CENTRAL", event),
            )
        if event.sharp or pain > max(5, self.now) or (self.state is State.RESCUE and pain > self.now):
            return self._stopped(event)
        if pain >= 4 and pain > self.now:
            return self._eased(event)
        why = tr("With a pain of {pain} you may go on.").format(pain=pain)
        return self, _decision("L5", Action.CONTINUE, why, "C.2", event)

    def _stopped(self, event: Event) -> tuple[LiveState, Decision]:
        # A STOP_EX makes the exercise amber too, also where it is the second and so ends the session.
        after = replace(
            self,
            stops=self.stops + 1,
            amber=self.amber | {event.exercise},
            regress=self.regress | {event.exercise},
            ended=self.stops >= 1,
        )
        what = tr("Sharp pain") if event.sharp else tr("A pain of {pain}").format(pain=event.pain)
        if after.ended:
            why = tr("{what}, after another exercise had to stop already: enough for today.").format(what=what)
            return after, _decision("L3", Action.END_SESSION, why, "000, 004, C.2", event)
        why = tr("{what} is more than this exercise should bring, so leave it for today.").format(what=what)
        return after, _decision("L3", Action.STOP_EX, why, "000, 004, C.2", event)

    def _eased(self, event: Event) -> tuple[LiveState, Decision]:
        again = event.exercise in self.eased
        after = replace(self, eased=self.eased | {event.exercise}, amber=self.amber | {event.exercise})
        if again:
            after = replace(after, last_set=after.last_set | {event.exercise})
            why = tr(
                "Again it hurts more than before the session: finish this set gently. It is the last of this exercise."
            )
        else:
            why = tr("It hurts more than before: go only half as far, and more gently.")
        return after, _decision("L4", Action.EASE, why, "C.2, 001", event)


def _decision(rule: str, action: Action, why: str, source: str, event: Event) -> Decision:
    return Decision(rule, action.value, why, source, about=event.exercise)
