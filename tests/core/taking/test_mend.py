"""Text out of mails and chats: made into what was typed, every line where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_routine_file import routines

from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.routine_file import format_routine, parse_routine
from limberup.taking.mend import MOST, mended
from limberup.tomlread import TomlFile

PLAIN = """\
name = "Walk"
summary = "After one"

[[step]]
do = "cat-cow"
dose = "1x8"  # slow
"""


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        "".join(f"> {line}\n" for line in PLAIN.splitlines()),
        "".join(f">> {line}\n" for line in PLAIN.splitlines()),
        "".join(f"> > {line}\n" for line in PLAIN.splitlines()),
        "".join(f">{line}\n" for line in PLAIN.splitlines()),
        "Hello,\n\non Monday Anna wrote:\n" + "".join(f"> {line}\n" for line in PLAIN.splitlines()) + "\nBye",
        f"Here it is:\n```toml\n{PLAIN}```\nSee you!\n",
        f"Here it is:\n{PLAIN}\nSee you on Monday!\nAnna\n",
        PLAIN.replace('"', "\u201c"),
        PLAIN.replace('"Walk"', "\u201eWalk\u201c").replace('"1x8"', "\u00ab1x8\u00bb"),
        PLAIN.replace('"Walk"', "\u2018Walk\u2019"),
        PLAIN.replace(" = ", "\u00a0=\u202f"),
        PLAIN.replace("cat-cow", "cat\u2011cow"),
        PLAIN.replace("cat-cow", "cat\u2013cow"),
    ],
)
def test_it_is_the_same_routine(text: str) -> None:
    found = mended(text)
    assert parse_routine(TomlFile("f", found.text), "f") == parse_routine(TomlFile("f", PLAIN), "f")
    # Messages name lines: they are those of what was sent.
    there = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = next(at for at, line in enumerate(there) if "1x8" in line)
    assert "1x8" in found.text.split("\n")[number]


def test_what_was_put_right_is_told() -> None:
    mail = "Hi\n" + "".join(f"> {line}\n" for line in PLAIN.replace('"', "\u201d").splitlines())
    assert mended(mail).notes == (
        "Taken out of a mail: the > before each line.",
        "Curly quotes, long dashes and wide blanks were taken as plain ones (4 lines, from line 2).",
    )
    assert mended(PLAIN).notes == ()


@given(routines)
def test_what_the_program_wrote_stays_as_it_is(routine: Routine) -> None:
    text = format_routine(routine)
    found = mended(text)
    assert parse_routine(TomlFile("f", found.text), "f") == (routine, [])


def test_an_apostrophe_and_a_dash_in_words_stay() -> None:
    text = 'name = \u201cChild\u2019s pose \u2013 slow\u201d\n[[step]]\ndo = "a"\nnote = "say \u201chi\u201d"'
    found = TomlFile("f", mended(text).text).data
    assert found["name"] == "Child\u2019s pose \u2013 slow"
    assert found["step"][0]["note"] == "say \u201chi\u201d"


def test_quotes_within_quotes_and_comments() -> None:
    found = mended("name = \u201csay \"hi\" \\ there\u201d # \u201cnote\u201d\n[[step]]\ndo = 'a'").text
    assert TomlFile("f", found).data["name"] == 'say "hi" \\ there'


@pytest.mark.parametrize("wrong", ["dose 3x10", "> dose = '3x10'", "Then ten of these"])
def test_a_mistake_in_the_midst_or_at_the_end_is_not_dropped(wrong: str) -> None:
    text = f"name = 'x'\n[[step]]\ndo = 'a'\n{wrong}\n"
    for sent in (text, f"{text}[[step]]\ndo = 'b'\n"):
        with pytest.raises(LimberupError, match="line 4"):
            TomlFile("f", mended(sent).text)


@given(st.text(max_size=300))
def test_anything_is_mended_or_refused_with_one_line(text: str) -> None:
    try:
        found = mended(text)
    except LimberupError as error:
        refused = error
    else:
        assert mended(found.text).text == found.text
        return
    assert len(refused.problems) == 1
    assert "\n" not in str(refused)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\x1b[31m", r"p: line 2: has a control character \(code 27\), and text has none"),
        ("\x00", r"p: line 1: has a control character \(code 0\)"),
        ("\x9b", r"p: line 1: has a control character \(code 155\)"),
        ("x" * (MOST + 1), "p: is larger than 100 kB"),
    ],
)
def test_what_is_no_text(text: str, message: str) -> None:
    with pytest.raises(LimberupError, match=message):
        mended(text, "p")
