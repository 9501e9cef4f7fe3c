"""The program and what it runs on: versions, terminal, language, sound."""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING

import limberup
from limberup.texts import language, tr
from limberup_tui.doctor import Check

if TYPE_CHECKING:
    from limberup.paths import Home

__all__ = ["program_part", "sound_part", "terminal_part"]

LIBRARIES = ("textual", "rich", "click", "msgspec", "pluggy", "platformdirs", "tomli-w", "icalendar")
OURS = "limberup"
LEAST = 60, 20
"""Columns and rows of the smallest terminal the screens are made for."""


def program_part() -> Iterator[Check]:
    """Yield versions, and how it was installed."""
    yield Check("program.limberup", OURS, limberup.__version__)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    yield Check("program.python", "Python", python)
    yield Check("program.system", tr("system"), f"{platform.system()} {platform.release()} {platform.machine()}")
    for name in LIBRARIES:
        yield _library(name)
    yield Check("program.installed", tr("installed"), _installed())


def _library(name: str) -> Check:
    try:
        return Check(f"program.{name}", name, metadata.version(name))
    except metadata.PackageNotFoundError:
        remedy = tr("Install limberup anew: pipx reinstall limberup, or pip install --force-reinstall limberup")
        return Check(f"program.{name}", name, tr("missing"), False, remedy)


def _installed() -> str:
    from limberup_tui.installing import find_environment, why_not

    environment = find_environment()
    kinds = {
        "pipx": tr("by pipx"),
        "uv tool": tr("by uv tool"),
        "virtual": tr("in a virtual environment"),
        "uv": tr("in a virtual environment of uv's"),
        "system": tr("in the system's Python"),
    }
    words = kinds[environment.kind]
    if _is_editable():
        words += ", " + tr("from a folder with its source")
    if reason := why_not(environment):
        words += ". " + tr("Packs can't be installed from here: {reason}").format(reason=reason)
    return words


def _is_editable() -> bool:
    try:
        return '"editable": true' in (metadata.distribution(OURS).read_text("direct_url.json") or "")
    except metadata.PackageNotFoundError:
        return False


def terminal_part() -> Iterator[Check]:
    """Yield what the terminal is and can do, as far as it can be told without asking it."""
    from limberup_tui.commands.play import no_screen
    from limberup_tui.terminal import draws_braille, draws_unicode, in_gnu_screen

    for name in ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        yield Check(f"terminal.{name}", name, os.environ.get(name) or tr("not set"))
    reason = no_screen()
    shown = (
        tr("full screen")
        if not reason
        else tr("lines of text: the screens need a terminal{reason}").format(reason=reason)
    )
    yield Check("terminal.shown", tr("shown as"), shown)
    yield _size()
    encoding = getattr(sys.__stderr__, "encoding", None) or "-"
    remedy = tr("Choose a UTF-8 locale, such as LANG=C.UTF-8; until then figures and lines are drawn in ASCII")
    yield Check("terminal.encoding", tr("encoding"), encoding, draws_unicode(), "" if draws_unicode() else remedy)
    yield Check("terminal.braille", tr("figures"), tr("in braille") if draws_braille() else tr("in ASCII"))
    yield Check("terminal.ssh", tr("over SSH"), _yes("SSH_CONNECTION" in os.environ))
    inside = "tmux" if "TMUX" in os.environ else "GNU screen" if in_gnu_screen() else tr("no")
    yield Check("terminal.inside", tr("in tmux or screen"), inside)
    mouse = tr("no: GNU screen keeps Escape back while it is on") if in_gnu_screen() else tr("yes")
    yield Check("terminal.mouse", tr("mouse"), mouse)
    names = ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE")
    said = [f"{name}={os.environ[name]}" for name in names if os.environ.get(name)]
    yield Check("terminal.locale", tr("locale"), ", ".join(said) or tr("not set"))
    yield Check("terminal.preferred", tr("encoding of files"), locale.getpreferredencoding(False))
    yield Check("terminal.language", tr("language"), language())


def _size() -> Check:
    name = tr("size")
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            columns, rows = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
        except (OSError, ValueError, AttributeError):
            continue
        if not columns or not rows:
            continue
        remedy = tr("The screens are made for {columns}x{rows} and more: make the window larger, or use --plain")
        fits = columns >= LEAST[0] and rows >= LEAST[1]
        words = "" if fits else remedy.format(columns=LEAST[0], rows=LEAST[1])
        return Check("terminal.size", name, f"{columns}x{rows}", fits, words)
    return Check("terminal.size", name, tr("not a terminal"))


def sound_part(home: Home) -> Iterator[Check]:
    """Yield whether something is to be heard, and whether it can be."""
    from limberup.problem import LimberupError
    from limberup.settings import Settings, load_settings
    from limberup_tui.speech import find_speaker

    try:
        settings = load_settings(home.settings)
    except LimberupError:
        settings = Settings()
    bell = tr("off") if settings.quiet or not settings.bell else tr("on: where it is silent, the terminal's own is off")
    yield Check("sound.bell", tr("bell"), bell)
    speaker = find_speaker(lambda: 0.0)
    found = speaker.program.name if speaker else tr("there is none")
    wanted = settings.voice and not settings.quiet
    ok = speaker is not None or not wanted
    remedy = "" if ok else tr("Install espeak-ng, or switch the voice off")
    yield Check("sound.speech", tr("synthesiser"), found, ok, remedy)
    yield Check("sound.voice", tr("voice"), tr("on") if wanted else tr("off"))


def _yes(true: bool) -> str:
    return tr("yes") if true else tr("no")
