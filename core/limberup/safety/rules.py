"""What each rule says: in plain words for the person, in short form for a clinician, with sources and place.

The rules themselves are functions, a file each. Here is what is told of them: one key away in the app, and in
`docs/rules.md`, which is written from this table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from limberup.safety.decision import Decision
from limberup.safety.fit import FIRST_HOUR_MINUTES
from limberup.safety.gate import RESCUE_MINUTES
from limberup.safety.morning import STRENGTH_PAUSE_HOURS
from limberup.safety.progress import MOST_PROGRESS
from limberup.safety.schedule import RESCREEN_DAYS, STRENGTH_DAYS_A_WEEK, STRENGTH_HOURS
from limberup.sources import own_sources
from limberup.texts import tr

__all__ = ["GRADES", "RULES", "SOURCE_GROUPS", "RuleText", "explain", "source_keys"]

GRADES = {
    "P": tr("Source, a paper or an official page"),
    "C": tr("Source, a copy of an official document"),
    "B": tr("Common practice, from a clinic's page or an article"),
    "M": tr("Common practice, from memory and not looked up"),
    "own": tr("Our own judgement"),
}
"""What a source is worth, in words. Only P and C are evidence."""

_EMERGENCY = ("NHS-BP-C", "CES-CARD", "NORFOLK", "GLOS", "KERNOW")
_URGENT = ("NHS-BP-C", "REDF", "AHCPR", "DOWNIE", "PREG-W")

SOURCE_GROUPS = {
    "C.1": tuple(dict.fromkeys(("NG59", "FIN", *_EMERGENCY, *_URGENT))),
    "C.2": ("BIM", "PROVIDE", "ROOS-B", "PURE", "PEAK"),
}
"""Keys that stand for several sources: C.1 for the warning signs, C.2 for how much pain is all right."""

_GROUP_OF_RULE = {("G1", "C.1"): ("NG59", *_EMERGENCY), ("G2", "C.1"): ("NG59", *_URGENT)}
"""Where a rule rests on a part of a group only."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """What is told of one rule."""

    letter: str
    """Letter of its group, G to H; "" for rules of our own that have none."""
    title: str
    """Two to five words."""
    words: str
    """What it means, in one or two plain sentences to the person."""
    clinician: str
    """Exactly when it applies, and what it does, in short form."""
    sources: tuple[str, ...]
    """Keys of sources, or of `SOURCE_GROUPS`."""
    where: str
    """The module that decides it, from `core/limberup`."""


RULES = {
    "G1": RuleText(
        "G",
        tr("Get help now"),
        tr(
            "You ticked a sign that can mean something that must be treated within hours. Get help now; the exercises "
            "wait until somebody qualified has looked at it and agreed."
        ),
        "any open E: EMERGENCY, blocks; refer emergency",
        ("C.1", "000"),
        "safety/gate.py",
    ),
    "G2": RuleText(
        "G",
        tr("Seen by a doctor today"),
        tr(
            "You ticked a sign that a doctor should look at today. There may be a harmless reason, but the exercises "
            "wait until they have agreed."
        ),
        "any open U: URGENT, blocks; refer urgent",
        ("C.1", "000"),
        "safety/gate.py",
    ),
    "G3": RuleText(
        "G",
        tr("Ask before you start"),
        tr(
            "Something you told us should be talked over first. Your doctor or physiotherapist should agree before you "
            "start; the day on which they did is noted."
        ),
        "not cleared: age < 18; spine or hip surgery < 12 weeks; vertebral fracture; heart symptoms; BP >= 180/110; "
        "pregnancy; injury < 6 weeks; active DVT; bone cancer: CLEARANCE, blocks; refer routine",
        ("001", "002", "003", "BP1", "BP2"),
        "safety/gate.py",
    ),
    "G4": RuleText(
        "G",
        tr("A day of rest"),
        tr(
            "Your pain is 8 or more out of 10, which is severe, so today there is only breathing and short walks. Talk "
            "to a doctor when you can, and today if it was as bad yesterday."
        ),
        "now >= 8: REST_DAY, its list only; refer routine, urgent if also >= 8 the previous calendar day",
        ("BOONSTRA", "001"),
        "safety/gate.py",
    ),
    "G5": RuleText(
        "G",
        tr("A short, gentle session"),
        tr(
            "Your pain is well above your usual, or it is 6 or 7 and the last three sessions have not all "
            "settled, or you asked for it. So today you keep moving with little load: at most "
            "{rescue_minutes} minutes from a short list."
        ).format(rescue_minutes=RESCUE_MINUTES),
        "flare (now >= 4 and now - usual >= 2); or now 6-7 and not all of the last 3 sessions SETTLED; or asked for by "
        f"the person where G6 or G7 would match (own): RESCUE, its list only, at start doses, <= {RESCUE_MINUTES} min",
        ("RESCUE", "001", "own"),
        "safety/gate.py",
    ),
    "G6": RuleText(
        "G",
        tr("A steady session"),
        tr("Your pain is between 4 and 7 and about as usual. You do your session, and nothing gets harder today."),
        "now 4-7: STEADY, no progression",
        ("C.2",),
        "safety/gate.py",
    ),
    "G7": RuleText(
        "G",
        tr("A full session"),
        tr("Nothing you told us stands in the way of a full session."),
        "otherwise: FULL",
        ("C.2",),
        "safety/gate.py",
    ),
    "X": RuleText(
        "X",
        tr("What suits you"),
        tr(
            "Each exercise is held against what you have told, how long you have been up and what kind of day it is. "
            "What doesn't suit you is left out, swapped for an easier one or done another way; the strictest answer "
            "counts."
        ),
        "tags of the exercise against the rows of the ticked conditions: EXCLUDE > MODIFY > ALLOW; an excluded item "
        "walks `easier` to the first not excluded and open, else is dropped; in RESCUE and REST_DAY only what is "
        f"listed, no walk; up < {FIRST_HOUR_MINUTES} min: FLX, FLXL EXCLUDE, ~FLX MODIFY; rules of packs only make it "
        "stricter",
        ("SNOOK", "BOONSTRA", "RESCUE", "001", "own"),
        "safety/fit.py",
    ),
    "L1": RuleText(
        "L",
        tr("Something new that worries"),
        tr(
            "A warning sign came up during the session. It ends here, and what kind of sign it is decides what to do "
            "next."
        ),
        "new E or U, unless leg = down (then L2): END_SESSION, rerun G",
        ("C.1",),
        "safety/live.py",
    ),
    "L2": RuleText(
        "L",
        tr("Pain down the leg"),
        tr(
            "Pain that moves down the leg can mean an irritated nerve. The session ends, you are asked one question "
            "about the leg, and this exercise goes a step back."
        ),
        "leg = down: END_SESSION, mark REGRESS, ask U7; a new flag reruns G",
        ("CENTRAL",),
        "safety/live.py",
    ),
    "L3": RuleText(
        "L",
        tr("Too much pain"),
        tr(
            "The pain was sharp, or above 5 and more than before the session; on a gentle day any more than before is "
            "too much. The exercise stops and goes a step back, and the second stop ends the session."
        ),
        "sharp; or d > max(5, now); or RESCUE and d > now: STOP_EX, mark REGRESS, amber; the second STOP_EX of a "
        "session: END_SESSION",
        ("000", "004", "C.2"),
        "safety/live.py",
    ),
    "L4": RuleText(
        "L",
        tr("Ease off"),
        tr(
            "It hurts 4 or 5, and more than before the session. Go half as far, hold half as long or use half the "
            "load; the second time on the same exercise, its other sets are left out."
        ),
        "d >= 4 and d > now: EASE (halve range, hold or load), amber; a second time on the same exercise: EASE, finish "
        "this set, leave out its remaining sets",
        ("C.2", "001"),
        "safety/live.py",
    ),
    "L5": RuleText(
        "L",
        tr("Carry on"),
        tr(
            "What you feel is within what you may carry on with: no more than before the session or, except on a "
            "gentle day, 3 at most."
        ),
        "otherwise: CONTINUE (green)",
        ("C.2",),
        "safety/live.py",
    ),
    "L": RuleText(
        "L",
        tr("After the end"),
        tr("The session has ended, so nothing more in it is judged. A new warning sign still counts."),
        "after END_SESSION: nothing more judged; a new E or U reruns G",
        ("own",),
        "safety/live.py",
    ),
    "M1": RuleText(
        "M",
        tr("Morning not told"),
        tr("You did not say how the morning was, so that session doesn't count as settled and nothing gets harder."),
        "m missing: UNKNOWN",
        ("own",),
        "safety/morning.py",
    ),
    "M2": RuleText(
        "M",
        tr("Sore muscles only"),
        tr(
            "Sore muscles after exercise are common and no flare. Nothing goes back because of them, and nothing gets "
            "harder either."
        ),
        "sore_only: SORE",
        ("DOMS",),
        "safety/morning.py",
    ),
    "M3": RuleText(
        "M",
        tr("Not settled by morning"),
        tr(
            "Your morning pain was 2 or more above your usual morning, so strength work waits "
            "{strength_pause_hours} hours, and what hurt goes a step back, or else each strength exercise "
            "has a set less. The second time running everything goes a step back, and somebody should have "
            "a look."
        ).format(strength_pause_hours=STRENGTH_PAUSE_HOURS),
        f"m - m0 >= 2: UNSETTLED, {STRENGTH_PAUSE_HOURS} h before the next strength; amber items REGRESS; if none is "
        "amber and none marked REGRESS, each strength or isometric item holds with one set less (min 1); second in a "
        "row: all REGRESS, refer routine",
        ("OSTELO", "C.2"),
        "safety/morning.py",
    ),
    "M4": RuleText(
        "M",
        tr("Settled by morning"),
        tr("By the morning your pain was less than 2 above your usual morning. That session counts as settled."),
        "otherwise: SETTLED",
        ("C.2",),
        "safety/morning.py",
    ),
    "T": RuleText(
        "T",
        tr("Mornings from week to week"),
        tr(
            "Your mornings hurt more this week than last week. At 1 more on average nothing gets harder; at 2 more "
            "everything goes a step back, and somebody should have a look."
        ),
        "mean morning pain of this week less that of last week, rounded to 0.1: >= 2: all REGRESS, once that week, "
        "refer routine; >= 1: HOLD all",
        ("C.2",),
        "safety/weekly.py",
    ),
    "F": RuleText(
        "F",
        tr("Days, gaps and questions"),
        tr(
            "Stretching starts on a few days a week and may become daily, and strength work has two days "
            "between. After a week or more away you begin lower, after four weeks afresh; and the questions "
            "come again every {rescreen_days} days."
        ).format(rescreen_days=RESCREEN_DAYS),
        "stretching days/week <= 3 (weeks 1-2), 5 (3-4), 7 (5+); same muscles >= "
        f"{STRENGTH_HOURS} h, <= {STRENGTH_DAYS_A_WEEK} strength days; gap 7-13 d: dose -1/3 (at the start dose: "
        "HOLD), 14-27 d: start dose, >= 28 d: rescreen, start dose, week 1; takes the place of P; rescreen each "
        f"{RESCREEN_DAYS} days and on something new",
        ("001", "003", "ACSM-res", "own"),
        "safety/schedule.py",
    ),
    "P1": RuleText(
        "P",
        tr("One step back"),
        tr(
            "What hurt too much or did not settle goes one step back: about a third less or, where it can't get less, "
            "the easier exercise. Where there is no easier one, it is taken out."
        ),
        "marked REGRESS: dose -1/3; at the start dose: `easier`; none: removed; several marks are one step",
        ("001", "RUH"),
        "safety/progress.py",
    ),
    "P2": RuleText(
        "P",
        tr("Held as it is"),
        tr(
            "Nothing gets harder where one of these is so: it is no day for a full session; this exercise hurt more "
            "than before the last time; the morning after your last session was worse or sore, or is not known; your "
            "mornings hurt more than last week. The line above says which."
        ),
        "state not FULL, amber last time, not SETTLED, or T-HOLD: HOLD",
        ("C.2",),
        "safety/progress.py",
    ),
    "P3": RuleText(
        "P",
        tr("A little more"),
        tr(
            "Three sessions running went well and the last two were easy, so it gets a little more; at its "
            "full dose, from week 3 on, comes the harder exercise. At most {most_progress} exercises step "
            "up in a session."
        ).format(most_progress=MOST_PROGRESS),
        "last 3 sessions at this dose met, green, SETTLED; last 2 effort <= 4 or extra >= 2; < "
        f"{MOST_PROGRESS} PROGRESS so far: PROGRESS +2 reps or +5 s, then +1 set; at target: week >= 3 `harder`, else "
        "HOLD",
        ("TWO", "000", "003"),
        "safety/progress.py",
    ),
    "P4": RuleText(
        "P",
        tr("Stays as it is"),
        tr("Nothing asks for a change. It gets harder once three sessions at this dose have gone well and felt easy."),
        "otherwise: HOLD",
        ("own",),
        "safety/progress.py",
    ),
    "P": RuleText(
        "P",
        tr("Kept for later"),
        tr(
            "Some exercises open in a later week, or once another one is at its full dose. Until then they are left "
            "out."
        ),
        "before the exercise's own week, or before the one it builds on is at target: locked",
        ("own",),
        "plan_line.py",
    ),
    "H": RuleText(
        "H",
        tr("Have it looked at"),
        tr(
            "Nothing blocks you, and you may go on. But somebody should have a look: it has helped little by week 6 "
            "though you kept at it, or your pain was 6 or more on most days, or several answers fit an inflamed back."
        ),
        "refer routine, no block: week >= 6, adherence >= 60 %, NRS gain < 2 and < 30 %, PSFS gain < 2; now >= 6 on >= "
        "10 of 14 days; signs of C.1's routine row >= 3 with both preconditions",
        ("OSTELO", "PSFS", "NG65", "own"),
        "safety/referral.py",
    ),
    "R18": RuleText(
        "",
        tr("Back up in steps"),
        tr(
            "After a gentle session the way back takes two days: the first is a step below what you did before, the "
            "second is what you did before. Nothing gets harder meanwhile."
        ),
        "first day with a session after one in RESCUE or REST_DAY in the last week: one step back, stored dose kept; "
        "second: stored dose, no PROGRESS (the two days are own)",
        ("001", "RUH"),
        "plan_day.py",
    ),
    "R35": RuleText(
        "",
        tr("What today holds"),
        tr(
            "Today's exercises are a few of those that suit you: some to stretch and some to strengthen, in an order "
            "that warms you up first, and not always the same. You can take another, or build your own."
        ),
        "three to five of what X, the locks, F and M3 leave, gentlest rungs first; 30-70 % of the time stretching and "
        "mobility; breathing, mobility, strength, long holds; a few take turns in each place; fixed for a day; in "
        "RESCUE and REST_DAY from the list",
        ("003", "HENRY", "RESCUE", "001", "own"),
        "choice.py",
    ),
    "room": RuleText(
        "",
        tr("Your room and time"),
        tr(
            "You said that you can't get into this position, don't have what it needs, or have no more time today. So "
            "it is left out, or something else takes its place."
        ),
        "start position, equipment or minutes that the person said they lack: EXCLUDE, or left out at the end",
        ("own",),
        "room.py",
    ),
}
"""Every rule by the id that its decisions carry, in the order in which they are applied."""


def source_keys(rule: str, source: str) -> list[str]:
    """Return the keys that a decision's `source` stands for, groups taken apart, each once."""
    keys: dict[str, None] = {}
    for key in filter(None, (part.strip() for part in source.split(","))):
        keys |= dict.fromkeys(_GROUP_OF_RULE.get((rule, key)) or SOURCE_GROUPS.get(key) or (key,))
    return list(keys)


def explain(decision: Decision) -> tuple[str, ...]:
    """Return a decision's rule, what it says in plain words, and its sources, a line for each sort."""
    text = RULES.get(decision.rule)
    # A record of a later version may name a rule that this one does not know: its sources are told all the same.
    head = (
        (tr("Rule {rule}: {text}").format(rule=decision.rule, text=text.title), text.words)
        if text
        else (tr("Rule {rule}").format(rule=decision.rule),)
    )
    return (*head, *_source_lines(decision))


def _source_lines(decision: Decision) -> Iterator[str]:
    known = own_sources()
    # Five pages of the same sort are named behind one word for it.
    named: dict[str, list[str]] = {}
    for key in source_keys(decision.rule, decision.source):
        if key in ("own", "M"):
            named[f"{GRADES[key]}."] = []
        elif key in known:
            named.setdefault(f"{GRADES[known[key].grade]}: ", []).append(f"{known[key].text} [{key}]")
        else:
            named[tr("Named by a pack, and not looked at by us: {key}").format(key=key)] = []
    yield from (words + "; ".join(texts) for words, texts in named.items())
