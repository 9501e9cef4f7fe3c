"""The player: what each key does, and what is on disk after it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from tests.tui.conftest import Playing, lived_in, playing, write_routine

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import Phase, PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.widgets.big import BigNumber

THREE_SETS = 'name = "Three"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "3x8 2s rest 30s"\n'


def open_file(play: Playing) -> dict[str, Any]:
    """Return what the one open file holds."""
    (path,) = play.open_files
    return tomllib.loads(path.read_text("utf-8"))


def here(play: Playing) -> str:
    """Return the id of the exercise that is being done."""
    return play.player.conductor.session.planned.exercise.id


async def hurt(play: Playing, keys: str) -> None:
    """Press h and the three keys."""
    await play.press("h")
    await play.at(AskHurt)
    for number, key in enumerate(keys, 1):
        assert f"{number} of 3" in play.text
        await play.press(key)


async def test_a_whole_session_is_led_with_no_key_but_the_last(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        assert "GET READY" in play.rows[1]
        assert "Glute bridge" in play.rows[2]
        phases = player.conductor.session.timeline.phases
        kinds = [PhaseKind.READY, PhaseKind.REPS, PhaseKind.REST, PhaseKind.REPS]
        assert [phase.kind for phase in phases][:4] == kinds
        seen: list[Phase] = []
        while not player.conductor.ended:
            phase = player.conductor.session.phase
            if not seen or seen[-1] is not phase:
                seen.append(phase)
            play.clock.go(0.5)
            player._tick()
        assert seen == list(phases)
        await play.at(Ask)
        assert "4 sets ran to the end with no key pressed. Did you do that?" in play.text
        assert "Glute bridge, Figure-4 stretch" in play.text
        assert "y Yes, I did them n No, leave them out" in play.text
        await play.press("y")
        await play.finish()
        (record,) = play.records
        assert [str(work) for entry in record.entries for work in entry.work] == ["5", "5", "left 20s", "right 20s"]
        assert record.finished
        assert record.seconds == pytest.approx(sum(phase.seconds for phase in phases), abs=1)
        assert not play.open_files


async def test_an_enter_too_much_does_not_say_that_it_was_done(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "One"\n[[step]]\ndo = "hip-mobility/supine-figure-4"\ndose = "1x20s each side"\n')
    async with playing(house, loaded) as play:
        await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD and phase.side == "right")
        await play.press("i")
        await play.go(600)
        await play.at(Ask)
        assert "One set ran to the end with no key pressed. Did you do that?" in play.text
        assert "y Yes, I did it n No, leave it out" in play.text
        await play.press("enter", "space", "escape")
        assert isinstance(play.app.screen, Ask), "it has to be answered"
        # With the arrow the cursor comes to an answer, and then Enter gives it.
        await play.press("down", "enter")
        await play.finish()
        (record,) = play.records
        assert [str(work) for work in record.entries[0].work] == ["left 20s", "right 20s"]


async def test_sets_that_nobody_did_are_left_out(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        await play.press("enter")
        await play.go(600)
        await play.at(Ask)
        assert "3 sets ran" in play.text
        await play.press("n")
        await play.finish()
        (record,) = play.records
        assert [[str(work) for work in entry.work] for entry in record.entries] == [["5"], []]


async def test_escape_at_the_question_about_sets_loses_none(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.go(600)
        await play.at(Ask)
        first = play.app.screen
        await play.press("escape")
        # It is asked again: only an answer decides what was done.
        await play.until(lambda: isinstance(play.app.screen, Ask) and play.app.screen is not first)
        await play.press("y")
        await play.at(After)
        (record,) = play.records
        assert sum(len(entry.work) for entry in record.entries) == 4


async def test_any_key_confirms_what_the_timer_ended(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        assert len(player.conductor.session.unconfirmed) == 1
        await play.press("x")
        assert not player.conductor.session.unconfirmed


async def test_every_finished_set_is_on_disk_at_once(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        count = 0
        while not player.conductor.ended:
            done = len(player.conductor.session.sets)
            if done > count:
                assert len(open_file(play)["sets"]) == done
                count = done
            play.clock.go(0.5)
            player._tick()
        await play.at(Ask)
        saved = open_file(play)
        assert len(saved["sets"]) == 4
        assert saved["over"] is True


async def test_the_place_on_disk_is_never_older_than_five_seconds(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        for _ in range(20):
            play.clock.go(1)
            player._tick()
            saved = open_file(play)
            phases = player.conductor.session.timeline.phases
            gone = sum(phase.seconds for phase in phases[: saved["index"]])
            on_disk = gone + phases[saved["index"]].seconds - saved["left"]
            all_ = sum(phase.seconds for phase in phases)
            truth = all_ - player.conductor.session.remaining_all(play.clock.now())
            assert truth - on_disk <= 5.01


async def test_space_pauses_and_goes_on(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(4)
        left = player.conductor.session.remaining(play.clock.now())
        await play.press("space")
        assert "PAUSED" in play.rows[1]
        assert "Press space to go on." in play.text
        await play.go(120)
        assert player.conductor.session.remaining(play.clock.now()) == left
        await play.press("space")
        assert "PAUSED" not in play.rows[1]
        await play.go(2)
        assert player.conductor.session.remaining(play.clock.now()) == pytest.approx(left - 2)


async def test_enter_ends_a_phase_as_done(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        kinds = []
        for _ in range(8):
            kinds.append(player.conductor.session.phase.kind.value)
            await play.press("enter")
            if player.conductor.ended:
                break
        assert kinds == ["ready", "reps", "rest", "reps", "ready", "hold", "switch", "hold"]
        await play.at(After)
        await play.press("escape")
        await play.at(Today)
        (record,) = play.records
        # Repetitions said to be done count; a hold counts the seconds that were held.
        assert [str(work) for work in record.entries[0].work] == ["5", "5"]
        assert not record.entries[1].work


async def test_enter_while_paused_goes_on_and_skips_nothing(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        index = player.conductor.session.index
        await play.press("space", "enter")
        assert player.conductor.session.status is Status.RUNNING
        assert player.conductor.session.index == index


@pytest.mark.parametrize(("key", "reason"), [("t", "tired"), ("m", "no time"), ("n", "equipment"), ("o", "left out")])
async def test_skip_keeps_the_reason_in_the_record(short: House, loaded: Loaded, key: str, reason: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(7)
        await play.press("s")
        await play.at(Ask)
        assert "Leave out the rest of Glute bridge?" in play.text
        assert "PAUSED" in play.rows[1]
        await play.press(key)
        await play.at(Player)
        assert here(play) == "hip-mobility/supine-figure-4"
        assert player.conductor.session.status is Status.RUNNING
        await play.press("q")
        await play.answer("e")
        await play.finish()
        (record,) = play.records
        assert record.entries[0].marks == (reason, "cut short")
        assert [str(work) for work in record.entries[0].work] == ["1"]
        assert not record.finished


async def test_a_skip_that_is_taken_back_leaves_nothing_out(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("s")
        await play.answer("escape")
        await play.at(Player)
        assert here(play) == "glutes/glute-bridge"
        assert not player.conductor.session.skipped
        assert player.conductor.session.status is Status.RUNNING


async def test_back_goes_to_the_start_of_the_phase_and_then_to_the_work_before(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter", "enter")
        await play.go(10)
        await play.press("b")
        phase = player.conductor.session.phase
        assert (phase.kind, phase.set) == (PhaseKind.REST, 2)
        assert player.conductor.session.remaining(play.clock.now()) == 20
        await play.press("b")
        phase = player.conductor.session.phase
        assert (phase.kind, phase.set) == (PhaseKind.REPS, 1)


@pytest.mark.parametrize("key", ["plus", "m"])
async def test_more_time_gives_fifteen_seconds(short: House, loaded: Loaded, key: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        left = player.conductor.session.remaining(play.clock.now())
        await play.press(key)
        assert player.conductor.session.remaining(play.clock.now()) == left + 15
        assert player.query_one(BigNumber).text == str(round(left + 15))
        # Repetitions can't be stretched: it says what to do instead.
        await play.to_work()
        left = player.conductor.session.remaining(play.clock.now())
        await play.press(key)
        assert player.conductor.session.remaining(play.clock.now()) == left
        assert "Take your time" in play.text


async def test_how_is_shown_and_hidden_while_the_clock_goes_on(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        exercise = player.conductor.session.planned.exercise
        assert exercise.how[0].split(".")[0][:40] in play.text
        await play.to_work()
        assert exercise.how[0][:40] not in play.text
        await play.press("i")
        assert exercise.how[0][:40] in play.text
        assert player.conductor.session.status is Status.RUNNING
        await play.press("i")
        assert exercise.how[0][:40] not in play.text


async def test_easier_halves_what_is_left(house: House, loaded: Loaded) -> None:
    write_routine(house, THREE_SETS)
    async with playing(house, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("e")
        await play.answer("1")
        await play.at(Player)
        reps = [phase.reps for phase in player.conductor.session.timeline.phases if phase.kind is PhaseKind.REPS]
        assert reps == [4, 4, 4]
        assert player.conductor.session.status is Status.RUNNING
        assert (0, "made easier") in player.conductor.run.marks


async def test_easier_offers_the_easier_exercise(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        await play.press("e")
        await play.at(Ask)
        assert "Do Buttock squeeze instead" in play.text
        await play.press("2")
        await play.at(Player)
        assert here(play) == "glutes/glute-set"
        await play.go(40)
        await play.press("q")
        await play.answer("e")
        await play.finish()
        (record,) = play.records
        entries = {entry.exercise: entry for entry in record.entries}
        assert "swapped" in entries["glutes/glute-bridge"].marks
        assert "instead of glutes/glute-bridge" in entries["glutes/glute-set"].marks


@pytest.mark.parametrize("pain", [6, 8])
async def test_a_restricted_session_offers_no_other_exercise(short: House, loaded: Loaded, pain: int) -> None:
    async with playing(short, loaded) as play:
        await play.start(rest=pain, move=pain)
        await play.press("e")
        await play.at(Ask)
        assert "Half as much of this one" in play.text
        assert " instead Esc" not in play.text
        assert "2 " not in play.text


async def test_leave_later_keeps_the_place(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("enter", "enter")
        await play.go(4)
        await play.press("q")
        await play.at(Ask)
        await play.press("l")
        await play.at(Today)
        saved = open_file(play)
        assert saved["index"] == 2
        assert saved["left"] == 16
        assert len(saved["sets"]) == 1
        assert not play.records
        assert "Kept" in play.said


async def test_what_was_left_for_later_can_be_gone_on_with_at_once(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.go(4)
        await play.press("q")
        await play.answer("l")
        await play.at(Today)
        assert "Press r to go on." in play.text
        assert "r Go on" in play.text


@pytest.mark.parametrize("key", ["k", "escape"])
async def test_leave_can_be_taken_back(short: House, loaded: Loaded, key: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("escape")
        await play.answer(key)
        await play.at(Player)
        assert player.conductor.session.status is Status.RUNNING


async def test_ctrl_q_asks_in_a_session(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("ctrl+q")
        await play.at(Ask)
        assert "Stop the session?" in play.text
        await play.press("ctrl+q")
        await play.at(Ask)
        assert play.app.is_running


async def test_of_a_session_with_nothing_done_only_the_check_in_is_kept(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("q")
        await play.answer("e")
        await play.at(Today)
        await play.until(lambda: "Nothing was done. Your check-in is kept." in play.said)
        (record,) = play.records
        assert not record.is_session
        assert record.pain_before == 2
        assert not play.open_files


async def test_a_gap_pauses_and_says_so(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(4)
        left, index = player.conductor.session.remaining(play.clock.now()), player.conductor.session.index
        play.clock.go(10)
        await play.until(lambda: player.conductor.session.status is Status.PAUSED)
        await play.until(lambda: "The clock stood still for 10 s. Nothing was skipped." in play.text)
        assert "PAUSED" in play.rows[1]
        assert player.conductor.session.index == index
        assert player.conductor.session.remaining(play.clock.now()) == left
        await play.press("space")
        assert player.conductor.session.status is Status.RUNNING
        assert "stood still" not in play.text


async def test_a_question_is_whole_on_a_small_screen(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(40, 12)) as play:
        await play.start()
        await play.press("h", "4", "n", "n")
        await play.at(Ask)
        for words in ("It hurts more than before", "is halved.", "Enter Go on", "q End here"):
            assert words in play.text
        assert "more:" not in play.text
        # Where even that has no room, the question comes first, and it says that there is more.
        await play.pilot.resize_terminal(40, 7)
        await play.until(lambda: "more: arrow down" in play.text)
        assert "It hurts more than before" in play.text
        assert "q End here" not in play.text
        await play.press("down", "down")
        assert "q End here" in play.text
        await play.press("up", "up", "up")
        assert "It hurts more than before" in play.text


async def test_what_is_told_leaves_room_for_the_number_where_the_steps_are_shown(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(40, 12)) as play:
        player = await play.start()
        await play.to_work()
        await play.press("i", "m")
        assert "Take your time" in play.text
        assert player.query_one(BigNumber).size.height >= 3


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_told_hides_neither_phase_nor_number_and_goes(
    short: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(short, loaded, size=size) as play:
        player = await play.start()
        await play.to_work()
        await play.press("m")
        assert "Take your time: space pauses, Enter says done." in play.text
        assert not play.app.said, "no box in front"
        assert player.query_one("#heading").region.height
        assert player.query_one(BigNumber).size.height >= 3
        await play.go(10)
        assert "Take your time" not in play.text


async def test_a_question_stops_the_clock_however_long_it_takes(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        left = player.conductor.session.remaining(play.clock.now())
        await play.press("q")
        await play.at(Ask)
        play.clock.go(500)
        await play.press("k")
        await play.at(Player)
        assert player.conductor.session.remaining(play.clock.now()) == left
        assert player.conductor.session.status is Status.RUNNING


# It hurts


async def test_ease_halves_the_exercise_and_goes_on(house: House, loaded: Loaded) -> None:
    write_routine(house, THREE_SETS)
    async with playing(house, loaded) as play:
        player = await play.start(rest=1, move=1)
        await play.to_work()
        await hurt(play, "5nn")
        await play.at(Ask)
        assert "It hurts more than before: go half as far" in play.text
        assert "The rest of this exercise is halved." in play.text
        await play.press("enter")
        await play.at(Player)
        reps = [phase.reps for phase in player.conductor.session.timeline.phases if phase.kind is PhaseKind.REPS]
        assert reps == [4, 4, 4]
        # Again: this set is finished, and the others are left out.
        await hurt(play, "5nn")
        await play.answer("enter")
        await play.at(Player)
        assert [p.set for p in player.conductor.session.timeline.phases if p.kind is PhaseKind.REPS] == [1]
        await play.press("enter")
        await play.finish()
        (record,) = play.records
        assert record.entries[0].amber
        assert [str(one) for one in record.entries[0].hurts] == ["hurt 5", "hurt 5"]
        assert sum(line.startswith("L4 EASE") for line in record.decisions) == 2


@pytest.mark.parametrize("keys", ["7nn", "3yn", "tnn", "0ys"])
async def test_a_pain_that_is_too_much_stops_the_exercise(short: House, loaded: Loaded, keys: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await hurt(play, keys)
        await play.at(Ask)
        assert "Rule L3." in play.text
        assert "Do Buttock squeeze instead" in play.text
        # It is on disk before anything is answered.
        assert ["0", "stopped"] in open_file(play)["marks"]
        await play.press("2")
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
        await play.press("enter", "enter")
        await hurt(play, "w")
        await play.tick(id_)
        await play.press("c")
        await play.at(Ask)
        assert "Rule L1." in play.text
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
        assert "within what you may carry on with" in play.text
        await play.press("enter")
        await play.at(Player)
        assert player.conductor.session.timeline.phases == phases


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


async def test_a_click_on_a_key_at_the_foot_presses_it(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        y = next(y for y, row in enumerate(play.rows) if "Space Pause" in row)
        await play.pilot.click(offset=(play.rows[y].index("Pause"), y))
        assert player.conductor.session.status is Status.PAUSED


async def test_the_sore_side_comes_first(short: House, loaded: Loaded) -> None:
    lived_in(short, sore_side="right")
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD)
        assert "right side" in play.rows[1]
        assert player.conductor.session.phase.side == "right"


@pytest.mark.parametrize("bell", [True, False])
async def test_the_bell_rings_where_it_is_wanted(short: House, loaded: Loaded, bell: bool) -> None:
    from limberup.settings import Settings

    short.settings = Settings(bell=bell)
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        assert (play.app.bells > 0) is bell


@pytest.mark.parametrize(("size", "height"), [((60, 20), 5), ((80, 24), 5), ((120, 40), 15)])
async def test_the_number_is_as_large_as_the_room_allows(
    short: House, loaded: Loaded, size: tuple[int, int], height: int
) -> None:
    async with playing(short, loaded, size=size) as play:
        await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        blocks = [row for row in play.rows if "\u2588" in row]
        assert len(blocks) >= height


# Disk trouble


async def end_with_no_room(play: Playing, house: House) -> None:
    """End a session with one set while a file is in the place of the history."""
    house.home.history.write_text("in the way", "utf-8")
    await play.start()
    await play.press("enter", "enter", "q")
    await play.answer("e")
    await play.until(lambda: "could not be kept yet" in play.text)


async def test_a_history_that_cannot_be_written_is_tried_again(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end_with_no_room(play, short)
        assert str(short.home.history) in "".join(play.text.split())
        assert open_file(play)["over"] is True
        assert len(open_file(play)["sets"]) == 1
        await play.press("ctrl+q", "r")
        await play.until(lambda: "could not be kept yet" in play.text)
        assert short.home.history.read_text("utf-8") == "in the way"
        short.home.history.unlink()
        await play.press("r")
        await play.finish()
        (record,) = play.records
        assert [str(work) for work in record.entries[0].work] == ["5"]
        assert not play.open_files


async def test_a_session_that_was_not_kept_can_be_left_open(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end_with_no_room(play, short)
        await play.press("l")
        await play.at(Today)
        assert "Kept in your history." not in play.app.said
        assert open_file(play)["over"] is True


async def test_a_session_is_given_up_only_after_asking_twice(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end_with_no_room(play, short)
        await play.press("g")
        await play.until(lambda: "Lose what you did" in play.text)
        await play.press("n")
        await play.until(lambda: "could not be kept yet" in play.text)
        await play.press("g")
        await play.until(lambda: "Lose what you did" in play.text)
        await play.press("y")
        await play.at(Today)
        assert "Kept in your history." not in play.app.said
        assert not play.open_files


async def test_an_open_folder_that_cannot_be_written_is_told_and_the_session_goes_on(
    short: House, loaded: Loaded
) -> None:
    short.home.open.write_text("in the way", "utf-8")
    async with playing(short, loaded) as play:
        player = await play.start()
        assert "Not saved: is a file, and limberup needs a folder there" in play.text
        await play.press("enter")
        await play.go(3)
        assert player.conductor.session.phase.kind is PhaseKind.REPS
        # Once it can be written again, the word goes.
        short.home.open.unlink()
        await play.go(7)
        assert "Not saved" not in play.text
        assert play.open_files
