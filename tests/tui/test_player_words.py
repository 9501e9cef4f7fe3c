"""What the player says, line by line."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest
from tests.core.making import BREATHING, BRIDGE, DEAD_BUG, PLANK, RESET, STRETCH, begun, exercise, plan

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Kind, Shown
from limberup.session import Session
from limberup.timeline import PlannedStep, build_timeline
from limberup_tui.screens.player_words import how_pages, lines, page_in_turn
from limberup_tui.widgets.big import PAUSE

LIFT = replace(BRIDGE, breathing="Breathe out as you lift, breathe in as you lower.")


def at_work(session: Session, now: float = 0.0) -> Session:
    """Return the session in its first phase of work."""
    return session.done(now)[0]


@pytest.mark.parametrize(
    ("second", "does", "rep", "pace", "narrow", "number"),
    [
        (0, "MOVE", 1, "breathe out as you lift", "breathe out", "1"),
        # While it is held the large digits count the seconds, as a clock: no number of a repetition looks like that.
        (2, "HOLD", 1, "hold, keep breathing", "hold, keep breathing", "0:05"),
        (2.5, "HOLD", 1, "hold, keep breathing", "hold, keep breathing", "0:05"),
        (6.5, "HOLD", 1, "hold, keep breathing", "hold, keep breathing", "0:01"),
        (7.5, "AND BACK", 1, "breathe in as you lower", "breathe in", "1"),
        (9.5, "MOVE", 2, "breathe out as you lift", "breathe out", "2"),
    ],
)
def test_a_repetition(second: float, does: str, rep: int, pace: str, narrow: str, number: str) -> None:
    session = at_work(begun(plan((LIFT, "2x5 5s"))))
    wide = lines(session, second, "Short")
    assert (wide.pace, wide.number) == (pace, number)
    assert wide.heading == f"{does}   rep {rep} of 5   set 1 of 2"
    assert lines(session, second, "Short", narrow=True).pace == narrow
    assert lines(session, second, "Short", narrow=True).heading == f"{does}  rep {rep} of 5  set 1/2"


def test_a_pause_in_a_held_repetition_says_that_it_is_held() -> None:
    session = at_work(begun(plan((LIFT, "2x5 5s"))))
    paused, _ = session.pause(2.5)
    said = lines(paused, 60, "Short")
    assert (said.number, said.heading) == (PAUSE, "PAUSED: Hold   rep 1 of 5   set 1 of 2")


def test_of_a_squeeze_nothing_comes_back() -> None:
    squeeze = replace(LIFT, kind=Kind.ISOMETRIC)
    session = at_work(begun(plan((squeeze, "2x5 5s"))))
    assert lines(session, 7.5, "Short").heading == "LET GO   rep 1 of 5   set 1 of 2"


@pytest.mark.parametrize(
    ("exercise", "dose", "then", "eased"),
    [
        (BRIDGE, "1x6", "6 times", "3 times"),
        (DEAD_BUG, "2x8 each side", "2 x 8, each side", "2 x 4, each side"),
        (STRETCH, "2x30s each side", "2 x 30 s, each side", "2 x 15 s, each side"),
        (BREATHING, "1x60s", "1 min", "30 s"),
    ],
)
def test_what_comes_then_is_what_is_left_of_it_once_it_was_eased(
    exercise: Exercise, dose: str, then: str, eased: str
) -> None:
    session = begun(plan((exercise, dose)))
    assert lines(session, 0, "Short").next == f"Then: {then}."
    assert lines(session.ease(0)[0], 0, "Short").next == f"Then: {eased}."


def test_a_second_is_not_counted_down() -> None:
    session = at_work(begun(plan((LIFT, "2x5 1s"))))
    said = lines(session, 2.5, "Short")
    assert (said.heading, said.number) == ("MOVE   rep 1 of 5   set 1 of 2", "1")


def test_sides_that_take_turns_are_named() -> None:
    session = at_work(begun(plan((DEAD_BUG, "1x2 each side"), first_side="right")))
    assert [lines(session, second, "").pace for second in (0, 2, 4, 6)] == [
        "right side   go",
        "right side   and back",
        "left side   go",
        "left side   and back",
    ]


def test_a_count_over_both_sides_says_how_many_are_each_side_s() -> None:
    session = at_work(begun(plan((DEAD_BUG, "1x6 each side"), first_side="right")))
    assert lines(session, 2, "").heading == "MOVE   rep 1 of 12, 6 each side"
    assert lines(session, 2, "", narrow=True).heading == "MOVE  rep 1 of 12", "no room"
    assert "each side" not in lines(at_work(begun(plan((LIFT, "2x6")))), 2, "").heading


def test_breathing_with_a_pause_in_it() -> None:
    session = at_work(begun(plan((BREATHING, "1x3 2s tempo 4-6"))))
    assert [lines(session, second, "").pace for second in (0, 4, 6, 12)] == [
        "breathe in",
        "wait",
        "breathe out",
        "breathe in",
    ]


def test_a_hold_counts_down_and_says_how_to_breathe() -> None:
    session = at_work(begun(plan((PLANK, "1x90s"))))
    assert [lines(session, second, "").number for second in (0, 0.1, 29.9, 30, 30.1, 89.5)] == [
        "1:30",
        "1:30",
        "1:01",
        "1:00",
        "1:00",
        "1",
    ]
    assert lines(session, 0, "").pace == "Calmly."
    slow = replace(PLANK, breathing="Breathe slowly, and soften a little.")
    assert lines(at_work(begun(plan((slow, "1x9s")))), 0, "", narrow=True).pace == "Breathe slowly."


def test_a_pause_says_where_it_stands() -> None:
    session = at_work(begun(plan((PLANK, "1x30s"))))
    for now in (2.5, 5):
        session, _ = session.tick(now)
    session, _ = session.pause(7)
    said = lines(session, 500, "Short")
    assert (said.number, said.heading, said.pace) == (PAUSE, "PAUSED: Hold   23 s left", "Press space to go on.")
    assert said.title.startswith("Paused: Plank")


def test_what_comes_next() -> None:
    timeline = plan((STRETCH, "2x30s each side rest 20s"), (RESET, "once"))
    session = begun(timeline)
    said = []
    for index in range(len(timeline.phases)):
        said.append(lines(replace(session, index=index), 0, "").next)
    assert said == [
        "Then: 2 x 30 s, each side.",
        "Next: Reset, on a chair",
        "Next: set 1 of 2, right side. Then Reset",
        "Next: Reset, on a chair",
        "Next: set 2 of 2, left side. Then Reset",
        "Next: Reset, on a chair",
        "Next: set 2 of 2, right side. Then Reset",
        "Next: Reset, on a chair",
        "Then: once.",
        "This is the last exercise.",
    ]


def test_calm_mode_says_once_that_sides_take_turns() -> None:
    session = at_work(begun(plan((DEAD_BUG, "1x2 each side"), first_side="right")))
    assert {lines(session, second, "", calm=True).pace for second in (0, 2, 4, 6)} == {
        "in turn, right first   2 s, 2 s back"
    }


def test_a_pause_has_room_for_the_side_on_a_short_line() -> None:
    session = at_work(begun(plan((STRETCH, "1x20s each side"))))
    switching, _ = session.done(0)[0].pause(1)
    assert lines(switching, 1, "", narrow=True).heading == "PAUSED: Change sides  7 s  right side"
    assert lines(switching, 1, "").heading == "PAUSED: Change sides   7 s left   right side"


def test_in_calm_mode_next_to_nothing_changes_within_a_set() -> None:
    for of, dose, most in ((LIFT, "1x5 2s", 5), (PLANK, "1x30s", 9), (BREATHING, "1x30s", 9)):
        session = at_work(begun(plan((of, dose))))
        seconds = [second / 2 for second in range(60)]
        said = [lines(session, second, "", calm=True) for second in seconds]
        assert len({(one.heading, one.exercise, one.pace, one.next) for one in said}) == 1
        assert len({one.number for one in said}) <= most


def test_every_exercise_of_ours_fits_into_forty_columns(catalog: Catalog) -> None:
    for one in catalog.exercises.values():
        if one.shown is Shown.LOG_ONLY:
            continue
        timeline = build_timeline([PlannedStep(one, one.target)])
        for index, phase in enumerate(timeline.phases):
            session = replace(begun(timeline), index=index, ends=phase.seconds)
            for moment in (session, session.pause(0)[0], replace(session, waits=True, own_pace=True)):
                said = lines(moment, 0.5, "A long name of a routine", narrow=True)
                for words, most in ((said.heading, 2), (said.exercise, 2), (said.pace, 3)):
                    assert len(textwrap.wrap(words, 38)) <= most, (one.id, words)


def test_steps_are_cut_into_pages_and_none_is_lost() -> None:
    one = exercise(how=("First of all this.", "Then that, for a while.", "Last."), feel="Warm.", stop="Stop if sharp.")
    steps = "1. First of all\n   this.\n2. Then that, for a\n   while.\n3. Last."
    assert how_pages(one, 20, 9, whole=False) == [f"{steps}\nStop if sharp."]
    pages = how_pages(one, 20, 4, whole=True)
    # Whoever starts before the second page has read when to stop.
    assert pages[0] == "1. First of all\n   this.\nStop if sharp."
    words = "1. First of all this. Stop if sharp. 2. Then that, for a while. 3. Last. Calmly. Feel: Warm."
    assert " ".join("\n".join(pages).split()) == words


@pytest.mark.parametrize("room", range(2, 12))
@pytest.mark.parametrize("width", [20, 38, 58, 78])
def test_pages_lose_nothing_and_none_is_higher_than_its_room(catalog: Catalog, width: int, room: int) -> None:
    for one in catalog.exercises.values():
        pages = how_pages(one, width, room, whole=False)
        steps = [f"{number}. {step}" for number, step in enumerate(one.how, 1)]
        # A word may be broken at its hyphen.
        assert sorted("".join("".join(pages).split())) == sorted("".join("".join((*steps, one.stop)).split()))
        assert all(page.count("\n") < room for page in pages), (one.id, pages)
        whole = ["".join(page.split()) for page in pages]
        stop = "".join(one.stop.split())
        lines_of = [len(textwrap.wrap(text, width, subsequent_indent="   ")) for text in (one.stop, steps[0])]
        if one.stop and sum(lines_of) < room:
            assert whole[0].endswith(stop), (one.id, pages)
        for text in (*steps, one.stop):
            # What fits on a page by itself is not cut.
            if len(textwrap.wrap(text, width, subsequent_indent="   ")) < room:
                assert any("".join(text.split()) in page for page in whole), (one.id, text)


@pytest.mark.parametrize(
    ("words", "seconds", "pages"),
    [
        ([], [0, 50, 99], [0, 0, 0]),
        ([7], [0, 50, 99, 150], [1, 1, 1, 1]),
        ([50, 50], [0, 49, 51, 100], [1, 1, 2, 2]),
        # A page of few words does not take half the time from one of many.
        ([90, 10], [0, 50, 89, 91, 100], [1, 1, 1, 2, 2]),
        ([20, 60, 20], [19, 21, 79, 81, 200], [1, 2, 2, 3, 3]),
    ],
)
def test_each_page_is_shown_as_long_as_it_has_words(words: list[int], seconds: list[int], pages: list[int]) -> None:
    texts = [" ".join(["word"] * count) for count in words]
    assert [page_in_turn(texts, second / 100) for second in seconds] == pages
