"""Whether a figure could be a person: joints within human range, and what stands on the floor on the floor."""

from __future__ import annotations

import math
from collections.abc import Iterator

from limberup.figures.figure import Figure
from limberup.figures.skeleton import Body, solve

__all__ = ["RANGES", "figure_problems"]

RANGES = {
    "knee": (-12, 165),
    "elbow": (-12, 165),
    "hip": (-45, 150),
    "low back": (-60, 60),
    "neck": (-75, 75),
}
"""Least and most degrees of bending, a little wider than an able adult's (own judgement)."""
_PARTS = {"knee": ("thigh", "shin"), "hip": ("thigh",), "elbow": ("arm", "forearm")}
SINK = 0.035
"""How far below the floor a joint may be drawn, in body heights: joints lie inside the body."""
TOUCH = 0.09
"""How near to the floor the lowest joint must come."""
REACH = 0.05
"""How far a hand or foot may end from the place it is put at: its limb has the length it has."""
MOMENTS = (0.0, 0.25, 0.5, 0.75, 1.0)


def _turn(angle: float) -> float:
    """Return an angle from -180 up to 180."""
    return (angle + 180) % 360 - 180


def _bends(body: Body) -> Iterator[tuple[str, str, float]]:
    angle = body.angles
    for side in "ab":
        yield "knee", f"knee_{side}", _turn(angle[f"thigh_{side}"] - angle[f"shin_{side}"])
        yield "elbow", f"elbow_{side}", _turn(angle[f"forearm_{side}"] - angle[f"arm_{side}"])
        yield "hip", f"hip_{side}", _turn(angle[f"thigh_{side}"] - angle["back"] - 180)
    yield "low back", "back", _turn(angle["chest"] - angle["back"])
    yield "neck", "neck", _turn(angle["head"] - angle["chest"])


def _missed(figure: Figure) -> Iterator[str]:
    for number, frame in enumerate(figure.frames, 1):
        joints = solve(frame, front=figure.front).joints
        for name, place in frame.targets.items():
            if (far := math.dist(joints[name], place)) > REACH:
                yield f"{name} is put {far:.2f} further than its limb reaches in frame {number}"


def figure_problems(figure: Figure, *, feet: bool = False) -> list[str]:
    """Return what is wrong with a figure, a sentence each.

    Args:
        figure: What is drawn. Limb lengths are constant by the way a figure is written, but for segments that
            point towards the viewer and say so.
        feet: Whether at least one foot has to be on the floor, as in standing.
    """
    found: dict[str, None] = dict.fromkeys(_missed(figure))
    # A limb that points towards the viewer is seen shortened, and its angles in the picture are not its own.
    towards = {name for frame in figure.frames for name in frame.shortened or ()}
    for moment in MOMENTS:
        body = figure.body(moment)
        when = "at the start" if moment == 0 else "at the end" if moment == 1 else "on the way"
        if not figure.front:
            for kind, name, bend in _bends(body):
                least, most = RANGES[kind]
                if towards & {f"{part}_{name[-1]}" for part in _PARTS.get(kind, ())}:
                    continue
                if not least <= bend <= most:
                    found[f"{name} bends by {bend:.0f} degrees {when}, and a {kind} goes from {least} to {most}"] = None
        heights = {name: y for name, (_, y) in body.joints.items()}
        if not figure.ground:
            continue
        lowest = min(heights, key=heights.__getitem__)
        if heights[lowest] < -SINK:
            found[f"{lowest} is {-heights[lowest]:.2f} below the floor {when}"] = None
        if heights[lowest] > TOUCH and not figure.props:
            found[f"nothing touches the floor {when}"] = None
        toes = [heights[f"{part}_{side}"] for part in ("ankle", "toe") for side in "ab"]
        if feet and min(toes) > TOUCH and not any(prop.kind in ("step", "box") for prop in figure.props):
            found[f"no foot is on the floor {when}"] = None
    return list(found)
