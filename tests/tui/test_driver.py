"""What the driver sends shows the same as what Textual wrote, in fewer bytes."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyte.screens import Char
from tests.terminal.cells import seen_cells

from limberup_tui.driver_pen import PLAIN, Pen, blank_pen, change, with_codes
from limberup_tui.driver_screen import Painter, is_aside

WIDTH, HEIGHT = 14, 5
CODES = ("1", "2", "3", "4", "7", "9", "31", "92", "38;5;115", "38;2;10;20;30", "41", "102", "48;5;233", "48;2;1;2;3")
LETTERS = ("a", "b", " ", "  ", "█", "⠿", "─", "é", "漢", "字", "e\u0301", "🙂")
STRANGE = ("\x1b[2J", "\x1b[K", "\x1b[1P", "\x1b[2@", "\x1b[L", "\x1b[3g", "\x1b(B", "\x1b7", "\x1b[1;2r\x1b[r")
MODES = ("\x1b[?25l", "\x1b[>25u", "\x1b[?2026$p", "\x1b[6n")
ASIDES = ("\x07", "\x1b]0;Hold, left side\x07", "\x1b]22;default\x07", *MODES)
PAINTED = st.lists(st.booleans(), min_size=6, max_size=6)


class Screen(pyte.Screen):
    """A screen that, as most terminals do, makes a space of the half that is left of a wide character."""

    def draw(self, data: str) -> None:
        """Draw letter by letter."""
        for char in data:
            before = self.cursor.x
            super().draw(char)
            end = min(self.cursor.x, self.columns)
            if end > before:
                line = self.buffer[self.cursor.y]
                if line[before].data and before and _wide(line[before - 1]):
                    line[before - 1] = line[before - 1]._replace(data=" ")
                if end < self.columns and line[end].data == "":
                    line[end] = line[end]._replace(data=" ")


def _wide(char: Char) -> bool:
    return char.data in ("漢", "字", "🙂")


class Terminal:
    """A terminal of the tests, as Textual sets one up."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.screen = Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.show("\x1b[?7l")

    def show(self, data: str) -> None:
        """Take in what a program sends; what pyte would print and no terminal does is left out."""
        for aside in ("\x1b[>25u", "\x1b[?2026$p"):
            data = data.replace(aside, "")
        self._stream.feed(data)

    @property
    def cells(self) -> list[list[Char]]:
        """What can be seen: not the colour of letters on a space, nor whether a full block or a ground fills a cell."""
        return seen_cells(self.screen)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is."""
        return min(self.screen.cursor.x, self.screen.columns - 1), self.screen.cursor.y


def styled(codes: list[str], text: str) -> str:
    """Return a text as Textual writes it."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text


def at(x: int, y: int) -> str:
    """Return what moves the cursor, as Textual writes it."""
    return f"\x1b[{y + 1};{x + 1}H"


def width_of(text: str) -> int:
    """Return how many cells a text of `LETTERS` takes."""
    return sum(2 if char in "漢字🙂" else 0 if char == "\u0301" else 1 for char in text)


@st.composite
def runs(draw: st.DrawFn) -> str:
    """Return a stretch of a row, as Textual writes it: where, and texts that fit."""
    x, y = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    out, room = at(x, y), WIDTH - x
    texts = st.tuples(st.lists(st.sampled_from(CODES), max_size=3), st.lists(st.sampled_from(LETTERS)))
    for codes, letters in draw(st.lists(texts, max_size=4)):
        text = ""
        while letters and width_of(text + letters[0]) <= room:
            text += letters.pop(0)
        room -= width_of(text)
        out += styled(codes, text) if text else ""
    return out + ("\n" if y < HEIGHT - 1 and draw(st.booleans()) else "")


@st.composite
def strange(draw: st.DrawFn) -> str:
    """Return something that the driver does not know, and a text behind it."""
    place = at(draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1)))
    return place + draw(st.sampled_from(STRANGE)) + draw(st.sampled_from(("", "ab", "\x1b[31mx", "\x1b[0m")))


def frames(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return frames of parts; each ends with the cursor in a known place, as Textual's do."""
    frame = st.lists(st.one_of(*parts), max_size=6).map("".join)
    return st.lists(st.tuples(frame, st.integers(0, WIDTH - 1)).map(lambda pair: pair[0] + at(pair[1], 0)), max_size=6)


def both_show(all_frames: list[str], painted: list[bool]) -> None:
    """Send frames plainly and through a painter, and compare what can be seen at every paint."""
    plain, lean, painter = Terminal(), Terminal(), Painter(WIDTH, HEIGHT)
    for frame, paint in zip(all_frames, painted, strict=False):
        plain.show(frame)
        lean.show(painter.feed(frame))
        if paint:
            lean.show(painter.paint())
            assert lean.cells == plain.cells
            assert lean.cursor == plain.cursor
            assert painter.paint() == ""
    lean.show(painter.paint())
    assert lean.cells == plain.cells


@given(frames(runs()), PAINTED)
def test_frames_through_the_painter_show_the_same(all_frames: list[str], painted: list[bool]) -> None:
    both_show(all_frames, painted)


@given(frames(runs(), runs(), runs(), strange(), st.sampled_from(ASIDES)), PAINTED)
def test_what_is_not_understood_shows_the_same_too(all_frames: list[str], painted: list[bool]) -> None:
    both_show(all_frames, painted)


@given(frames(runs()), frames(runs()))
def test_a_terminal_that_was_written_on_is_painted_anew(before: list[str], after: list[str]) -> None:
    """What is not trusted any more is sent again, all that was ever wanted."""
    plain, lean, painter = Terminal(), Terminal(), Painter(WIDTH, HEIGHT)
    for frame in (styled(["41"], "\n".join(at(0, y) + " " * WIDTH for y in range(HEIGHT))), *before):
        plain.show(frame)
        lean.show(painter.feed(frame) + painter.paint())
    lean.show("\x1b[0m\x1b[2J\x1b[Hsomebody else was here")
    painter.forget()
    for frame in after:
        plain.show(frame)
        painter.feed(frame)
    lean.show(painter.paint())
    assert lean.cells == plain.cells


pens = st.builds(
    Pen,
    st.sampled_from(("", "31", "38;5;9", "38;2;1;2;3")),
    st.sampled_from(("", "44", "48;5;9")),
    st.frozensets(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 53))),
)


@given(pens, pens)
def test_a_change_of_pen_leads_to_the_new_pen(old: Pen, new: Pen) -> None:
    sequence = change(old, new)
    assert (with_codes(old, sequence[2:-1]) if sequence else old) == new
    assert with_codes(None, change(None, new)[2:-1]) == new


@pytest.mark.parametrize("codes", ["58;5;1", "38", "38;5", "38;7;1", "200"])
def test_codes_that_are_not_understood_make_no_pen(codes: str) -> None:
    assert with_codes(PLAIN, codes) is None


def test_a_space_is_the_same_whatever_colour_its_letters_would_have() -> None:
    assert blank_pen(Pen("31", "44", frozenset({1, 3}))) == blank_pen(Pen("92", "44")) == Pen("", "44")
    assert blank_pen(Pen("31", "44", frozenset({4}))) != blank_pen(Pen("92", "44", frozenset({4})))
    assert blank_pen(Pen("31", "44", frozenset({7}))) != blank_pen(Pen("92", "44", frozenset({7})))


# How little is sent


def painted(*all_frames: str) -> str:
    """Return what the last of some frames costs; all of them end with the cursor at home."""
    painter, out = Painter(80, 24), ""
    for frame in all_frames:
        assert painter.feed(frame + "\x1b[H") == ""
        out = painter.paint()
    return out


def test_a_frame_that_shows_nothing_new_costs_nothing() -> None:
    row = at(3, 4) + styled(["1", "38;5;115"], "Glute bridge")
    assert painted(row, row) == ""


def test_a_frame_in_another_colour_of_spaces_costs_nothing() -> None:
    assert painted(at(0, 0) + styled(["31", "44"], "    "), at(0, 0) + styled(["1", "92", "44"], "    ")) == ""


def test_one_letter_costs_one_letter_and_the_way_to_it_and_back() -> None:
    before, after = (at(3, 4) + styled(["38;5;115"], f"rep {number} of 8") for number in (3, 4))
    assert painted(before, after) == "\x1b[5;8H4\x1b[H"


def test_a_short_stretch_that_stays_is_written_again_rather_than_jumped_over() -> None:
    before, after = (at(0, 0) + styled(["31"], text) for text in ("a..c", "b..d"))
    assert painted(before, after) == "b..d\r"


def test_a_long_stretch_that_stays_is_jumped_over() -> None:
    before, after = (at(0, 0) + styled(["31"], f"{end}{'.' * 30}{end}") for end in "ab")
    assert painted(before, after) == "b\x1b[30Cb\r"


def test_a_stack_of_rows_is_gone_down_without_naming_places() -> None:
    frame = "".join(at(20, y) + styled(["31"], "████") for y in (10, 11, 12))
    blank = "".join(at(20, y) + styled(["31"], "    ") for y in (10, 11, 12))
    assert painted(frame, blank) == "\x1b[11;21H    \x1b[B\x1b[4D    \x1b[B\x1b[4D    \x1b[H"


def test_after_a_letter_of_doubtful_width_the_place_is_named() -> None:
    frame = at(2, 0) + styled(["31"], "漢a")
    assert painted(frame) == "\x1b[;3H\x1b[0;31m漢\x1b[;5Ha\r"


def test_drawing_in_the_last_column_leaves_no_doubt_where_the_cursor_is() -> None:
    frame = at(79, 0) + "a" + at(0, 1) + "b"
    assert painted(frame) == "\x1b[;80H\x1b[ma\x1b[2Hb\x1b[H"


def test_a_full_block_is_sent_as_a_ground() -> None:
    assert painted(at(2, 0) + styled(["1", "38;5;115"], "████")) == "\x1b[;3H\x1b[0;48;5;115m    \r"


@pytest.mark.parametrize("codes", [[], ["31"], ["38;5;9"], ["2", "38;5;115"], ["7", "38;5;115"], ["4", "38;5;115"]])
def test_a_full_block_stays_one_where_a_ground_might_look_different(codes: list[str]) -> None:
    assert "████" in painted(at(2, 0) + styled(codes, "████"))


def test_cells_of_one_ground_are_painted_together() -> None:
    """Digits: what is lit and what is cleared, with one change of colours."""
    on, off = styled(["1", "38;5;115", "48;5;233"], "██████"), styled(["48;5;233"], "      ")
    before = "".join(at(10, y) + on + off for y in range(5))
    after = "".join(at(10, y) + off + on for y in range(5))
    assert painted(before, after).count("m") == 1


# What passes


@pytest.mark.parametrize("data", ASIDES)
def test_what_shows_nothing_passes_and_changes_nothing(data: str) -> None:
    assert is_aside(data)
    painter = Painter(10, 2)
    painter.feed("\x1b[1;1Hab\x1b[H")
    painter.paint()
    assert painter.feed(data) == data
    assert painter.paint() == ""


@pytest.mark.parametrize("data", ["a", "\x1b[1;1H", "\x1b[31m", "\n", *STRANGE, "\x1b]8;;https://example.org\x1b\\"])
def test_what_may_show_something_is_no_aside(data: str) -> None:
    assert not is_aside(data)


def test_going_to_the_other_screen_takes_no_colour_along_and_forgets_what_stands_there() -> None:
    painter = Painter(10, 2)
    painter.feed("\x1b[1;1H\x1b[41mab\x1b[0m\x1b[H")
    shown = painter.paint()
    assert painter.feed("\x1b[?1049l") == "\x1b[m\x1b[?1049l"
    assert painter.feed("\x1b[?1049h") == "\x1b[?1049h"
    assert painter.paint() == shown.replace("\x1b[0;41m", "\x1b[41m").replace("\x1b[H", "\x1b[H", 1)


def test_marks_of_a_change_at_once_are_taken_out_and_remembered() -> None:
    painter = Painter(10, 2)
    assert not painter.together
    assert painter.feed("\x1b[?2026h\x1b[1;1Ha\x1b[?2026l") == ""
    assert painter.together


def test_a_line_break_on_the_last_row_is_not_taken_for_a_jump() -> None:
    """It moves all rows up: what stood there is known no more, and is sent again where it is drawn."""
    plain, lean, painter = Terminal(), Terminal(), Painter(WIDTH, HEIGHT)
    for frame in (at(0, 0) + "top" + at(0, HEIGHT - 1) + "end\n" + at(0, 1) + "\x1b[0mb", at(0, 0) + "top" + at(0, 0)):
        plain.show(frame)
        lean.show(painter.feed(frame) + painter.paint())
    assert lean.cells == plain.cells


def test_an_accent_that_comes_by_itself_shows_where_it_belongs() -> None:
    frame = at(2, 0) + "e" + "\x1b[31m\u0301x\x1b[0m" + at(0, 0)
    plain, lean, painter = Terminal(), Terminal(), Painter(WIDTH, HEIGHT)
    plain.show(frame)
    lean.show(painter.feed(frame) + painter.paint())
    assert lean.cells == plain.cells
    assert lean.screen.display[0].startswith("  éx")
