"""Red flags and reasons for a clearance: what is asked before anybody moves, and what is said then.

Tiers and wording rest on C.1; the ids are those of the written rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from limberup.safety.decision import State

__all__ = [
    "ADVICE",
    "EMERGENCY_FLAGS",
    "EMERGENCY_NUMBER",
    "FLAGS",
    "OUT_OF_HOURS",
    "PHYSIOTHERAPIST",
    "REASONS",
    "URGENT_FLAGS",
    "Advice",
    "Flag",
    "Reason",
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that something other than a sore back may be the matter."""

    id: str
    tier: State
    """EMERGENCY or URGENT: the state that it brings while it is open."""
    question: str
    """The question in plain words, one line of at most 76 characters. Unsure counts as yes."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to ask a clinician first (rule G3)."""

    id: str
    question: str
    """The question in plain words, one line of at most 76 characters."""
    words: str
    """The same as words to follow "because of"."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person reads where the rules block."""

    title: str
    first: tuple[str, ...]
    """What to do, in order, one sentence each."""
    why: tuple[str, ...]
    """Why, told after what to do."""


EMERGENCY_FLAGS = {
    "E1": "Numb or tingling genitals, bottom or inner thighs, or wiping feels odd?",
    "E2": "New trouble with bladder or bowel, or no sense of when they are full?",
    "E3": "New numbness during sex, or a new loss of erections?",
    "E4": "Pain, tingling or weakness in both legs?",
    "E5": "Severe or growing weakness in a leg, or newly unsteady when walking?",
    "E6": "A serious accident or fall that nobody has checked you for yet?",
    "E7": "Chest pain, or fainting?",
    "E8": "Unable to put weight on a leg, or a hot, sore hip with a fever?",
    "E9": "Sudden, severe pain that is unlike your usual pain?",
}
"""Questions of the flags that make an emergency."""

URGENT_FLAGS = {
    "U1": "Fever, feeling ill, or a hot, swollen joint?",
    "U2": "Losing weight without trying, or heavy sweats at night?",
    "U3": "Cancer now or in the past, and a pain that is new?",
    "U4": "Pain that never lets up at rest, or is worse at night?",
    "U5": "A weak immune system, injected drugs, or a recent infection?",
    "U6": "A minor knock or fall, while on steroids, with thin bones or aged 65+?",
    "U7": "New or worse numbness, tingling or weakness in one leg?",
    "U8": "A lump, or a change in the shape of your back or hip?",
    "U9": "Pain between your shoulder blades?",
    "U10": "Pregnant, with bleeding, fluid, cramps, dizziness or a swollen calf?",
}
"""Questions of the flags that need somebody to look at them soon."""

FLAGS = {
    **{id_: Flag(id_, State.EMERGENCY, question) for id_, question in EMERGENCY_FLAGS.items()},
    **{id_: Flag(id_, State.URGENT, question) for id_, question in URGENT_FLAGS.items()},
}
"""Every red flag by its id, in the order in which they are asked."""

REASONS = {
    reason.id: reason
    for reason in (
        Reason("under_18", "Are you younger than 18?", "an age under 18"),
        Reason("recent_surgery", "Surgery on your spine or hip in the last 12 weeks?", "recent surgery"),
        Reason("vertebral_fracture", "A broken bone in your spine?", "a broken bone in the spine"),
        Reason(
            "heart_symptoms",
            "Heart trouble that you feel: tight chest, racing heart, short of breath?",
            "heart symptoms",
        ),
        Reason(
            "very_high_blood_pressure",
            "Blood pressure of 180 or more, or 110 or more for the lower number?",
            "very high blood pressure",
        ),
        Reason("pregnancy", "Are you pregnant?", "pregnancy"),
        Reason("recent_injury", "An injury in the last 6 weeks?", "a recent injury"),
        Reason("active_dvt", "A blood clot in a leg (DVT) that is being treated now?", "a blood clot"),
        Reason("bone_cancer", "Cancer in a bone?", "cancer in a bone"),
    )
}
"""Reasons of rule G3 by their id."""

EMERGENCY_NUMBER, OUT_OF_HOURS, PHYSIOTHERAPIST = (
    "your local emergency number",
    "an out-of-hours service",
    "physiotherapist",
)
"""Words of the advice that `limberup.help_numbers` knows more of, where it knows the country."""

ADVICE = {
    State.EMERGENCY: Advice(
        "Please get help now",
        (
            f"Call {EMERGENCY_NUMBER} now, or have somebody take you to an emergency department.",
            "Say what you ticked here, and when it began.",
            "Do no exercises, and don't drive yourself.",
        ),
        (
            "Signs like these are uncommon.",
            "They can mean something that must be treated within hours to prevent lasting harm.",
        ),
    ),
    State.URGENT: Advice(
        "Please let somebody look at this today",
        (
            f"Ring your doctor or {OUT_OF_HOURS} today, and say what you ticked here.",
            f"If it gets worse, or you also lose feeling, strength or bladder control, call {EMERGENCY_NUMBER}.",
            "Leave the exercises until they have told you that you may go on.",
        ),
        (
            "There may be a harmless reason.",
            "Some causes of such signs need treatment, and exercises would be the wrong answer to them.",
        ),
    ),
    State.CLEARANCE: Advice(
        f"Please ask your doctor or {PHYSIOTHERAPIST} first",
        (
            "Ask them whether exercises like these are right for you now, and what to leave out.",
            "When they have agreed, press c here: it is noted with the date.",
        ),
        (
            "Somebody who knows your history should agree first.",
            "This program can't examine you.",
        ),
    ),
}
"""What to tell a person in each state that blocks: first what to do, then why. Without a country's numbers."""
