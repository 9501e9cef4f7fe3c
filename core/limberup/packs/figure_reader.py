"""Reading the `[figure]` of an exercise: a base pose, and what differs from it in each frame."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from limberup.figures.figure import Figure, Prop
from limberup.figures.props import KINDS
from limberup.figures.skeleton import ANCHORS, ANGLES, TARGETS, Frame
from limberup.packs.fields import read_fields
from limberup.problem import Problem, nearest
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["parse_figure", "poses"]

BENDS = tuple(f"{joint}_{side}" for joint in ("elbow", "knee") for side in "ab")
JOINTS = (*ANCHORS, "mid", "head", "fingers_a", "fingers_b")


class FigureTable(Struct):
    """`[figure]` of an exercise, without its frames' own keys."""

    pose: str
    view: Literal["side", "front", "above"] | None = None
    ground: bool = True
    props: Annotated[list[dict[str, object]], Meta(max_length=6)] = []
    frame: Annotated[list[dict[str, object]], Meta(max_length=8)] = []


@lru_cache(maxsize=1)
def poses() -> Mapping[str, Mapping[str, Any]]:
    """Return the base poses by name, as they are written down."""
    text = (files("limberup") / "data" / "poses.toml").read_text("utf-8")
    return tomllib.loads(text)


def _sides(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the names that a key stands for: itself, or both its sides."""
    if name in known:
        return (name,)
    both = (f"{name}_a", f"{name}_b")
    return both if both[0] in known else ()


class _Draft:
    """A frame while it is being put together from a pose and the changes to it."""

    def __init__(self) -> None:
        self.angles: dict[str, float] = {}
        self.targets: dict[str, tuple[float, float]] = {}
        self.anchor = "pelvis"
        self.at = (0.0, 0.0)
        self.short: dict[str, float] = {}
        self.bends: dict[str, int] = {}

    def frame(self) -> Frame:
        return Frame(
            dict(self.angles),
            dict(self.targets),
            self.anchor,
            self.at,
            dict(self.short) or None,
            dict(self.bends) or None,
        )

    def change(self, name: str, value: object) -> str:
        """Take one key; return what is wrong with it, or ""."""
        if name == "anchor":
            if value not in ANCHORS:
                return tr("must be a joint. {nearest}").format(nearest=nearest(str(value), ANCHORS))
            self.anchor = str(value)
            return ""
        if name in ("at", *TARGETS) or _sides(name, TARGETS):
            place = _place(value)
            if place is None:
                return tr("must be two numbers from -2 to 2, like [0.3, 0.0]")
            if name == "at":
                self.at = place
            for target in _sides(name, TARGETS):
                self.targets[target] = place
            return ""
        if name in ("short", "bend"):
            return self._detail(name, value)
        angles = _sides(name, ANGLES)
        if not angles:
            return tr("there is no such key. {nearest}").format(
                nearest=nearest(name, {*ANGLES, *TARGETS, "anchor", "at", "short", "bend"})
            )
        if isinstance(value, bool) or not isinstance(value, int | float) or not -720 <= value <= 720:
            return tr("must be an angle in degrees")
        for angle in angles:
            self.angles[angle] = float(value)
            part, _, side = angle.partition("_")
            # A limb set by its angles is no longer put anywhere.
            if part in ("arm", "forearm"):
                self.targets.pop(f"wrist_{side}", None)
            elif part in ("thigh", "shin"):
                self.targets.pop(f"ankle_{side}", None)
        return ""

    def _detail(self, name: str, value: object) -> str:
        if not isinstance(value, dict):
            return tr("must be a table like { thigh_a = 0.5 }")
        known = ANGLES if name == "short" else BENDS
        for key, number in value.items():
            names = _sides(str(key), known)
            fits = isinstance(number, int | float) and not isinstance(number, bool)
            if not names:
                return tr("there is no {key!r} here. {nearest}").format(key=key, nearest=nearest(str(key), known))
            if not fits or (not 0.2 <= number <= 1 if name == "short" else number not in (1, -1)):
                return tr("must be 0.2 to 1") if name == "short" else tr("must be 1 or -1")
            for side in names:
                if name == "short":
                    self.short[side] = float(number)
                else:
                    self.bends[side] = int(number)
        return ""


def _place(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    x, y = value
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and -2 <= n <= 2 for n in (x, y)):
        return None
    return float(x), float(y)


def _prop(raw: Mapping[str, object]) -> tuple[Prop | None, str]:
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return None, tr("its kind must be known. {nearest}").format(nearest=nearest(str(kind), KINDS))
    numbers: list[tuple[str, float]] = []
    joints: tuple[str, ...] = ()
    for name, value in raw.items():
        if name == "kind":
            continue
        if name == "joints" and kind in ("band", "strap"):
            if not isinstance(value, list) or not 2 <= len(value) <= 4 or any(joint not in JOINTS for joint in value):
                return None, tr("joints must be two to four joints, like ['wrist_a', 'ankle_a']")
            joints = tuple(map(str, value))
        elif name not in KINDS[kind]:
            return None, tr("a {kind} has no {name!r}. {nearest}").format(
                kind=kind, name=name, nearest=nearest(name, KINDS[kind])
            )
        elif isinstance(value, bool) or not isinstance(value, int | float) or not -3 <= value <= 3:
            return None, tr("{name} must be a number from -3 to 3").format(name=name)
        else:
            numbers.append((name, float(value)))
    if kind in ("band", "strap") and not joints:
        return None, tr("needs joints to run between")
    return Prop(kind, tuple(numbers), joints), ""


def parse_figure(
    table: Mapping[str, object], file: TomlFile, path: str = "figure"
) -> tuple[Figure | None, list[Problem]]:
    """Read a figure.

    Returns:
        The figure, or None where anything about it is wrong, and all problems.
    """
    found, problems = read_fields(table, FigureTable, file, path)
    if found is None:
        return None, problems
    base = poses().get(found.pose)
    if base is None:
        problems.append(
            file.problem(
                f"{path}.pose",
                tr("there is no pose {pose!r}").format(pose=found.pose[:40]),
                nearest(found.pose, poses()),
            )
        )
        return None, problems
    draft = _Draft()
    for name, value in base.items():
        if name not in ("view", "props"):
            draft.change(name, value)
    frames = []
    for number, raw in enumerate(found.frame or [{}], 1):
        for name, value in raw.items():
            if wrong := draft.change(name, value):
                problems.append(file.problem(f"{path}.frame[{number}].{name}", wrong))
        frames.append(draft.frame())
    props = []
    for number, raw in enumerate([*base.get("props", []), *found.props], 1 - len(base.get("props", []))):
        prop, wrong = _prop(raw)
        if prop:
            props.append(prop)
        else:
            problems.append(file.problem(f"{path}.props[{number}]", wrong))
    if problems:
        return None, problems
    view = found.view or base.get("view", "side")
    return Figure(tuple(frames), view != "side", tuple(props), found.ground, view == "above"), []
