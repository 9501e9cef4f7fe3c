"""Guides on screen and on the command line: found, read and followed with the keys alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.tui.conftest import Playing, playing

from limberup.catalog import Catalog, Pack
from limberup.guide import Guide
from limberup.packs.manager import Loaded
from limberup_tui.cli import limberup
from limberup_tui.house import House
from limberup_tui.screens.card import Card
from limberup_tui.screens.guides import GuideList, GuidePage
from limberup_tui.screens.library import Library
from limberup_tui.screens.today import Today


async def read_guide(play: Playing, name: str) -> GuidePage:
    """Open a guide from Today."""
    await play.press("g")
    await play.at(GuideList)
    await play.to_row(name)
    await play.press("enter")
    return await play.at(GuidePage)


async def seen(play: Playing) -> str:
    """Read a guide to its end."""
    text = play.text
    for _ in range(6):
        await play.press("pagedown")
        text += " " + play.text
    return text


@pytest.mark.parametrize("way", [["g"], ["l", "g"]])
async def test_g_leads_there_and_escape_back(house: House, loaded: Loaded, way: list[str]) -> None:
    async with playing(house, loaded) as play:
        for key in way:
            await play.press(key)
        await play.at(GuideList)
        assert play.table.row_count == len(loaded.catalog.guides)
        await play.press("escape")
        await play.at(Today if len(way) == 1 else Library)


async def test_the_palette_leads_there(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("ctrl+p")
        await play.type("guides")
        await play.until(lambda: "Short answers to common questions" in play.text)
        await play.press("enter")
        await play.at(GuideList)


async def test_a_g_in_the_search_line_is_a_letter(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        library = await play.at(Library)
        await play.press("slash", "g", "l", "u")
        assert play.app.screen is library
        assert " glu" in play.rows[1]


async def test_warning_signs_come_first(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("g")
        await play.at(GuideList)
        assert {play.rows[number].split("?")[0].strip() for number in (3, 4)} == {
            "Which warning signs need help at once",
            "When should I see somebody about it, and whom",
        }


async def test_a_guide_shows_its_text_and_what_its_sources_are_worth(house: House, loaded: Loaded) -> None:
    guide = loaded.catalog.guide("desk-worker/sitting")
    async with playing(house, loaded) as play:
        await read_guide(play, guide.id)
        text = await seen(play)
        for part in (guide.question, *(part[:40] for part in guide.paragraphs)):
            assert part in text
        assert "Source: [SLATER]" in text
        assert "Common practice: [000]" in text
        assert "Sitting set-up" in text


async def test_enter_opens_an_exercise_that_goes_with_it(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        page = await read_guide(play, "glutes/muscles")
        assert "Enter Open exercise" in play.text
        await play.press("down", "enter")
        card = await play.at(Card)
        assert card.exercise.id == page.guide.related[1]
        await play.press("escape")
        assert await play.at(GuidePage) is page
        await play.press("escape")
        await play.at(GuideList)
        assert play.table.current == "glutes/muscles"


async def test_a_guide_without_exercises_offers_none(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        page = await read_guide(play, "spinal-mobility/warning-signs")
        assert "Open exercise" not in play.text
        await play.press("enter")
        assert play.app.screen is page


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_guide_can_be_read_to_its_end_at_every_size(
    house: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(house, loaded, size=size) as play:
        for guide in list(loaded.catalog.guides.values())[::4]:
            play.app.push_screen(GuidePage(guide))
            await play.at(GuidePage)
            text = await seen(play)
            assert guide.question in text
            assert " ".join(guide.paragraphs[-1].split()[-4:]) in text
            key = guide.sources[-1]
            assert "Our own judgement" in text if key == "own" else f"[{key}]" in text
            await play.press("escape")


async def test_more_text_is_offered_only_where_there_is_more(house: House, loaded: Loaded) -> None:
    guide = loaded.catalog.guide("hip-arthritis")
    async with playing(house, loaded, size=(80, 24)) as play:
        await read_guide(play, guide.id)
        await play.until(lambda: "PgDn More text" in play.text)
        await play.pilot.resize_terminal(120, 40)
        await play.until(lambda: "PgDn More text" not in play.text)


async def test_a_strangers_guide_is_shown_as_plain_text_without_exercises_that_are_not_there(house: House) -> None:
    guide = Guide(
        "odd",
        "x",
        "[red]Really[/red]?",
        ("[@click=app.quit]Do it[/]",),
        sources=("MINE",),
        related=("gone/exercise",),
    )
    loaded = Loaded(Catalog((Pack("odd", "[b]Odd[/b]", guides=(guide,)),)), ())
    async with playing(house, loaded) as play:
        await play.press("g")
        await play.at(GuideList)
        assert "[red]Really[/red]?" in play.text
        assert "[b]Odd[/b]" in play.text
        await play.press("enter")
        await play.at(GuidePage)
        assert "[@click=app.quit]Do it[/]" in play.text
        assert "Common practice: [MINE] MINE" in play.text
        assert "exercise" not in play.text


async def test_a_card_says_what_its_muscles_do(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(120, 60)) as play:
        play.app.push_screen(Card(loaded.catalog.exercise("kneeling-hip-flexor-stretch")))
        await play.at(Card)
        text = await seen(play)
        assert "rectus femoris - front of the thigh: straightens the knee and helps to bend the hip." in text
        assert "Often said: A tight one may leave the low back less steady." in text


# The command line


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the person's files."""
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path))
    return tmp_path


def test_show_prints_a_guide(home: Path, catalog: Catalog) -> None:
    result = CliRunner().invoke(limberup, ["show", "lifting"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:2] == ["How should I lift?", "core-stability/lifting"]
    text = " ".join(result.output.split())
    assert all(paragraph in text for paragraph in catalog.guide("lifting").paragraphs)
    assert "Source: pubmed 31775556" in text
    assert "Common practice: A popular article" in text
    assert "(core-stability/hip-hinge-lift-drill)" in text
    assert all(len(line) <= 80 for line in lines)


def test_show_prints_a_guide_as_json(home: Path, catalog: Catalog) -> None:
    result = CliRunner().invoke(limberup, ["show", "core-stability/sleep", "--json"])
    found = json.loads(result.output)
    guide = catalog.guide("sleep")
    assert (found["id"], found["question"], found["text"]) == (guide.id, guide.question, guide.text)
    assert [source["key"] for source in found["sources"]] == list(guide.sources)
    assert {source["grade"] for source in found["sources"]} == {"C", "B", "own"}


def test_show_names_the_nearest_guide(home: Path) -> None:
    result = CliRunner().invoke(limberup, ["show", "breaks-from-siting"])
    assert result.exit_code != 0
    assert "breaks-from-sitting" in str(result.exception or result.output)


def test_an_own_routine_comes_before_a_guide_of_its_name(home: Path) -> None:
    (home / "routines").mkdir()
    (home / "routines" / "lifting.toml").write_text('name = "Mine"\n[[step]]\ndo = "glutes/glute-bridge"\n')
    assert CliRunner().invoke(limberup, ["show", "lifting"]).output.startswith("Mine\n")
    assert CliRunner().invoke(limberup, ["show", "core-stability/lifting"]).output.startswith("How should I lift?\n")


def test_packs_count_their_guides(home: Path, catalog: Catalog) -> None:
    found = json.loads(CliRunner().invoke(limberup, ["packs", "--json"]).output)
    assert {row["id"]: row["guides"] for row in found} == {pack.id: len(pack.guides) for pack in catalog.packs}
