"""The conditions a person may tick, and which mechanical tags each leaves out or softens (table A.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from limberup.exercise import TAGS, Kind
from limberup.texts import tr

__all__ = [
    "BALANCE_HOW",
    "CONDITIONS",
    "CONDITION_GROUPS",
    "FIRST_HOUR",
    "MIDDLE_RANGE",
    "NEEDS_FREE_HANDS",
    "Condition",
    "ConditionGroup",
    "conditions_of",
    "groups_of",
]

NEEDS_FREE_HANDS = frozenset(
    {
        "glutes/lateral-band-walk",  # A10
        "glutes/forward-monster-walk",  # N15
        "hip-mobility/standing-tfl-stretch",  # A29
    }
)
"""Balance exercises that can't be done with both hands on a counter ("only A10, N15 and A29 cannot")."""

_CROSSED_LEGS = dict.fromkeys(
    (
        "hip-mobility/supine-figure-4",  # A22
        "hip-mobility/knee-to-opposite-shoulder",  # A23
        "hip-mobility/seated-crossover-piriformis",  # A24
        "desk-worker/chair-figure-4",  # A25
        "hip-mobility/standing-piriformis-stretch",  # A26
        "hip-mobility/standing-tfl-stretch",  # A29
    ),
    tr("crossing the legs"),
)
_FOLDS = dict.fromkeys(
    (
        "hip-mobility/long-sitting-hamstring-stretch",  # A19
        "hip-mobility/single-leg-seated-hamstring-stretch",  # A20
        "hip-mobility/standing-hamstring-stretch",  # A21
    ),
    TAGS["HF90"],
)
"""Bending forward over a straight leg. Our own judgement, stricter than the table: their tags do not say HF90."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of the table.

    A tag in `modify` written `~TAG` also modifies the hard `TAG`, unless that is excluded; an excluded
    hard tag's `~TAG` is modified, unless the row excludes it too. `limberup.safety.fit` applies that.
    """

    id: str
    label: str
    """Plain words, to follow "for"."""
    exclude: frozenset[str] = frozenset()
    modify: frozenset[str] = frozenset()
    how: str = ""
    """How a modified exercise is done: a clause that begins in lower case."""
    source: str = "own"
    """Keys of the row's source column."""
    named: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Exercises that are left out whatever their tags: by their id, what it is about them, to follow "it means"."""
    balance: bool = False
    """"BAL as below": both hands on a counter where that can be done, else left out."""
    kinds: frozenset[Kind] = frozenset()
    """Kinds of exercise that are modified as a whole."""


def _tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


BALANCE_HOW = tr("keep both hands on a counter")
"""How a balance exercise is modified."""
MIDDLE_RANGE = tr("stay in the middle of the range and hold for less time")
"""How anything is modified that its row has no words of its own for."""

_POSTERIOR = Condition(
    "thr_posterior",
    tr("a hip replacement from the back, precautions still on"),
    _tags("HF90 HADD HIR"),
    _tags("~HF90 ~HADD"),
    tr("keep the hip below a right angle and the knee on its own side"),
    "THR-HSS, THR-EAN, ARUK-HIP, THR-LHSC",
    {**_CROSSED_LEGS, **_FOLDS},
)
_ANTERIOR = Condition(
    "thr_anterior",
    tr("a hip replacement from the front, precautions still on"),
    _tags("HEXT HER PRN"),
    _tags("~HEXT ~HER"),
    tr("don't let the leg go behind you or turn far outwards"),
    "THR-AGE, THR-LAKE",
    _CROSSED_LEGS,
)
_LATERAL = Condition(
    "thr_lateral",
    tr("a hip replacement from the side, precautions still on"),
    _tags("HF90 HADD HIR HABL"),
    _tags("~HF90 ~HADD ~HABL"),
    tr("keep the hip below a right angle, the knee on its own side, and push outwards lightly"),
    "THR-AGE",
    {**_CROSSED_LEGS, **_FOLDS},
)
_REPLACEMENTS = (_POSTERIOR, _ANTERIOR, _LATERAL)
_UNKNOWN = Condition(
    "thr_unknown",
    tr("a hip replacement from a side you don't know, precautions on or not sure"),
    frozenset[str]().union(*(row.exclude for row in _REPLACEMENTS)),
    frozenset[str]().union(*(row.modify for row in _REPLACEMENTS)),
    tr("keep the hip in a small, middle range in every direction"),
    "own",
    {id_: why for row in _REPLACEMENTS for id_, why in row.named.items()},
)

_ROWS = (
    Condition(
        "osteoporosis",
        tr("thin bones (osteoporosis) or long use of steroids"),
        _tags("FLX FLXL ROT PRS"),
        _tags("~FLX ~ROT"),
        tr("bend and turn slowly, only to the middle of the range"),
        "TFTF-T5, SINAKI, ROS",
    ),
    Condition(
        "vertebral_fracture",
        tr("a spine fracture that has been cleared"),
        _tags("FLX ~FLX FLXL ROT ~ROT PRS ISO"),
        _tags("~ISO ~EXT"),
        tr("keep the effort light and the back in the middle of its range"),
        "BROOKE",
    ),
    Condition(
        "leg_pain",
        tr("leg pain (sciatica) that was assessed and is stable"),
        _tags("NRV FLX FLXL"),
        _tags("~NRV ~FLX ~ROT"),
        tr("stay in the middle of the range, and stop short of any pull or tingling down the leg"),
        "CENTRAL, SCI-B1, SCI-B2, SPINEHEALTH",
        {"hip-mobility/pigeon-pose": tr("a deep stretch close to the nerve")},  # A28
    ),
    Condition(
        "stenosis",
        tr("a narrowed spinal canal (stenosis)"),
        _tags("EXT PRN"),
        _tags("~EXT ~HEXT"),
        tr("don't let the low back arch"),
        "STEN-V",
    ),
    Condition(
        "spondylolisthesis",
        tr("a slipped vertebra"),
        _tags("EXT PRN"),
        _tags("~EXT ~HEXT ~ROT"),
        tr("don't let the low back arch, and turn only a little"),
        "SPL-HL, SPL-RCT",
    ),
    Condition(
        "pregnancy_1",
        tr("pregnancy up to week 13"),
        _tags("FLXL"),
        _tags("~ISO"),
        tr("hold for less time and keep breathing"),
        "ACOG-804",
    ),
    Condition(
        "pregnancy_2",
        tr("pregnancy from week 14"),
        _tags("SUP PRN FLXL ISO"),
        _tags("~SUP ~ISO ~FLX ~ROT"),
        tr("do it sitting or propped up instead of flat on your back, gently, in the middle of the range"),
        "ACOG-N",
        balance=True,
    ),
    Condition(
        "pgp",
        tr("pelvic girdle pain"),
        _tags("WIDE"),
        _tags("~HER"),
        tr("keep the knees close together and the weight on both sides"),
        "PGP-NCA, PGP-EX",
        balance=True,
    ),
    *_REPLACEMENTS,
    _UNKNOWN,
    Condition(
        "hypertension",
        tr("treated high blood pressure"),
        modify=_tags("ISO ~ISO"),
        how=tr("hold for 10 s at most and count aloud"),
        source="VALSALVA-B, WALLSQ",
    ),
    Condition(
        "hypermobility",
        tr("very mobile joints"),
        _tags("KTW"),
        how=tr("go to the first gentle pull only, and hold for 20 s at most"),
        source="EDS-P",
        kinds=frozenset({Kind.STATIC_STRETCH}),
    ),
    Condition(
        "gtps",
        tr("outer-hip pain or bursitis (GTPS)"),
        _tags("HADD PRS"),
        _tags("~HADD SIDE"),
        tr("lie with the sore side up only, with a pillow between the knees"),
        "GTPS-PP",
    ),
    Condition(
        "fai",
        tr("hip impingement or labral pain"),
        _tags("HADD HIR KTW HF90"),
        _tags("~HF90"),
        tr("keep the hip below a right angle, well short of a pinch in the groin"),
        "FAI-SQ, FAI-NSCA",
    ),
    Condition(
        "hip_oa",
        tr("hip arthritis"),
        _tags("KTW"),
        _tags("~HER ~HF90 ~HEXT"),
        tr("stay in the range of the hip that is comfortable"),
        "003, NG226-S, OARSI, EULAR",
    ),
    Condition(
        "knee_problem",
        tr("a knee that hurts on kneeling or twisting"),
        _tags("KTW KNL"),
        _tags("~KTW"),
        tr("keep the knee in line with the foot and the bend small"),
        "NHS-EX-C, PIGEON",
    ),
    Condition(
        "wrist_shoulder",
        tr("wrist or shoulder pain"),
        _tags("WRI"),
        _tags("~WRI"),
        tr("lean on the forearms or put less weight on the arms"),
    ),
    Condition(
        "neck_problem",
        tr("neck pain or arm symptoms"),
        _tags("NCK"),
        _tags("~NCK"),
        tr("rest the head, or move it only a little"),
    ),
    Condition(
        "bleeding_dvt",
        tr("blood thinners, a past clot, fragile skin, a tumour or a wound"),
        _tags("PRS"),
        source="ROLLER",
    ),
    Condition(
        "fall_risk",
        tr("being unsteady or a fall in the last year"),
        source="OC-TFTF",
        balance=True,
    ),
    Condition("no_floor", tr("not getting up from the floor"), _tags("FLR")),
    Condition(
        "abdominal",
        tr("a hernia, or the first 12 weeks after birth or an operation on the belly"),
        _tags("FLXL ISO"),
        _tags("~ISO"),
        tr("keep the effort light and never hold the breath"),
        "M",
    ),
)

CONDITIONS = {row.id: row for row in _ROWS}
"""The rows by their id, in the order of the table."""


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Conditions that are asked for in one line, so that who has none of them reads seven lines and not 24."""

    id: str
    words: str
    """Names all that the group holds, in plain words; at most 92 characters, two lines of a screen of 80."""
    conditions: tuple[str, ...]
    """Ids of `CONDITIONS`."""


CONDITION_GROUPS = (
    ConditionGroup(
        "bones",
        tr("Thin bones (osteoporosis), long-term steroids, healed spine fracture"),
        ("osteoporosis", "vertebral_fracture"),
    ),
    ConditionGroup(
        "spine",
        tr("Leg pain below the buttock (sciatica), spinal stenosis, slipped vertebra"),
        ("leg_pain", "stenosis", "spondylolisthesis"),
    ),
    ConditionGroup(
        "hips",
        tr("Hip arthritis, replacement, impingement, labral tear, bursitis (GTPS)"),
        ("hip_oa", "gtps", "fai", "thr_posterior", "thr_anterior", "thr_lateral", "thr_unknown"),
    ),
    ConditionGroup(
        "belly",
        tr("Pregnancy, recent birth or belly operation, hernia, pelvic girdle pain"),
        ("pregnancy_1", "pregnancy_2", "pgp", "abdominal"),
    ),
    ConditionGroup(
        "joints",
        tr("Knee, wrist, shoulder, arm or neck trouble, very mobile joints"),
        ("knee_problem", "wrist_shoulder", "neck_problem", "hypermobility"),
    ),
    ConditionGroup(
        "blood",
        tr("High blood pressure (also treated), blood thinners, past clot, wound, tumour, fragile skin"),
        ("hypertension", "bleeding_dvt"),
    ),
    ConditionGroup(
        "balance",
        tr("Unsteady, a fall in the past year, can't get off the floor"),
        ("fall_risk", "no_floor"),
    ),
)
"""Every condition in one group: the words are our own, the order is by how many people have something of it."""


def groups_of(known: Collection[str]) -> frozenset[str]:
    """Return the ids of the groups that hold any of the known conditions."""
    return frozenset(group.id for group in CONDITION_GROUPS if not set(known).isdisjoint(group.conditions))


def conditions_of(groups: Collection[str]) -> list[str]:
    """Return the ids of all conditions in the groups of those ids, in order."""
    return [id_ for group in CONDITION_GROUPS if group.id in groups for id_ in group.conditions]


FIRST_HOUR = Condition(
    "first_hour",
    tr("the first hour after getting up"),
    _tags("FLX FLXL"),
    _tags("~FLX"),
    tr("round the back only a little"),
    "SNOOK",
)
"""What rule X adds for everybody who has been up for less than 60 minutes. Not a condition to tick."""
