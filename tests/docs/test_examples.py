"""The files that the pages show are read, and are right."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.pages import FENCE, PAGES, ROOT, examples, name_of, page
from tests.docs.written import commands

from limberup.catalog import Catalog
from limberup.packs.checker import check_folder
from limberup.packs.choices import load_choices
from limberup.packs.guide_reader import parse_guide
from limberup.packs.manager import GROUP, Loaded
from limberup.packs.programme_reader import check_programme, parse_programme
from limberup.packs.reader import parse_exercise, read_pack
from limberup.packs.shapes import PackFile
from limberup.person_file import load_person
from limberup.problem import LimberupError
from limberup.routine_file import check_routine, parse_routine
from limberup.safety.case import as_json, compare, read_case
from limberup.safety.judge import judge
from limberup.settings import load_settings
from limberup.tomlread import TomlFile
from limberup_tui.cli import limberup


def test_every_toml_example_says_what_it_is() -> None:
    known = {"routine", "pack", "exercise", "figure", "guide", "programme"}
    known |= {"person", "settings", "packs", "record", "case", "madeup", "project"}
    for path in PAGES:
        for fence in FENCE.finditer(path.read_text("utf-8")):
            if fence["language"] == "toml":
                assert fence["kind"] in known, f"{name_of(path)}: {fence['text'][:60]}"


@pytest.mark.parametrize("text", examples("routine"))
def test_routine_examples_are_read(text: str) -> None:
    routine, problems = parse_routine(TomlFile("example.toml", text), "example")
    assert not problems
    assert routine is not None
    assert routine.steps


@pytest.mark.parametrize("text", examples("programme"))
def test_programme_examples_are_read(text: str, catalog: Catalog) -> None:
    file = TomlFile("two-weeks.toml", text)
    programme, problems = parse_programme(file, "my-pack", "two-weeks")
    assert not problems
    assert programme is not None
    wrong = check_programme(programme, catalog, file)
    assert all("'my-pack/short'" in problem.what for problem in wrong)


@pytest.mark.parametrize("text", examples("guide"))
def test_guide_examples_are_read(text: str) -> None:
    guide, problems = parse_guide(TomlFile("why-a-wall.toml", text), "my-pack", "why-a-wall")
    assert not problems
    assert guide is not None


@pytest.mark.parametrize("text", examples("exercise"))
def test_exercise_examples_are_read(text: str) -> None:
    exercise, problems = parse_exercise(TomlFile("wall-slide.toml", text), "my-pack", "wall-slide")
    assert not problems
    assert exercise is not None


READERS: dict[str, Callable[[Path], object]] = {"person": load_person, "settings": load_settings, "packs": load_choices}


@pytest.mark.parametrize("kind", READERS)
def test_examples_of_own_files_are_read(kind: str, tmp_path: Path) -> None:
    found = examples(kind)
    assert found
    for param in found:
        path = tmp_path / f"{kind}.toml"
        path.write_text(str(param.values[0]), "utf-8")
        assert READERS[kind](path)


@pytest.mark.parametrize("text", examples("case"))
def test_case_examples_hold(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, "utf-8")
    case = read_case(path, catalog)
    assert case.expect
    assert not compare(case.expect, as_json(judge(case.situation, catalog), catalog))


@pytest.mark.parametrize("text", examples("madeup"))
def test_the_made_up_person_of_the_page_is_the_example_and_lives_as_it_says(text: str) -> None:
    words = next(one.words for one in commands() if one.where == "docs/simulate.md" and "desk-worker" in one.words[-1])
    path = ROOT / words[-1]
    assert path.read_text("utf-8") == text
    found = CliRunner().invoke(limberup, ["--safe", *words[:-1], str(path)])
    assert found.exit_code == 0
    (told,) = (fence["text"] for fence in FENCE.finditer(page("docs/simulate.md")) if fence["language"] == "text")
    assert told == found.stdout, "the weeks went otherwise: put the new ones into docs/simulate.md, and read them"


@pytest.mark.parametrize("text", examples("project"))
def test_the_entry_point_of_the_project_example_is_the_group(text: str) -> None:
    project = tomllib.loads(text)
    points = project["project"]["entry-points"][GROUP]
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert list(points.values()) == [Path(package).name for package in packages]


def write_pack(folder: Path, text: str, more: str = "") -> Path:
    """Write the pack of the page, with `more` at the end of its exercise; return its folder."""
    exercise = examples("exercise")[0].values[0]
    routine = next(found.values[0] for found in examples("routine") if "my-pack/" in found.values[0])
    for name, content in (
        ("pack.toml", text),
        ("exercises/wall-slide.toml", f"{exercise}{more}"),
        ("routines/short.toml", routine),
        ("guides/why-a-wall.toml", examples("guide")[0].values[0]),
        ("programmes/two-weeks.toml", examples("programme")[0].values[0]),
    ):
        path = folder / "my-pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content), "utf-8")
    return folder / "my-pack"


@pytest.mark.parametrize("text", examples("pack"))
def test_pack_examples_are_read_with_the_exercise_and_the_routine(text: str, tmp_path: Path) -> None:
    pack, problems = read_pack(write_pack(tmp_path, text))
    assert not problems
    assert pack is not None
    assert [exercise.id for exercise in pack.exercises] == ["my-pack/wall-slide"]
    assert not check_routine(pack.routines[0], Catalog((pack,)), TomlFile("short.toml", ""))


@pytest.mark.parametrize("text", examples("pack"))
def test_the_pack_of_the_page_passes_the_check_with_its_figure(text: str, tmp_path: Path, loaded: Loaded) -> None:
    folder = write_pack(tmp_path, text)
    _, problems = check_folder(folder, loaded)
    missing = [problem.what.split()[0] for problem in problems]
    assert missing == ["feel", "mistake", "stop", "source_note", "figure"]
    (figure,) = examples("figure")
    pack, problems = check_folder(write_pack(tmp_path, text, str(figure.values[0])), loaded)
    assert not problems
    assert pack is not None
    drawn = pack.exercises[0].figure
    assert drawn is not None
    assert drawn.body(0.0).joints["pelvis"] != drawn.body(1.0).joints["pelvis"]


def test_a_file_with_a_mistake_would_be_found() -> None:
    with pytest.raises(LimberupError):
        TomlFile("example.toml", "name = ")
    assert PackFile.__struct_fields__ == ("pack", "sources")
