"""Beginning a pack: the project is right from the start, and nothing is overwritten."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from limberup.packs.checker import check_folder
from limberup.packs.hookspecs import API
from limberup.packs.manager import GROUP, Loaded
from limberup.packs.template import MAX_NAME, SCHEMAS, make_project, name_problem, package_of
from limberup.problem import LimberupError
from limberup.text import clean


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Begin a pack."""
    return make_project("my-balance", tmp_path, 2026)


def test_nothing_is_wrong_with_it(project: Path, loaded: Loaded) -> None:
    pack, problems = check_folder(project / "src" / "limberup_pack_my_balance", loaded)
    assert problems == []
    assert pack is not None
    assert (pack.id, pack.name, pack.api) == ("my-balance", "My balance", API)
    assert [exercise.id for exercise in pack.exercises] == ["my-balance/knee-straightening"]
    assert [routine.id for routine in pack.routines] == ["my-balance/short"]
    figure = pack.exercises[0].figure
    assert figure is not None
    assert figure.body(0.0).joints["ankle_a"] != figure.body(1.0).joints["ankle_a"]


def test_every_file_is_whole(project: Path) -> None:
    files = [path for path in project.rglob("*") if path.is_file()]
    names = {str(path.relative_to(project)) for path in files}
    assert {"pyproject.toml", "README.md", "LICENSE", ".gitignore", ".github/workflows/ci.yml"} <= names
    assert {f"schemas/{name}.json" for name in SCHEMAS} <= names
    for path in files:
        text = path.read_text("utf-8")
        assert not re.search(r"@[A-Z]+@", text), f"{path}: a word is left to be filled in"
        assert text == clean(text, lines=True)
        assert text.endswith("\n")
        if path.suffix == ".py":
            ast.parse(text)
    assert "Copyright (c) 2026 the authors of my-balance" in (project / "LICENSE").read_text("utf-8")


def test_its_entry_point_is_its_package(project: Path) -> None:
    told = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    assert told["project"]["name"] == "limberup-pack-my-balance"
    assert told["project"]["entry-points"][GROUP] == {"my-balance": "limberup_pack_my_balance"}
    (package,) = told["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert (project / package / "__init__.py").is_file()
    assert told["project"]["requires-python"] == ">=3.11"


def test_each_file_leads_editors_to_its_schema(project: Path) -> None:
    for path in (project / "src").rglob("*.toml"):
        first = path.read_text("utf-8").splitlines()[0]
        schema = (path.parent / first.removeprefix("#:schema ")).resolve()
        assert schema.parent == project / "schemas"
        assert schema.is_file()
        assert schema.stem == {"pack.toml": "pack"}.get(path.name, path.parent.name.removesuffix("s"))


def test_nothing_is_overwritten(project: Path, tmp_path: Path) -> None:
    (project / "README.md").write_text("mine")
    with pytest.raises(LimberupError, match="is there already"):
        make_project("my-balance", tmp_path, 2026)
    assert (project / "README.md").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("empty", "file", "link"):
        with pytest.raises(LimberupError, match="is there already"):
            make_project(name, tmp_path, 2026)
    assert not list((tmp_path / "empty").iterdir())


def test_where_it_cannot_be_written_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimberupError, match="no such file or directory"):
        make_project("x", tmp_path / "gone", 2026)
    write = Path.write_text

    def full(path: Path, *rest: str, **named: str) -> int:
        if path.name == "short.toml":
            raise OSError(28, "No space left on device")
        return write(path, *rest, **named)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(LimberupError, match="cannot be made: no space left on device"):
        make_project("x", tmp_path, 2026)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a", "9", "my-pack", "a1-b2-c3", "x" * MAX_NAME])
def test_good_names(name: str) -> None:
    assert name_problem(name) is None
    assert package_of(name).isidentifier()


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("My Pack", "Try 'my-pack'"),
        ("my_pack", "Try 'my-pack'"),
        ("a--b", "Try 'a-b'"),
        ("-a", "Try 'a'"),
        ("a\n", "Try 'a'"),
        ("../up", "Try 'up'"),
        ("/etc", "Try 'etc'"),
        ("", "Try 'my-pack'"),
        ("\u00e9", "Try 'my-pack'"),
        ("x" * (MAX_NAME + 1), f"Try '{'x' * MAX_NAME}'"),
        ("limberup-pack-hips", "Try 'hips'"),
        ("glutes", "Give it a name of its own"),
    ],
)
def test_other_names_are_refused_with_a_remedy(name: str, remedy: str) -> None:
    problem = name_problem(name, ("glutes",))
    assert problem is not None
    assert problem.remedy == remedy
    assert "\n" not in str(problem)
