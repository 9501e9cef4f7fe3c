"""Write docs/limberup.1, the manual page, from the commands themselves.

python scripts/man_page.py [OUT.1]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# In English, whoever runs it: the words are chosen as the program is imported.
os.environ |= {"LC_ALL": "C", "LIMBERUP_HOME": os.devnull}

import click

from limberup import __version__
from limberup_tui.cli import limberup

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "limberup.1"

ENVIRONMENT = {
    "LIMBERUP_HOME": "A folder for all files, in place of those of the system.",
    "LIMBERUP_SAFE": "Set to 1: the built-in packs alone, as --safe.",
    "NO_COLOR": "Set to anything: no colours.",
    "LANGUAGE, LC_ALL, LC_MESSAGES, LANG": "The language, where settings.toml names none.",
}
FILES = {
    "~/.config/limberup/settings.toml": "How you like it: limberup settings.",
    "~/.config/limberup/person.toml": "What has to be known to keep you safe.",
    "~/.local/share/limberup/routines/": "Your own routines.",
    "~/.local/share/limberup/history/": "A file for each session.",
    "~/.local/share/limberup/packs/": "Packs as plain folders.",
}
EXIT = {
    "0": "Done.",
    "1": "The thing that was asked about is not right: a check failed, or the rules block.",
    "2": "Wrong usage, or something that cannot be read.",
}


def escaped(text: str) -> str:
    """Return text as roff has it: what it would take for its own is made harmless."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return "\\&" + safe if safe.startswith(".") else safe


def paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text whose paragraphs are parted by empty lines."""
    for number, paragraph in enumerate(text.replace("\b\n", "").strip().split("\n\n")):
        if number:
            yield ".PP"
        yield escaped(" ".join(paragraph.split()))


def entries(found: dict[str, str]) -> Iterator[str]:
    """Yield a list of terms with what each means."""
    for term, words in found.items():
        yield ".TP"
        yield f"\\fB{escaped(term)}\\fR"
        yield escaped(words)


def options(command: click.Command, context: click.Context) -> dict[str, str]:
    """Return the options of a command, with what each does."""
    records = (param.get_help_record(context) for param in command.get_params(context))
    return {record[0]: " ".join(record[1].split()) for record in records if record and record[1]}


def commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield a command, and those within it."""
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS \\fB{escaped(context.command_path)}\\fR {escaped(usage)}".rstrip()
    yield from paragraphs(command.help or "")
    yield from entries({names: words for names, words in options(command, context).items() if "--help" not in names})
    if isinstance(command, click.Group):
        yield from within(command, context)


def within(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield the commands of a group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from commands(command, click.Context(command, info_name=name, parent=context))


def page() -> str:
    """Return the manual page."""
    context = limberup.make_context("limberup", [], resilient_parsing=True)
    lines = [
        f'.TH LIMBERUP 1 "" "limberup {__version__}" "User Commands"',
        ".SH NAME",
        f"limberup \\- {escaped('exercise sessions for a sore lower back and hips')}",
        ".SH SYNOPSIS",
        f"\\fBlimberup\\fR {escaped(' '.join(limberup.collect_usage_pieces(context)))}",
        ".SH DESCRIPTION",
        *paragraphs(limberup.help or ""),
        ".SH OPTIONS",
        *entries(options(limberup, context)),
        ".SH COMMANDS",
        *within(limberup, context),
        ".SH ENVIRONMENT",
        *entries(ENVIRONMENT),
        ".SH FILES",
        *entries(FILES),
        ".SH EXIT STATUS",
        *entries(EXIT),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(page(), "utf-8")
