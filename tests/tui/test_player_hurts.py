""" "It hurts" in the player: three keys, and what the rules say at once."""

from __future__ import annotations

import tomllib

import pytest
from tests.tui.atplay import THREE_SETS, here, open_file
from tests.tui.conftest import Playing, playing, write_routine

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today


async def hurt(play: Playing, keys: str) -> None:
    """Press h and the three keys."""
    await play.press("h")
    await play.at(AskHurt)
    for number, key in enumerate(keys, 1):
        assert f"{number} of 3" in play.text
        await play.press(key)


async def test_ease_halves_the_exercise_and_goes_on(house: House, loaded: Loaded) -> None:
    write_routine(house, THREE_SETS)
    async with playing(house, loaded) as play:
        player = await play.start(rest=1, move=1)
        await play.to_work()
        await hurt(play, "5nn")
        await play.at(Ask)
        assert "It hurts more than before: go only half as far" in play.text
        assert "limberup halves what is left." in play.text
        await play.press("enter")
        await play.at(Player)
        reps = [phase.reps for phase in player.conductor.session.timeline.phases if phase.kind is PhaseKind.REPS]
        assert reps == [4, 4, 4]
        # Again: this set is finished, and the others are left out.
        await hurt(play, "5nn")
        await play.at(Ask)
        assert "finish this set gently. It is the last of this exercise." in play.text
        assert "Is it a pinch, tingling or dizziness? Then leave this exercise." in play.text
        assert "halves" not in play.text
        await play.answer("enter")
        await play.at(Player)
        assert [p.set for p in player.conductor.session.timeline.phases if p.kind is PhaseKind.REPS] == [1]
        await play.done()
        await play.finish()
        (record,) = play.records
        assert record.entries[0].amber
        assert [str(one) for one in record.entries[0].hurts] == ["hurt 5", "hurt 5"]
        assert sum(line.startswith("L4 EASE") for line in record.decisions) == 2


TWO = """\
name = "Two"
[[step]]
do = "glutes/glute-bridge"
dose = "1x4"
[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x4"
"""


@pytest.mark.parametrize("keys", [("h",), ("s", "p"), ("w", "p")], ids=["hurts", "left out", "swapped"])
async def test_what_comes_next_is_not_left_out_where_halving_ended_the_exercise(
    house: House, loaded: Loaded, keys: tuple[str, ...]
) -> None:
    write_routine(house, TWO)
    async with playing(house, loaded) as play:
        player = await play.start(rest=1, move=1)
        await play.to_work()
        session = player.conductor.session
        await play.go(session.phase.seconds * 0.9)
        await play.press(*keys)
        await play.at(AskHurt)
        await play.press("5", "n", "n")
        if keys == ("h",):
            await play.at(Ask)
            assert "Half of Glute bridge was done already, so it is over." in play.text
            assert "Leave this exercise" not in play.text
            await play.press("enter")
        await play.at(Player)
        assert player.conductor.session.planned.exercise.name == "Cat-cow"
        assert player.conductor.session.skipped == frozenset()
        assert [mark for step, mark in player.conductor.run.marks if step == 1] == []


async def to_the_second(play: Playing) -> Player:
    """Do the first exercise of two, and get ready for the other."""
    player = await play.start(rest=1, move=1)
    await play.to_work()
    await play.done()
    assert player.conductor.session.planned.exercise.name == "Cat-cow"
    assert player.conductor.session.phase.kind is PhaseKind.READY
    return player


@pytest.mark.parametrize(
    ("keys", "words", "mark", "rule"),
    [
        ("2nn", "With a pain of 2 you may go on.", (), "L5 CONTINUE"),
        ("5nn", "Glute bridge is over; it is noted for the next time.", ("eased",), "L4 EASE"),
        ("7nn", "Glute bridge: A pain of 7 is more than this exercise should bring", ("stopped",), "L3 STOP_EX"),
    ],
)
async def test_what_is_felt_while_one_gets_ready_may_be_of_the_exercise_before(
    house: House, loaded: Loaded, keys: str, words: str, mark: tuple[str, ...], rule: str
) -> None:
    write_routine(house, TWO)
    async with playing(house, loaded) as play:
        player = await to_the_second(play)
        ahead = player.conductor.session.timeline.phases
        await play.press("h")
        await play.at(Ask)
        assert "What does it hurt from?" in play.text
        assert "Glute bridge, just done" in play.text
        await play.press("a")
        await play.at(AskHurt)
        await play.press(*keys)
        await play.at(Ask)
        assert words in " ".join(play.text.split())
        assert "instead" not in play.text
        await play.press("escape")
        await play.at(Player)
        # What comes next is neither halved nor left out.
        assert player.conductor.session.timeline.phases == ahead
        assert player.conductor.session.planned.exercise.name == "Cat-cow"
        await play.press("q")
        await play.answer("e")
        await play.finish()
        (record,) = play.records
        assert [len(entry.hurts) for entry in record.entries] == [1, 0]
        assert record.entries[0].marks == mark
        assert any(line.startswith(f"{rule} glutes/glute-bridge: ") for line in record.decisions)


async def test_what_is_felt_while_one_gets_ready_may_be_of_what_comes(house: House, loaded: Loaded) -> None:
    write_routine(house, TWO)
    async with playing(house, loaded) as play:
        player = await to_the_second(play)
        await play.press("h", "b")
        await play.at(AskHurt)
        await play.press("5", "n", "n")
        await play.answer("enter")
        await play.at(Player)
        assert [step for step, _ in player.conductor.run.hurts] == [1]
        assert player.conductor.session.timeline.phases[-1].reps == 2


async def test_a_second_stop_ends_the_session_also_where_it_is_told_late(house: House, loaded: Loaded) -> None:
    write_routine(house, TWO)
    async with playing(house, loaded) as play:
        player = await play.start(rest=1, move=1)
        await play.to_work()
        await hurt(play, "7nn")
        await play.press("backspace")
        await play.at(AskHurt)
        await play.press("escape")
        await play.at(Player)
        assert not player.conductor.run.hurts, "it was a slip"
        await play.done()
        for again in (False, True):
            await play.press("h", "a")
            await play.at(AskHurt)
            await play.press("7", "n", "n")
            await play.at(Ask)
            assert ("enough for today" in play.text) is again
            await play.press("enter")
        await play.at(After)


@pytest.mark.parametrize("key", ["escape", "w"])
async def test_neither_may_be_the_matter(house: House, loaded: Loaded, key: str) -> None:
    write_routine(house, TWO)
    async with playing(house, loaded) as play:
        player = await to_the_second(play)
        await play.press("h", key)
        if key == "w":
            ticks = await play.at(Ticks)
            assert "What is new?" in play.text
            assert ticks.items
            await play.press("escape")
        await play.at(Player)
        assert not player.conductor.run.hurts
        assert player.conductor.session.status is Status.RUNNING


@pytest.mark.parametrize("keys", ["7nn", "3yn", "tnn", "0ys"])
async def test_a_pain_that_is_too_much_stops_the_exercise(short: House, loaded: Loaded, keys: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await hurt(play, keys)
        await play.at(Ask)
        assert "limberup's rule L3." in play.text
        assert "Do Buttock squeeze instead" in play.text
        # It is on disk before anything is answered.
        assert ["0", "stopped"] in open_file(play)["marks"]
        await play.press("1")
        await play.at(Player)
        assert here(play) == "glutes/glute-set"
        assert player.conductor.session.status is Status.RUNNING


async def test_a_stopped_exercise_can_be_left_out(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        await hurt(play, "7nn")
        await play.answer("s")
        await play.at(Player)
        assert here(play) == "hip-mobility/supine-figure-4"


async def test_escape_after_a_stop_does_not_end_the_session(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await hurt(play, "7nn")
        await play.answer("escape")
        await play.pilot.pause()
        assert not player.conductor.ended
        await play.at(Player)


async def test_the_second_stop_ends_the_session(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await hurt(play, "7nn")
        await play.answer("s")
        await play.at(Player)
        await hurt(play, "2yn")
        await play.at(Ask)
        assert "enough for today" in play.text
        assert player.conductor.ended
        await play.press("enter")
        # Nothing was counted, but who told of a pain is asked how it is now.
        await play.finish()
        await play.at(Today)
        (record,) = play.records
        assert [entry.marks for entry in record.entries] == [("stopped",), ("stopped",)]
        assert [line.split()[:2] for line in record.decisions if line.startswith("L")] == [
            ["L3", "STOP_EX"],
            ["L3", "END_SESSION"],
        ]


@pytest.mark.parametrize("yes", [True, False])
async def test_pain_down_the_leg_ends_the_session_and_asks_about_the_nerve(
    short: House, loaded: Loaded, yes: bool
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(14)
        await hurt(play, "2nd")
        await play.at(Ask)
        assert "New or worse numbness, tingling or weakness in one leg?" in play.text
        assert player.conductor.ended
        await play.press("y" if yes else "n")
        await play.until(lambda: "Pain that moves down the leg" in play.text)
        assert "Get help at once for numbness where you sit" in play.text
        await play.press("enter")
        await play.at(After)
        await play.press("escape")
        await play.at(Blocked if yes else Today)
        person = tomllib.loads(short.home.person.read_text("utf-8"))
        assert [flag["id"] for flag in person.get("flag", [])] == (["U7"] if yes else [])
        if yes:
            await play.press("escape")
            await play.at(Today)
            await play.press("enter")
            await play.at(Blocked)
        (record,) = play.records
        assert any(line.startswith("L2 END_SESSION") for line in record.decisions)
        assert [str(work) for work in record.entries[0].work] == ["2"]


@pytest.mark.parametrize("id_", ["E1", "E7", "U7"])
async def test_a_new_sign_in_the_midst_ends_the_session_and_blocks(short: House, loaded: Loaded, id_: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.done()
        await hurt(play, "w")
        await play.tick(id_)
        await play.press("c")
        await play.at(Ask)
        assert "limberup's rule L1." in play.text
        assert player.conductor.ended
        person = tomllib.loads(short.home.person.read_text("utf-8"))
        assert [flag["id"] for flag in person["flag"]] == [id_]
        await play.press("enter")
        await play.at(After)
        await play.press("escape")
        await play.at(Blocked)
        (record,) = play.records
        assert any(line.startswith("L1 END_SESSION") for line in record.decisions)


@pytest.mark.parametrize("keys", [["n"], ["escape"]])
async def test_no_new_sign_goes_on(short: House, loaded: Loaded, keys: list[str]) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await hurt(play, "w")
        await play.at(Ticks)
        await play.press(*keys)
        await play.at(Player)
        assert player.conductor.session.status is Status.RUNNING
        assert not player.conductor.run.hurts


async def test_pain_that_is_no_more_than_before_goes_on(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start(rest=3, move=3)
        await play.to_work()
        phases = player.conductor.session.timeline.phases
        await hurt(play, "3ns")
        await play.at(Ask)
        assert "you may go on" in play.text
        await play.press("enter")
        await play.at(Player)
        assert player.conductor.session.timeline.phases == phases


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        # What may go on, is halved, is stopped, and ends the session.
        (["1", "n", "n"], "you may go on"),
        (["5", "n", "n"], "hurts more than before"),
        (["9", "n", "n"], "leave it for today"),
        (["4", "y", "n"], "leave it for today"),
        (["4", "n", "d", "n"], "this session ends here"),
    ],
)
async def test_a_slip_seen_late_is_taken_back_with_all_that_came_of_it(
    short: House, loaded: Loaded, slip: list[str], said: str
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(4)
        await play.press("space")
        before, live = player.conductor.session, player.conductor.live
        await play.press("h")
        await play.press(*slip)
        await play.until(lambda: said in play.text)
        assert player.conductor.run.hurts
        await play.press("backspace")
        await play.at(AskHurt)
        assert player.conductor.session == before
        assert player.conductor.live == live, "a stop that was none makes no later one the second"
        assert not player.conductor.run.hurts
        assert not player.conductor.run.marks
        await play.press("2", "n", "n")
        await play.at(Ask)
        await play.press("enter")
        await play.at(Player)
        assert [told.pain for _, told in player.conductor.run.hurts] == [2]
        assert player.conductor.session.timeline == before.timeline
        assert not short.person.open_flags


async def test_a_sign_that_was_noted_is_no_slip(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        await play.press("h", "4", "n", "d")
        await play.answer("y")
        await play.until(lambda: "this session ends here" in play.text)
        assert "Backspace" not in play.text
        assert [flag.id for flag in short.person.open_flags] == ["U7"]


@pytest.mark.parametrize("keys", ["", "5", "5y"])
async def test_a_slip_on_h_can_be_taken_back(short: House, loaded: Loaded, keys: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await hurt(play, keys)
        await play.press("escape")
        await play.at(Player)
        assert not player.conductor.run.hurts
        assert player.conductor.session.status is Status.RUNNING


async def test_keys_that_are_no_answer_are_passed_over(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("h")
        await play.at(AskHurt)
        await play.press("y", "q", "space", "f1")
        assert "1 of 3" in play.text
        await play.press("5", "5", "t", "x")
        assert "2 of 3" in play.text
        await play.press("n", "y", "5")
        assert "3 of 3" in play.text
