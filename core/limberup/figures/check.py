"""Whether a figure could be a person: joints within human range, and what stands on the floor on the floor."""

from __future__ import annotations

import math
from collections.abc import Iterator

from limberup.figures.figure import Figure
from limberup.figures.skeleton import Body, solve
from limberup.texts import tr

__all__ = ["RANGES", "figure_problems"]

RANGES = {
    "knee": (-12, 165),
    "elbow": (-12, 165),
    "hip": (-45, 150),
    "low back": (-60, 60),
    "neck": (-75, 75),
}
"""Least and most degrees of bending, a little wider than an able adult's (own judgement)."""
_KINDS = {
    "knee": tr("knee"),
    "elbow": tr("elbow"),
    "hip": tr("hip"),
    "low back": tr("low back"),
    "neck": tr("neck"),
}
"""The same in words. A joint of its own (knee_a) is named as the figure's file names it."""
_PARTS = {"knee": ("thigh", "shin"), "hip": ("thigh",), "elbow": ("arm", "forearm")}
SINK = 0.035
"""How far below the floor a joint may be drawn, in body heights: joints lie inside the body."""
TOUCH = 0.09
"""How near to the floor the lowest joint must come."""
STAND = 0.05
"""How near to the floor a foot must come that somebody stands on."""
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
                yield tr("{name} is put {far:.2f} further than its limb reaches in frame {number}").format(
                    name=name, far=far, number=number
                )


def figure_problems(figure: Figure, *, feet: bool = False) -> list[str]:
    """Return what is wrong with a figure, a sentence each.

    Args:
        figure: What is drawn. Limb lengths are constant by the way a figure is written, but for segments that
            point towards the viewer and say so.
        feet: Whether at least one foot has to be on the floor, as in standing.
    """
    # Each joint's fault is told once, where it is first seen.
    found = {("reach", what): what for what in _missed(figure)}
    moves = len(figure.frames) > 1
    # A limb that points towards the viewer is seen shortened, and its angles in the picture are not its own.
    towards = {name for frame in figure.frames for name in frame.shortened or ()}
    for moment in MOMENTS if moves else MOMENTS[:1]:
        body = figure.body(moment)
        when = (
            (tr(" at the start") if moment == 0 else tr(" at the end") if moment == 1 else tr(" on the way"))
            if moves
            else ""
        )
        if not figure.front:
            for kind, name, bend in _bends(body):
                least, most = RANGES[kind]
                if towards & {f"{part}_{name[-1]}" for part in _PARTS.get(kind, ())}:
                    continue
                if not least <= bend <= most:
                    what = tr(
                        "{name} bends by {bend:.0f} degrees{when}; a person's {kind} goes from {least} to {most}"
                    ).format(name=name, bend=bend, when=when, kind=_KINDS[kind], least=least, most=most)
                    found.setdefault(("bend", name), what)
        if not figure.ground:
            continue
        heights = {name: y for name, (_, y) in body.joints.items()}
        lowest = min(heights, key=heights.__getitem__)
        if heights[lowest] < -SINK:
            what = tr("{name} is {depth:.2f} below the floor{when}")
            found.setdefault(("sink", lowest), what.format(name=lowest, depth=-heights[lowest], when=when))
        if heights[lowest] > TOUCH and not figure.props:
            found.setdefault(("touch", ""), tr("nothing touches the floor{when}").format(when=when))
        toes = [heights[f"{part}_{side}"] for part in ("ankle", "toe") for side in "ab"]
        if feet and min(toes) > STAND and not any(prop.kind in ("step", "box") for prop in figure.props):
            found.setdefault(("stand", ""), tr("no foot is on the floor{when}").format(when=when))
    return list(found.values())
