"""The skeleton: segments of constant length, set by angles or by where a hand or foot is put.

All lengths are in body heights. Angles are absolute, in degrees: 0 points right, 90 up. Seen from the
side a standing person faces right, somebody on their back has the head on the left, and somebody face
down or on all fours has it on the right. Limbs are `a` (near the viewer, or the side that works) and `b`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = ["ANGLES", "LENGTHS", "TARGETS", "Body", "Frame", "Point", "blend", "solve"]

Point = tuple[float, float]

LENGTHS = {
    "back": 0.15, "chest": 0.17, "head": 0.11,
    "arm": 0.16, "forearm": 0.15, "hand": 0.05,
    "thigh": 0.24, "shin": 0.23, "foot": 0.09,
}  # fmt: skip
"""Length of each segment in body heights; near the usual proportions of an adult."""
HEAD_RADIUS = 0.058
SHOULDER_WIDTH, HIP_WIDTH = 0.10, 0.07
"""Half widths, seen from the front."""

_TRUNK = ("back", "chest", "head")
_LIMB = ("arm", "forearm", "hand", "thigh", "shin", "foot")
ANGLES = (*_TRUNK, *(f"{part}_{side}" for part in _LIMB for side in "ab"))
"""Names of the angles of a frame. A name without its side sets both."""
TARGETS = tuple(f"{part}_{side}" for part in ("wrist", "ankle") for side in "ab")
"""Where a wrist or ankle is put; elbow and knee follow."""
_ENDS = ("wrist", "elbow", "knee", "ankle", "toe", "hip", "shoulder")
ANCHORS = ("pelvis", "neck", *(f"{part}_{side}" for part in _ENDS for side in "ab"))
"""Joints by which a frame can be put in its place."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One pose, as it is written down: angles, targets and the joint that is held in place."""

    angles: Mapping[str, float]
    """Degrees by name of `ANGLES`."""
    targets: Mapping[str, Point]
    """Places by name of `TARGETS`; they win over the angles of that limb."""
    anchor: str = "pelvis"
    at: Point = (0.0, 0.0)
    """Where the anchor is, in body heights; the ground is at 0."""
    shortened: Mapping[str, float] | None = None
    """Segments that point towards the viewer: the share of their length that is seen, 0.2-1."""
    bends: Mapping[str, int] | None = None
    """`elbow_a`, `knee_b` ...: 1 or -1 for which way a limb with a target bends; None takes the usual way."""


@dataclass(frozen=True, slots=True)
class Body:
    """A solved pose: where each joint is and which way each segment points."""

    joints: Mapping[str, Point]
    angles: Mapping[str, float]


def _step(start: Point, angle: float, length: float) -> Point:
    radians = math.radians(angle)
    return start[0] + length * math.cos(radians), start[1] + length * math.sin(radians)


def _reach(start: Point, target: Point, upper: float, lower: float, bend: int) -> tuple[float, float]:
    """Return the two angles that bring the end of a limb to `target`, or as near as it comes."""
    dx, dy = target[0] - start[0], target[1] - start[1]
    straight = math.hypot(dx, dy)
    distance = min(max(straight, abs(upper - lower) + 1e-6), upper + lower - 1e-6)
    direction = math.degrees(math.atan2(dy, dx))
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    inner = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    first = direction + bend * inner
    elbow = _step((0.0, 0.0), first, upper)
    end = _step((0.0, 0.0), direction, distance)
    return first, math.degrees(math.atan2(end[1] - elbow[1], end[0] - elbow[0]))


def solve(frame: Frame, *, front: bool = False) -> Body:
    """Return where everything is in a frame.

    Args:
        frame: The pose.
        front: Whether it is seen from the front, so that shoulders and hips have a width.
    """
    angles = dict(frame.angles)
    short = frame.shortened or {}

    def length(name: str) -> float:
        return LENGTHS[name.split("_")[0]] * short.get(name, 1.0)

    def trunk(pelvis: Point) -> dict[str, Point]:
        mid = _step(pelvis, angles["back"], length("back"))
        neck = _step(mid, angles["chest"], length("chest"))
        joints = {"pelvis": pelvis, "mid": mid, "neck": neck, "head": _step(neck, angles["head"], length("head"))}
        for side, sign in (("a", 1), ("b", -1)):
            wide = sign if front else 0
            joints[f"shoulder_{side}"] = _step(neck, angles["chest"] - 90, wide * SHOULDER_WIDTH)
            joints[f"hip_{side}"] = _step(pelvis, angles["back"] - 90, wide * HIP_WIDTH)
        return joints

    def limbs(joints: dict[str, Point]) -> None:
        for side in "ab":
            for root, names, joint_names, target, usual in (
                ("shoulder", ("arm", "forearm", "hand"), ("elbow", "wrist", "fingers"), "wrist", -1),
                ("hip", ("thigh", "shin", "foot"), ("knee", "ankle", "toe"), "ankle", 1),
            ):
                upper, lower, last = (f"{name}_{side}" for name in names)
                start = joints[f"{root}_{side}"]
                if (place := frame.targets.get(f"{target}_{side}")) is not None:
                    bend = (frame.bends or {}).get(f"{joint_names[0]}_{side}", usual)
                    angles[upper], angles[lower] = _reach(start, place, length(upper), length(lower), bend)
                for name, joint in zip((upper, lower, last), joint_names, strict=True):
                    start = _step(start, angles[name], length(name))
                    joints[f"{joint}_{side}"] = start

    # Targets stand in the picture's own place, so the pelvis has to be found from the anchor first.
    joints = trunk((0.0, 0.0))
    if frame.anchor not in joints:
        bare = replace(frame, targets={}, anchor="pelvis", at=(0.0, 0.0))
        joints = dict(solve(bare, front=front).joints)
    anchor = joints[frame.anchor]
    joints = trunk((frame.at[0] - anchor[0], frame.at[1] - anchor[1]))
    limbs(joints)
    return Body(joints, angles)


def _mix(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def blend(first: Frame, second: Frame, share: float, *, front: bool = False) -> Frame:
    """Return the frame `share` (0-1) of the way from one to another.

    What both write down in the same way is mixed as written, so that a hand that stands on the floor stays on it;
    a limb that is a target in one and angles in the other is mixed by its angles.
    """
    both = first.targets.keys() & second.targets.keys()
    angles_first, angles_second = dict(first.angles), dict(second.angles)
    if first.targets.keys() != second.targets.keys():
        angles_first = dict(solve(first, front=front).angles)
        angles_second = dict(solve(second, front=front).angles)
    angles = {}
    for name in ANGLES:
        start, end = angles_first[name], angles_second[name]
        if name.split("_")[0] in ("arm", "forearm", "thigh", "shin") and first.targets.keys() != second.targets.keys():
            # Solved angles come from -180 to 180: go the short way round.
            end = start + (end - start + 180) % 360 - 180
        angles[name] = _mix(start, end, share)
    at = second.at
    if second.anchor != first.anchor:
        # The joint that the first frame is held by, where the second one has it.
        at = solve(second, front=front).joints[first.anchor]
    names = {*(first.shortened or {}), *(second.shortened or {})}
    return Frame(
        angles,
        {
            name: (
                _mix(first.targets[name][0], second.targets[name][0], share),
                _mix(first.targets[name][1], second.targets[name][1], share),
            )
            for name in both
        },
        first.anchor,
        (_mix(first.at[0], at[0], share), _mix(first.at[1], at[1], share)),
        {n: _mix((first.shortened or {}).get(n, 1.0), (second.shortened or {}).get(n, 1.0), share) for n in names},
        second.bends if share > 0.5 else first.bends,
    )
