"""Which language was set, read before anything else is: what settings.toml says, and no more of it than that."""

from __future__ import annotations

import os
import sys

from limberup.texts import ENGLISH, language, tr

TYPE_CHECKING = False  # Not from typing, which takes longer to import than the rest of this to run.
if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

__all__ = ["set_language", "translate_help"]

_MOST = 64_000
"""Bytes of settings.toml that are looked at."""


def set_language(environ: Mapping[str, str]) -> str:
    """Return `language` of settings.toml, "" where none is set or the file can't be read.

    Not by `limberup.settings`, which reads and checks all of it: a word in the right language may be a complaint about
    that file, and `limberup --version` is to answer at once.
    """
    try:
        path = _settings(environ)
        if not os.path.isfile(path):  # noqa: PTH113 - a pipe would be waited for.
            return ""
        with open(path, "rb") as file:  # noqa: PTH123
            lines = file.read(_MOST).decode("utf-8").splitlines()
    except (OSError, ValueError, RuntimeError):
        return ""
    for line in lines:
        key, _, value = line.partition("=")
        if key.lstrip().startswith("["):
            break
        if key.strip() in ("language", '"language"'):
            value = value.partition("#")[0].strip()
            return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else ""
    return ""


def _settings(environ: Mapping[str, str]) -> str:
    """Return where settings.toml is, as `limberup.paths.find_home` finds it, at a tenth of the cost on Linux."""
    if sys.platform != "linux" and not environ.get("LIMBERUP_HOME"):
        from limberup.paths import find_home

        return str(find_home(environ).settings)
    folder = environ.get("LIMBERUP_HOME") or ""
    if not folder:
        config = environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config"
        folder = os.path.join(config, "limberup")  # noqa: PTH118
    return os.path.join(os.path.expanduser(folder), "settings.toml")  # noqa: PTH111,PTH118


def translate_help(command: click.Command) -> None:
    """Put the help of a command, and of those below it, into the language that is on: a docstring is English."""
    if language() == ENGLISH:
        return
    if command.help:
        command.help = tr(command.help)
    for below in getattr(command, "commands", {}).values():
        translate_help(below)
