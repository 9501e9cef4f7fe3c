"""The player in real terminals that have little: ASCII alone, few glyphs, few colours, little room."""

from __future__ import annotations

import pytest
from tests.terminal.conftest import desk, new_desk
from tests.terminal.steps import SLOW, check_in, write_short
from tests.terminal.terminal import Desk, Terminal, without_codes

__all__ = ["desk", "new_desk"]

pytestmark = pytest.mark.pty

ASCII_ALONE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
FEW = frozenset("█▀▄─│┌┐└┘├┤┬┴┼▌▐▁▂▃▅▆▇ ")
"""What the fonts of a Linux console have beside ASCII, of what is drawn here."""


def through_the_player(desk: Desk, environ: dict[str, str], size: tuple[int, int] = (80, 24)) -> Terminal:
    """Go from the check-in to the player, open its questions, and come back to it."""
    write_short(desk, SLOW.replace('"Short"', '"Für danach – kurz"'))
    terminal = desk.open("play", "short", size=size, environ=environ)
    check_in(terminal)
    terminal.until("Esc Not now")
    terminal.press("enter")
    terminal.until("GET READY", "Glute bridge", "Space Pause")
    for key, words in (("o", "How it leads"), ("w", "Do another exercise instead?"), ("h", "1 of 3")):
        terminal.press(key)
        terminal.until(words)
        terminal.press("escape")
        terminal.until("GET READY")
        terminal.until_gone(words)
    terminal.press("enter")
    terminal.until("MOVE", "rep 1 of 3")
    return terminal


def test_ascii_alone(desk: Desk) -> None:
    terminal = through_the_player(desk, ASCII_ALONE)
    assert "Fur danach - kurz" in terminal.words
    sent = without_codes(bytes(terminal.output))
    assert sent.isascii()
    assert b"\\x" not in sent
    assert b"\\u" not in sent
    assert b"+------" in sent, "the boxes have a frame"
    assert "#" in terminal.text
    # The figure: the floor it lies on.
    assert any("_____" in line or "-----" in line for line in terminal.lines)


def test_a_console_with_few_glyphs(desk: Desk) -> None:
    terminal = through_the_player(desk, {"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "standard", "COLORTERM": ""})
    sent = without_codes(bytes(terminal.output)).decode()
    strange = {char for char in sent if char > "~"} - FEW - set("ü–")
    assert not strange
    assert b"\x1b]2;" not in terminal.output, "a console has no title"
    assert b"38;2;" not in terminal.output
    assert b"48;2;" not in terminal.output


def test_true_colours_stay_out_of_gnu_screen(desk: Desk) -> None:
    """Its terminal's COLORTERM comes through to us, and it reads `48;2;...` as something else."""
    terminal = through_the_player(desk, {"TERM": "screen-256color", "COLORTERM": "truecolor"})
    assert b"8;2;" not in terminal.output
    assert b"48;5;" in terminal.output


def test_the_mouse_stays_out_of_gnu_screen(desk: Desk) -> None:
    """With it on, screen keeps a lone Escape back until the next key."""
    terminal = through_the_player(desk, {"TERM": "screen", "COLORTERM": ""})
    assert b"\x1b[?100" not in terminal.output.replace(b"\x1b[?1004", b"")


def test_true_colours_pass_through_tmux(desk: Desk) -> None:
    terminal = through_the_player(desk, {"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux,1,0"})
    assert b"48;2;" in terminal.output
    assert b"\x1b[?1003h" in terminal.output


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "standard"}, {}])
@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_number_stands_out_from_its_ground(desk: Desk, environ: dict[str, str], size: tuple[int, int]) -> None:
    terminal = through_the_player(desk, environ, size)
    assert terminal.until_number(lambda number: number in (1, 2, 3)) >= 1


def test_the_title_says_the_phase_and_is_given_back(desk: Desk) -> None:
    terminal = through_the_player(desk, {})
    assert b"\x1b]2;Get ready: Glute bridge, " in terminal.output
    assert b"\x1b]2;Move: Glute bridge, " in terminal.output
    terminal.press("q")
    terminal.until("Stop the session?")
    terminal.press("e")
    terminal.until("limberup | Today", lambda: b"\x1b]2;limberup\x07\x1b[23;2t" in terminal.output)


def test_seconds_without_a_title_send_none(desk: Desk) -> None:
    terminal = through_the_player(desk, {})
    before = bytes(terminal.output).count(b"\x1b]2;")
    terminal.until("rep 2 of 3")
    assert bytes(terminal.output).count(b"\x1b]2;") - before <= 1
