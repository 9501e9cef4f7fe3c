"""One record in full: its words, its neighbours and its decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.core.making import records
from tests.tui.conftest import playing
from tests.tui.past import CHECK_IN, ID, OLD, opened, shown, three

from limberup.catalog import Catalog
from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.card import Card
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.record import RecordPage, record_rows
from limberup_tui.screens.record_words import decisions_of, entry_lines, hurt_words, mark_words
from limberup_tui.screens.why import Why


async def test_one_session_is_shown_in_full_and_in_plain_words(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(110, 40)) as play:
        await shown(play)
        for words in (
            "Session, in part Fri 20 Nov 2026, 08:30 to 08:37 (about 7 min)",
            "The rules allowed nothing harder than before",
            "Pain before 2 (mild) at rest, 4 (moderate) on moving",
            "Pain after 3 (mild)",
            "Next morning not told",
            "Effort 6 of 10",
            "Note Note [red]x[/red]",
            "Not confirmed 1 set ended by itself",
            "Glute bridge Done: 10, 8 (not confirmed). Planned: 3 x 10, held 2 s",
            "It hurt, 5 of 10, sharp, down the leg, further than before; eased because it hurt; cut short",
            "Old stretch Done: left 20 s, right 20 s. Planned: 20 s, each side",
            "The rules decided Glute bridge It hurts.",
        ):
            assert words in play.text, words


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("eased", "eased because it hurt"),
        ("stopped", "stopped because of pain"),
        ("made easier", "made easier, as you asked"),
        ("no time", "no time"),
        ("skipped", "left out"),
        ("form lost", "good form was lost"),
        ("instead of glutes/clamshell", "in place of Clamshell, for that day"),
        ("for gone/side-step", "does duty for Side step"),
        ("usual dose 3x12", "your usual dose is 3 x 12"),
        ("usual dose many", "your usual dose is many"),
        ("a mark of the year 2040", "a mark of the year 2040"),
    ],
)
def test_marks_in_plain_words(catalog: Catalog, mark: str, words: str) -> None:
    assert mark_words(mark, catalog) == words


def test_what_was_done_as_planned_is_not_counted_out(catalog: Catalog) -> None:
    dose = parse_dose("2x20s each side")
    sides = (Work("left", hold=20), Work("right", hold=20))
    assert entry_lines(Entry("hip-mobility/supine-figure-4", dose, sides * 2), catalog) == [
        "As planned: 2 x 20 s, each side"
    ]
    less = entry_lines(Entry("hip-mobility/supine-figure-4", dose, sides), catalog)
    assert less == ["Done: left 20 s, right 20 s. Planned: 2 x 20 s, each side"]
    open_ = Entry("hip-mobility/supine-figure-4", dose, (*sides, sides[0], replace(sides[1], confirmed=False)))
    assert entry_lines(open_, catalog)[0].startswith(
        "Done: left 20 s, right 20 s, left 20 s, right 20 s (not confirmed)."
    )
    turns = parse_dose("1x6 each side")
    assert entry_lines(Entry("core-stability/heel-slide", turns, (Work(reps=12),)), catalog) == [
        "As planned: 6 times, each side"
    ]
    assert entry_lines(Entry("core-stability/heel-slide", turns, (), (), ("tired", "skipped")), catalog) == [
        "Done: nothing. Planned: 6 times, each side",
        "Too tired; left out",
    ]


def test_pain_that_was_said_in_a_session() -> None:
    assert hurt_words(Hurt(4)) == "it hurt, 4 of 10"
    assert hurt_words(Hurt(6, True, "same")) == "it hurt, 6 of 10, sharp, down the leg as always"


@pytest.mark.parametrize(
    ("line", "rule", "about", "why"),
    [
        ("G7 FULL: Nothing stands in the way.", "G7", "", "Nothing stands in the way."),
        ("L4 EASE glutes/glute-bridge: It hurts: less.", "L4", "glutes/glute-bridge", "It hurts: less."),
        ("P2 hold a/b: Why.", "P2", "a/b", "Why."),
        ("no decision at all", "", "", "no decision at all"),
        ("", "", "", ""),
    ],
)
def test_a_decision_is_read_from_its_line(line: str, rule: str, about: str, why: str) -> None:
    (found,) = decisions_of([line])
    assert (found.rule, found.about, found.why) == (rule, about, why)


@given(records)
def test_any_record_has_rows_with_a_key_each(catalog: Catalog, record: Record) -> None:
    rows = list(record_rows(record, catalog))
    assert len({row.key for row in rows}) == len(rows)
    told = " ".join(row.text for row in rows)
    assert all(decision.why in told for decision in decisions_of(record.decisions))


async def test_headings_are_passed_over(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await shown(play)
        seen = []
        for _ in range(20):
            seen.append(play.table.current)
            await play.press("down")
        assert "exercise 0 glutes/glute-bridge" in seen
        assert seen[-1] == "why 0"
        for _ in range(20):
            await play.press("up")
        assert not {"-done", "-why"} & {*seen}
        assert play.table.current == page.rows[0].key


async def test_a_decision_leads_to_its_rule_and_an_exercise_to_its_card(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        await shown(play)
        await play.to_row("why 0")
        await play.press("enter")
        await play.at(Why)
        assert "Rule L4: Ease off" in play.text
        await play.press("escape")
        await play.at(RecordPage)
        await play.press("home", "w")
        await play.at(Why)
        await play.press("escape")
        await play.at(RecordPage)
        await play.to_row("exercise 0 glutes/glute-bridge")
        await play.press("enter")
        await play.at(Card)
        await play.press("escape")
        await play.at(RecordPage)
        await play.to_row("exercise 1 gone/old-stretch")
        await play.press("enter")
        assert play.said == "No pack that is installed has this exercise."


async def test_from_one_record_to_the_next(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await shown(play)
        assert "History: 1 of 3" in play.text
        await play.press("right", "n")
        assert page.id_ == ID
        await play.press("left", "p", "left")
        assert page.id_ == OLD
        assert "History: 3 of 3" in play.text
        await play.press("right")
        assert page.id_ == CHECK_IN
        await play.press("escape")
        await play.at(HistoryPage)
        # The list stands where one was.
        await play.press("enter")
        assert (await play.at(RecordPage)).id_ == CHECK_IN


async def test_what_a_newer_limberup_wrote_is_read_only(house: House, loaded: Loaded) -> None:
    three(house)
    path = house.history.path(ID)
    text = path.read_text("utf-8").replace("schema = ", "schema = 9", 1)
    path.write_text(text, "utf-8")
    async with playing(house, loaded, size=(80, 30)) as play:
        await opened(play)
        assert "(newer limberup)" in "".join(play.text) or "Strong hips" in play.text
        await play.press("enter")
        page = await play.at(RecordPage)
        assert "Read only A newer limberup wrote this" in play.text
        assert "e Edit" not in play.text
        await play.press("e")
        await play.to_row("edit pain_after")
        await play.press("enter")
        assert play.app.screen is page
        assert path.read_text("utf-8") == text
