"""Every command that is written in a page, and every one that there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

import click
from tests.docs.pages import FENCE, PAGES, name_of, ticked

from limberup_tui.cli import COMMANDS, limberup

BEFORE = r"(?:^|&& |\| |^\$ |-t \w+ |/bin/|\* \w+  )"
"""What a command of limberup may stand behind: the start of a line, another command, ssh, a folder, a time of cron."""
UP_TO = r"(?: |$)((?:\"[^\"]*\"|'[^']*'|[^&#|>\"'])*)"
"""And up to what its words go: the next command, a comment, a file that its output goes to."""


@dataclass(frozen=True)
class Written:
    """A command as it is written."""

    where: str
    """The page."""
    words: tuple[str, ...]
    """Behind `limberup`."""
    whole: bool
    """Whether it stands in an example, where nothing may be left out."""

    def __str__(self) -> str:
        return f"{self.where}: limberup {' '.join(self.words)}"


def commands() -> Iterator[Written]:
    """Yield every `limberup ...` that is written in a page."""
    for path in PAGES:
        text = path.read_text("utf-8")
        for line, whole in _lines(text):
            for words in re.findall(f"{BEFORE}limberup{UP_TO}", line):
                yield Written(name_of(path), tuple(shlex.split(words)), whole)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what may be a command: each line of the examples, and what stands in backticks."""
    for found in FENCE.finditer(text):
        if found["language"] in ("", "sh", "console") or "* *" in found["text"]:
            yield from ((line, True) for line in found["text"].splitlines())
    yield from ((" ".join(words.split()), False) for words in ticked(FENCE.sub("", text)))


def every_command() -> Iterator[tuple[list[str], click.Command]]:
    """Yield every command with its name, those within a command too; none that is hidden."""
    for name in COMMANDS:
        command = limberup.get_command(click.Context(limberup), name)
        assert command is not None
        if command.hidden:
            continue
        yield [name], command
        if isinstance(command, click.Group):
            yield from (([name, within], found) for within, found in command.commands.items() if not found.hidden)


def options(command: click.Command) -> set[str]:
    """Return the options of a command by their long names, but for --help."""
    return {max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)} - {"--help"}
