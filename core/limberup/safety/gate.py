"""Rule G, the gate: may there be a session at all, and of what sort? First match wins."""

from __future__ import annotations

from dataclasses import dataclass

from limberup.problem import join_words
from limberup.safety.decision import Decision, Refer, State
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.situation import Settled, Situation
from limberup.texts import tr

__all__ = ["RESCUE_LIST", "RESCUE_MINUTES", "REST_DAY_LIST", "Gate", "gate", "uncleared"]

RESCUE_LIST = (
    "core-stability/diaphragmatic-breathing",  # A01
    "hip-mobility/bent-knee-fall-out",  # A33
    "spinal-mobility/pelvic-tilt",  # A36
    "spinal-mobility/supine-knee-roll",  # A37
    "spinal-mobility/single-knee-to-chest",  # A41
    "desk-worker/movement-break",  # A48
    "glutes/glute-set",  # N09
    "arthritis-gentle/seated-march",  # N22
    "arthritis-gentle/seated-cat-cow",  # N23
)
"""All that a rescue session may be made of, at start dose."""

REST_DAY_LIST = ("core-stability/diaphragmatic-breathing", "desk-worker/movement-break")  # A01 A48
"""All that a rest day offers."""

RESCUE_MINUTES = 10
"""Longest a rescue session may take, in minutes."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate decided."""

    state: State
    refer: Refer
    decision: Decision

    @property
    def blocks(self) -> bool:
        """Whether nothing at all may be done."""
        return self.state.blocks

    @property
    def listed(self) -> tuple[str, ...] | None:
        """Ids of all that may be done, before the filter X; None where nothing is restricted."""
        if self.state.blocks:
            return ()
        return {State.REST_DAY: REST_DAY_LIST, State.RESCUE: RESCUE_LIST}.get(self.state)

    @property
    def minutes(self) -> int | None:
        """Longest the session may take, in minutes; None where the rules set no limit."""
        return RESCUE_MINUTES if self.state is State.RESCUE else None


def gate(situation: Situation) -> Gate:
    """Return what sort of session there may be. Sources: C.1, C.2, BOONSTRA, RESCUE (see sources)."""
    rule, state, refer, why, source = _first_match(situation)
    if situation.gentle and state in (State.STEADY, State.FULL):
        # Whoever asks for less gets it; nothing but G1-G4 is stricter, and those stand.
        why = tr("You asked for the gentle session, so today is short and easy.")
        rule, state, source = "G5", State.RESCUE, "RESCUE, own"
    return Gate(state, refer, Decision(rule, state.value, why, source, refer=refer))


def uncleared(situation: Situation) -> list[str]:
    """Return the ids of the reasons that still need a clearance, in the order of the list.

    An age below 18 is such a reason by itself, unless the clearance is recorded.
    """
    # "not cleared: age < 18": where an age is known it counts as well as the tick, since the safe reading
    # of a child whose clearance nobody recorded is that there is none.
    young = situation.age < 18 and "under_18" not in situation.cleared
    open_ = situation.uncleared | ({"under_18"} if young else set())
    return [id_ for id_ in REASONS if id_ in open_]


def _first_match(situation: Situation) -> tuple[str, State, Refer, str, str]:
    tiers = {FLAGS[id_].tier for id_ in situation.flags}
    pain = situation.pain
    if State.EMERGENCY in tiers:
        why = tr("A sign you told of can need treatment within hours, so get help now and leave the exercises.")
        return "G1", State.EMERGENCY, Refer.EMERGENCY, why, "C.1, 000"
    if State.URGENT in tiers:
        why = tr("A sign you told of should be looked at by a doctor today, before any more exercises.")
        return "G2", State.URGENT, Refer.URGENT, why, "C.1, 000"
    if reasons := uncleared(situation):
        because = join_words(REASONS[id_].words for id_ in reasons)
        why = tr("Because of {because}, ask your doctor or physiotherapist before you start.").format(because=because)
        return "G3", State.CLEARANCE, Refer.ROUTINE, why, "001, 002, 003, BP1, BP2"
    if pain.now >= 8:
        twice = pain.previous_day >= 8
        more = tr(", and was so yesterday, so ring your doctor today") if twice else tr(", so talk to your doctor")
        why = tr("Your pain is {now} of 10{more}; today is for breathing and short walks only.").format(
            now=pain.now, more=more
        )
        return "G4", State.REST_DAY, Refer.URGENT if twice else Refer.ROUTINE, why, "BOONSTRA, 001"
    if pain.flare:
        why = tr("Your pain of {now} is well above your usual, so today is short and gentle.").format(now=pain.now)
        return "G5", State.RESCUE, Refer.NONE, why, "RESCUE, 001"
    if pain.now >= 6 and situation.last_three != (Settled.SETTLED,) * 3:
        why = tr("Your pain is {now} and not all of the last three sessions settled, so today is gentle.").format(
            now=pain.now
        )
        return "G5", State.RESCUE, Refer.NONE, why, "RESCUE, 001"
    if pain.now >= 4:
        why = tr("With a pain of {now} nothing is made harder today.").format(now=pain.now)
        return "G6", State.STEADY, Refer.NONE, why, "C.2"
    return "G7", State.FULL, Refer.NONE, tr("Nothing stands in the way of a full session."), "C.2"
