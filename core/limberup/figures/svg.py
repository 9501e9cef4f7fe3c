"""Drawing a figure as SVG, from the same lines as in the terminal."""

from __future__ import annotations

from html import escape

from limberup.figures.figure import Figure, Line, lines_at
from limberup.text import clean

__all__ = ["figure_svg"]

_STYLE = {"near": ("#1d5c48", 14), "trunk": ("#1d5c48", 18), "head": ("#1d5c48", 10), "far": ("#9dbdb1", 12),
          "prop": ("#8a8578", 5)}  # fmt: skip
SCALE = 400
MARGIN = 0.08


def figure_svg(figure: Figure, title: str, share: float = 1.0, *, mirrored: bool = False) -> str:
    """Return a figure as an SVG document, 400 units a body height.

    Args:
        figure: What is drawn.
        title: Its name, for those who can't see it; any text.
        share: 0 start of the movement, 1 its end.
        mirrored: The other side.
    """
    left, bottom, right, top = figure.bounds
    width = (right - left + 2 * MARGIN) * SCALE
    height = (top - bottom + 2 * MARGIN) * SCALE
    body = "\n".join(_shape(line, left, top) for line in lines_at(figure, share, mirrored=mirrored))
    name = escape(clean(", ".join(filter(None, (title, figure.seen)))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{name}">\n<title>{name}</title>\n{body}\n</svg>\n'
    )


def _shape(line: Line, left: float, top: float) -> str:
    colour, weight = _STYLE[line.weight]
    points = " ".join(f"{(x - left + MARGIN) * SCALE:.1f},{(top + MARGIN - y) * SCALE:.1f}" for x, y in line.points)
    shape = "polygon" if line.closed else "polyline"
    return (
        f'<{shape} points="{points}" fill="none" stroke="{colour}" stroke-width="{weight}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
