"""What the terminal can show, and what stands in for the rest."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from limberup.catalog import Catalog
from limberup.figures.braille import draw
from limberup_tui import terminal
from limberup_tui.terminal import border, dots_in_ascii, draws_braille, draws_unicode, in_ascii, make_legible


def painted_on(monkeypatch: pytest.MonkeyPatch, encoding: str, term: str = "xterm-256color") -> io.BytesIO:
    """Let the screens be painted on a stream of that encoding."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace", write_through=True)
    monkeypatch.setattr(sys, "__stderr__", stream)
    monkeypatch.setenv("TERM", term)
    return raw


@pytest.mark.parametrize(
    ("encoding", "term", "blocks", "braille", "frame"),
    [
        ("utf-8", "xterm-256color", True, True, "round"),
        ("UTF-8", "linux", True, False, "solid"),
        ("utf-8", "vt220", True, False, "solid"),
        ("ascii", "xterm-256color", False, False, "ascii"),
        ("iso-8859-1", "xterm", False, False, "ascii"),
    ],
)
def test_what_a_terminal_has(
    monkeypatch: pytest.MonkeyPatch, encoding: str, term: str, blocks: bool, braille: bool, frame: str
) -> None:
    painted_on(monkeypatch, encoding, term)
    assert (draws_unicode(), draws_braille(), border()) == (blocks, braille, frame)


def test_nothing_is_mangled_on_a_terminal_with_ascii_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = painted_on(monkeypatch, "ascii")
    make_legible()
    print("╭─╮ │ █ ▁▔▊ ⠿ Café × 3 … 日本", file=sys.__stderr__)
    assert raw.getvalue() == b'+-+ | # _"| # Cafe x 3 . ????\n'


def test_what_the_encoding_has_is_sent_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = painted_on(monkeypatch, "iso-8859-1")
    make_legible()
    print("Café ─", file=sys.__stderr__)
    assert raw.getvalue().decode("iso-8859-1") == "Café -\n"
    raw = painted_on(monkeypatch, "utf-8")
    make_legible()
    print("Café ─", file=sys.__stderr__)
    assert raw.getvalue().decode() == "Café ─\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Mn", "Me", "Mc", "Cn", "Co"]), max_size=30))
def test_what_stands_in_takes_as_many_cells(text: str) -> None:
    plain = in_ascii(text)
    assert plain.isascii()
    assert all(" " <= char <= "~" for char in plain)
    # Rich takes single signs beyond the ideographs as one or two cells; those of the width tables alone are compared.
    simple = [char for char in text if char < "\u1100"]
    assert all(cell_len(char) in (0, len(in_ascii(char))) for char in simple)


def test_every_box_character_has_its_look() -> None:
    for code in range(0x2500, 0x25A0):
        look = in_ascii(chr(code))
        assert len(look) == 1
        assert look in '+-|#_":'
    assert in_ascii("┌─┬┐│╰━╯═║") == "+-++|+-+-|"


def test_figures_keep_their_shape_in_ascii(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        if exercise.figure is None:
            continue
        rows = draw(exercise.figure, 1.0, 38, 12)
        plain = [dots_in_ascii(row) for row in rows]
        assert all(row.isascii() and len(row) == 38 for row in plain)
        for row, look in zip(rows, plain, strict=True):
            assert [char == " " for char in row] == [char == " " for char in look], exercise.id


@pytest.mark.parametrize(
    ("dots", "look"),
    [("⠀", " "), ("⣿", "#"), ("⡇", "|"), ("⢸", "|"), ("⣀", "_"), ("⠉", '"'), ("⠤", "-"), ("⢠", "."), ("x", "x")],
)
def test_a_cell_of_dots(dots: str, look: str) -> None:
    assert (in_ascii(dots) if dots == "⠀" else terminal.dots_in_ascii(dots)) == look
