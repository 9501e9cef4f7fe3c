"""A figure: keyframes, what the person stands or lies on, and the lines that both drawings are made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from limberup.figures.skeleton import HEAD_RADIUS, Body, Frame, Point, blend, solve
from limberup.texts import tr

__all__ = ["Figure", "Line", "Prop", "circle", "lines_at"]


@dataclass(frozen=True, slots=True)
class Prop:
    """Something in the picture that is not the person."""

    kind: str
    """One of `props.KINDS`."""
    numbers: tuple[tuple[str, float], ...] = ()
    """Its measures by name, in body heights."""
    joints: tuple[str, ...] = ()
    """Joints it hangs between, for a band or strap."""

    def get(self, name: str, usual: float) -> float:
        """Return a measure, or the usual one."""
        return dict(self.numbers).get(name, usual)


@dataclass(frozen=True)
class Figure:
    """A drawn exercise."""

    frames: tuple[Frame, ...]
    """From the start of the movement to its end; one where nothing moves."""
    front: bool = False
    """Whether it is seen from the front."""
    props: tuple[Prop, ...] = ()
    ground: bool = True
    """Whether the floor is drawn."""
    above: bool = False
    """Whether it is seen from above, lying; a `front` figure then."""

    @property
    def seen(self) -> str:
        """Where it is seen from, where that has to be said: nobody takes a lying figure for one seen from above."""
        return tr("seen from above") if self.above else ""

    @cached_property
    def lies_across(self) -> bool:
        """Whether it is seen from above with its head to the left or the right, so that its sides are up and down."""
        if not self.above:
            return False
        joints = solve(self.frames[0], front=True).joints
        (px, py), (hx, hy) = joints["pelvis"], joints["head"]
        return abs(hx - px) > abs(hy - py)

    @property
    def side(self) -> str:
        """The side of the body that the limbs `a` are.

        Somebody seen from the side has the right one near the viewer; somebody seen from the front has the left
        one on the right of the picture.
        """
        return "left" if self.front else "right"

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all that it ever shows, so that it keeps its size as it moves."""
        points = [point for n in range(9) for line in _all_lines(self, n / 8) for point in line.points]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(0.0, *ys), max(xs), max(ys)

    def body(self, share: float) -> Body:
        """Return the pose `share` (0-1) of the way through the frames."""
        if len(self.frames) == 1:
            return solve(self.frames[0], front=self.front)
        place = max(0.0, min(1.0, share)) * (len(self.frames) - 1)
        index = min(int(place), len(self.frames) - 2)
        frame = blend(self.frames[index], self.frames[index + 1], place - index, front=self.front)
        return solve(frame, front=self.front)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing, in body heights; the ground is at 0, up is positive."""

    points: tuple[Point, ...]
    weight: str = "near"
    """"near", "far", "trunk", "head" or "prop": how strong it is drawn."""
    closed: bool = False


def circle(centre: Point, radius: float, dots: int = 20) -> tuple[Point, ...]:
    """Return so many points of a circle, in body heights; a small one needs fewer to look round."""
    return tuple(
        (centre[0] + radius * math.cos(math.tau * n / dots), centre[1] + radius * math.sin(math.tau * n / dots))
        for n in range(dots)
    )


def _chin(joints: Mapping[str, Point]) -> Point:
    """Return where the neck meets the circle of the head."""
    (ax, ay), (bx, by) = joints["neck"], joints["head"]
    share = 1 - HEAD_RADIUS / max(math.hypot(bx - ax, by - ay), HEAD_RADIUS)
    return ax + (bx - ax) * share, ay + (by - ay) * share


def body_lines(joints: Mapping[str, Point], front: bool) -> Iterator[Line]:
    """Yield the lines of a person, from the far side to the near one."""

    def line(weight: str, *names: str) -> Line:
        return Line(tuple(joints[name] for name in names), weight)

    yield line("far", "shoulder_b", "elbow_b", "wrist_b", "fingers_b")
    yield line("far", "hip_b", "knee_b", "ankle_b", "toe_b")
    yield Line((joints["pelvis"], joints["mid"], joints["neck"], _chin(joints)), "trunk")
    if front:
        yield line("trunk", "shoulder_a", "neck", "shoulder_b")
        yield line("trunk", "hip_a", "pelvis", "hip_b")
    yield line("near", "hip_a", "knee_a", "ankle_a", "toe_a")
    yield line("near", "shoulder_a", "elbow_a", "wrist_a", "fingers_a")
    yield Line(circle(joints["head"], HEAD_RADIUS), "head", closed=True)


def _swapped(joints: Mapping[str, Point]) -> dict[str, Point]:
    """Return the joints with the limbs a and b in each other's place."""
    other = {"a": "b", "b": "a"}
    return {
        (f"{name[:-1]}{other[name[-1]]}" if name[-2:] in ("_a", "_b") else name): place
        for name, place in joints.items()
    }


def _all_lines(figure: Figure, share: float, *, taking_turns: bool = False, coming_back: bool = False) -> list[Line]:
    from limberup.figures.props import prop_lines

    joints = figure.body(share).joints
    if taking_turns:
        joints = _swapped(joints)
    props = [prop for prop in figure.props if not (coming_back and prop.kind == "arrow")]
    return [
        *(line for prop in props for line in prop_lines(prop, joints)),
        *body_lines(joints, figure.front),
    ]


def lines_at(
    figure: Figure, share: float, *, mirrored: bool = False, taking_turns: bool = False, coming_back: bool = False
) -> list[Line]:
    """Return the lines of a figure `share` (0-1) of the way through its movement.

    Args:
        figure: What is drawn.
        share: 0 start, 1 end.
        mirrored: The other side.
        taking_turns: The other side within a set. Somebody seen from the side then stays where they are and moves
            the other limbs; seen from the front they are mirrored.
        coming_back: The way back of a repetition or a breath: no arrow is drawn, as all of them point the way out.
    """
    mirrored = mirrored or (taking_turns and figure.front)
    left, bottom, right, top = figure.bounds
    lines = _all_lines(figure, share, taking_turns=taking_turns and not figure.front, coming_back=coming_back)
    if figure.ground:
        lines.insert(0, Line(((left - 0.06, bottom - 0.012), (right + 0.06, bottom - 0.012)), "prop"))
    if not mirrored:
        return lines
    if figure.lies_across:
        # Somebody who lies stays where they are: the head does not change its end, only the sides do.
        level = bottom + top
        return [Line(tuple((x, level - y) for x, y in line.points), line.weight, line.closed) for line in lines]
    middle = left + right
    return [Line(tuple((middle - x, y) for x, y in line.points), line.weight, line.closed) for line in lines]
