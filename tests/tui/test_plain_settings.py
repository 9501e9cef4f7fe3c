"""Settings in the plain mode: told, changed, kept."""

from __future__ import annotations

from tests.tui.plainly import Script, converse

from limberup.packs.manager import Loaded
from limberup.settings import load_settings
from limberup_tui.house import House


def today(house: House, loaded: Loaded, *lines: str) -> Script:
    code, script = converse(house, loaded, *lines, today=True)
    assert code == 0
    return script


def row(script: Script, words: str) -> str:
    """Return the number of a row of the list of settings."""
    return next(line.partition(":")[0] for line in script.lines if line.partition(": ")[2].startswith(words))


def test_what_can_be_set_is_told_and_changed(short: House, loaded: Loaded) -> None:
    script = today(short, loaded, "o", "x", "q")
    number = row(script, "Repetitions: led in time")
    script = today(short, loaded, "o", number, "2", "x", "q")
    assert "Led second by second, or done at your own pace until you press a key." in script.written
    assert "Repetitions: at your own pace" in script.written
    assert load_settings(short.home.settings).pace == "own"


def test_what_is_only_to_be_seen_is_not_asked_for(short: House, loaded: Loaded) -> None:
    written = today(short, loaded, "o", "x", "q").written
    assert "Quiet: off" in written
    for words in ("Colours", "Moving figures", "Flash"):
        assert words not in written


def test_a_language_there_is_not_is_told_and_colours_are_not(short: House, loaded: Loaded) -> None:
    short.home.settings.write_text('theme = "nordd"\nlanguage = "fr"\n')
    short.read_small()
    written = today(short, loaded, "q").written
    assert written.count("settings.toml: line 2, language: 'fr' is not one of its values. It can be de or en") == 1
    assert "nordd" not in written


def test_leaving_changes_nothing(short: House, loaded: Loaded) -> None:
    script = today(short, loaded, "o", "x", "q")
    today(short, loaded, "o", row(script, "Bell: on"), "x", "x", "q")
    assert not short.home.settings.exists()
