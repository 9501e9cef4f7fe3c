"""Every key of a file that somebody writes by hand is told, and no other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.docs.pages import page, part, rows, ticked

from limberup.exercise import TAGS
from limberup.figures.check import RANGES
from limberup.figures.figure import Prop
from limberup.figures.props import KINDS, prop_lines
from limberup.figures.skeleton import ANCHORS, ANGLES, TARGETS
from limberup.packs.fields import read_fields
from limberup.packs.figure_reader import BENDS, JOINTS, FigureTable, poses
from limberup.packs.guide_shapes import GuideFile
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.packs.shapes import ExerciseFile, PackTable, RoutineFile, StepTable
from limberup.simulate_file import CourseTable, FlagTable, FlareTable, HurtTable, MadeUpFile, RiseTable, SpanTable
from limberup.tomlread import TomlFile

FIGURES = "docs/packs/figures.md"
FILES: list[tuple[str, str, tuple[type, ...]]] = [
    ("docs/routines.md", "Keys", (RoutineFile, StepTable)),
    ("docs/packs/exercises.md", "pack.toml", (PackTable,)),
    ("docs/packs/exercises.md", "An exercise file", (ExerciseFile,)),
    ("docs/packs/programmes.md", "Guides", (GuideFile,)),
    ("docs/packs/programmes.md", "Programmes", (ProgrammeFile, WeeksTable, ReviewTable)),
    ("docs/simulate.md", "The file", (MadeUpFile, CourseTable, RiseTable, FlareTable, SpanTable, HurtTable, FlagTable)),
]


@pytest.mark.parametrize(("name", "heading", "shapes"), FILES)
def test_every_key_of_a_file_is_written_and_no_other(name: str, heading: str, shapes: tuple[type, ...]) -> None:
    told = {key for row in rows(part(page(name), heading, own=True)) for key in ticked(row[0])}
    known = {field for shape in shapes for field in shape.__annotations__}
    grades = {"P", "C", "B", "M", "own"}
    assert told - grades == known


@pytest.mark.parametrize(("name", "heading", "shapes"), [*FILES, ("docs/packs/figures.md", "Its keys", (FigureTable,))])
def test_what_must_be_there_is_written(name: str, heading: str, shapes: tuple[Any, ...]) -> None:
    body = part(page(name), heading, own=True)
    told = {key for row in rows(body) if len(row) > 2 and row[1] == "yes" for key in ticked(row[0])}
    wrong = [problem for shape in shapes for problem in read_fields({}, shape, TomlFile("f", ""))[1]]
    assert wrong
    assert {problem.what.split()[0] for problem in wrong} == told


def parts(names: tuple[str, ...]) -> set[str]:
    """Return names without their sides."""
    return {name.removesuffix("_a").removesuffix("_b") for name in names}


def test_every_key_of_a_figure_is_written_and_no_other() -> None:
    body = part(page(FIGURES), "Its keys")
    told = [(key, len(row)) for row in rows(body) for key in ticked(row[0])]
    assert {key for key, columns in told if columns == 3} == set(FigureTable.__annotations__)
    frame = parts((*ANGLES, *TARGETS)) | {"anchor", "at", "bend", "short"}
    assert {key for key, columns in told if columns == 2} == frame
    (anchors_,) = re.findall(r"^An anchor is (.*?)\n\(", body, re.M | re.S)
    assert set(ticked(anchors_)) == parts(ANCHORS)
    (joints,) = re.findall(r"^`joints` may be any anchor, and (.*)$", page(FIGURES), re.M)
    assert set(ticked(joints)) == set(JOINTS) - set(ANCHORS)
    assert parts(BENDS) == {"elbow", "knee"}


def test_the_poses_and_props_of_a_figure_are_those_that_are_written() -> None:
    told = {ticked(row[0])[0]: row[1] for row in rows(part(page(FIGURES), "Poses"))}
    assert set(told) == set(poses())
    for row in rows(part(page(FIGURES), "Props")):
        (kind,) = ticked(row[0])
        measures = dict.fromkeys(ticked(row[1]), 0.0)
        measures |= {name: float(usual) for name, usual in re.findall(r"`(\w+)` \(([\d.]+)\)", row[1])}
        assert set(measures) == set(KINDS[kind])
        joints = ("knee_a", "knee_b") if not measures else ()
        places = {"knee_a": (0.0, 0.0), "knee_b": (0.1, 0.0)}
        usual, given = Prop(kind, (), joints), Prop(kind, tuple(measures.items()), joints)
        assert list(prop_lines(usual, places)) == list(prop_lines(given, places)), kind
    assert sorted(ticked(row[0])[0] for row in rows(part(page(FIGURES), "Props"))) == sorted(KINDS)


def test_how_far_a_joint_bends_is_written() -> None:
    told = {row[0]: (int(row[1]), int(row[2])) for row in rows(part(page(FIGURES), "Could it be a person?"))}
    assert told == RANGES


def test_the_packs_page_has_every_tag() -> None:
    told = {ticked(row[0])[0]: row[1] for row in rows(part(page("docs/packs/exercises.md"), "Tags")) if ticked(row[0])}
    assert told == TAGS
