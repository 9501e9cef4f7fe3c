"""The pages for authors have every hook, file key, fact and command there is, and the way from nothing is the one."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from msgspec import Struct
from tests.docs.pages import PACK_PAGES, page, part, ticked, together

from limberup import packs, testing
from limberup.figures.props import KINDS
from limberup.packs import API, hookspecs, rules
from limberup.packs.figure_reader import FigureTable
from limberup.packs.guide_shapes import GuideFile
from limberup.packs.hooks_run import SECONDS
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.packs.renamed import RENAMED
from limberup.packs.rule_reader import RuleTable
from limberup.packs.rules import Facts
from limberup.packs.shapes import ExerciseFile, PackTable, SourceTable
from limberup.packs.template import SCHEMAS, make_project
from limberup_tui.cli import limberup

PAGE = page("docs/packs.md")
PAGES = together(PACK_PAGES)


def under(heading: str) -> str:
    """Return what stands under a heading of the pages."""
    return part(PAGES, heading)


def first_cells(text: str) -> set[str]:
    """Return what stands in backticks in the first cells of the tables."""
    return {word for line in text.splitlines() if line.startswith("| `") for word in ticked(line.split("|")[1])}


@pytest.mark.parametrize(
    ("heading", "shapes"),
    [
        ("pack.toml", (PackTable,)),
        ("An exercise file", (ExerciseFile,)),
        ("The figure of an exercise", (FigureTable,)),
        ("Programmes", (ProgrammeFile, WeeksTable, ReviewTable)),
        ("Guides", (GuideFile,)),
        ("As a file", (RuleTable,)),
    ],
)
def test_every_key_of_every_file_is_there(heading: str, shapes: tuple[type[Struct], ...]) -> None:
    known = {field for shape in shapes for field in shape.__struct_fields__}
    assert known <= first_cells(under(heading))


def test_the_tables_of_rules_have_no_key_too_much() -> None:
    assert first_cells(under("As a file")) == set(RuleTable.__struct_fields__)
    assert set(SourceTable.__struct_fields__) <= set(ticked(under("pack.toml")))
    assert set(KINDS) <= first_cells(under("Props"))


def test_every_hook_is_there_and_no_other() -> None:
    hooks = {name for name, one in inspect.getmembers(hookspecs) if hasattr(one, "limberup_spec")}
    assert hooks == {"limberup_packs", "limberup_rules"} == first_cells(under("Hooks"))
    assert f"with {SECONDS} seconds to answer" in under("Hooks")


def test_everything_that_a_pack_can_import_is_there_and_no_more_is_promised() -> None:
    told = first_cells(under("What can be imported"))
    # These are limberup's own side of it: what declares hooks, and what is done with the answers of rules.
    ours = {"hookspec", "RulesAnswer", "switched_off"}
    modules = (packs, rules, testing)
    assert told == {name for module in modules for name in module.__all__} - ours
    for line in under("What can be imported").splitlines():
        if line.startswith("| `"):
            names, where = (ticked(cell) for cell in line.split("|")[1:3])
            (module,) = (module for module in modules if module.__name__ == where[0])
            assert set(names) <= set(module.__all__), line


def test_every_fact_that_a_rule_may_know_is_there() -> None:
    facts = {name for name in dir(Facts()) if not name.startswith("_")}
    assert facts <= set(ticked(under("As a program")))


def test_every_command_is_there_and_no_other() -> None:
    group = limberup.get_command(click.Context(limberup), "packs")
    assert isinstance(group, click.Group)
    told = {tuple(words.split()[2:3]) for words in first_cells(under("Commands"))}
    assert told == {(), *((name,) for name in group.commands)}
    for name, command in group.commands.items():
        (line,) = (line for line in PAGE.splitlines() if re.match(rf"\| `limberup packs {name}[ `]", line))
        options = {option for param in command.params for option in param.opts if option.startswith("--")}
        assert options - {"--yes"} <= set(re.findall(r"--\w+", line)), line


def test_every_schema_is_there() -> None:
    assert set(SCHEMAS) <= set(ticked(under("Help from your editor")))


def test_what_is_promised_is_so_now() -> None:
    text = under("What stays as it is")
    assert f"It is {API}." in text
    assert ("So far nothing is on its way out." in text) == (not RENAMED)


def test_the_way_from_nothing_leads_to_a_pack_that_passes(tmp_path: Path) -> None:
    """What the page tells to do with files and commands of limberup; with pip it is walked in tests/install."""
    text = part(PAGE, "From nothing to a wheel in ten minutes")
    blocks = re.findall(r"^```\n(.*?)^```$", text, re.M | re.S)
    commands = [line for block in blocks for line in block.splitlines() if re.match(r"limberup |cp ", line)]
    project = make_project("my-pack", tmp_path, 2026)
    source = project / "src" / "limberup_pack_my_pack"
    (copy,) = (line.split()[1:] for line in commands if line.startswith("cp "))
    assert all((project / path).parent == source / "exercises" for path in copy)
    shutil.copy(project / copy[0], project / copy[1])
    exercise, figure = (
        re.search(rf"<!-- toml: {kind} -->\n```toml\n(.*?)^```$", PAGE, re.M | re.S) for kind in ("exercise", "figure")
    )
    assert exercise
    assert figure
    (project / copy[1]).write_text(f"{exercise[1]}{figure[1]}", "utf-8")
    (step,) = (block for block in blocks if block.startswith("[[step]]"))
    with (source / "routines" / "short.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{step}")
    env = {"LIMBERUP_HOME": str(tmp_path / "home")}
    done = CliRunner().invoke(limberup, ["--safe", "packs", "check", str(source)], env=env)
    assert (done.exit_code, done.stdout) == (
        0,
        "my-pack: 2 exercises, 1 routine, 0 guides. Nothing is wrong with it.\n",
    )
    # Each file that the page names is in the project.
    for name in ("pyproject.toml", "README.md", "LICENSE", ".github/workflows/ci.yml", "routines/short.toml"):
        assert f"`{name}`" in text or f"/{name}`" in text
        assert (project / name).is_file() or (source / name).is_file()
