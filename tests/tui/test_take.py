"""Taking a routine over in the app: pasted, looked at, kept with who gave it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.tui.conftest import Playing, lived_in, playing
from textual import events

from limberup.packs.manager import Loaded
from limberup.problem import LimberupError
from limberup_tui.given import chosen_name, keep_given, pasted, preview
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.dialog import AskText
from limberup_tui.screens.take import AskWho, PasteArea, Take, TakePreview
from limberup_tui.screens.today import Today
from limberup_tui.screens.why import Why

GIVEN = """\
name = "After the garden"

[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"

[[step]]
do = "glutes/glute-bridge"
dose = "3x10 2s rest 45s"  # to be reached
"""
MAIL = (
    "Hi,\r\n\r\n"
    + "".join(f"> {line}\r\n" for line in GIVEN.replace('"', "\u201c").splitlines())
    + "\r\nBest, Anna\r\n"
)


async def paste(play: Playing, text: str) -> None:
    """Paste as a terminal does: all of it at once."""
    play.app.screen.query_one(PasteArea).post_message(events.Paste(text))
    await play.pilot.pause()


def kept(home: Path) -> dict[str, str]:
    """Return the files of the own routines."""
    return {path.name: path.read_text("utf-8") for path in sorted((home / "routines").glob("*"))}


async def test_paste_look_and_keep(house: House, loaded: Loaded, home_folder: Path) -> None:
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        assert "Nothing here yet." in play.text
        await paste(play, GIVEN)
        await play.at(TakePreview)
        assert "After the garden" in play.rows[0]
        assert "As it would be today, with no pain" in play.text
        assert "2 as sent." in play.text
        await play.press("enter")
        await play.at(AskWho)
        await play.type("Anna")
        await play.press("enter")
        await play.at(Today)
        assert play.said == "Kept as After the garden."
        row = next(row for row in play.rows if "After the garden" in row)
        assert "from Anna" in row
        # The cursor is on it: one more key begins it.
        assert "After the garden" in play.part("#about") or "Cat-cow" in play.part("#about")
        await play.press("e")
        await play.at(Builder)
        assert "After the garden, from Anna" in play.rows[0]
    files = kept(home_folder)
    assert list(files) == ["after-the-garden.toml"]
    read = tomllib.loads(files["after-the-garden.toml"])
    assert (read["given_by"], str(read["given"])) == ("Anna", "2026-11-21")
    assert "# to be reached" in files["after-the-garden.toml"]


async def test_out_of_a_mail(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        await paste(play, MAIL)
        await play.at(TakePreview)
        await play.press("escape")
        take = await play.at(Take)
        # What is shown is what was typed, without the marks of its way.
        assert take.query_one(PasteArea).text.strip() == GIVEN.strip()


async def test_what_the_rules_make_of_it_stands_with_each_step(house: House, loaded: Loaded) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        await paste(play, GIVEN)
        await play.at(TakePreview)
        assert "it means getting down to the floor. (rule X)" in play.text
        assert "2 done differently." in play.text
        await play.press("w")
        await play.at(Why)
        assert "Rule X" in play.text


async def test_mistakes_have_their_lines_and_can_be_put_right(house: House, loaded: Loaded, home_folder: Path) -> None:
    async with playing(house, loaded) as play:
        await play.press("t")
        take = await play.at(Take)
        await paste(play, GIVEN.replace("cat-cow", "cat-caw").replace("1x8", "1x"))
        assert play.app.screen is take
        assert "line 5, step 1, dose: '1x' is not a dose" in play.part("#found")
        await play.press("ctrl+s")
        assert play.app.screen is take
        area = take.query_one(PasteArea)
        area.text = area.text.replace("1x", "1x8", 1)
        await play.pilot.pause()
        assert "Did you mean 'spinal-mobility/cat-cow'?" in play.part("#found")
        area.text = area.text.replace("cat-caw", "cat-cow")
        await play.pilot.pause()
        assert "nothing is wrong with it" in play.part("#found")
        await play.press("ctrl+s")
        await play.at(TakePreview)
        await play.press("escape", "ctrl+n")
        assert "Nothing here yet." in play.text
    assert not kept(home_folder)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 'a\x1b[2J'\n", "line 1: has a control character (code 27), and text has none"),
        ("name = 'x'\x00", "line 1: has a control character (code 0)"),
        ("x" * 100_001, "is larger than 100 kB. Is it the right text?"),
        ("x = " + "[" * 20_000, "is nested too deeply to be read"),
        ("[red]Hello[/red] @click=app.bell", "is not TOML"),
        ("[" * 30_000, "is n"),
        ('{"a": 1}', "is no list of exercises"),
    ],
)
async def test_what_is_no_routine_is_one_clear_line(house: House, loaded: Loaded, text: str, words: str) -> None:
    async with playing(house, loaded) as play:
        await play.press("t")
        take = await play.at(Take)
        await paste(play, text)
        assert play.app.screen is take
        assert words in play.part("#found")
        assert "\x1b[2J" not in take.query_one(PasteArea).text


async def test_a_list_of_exercises(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        await paste(play, '["Plank", "Bench Press"]')
        await play.at(TakePreview)
        assert "Left out, because limberup has no such exercise: Bench Press." in play.text
        assert "Forearm plank" in play.text


async def test_both_are_kept_where_the_names_are_the_same(house: House, loaded: Loaded, home_folder: Path) -> None:
    own = home_folder / "routines" / "after-the-garden.toml"
    own.parent.mkdir(parents=True)
    own.write_text('name = "After the garden"\n[[step]]\ndo = "glutes/glute-bridge"\n', "utf-8")
    before = own.read_text("utf-8")
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        await paste(play, GIVEN.replace("\n\n", '\ngiven_by = "Ben"\n\n', 1))
        await play.at(TakePreview)
        assert "You have one called After the garden: this one will be After the garden (Ben)." in play.text
        await play.press("enter")
        await play.at(Today)
        assert play.said == "Kept as After the garden (Ben), since there is one of its name."
        await play.press("t")
        await play.at(Take)
        # Once more: it is there already, until it gets another name.
        await paste(play, GIVEN.replace("After the garden", "After the garden (Ben)"))
        await play.at(TakePreview)
        await play.press("enter")
        await play.at(AskWho)
        await play.press("enter")
        await play.at(TakePreview)
        assert "is there already, as after-the-garden-ben. Give it another name to keep both" in play.said
        await play.press("n")
        box = await play.at(AskText)
        box.query_one("#text").value = "Garden again"  # type: ignore[attr-defined]
        await play.press("enter")
        await play.at(TakePreview)
        await play.press("enter")
        await play.at(AskWho)
        await play.press("enter")
        await play.at(Today)
    assert own.read_text("utf-8") == before
    assert list(kept(home_folder)) == ["after-the-garden-ben.toml", "after-the-garden.toml", "garden-again.toml"]


def test_no_name_of_a_pack_is_taken_and_no_file_written_over(house: House, loaded: Loaded, home_folder: Path) -> None:
    house.contents = house.read_contents(loaded)
    sent = pasted(GIVEN, house)
    for routine in loaded.catalog.routines.values():
        for name in (routine.name, routine.slug, routine.name.upper()):
            with pytest.raises(LimberupError, match="Give it another name"):
                chosen_name(house, sent, "", name)
    own = home_folder / "routines" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text("written meanwhile", "utf-8")
    with pytest.raises(LimberupError, match="is there already"):
        keep_given(house, sent, "Mine", "mine", "Anna")
    assert own.read_text("utf-8") == "written meanwhile"


def test_more_than_one_side_is_no_change(house: House, loaded: Loaded) -> None:
    house.contents = house.read_contents(loaded)
    text = 'name = "x"\n[[step]]\ndo = "hip-mobility/supine-figure-4"\ndose = "2x20s"\n'
    assert preview(house, pasted(text, house).routine).summary == "1 as sent"


async def test_a_routine_can_be_kept_while_no_session_may_start(
    house: House, loaded: Loaded, home_folder: Path
) -> None:
    house.update_person(lambda person: person.with_flags(frozenset({"U1"}), house.clock.moment().date()))
    async with playing(house, loaded) as play:
        await play.press("t")
        await play.at(Take)
        await paste(play, GIVEN)
        await play.at(TakePreview)
        assert "No exercises for now:" in play.text
        await play.press("enter", "enter")
        await play.at(Today)
    assert list(kept(home_folder)) == ["after-the-garden.toml"]


async def test_the_palette_leads_there_and_no_cursor_blinks(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        commands = {command.title: command for command in play.app.get_system_commands(play.app.screen)}
        commands["Take a routine over"].callback()
        take = await play.at(Take)
        area = take.query_one(PasteArea)
        assert area.has_focus
        assert not area.cursor_blink


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_key_is_seen_in_each_size(house: House, loaded: Loaded, size: tuple[int, int]) -> None:
    async with playing(house, loaded, size=size) as play:
        await play.press("t")
        await play.at(Take)
        for words in ("Ctrl+S Look at it", "Ctrl+N Empty it", "Esc Back"):
            assert words in play.text
        await paste(play, GIVEN)
        await play.at(TakePreview)
        for words in ("Enter Keep it", "g Who gave it", "n Name", "w Why", "Esc Back"):
            assert words in play.text


async def test_in_kiosk_mode_pasting_is_all_there_is_and_no_path_is_told(
    house: House, loaded: Loaded, home_folder: Path
) -> None:
    async with playing(house, loaded) as play:
        play.app.kiosk = True
        await play.press("t")
        await play.at(Take)
        await paste(play, GIVEN)
        await play.at(TakePreview)
        await play.press("enter", "enter")
        await play.at(Today)
        assert str(home_folder) not in play.said
    assert list(kept(home_folder)) == ["after-the-garden.toml"]
