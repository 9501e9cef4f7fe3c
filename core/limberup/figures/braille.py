"""Drawing a figure in braille dots: two across and four down in a cell of the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from limberup.figures.figure import Figure, Line, lines_at

__all__ = ["draw"]

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_STRENGTH = {"near": 2, "trunk": 2, "head": 1, "far": 1, "prop": 1}


def draw(
    figure: Figure,
    share: float,
    width: int,
    height: int,
    *,
    mirrored: bool = False,
    taking_turns: bool = False,
    coming_back: bool = False,
) -> list[str]:
    """Return a figure as rows of braille.

    Args:
        figure: What is drawn.
        share: 0 start of the movement, 1 its end.
        width: Cells across, 2 or more.
        height: Rows.
        mirrored: The other side.
        taking_turns: The other side within a set; see `lines_at`.
        coming_back: The way back, without arrows; see `lines_at`.

    Returns:
        `height` rows of `width` characters. Its size and place stay the same for every `share`.
    """
    across, down = width * 2, height * 4
    left, bottom, right, top = figure.bounds
    margin = 0.07
    wide, high = right - left + 2 * margin, top - bottom + 2 * margin
    scale = min((across - 1) / wide, (down - 1) / high)
    x0 = (across - 1 - (right + left) * scale) / 2
    # It stands on the lowest row, so that the floor stays where it is when the picture is larger than it needs.
    y0 = down - 1 - (margin - bottom) * scale
    dots: set[tuple[int, int]] = set()
    for line in lines_at(figure, share, mirrored=mirrored, taking_turns=taking_turns, coming_back=coming_back):
        strength = _STRENGTH[line.weight] if scale > 30 else 1
        dots.update(_dots(line, x0, y0, scale, strength))
    rows = []
    for row in range(height):
        cells = []
        for column in range(width):
            bits = sum(_BITS[dx][dy] for dx in range(2) for dy in range(4) if (column * 2 + dx, row * 4 + dy) in dots)
            cells.append(chr(0x2800 + bits) if bits else " ")
        rows.append("".join(cells))
    return rows


def _dots(line: Line, x0: float, y0: float, scale: float, strength: int) -> Iterable[tuple[int, int]]:
    points = [(x0 + x * scale, y0 - y * scale) for x, y in line.points]
    if line.closed:
        points.append(points[0])
    far = line.weight == "far"
    travelled = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        steps = max(1, math.ceil(length * 2))
        for n in range(steps + 1):
            x, y = ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps
            # The far limbs are dotted, so that one sees which is in front.
            if far and int((travelled + length * n / steps) / 1.5) % 2:
                continue
            for dx in range(strength):
                for dy in range(strength):
                    yield round(x) + dx, round(y) + dy
        travelled += length
