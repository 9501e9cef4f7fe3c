"""The player: what each key does, and what is kept after it."""

from __future__ import annotations

import pytest
from tests.tui.atplay import THREE_SETS, here
from tests.tui.conftest import lived_in, playing, write_routine

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import Phase, PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.player import TICK, Player
from limberup_tui.screens.today import Today
from limberup_tui.widgets.big import BigNumber
from limberup_tui.words import clock_words


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
        assert "Did you do these? They ended by themselves, with no key after them." in play.text
        assert "Glute bridge; Figure-4 stretch" in play.text
        assert "y Yes, I did them n No, they do not count" in play.text
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
        assert "Did you do this? It ended by itself, with no key after it." in play.text
        assert "Figure-4 stretch, right side" in play.text, "the left one has had its key"
        assert "y Yes, I did it n No, it does not count" in play.text
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
        await play.done()
        await play.go(600)
        await play.at(Ask)
        assert "They ended by themselves" in play.text
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
        # Who pressed the key has to get back into position first.
        assert "BACK INTO POSITION" in play.rows[1]
        assert play.player.query_one(BigNumber).text == "20"
        assert player.conductor.session.remaining(play.clock.now()) == left
        await play.go(19)
        assert player.conductor.session.remaining(play.clock.now()) == left
        await play.go(1 + 2)
        assert "MOVE" in play.rows[1]
        assert player.conductor.session.remaining(play.clock.now()) == pytest.approx(left - 2, abs=TICK)


async def test_enter_goes_on_at_once_and_space_stays(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("space", "space", "space")
        assert "PAUSED" in play.rows[1]
        await play.go(60)
        assert not player.conductor.is_led
        await play.press("enter")
        assert "Enter Start" in play.text
        await play.press("enter")
        assert player.conductor.session.status is Status.RUNNING
        assert not player.conductor.session.sets, "it ended no set"


async def test_a_pause_in_a_rest_is_over_at_once(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        await play.press("space", "space")
        assert player.conductor.session.status is Status.RUNNING


async def test_a_machine_that_sleeps_before_it_goes_on_stays_paused(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        left = player.conductor.session.remaining(play.clock.now())
        await play.press("space", "space")
        play.clock.go(600)
        await play.until(lambda: "PAUSED" in play.rows[1])
        assert player.conductor.session.remaining(play.clock.now()) == left


@pytest.mark.parametrize("key", ["b", "plus"])
async def test_other_keys_count_before_it_goes_on(short: House, loaded: Loaded, key: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(4)
        await play.press("space", "space", key)
        await play.go(21)
        assert player.conductor.session.status is Status.RUNNING


async def test_enter_ends_a_phase_as_done(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        kinds = []
        for _ in range(8):
            kinds.append(player.conductor.session.phase.kind.value)
            await play.done()
            if player.conductor.ended:
                break
        assert kinds == ["ready", "reps", "rest", "reps", "ready", "hold", "switch", "hold"]
        await play.at(After)
        await play.press("escape")
        await play.at(Today)
        (record,) = play.records
        # Of repetitions counts the number that stands there as they are said to be done; of a hold the seconds held.
        assert [str(work) for work in record.entries[0].work] == ["5", "5"]
        assert not record.entries[1].work


@pytest.mark.parametrize(("seconds", "counted"), [(1, 0), (7, 2), (16, 3)])
async def test_a_set_that_is_ended_early_counts_as_far_as_it_was_led_and_says_so(
    short: House, loaded: Loaded, seconds: float, counted: int
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(seconds)
        await play.press("enter")
        assert f"Glute bridge, set 1 of 2: {counted} of 5 reps counted." in play.text
        assert "REST" in play.rows[1]
        assert [done.reps for done in player.conductor.session.sets.values()] == [counted][: bool(counted)]
        await play.go(9)
        assert "counted" not in play.text


async def test_what_was_counted_gives_way_to_the_side_and_the_breath_of_the_next_set(
    short: House, loaded: Loaded
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(7)
        await play.press("enter")
        assert "2 of 5 reps counted." in play.text
        await play.press("enter")
        await play.go(0.5)
        assert player.conductor.session.phase.kind is PhaseKind.REPS
        assert "counted" not in play.text


async def test_escape_closes_the_steps_that_a_key_opened(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("i")
        assert "1. Lie on your back" in play.text
        await play.press("escape")
        assert play.app.screen is player
        assert "1. Lie on your back" not in play.text
        await play.press("escape")
        await play.at(Ask)


async def test_a_set_gone_back_to_and_ended_at_once_stays_as_it_was(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.done()
        await play.press("b", "enter")
        assert player.conductor.session.phase.kind is PhaseKind.REST
        assert [done.reps for done in player.conductor.session.sets.values()] == [5]
        assert "counted" not in play.text


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
        assert "Why leave out Glute bridge?" in play.text
        assert "PAUSED" in play.rows[1]
        assert not player.query_one("#pace").display, "nothing else says how to go on"
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


async def test_what_was_skipped_is_told_beside_what_comes_next(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("s", "t")
        await play.until(lambda: "Figure-4 stretch" in play.part("#exercise"))
        assert play.part("#next").startswith("Glute bridge is left out. Then: ")


async def test_of_what_was_begun_the_rest_is_left_out(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        await play.done()
        await play.press("s", "t")
        await play.until(lambda: "Figure-4 stretch" in play.part("#exercise"))
        assert play.part("#next").startswith("The rest of Glute bridge is left out. Then: ")


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
        assert player.query_one(BigNumber).text == clock_words(left + 15)
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
        assert player.conductor.is_led
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
        await play.press("enter", "enter")
        assert player.conductor.session.status is Status.RUNNING
        assert "stood still" not in play.text


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
        assert "BACK INTO POSITION" in play.rows[1]
        await play.go(21)
        assert player.conductor.session.status is Status.RUNNING


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


@pytest.mark.parametrize("late", [0.1, 1.4])
async def test_enter_that_comes_a_moment_after_a_set_began_by_itself_does_not_end_it(
    short: House, loaded: Loaded, late: float
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        ready = player.conductor.session.phase.seconds
        await play.go(ready + late)
        work = player.conductor.session.index
        await play.press("enter")
        assert player.conductor.session.index == work
        assert "It has just begun: Enter again says that it is done." in play.text
        await play.press("enter")
        assert player.conductor.session.index > work
        assert not player.conductor.session.sets, "nothing was done by then"


async def test_enter_ends_a_set_at_once_that_a_key_began_and_one_that_has_run_for_a_while(
    short: House, loaded: Loaded
) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        work = player.conductor.session.index
        await play.press("enter")
        assert player.conductor.session.index == work + 1
        await play.go(player.conductor.session.phase.seconds + 2)
        assert player.conductor.session.index == work + 2
        await play.press("enter")
        assert player.conductor.session.index == work + 3


async def test_enter_a_moment_after_it_went_on_by_itself_does_not_end_the_set(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(3)
        await play.press("space", "space")
        await play.go(player.conductor.goes_on_in + 0.5)
        work = player.conductor.session.index
        assert player.conductor.session.status is Status.RUNNING
        await play.press("enter")
        assert player.conductor.session.index == work
