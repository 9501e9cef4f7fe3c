"""A screen as Textual exports it, made into a picture that looks the same everywhere."""

from __future__ import annotations

import re

__all__ = ["plain"]

COLUMN, ROW = 12.2, 24.4
"""Width and height of a cell, as Rich draws it."""
DOTS = ((0.25, 0.125), (0.25, 0.375), (0.25, 0.625), (0.75, 0.125), (0.75, 0.375), (0.75, 0.625), (0.25, 0.875),
        (0.75, 0.875))  # fmt: skip
"""Where the dots of a braille character stand in its cell, by the bits of its number."""
DOT = 2.1
CIRCLE = f"a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0 {-2 * DOT} 0"
"""A dot, from its left end."""
FONTS = "'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def plain(svg: str, name: str) -> str:
    """Return a picture without fonts from the network, and without what differs from one drawing to the next.

    Args:
        svg: What Textual exported.
        name: Of the picture: what its classes begin with.
    """
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", name, svg)
    svg = re.sub(
        r'<text class="(?P<style>[^"]+)" x="(?P<x>[\d.]+)"(?P<more>[^>]*line-(?P<row>\d+)\)">)(?P<text>[^<]*)</text>',
        _shapes,
        svg,
    )
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _shapes(found: re.Match[str]) -> str:
    """Return a line of block characters as rectangles and one of braille as dots: few fonts draw them as they are.

    Any other text stays, but begins with a letter: not every viewer keeps the blanks in front.
    """
    left, top = float(found["x"]), 1.5 + ROW * int(found["row"])
    text = found["text"].replace("&#160;", " ")
    if re.fullmatch("[ █]*█[ █]*", text):
        return "".join(
            f'<rect class="{found["style"]}" x="{left + COLUMN * run.start():.1f}" y="{top:.1f}" '
            f'width="{COLUMN * len(run[0]):.1f}" height="{ROW + 0.25:.2f}" shape-rendering="crispEdges"/>'
            for run in re.finditer("█+", text)
        )
    if re.fullmatch("[ \u2800-\u28ff]*[\u2801-\u28ff][ \u2800-\u28ff]*", text):
        dots = "".join(
            f"M{left + COLUMN * (column + DOTS[bit][0]) - DOT:.1f} {top + ROW * DOTS[bit][1]:.1f}{CIRCLE}"
            for column, char in enumerate(text)
            for bit in range(8)
            if char != " " and ord(char) - 0x2800 >> bit & 1
        )
        return f'<path class="{found["style"]}" d="{dots}"/>'
    blank = len(text) - len(text.lstrip(" "))
    if not blank or blank == len(text):
        return found[0]
    more = re.sub(
        r'textLength="([\d.]+)"', lambda length: f'textLength="{float(length[1]) - COLUMN * blank:.1f}"', found["more"]
    )
    words = found["text"].removeprefix("&#160;" * blank)
    return f'<text class="{found["style"]}" x="{left + COLUMN * blank:.1f}"{more}{words}</text>'
