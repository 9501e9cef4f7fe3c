"""Keys of one's own: they work, stand at the foot, and never cost anybody a key they need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.tui.conftest import Playing, playing

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup_tui.house import House
from limberup_tui.keymap import STAYS, Action, actions, checked, key_of
from limberup_tui.screens.help import Help
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.library import Library
from limberup_tui.screens.today import Today
from limberup_tui.widgets.keys import KeyBar, key_words


def with_keys(house: House, **keys: str) -> House:
    """Write keys, ids with __ for a dot, and read them as the program does."""
    lines = [f'"{id_.replace("__", ".").replace("_", "-")}" = "{written}"' for id_, written in keys.items()]
    house.home.settings.write_text("[keys]\n" + "\n".join(lines) + "\n")
    house.read_small()
    return house


def foot(play: Playing) -> str:
    bar = play.app.screen.query_one(KeyBar)
    return " ".join(" ".join(play.rows[bar.region.y : bar.region.bottom]).split())


async def test_a_moved_key_works_and_is_shown_and_the_old_one_is_free(house: House, loaded: Loaded) -> None:
    async with playing(with_keys(house, today__library="j", list__down="Down,ctrl+n"), loaded) as play:
        await play.until(lambda: "j Library" in foot(play))
        await play.press("l")
        assert type(play.app.screen) is Today
        before = play.table.current
        await play.press("ctrl+n")
        assert play.table.current != before
        await play.press("down", "up", "up")
        assert play.table.current == before
        await play.press("question_mark")
        await play.at(Help)
        assert "j Library" in play.text
        await play.press("escape", "j")
        await play.at(Library)


async def test_two_can_change_places(house: House, loaded: Loaded) -> None:
    async with playing(with_keys(house, today__library="h", today__history="l"), loaded) as play:
        await play.press("h")
        await play.at(Library)
        await play.press("escape")
        await play.at(Today)
        await play.press("l")
        await play.at(HistoryPage)


async def test_the_palette_can_be_moved_too(house: House, loaded: Loaded) -> None:
    async with playing(with_keys(house, app__palette="f1"), loaded) as play:
        await play.press("f1")
        await play.until(lambda: type(play.app.screen).__name__ == "CommandPalette")


@pytest.mark.parametrize("key", ["x", "h"])
async def test_it_hurts_is_heard_on_the_new_key_and_on_the_usual_one(short: House, loaded: Loaded, key: str) -> None:
    async with playing(with_keys(short, player__hurts="x", player__pause="f5"), loaded) as play:
        await play.start("short")
        assert "x It hurts" in foot(play)
        assert "F5 Pause" in foot(play)
        await play.press("f5")
        await play.until(lambda: play.player.conductor.session.status is Status.PAUSED)
        await play.press("space")
        await play.until(lambda: play.player.conductor.session.status is Status.RUNNING)
        await play.press(key)
        await play.at(AskHurt)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"today__library": "h"}, "h would do two things on the screen 'Today': 'Library' and 'History'"),
        ({"player__skip": "h"}, "h would do two things on the screen 'The player': 'Skip' and 'It hurts'"),
        ({"player__skip": "Space"}, "Space would do two things on the screen 'The player': 'Skip' and 'Pause'"),
        ({"list__down": "l"}, "l would do two things"),
        ({"today__libary": "j"}, "there is no action 'today.libary'. Did you mean 'today.library'?"),
        ({"today__library": "hyper"}, "there is no key 'hyper'"),
        ({"today__library": "pgupp"}, "Did you mean 'pgup'?"),
        ({"today__library": ""}, "there is no key ''"),
        ({"checkin__morning": "5"}, "5 is typed as an answer on the screen 'Check-in: pain now'"),
        ({"dialog__cancel": "c"}, "c is typed as an answer"),
        ({"app__quit": "f3", "today__why": "ctrl+c"}, "Ctrl+C would do two things"),
    ],
)
async def test_what_is_wrong_is_said_in_one_line_and_the_usual_keys_count(
    house: House, loaded: Loaded, keys: dict[str, str], told: str
) -> None:
    async with playing(with_keys(house, **keys, today__flare="f9"), loaded) as play:
        said = [one for one in play.app.said if f"{house.home.settings}: line " in one]
        assert len(said) == 1
        places = [f": line {line}, keys, {id_.replace('__', '.')}: " for line, id_ in enumerate(keys, 2)]
        assert any(place in said[0] for place in places)
        assert told in said[0]
        assert said[0].endswith("Until then the usual keys count.")
        assert "f Gentle session" in foot(play)
        await play.press("l")
        await play.at(Library)


def test_a_key_given_away_twice_leaves_it_hurts_on_its_new_key() -> None:
    keymap, problems = checked({"player.skip": "h", "player.hurts": "x"}, "settings.toml")
    assert not problems
    assert keymap == {"player.skip": "h", "player.hurts": "x"}


@pytest.mark.parametrize("id_", STAYS)
def test_what_must_not_be_lost_keeps_its_usual_key(id_: str) -> None:
    usual = next(action.keys for action in actions() if action.id == id_)
    assert checked({id_: "f7"}, "")[0][id_].split(",") == ["f7", *usual]


@pytest.mark.parametrize("id_", [action.id for action in actions()])
def test_every_action_can_have_a_key_that_nothing_else_has(id_: str) -> None:
    keymap, problems = checked({id_: "f8"}, "settings.toml")
    assert not problems
    assert keymap[id_].split(",")[0] == "f8"


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_usual_keys_are_no_mistake_where_somebody_writes_them_down(action: Action) -> None:
    assert not checked({action.id: ",".join(action.keys)}, "")[1]


def test_every_binding_has_an_id_that_says_where_it_is() -> None:
    from limberup_tui import keymap

    without = {
        (place.title, binding.action)
        for place in keymap._places()
        for _, binding in place.bindings
        if binding.id is None and binding.description and not binding.system
    }
    # Textual's own: to go from one part of a screen to the next, and to copy text that was marked.
    assert {action for _, action in without} <= {
        "app.focus_next", "app.focus_previous", "screen.copy_text", "screen.minimize", "toggle_cursor", "select_cursor",
        "page_left", "page_right", "scroll_home", "cursor_right", "cursor_left", "scroll_top", "scroll_bottom",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("j", "j"), ("J", "J"), ("?", "question_mark"), (" Esc ", "escape"), ("PgUp", "pageup"), ("Ctrl+S", "ctrl+s"),
        ("ctrl+?", "ctrl+question_mark"), ("f12", "f12"), ("Shift+Up", "shift+up"), ("comma", "comma"), ("ä", "ä"),
        ("del", "delete"), ("ctrl+", ""), ("foo+x", ""), ("", ""), ("enterr", ""), ("ctrl", ""),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert key_of(written) == key
    if key:
        assert key_of(key_words(key)) == key


def test_the_names_of_the_guide_hold_in_every_language() -> None:
    code = (
        "from limberup import texts; texts.use('xx-pseudo');"
        "from limberup_tui.keymap import key_of; "
        "print(*map(key_of, ['Esc', 'PgUp', 'Del', 'Space', 'Ctrl+Home', 'F3']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["escape", "pageup", "delete", "space", "ctrl+home", "f3"]


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_no_action_is_called_as_its_key_is(action: Action) -> None:
    """ "Up - Up" tells nobody anything in the list of keys."""
    assert action.words not in map(key_words, action.keys)
