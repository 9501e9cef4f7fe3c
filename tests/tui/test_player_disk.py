"""The player and the disk: what is on it at each moment, and what happens where it can't be written."""

from __future__ import annotations

from tests.tui.atplay import open_file
from tests.tui.conftest import Playing, playing

from limberup.packs.manager import Loaded
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.today import Today


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


async def end_with_no_room(play: Playing, house: House) -> None:
    """End a session with one set while a file is in the place of the history."""
    house.home.history.write_text("in the way", "utf-8")
    await play.start()
    await play.press("enter")
    await play.done()
    await play.press("q")
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


async def test_after_one_that_was_finished_elsewhere_limberup_can_be_left(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end_with_no_room(play, short)
        (path,) = play.open_files
        # Another terminal took it over, and finished it.
        path.unlink()
        short.home.history.unlink()
        await play.press("r")
        await play.until(lambda: "finished in another terminal" in play.said)
        await play.at(Today)
        assert not play.app.keeping
