"""What a person stands, sits, lies or leans on, and what they hold: as lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from limberup.figures.figure import Line, Prop, circle
from limberup.figures.skeleton import Point

__all__ = ["KINDS", "prop_lines"]

KINDS = {
    "chair": ("x", "seat", "depth", "back"),
    "wall": ("x", "top"),
    "counter": ("x", "height", "depth"),
    "bench": ("x", "height", "width"),
    "bed": ("x", "height", "width"),
    "mat": ("x", "width"),
    "cushion": ("x", "y", "width", "height"),
    "roller": ("x", "y", "radius"),
    "ball": ("x", "y", "radius"),
    "box": ("x", "y", "width", "height"),
    "step": ("x", "height", "width"),
    "band": (),
    "strap": (),
    "arrow": ("x", "y", "dx", "dy"),
}
"""Each kind with its measures, in body heights. A band and a strap run between joints instead."""


def _box(x: float, y: float, width: float, height: float) -> Line:
    return Line(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), "prop", closed=True)


def prop_lines(prop: Prop, joints: Mapping[str, Point]) -> Iterator[Line]:
    """Yield the lines of a prop; where it hangs between joints, where they are now."""
    get = prop.get
    x, y = get("x", 0.0), get("y", 0.0)
    match prop.kind:
        case "chair":
            seat, depth = get("seat", 0.26), get("depth", 0.24)
            # The back of the chair stands behind somebody who faces right; a negative height leaves it out.
            back = get("back", 0.30)
            yield Line(((x, seat), (x + depth, seat), (x + depth, 0.0)), "prop")
            yield Line(((x, 0.0), (x, seat + max(0.0, back))), "prop")
        case "wall":
            yield Line(((x, 0.0), (x, get("top", 1.05))), "prop")
        case "counter":
            height, depth = get("height", 0.52), get("depth", 0.22)
            yield Line(((x, 0.0), (x, height), (x + depth, height), (x + depth, 0.0)), "prop")
        case "bench" | "bed" | "step":
            usual = {"bench": (0.24, 0.30), "bed": (0.28, 1.0), "step": (0.10, 0.25)}[prop.kind]
            yield _box(x, 0.0, get("width", usual[1]), get("height", usual[0]))
        case "mat":
            yield Line(((x, -0.005), (x + get("width", 1.0), -0.005)), "prop")
        case "cushion" | "box":
            yield _box(x, y, get("width", 0.14), get("height", 0.06))
        case "roller" | "ball":
            radius = get("radius", 0.06 if prop.kind == "roller" else 0.035)
            yield Line(circle((x, y), radius, 16), "prop", closed=True)
        case "band" | "strap":
            yield Line(tuple(joints[name] for name in prop.joints), "prop")
        case "arrow":
            yield from _arrow(x, y, get("dx", 0.1), get("dy", 0.0))
        case _:
            raise ValueError(f"there is no prop {prop.kind!r}")


def _arrow(x: float, y: float, dx: float, dy: float) -> Iterator[Line]:
    tip = (x + dx, y + dy)
    yield Line(((x, y), tip), "prop")
    angle = math.atan2(dy, dx)
    for turn in (150, -150):
        bent = angle + math.radians(turn)
        yield Line((tip, (tip[0] + 0.04 * math.cos(bent), tip[1] + 0.04 * math.sin(bent))), "prop")
