"""Figures as they are read from a pack's TOML, and what is said of one that has a mistake."""

from __future__ import annotations

import pytest
from tests.conftest import Written

from limberup.figures.figure import Figure, Prop
from limberup.figures.skeleton import ANGLES
from limberup.packs.figure_reader import parse_figure, poses

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
        '[figure]\npose = "supine"\nview = "below"\n',
        "line 3, figure, view: 'below' is not one of its values",
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
