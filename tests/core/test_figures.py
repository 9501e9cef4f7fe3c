"""Figures: limbs keep their length whatever is asked of them, and what is drawn is what was meant."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Written

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.figures.braille import draw
from limberup.figures.figure import Figure, Line, Prop, lines_at
from limberup.figures.props import KINDS, prop_lines
from limberup.figures.skeleton import (
    ANCHORS,
    ANGLES,
    HEAD_RADIUS,
    HIP_WIDTH,
    LENGTHS,
    SHOULDER_WIDTH,
    Frame,
    Point,
    blend,
    solve,
)
from limberup.figures.svg import figure_svg
from limberup.packs.figure_reader import parse_figure, poses
from limberup.packs.manager import load
from limberup.text import clean

CHAINS = {
    "pelvis": [("mid", "back"), ("neck", "chest"), ("head", "head")],
    **{f"shoulder_{side}": [(f"elbow_{side}", "arm"), (f"wrist_{side}", "forearm"), (f"fingers_{side}", "hand")]
       for side in "ab"},
    **{f"hip_{side}": [(f"knee_{side}", "thigh"), (f"ankle_{side}", "shin"), (f"toe_{side}", "foot")]
       for side in "ab"},
}  # fmt: skip
"""Each chain of segments: where it begins, and each next joint with the segment that leads to it."""
BRAILLE = {chr(0x2800 + bits) for bits in range(1, 256)} | {" "}
STANDING = {"back": 90.0, "chest": 90.0, "head": 90.0, "arm": -90.0, "forearm": -90.0, "hand": -90.0,
            "thigh": -90.0, "shin": -90.0, "foot": 0.0}  # fmt: skip

angles = st.fixed_dictionaries({name: st.floats(-720, 720) for name in ANGLES})
places = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
some_targets = st.dictionaries(st.sampled_from(["wrist_a", "wrist_b", "ankle_a", "ankle_b"]), places)
frames = st.builds(
    Frame,
    angles,
    some_targets,
    st.sampled_from(ANCHORS),
    places,
    st.none(),
    st.none() | st.dictionaries(st.sampled_from(["elbow_a", "knee_b"]), st.sampled_from([1, -1])),
)
shares = st.floats(0, 1)
sizes = st.tuples(st.integers(2, 80), st.integers(1, 30))


def standing(**changes: float) -> Frame:
    """Return somebody who stands, with other angles where they are given: `arm` or `arm_a`."""
    both = {name: STANDING[name.split("_")[0]] for name in ANGLES}
    for name, value in changes.items():
        both |= {key: value for key in ANGLES if key == name or key.split("_")[0] == name}
    return Frame(both, {}, "ankle_a", (0.0, 0.02))


def figures(catalog: Catalog) -> list[tuple[str, Figure]]:
    """Return the figures of our packs with the ids of their exercises."""
    return [(id_, exercise.figure) for id_, exercise in catalog.exercises.items() if exercise.figure]


def lengths(joints: Mapping[str, Point]) -> dict[str, float]:
    """Return the length of every segment."""
    found = {}
    for root, chain in CHAINS.items():
        at = root
        for joint, segment in chain:
            found[f"{segment} to {joint}"] = math.dist(joints[at], joints[joint])
            at = joint
    return found


def wanted_lengths() -> dict[str, float]:
    """Return the length that every segment has to have."""
    return {f"{segment} to {joint}": LENGTHS[segment] for chain in CHAINS.values() for joint, segment in chain}


# The skeleton


@given(frame=frames, front=st.booleans())
def test_limbs_keep_their_length_in_any_pose(frame: Frame, front: bool) -> None:
    assert lengths(solve(frame, front=front).joints) == pytest.approx(wanted_lengths())


@given(first=frames, second=frames, share=shares, front=st.booleans())
def test_limbs_keep_their_length_between_any_two_poses(first: Frame, second: Frame, share: float, front: bool) -> None:
    blended = blend(first, second, share, front=front)
    assert lengths(solve(blended, front=front).joints) == pytest.approx(wanted_lengths())


@given(frame=frames, front=st.booleans())
def test_shoulders_and_hips_have_a_width_from_the_front_alone(frame: Frame, front: bool) -> None:
    joints = solve(frame, front=front).joints
    shoulders = math.dist(joints["shoulder_a"], joints["shoulder_b"])
    hips = math.dist(joints["hip_a"], joints["hip_b"])
    assert (shoulders, hips) == pytest.approx((2 * SHOULDER_WIDTH, 2 * HIP_WIDTH) if front else (0, 0))


@given(angles=angles, anchor=st.sampled_from(ANCHORS), at=places, front=st.booleans())
def test_the_anchor_is_where_it_is_put(
    angles: dict[str, float], anchor: str, at: tuple[float, float], front: bool
) -> None:
    assert solve(Frame(angles, {}, anchor, at), front=front).joints[anchor] == pytest.approx(at, abs=1e-9)


@given(
    angles=angles,
    share=st.floats(0.05, 0.99),
    turn=st.floats(0, math.tau),
    limb=st.sampled_from([("wrist", "shoulder", "arm", "forearm"), ("ankle", "hip", "thigh", "shin")]),
    side=st.sampled_from("ab"),
    bend=st.sampled_from([None, 1, -1]),
)
def test_a_place_within_reach_is_reached(
    angles: dict[str, float], share: float, turn: float, limb: tuple[str, str, str, str], side: str, bend: int | None
) -> None:
    end, root, upper, lower = limb
    start = solve(Frame(angles, {}, "pelvis", (0, 0))).joints[f"{root}_{side}"]
    least = abs(LENGTHS[upper] - LENGTHS[lower])
    reach = least + (LENGTHS[upper] + LENGTHS[lower] - least) * share
    place = (start[0] + reach * math.cos(turn), start[1] + reach * math.sin(turn))
    middle = {"wrist": "elbow", "ankle": "knee"}[end]
    bends = {f"{middle}_{side}": bend} if bend else None
    joints = solve(Frame(angles, {f"{end}_{side}": place}, "pelvis", (0, 0), None, bends)).joints
    assert joints[f"{end}_{side}"] == pytest.approx(place, abs=1e-6)


def test_a_place_beyond_reach_is_pointed_at() -> None:
    frame = Frame(standing().angles, {"wrist_a": (2.0, 0.83)}, "ankle_a", (0.0, 0.02))
    joints = solve(frame).joints
    shoulder, elbow, wrist = (joints[f"{name}_a"] for name in ("shoulder", "elbow", "wrist"))
    assert wrist[0] - shoulder[0] == pytest.approx(LENGTHS["arm"] + LENGTHS["forearm"], abs=1e-3)
    assert wrist[1] == pytest.approx(elbow[1], abs=0.01)


@pytest.mark.parametrize(("bend", "ahead"), [(None, True), (1, True), (-1, False)])
def test_a_knee_bends_the_way_it_is_told(bend: int | None, ahead: bool) -> None:
    bends = {"knee_a": bend} if bend else None
    joints = solve(Frame(standing().angles, {"ankle_a": (0.0, 0.2)}, "pelvis", (0.0, 0.5), None, bends)).joints
    assert (joints["knee_a"][0] > 0.05) is ahead
    assert (joints["knee_a"][0] < -0.05) is not ahead


def test_a_segment_that_points_to_the_viewer_is_seen_shorter() -> None:
    frame = Frame(standing().angles, {}, "pelvis", (0.0, 0.5), {"thigh_a": 0.5})
    found = lengths(solve(frame).joints)
    assert found["thigh to knee_a"] == pytest.approx(LENGTHS["thigh"] / 2)
    assert found["thigh to knee_b"] == pytest.approx(LENGTHS["thigh"])


@given(share=shares)
def test_a_movement_goes_evenly_from_start_to_end(share: float) -> None:
    figure = Figure((standing(), standing(arm_a=90.0), standing(arm_a=0.0)))
    arm = figure.body(share).angles["arm_a"]
    assert arm == pytest.approx(-90 + 360 * share if share <= 0.5 else 180 - 180 * share)
    assert figure.body(share).angles["arm_b"] == -90


def test_a_movement_begins_and_ends_where_its_frames_say(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        last = len(figure.frames) - 1
        for number, frame in enumerate(figure.frames):
            here = figure.body(number / last if last else 0.3).joints
            there = solve(frame, front=figure.front).joints
            assert max(math.dist(here[name], there[name]) for name in there) < 1e-6, (id_, number)


def test_a_hand_that_stands_stays_while_the_body_moves() -> None:
    angles = standing().angles
    figure = Figure(
        (
            Frame(angles, {"wrist_a": (0.25, 0.8)}, "pelvis", (0.0, 0.5)),
            Frame({**angles, "chest": 70.0}, {"wrist_a": (0.25, 0.8)}, "pelvis", (0.0, 0.52)),
        )
    )
    for number in range(11):
        assert figure.body(number / 10).joints["wrist_a"] == pytest.approx((0.25, 0.8), abs=1e-6)


def test_from_a_place_to_an_angle_a_limb_goes_the_short_way_round() -> None:
    shoulder = solve(standing()).joints["shoulder_a"]
    behind = Frame(standing().angles, {"wrist_a": (shoulder[0] - 0.309, shoulder[1] + 0.02)}, "ankle_a", (0.0, 0.02))
    figure = Figure((behind, standing(arm_a=-176.0, forearm_a=-176.0)))
    for number in range(11):
        joints = figure.body(number / 10).joints
        assert joints["wrist_a"][0] < shoulder[0] - 0.3
        assert abs(joints["wrist_a"][1] - shoulder[1]) < 0.05


def test_no_joint_jumps_on_its_way(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        before = figure.body(0.0).joints
        for number in range(1, 201):
            here = figure.body(number / 200).joints
            step = max(math.dist(before[name], here[name]) for name in here)
            assert step < 0.06, (id_, number / 200, step)
            before = here


# Drawings


def test_the_mirror_is_the_mirror(catalog: Catalog) -> None:
    for id_, figure in figures(catalog):
        left, _, right, _ = figure.bounds
        for share in (0.0, 0.4, 1.0):
            straight, mirrored = lines_at(figure, share), lines_at(figure, share, mirrored=True)
            assert [(line.weight, line.closed) for line in straight] == [
                (line.weight, line.closed) for line in mirrored
            ]
            for one, other in zip(straight, mirrored, strict=True):
                turned = [(left + right - x, y) for x, y in other.points]
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


# Reading


GOOD = """\
[figure]
pose = "standing"
props = [{ kind = "wall", x = 0.4 }]

[[figure.frame]]

[[figure.frame]]
arm_a = 0
wrist_b = [0.1, 0.6]
short = { thigh_a = 0.5 }
bend = { elbow_b = -1 }
"""


def read(written: Written, text: str) -> tuple[Figure | None, list[str]]:
    """Read a figure and its problems as lines."""
    file = written(text)
    figure, problems = parse_figure(file.data["figure"], file)
    return figure, list(map(str, problems))


def test_a_figure_is_read(written: Written) -> None:
    figure, problems = read(written, GOOD)
    assert problems == []
    assert figure
    first, second = figure.frames
    assert (figure.front, figure.ground, figure.props) == (False, True, (Prop("wall", (("x", 0.4),)),))
    assert (first.anchor, first.at, first.targets) == ("ankle_a", (0.0, 0.02), {})
    # The next frame says what differs from the one before.
    assert second.angles == {**first.angles, "arm_a": 0.0}
    assert second.targets == {"wrist_b": (0.1, 0.6)}
    assert (second.shortened, second.bends) == ({"thigh_a": 0.5}, {"elbow_b": -1})


def test_a_key_without_its_side_is_for_both(written: Written) -> None:
    figure, problems = read(written, '[figure]\npose = "standing"\n[[figure.frame]]\nthigh = -45\nwrist = [0.2, 0.4]\n')
    assert problems == []
    assert figure
    (frame,) = figure.frames
    assert frame.angles["thigh_a"] == frame.angles["thigh_b"] == -45
    assert frame.targets == {"wrist_a": (0.2, 0.4), "wrist_b": (0.2, 0.4)}


def test_an_angle_ends_what_a_place_began(written: Written) -> None:
    text = '[figure]\npose = "standing"\n[[figure.frame]]\nwrist = [0.2, 0.4]\n[[figure.frame]]\nforearm_a = 10\n'
    figure, _ = read(written, text)
    assert figure
    assert figure.frames[1].targets == {"wrist_b": (0.2, 0.4)}
    assert figure.frames[1].angles["forearm_a"] == 10


def test_a_pose_alone_is_a_figure(written: Written) -> None:
    for name in poses():
        figure, problems = read(written, f'[figure]\npose = "{name}"\n')
        assert problems == []
        assert figure
        assert len(figure.frames) == 1
        assert set(figure.frames[0].angles) == set(ANGLES), name


def test_the_view_and_the_floor_can_be_changed(written: Written) -> None:
    figure, _ = read(written, '[figure]\npose = "standing"\nview = "front"\nground = false\n')
    assert figure
    assert (figure.front, figure.ground) == (True, False)
    figure, _ = read(written, '[figure]\npose = "standing-front"\nview = "side"\n')
    assert figure
    assert not figure.front


BAD = {
    "no pose": ('[figure]\nview = "side"\n', "line 1, figure: pose is missing. Add pose = ..."),
    "an unknown pose": (
        '[figure]\npose = "al-fours"\n',
        "line 2, figure, pose: there is no pose 'al-fours'. Did you mean 'all-fours'?",
    ),
    "a pose that is none": ("[figure]\npose = 3\n", "line 2, figure, pose: must be a text, not a whole number"),
    "an unknown key": (
        '[figure]\npose = "supine"\nprop = []\n',
        "line 3, figure, prop: there is no key 'prop'. Did you mean 'props'?",
    ),
    "an unknown view": (
        '[figure]\npose = "supine"\nview = "above"\n',
        "line 3, figure, view: 'above' is not one of its values",
    ),
}
BAD_KEYS = {
    "knee_a = 3": "there is no such key. Did you mean 'ankle_a'?",
    "thigh_c = 3": "there is no such key. Did you mean 'thigh_b'?",
    "arm_a = nan": "must be an angle in degrees",
    "arm_a = inf": "must be an angle in degrees",
    "arm_a = -inf": "must be an angle in degrees",
    "arm_a = true": "must be an angle in degrees",
    'arm_a = "90"': "must be an angle in degrees",
    "arm_a = [90]": "must be an angle in degrees",
    "arm_a = 721": "must be an angle in degrees",
    "arm_a = 2026-11-21": "must be an angle in degrees",
    "at = [0.1]": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    "at = [0.1, 0.2, 0.3]": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    "at = [nan, 0.2]": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    "at = [0.2, inf]": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    "at = [true, 0.2]": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    "wrist_a = 0.3": "must be two numbers from -2 to 2, like [0.3, 0.0]",
    'wrist = ["a", "b"]': "must be two numbers from -2 to 2, like [0.3, 0.0]",
    'anchor = "kne_a"': "must be a joint. Did you mean 'knee_a'?",
    'anchor = ["knee_a"]': "must be a joint",
    "short = 0.5": "must be a table like { thigh_a = 0.5 }",
    "short = { thigh = 0.1 }": "must be 0.2 to 1",
    "short = { thigh = nan }": "must be 0.2 to 1",
    "short = { thigh = true }": "must be 0.2 to 1",
    "short = { hip = 0.5 }": "there is no 'hip' here.",
    "bend = { knee_a = 2 }": "must be 1 or -1",
    "bend = { knee_a = true }": "must be 1 or -1",
    "bend = { hip_a = 1 }": "there is no 'hip_a' here. It can be elbow_a, elbow_b, knee_a or knee_b",
}
BAD_PROPS = {
    "{ x = 1 }": "its kind must be known",
    '{ kind = "cahir" }': "its kind must be known. Did you mean 'chair'?",
    "{ kind = 3 }": "its kind must be known",
    '{ kind = "wall", height = 1 }': "a wall has no 'height'.",
    '{ kind = "wall", x = nan }': "x must be a number from -3 to 3",
    '{ kind = "wall", x = inf }': "x must be a number from -3 to 3",
    '{ kind = "wall", x = true }': "x must be a number from -3 to 3",
    '{ kind = "wall", x = "1" }': "x must be a number from -3 to 3",
    '{ kind = "wall", x = 4 }': "x must be a number from -3 to 3",
    '{ kind = "wall", joints = ["wrist_a", "toe_a"] }': "a wall has no 'joints'.",
    '{ kind = "band" }': "needs joints to run between",
    '{ kind = "band", joints = ["wrist_a"] }': "joints must be two to four joints, like ['wrist_a', 'ankle_a']",
    '{ kind = "strap", joints = ["wrist_a", "tail"] }': "joints must be two to four joints",
    '{ kind = "strap", joints = ["wrist_a", ["toe_a"]] }': "joints must be two to four joints",
}


@pytest.mark.parametrize("fault", BAD)
def test_a_figure_with_a_mistake_is_none(written: Written, fault: str) -> None:
    text, problem = BAD[fault]
    figure, problems = read(written, text)
    assert figure is None
    assert [line[: len("f.toml: ") + len(problem)] for line in problems] == [f"f.toml: {problem}"]


@pytest.mark.parametrize("line", BAD_KEYS)
def test_a_mistake_in_a_frame_is_told_with_its_line(written: Written, line: str) -> None:
    text = f'[figure]\npose = "supine"\n[[figure.frame]]\n\n[[figure.frame]]\narm_b = 3\n{line}\n'
    figure, problems = read(written, text)
    assert figure is None
    key = line.split(" =")[0]
    (problem,) = problems
    assert problem.startswith(f"f.toml: line 7, figure, frame 2, {key}: {BAD_KEYS[line]}")


@pytest.mark.parametrize("prop", BAD_PROPS)
def test_a_mistake_in_a_prop_is_told(written: Written, prop: str) -> None:
    figure, problems = read(written, f'[figure]\npose = "standing"\nprops = [\n{{ kind = "mat" }},\n{prop},\n]\n')
    assert figure is None
    (problem,) = problems
    assert problem.startswith(f"f.toml: line 5, figure, props 2: {BAD_PROPS[prop]}")


def test_there_is_an_end_to_frames_and_props(written: Written) -> None:
    most = '[figure]\npose = "standing"\n' + "[[figure.frame]]\n" * 8
    assert read(written, most)[1] == []
    figure, problems = read(written, most + "[[figure.frame]]\n")
    assert figure is None or problems
    assert problems == ["f.toml: line 3, figure, frame: must have at most 8 items"]
    text = '[figure]\npose = "standing"\nprops = [' + '{ kind = "mat" },' * 7 + "]\n"
    assert read(written, text)[1] == ["f.toml: line 3, figure, props: must have at most 6 items"]


def test_all_mistakes_of_a_figure_are_told_at_once(written: Written) -> None:
    text = '[figure]\npose = "standing"\nprops = [{ kind = "x" }]\n[[figure.frame]]\narm = nan\ntoe = 3\n'
    assert len(read(written, text)[1]) == 3


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
