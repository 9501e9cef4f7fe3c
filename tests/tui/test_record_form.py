"""Changing what was told of a record, and adding one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, Playing, playing
from tests.tui.past import CHECK_IN, ID, opened, shown, three

from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask, AskText
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.record_form import AskNote, RecordForm
from limberup_tui.screens.record_words import entry_lines
from limberup_tui.screens.ticks import Ticks
from limberup_tui.widgets.table import ListTable


async def form_of(play: Playing) -> RecordForm:
    """Go to the form of the newest record."""
    await shown(play)
    await play.press("e")
    return await play.at(RecordForm)


async def test_what_was_told_is_changed(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(80, 30)) as play:
        form = await form_of(play)
        assert play.table.current == "pain_after"
        await play.press("5", "down", "1", "0", "down", "4")
        assert [form.draft.pain_after, form.draft.effort, form.draft.morning_pain] == [5, 10, 4]
        await play.press("s")
        assert "usual morning" in play.said
        await play.to_row("morning_usual")
        await play.press("2")
        await play.to_row("sore_only")
        await play.press("enter")
        await play.to_row("note")
        await play.press("enter")
        await play.at(AskNote)
        await play.press("end", *"-ok", "enter")
        await play.at(RecordForm)
        await play.to_row("unconfirmed")
        await play.press("right")
        assert "I did them (1 set)" in play.text
        await play.press("s")
        await play.at(RecordPage)
        assert "Next morning 4 (moderate), where 2 was usual; only sore muscles" in play.text
        (record,) = [record for record in play.records if record.id == ID]
        assert (record.pain_after, record.effort, record.morning_pain, record.morning_usual) == (5, 10, 4, 2)
        assert record.sore_only
        assert record.note == "Note [red]x[/red]-ok"
        assert record.unconfirmed == 0
        assert [work.reps for work in record.entries[0].work] == [10, 8]
        assert record.decisions == ("L4 EASE glutes/glute-bridge: It hurts.",)
        await play.press("escape")
        await play.at(HistoryPage)
        await play.until(lambda: "4 > 5 > 4" in play.text)


async def test_sets_that_were_not_done_go(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(80, 30)) as play:
        await shown(play)
        await play.to_row("edit unconfirmed")
        await play.press("enter")
        await play.at(RecordForm)
        assert play.table.current == "unconfirmed"
        await play.press("left", "s")
        await play.at(RecordPage)
        assert [work.reps for work in play.records[0].entries[0].work] == [10]


async def test_a_number_goes_up_and_down_and_away(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        form = await form_of(play)
        await play.press("right", "right", "left")
        assert form.draft.pain_after == 4
        await play.press("0", "left")
        assert form.draft.pain_after is None
        await play.press("left")
        assert form.draft.pain_after is None
        await play.press("right", "right", "minus")
        assert form.draft.pain_after is None
        await play.press("1", "0", "right")
        assert form.draft.pain_after == 10
        await play.to_row("morning_pain")
        await play.press("3", "minus")
        assert "A usual morning" not in play.text
        await play.press("s")
        await play.at(RecordPage)
        assert play.records[0].morning_pain is None


@pytest.mark.parametrize(("answer", "pain"), [("y", 9), ("n", 3)])
async def test_leaving_asks_where_something_was_changed(house: House, loaded: Loaded, answer: str, pain: int) -> None:
    three(house)
    async with playing(house, loaded) as play:
        await form_of(play)
        await play.press("escape")
        await play.at(RecordPage)
        await play.press("e")
        form = await play.at(RecordForm)
        await play.press("9", "escape")
        await play.at(Ask)
        await play.press("escape")
        assert await play.at(RecordForm) is form
        await play.press("escape")
        await play.answer(answer)
        await play.at(RecordPage)
        assert play.records[0].pain_after == pain


async def test_what_another_terminal_added_meanwhile_stays(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        await form_of(play)
        elsewhere = house.history.load(ID)
        house.history.save(replace(elsewhere, decisions=(*elsewhere.decisions, "H1 refer: Later.")))
        await play.press("5", "s")
        await play.at(RecordPage)
        assert play.records[0].decisions[-1] == "H1 refer: Later."
        assert play.records[0].pain_after == 5


async def test_a_past_session_is_added(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(80, 30)) as play:
        page = await opened(play)
        await play.press("a")
        form = await play.at(RecordForm)
        assert "Day 2026-11-21, Saturday" in play.text
        await play.press("left", "left")
        assert str(form.draft.day) == "2026-11-19"
        await play.to_row("time")
        await play.press("enter")
        await play.at(AskText)
        await play.press(*["backspace"] * 5, *"7", "enter")
        await play.at(RecordForm)
        assert "18:30" in play.said
        await play.press("enter")
        await play.at(AskText)
        await play.press(*["backspace"] * 5, *"18:10", "enter")
        await play.at(RecordForm)
        await play.to_row("routine")
        await play.press("enter")
        await play.at(Pick)
        await play.to_row("hip-mobility/easy-hips")
        await play.press("enter")
        await play.at(RecordForm)
        count = len(form.draft.entries)
        await play.to_row("done")
        await play.press("enter")
        await play.at(Ticks)
        await play.to_row("0")
        await play.press("space", "c")
        await play.at(RecordForm)
        assert f"{count - 1} of {count} exercises" in play.text
        await play.to_row("pain_at_rest")
        await play.press("2", "s")
        assert "both pains" in play.said
        await play.to_row("pain_moving")
        await play.press("4", "s")
        await play.at(HistoryPage)
        assert play.said == "Added: Easy hips, Thu 19 Nov 18:10."
        await play.until(lambda: len(page.past.records if page.past else ()) == 1)
        (record,) = play.records
        assert record.started.isoformat() == "2026-11-19T18:10:00+01:00"
        assert record.ended - record.started == timedelta(minutes=15)
        assert record.origin == "by hand"
        assert (record.routine, record.routine_id, record.finished) == ("Easy hips", "hip-mobility/easy-hips", False)
        assert len(record.entries) == count - 1
        assert all(entry_lines(entry, loaded.catalog)[0].startswith("As planned") for entry in record.entries)
        await play.press("enter")
        await play.at(RecordPage)
        assert "Comes from put in by hand" in play.text


async def test_nothing_is_added_that_is_still_to_come(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await opened(play)
        await play.press("a")
        form = await play.at(RecordForm)
        await play.press("right", "s")
        assert "That is not over yet" in play.said
        assert play.app.screen is form
        assert not play.records
        await play.press("enter")
        await play.at(AskText)
        await play.press(*["backspace"] * 10, *"31.2.2026", "enter")
        await play.at(RecordForm)
        assert play.said == "Write the day like 2026-11-20."
        await play.press("enter")
        await play.at(AskText)
        await play.press(*["backspace"] * 10, *"1.2.2026", "enter")
        await play.at(RecordForm)
        assert str(form.draft.day) == "2026-02-01"
        await play.to_row("minutes")
        await play.press("enter")
        await play.at(AskText)
        await play.press(*["backspace"] * 3, *"9999", "enter")
        await play.at(RecordForm)
        assert play.said == "Write the minutes as a number, 1 to 600."
        await play.press("left", "s")
        await play.at(HistoryPage)
        assert play.records[0].started.date().isoformat() == "2026-02-01"


async def test_a_session_of_just_now_begins_before_now(house: House, loaded: Loaded) -> None:
    three(house)
    house.clock.at = MOMENT.replace(hour=0, minute=10)  # type: ignore[attr-defined]
    async with playing(house, loaded) as play:
        await opened(play)
        await play.press("a")
        form = await play.at(RecordForm)
        assert (str(form.draft.day), f"{form.draft.time:%H:%M}") == ("2026-11-20", "23:30")
        # What was done last is what is meant most likely.
        assert form.draft.routine is not None
        assert form.draft.routine.id == "glutes/strong-hips"
        table = form.query_one(ListTable)
        assert table.current == "day"


async def test_of_a_check_in_the_note_alone_is_changed(house: House, loaded: Loaded) -> None:
    three(house)
    house.history.delete(ID)
    async with playing(house, loaded) as play:
        form = await form_of(play)
        assert [row.key for row in form.rows()] == ["note"]
        await play.press("enter")
        await play.at(AskNote)
        await play.press(*"later", "enter")
        await play.at(RecordForm)
        await play.press("s")
        await play.at(RecordPage)
        assert (play.records[0].id, play.records[0].note) == (CHECK_IN, "later")


async def test_a_morning_that_was_taken_over_without_a_usual_one_stops_no_other_change(
    house: House, loaded: Loaded
) -> None:
    three(house)
    house.history.save(replace(house.history.load(ID), morning_pain=4))
    async with playing(house, loaded) as play:
        await form_of(play)
        await play.press("7", "s")
        await play.at(RecordPage)
        record = house.history.load(ID)
        assert (record.pain_after, record.morning_pain, record.morning_usual) == (7, 4, None)
