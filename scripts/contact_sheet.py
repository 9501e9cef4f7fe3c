"""Draw all figures of a pack, or of all packs, on one sheet.

    python scripts/contact_sheet.py OUT.svg [--pack ID] [--blind]

Each figure stands there at the start and at the end of its movement. With --blind there are numbers in place
of names, for trying whether somebody knows the exercise from the picture alone; the key goes to OUT.key.txt.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import click

from limberup.exercise import Exercise
from limberup.figures.svg import figure_svg
from limberup.packs.manager import load

CELL, ROW, ACROSS = 230, 190, 6
"""Size of a picture, and how many stand beside each other (two for each exercise)."""


def place(svg: str, x: float, y: float) -> str:
    """Return an SVG document's content as a group in its cell."""
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert size
    width, height = map(int, size.groups())
    scale = min((CELL - 14) / width, (ROW - 34) / height)
    inner = svg[svg.index("</title>") + len("</title>") : svg.rindex("</svg>")]
    down = y + 28 + (ROW - 34) - height * scale
    return f'<g transform="translate({x + 7:.0f},{down:.0f}) scale({scale:.3f})">{inner}</g>'


def sheet(exercises: list[Exercise], blind: bool) -> str:
    """Return the sheet as SVG."""
    drawn = [exercise for exercise in exercises if exercise.figure]
    parts = []
    for number, exercise in enumerate(drawn):
        assert exercise.figure
        x, y = number % (ACROSS // 2) * 2 * CELL, number // (ACROSS // 2) * ROW
        words = str(number + 1) if blind else ", ".join(filter(None, (exercise.name, exercise.figure.seen)))
        parts.append(f'<text x="{x + 8}" y="{y + 18}" font-size="15" font-family="sans-serif">{escape(words)}</text>')
        for turn, share in enumerate((0.0, 1.0)):
            parts.append(place(figure_svg(exercise.figure, exercise.name, share), x + turn * CELL, y))
    width, height = ACROSS * CELL, -(-len(drawn) // (ACROSS // 2)) * ROW
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f'<rect width="100%" height="100%" fill="#fbfaf6"/>\n{body}\n</svg>\n'
    )


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--pack", help="Only this pack's.")
@click.option("--blind", is_flag=True, help="Numbers in place of names.")
def main(out: Path, pack: str | None, blind: bool) -> None:
    """Draw all figures on one sheet."""
    exercises = [x for x in load(safe=True).catalog.exercises.values() if pack in (None, x.pack)]
    if blind:
        # By a hash of the name, so that neither pack nor alphabet gives a hint.
        exercises.sort(key=lambda exercise: hash_of(exercise.slug))
        drawn = [exercise.slug for exercise in exercises if exercise.figure]
        key = "\n".join(f"{number} {slug}" for number, slug in enumerate(drawn, 1))
        out.with_suffix(".key.txt").write_text(key + "\n", "utf-8")
    out.write_text(sheet(exercises, blind), "utf-8")


def hash_of(text: str) -> str:
    """Return a text that orders without telling anything."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
