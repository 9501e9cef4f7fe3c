"""Exercises: what one can do, in the words and numbers a pack gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from limberup.counting import count_words
from limberup.dose import Dose, Each
from limberup.figures.figure import Figure
from limberup.figures.packed import unpack_figure
from limberup.texts import tr

__all__ = ["TAGS", "Exercise", "Kind", "Position", "Rung", "Shown", "Side", "Source"]


class Kind(StrEnum):
    """What an exercise mainly asks of the body."""

    BREATHING = "breathing"
    ISOMETRIC = "isometric"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    STATIC_STRETCH = "static stretch"
    DYNAMIC_STRETCH = "dynamic stretch"
    SELF_MASSAGE = "self-massage"

    @property
    def words(self) -> str:
        """The kind as it is shown."""
        return _KIND_WORDS[self]

    @property
    def is_strength(self) -> bool:
        """Whether it counts as strength, for balance and for the 48 hours between strength days."""
        return self in (Kind.STRENGTH, Kind.ISOMETRIC)

    @property
    def is_stretch(self) -> bool:
        """Whether it counts as stretching or mobility for the balance of a session."""
        return self in (Kind.MOBILITY, Kind.STATIC_STRETCH, Kind.DYNAMIC_STRETCH)

    @property
    def is_stretching(self) -> bool:
        """Whether it counts as stretching for the days a week of rule F; moving easily does not (K9)."""
        return self in (Kind.STATIC_STRETCH, Kind.DYNAMIC_STRETCH)


_KIND_WORDS = {
    Kind.BREATHING: tr("breathing"),
    Kind.ISOMETRIC: tr("isometric"),
    Kind.STRENGTH: tr("strength"),
    Kind.MOBILITY: tr("mobility"),
    Kind.STATIC_STRETCH: tr("static stretch"),
    Kind.DYNAMIC_STRETCH: tr("dynamic stretch"),
    Kind.SELF_MASSAGE: tr("self-massage"),
}


class Position(StrEnum):
    """The position an exercise starts in; a change of it takes time."""

    STANDING = "standing"
    CHAIR = "chair"
    FLOOR_SEATED = "floor-seated"
    HALF_KNEELING = "half-kneeling"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    PRONE = "prone"

    @property
    def words(self) -> str:
        """The position in plain words, to follow "Next:"."""
        return _POSITION_WORDS[self]

    @property
    def brief(self) -> str:
        """The same after the name of an exercise, where lines are short."""
        return _BRIEF.get(self, self.words)


_POSITION_WORDS = {
    Position.STANDING: tr("standing"),
    Position.CHAIR: tr("on a chair"),
    Position.FLOOR_SEATED: tr("sitting on the floor"),
    Position.HALF_KNEELING: tr("kneeling on one knee"),
    Position.KNEELING: tr("kneeling"),
    Position.ALL_FOURS: tr("on hands and knees"),
    Position.SUPINE: tr("lying on your back"),
    Position.SIDE_LYING: tr("lying on your side"),
    Position.PRONE: tr("lying face down"),
}
_BRIEF = {
    Position.HALF_KNEELING: tr("on one knee"),
    Position.SUPINE: tr("on your back"),
    Position.SIDE_LYING: tr("on your side"),
    Position.PRONE: tr("face down"),
}


class Side(StrEnum):
    """How an exercise uses the two sides of the body."""

    BILATERAL = "bilateral"
    """Both sides at once."""
    PER_SIDE = "per side"
    """All of one side, a switch, then the other."""
    ALTERNATING = "alternating"
    """The sides take turns within a set."""
    EACH_WAY = "each way"
    """Both directions, one after the other."""

    @property
    def each(self) -> Each:
        """What a dose of such an exercise is counted for."""
        if self is Side.BILATERAL:
            return Each.NONE
        return Each.WAY if self is Side.EACH_WAY else Each.SIDE


class Shown(StrEnum):
    """Whether an exercise is offered without being asked for."""

    ALWAYS = "always"
    HIDDEN = "hidden"
    """Kept for those who look for it; the program prefers another."""
    OPT_IN = "opt-in"
    """Only for a person who has switched its kind on."""
    LOG_ONLY = "log-only"
    """Done elsewhere; the program only notes it."""


TAGS = {
    "FLX": tr("rounding the low back to its end"),
    "FLXL": tr("rounding the low back under load or again and again"),
    "EXT": tr("arching the low back to its end"),
    "ROT": tr("twisting the trunk to its end"),
    "HF90": tr("hip bent past a right angle"),
    "HADD": tr("thigh crossing the midline"),
    "HIR": tr("hip turned in"),
    "HER": tr("hip turned out or opened wide"),
    "HEXT": tr("hip stretched backwards"),
    "HABL": tr("leg lifted sideways against load"),
    "NRV": tr("pull on the nerve at the back of the leg"),
    "ISO": tr("hard hold of the trunk, where one holds the breath"),
    "SUP": tr("lying on the back"),
    "PRN": tr("lying face down"),
    "SIDE": tr("pressure on the outer hip that is lain on"),
    "KNL": tr("weight on the kneecap"),
    "KTW": tr("deep or twisted knee"),
    "WRI": tr("weight through wrist or shoulder"),
    "NCK": tr("load on the neck, or its end range"),
    "PRS": tr("pressure from a roller or ball"),
    "BAL": tr("balance on one leg or while standing"),
    "WIDE": tr("wide legs or weight on one side of the pelvis"),
    "FLR": tr("getting down to the floor"),
}
"""What an exercise asks mechanically. Written `~TAG` where a mid-range version exists."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dose or a rule comes from.

    Grades: P paper or official page, C copy of an official document, B clinic page or blog,
    M from memory, own = a judgement of our own.
    """

    key: str
    grade: str
    text: str

    @property
    def is_evidence(self) -> bool:
        """Whether it may be cited by name; else it is shown as common practice."""
        return self.grade in ("P", "C")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: another exercise, an own level of the same one in words, or both."""

    exercise: str | None = None
    """Canonical id of the exercise this step leads to."""
    level: str | None = None
    """What to do differently within the same exercise."""

    def __bool__(self) -> bool:
        return self.exercise is not None or self.level is not None


@dataclass(frozen=True, slots=True)
class Exercise:
    """What one can do: doses, ladder, tags, cautions, words and sources, as its pack gives them."""

    pack: str
    """Id of the pack that owns it."""
    slug: str
    """Its name within the pack: lower case, digits and hyphens."""
    name: str
    purpose: str
    """What it is for, in one line."""
    kind: Kind
    position: Position
    start_position: str
    """The start position in words."""
    side: Side
    start: Dose
    """The dose to begin with."""
    target: Dose
    """The dose to reach before a harder exercise."""
    how: tuple[str, ...]
    """Three to six steps, each to be spoken aloud."""
    breathing: str
    catalogue: str = ""
    """Its number in the written catalogue, where it has one."""
    aliases: tuple[str, ...] = ()
    kind_note: str = ""
    ways: tuple[str, str] = (tr("one way"), tr("the other way"))
    """Names of the two directions where `side` is each way."""
    counts: str = "reps"
    """What the repetitions are called on screen."""
    equipment: tuple[str, ...] = ()
    """What is needed; "chair or counter" is met by either."""
    equipment_optional: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    start_note: str = ""
    target_note: str = ""
    tempo: tuple[int, int] = (2, 2)
    """Seconds out and back of one repetition, without its hold."""
    easier: Rung = Rung()
    harder: Rung = Rung()
    tags: frozenset[str] = frozenset()
    """Keys of `TAGS`, some with a leading `~`."""
    cautions: tuple[str, ...] = ()
    feel: str = ""
    mistake: str = ""
    stop: str = ""
    shown: Shown = Shown.ALWAYS
    from_week: int = 1
    """First week of the programme in which it is offered."""
    needs_target: str = ""
    """Id of an exercise that must be at its target dose first, or ""."""
    seeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Keys of the sources of its doses."""
    source_note: str = ""
    drawing: Figure | bytes | None = field(default=None, compare=False, hash=False, repr=False)
    """Its figure, or the figure packed as `unpack_figure` has it: most are never looked at, and they weigh most."""
    id: str = field(init=False)
    """Canonical id, `pack/slug`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", f"{self.pack}/{self.slug}")

    @property
    def figure(self) -> Figure | None:
        """How it looks, or None where its pack drew nothing."""
        return unpack_figure(self.drawing) if isinstance(self.drawing, bytes) else self.drawing

    @property
    def counted(self) -> str:
        """What its repetitions are called, to be shown: `counts` is what they are compared by."""
        return {"reps": tr("reps"), "steps": tr("steps")}.get(self.counts, self.counts)

    @property
    def counted_one(self) -> str:
        """What one of its repetitions is called."""
        return {"reps": tr("rep"), "steps": tr("step")}.get(self.counts) or self.counts.removesuffix("s")

    def amount(self, count: int) -> str:
        """Return so many of its repetitions: "10 reps", "1 step"."""
        if self.counts in ("reps", "steps"):
            return count_words(count, self.counts.removesuffix("s"))
        return f"{count} {self.counted_one if count == 1 else self.counted}"

    def rest_seconds(self, dose: Dose) -> int:
        """Seconds of rest after each set but the last of `dose`.

        Where the dose leaves it open: 45 s strength, 30 s hard holds, 10 s the rest (own judgement).
        """
        if dose.rest is not None:
            return dose.rest
        return {Kind.STRENGTH: 45, Kind.ISOMETRIC: 30}.get(self.kind, 10)
