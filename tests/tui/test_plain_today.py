"""Today in the plain mode: what there is to do, what was left open, and the ways out."""

from __future__ import annotations

import pytest
from tests.tui.conftest import SHORT, FakeClock, flagged, write_routine
from tests.tui.plainly import CHECKED, DONE, SKIPPED, Script, Until, converse, records

from limberup.history.open_sessions import OpenSessions
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.plain.leaving import Ended, EndOfInput, Gone, Interrupted, Leaving

ASKED = "What do you want to do? Type a number, or a letter."
AGAIN = "What now? Type a number, or a letter. ? tells all of them again."


def cut_off(house: House, loaded: Loaded, *more: str) -> None:
    """Do one set of the short routine, and be cut off in the rest."""
    converse(house, loaded, *CHECKED, "", "", *DONE, 6.0, *more, Ended())
    # With the process goes what shows that it lives.
    house.open = OpenSessions(house.home.open)
    house.refresh()


def today(house: House, loaded: Loaded, *steps: str | float | Until | Leaving) -> tuple[int, Script]:
    return converse(house, loaded, *steps, today=True)


def test_what_there_is_to_do_is_numbered(short: House, loaded: Loaded) -> None:
    code, script = today(short, loaded, "q")
    assert code == 0
    assert script.lines[0] == "Welcome. A few questions come before your first session."
    told = script.after(ASKED)
    assert told[0].startswith("1: Today's plan, about ")
    assert told[1] == "2: Short, about 4 minutes, your own."
    numbers = [line.split(":")[0] for line in told if line[0].isdigit()]
    assert numbers == [str(number) for number in range(1, len(short.routines) + 2)]


def test_who_gave_a_routine_is_told(house: House, loaded: Loaded) -> None:
    write_routine(house, SHORT.replace("\n", '\ngiven_by = "Anna"\n', 1))
    _, script = today(house, loaded, "q")
    assert script.after(ASKED)[1] == "2: Short, about 4 minutes, from Anna."


def test_a_number_starts_a_routine_and_leads_back_to_today(short: House, loaded: Loaded) -> None:
    code, script = today(short, loaded, "2", *CHECKED, "", "", *DONE, 2.0, "q", "e", "1", *SKIPPED[1:], "q")
    assert code == 0
    assert script.lines.count(ASKED) == 1
    told = script.after("Kept in your history.")
    assert told[0] == "Last session: Short, today at 08:30, pain 2 of 10 before and 1 of 10 after."
    assert told[1] == "Week 1. Exercise on 1 day of the last 7; you mean to have 3."


def test_what_limberup_chooses_can_be_started(short: House, loaded: Loaded) -> None:
    _, script = today(short, loaded, "w", "1", *CHECKED, "n", "q")
    assert any(line.startswith("Rule R35: ") for line in script.after("> w"))
    assert "Today's plan: Today's plan. Your full session, about" in script.written


def test_a_bad_day_has_a_gentle_session(short: House, loaded: Loaded) -> None:
    _, script = today(short, loaded, "f", *CHECKED, "n", "q")
    assert "A short, gentle session" in script.written


def test_something_new_goes_through_the_questions(short: House, loaded: Loaded) -> None:
    code, script = today(short, loaded, "n", "1", "c", "y", "", "q")
    assert code == 0
    assert any(line.startswith("What is new? ") for line in script.lines)
    assert "You said something that should be looked at first. Choose anything to read what to do." in script.lines


@pytest.mark.parametrize("line", ["1", "2", "f"])
def test_nothing_starts_while_a_flag_is_open(short: House, loaded: Loaded, line: str) -> None:
    flagged(short, "E4")
    _, script = today(short, loaded, line, "", "q")
    assert "Please get help now." in script.lines
    assert "Check-in." not in script.written


@pytest.mark.parametrize(("leaving", "code"), [(EndOfInput(), 0), (Ended(), 1), (Gone(), 1), (Interrupted(), 130)])
def test_the_ways_out(short: House, loaded: Loaded, leaving: Leaving, code: int) -> None:
    assert today(short, loaded, leaving)[0] == code


def test_a_line_that_is_no_choice(short: House, loaded: Loaded) -> None:
    _, script = today(short, loaded, "99", "r", "q")
    most = len(short.routines) + 1
    assert script.lines.count(f"Not understood. Type 1 to {most}, f, w, n, o, ? or q.") == 2


def test_the_list_is_told_once_and_again_when_it_is_asked_for(short: House, loaded: Loaded) -> None:
    _, script = today(short, loaded, "w", "?", "q")
    first, again = (script.lines.index(asked) for asked in (ASKED, AGAIN))
    assert script.lines[again : again + 2] == [AGAIN, "> ?"]
    welcome = "Welcome. A few questions come before your first session."
    assert script.lines.count(welcome) == 2
    told = script.lines[first + 1 : script.lines.index("> w")]
    assert script.after("> ?") == [welcome, ASKED, *told, "> q"]


def test_what_is_new_is_told_after_it_was_done(short: House, loaded: Loaded) -> None:
    """Where a session was left for later there is one more thing to do, and that one is told."""
    _, script = today(short, loaded, "2", *CHECKED, "", "", *DONE, 2.0, "q", "l", "q")
    told = script.after("> l")
    assert any(line.endswith("r goes on with it.") for line in told)
    assert "r: Go on with the session that was left open." in told
    assert not any(line.startswith("2: ") for line in told)


# What was left open


def test_a_session_that_was_cut_off_is_offered(short: House, loaded: Loaded) -> None:
    cut_off(short, loaded)
    _, script = today(short, loaded, "r", "g", 2.0, "q", "e", *SKIPPED, "q")
    assert "Short was left open today at 08:30, at Glute bridge. r goes on with it." in script.lines
    assert "Going on. Glute bridge. 14 seconds left." in script.lines
    assert len(records(short)) == 1


def test_what_was_done_can_be_kept(short: House, loaded: Loaded) -> None:
    cut_off(short, loaded)
    today(short, loaded, "r", "k", *SKIPPED, "q")
    (record,) = records(short)
    assert [str(work) for work in record.entries[0].work] == ["5"]


def test_what_was_over_too_soon_is_named(short: House, loaded: Loaded) -> None:
    hold = ("", 1.75, "")
    _, script = today(short, loaded, "2", *CHECKED, "", "", *DONE, "", *DONE, *hold, *hold, *SKIPPED, "q")
    assert "Figure-4 stretch, right side: not counted, it was over too soon." in script.lines
    assert "Short: 1 of 2 exercises, about 1 minute." in script.lines
    assert "Not counted: Figure-4 stretch." in script.lines


@pytest.mark.parametrize(("answers", "there"), [(["t", "y"], False), (["t", "n"], True), (["x"], True)])
def test_it_can_be_thrown_away(short: House, loaded: Loaded, answers: list[str], there: bool) -> None:
    cut_off(short, loaded)
    today(short, loaded, "r", *answers, "q")
    assert bool(list(short.home.open.glob("*.toml"))) is there
    assert not records(short)


def test_resume_with_nothing_left_says_so(short: House, loaded: Loaded) -> None:
    code, script = converse(short, loaded, resume=True)
    assert code == 1
    assert script.lines == ["There is no session to go on with."]


def test_play_tells_of_what_was_cut_off(short: House, loaded: Loaded) -> None:
    cut_off(short, loaded)
    _, script = converse(short, loaded, "x")
    told = "Short was left open today at 08:30, at Glute bridge. limberup play --resume goes on with it."
    assert script.lines[0] == told


@pytest.mark.parametrize(("minutes", "asked"), [(29, False), (31, True)])
def test_an_old_check_in_is_asked_again(
    short: House, loaded: Loaded, clock: FakeClock, minutes: int, asked: bool
) -> None:
    cut_off(short, loaded)
    clock.go(60 * minutes)
    steps = CHECKED if asked else ()
    _, script = converse(short, loaded, *steps, 1.0, "t", "q", "e", *SKIPPED, resume=True)
    assert any(line.startswith("Check-in.") for line in script.lines) is asked
    assert "Going on. Glute bridge. 14 seconds left." in script.lines


@pytest.mark.parametrize(("answer", "kept"), [("k", 1), ("n", 0)])
def test_more_pain_than_then_does_not_go_on(
    short: House, loaded: Loaded, clock: FakeClock, answer: str, kept: int
) -> None:
    cut_off(short, loaded)
    clock.go(7200)
    code, script = converse(short, loaded, "n", "7", "7", "", answer, *SKIPPED, resume=True)
    assert code == 0
    assert "Today asks for less than this session." in script.lines
    assert len(records(short)) == kept


def test_a_session_is_not_gone_on_with_while_a_flag_is_open(short: House, loaded: Loaded) -> None:
    cut_off(short, loaded)
    flagged(short, "E2")
    code, script = converse(short, loaded, "", resume=True)
    assert code == 1
    assert "Please get help now." in script.lines
    assert "Going on." not in script.written


@pytest.mark.parametrize(("answer", "sets"), [("y", ["5", "5"]), ("n", []), ("b", ["5"])])
def test_sets_that_nobody_confirmed_are_asked_about_first(
    short: House, loaded: Loaded, answer: str, sets: list[str]
) -> None:
    converse(short, loaded, *CHECKED, "", Until("Exercise 2"), Ended())
    short.open = OpenSessions(short.home.open)
    done = ("", *DONE) if answer == "b" else ()
    _, script = converse(short, loaded, answer, *done, 1.0, "q", "e", *SKIPPED, resume=True)
    assert "Did you do this? It ended by itself, with no key after it." in script.lines
    entries = [record.entries for record in records(short) if record.is_session]
    assert [str(work) for work in entries[0][0].work] == sets if sets else not entries


def test_a_first_start_begins_by_itself_and_today_comes_after_it(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    code, script = today(new_house, loaded, "s", "q")
    assert code == 0
    assert script.lines[0] == "1 of 5: Welcome."
    assert "Welcome. A few questions come before your first session." in script.after("> s")
