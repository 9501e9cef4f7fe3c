"""Every command and option that is written exists, and every one that exists is written."""

from __future__ import annotations

import re

import click
import pytest
from tests.docs.pages import FENCE, PAGES, ROOT, name_of, page, part, rows, ticked
from tests.docs.written import Written, commands, every_command, options

from limberup_tui.cli import COMMANDS, limberup

PAGE = "docs/using/commands.md"
NO_COMMAND = {"COMMAND"}
OUTSIDE = re.compile(r"^(?:nice |\.venv/bin/)?(python -m|python|pytest|mypy|ruff|scripts/\w+|\.ci/run)\b ?(.*)$")


def read(written: Written) -> None:
    """Let click read a command as it is written, without running it.

    Raises:
        click.UsageError: there is no such command or option, a value is missing, or there is a word too much.
    """
    command: click.Command = limberup
    context = click.Context(limberup, info_name="limberup")
    words = list(written.words)
    while True:
        # Words that stand for something are no commands, and numbers that stand for something no numbers.
        parser = command.make_parser(context)
        parser.allow_interspersed_args = not isinstance(command, click.Group)
        _, rest, _ = parser.parse_args(args=[*words])
        if not isinstance(command, click.Group) or not rest or rest[0] in NO_COMMAND:
            break
        name, *words = rest
        found = command.get_command(context, name)
        if found is None:
            raise click.UsageError(f"no command {name}")
        command, context = found, click.Context(found, info_name=name, parent=context)
    if not isinstance(command, click.Group):
        if rest:
            raise click.UsageError(f"words too many: {rest}")
        if written.whole:
            places = [one for one in command.params if isinstance(one, click.Argument) and one.required]
            given = [word for word in words if word == "-" or not word.startswith("-")]
            if len(given) < len(places):
                raise click.UsageError("something is left out")


def test_commands_are_written_in_the_pages() -> None:
    told = {one.words[0] for one in commands() if one.words and not one.words[0].startswith("-")}
    shown = {name for name in COMMANDS if not _command(name).hidden}
    assert told - NO_COMMAND == shown


def _command(name: str) -> click.Command:
    command = limberup.get_command(click.Context(limberup), name)
    assert command is not None
    return command


@pytest.mark.parametrize("written", [pytest.param(one, id=str(one)) for one in dict.fromkeys(commands())])
def test_a_command_that_is_written_can_be_given(written: Written) -> None:
    read(written)


@pytest.mark.parametrize("words", ["shw", "show x --svgg", "packs instal x", "show x y", "history --limit", "show"])
def test_a_command_that_does_not_exist_would_be_found(words: str) -> None:
    with pytest.raises(click.UsageError):
        read(Written("nowhere", tuple(words.split()), True))


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*found, id=" ".join(found[0])) for found in every_command()]
)
def test_every_option_of_a_command_is_written_somewhere(name: list[str], command: click.Command) -> None:
    inner = command.commands if isinstance(command, click.Group) else {}
    size = len(name)
    written = [
        one.words
        for one in commands()
        if list(one.words[:size]) == name and not set(one.words[size : size + 1]) & set(inner)
    ]
    assert written
    told = {word for words in written for word in words if word.startswith("-")}
    heads = [row for row in rows(page(PAGE)) if row[0].startswith(f"`limberup {' '.join(name)}")]
    loose = set(ticked(" ".join(row[1] for row in heads)))
    assert options(command) - {"--json"} <= told | {word.split()[0] for word in loose}


def test_the_page_has_every_command_that_can_be_given() -> None:
    told = [ticked(row[0])[0].split()[1:] for row in rows(page(PAGE)) if row[0].startswith("`limberup")]
    for name, _ in every_command():
        assert any(words[: len(name)] == name for words in told), name


def test_the_page_names_every_command_with_json() -> None:
    (told,) = re.findall(r"^`--json` prints.*?\n\n", part(page(PAGE), "For programs and scripts"), re.M | re.S)
    have = {" ".join(name) for name, command in every_command() if "--json" in options(command)}
    assert set(ticked(told)) == {"--json", *have}


def test_the_page_names_every_variable_that_is_looked_at() -> None:
    code = "".join(path.read_text("utf-8") for top in ("core", "tui") for path in (ROOT / top).rglob("*.py"))
    told = {word for row in rows(part(page(PAGE), "For programs and scripts")) for word in ticked(row[0])}
    assert {word for word in told if word.isupper()} == set(re.findall(r"\bLIMBERUP_[A-Z]+\b", code))


def test_what_is_run_beside_limberup_is_there() -> None:
    """Scripts, modules and tests that the pages tell somebody to run."""
    found = 0
    for path in PAGES:
        text = path.read_text("utf-8")
        blocks = "\n".join(fence["text"] for fence in FENCE.finditer(text))
        for line in [*ticked(FENCE.sub("", text)), *blocks.splitlines(), *re.split(r" && ", blocks)]:
            match = OUTSIDE.match(" ".join(line.split()))
            if not match:
                continue
            tool, rest = match.groups()
            names = [word for word in rest.split() if "/" in word and not word.startswith("-") and "$" not in word]
            if tool == "python -m" and rest.split()[0].split(".")[0] in ("benchmarks", "scripts", "tests"):
                module = ROOT.joinpath(*rest.split()[0].split("."))
                assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file(), line
                found += 1
            elif tool in ("python", "pytest") and names:
                for name in names[: None if tool == "pytest" else 1]:
                    assert (ROOT / name.partition("::")[0]).exists(), f"{name_of(path)}: {line}"
                found += 1
            elif tool.startswith(("scripts/", ".ci/")):
                assert (ROOT / tool).is_file(), line
                found += 1
    assert found > 5
