"""Packs: what is in use, what is wrong, and that nothing that a pack says is ever more than text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.conftest import Playing, playing, with_packs_seen

from limberup.packs.manager import Loaded, load
from limberup.paths import find_home
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.library import Library
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.today import Today

NAMES = {
    "markup": "[red]x[/red]",
    "link": "[@click=app.quit]x[/]",
    "escape": "\\u001b[31mred",
    "title": "\\u001b]0;owned\\u0007t",
    "bidi": "\\u202etxt.exe",
}
SHOWN = {
    "markup": "[red]x[/red]",
    "link": "[@click=app.quit]x[/]",
    "escape": "[31mred",
    "title": "]0;ownedt",
    "bidi": "txt.exe",
}


def rogue_pack(folder: Path, name: str) -> Path:
    """Write a pack in which every text is the name."""
    pack = folder / "rogue"
    for part in ("exercises", "routines"):
        (pack / part).mkdir(parents=True)
    (pack / "pack.toml").write_text(
        f'[pack]\nid = "rogue"\nname = "{name}"\nsummary = "{name}"\n'
        f'authors = ["{name}"]\nlicense = "{name}"\napi = 1\n',
        "utf-8",
    )
    lines = "\n".join(
        [
            *(f'{key} = "{name}"' for key in ("name", "purpose", "start_position", "breathing", "feel", "mistake")),
            *(f'{key} = "{name}"' for key in ("stop", "start_note", "target_note", "source_note", "easier_level")),
            *(f'{key} = ["{name}"]' for key in ("aliases", "muscles", "cautions", "equipment")),
            f'how = ["{name}", "{name}", "{name}"]',
            'kind = "strength"\nposition = "standing"\nside = "bilateral"\nstart = "1x5"\ntarget = "2x10"',
        ]
    )
    (pack / "exercises" / "one.toml").write_text(lines + "\n", "utf-8")
    (pack / "routines" / "all.toml").write_text(
        f'name = "{name}"\nsummary = "{name}"\n[[step]]\ndo = "rogue/one"\nnote = "{name}"\n', "utf-8"
    )
    return pack


async def to_pack(play: Playing, name: str) -> None:
    """Put the cursor on the pack of that name."""
    infos = (await play.at(Packs)).infos
    await play.to_row(next(number for number, info in infos.items() if info.name == name))


@pytest.mark.parametrize("kind", NAMES)
async def test_text_from_a_pack_is_shown_as_it_is_on_every_screen(house: House, kind: str) -> None:
    rogue_pack(house.home.packs, NAMES[kind])
    loaded = with_packs_seen(house)
    shown = SHOWN[kind]
    async with playing(house, loaded, size=(120, 40)) as play:

        async def there(times: int = 1) -> None:
            """Look at the screen, and click on the text wherever it stands."""
            rows = play.rows
            assert sum(row.count(shown) for row in rows) >= times, "\n".join(rows)
            assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for row in rows for char in row)

        await play.to_row("rogue/all")
        await there(2)
        y = max(y for y, row in enumerate(play.rows) if shown in row)
        await play.pilot.click(offset=(play.rows[y].index(shown), y))
        assert play.app.is_running
        assert play.app.return_code is None
        await play.press("p")
        await play.at(Packs)
        await to_pack(play, shown)
        await there(3)
        await play.press("escape", "l")
        await play.at(Library)
        await play.to_row("rogue/one")
        await there(2)
        await play.press("enter")
        await play.at(Card)
        await there(6)
        await play.press("escape", "escape")
        await play.at(Today)
        await play.press("e")
        await play.at(Builder)
        await there(2)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.check_in()
        await play.at(Planned)
        await there()
        await play.press("enter")
        await play.at(Player)
        await there(3)
        assert play.app.is_running


async def test_text_from_an_own_file_is_shown_as_it_is(house: House, loaded: Loaded) -> None:
    house.home.routines.mkdir(parents=True)
    text = (
        f'name = "{NAMES["link"]} {NAMES["escape"]}"\n[[step]]\ndo = "glutes/glute-bridge"\nnote = "{NAMES["bidi"]}"\n'
    )
    (house.home.routines / "own.toml").write_text(text, "utf-8")
    async with playing(house, loaded) as play:
        assert f"{SHOWN['link']} {SHOWN['escape']}" in play.text
        await play.start("own")
        assert f"{SHOWN['link']} {SHOWN['escape']}" in play.rows[0]
        await play.press("enter")
        await play.done()
        await play.finish()
        await play.until(lambda: f"Last session: {SHOWN['link']}" in play.text)
        await play.press("h")
        await play.until(lambda: SHOWN["link"][:20] in play.text and "1 session" in play.text)
        await play.press("enter")
        await play.until(lambda: "one record" in play.rows[0])
        assert f"{SHOWN['link']} {SHOWN['escape']}" in play.text


@pytest.mark.parametrize("kind", ["markup", "escape"])
async def test_a_toast_with_text_from_outside_is_plain(house: House, kind: str) -> None:
    rogue_pack(house.home.packs, NAMES[kind])
    loaded = with_packs_seen(house)
    async with playing(house, loaded, size=(60, 20)) as play:
        await play.press("b")
        await play.at(Builder)
        await play.to_row("rogue/one")
        await play.press("enter")
        assert play.said == f"Added {SHOWN[kind]}."


async def test_what_is_wrong_with_a_pack_is_told_with_file_and_line(house: House) -> None:
    pack = rogue_pack(house.home.packs, "Fine")
    path = pack / "exercises" / "one.toml"
    path.write_text(path.read_text("utf-8").replace('"standing"', '"sanding"'), "utf-8")
    (house.home.packs / "broken").mkdir()
    (house.home.packs / "broken" / "pack.toml").write_text("[pack\n", "utf-8")
    loaded = with_packs_seen(house)
    async with playing(house, loaded, size=(100, 30)) as play:
        assert "Something is wrong with a pack: p shows it." in play.text
        await play.press("p")
        await play.at(Packs)
        assert play.table.row_count == 8
        await to_pack(play, "Fine")
        assert "in part" in play.text
        assert "rogue/exercises/one.toml: line" in play.text
        await to_pack(play, "broken")
        assert "left out" in play.text
        assert "broken/pack.toml: line 1" in play.text


async def test_the_six_packs_are_in_use(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("p")
        await play.at(Packs)
        assert play.table.row_count == 6
        assert sum(row.endswith("in use") for row in play.rows) == 6
        for info in loaded.infos:
            assert f"{info.id}, installed with limberup" in play.text
            assert "Nothing is wrong with it." in play.text
            await play.press("down")


async def test_packs_put_into_the_folder_are_found_at_the_start(tmp_path: Path, house: House) -> None:
    rogue_pack(house.home.packs, "Found")
    other = House(find_home({"LIMBERUP_HOME": str(house.home.data)}), house.clock)
    other.read_small()
    contents = other.read_contents()
    assert [info.id for info in contents.unseen] == ["rogue"]
    assert "rogue/one" not in contents.loaded.catalog.exercises
    other.contents = contents
    other.take_pack(contents.unseen[0], off=False)
    assert "rogue/one" in other.catalog.exercises
    safe = House(other.home, other.clock, safe=True).read_contents()
    assert "rogue/one" not in safe.loaded.catalog.exercises


@pytest.mark.parametrize("kind", NAMES)
async def test_a_new_pack_is_shown_before_anything_of_it_is_used(house: House, kind: str) -> None:
    rogue_pack(house.home.packs, NAMES[kind])
    async with playing(house, load(folder=house.home.packs), size=(120, 40)) as play:
        await play.at(Ask)
        assert f"New: the pack {SHOWN[kind]}" in play.text
        assert f"1 exercise: {SHOWN[kind]}" in play.text
        assert house.catalog.get("rogue/one") is None
        await play.press("enter")
        await play.at(Ask)
        await play.press("u")
        await play.at(Today)
        assert house.catalog.get("rogue/one")
        await play.to_row("rogue/all")
    again = House(house.home, house.clock)
    again.read_small()
    assert again.read_contents().unseen == ()


async def test_a_pack_that_changed_is_shown_again(house: House) -> None:
    pack = rogue_pack(house.home.packs, "Fine")
    with_packs_seen(house)
    path = pack / "exercises" / "one.toml"
    path.write_text(path.read_text("utf-8").replace("2x10", "9x10"), "utf-8")
    async with playing(house, load(folder=house.home.packs)) as play:
        await play.at(Ask)
        assert "Changed: the pack Fine" in play.text
        await play.press("o")
        await play.at(Today)
        assert house.catalog.get("rogue/one") is None


async def test_a_pack_is_switched_off_and_on(house: House) -> None:
    rogue_pack(house.home.packs, "Fine")
    async with playing(house, with_packs_seen(house)) as play:
        await play.press("p")
        await play.at(Packs)
        await to_pack(play, "Fine")
        await play.press("space")
        assert "It is switched off. Space switches it on." in play.text
        assert house.catalog.get("rogue/one") is None
        again = House(house.home, house.clock)
        again.read_small()
        assert again.read_contents().loaded.catalog.get("rogue/one") is None
        await play.press("space")
        assert house.catalog.get("rogue/one")
        assert not house.pack_choices.off
