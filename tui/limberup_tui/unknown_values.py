"""Colours and a language of settings.toml that there are not: they stop nothing, so they have to be told."""

from __future__ import annotations

from pathlib import Path

from limberup.problem import Problem, join_words, nearest
from limberup.settings import THEMES, Settings
from limberup.texts import is_language, languages, tr

__all__ = ["themes", "unknown_values"]


def themes() -> list[str]:
    """Return all colours that can be set: limberup's own and Textual's."""
    from textual.theme import BUILTIN_THEMES

    return [*THEMES, *BUILTIN_THEMES]


def unknown_values(settings: Settings, path: Path) -> dict[str, Problem]:
    """Return what is wrong with settings that only the whole program can judge, by their names.

    The domain knows none of Textual's colours; and a language may be gone with the limberup that had it.

    Args:
        settings: As they were read.
        path: Their file, of which the line is told.
    """
    found = {}
    if settings.theme not in THEMES and settings.theme not in (known := themes()):
        # As they are called on the screens: "dark".
        own = f"limberup-{settings.theme}"
        remedy = nearest(own if own in THEMES else settings.theme, known)
        remedy = remedy or tr("It can be {words}").format(words=join_words(THEMES, "or"))
        found["theme"] = _problem(path, "theme", settings.theme, remedy)
    if settings.language and not is_language(settings.language):
        found["language"] = _problem(path, "language", settings.language, nearest(settings.language, languages()))
    return found


def _problem(path: Path, name: str, value: str, remedy: str) -> Problem:
    from limberup.settings_file import place_in

    what = tr("{value!r} is not one of its values").format(value=value)
    return Problem(str(path), place_in(path, name), what, remedy)
