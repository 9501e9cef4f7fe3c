"""Figures: what is drawn is what was meant, in braille and as SVG."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.bodies import figures, frames, shares, standing

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.figures.braille import draw
from limberup.figures.figure import Figure, Line, Prop, lines_at
from limberup.figures.props import KINDS, prop_lines
from limberup.figures.skeleton import HEAD_RADIUS, Frame, solve
from limberup.figures.svg import figure_svg
from limberup.packs.manager import load
from limberup.text import clean

BRAILLE = {chr(0x2800 + bits) for bits in range(1, 256)} | {" "}
sizes = st.tuples(st.integers(2, 80), st.integers(1, 30))


# Drawings


def test_the_mirror_is_the_mirror(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        left, bottom, right, top = figure.bounds
        for share in (0.0, 0.4, 1.0):
            straight, mirrored = lines_at(figure, share), lines_at(figure, share, mirrored=True)
            assert [(line.weight, line.closed) for line in straight] == [
                (line.weight, line.closed) for line in mirrored
            ]
            for one, other in zip(straight, mirrored, strict=True):
                # Who lies across the picture keeps the head where it is.
                turned = [
                    (x, bottom + top - y) if figure.lies_across else (left + right - x, y) for x, y in other.points
                ]
                assert [tuple(point) for point in one.points] == [pytest.approx(point) for point in turned], id_


def box(lines: list[Line]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of lines."""
    xs, ys = zip(*(point for line in lines for point in line.points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_every_figure_stays_within_its_bounds(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        left, bottom, right, top = figure.bounds
        for number in range(97):
            for mirrored in (False, True):
                here = box(lines_at(figure, number / 96, mirrored=mirrored))
                # The floor goes a little further, and both drawings have a margin.
                assert here[0] > left - 0.065, id_
                assert here[1] > bottom - 0.02, id_
                assert here[2] < right + 0.065, id_
                assert here[3] < top + 0.01, id_


def test_braille_has_the_size_that_was_asked_for_and_nothing_else(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        for width, height in ((24, 10), (60, 24), (3, 1), (200, 4)):
            for share in (0.0, 0.5, 1.0):
                rows = draw(figure, share, width, height)
                assert [len(row) for row in rows] == [width] * height, id_
                assert set("".join(rows)) <= BRAILLE, id_
                assert any(row.strip() for row in rows), id_


@given(first=frames, second=frames, share=shares, size=sizes, mirrored=st.booleans(), front=st.booleans())
def test_any_figure_can_be_drawn(
    first: Frame, second: Frame, share: float, size: tuple[int, int], mirrored: bool, front: bool
) -> None:
    figure = Figure((first, second), front, (Prop("chair"), Prop("strap", (), ("wrist_a", "toe_b"))))
    rows = draw(figure, share, *size, mirrored=mirrored)
    assert [len(row) for row in rows] == [size[0]] * size[1]
    assert set("".join(rows)) <= BRAILLE
    ET.fromstring(figure_svg(figure, "x", share, mirrored=mirrored))


def test_braille_of_the_other_side_is_turned_round(catalog: Catalog) -> None:
    figure = catalog.exercise("standing-hip-flexor-stretch").figure
    assert figure
    # A prop on one side alone says which way round it is.
    lopsided = Figure(figure.frames, figure.front, (*figure.props, Prop("wall", (("x", 0.9),))))
    across = 40

    def middle(mirrored: bool) -> float:
        rows = draw(lopsided, 1.0, across, 16, mirrored=mirrored)
        dots = [(x, bin(ord(char) - 0x2800).count("1")) for row in rows for x, char in enumerate(row) if char != " "]
        return sum(x * count for x, count in dots) / sum(count for _, count in dots)

    assert middle(False) + middle(True) == pytest.approx(across - 1, abs=1)
    assert abs(middle(False) - middle(True)) > 0.5


def test_no_arrow_points_the_way_out_on_the_way_back(catalog: Catalog) -> None:
    with_arrows = 0
    for _, figure in figures(catalog):
        arrows = sum(prop.kind == "arrow" for prop in figure.props)
        out, back = lines_at(figure, 0.5), lines_at(figure, 0.5, coming_back=True)
        # A shaft and two barbs each; all else stays.
        assert len(out) - len(back) == 3 * arrows
        assert [line for line in out if line in back] == back
        with_arrows += bool(arrows)
    assert with_arrows > 20


def test_a_larger_picture_shows_the_same_larger(catalog: Catalog) -> None:
    figure = catalog.exercise("bird-dog").figure
    assert figure
    small, large = draw(figure, 1.0, 24, 10), draw(figure, 1.0, 60, 24)
    assert sum(map(len, "".join(large).split())) > sum(map(len, "".join(small).split()))
    for rows in (small, large):
        assert any(row.strip() for row in rows[-3:]), "it stands at the foot of the picture"


def test_the_far_side_is_drawn_first_and_paler(catalog: Catalog) -> None:
    figure = catalog.exercise("bird-dog").figure
    assert figure
    weights = [line.weight for line in lines_at(figure, 1.0) if line.weight != "prop"]
    assert weights.index("far") < weights.index("trunk") < weights.index("near")
    assert weights[-1] == "head"


def test_the_floor_is_drawn_unless_it_is_left_out(catalog: Catalog) -> None:
    figure = catalog.exercise("bird-dog").figure
    assert figure
    bare = Figure(figure.frames, figure.front, figure.props, ground=False)
    assert len(lines_at(figure, 0.0)) == len(lines_at(bare, 0.0)) + 1


HOSTILE = ["</title><script>alert(1)</script>", "\"' onload='x", "a & b &lt; c", "]]> <!--", "Übung 立つ"]


@pytest.mark.parametrize("title", HOSTILE)
def test_an_svg_says_its_title_and_no_more(catalog: Catalog, title: str) -> None:
    figure = catalog.exercise("bird-dog").figure
    assert figure
    _holds_title(figure, title)


@given(title=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_an_svg_says_any_title(title: str) -> None:
    _holds_title(Figure((standing(),)), title)


def _holds_title(figure: Figure, title: str) -> None:
    name = "{http://www.w3.org/2000/svg}"
    root = ET.fromstring(figure_svg(figure, title))
    assert root.tag == f"{name}svg"
    shown = clean(title)
    assert root.get("aria-label") == shown
    assert root[0].tag == f"{name}title"
    assert (root.findtext(f"{name}title") or "") == shown
    assert {child.tag.removeprefix(name) for child in root} <= {"title", "polyline", "polygon"}
    assert all(set(shape.attrib) <= ALLOWED for shape in root[1:])


ALLOWED = {"points", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}


def test_every_line_of_an_svg_is_within_its_box(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        for share in (0.0, 0.5, 1.0):
            root = ET.fromstring(figure_svg(figure, "x", share))
            _, _, width, height = map(float, root.attrib["viewBox"].split())
            points = [point.split(",") for shape in root[1:] for point in shape.attrib["points"].split()]
            assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in points), id_


# Props


@pytest.mark.parametrize("kind", KINDS)
def test_every_prop_can_be_drawn_and_follows_its_measures(kind: str) -> None:
    joints = solve(standing()).joints
    held = ("wrist_a", "toe_a") if kind in ("band", "strap") else ()
    lines = list(prop_lines(Prop(kind, (), held), joints))
    assert lines
    assert all(line.weight == "prop" for line in lines)
    if held:
        assert lines[0].points == (joints["wrist_a"], joints["toe_a"])
    for name in KINDS[kind]:
        moved = list(prop_lines(Prop(kind, ((name, 0.77),)), joints))
        assert moved != lines, name


def test_an_unknown_prop_is_an_error() -> None:
    with pytest.raises(ValueError, match="there is no prop 'cow'"):
        list(prop_lines(Prop("cow"), {}))


# Ours


def test_every_exercise_has_a_figure(catalog: Catalog) -> None:
    drawn = [exercise.id for exercise in catalog.exercises.values() if exercise.figure]
    missing = sorted(set(catalog.exercises) - set(drawn))
    assert not missing
    assert len(drawn) == 80


def test_no_two_figures_are_drawn_the_same(catalog: Catalog) -> None:
    seen: dict[str, Exercise] = {}
    for exercise in catalog.exercises.values():
        assert exercise.figure
        drawing = "\n".join(figure_svg(exercise.figure, "", share) for share in (0.0, 0.5, 1.0))
        assert drawing not in seen, (exercise.id, seen[drawing].id)
        seen[drawing] = exercise


def test_the_head_is_on_the_neck(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        joints = figure.body(1.0).joints
        lines = lines_at(figure, 1.0)
        (head,) = (line for line in lines if line.weight == "head")
        assert all(math.dist(point, joints["head"]) == pytest.approx(HEAD_RADIUS) for point in head.points), id_


def test_the_side_that_is_drawn_is_the_one_a_viewer_sees() -> None:
    catalog = load(safe=True).catalog
    clamshell, bird_dog = (catalog.exercise(name).figure for name in ("clamshell", "bird-dog"))
    assert clamshell
    assert bird_dog
    # Lying on the right side with the face to the viewer and the head on the left, the left hip is on top.
    assert (clamshell.front, clamshell.side) == (True, "left")
    # On all fours with the head on the right, the right side is near.
    assert (bird_dog.front, bird_dog.side) == (False, "right")


def test_who_is_seen_from_above_keeps_the_head_at_its_end(catalog: Catalog) -> None:
    across = catalog.exercise("bent-knee-fall-out").figure
    upright = catalog.exercise("supine-knee-roll").figure
    assert across
    assert upright
    assert (across.seen, upright.seen) == ("seen from above", "seen from above")
    assert (across.lies_across, upright.lies_across) == (True, False)

    def head(figure: Figure, *, mirrored: bool) -> float:
        line = lines_at(figure, 0.5, mirrored=mirrored)[-1]
        return sum(x for x, _ in line.points) / len(line.points)

    assert head(across, mirrored=True) == pytest.approx(head(across, mirrored=False))
    assert "seen from above" in figure_svg(across, "Bent-knee fall-out")


def test_most_figures_need_no_word_of_where_they_are_seen_from(catalog: Catalog) -> None:
    said = {id_ for id_, figure in figures(catalog) if figure.seen}
    assert said == {
        "glutes/glute-set",
        "hip-mobility/bent-knee-fall-out",
        "hip-mobility/reclined-butterfly",
        "hip-mobility/knee-to-opposite-shoulder",
        "spinal-mobility/supine-knee-roll",
    }
