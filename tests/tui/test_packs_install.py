"""`limberup packs install`, `remove`, `on`, `off`: what is run for which environment, and folders for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.core.test_packs import EXERCISE, make_pack

from limberup_tui import installing
from limberup_tui.cli import main
from limberup_tui.installing import Environment, add_command, find_environment, remove_command


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program have a home of its own."""
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what runs a command, and gives exit code, output and complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["packs", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def state(said: Any, id_: str) -> dict[str, Any] | None:
    rows = json.loads(said("--json")[1])
    return next((row for row in rows if row["id"] == id_), None)


# Environments


PIP = Environment("virtual", "/v/bin/python")


@pytest.mark.parametrize(
    ("environment", "add", "remove"),
    [
        (PIP, "/v/bin/python -m pip install --upgrade x", "/v/bin/python -m pip uninstall --yes x"),
        (
            Environment("pipx", "/p", "/bin/pipx"),
            "/bin/pipx inject --force limberup x",
            "/bin/pipx uninject limberup x",
        ),
        (
            Environment("uv tool", "/p", "/bin/uv", packages=("a>=1", "x==2")),
            "/bin/uv tool install limberup --with a>=1 --with x --upgrade-package x",
            "/bin/uv tool install limberup --with a>=1",
        ),
        (
            Environment("uv", "/p", "/bin/uv"),
            "/bin/uv pip install --upgrade --python /p x",
            "/bin/uv pip uninstall --python /p x",
        ),
    ],
)
def test_each_environment_has_its_own_command(environment: Environment, add: str, remove: str) -> None:
    assert " ".join(add_command(environment, "x")) == add
    assert " ".join(remove_command(environment, "x")) == remove


def test_pipx_and_uv_are_told_by_the_marks_they_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("pipx", "uv"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    environ = {"PATH": str(programs)}
    assert find_environment(environ).kind == "virtual"
    (tmp_path / "uv-receipt.toml").write_text(
        '[tool]\nrequirements = [{ name = "limberup" }, { name = "a", specifier = ">=1" },'
        ' { name = "b", path = "/w" }]\n'
    )
    found = find_environment(environ)
    assert (found.kind, found.program, found.packages) == ("uv tool", str(programs / "uv"), ("a>=1", "b @ file:///w"))
    (tmp_path / "uv-receipt.toml").write_text("rubbish")
    assert find_environment(environ).packages == ()
    (tmp_path / "pipx_metadata.json").write_text("{}")
    assert find_environment(environ) == Environment("pipx", sys.executable, str(programs / "pipx"))
    assert find_environment({"PATH": "/nowhere"}).program == ""


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (Environment("pipx", "/p"), "pipx is not on the path here, so it can't be done from here. Type: pipx inject"),
        (Environment("system", "/p", managed=True), "this Python belongs to the system's package manager"),
        (Environment("virtual", "/nowhere/python"), "/nowhere/python cannot be run: no such file or directory"),
        (Environment("virtual", "/bin/false"), "/bin/false did not succeed (its exit code is 1)"),
    ],
)
def test_where_it_cannot_be_done_it_is_said_what_to_type(
    said: Any, monkeypatch: pytest.MonkeyPatch, environment: Environment, told: str
) -> None:
    monkeypatch.setattr(installing, "find_environment", lambda: environment)
    code, _, complaints = said("install", "limberup-pack-none")
    assert code == 1
    assert told in complaints
    assert complaints.count("\n") == 1


@pytest.mark.parametrize("name", ["--index-url=http://x", "a b", "x;rm", "../gone", "gone.whl", "", "x" * 99 + "!"])
def test_what_is_no_package_is_refused(said: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(installing, "find_environment", lambda: Environment("virtual", "/bin/false"))
    code, out, complaints = said("install", "--", name)
    assert (code, out) == (2, ""), complaints
    assert complaints.count("\n") == 1


# Folders


def test_a_folder_is_copied_used_switched_off_and_removed(said: Any, home: Path, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "stairs")
    code, out, complaints = said("install", str(folder))
    assert (code, complaints) == (0, "")
    assert "Stairs" in out
    assert "1 exercise: Step up" in out
    assert (home / "packs" / "stairs" / "pack.toml").is_file()
    found = state(said, "stairs")
    assert found
    assert (found["healthy"], found["used"], found["exercises"]) == (True, True, 1)
    assert said("off", "stairs")[:2] == (0, "Stairs is off.\n")
    found = state(said, "stairs")
    assert found
    assert (found["healthy"], found["used"]) == (True, False)
    assert main(["show", "stairs/step-up"]) == 2
    assert said("on", "stairs")[0] == 0
    assert main(["show", "stairs/step-up"]) == 0
    assert said("remove", "stairs", "--yes")[0] == 0
    assert state(said, "stairs") is None
    assert folder.is_dir()


def test_a_second_of_the_same_id_is_refused_and_nothing_changes(said: Any, home: Path, tmp_path: Path) -> None:
    said("install", str(make_pack(tmp_path / "one")))
    before = {path: path.read_bytes() for path in (home / "packs").rglob("*.toml")}
    other = make_pack(tmp_path / "two", exercises__more=EXERCISE)
    code, _, complaints = said("install", str(other))
    assert code == 2
    assert "there is a pack 'stairs' already" in complaints
    assert {path: path.read_bytes() for path in (home / "packs").rglob("*.toml")} == before


def test_a_link_in_the_packs_folder_is_removed_and_not_what_it_leads_to(said: Any, home: Path, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "stairs")
    (home / "packs").mkdir(parents=True)
    (home / "packs" / "stairs").symlink_to(folder)
    assert said("remove", "stairs", "--yes")[0] == 0
    assert (folder / "pack.toml").is_file()


def test_our_own_packs_are_not_removed_but_can_be_left_out(said: Any) -> None:
    code, _, complaints = said("remove", "glutes", "--yes")
    assert code == 2
    assert "comes with limberup. limberup packs off glutes leaves it out" in complaints
    assert said("off", "glutes")[0] == 0
    assert main(["show", "glute-bridge"]) == 2


def test_no_removes_nothing(home: Path, tmp_path: Path) -> None:
    from limberup_tui.cli import limberup

    def run(*words: str, answer: str = "") -> Result:
        return CliRunner().invoke(limberup, ["packs", *words], input=answer)

    run("install", str(make_pack(tmp_path / "stairs")))
    assert run("remove", "stairs", answer="n\n").exit_code == 1
    assert (home / "packs" / "stairs").is_dir()


def test_who_is_not_there_is_named(said: Any) -> None:
    for command in ("remove", "on", "off"):
        code, _, complaints = said(command, "glute")
        assert (code, complaints) == (2, "limberup: packs: there is no pack 'glute'. Did you mean 'glutes'?\n")


def test_choices_that_are_damaged_are_named(said: Any, home: Path) -> None:
    home.mkdir()
    (home / "packs.toml").write_text("off = 3\n")
    code, _, complaints = said()
    assert code == 2
    assert "packs.toml: line 1, off: must be a list, not a whole number" in complaints


def test_a_pack_that_did_not_change_is_the_same_to_the_next_process(home: Path) -> None:
    folder = Path(__file__).parents[2] / "examples" / "limberup-pack-walking-balance" / "src"
    code = (
        "import sys; from pathlib import Path; from limberup.packs.choices import fingerprint, is_ours;"
        "from limberup.packs.manager import load;"
        "print([fingerprint(one) for one in load(folder=Path(sys.argv[1])).infos if not is_ours(one)])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert len(found.pop()) > 20


@pytest.mark.parametrize(
    ("wanted", "there", "tried"),
    [
        ("knees", "limberup-pack-knees", ["limberup-pack-knees"]),
        ("knees", "knees", ["limberup-pack-knees", "knees"]),
        ("knees>=2", "knees>=2", ["limberup-pack-knees>=2", "knees>=2"]),
        ("limberup-pack-knees", "limberup-pack-knees", ["limberup-pack-knees"]),
        ("limberup_pack_knees", "limberup_pack_knees", ["limberup_pack_knees"]),
    ],
)
def test_a_pack_is_found_by_its_own_name_too(
    said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, there: str, tried: list[str]
) -> None:
    # An index that has one distribution: what asks for another gets pip's exit code.
    index = tmp_path / "python"
    index.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last" >> {tmp_path}/asked\n[ "$last" = "{there}" ]\n')
    index.chmod(0o755)
    monkeypatch.setattr(installing, "find_environment", lambda: Environment("virtual", str(index)))
    code, _, complaints = said("install", wanted)
    assert (tmp_path / "asked").read_text().splitlines() == tried
    # It was no pack after all, which is all that is complained of.
    assert (code, complaints) == (1, "limberup: it is installed, but brings no pack that was not there before\n")


def test_uv_forgets_a_wheel_that_is_removed_or_replaced(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "limberup-pack-hills"\n')
    asked = ("a>=1", "limberup-pack-hills @ file:///w/limberup_pack_hills-1.0-py3-none-any.whl")
    environment = Environment("uv tool", "python", "uv", packages=asked)
    assert remove_command(environment, "limberup-pack-hills")[4:] == ["--with", "a>=1"]
    for wanted in (str(project), "/w/limberup_pack_hills-1.1-py3-none-any.whl"):
        assert add_command(environment, wanted)[4:] == ["--with", "a>=1", "--with", wanted]
