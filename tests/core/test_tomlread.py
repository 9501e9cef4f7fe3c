"""Reading files: the line of everything, and every unreadable file by name."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.problem import LimberupError, Problem, join_words, nearest
from limberup.text import clean, clean_tree, to_ascii
from limberup.tomlread import MAX_BYTES, TomlFile, read_text, read_toml

COMMENT = st.sampled_from(["", "", "", "  # note", '# """ a [ "', "# ''' ] }", "   "])
STRING = st.sampled_from(
    ['"plain"', "'plain'", '"[[step]]"', '"say \\"hi\\" # no"', "'a # b ='", '""', '"\'\'\' x"', "'\"\"\" y'",
     '"a\\\\"', '"""one line"""', '"""\n[[step]]\ndose = 1\n"""', "'''\n\n# no comment\n'''", '"""a\\"""b\n"""""',
     '"\u2028 and \u0085 are no line breaks"', "'''x'''''"]
)  # fmt: skip


@st.composite
def arrays(draw: st.DrawFn) -> str:
    """Draw a list of strings over one or more lines."""
    gap = draw(st.sampled_from([" ", "\n  ", "\n\n", " # ] }\n "]))
    items = draw(st.lists(STRING | st.sampled_from(["1", "{ a = 1, b = [2,\n 3] }", "[\n]", "1.5"]), max_size=4))
    inside = "".join(f"{gap}{item}," for item in items)
    return f"[{inside}{gap}]"


@st.composite
def routine_files(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """Draw a file with steps, and the line of each of their keys by its path."""
    lines: list[str] = []
    places: dict[str, int] = {}

    def add(path: str, text: str) -> None:
        lines.extend([""] * draw(st.integers(0, 1)) + draw(st.lists(COMMENT.filter(str.strip), max_size=1)))
        if path:
            places[path] = len(lines) + 1
        lines.extend(text.split("\n"))

    add("name", f"name = {draw(STRING)}{draw(COMMENT)}")
    if draw(st.booleans()):
        add("list", f"list={draw(arrays())}")
    for number in range(1, draw(st.integers(0, 4)) + 1):
        header = draw(st.sampled_from(["[[step]]", " [[ step ]]", '[["step"]]', "[[step]] # [a"]))
        add(f"step[{number}]", header)
        for key in draw(st.lists(st.sampled_from(["do", "dose", "note"]), unique=True)):
            written = draw(st.sampled_from([key, f'"{key}"', f"'{key}' ", f"  {key}"]))
            add(f"step[{number}].{key}", f"{written} = {draw(STRING | arrays())}{draw(COMMENT)}")
        if draw(st.booleans()):
            add(f"step[{number}].sub", "[step.sub]")
            add(f"step[{number}].sub.x.y", "x . y = 2026-11-21 08:30:00")
    if draw(st.booleans()):
        add("sources.ACSM-old", "[sources.ACSM-old]")
        add("sources.ACSM-old.text", f"text = {draw(STRING)}")
    return "\n".join(lines) + draw(st.sampled_from(["", "\n"])), places


@given(routine_files(), st.booleans())
def test_the_line_of_each_key_is_the_one_it_stands_on(made: tuple[str, dict[str, int]], windows: bool) -> None:
    text, places = made
    tomllib.loads(text)
    file = TomlFile("f", text.replace("\n", "\r\n") if windows else text)
    assert {path: file.line(path) for path in places} == places


def test_items_of_lists() -> None:
    file = TomlFile("f", 'a = ["1", "2",\n\n"3",\n  # "4"\n["5",\n"6"], { k = "7",  l = [\n"8"] } ]\n')
    lines = {path: file.line(path) for path in ("a[1]", "a[2]", "a[3]", "a[4]", "a[4][2]", "a[5].k", "a[5].l[1]")}
    assert lines == {"a[1]": 1, "a[2]": 1, "a[3]": 3, "a[4]": 5, "a[4][2]": 6, "a[5].k": 6, "a[5].l[1]": 7}


def test_what_is_not_there_gets_the_line_of_what_it_would_be_in() -> None:
    file = TomlFile("f", 'name = "x"\n\n[[step]]\ndo = "y"\n')
    assert file.place("step[1].dose") == "line 3, step 1, dose"
    assert file.place("step") == "line 3, step"
    assert file.place("step[7]") == "line 3, step 7"
    assert file.place("schema") == "schema"
    assert file.place("") == ""


@given(st.text("ab.[]01 \"'\n", max_size=20))
def test_any_path_has_an_answer(path: str) -> None:
    assert TomlFile("f", '"a[" = 1\n"." = 2\n[[b]]\na = 1\n').line(path) in (None, 1, 2, 3, 4)


@given(st.text() | st.text("[]{}=\"'#.,\n a1\x00", max_size=40))
def test_no_text_gives_anything_but_data_or_a_problem(text: str) -> None:
    try:
        file = TomlFile("f", text)
    except LimberupError as error:
        (problem,) = error.problems
    else:
        problem = file.problem(next(iter(file.data), ""), "is fine")
    assert (problem.file, bool(problem.what)) == ("f", True)
    assert "\n" not in str(problem)
    if match := re.match(r"line (\d+)", problem.place):
        assert 1 <= int(match[1]) <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('name = "x"\ndose = 3x10\n', "line 2, column 9", "is not TOML"),
        ('name = "x', "end of document", "is not TOML"),
        ("a = 1\na = 2\n", "line 2, column 6", "is not TOML: cannot overwrite a value"),
        ("a = \x00", "line 1, column 5", "is not TOML"),
        ("a = 2026-99-99", "line 1, column 9", "is not TOML"),
        ("\n\na = 0x" + "f" * 4000, "line 3", "a whole number is too large"),
        ("\na = [1, " + "9" * 5000 + "]", "line 2", "a whole number is too large"),
        ("a = 9223372036854775808", "line 1", "a whole number is too large"),
        ("a = " + "[" * 5000 + "]" * 5000, "", "is nested too deeply"),
        ("a = " + "{b=" * 5000, "", "is nested too deeply"),
    ],
)
def test_what_is_no_toml(text: str, place: str, what: str) -> None:
    with pytest.raises(LimberupError) as caught:
        TomlFile("f.toml", text)
    (problem,) = caught.value.problems
    assert problem.file == "f.toml"
    assert problem.place == place
    assert what in problem.what


def test_a_number_of_64_bits_is_fine() -> None:
    assert TomlFile("f", "a = 9223372036854775807\nb = -9223372036854775808").data["a"] == 2**63 - 1


@pytest.mark.parametrize(
    ("made", "place", "what"),
    [
        ("missing", "", "there is no such file"),
        ("folder", "", "is a folder, not a file"),
        ("fifo", "", "is not a plain file"),
        ("loop", "", "there is no such file"),
        ("latin", "line 2", "is not UTF-8 text"),
        ("utf16", "line 1", "is not UTF-8 text"),
        ("large", "", "is larger than 1000 kB"),
        ("name" + "e" * 300, "", "cannot be read: file name too long"),
        ("nul\x00", "", "there is no such file"),
        ("file/below", "", "there is no such file"),
    ],
)
def test_unreadable_files_are_named(tmp_path: Path, made: str, place: str, what: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    (tmp_path / "latin").write_bytes('a = 1\nb = "é"'.encode("latin-1"))
    (tmp_path / "utf16").write_bytes("a = 1".encode("utf-16"))
    (tmp_path / "large").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(LimberupError) as caught:
        read_toml(tmp_path / made, "shown.toml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.place) == ("shown.toml", place)
    assert problem.what == what


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_toml(path).data == {"a": 1}
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read_text(path)) == MAX_BYTES


def test_what_a_file_says_can_only_be_shown() -> None:
    file = TomlFile(
        "f",
        '"k\\u001b" = ["\\u001b[31mred\\u009b", "a\\u202eb\\u200dc", "two\\nlines", "zalgo\u0301\u0301\u0301\u0301"]',
    )
    assert file.data == {"k": ["[31mred", "abc", "two\nlines", "zalgo\u0301\u0301\u0301"]}


def test_a_problem_is_one_harmless_line() -> None:
    problem = Problem("a\n\x1b]0;b\udc80", "line 1", "is \u202ebad", "Mend it")
    assert str(problem) == "a ]0;b: line 1: is bad. Mend it"
    assert str(LimberupError(problem, problem)).count("\n") == 1


@given(st.text(st.characters()))
def test_clean_text_stays_clean(text: str) -> None:
    once = clean(text, lines=True)
    assert clean(once, lines=True) == once
    assert not [char for char in once if ord(char) < 32 and char != "\n"]
    assert clean(text).isprintable() or not clean(text).isascii()
    assert to_ascii(text).isascii()
    assert clean_tree([text, {"k": text}]) == [once, {"k": once}]


def test_ascii_is_near_enough() -> None:
    assert to_ascii("2×30 s – café, naïve… ½") == "2x30 s - cafe, naive... .5"


def test_words() -> None:
    assert [join_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert nearest("supin", ["supine", "prone"]) == "Did you mean 'supine'?"
    assert nearest("zzz", ["b", "a"]) == "It can be a or b"
    assert nearest("zzz", map(str, range(20))) == ""
