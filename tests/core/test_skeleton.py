"""The skeleton of a figure: limbs keep their length whatever is asked of them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.bodies import angles, figures, frames, places, shares, standing

from limberup.catalog import Catalog
from limberup.figures.figure import Figure
from limberup.figures.skeleton import ANCHORS, HIP_WIDTH, LENGTHS, SHOULDER_WIDTH, Frame, Point, blend, solve

CHAINS = {
    "pelvis": [("mid", "back"), ("neck", "chest"), ("head", "head")],
    **{f"shoulder_{side}": [(f"elbow_{side}", "arm"), (f"wrist_{side}", "forearm"), (f"fingers_{side}", "hand")]
       for side in "ab"},
    **{f"hip_{side}": [(f"knee_{side}", "thigh"), (f"ankle_{side}", "shin"), (f"toe_{side}", "foot")]
       for side in "ab"},
}  # fmt: skip
"""Each chain of segments: where it begins, and each next joint with the segment that leads to it."""


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
