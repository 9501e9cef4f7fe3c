"""What can come between in the plain mode: a clock that stands, a full disk, another terminal, and every way out."""

from __future__ import annotations

import pytest
from tests.tui.conftest import FakeClock
from tests.tui.past import knows_short
from tests.tui.plainly import CHECKED, DONE, SKIPPED, Script, Until, at_work, converse, converse_with, records

from limberup.history.open_sessions import OpenSessions
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.plain.leaving import Ended, EndOfInput, Gone, Interrupted

# Clock, disk and other terminals


def test_a_gap_pauses_and_says_so(short: House, loaded: Loaded, clock: FakeClock) -> None:
    class Asleep(Script):
        def read(self, seconds: float | None) -> str | None:
            line = super().read(seconds)
            if line == "t":
                clock.go(3600)
            return line

    steps = (*CHECKED, "", 1.0, "t", 1.0, "", 1.0, "q", "e", *SKIPPED)
    _, script = converse_with(Asleep, knows_short(short), loaded, *steps)
    assert "Paused: the clock stood still. Nothing was skipped. Enter or p goes on." in script.lines
    assert "Going on. Glute bridge. 19 seconds left." in script.lines


def test_a_set_that_no_line_followed_is_asked_about(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "", Until("Done."), "n")
    assert "Did you do these? They ended by themselves, with no key after them." in script.lines
    (record,) = records(short)
    assert not record.is_session


def test_any_line_confirms_what_the_timer_ended(short: House, loaded: Loaded) -> None:
    _, script = converse(short, loaded, *CHECKED, "", Until("Set done."), "t", Until("Exercise 2"), "t", "q", "e")
    assert "by itself: no key" not in script.written
    assert [work.confirmed for work in records(short)[0].entries[0].work] == [True, True]


def test_every_finished_set_is_on_disk_at_once(short: House, loaded: Loaded) -> None:
    saved: list[str] = []

    class Looking(Script):
        def write(self, text: str) -> None:
            super().write(text)
            if text.startswith("Set done."):
                (path,) = short.home.open.glob("*.toml")
                saved.append(path.read_text("utf-8"))

    converse_with(Looking, short, loaded, *CHECKED, "", Until("Exercise 2"), "q", "e", *SKIPPED)
    assert "whole unsure" in saved[0]
    assert len(saved) == 2


def test_trouble_on_disk_is_told_once_and_the_session_goes_on(short: House, loaded: Loaded) -> None:
    class Full(Script):
        def write(self, text: str) -> None:
            super().write(text)
            folder = short.home.open
            if text.startswith("Exercise 1"):
                folder.rename(folder.with_name("was"))
                folder.write_text("a file in its place")
            elif text.startswith("Rest."):
                folder.unlink()
                folder.with_name("was").rename(folder)

    _, script = converse_with(Full, short, loaded, *CHECKED, "", Until("Exercise 2"), "q", "e", *SKIPPED)
    assert sum(line.startswith("Not saved: ") for line in script.lines) == 1
    assert script.lines.count("Saved again.") == 1
    assert [str(work) for work in records(short)[0].entries[0].work] == ["5", "5"]


def test_another_terminal_can_take_it_over(short: House, loaded: Loaded) -> None:
    class TakenOver(Script):
        def write(self, text: str) -> None:
            super().write(text)
            if text.startswith("Set done."):
                (path,) = short.home.open.glob("*.toml")
                path.write_text(path.read_text("utf-8").replace(short.open.owner, "0" * 16), "utf-8")

    code, script = converse_with(TakenOver, short, loaded, *CHECKED, "", 400.0)
    assert code == 0
    assert script.lines[-1] == "This session goes on in another terminal. Nothing was recorded twice."
    assert not records(short)


# Leaving


def test_end_here_keeps_what_was_done(short: House, loaded: Loaded) -> None:
    code, script = at_work(short, loaded, *DONE, 1.0, "q", "e", *SKIPPED)
    assert code == 0
    (record,) = records(short)
    assert not record.finished
    assert "The session ends here." in script.lines


def test_leave_for_later_and_go_on_at_the_same_second(short: House, loaded: Loaded) -> None:
    code, script = at_work(short, loaded, *DONE, 6.0, "q", "l")
    assert code == 0
    assert script.lines[-1] == "Kept. limberup play --resume goes on with it, here or full screen."
    code, script = converse(short, loaded, Until("Set done."), "t", Until("Done."), "y", *SKIPPED, resume=True)
    assert code == 0
    assert script.lines[0] == "Short was left open today at 08:30, at Glute bridge."
    assert "Going on. Glute bridge. 14 seconds left." in script.lines
    assert records(short)[0].finished


@pytest.mark.parametrize("leaving", [EndOfInput(), Ended(), Gone()])
def test_who_is_cut_off_can_go_on(short: House, loaded: Loaded, leaving: EndOfInput | Ended | Gone) -> None:
    code, script = at_work(short, loaded, *DONE, 6.0, leaving)
    assert code == 1
    assert ("Kept. limberup play --resume" in script.written) is not isinstance(leaving, Gone)
    assert not records(short)
    code, script = converse(short, loaded, "q", "e", *SKIPPED, resume=True)
    assert "Going on. Glute bridge. 14 seconds left." in script.lines
    assert [str(work) for work in records(short)[0].entries[0].work] == ["5"]


def test_ctrl_c_asks_and_a_second_one_ends_and_keeps(short: House, loaded: Loaded) -> None:
    code, script = at_work(short, loaded, *DONE, 6.0, Interrupted(), Interrupted())
    assert code == 130
    assert "Stop the session?" in script.lines
    (record,) = records(short)
    assert [str(work) for work in record.entries[0].work] == ["5"]
    assert not list(short.home.open.glob("*.toml"))


def test_ctrl_c_can_be_taken_back(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, *DONE, 6.0, Interrupted(), "k", 1.0, "t", "q", "e", *SKIPPED)
    assert "Going on. Glute bridge. 14 seconds left." in script.lines


def test_ctrl_c_at_a_question_asks_to_end(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "h", Interrupted(), "k", 1.0, "q", "e", *SKIPPED)
    assert script.after("1 of 3: How much does it hurt?").count("Stop the session?") == 2


@pytest.mark.parametrize("leaving", [EndOfInput(), Interrupted()])
def test_what_was_said_after_the_session_is_kept(
    short: House, loaded: Loaded, leaving: EndOfInput | Interrupted
) -> None:
    code, _ = at_work(short, loaded, *DONE, "q", "e", "1", leaving)
    (record,) = records(short)
    assert record.pain_after == 1
    assert code == (0 if isinstance(leaving, EndOfInput) else 130)
    assert not list(short.home.open.glob("*.toml"))


@pytest.mark.parametrize("leaving", [Ended(), Gone()])
def test_who_is_cut_off_in_after_is_asked_again(short: House, loaded: Loaded, leaving: Ended | Gone) -> None:
    at_work(short, loaded, *DONE, "q", "e", "1", leaving)
    assert records(short)[0].pain_after is None
    short.open = OpenSessions(short.home.open)
    code, script = converse(short, loaded, "3", "", "", "", resume=True)
    assert code == 0
    assert "the questions after it are still open" in script.lines[0]
    (record,) = records(short)
    assert record.pain_after == 3


def test_a_question_about_sets_that_nobody_answers_is_asked_again(short: House, loaded: Loaded) -> None:
    code, _ = converse(short, loaded, *CHECKED, "", Until("Done."))
    assert code == 1
    assert not records(short)
    short.open = OpenSessions(short.home.open)
    code, script = converse(short, loaded, "n", resume=True)
    # Told by the moment it began, as the history tells it.
    assert script.lines[0].startswith("Short, today at 08:30, is not in your history yet")
    assert "Did you do these? They ended by themselves, with no key after them." in script.lines
    assert code == 0


def test_nothing_done_keeps_the_check_in_alone(short: House, loaded: Loaded) -> None:
    converse(short, loaded, *CHECKED, "", 1.0, "q", "e")
    (record,) = records(short)
    assert not record.is_session
    assert record.pain_at_rest == 2


def test_a_history_that_can_not_be_written_is_asked_about(short: House, loaded: Loaded) -> None:
    class Full(Script):
        def write(self, text: str) -> None:
            super().write(text)
            folder = short.home.history
            if text.startswith("The session ends"):
                folder.write_text("a file in its place")
            elif text.startswith("Your session could not be kept yet"):
                folder.unlink()

    _, script = converse_with(Full, short, loaded, *CHECKED, "", "", *DONE, "q", "e", "r", *SKIPPED)
    assert script.lines[-1] == "Kept in your history."
    assert len(records(short)) == 1
