"""The usual form of a routine file: the same routine and the same comments, and no change the second time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_routine_file import routines

from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.routine_file import format_routine, parse_routine
from limberup.routine_format import formatted
from limberup.tomlread import TomlFile

COMMENT = re.compile(r"#.*")


def read(text: str) -> Routine:
    """Return the routine of a text that is in order."""
    routine, problems = parse_routine(TomlFile("f", text), "f")
    assert routine is not None, problems
    return routine


def comments(text: str) -> list[str]:
    """Return the comments of a text whose strings have no number signs."""
    return sorted(COMMENT.findall(text))


ROUGH = """\
# For the evening.

   summary="soft"   # short
name   =  'After  work'
minutes=[ 6,   # at least
 15 ]


[[step]]
dose = "1 X 8"
do="spinal-mobility/cat-cow"   # warm up
# slowly
# --- strength ---

# mind the knee
[[ step ]]      # the main thing
  note = '''say "yes"'''
  do = "glute-bridge"
  dose = "3x10, rest 1min, 2s hold"

# The end.
"""
SMOOTH = """\
# For the evening.

name = "After  work"
summary = "soft"  # short
# at least
minutes = [6, 15]

[[step]]
do = "spinal-mobility/cat-cow"  # warm up
dose = "1x8"
# slowly
# --- strength ---

# mind the knee
[[step]]  # the main thing
do = "glute-bridge"
dose = "3x10 2s rest 60s"
note = "say \\"yes\\""

# The end.
"""


def test_a_rough_file_becomes_a_smooth_one() -> None:
    assert formatted(ROUGH) == SMOOTH


def test_a_smooth_file_stays() -> None:
    assert formatted(SMOOTH) == SMOOTH


@pytest.mark.parametrize(
    ("text", "smooth"),
    [
        ("name='x'\nstep=[{do='a'},{do='b',dose='2x9'}]",
         'name = "x"\n\n[[step]]\ndo = "a"\n\n[[step]]\ndo = "b"\ndose = "2x9"\n'),
        ("name='x'\r\n[[step]]\r\ndo='a' # c\r\n", 'name = "x"\n\n[[step]]\ndo = "a"  # c\n'),
        ("name='x' # say\n# why\n[['step']]\ndo='a'", 'name = "x"  # say\n\n# why\n[[step]]\ndo = "a"\n'),
        ('name="x"\n[["st\\u0065p"]] # h\n# c\ndo="a" # e', 'name = "x"\n\n# h\n[[step]]\n# c\ndo = "a"  # e\n'),
        ('name="a#b"\n[[step]]\n"do"="a"', 'name = "a#b"\n\n[[step]]\ndo = "a"\n'),
        ("name='x'\nfill=false\nschema=1\n[[step]]\ndo='a'\nnote=''",
         'name = "x"\nfill = false\nschema = 1\n\n[[step]]\ndo = "a"\nnote = ""\n'),
        ("given=2026-11-21\ngiven_by='A'\nname='x'\n[[step]]\ndo='a'",
         'name = "x"\ngiven_by = "A"\ngiven = 2026-11-21\n\n[[step]]\ndo = "a"\n'),
    ],
)  # fmt: skip
def test_the_same_in_other_clothes(text: str, smooth: str) -> None:
    assert formatted(text) == smooth


@given(routines)
def test_the_form_that_the_program_writes_is_the_usual_one(routine: Routine) -> None:
    text = format_routine(routine)
    assert formatted(text) == text


pieces = st.sampled_from(["", "", "# a", "# b, 'c'", '# "d', "#", "# [[step]]", "   # [e"])
ends = st.sampled_from(["", "", "", "  # f", "# g ]"])
blanks = st.sampled_from(["", " ", "  "])


@st.composite
def rough_files(draw: st.DrawFn) -> str:
    """Draw a routine file as somebody might type it: keys in any order, comments anywhere."""

    def between() -> list[str]:
        return draw(st.lists(pieces, max_size=4))

    def keys(pairs: list[tuple[str, str]]) -> list[str]:
        lines = []
        for key, value in draw(st.permutations(pairs)):
            lines += [*between(), f"{draw(blanks)}{key}{draw(blanks)}={draw(blanks)}{value}{draw(ends)}"]
        return lines

    head = [("name", draw(st.sampled_from(["'x'", '"y # z"', '"""\n  two\\nlines"""']))), ("summary", "'s'"),
            ("minutes", draw(st.sampled_from(["[1,2]", "[ 1,\n# in it\n 2 ]  ", "[1, # first\n2]"])))]  # fmt: skip
    lines = keys(head)
    for _ in range(draw(st.integers(1, 3))):
        step = [("do", "'a-b/c'"), ("dose", draw(st.sampled_from(["'3 x 10  2s'", "'2x30s, each side'"])))]
        lines += [*between(), f"{draw(blanks)}[[{draw(blanks)}step{draw(blanks)}]]{draw(ends)}", *keys(step)]
    return "\n".join([*lines, *between()])


@given(rough_files())
def test_meaning_and_comments_stay_and_twice_is_once(text: str) -> None:
    smooth = formatted(text)
    assert read(smooth) == read(text)
    plain = re.sub(r'"y # z"', '"y"', text)
    assert comments(re.sub(r'"y # z"', '"y"', smooth)) == [found.rstrip() for found in comments(plain)]
    assert formatted(smooth) == smooth


def test_a_file_with_mistakes_is_left_alone() -> None:
    with pytest.raises(LimberupError, match=r"r\.toml: line 2, nam: there is no key 'nam'"):
        formatted("name = 'x'\nnam = 'y'\n[[step]]\ndo = 'a'", "r.toml")
    with pytest.raises(LimberupError, match=r"r\.toml: line 1, column 8: is not TOML"):
        formatted("name = x\n", "r.toml")


def test_more_of_the_head_may_come_after_a_list_of_steps() -> None:
    rough = 'name = "Cats"\nstep = [{do = "cat-cow"}]\n# at least\nminutes = [1, 2]\n'
    smooth = 'name = "Cats"\n# at least\nminutes = [1, 2]\n\n[[step]]\ndo = "cat-cow"\n'
    assert formatted(rough) == smooth
    assert read(smooth) == read(rough)
