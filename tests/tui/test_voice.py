"""The voice of a session: on and off, in the player and line by line, and what it costs while it is off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.making import PLANK, STRETCH, plan
from tests.tui.conftest import Playing, playing
from tests.tui.plainly import CHECKED, Script, converse, routine_called
from tests.voice.programs import DEADLINE, SPEAKS, WAITS, Synthesiser, until

from limberup.packs.manager import Loaded
from limberup.session import Event, Session
from limberup.settings import Settings, load_settings, save_settings
from limberup_tui.commands.play import play as play_command
from limberup_tui.house import House
from limberup_tui.plain.front import Front
from limberup_tui.plain.run import lead
from limberup_tui.plain.talk import Talk
from limberup_tui.screens.dialog import Ask
from limberup_tui.start import Start
from limberup_tui.voice import KIOSK, NONE, QUIET, Voice

VOICE = Settings(voice=True)
PLANKS = plan((PLANK, "2x20s rest 10s"), (STRETCH, "1x20s each side"))
FIRST = "First: Plank."


@pytest.fixture
def synthesiser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Synthesiser:
    """Return the only synthesiser that can be found; it is not written yet."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    return Synthesiser(folder)


class Led:
    """A session whose events are told to a voice, on the clock of the house."""

    def __init__(self, house: House, voice: Voice) -> None:
        self.voice = voice
        self.session = Session.of(PLANKS)
        self._clock = house.clock

    def do(self, *commands: Callable[[Session, float], tuple[Session, list[Event]]]) -> None:
        """Do something to the session, and tell what happened."""
        for command in commands:
            self.session, events = command(self.session, self._clock.now())
            for event in events:
                self.voice.tell(event, self.session)


# Told by itself


def test_nothing_is_said_or_looked_for_while_it_is_off(house: House, synthesiser: Synthesiser) -> None:
    path = synthesiser.write(SPEAKS)
    voice = Voice(house)
    led = Led(house, voice)
    led.do(Session.begin, Session.done)
    path.unlink()
    assert voice.news() == ""
    assert voice._speaker is None
    assert synthesiser.said == []


def test_it_costs_no_import_while_it_is_off() -> None:
    code = "import sys, limberup_tui.voice; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=DEADLINE)
    modules = loaded.stdout.split()
    assert "limberup_tui.voice" in modules
    for name in ("limberup_tui.speech", "limberup_tui.spoken", "subprocess", "textual"):
        assert name not in modules, name


@pytest.mark.parametrize(("settings", "asked"), [(VOICE, False), (Settings(), True)])
def test_it_says_what_belongs_to_each_event(
    house: House, synthesiser: Synthesiser, settings: Settings, asked: bool
) -> None:
    synthesiser.write(WAITS)
    house.settings = settings
    led = Led(house, Voice(house, asked=asked))
    led.do(Session.begin)
    synthesiser.waits_for(FIRST)
    led.do(Session.end)
    synthesiser.gone.touch()
    synthesiser.waits_for(FIRST, "over", "The session ends here.", "over")
    led.voice.close()
    assert led.voice.news() == ""


def test_what_begins_in_a_pause_is_told_of_when_time_goes_on(house: House, synthesiser: Synthesiser) -> None:
    synthesiser.write(WAITS)
    house.settings = VOICE
    led = Led(house, Voice(house))
    led.do(Session.begin)
    synthesiser.waits_for(FIRST)
    # As the player does when a question is answered: the clock stands still meanwhile.
    led.do(Session.pause, Session.skip)
    assert synthesiser.said == [FIRST]
    led.do(Session.begin)
    synthesiser.gone.touch()
    until(lambda: len(synthesiser.said) >= 4)
    assert synthesiser.said[:3] == [FIRST, "over", "Next: Stretch, left side first."]
    led.voice.close()


def test_quiet_is_quiet(house: House, synthesiser: Synthesiser) -> None:
    path = synthesiser.write(SPEAKS)
    house.settings = Settings(voice=True, quiet=True)
    led = Led(house, Voice(house, asked=True))
    led.do(Session.begin)
    assert led.voice.switch(led.session) == QUIET
    assert led.voice._speaker is None
    assert path.exists()
    assert house.settings == Settings(voice=True, quiet=True)


def test_where_there_is_none_it_says_so_once(house: House, synthesiser: Synthesiser) -> None:
    house.settings = VOICE
    led = Led(house, Voice(house))
    led.do(Session.begin)
    assert led.voice.news() == NONE
    led.do(Session.done)
    assert led.voice.news() == ""


def test_in_kiosk_mode_no_program_is_looked_for(house: House, synthesiser: Synthesiser) -> None:
    synthesiser.write(SPEAKS)
    house.settings = VOICE
    led = Led(house, Voice(house, asked=True, kiosk=True))
    led.do(Session.begin)
    assert led.voice.news() == KIOSK
    assert led.voice._speaker is None
    assert led.voice.switch(led.session) == "The voice is off."
    assert led.voice.switch(led.session) == KIOSK
    assert not house.settings.voice
    assert synthesiser.said == []


def test_where_it_can_not_be_heard_it_says_so_once_and_is_tried_again_by_a_key(
    house: House, synthesiser: Synthesiser
) -> None:
    synthesiser.write("/bin/cat >> $said")
    house.settings = VOICE
    led = Led(house, Voice(house))
    led.do(Session.begin)
    news = ""

    def heard() -> bool:
        nonlocal news
        news = led.voice.news()
        return bool(news)

    until(heard)
    assert news == "No sound comes out here, so nothing is spoken (espeak-ng)."
    assert led.voice.news() == ""
    said = synthesiser.said
    led.do(Session.done)
    assert synthesiser.said == said
    synthesiser.write(SPEAKS)
    assert led.voice.switch(led.session) == "The voice is off."
    assert led.voice.switch(led.session) == "The voice is on; v switches it off."
    synthesiser.waits_for(*said, "Voice on.")
    led.voice.close()


def test_what_can_not_be_kept_counts_all_the_same(
    house: House, synthesiser: Synthesiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    synthesiser.write(SPEAKS)
    house.home.settings.parent.mkdir(parents=True, exist_ok=True)
    house.home.settings.mkdir()
    led = Led(house, Voice(house))
    led.do(Session.begin)
    assert led.voice.switch(led.session).startswith("The voice is on, but that was not kept: ")
    assert led.voice.on
    led.voice.close()


# In the player


async def spoken(play: Playing, synthesiser: Synthesiser, *said: str) -> None:
    """Let the app run until this was said last."""
    await play.until(lambda: synthesiser.said[-len(said) :] == list(said))


async def test_one_key_silences_it_at_once_and_is_remembered(
    short: House, loaded: Loaded, synthesiser: Synthesiser
) -> None:
    synthesiser.write(WAITS)
    save_settings(short.home.settings, VOICE)
    short.read_small()
    async with playing(short, loaded) as play:
        player = await play.start()
        await spoken(play, synthesiser, "First: Glute bridge.")
        speaker = player._voice._speaker
        assert speaker is not None
        await play.press("v")
        assert "The voice is off." in play.text
        # It was in the middle of its sentence: "over" is not written any more.
        await play.until(lambda: not speaker.busy)
        assert not load_settings(short.home.settings).voice
        await play.to_work()
        assert synthesiser.said == ["First: Glute bridge."]
        await play.press("v")
        await spoken(play, synthesiser, "Voice on.")
        assert load_settings(short.home.settings).voice
        await play.press("v")


async def test_the_end_is_said_when_the_player_has_gone(short: House, loaded: Loaded, synthesiser: Synthesiser) -> None:
    synthesiser.write(WAITS)
    short.settings = VOICE
    async with playing(short, loaded) as play:
        player = await play.start()
        await spoken(play, synthesiser, "First: Glute bridge.")
        await play.press("q", "e")
        await play.until(lambda: play.app.screen is not player)
        synthesiser.gone.touch()
        until(lambda: synthesiser.said[-2:] == ["The session ends here.", "over"])


async def test_the_player_says_once_that_there_is_none(short: House, loaded: Loaded, synthesiser: Synthesiser) -> None:
    short.settings = VOICE
    async with playing(short, loaded) as play:
        await play.start()
        await play.until(lambda: NONE in play.text)
        await play.go(10)
        assert NONE not in play.text
        await play.to_work()
        await play.go(5)
        assert NONE not in play.text
        assert synthesiser.said == []


async def test_the_options_have_it_too(short: House, loaded: Loaded, synthesiser: Synthesiser) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("o")
        await play.at(Ask)
        assert "v Voice: off" in play.text
        await play.press("v")
        # It says at once why nothing will be heard, and it stays as it is.
        await play.until(lambda: NONE in play.text)
        assert "v Voice: off" in play.text
        synthesiser.write(SPEAKS)
        await play.press("v")
        await play.until(lambda: "v Voice: on" in play.text)
        assert load_settings(short.home.settings).voice
        await play.press("v")
        await play.until(lambda: "v Voice: off" in play.text)
        await play.press("escape")
        assert not load_settings(short.home.settings).voice


async def test_in_quiet_mode_the_options_say_how_bell_and_voice_are_set(short: House, loaded: Loaded) -> None:
    save_settings(short.home.settings, Settings(quiet=True, voice=True))
    short.read_small()
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("o")
        await play.at(Ask)
        assert "b Bell: on (quiet)" in play.text
        assert "v Voice: on (quiet)" in play.text
        await play.press("b")
        await play.until(lambda: "Bell: off" in play.text)
        assert "off (quiet)" not in play.text
        await play.press("u")
        await play.until(lambda: "(quiet)" not in play.text)
        assert "v Voice: on" in play.text


def test_in_quiet_mode_the_plain_options_say_how_bell_and_voice_are_set(short: House, loaded: Loaded) -> None:
    save_settings(short.home.settings, Settings(quiet=True, voice=True))
    short.read_small()
    _, script = converse(short, loaded, *CHECKED, "", "o", "x", "q", "e", "", "", "")
    told = script.after("How it leads.")
    assert told[0] == "b: Bell: on."
    assert told[1] == "u: Quiet, no bell and no voice: on."
    assert told[4] == "v: Voice: on."


def test_the_options_of_the_plain_mode_have_it_too(short: House, loaded: Loaded, synthesiser: Synthesiser) -> None:
    _, script = converse(short, loaded, *CHECKED, "", "o", "v", "u", "x", "q", "e", "", "", "")
    assert script.after("How it leads.")[4] == "v: Voice: off."
    # What has changed is told, and nothing else.
    assert script.after("> v")[0] == NONE
    assert script.after("> u")[:2] == ["u: Quiet, no bell and no voice: on.", "> x"]


# Line by line


class Listening(Script):
    """A conversation in which nothing is typed before the first sentence has been heard."""

    synthesiser: Synthesiser

    def read(self, seconds: float | None) -> str | None:
        """Return the line that is due."""
        if "Next:" in self.written or "First:" in self.written:
            until(lambda: bool(self.synthesiser.said))
        return super().read(seconds)


def test_the_plain_mode_speaks_too(short: House, loaded: Loaded, synthesiser: Synthesiser) -> None:
    synthesiser.write(SPEAKS)
    script = Listening(short.clock, *CHECKED, "", "v", "v", "q", "e", "", "", "")  # type: ignore[arg-type]
    script.synthesiser = synthesiser
    front = Front(short, Talk(script), voice=True)
    lead(front, Start(loaded=loaded, routine=routine_called(short, loaded, "short")))
    assert synthesiser.said[0] == "First: Glute bridge."
    assert "The voice is off." in script.lines
    assert "The voice is on; v switches it off." in script.lines
    assert short.settings.voice


def test_the_command_asks_for_it() -> None:
    (option,) = [param for param in play_command.params if param.name == "voice"]
    assert option.opts == ["--voice"]
