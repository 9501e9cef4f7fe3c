"""Red flags and reasons for a clearance: what is asked before anybody moves, and what is said then.

Tiers and wording rest on C.1; the ids are those of the written rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from limberup.safety.decision import State
from limberup.texts import tr

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
    "E1": tr("Numb or tingling genitals, bottom, inner thighs, or wiping feels odd?"),
    "E2": tr("New bladder or bowel trouble, or can't feel when full?"),
    "E3": tr("New numbness or loss of erections during sex?"),
    "E4": tr("Pain, tingling or weakness in both legs?"),
    "E5": tr("Severe or growing leg weakness, or newly unsteady walking?"),
    "E6": tr("Serious accident or fall, not yet checked?"),
    "E7": tr("Chest pain, or fainting?"),
    "E8": tr("Leg can't bear weight, or hot hip with fever?"),
    "E9": tr("Sudden, severe pain, unlike your usual?"),
}
"""Questions of the flags that make an emergency."""

URGENT_FLAGS = {
    "U1": tr("Fever, feeling ill, or a hot joint?"),
    "U2": tr("Unplanned weight loss, or heavy night sweats?"),
    "U3": tr("Cancer, now or past, and new pain?"),
    "U4": tr("Pain at rest or night that no position eases?"),
    "U5": tr("Weak immune system, injected drugs, or recent infection?"),
    "U6": tr("If 65+, on steroids or with thin bones: a minor fall or knock lately?"),
    "U7": tr("New or worse numbness, tingling or weakness in one leg?"),
    "U8": tr("Lump, or back or hip changed in shape?"),
    "U9": tr("Pain between your shoulder blades?"),
    "U10": tr("Pregnant, with bleeding, fluid, cramps, dizziness, swollen calf?"),
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
        Reason("under_18", tr("Under 18?"), tr("an age under 18")),
        Reason("recent_surgery", tr("Spine or hip surgery within 12 weeks?"), tr("recent surgery")),
        Reason("vertebral_fracture", tr("Broken bone in your spine?"), tr("a broken bone in the spine")),
        Reason(
            "heart_symptoms",
            tr("Heart symptoms: tight chest, racing heart, short of breath?"),
            tr("heart symptoms"),
        ),
        Reason(
            "very_high_blood_pressure",
            tr("Blood pressure 180+ (upper number) or 110+ (lower)?"),
            tr("very high blood pressure"),
        ),
        Reason("pregnancy", tr("Pregnant?"), tr("pregnancy")),
        Reason(
            "recent_injury",
            tr("Sudden injury within 6 weeks: fall, blow, one bad lift?"),
            tr("a recent injury"),
        ),
        Reason("active_dvt", tr("Blood clot in a leg (DVT), being treated?"), tr("a blood clot")),
        Reason("bone_cancer", tr("Bone cancer?"), tr("cancer in a bone")),
    )
}
"""Reasons of rule G3 by their id."""

EMERGENCY_NUMBER, OUT_OF_HOURS, PHYSIOTHERAPIST = (
    tr("your local emergency number"),
    tr("an out-of-hours service"),
    tr("physiotherapist"),
)
"""Words of the advice that `limberup.help_numbers` knows more of, where it knows the country."""

ADVICE = {
    State.EMERGENCY: Advice(
        tr("Please get help now"),
        (
            tr("Call {emergency_number} now, or have somebody take you to an emergency department.").format(
                emergency_number=EMERGENCY_NUMBER
            ),
            tr("Say what you ticked here, and when it began."),
            tr("Do no exercises, and don't drive yourself."),
        ),
        (
            tr("Signs like these are uncommon."),
            tr("They can mean something that must be treated within hours to prevent lasting harm."),
        ),
    ),
    State.URGENT: Advice(
        tr("Please let somebody look at this today"),
        (
            tr("Ring your doctor or {out_of_hours} today, and say what you ticked here.").format(
                out_of_hours=OUT_OF_HOURS
            ),
            tr(
                "If it gets worse, or you also lose feeling, strength or bladder control, call {emergency_number}."
            ).format(emergency_number=EMERGENCY_NUMBER),
            tr("Leave the exercises until they have told you that you may go on."),
        ),
        (
            tr("There may be a harmless reason."),
            tr("Some causes of such signs need treatment, and exercises would be the wrong answer to them."),
        ),
    ),
    State.CLEARANCE: Advice(
        tr("Please ask your doctor or {physiotherapist} first").format(physiotherapist=PHYSIOTHERAPIST),
        (
            tr("Ask them whether exercises like these are right for you now, and what to leave out."),
            tr("When they have agreed, press c here: it is noted with the date."),
        ),
        (
            tr("Somebody who knows your history should agree first."),
            tr("This program can't examine you."),
        ),
    ),
}
"""What to tell a person in each state that blocks: first what to do, then why. Without a country's numbers."""
