"""Settings in the plain mode: what can be set there, and its value, a number each."""

from __future__ import annotations

from functools import partial

from limberup.texts import tr
from limberup_tui.fields import SETTINGS, Choice
from limberup_tui.plain.front import Front

__all__ = ["UNSEEN", "ask_settings"]

UNSEEN = ("theme", "flash", "motion")
"""What is only to be seen on the screens."""


def ask_settings(front: Front) -> None:
    """Let the person change settings until they leave; each is kept at once."""
    talk, house = front.talk, front.house
    # Nothing is spoken in kiosk mode: no other program is started.
    left_out = (*UNSEEN, "voice") if front.kiosk else UNSEEN
    choices = {choice.name: choice for choice in SETTINGS if choice.name not in left_out}
    while True:
        rows = {name: _row(choice, choice.shown(house.settings)) for name, choice in choices.items()}
        name = talk.pick(tr("What do you want to change?"), rows, tr("leave the settings"))
        if name is None:
            return
        choice = choices[name]
        values = list(choice.words)
        picked = talk.pick(choice.hint, {str(at): choice.words[value] for at, value in enumerate(values)})
        if picked is not None:
            settings = choice.with_value(house.settings, values[int(picked)])
            front.keep(partial(house.save_settings, settings))


def _row(choice: Choice, value: str) -> str:
    return tr("{setting}: {value}").format(setting=choice.label, value=value)
