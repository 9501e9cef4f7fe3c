"""Settings: how the person likes it, all that settings.toml can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from limberup.settings import Settings
from limberup.texts import tr, trn
from limberup_tui.fields import SETTINGS
from limberup_tui.screens.form import FormPage, Row, choice_rows
from limberup_tui.unknown_values import unknown_values
from limberup_tui.widgets.keys import key_words

__all__ = ["SettingsPage"]

GROUPS = (
    (tr("Looks"), ("theme", "motion", "flash", "calm", "language")),
    (tr("Sounds"), ("bell", "voice", "quiet")),
    (tr("Exercising"), ("advance", "pace", "self_massage")),
)
"""Headings, with the settings under each."""


class SettingsPage(FormPage[None]):
    """A list of what can be set."""

    TITLE_WORDS = tr("Settings")
    INTRO = tr("How you like it. Enter and arrows change it, and it is kept at once.")

    def rows(self) -> list[Row]:
        """Return every setting with its value."""
        settings = self.house.settings
        by_key = {row.key: row for row in choice_rows(SETTINGS, settings)}
        for name, problem in unknown_values(settings, self.house.home.settings).items():
            by_key[name] = replace(by_key[name], hint=str(problem), loud=True)
        if self.limberup.kiosk:
            # Nothing is spoken there: no other program is started.
            del by_key["voice"]
        rows = []
        for heading, names in GROUPS:
            rows += [Row("", heading), *(by_key[name] for name in names if name in by_key)]
        return [*rows, Row("", tr("Keys")), *self._keys(settings), *self._file()]

    def _keys(self, settings: Settings) -> list[Row]:
        """Return the person's own keys, or that there are none."""
        own = settings.keys
        hint = tr("? tells the keys of each screen. Your own stand in settings.toml, under [keys]: docs/keys.md.")
        if not own:
            return [Row("keys", tr("Your own keys"), tr("none"), hint)]
        from limberup_tui.keymap import actions, checked, key_of

        _, problems = checked(own, self.house.home.settings)
        if problems:
            return [Row("keys", tr("Your own keys"), tr("not used"), str(problems[0]), loud=True)]
        words = {action.id: action.words for action in actions()}
        count = trn("{n} action", "{n} actions", len(own)).format(n=len(own))
        rows = [Row("keys", tr("Your own keys"), count, hint)]
        for id_, keys in own.items():
            shown = ", ".join(key_words(key_of(key)) for key in keys.split(","))
            rows.append(Row(f"keys.{id_}", words[id_], shown, f"{id_} = {keys}"))
        return rows

    def _file(self) -> list[Row]:
        if self.limberup.kiosk:
            return []
        path = _from_home(self.house.home.settings)
        hint = tr("All of this stands there, and can be changed there too.")
        return [Row("", "limberup"), Row("file", tr("The file"), path, hint)]

    def change(self, key: str, step: int) -> None:
        """Change one setting; what is a word about the file alone stays."""
        choice = next((choice for choice in SETTINGS if choice.name == key), None)
        if choice is None:
            return
        settings = choice.turned(self.house.settings, step)
        if key == "theme":
            self.limberup.action_theme(settings.theme)
        elif settings != self.house.settings:
            self.limberup.keep(lambda: self.house.save_settings(settings))


def _from_home(path: Path) -> str:
    """Return a path as one would type it: from ~ where it is below the person's own folder."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
