"""The player: led by keys or by the clock, told by bell and flash, and what else can be done instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tui.conftest import Playing, playing, write_routine
from tests.tui.past import knows_short

from limberup.exercise import Position
from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.settings import Settings, load_settings
from limberup.timeline import Phase, PhaseKind, ready_seconds
from limberup_tui.conductor import JUST_BEGUN
from limberup_tui.cues import DONE, END, START, SWITCH
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.player import Player
from limberup_tui.screens.player_cues import Teller
from limberup_tui.widgets.big import PAUSE, BigNumber
from limberup_tui.widgets.figure import FigureView

BREATHS = 'name = "Calm"\n[[step]]\ndo = "core-stability/diaphragmatic-breathing"\ndose = "1x60s"\n'


def big(play: Playing) -> str:
    """Return what stands in large digits."""
    return play.player.query_one(BigNumber).text


# By keys


async def test_each_exercise_waits_for_a_key_and_says_so(short: House, loaded: Loaded) -> None:
    short.settings = Settings(advance="key")
    async with playing(short, loaded) as play:
        player = await play.start()
        assert "GET READY, THEN PRESS ENTER" in play.rows[1]
        assert big(play) == ""
        await play.go(300)
        assert player.conductor.session.phase.kind is PhaseKind.READY
        await play.press("enter")
        assert "MOVE" in play.rows[1]
        await play.to_phase(lambda phase: phase.step == 1)
        await play.go(120)
        assert player.conductor.session.phase.kind is PhaseKind.READY
        assert "PRESS ENTER" in play.rows[1]


async def test_repetitions_at_ones_own_pace(short: House, loaded: Loaded) -> None:
    short.settings = Settings(pace="own")
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        assert "5 reps" in play.rows[1]
        assert big(play) == "5"
        assert "At your own pace. Press Enter when you are done." in play.text
        await play.go(90)
        assert player.conductor.session.index == 1
        await play.press("enter")
        assert player.conductor.session.phase.kind is PhaseKind.REST
        assert [done.reps for done in player.conductor.session.sets.values()] == [5]


async def test_how_it_leads_can_be_changed_in_the_midst_and_is_kept(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("o")
        await play.at(Ask)
        assert "Repetitions: led in time" in play.text
        await play.press("p")
        await play.until(lambda: "Repetitions: at your own pace" in play.text)
        await play.press("b", "m")
        await play.until(lambda: "Bell: off" in play.text and "Moving figures: off" in play.text)
        await play.press("escape")
        await play.at(Player)
        assert player.conductor.session.is_open
        assert player.conductor.session.status is Status.RUNNING
        assert load_settings(short.home.settings) == replace(Settings(), pace="own", bell=False, motion=False)


async def test_a_pause_that_was_there_before_a_question_stays(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("space", "s")
        await play.answer("escape")
        await play.at(Player)
        assert player.conductor.session.status is Status.PAUSED
        assert big(play) == PAUSE


# Bell, flash and title


@pytest.mark.parametrize(
    ("settings", "rings", "flashes"),
    [
        (Settings(), True, True),
        (Settings(bell=False), False, True),
        (Settings(quiet=True), False, True),
        (Settings(flash=False), True, False),
        (Settings(calm="on"), True, False),
    ],
)
async def test_work_begins_with_two_strokes_and_a_flash(
    short: House, loaded: Loaded, settings: Settings, rings: bool, flashes: bool
) -> None:
    short.settings = settings
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.go(15)
        before = play.app.bells
        await play.press("enter")
        number = player.query_one(BigNumber)
        assert number.flashing is flashes
        await play.until(lambda: play.app.bells == before + (2 if rings else 0))
        await play.until(lambda: not number.flashing)
        assert play.app.bells == before + (2 if rings else 0)


async def test_each_change_has_a_pattern_of_its_own(
    short: House, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[float, ...]] = []
    monkeypatch.setattr(Teller, "_ring", lambda self, strokes: rung.append(strokes))
    async with playing(short, loaded) as play:
        player = await play.start()
        while not player.conductor.ended:
            play.clock.go(0.5)
            player._tick()
        patterns = [strokes for strokes in rung if len(strokes) > 1]
        assert patterns == [START, END, START, END, START, SWITCH, START, DONE]


async def test_the_last_pattern_is_rung_to_its_end(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD and phase.side == "right")
        await play.until(lambda: play.app.bells > 1)
        await play.pilot.pause(0.6)
        # Not the moment after it began, in which Enter ends nothing.
        play.clock.go(JUST_BEGUN)
        before = play.app.bells
        await play.press("enter")
        assert player.conductor.ended
        await play.until(lambda: play.app.bells == before + len(DONE))


async def test_the_title_changes_with_the_phase_and_the_minute_alone(
    short: House, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(Teller, "_write", lambda self, codes: sent.append(codes))
    monkeypatch.setattr("limberup_tui.app.LimberupApp.is_headless", False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with playing(knows_short(short), loaded) as play:
        player = await play.start()
        phases = len(player.conductor.session.timeline.phases)
        while not player.conductor.ended:
            play.clock.go(0.5)
            player._tick()
        await play.at(Ask)
    titles = [codes.split("\x1b]2;")[1].split("\x07")[0] for codes in sent]
    assert titles[0] == "Get ready: Glute bridge, 3 min left - limberup"
    assert titles[-1] == "limberup"
    assert any(title == "Rest: Glute bridge, 2 min left - limberup" for title in titles)
    assert len(titles) <= phases + 3 + 1
    assert sent[0].startswith("\x1b[22;2t")
    assert sent[-1].endswith("\x1b[23;2t"), "the title from before is given back"


# Pace and figure


async def test_breath_and_movement_go_together(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_work()
        seen = []
        for _ in range(12):
            words = play.part("#pace")
            if words not in seen:
                seen.append(words)
            await play.go(0.5)
        assert seen == ["breathe out as you lift", "hold, keep breathing", "breathe in as you lower"]


async def test_breathing_is_paced(house: House, loaded: Loaded) -> None:
    write_routine(house, BREATHS)
    async with playing(house, loaded) as play:
        await play.start()
        await play.to_work()
        words = []
        for _ in range(20):
            words.append(play.part("#pace"))
            await play.go(1)
        assert words[:10] == ["breathe in"] * 4 + ["breathe out"] * 6
        assert words[10:] == words[:10]


@pytest.mark.parametrize("settings", [Settings(motion=False), Settings(calm="on")])
async def test_reduced_motion_keeps_the_figure_still(short: House, loaded: Loaded, settings: Settings) -> None:
    short.settings = settings
    async with playing(short, loaded) as play:
        player = await play.start()
        figure = player.query_one(FigureView)
        await play.to_work()
        first = figure._rows()
        for _ in range(10):
            await play.go(0.5)
            assert figure._rows() == first
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        assert figure._rows() != first, "in a rest it shows where the movement starts"


async def test_the_figure_moves_with_the_phase(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        figure = player.query_one(FigureView)
        await play.to_work()
        rows = [figure._rows()]
        for _ in range(4):
            await play.go(0.5)
            rows.append(figure._rows())
        assert rows[0] != rows[2] != rows[4]


async def test_an_arrow_is_gone_on_the_way_back(short: House, loaded: Loaded) -> None:
    write_routine(short, 'name = "Short"\n[[step]]\ndo = "glutes/glute-set"\ndose = "1x4 4s"\n')
    async with playing(short, loaded) as play:
        player = await play.start()
        figure = player.query_one(FigureView)
        phase = await play.to_work()
        await play.go(phase.out + 1)
        held = figure._rows()
        await play.go(phase.hold)
        assert play.part("#heading").startswith("LET GO")
        assert sum(map(len, " ".join(figure._rows()).split())) < sum(map(len, " ".join(held).split()))


async def test_a_figure_seen_from_above_says_so(short: House, loaded: Loaded) -> None:
    write_routine(short, 'name = "Short"\n[[step]]\ndo = "hip-mobility/bent-knee-fall-out"\ndose = "1x4 each side"\n')
    async with playing(short, loaded) as play:
        player = await play.start()
        figure = player.query_one(FigureView)
        assert figure._rows()[-1].strip() == "seen from above"
        assert all(len(row) == figure.size.width for row in figure._rows())


# Room


@pytest.mark.parametrize("size", [(40, 12), (60, 14), (50, 20), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60)])
async def test_countdown_name_and_keys_are_there_in_every_room(
    short: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(short, loaded, size=size) as play:
        player = await play.start()

        async def look(wanted: PhaseKind) -> None:
            def there(phase: Phase) -> bool:
                return phase.kind is wanted

            await play.to_phase(there)
            await play.pilot.pause()
            text = play.text
            assert player.conductor.session.planned.exercise.name in text
            enter = "Enter Done" if wanted.is_work else "Enter Start"
            for key in ("Space Pause", enter, "h It hurts", "q End", "? Help"):
                assert key in text, key
            blocks = [row for row in play.rows if "█" in row]
            wide = 12 if size >= (120, 40) else 10 if size >= (80, 24) else 5
            assert len(blocks) >= wide
            # Nothing stands below the last row, and nothing over another.
            shown = [
                widget.region
                for widget in player.query("#heading, #exercise, #middle, #pace, KeyBar")
                if widget.display
            ]
            assert all(region.bottom <= size[1] for region in shown)
            assert not any(a.overlaps(b) for i, a in enumerate(shown) for b in shown[i + 1 :])

        for kind in (PhaseKind.REPS, PhaseKind.REST, PhaseKind.HOLD):
            await look(kind)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_every_step_can_be_read_page_by_page(short: House, loaded: Loaded, size: tuple[int, int]) -> None:
    async with playing(short, loaded, size=size) as play:
        player = await play.start()
        await play.to_work()
        exercise = player.conductor.session.planned.exercise
        read = ""
        for _ in range(30):
            await play.press("i")
            words = play.part("#how") if player.query_one("#how").display else ""
            if not words:
                break
            read += " " + words.split("(")[0]
        read = " ".join(read.split())
        for words in (*exercise.how, exercise.breathing, exercise.stop, *exercise.cautions):
            assert words in read
        assert player.conductor.session.status is Status.RUNNING


async def test_pages_of_steps_turn_by_themselves_for_who_lies_on_the_floor(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(60, 20)) as play:
        player = await play.start()
        exercise = player.conductor.session.planned.exercise
        assert exercise.stop
        assert "(more follows by itself, or with i)" in play.text
        read = ""
        while player.conductor.session.phase.kind is PhaseKind.READY:
            read += " " + play.part("#how").split("(")[0]
            await play.go(2)
        read = " ".join(read.split())
        for words in (*exercise.how, exercise.stop):
            assert words in read


async def test_the_last_page_says_how_to_come_back_to_the_first(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(60, 20)) as play:
        player = await play.start()
        first = play.part("#how").split("(")[0]
        ready = player.conductor.session.phase
        await play.go(ready.seconds - 1)
        assert player.conductor.session.phase is ready
        assert "follows by itself" not in play.text, "it stays now"
        for _ in range(9):
            if "i shows the first again" in play.text:
                break
            await play.press("i")
        await play.press("i")
        assert play.part("#how").split("(")[0] == first
        await play.press("escape")
        assert "(page 1" not in play.text


async def test_more_time_is_time_to_read_too(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(60, 20)) as play:
        player = await play.start()
        await play.press("plus", "plus", "plus", "plus")
        first = play.part("#how")
        await play.go(player.conductor.session.phase.seconds / 2)
        assert play.part("#how") == first


async def test_a_page_turned_by_hand_stays_until_it_is_turned_on(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(60, 20)) as play:
        await play.start()
        await play.press("i")
        assert "page 2 of" in play.text
        await play.go(5)
        assert "page 2 of" in play.text


async def test_the_steps_of_a_new_exercise_can_be_read_but_a_second_session_is_not_kept_waiting(
    short: House, loaded: Loaded
) -> None:
    def to_get_ready(player: Player) -> dict[str, float]:
        timeline = player.conductor.session.timeline
        ready = (phase for phase in timeline.phases if phase.kind is PhaseKind.READY)
        return {timeline.planned(phase).exercise.id: phase.seconds for phase in ready}

    async with playing(short, loaded) as play:
        first = to_get_ready(await play.start("short"))
        assert big(play) == str(round(first["glutes/glute-bridge"]))
        # The bridge alone is done: the stretch is as new the second time as the first.
        await play.press("enter")
        await play.done()
        await play.press("q")
        await play.answer("e")
        await play.finish()
    # Days later, when the muscles have rested.
    play.clock.go(3 * 24 * 3600)
    later = House(short.home, short.clock)
    later.read_small()
    async with playing(later, loaded) as play:
        second = to_get_ready(await play.start("short"))
        assert big(play) == str(ready_seconds(None, Position.SUPINE))
    assert second["glutes/glute-bridge"] == ready_seconds(None, Position.SUPINE) < first["glutes/glute-bridge"]
    assert second["hip-mobility/supine-figure-4"] == first["hip-mobility/supine-figure-4"]


async def test_a_rest_tells_what_comes_next(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        assert "Next: set 2 of 2. Then Figure-4 stretch" in play.text
        await play.to_phase(lambda phase: phase.kind is PhaseKind.SWITCH)
        assert "Next: right side. It is the last exercise." in play.text


async def test_the_place_in_the_session_is_shown(short: House, loaded: Loaded) -> None:
    async with playing(knows_short(short), loaded) as play:
        await play.start()
        assert play.rows[0].split("   ") == [" Short", "exercise 1 of 2", "3 min left", "[>.]"]
        await play.to_phase(lambda phase: phase.step == 1)
        assert "exercise 2 of 2" in play.rows[0]
        assert "[#>]" in play.rows[0]
