"""A key that gets a new name: read under both for a while, with a warning to the pack's author and nobody else."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.core.test_packs import EXERCISE, make_pack

from limberup.packs import renamed
from limberup.packs.hookspecs import API
from limberup.packs.reader import read_pack
from limberup.packs.renamed import PackDeprecationWarning, Renamed, with_new_names
from limberup.packs.shapes import ExerciseFile, StepTable
from limberup.tomlread import TomlFile
from limberup_tui.cli import limberup

OLD = {"ExerciseFile": {"pace": Renamed("tempo", "0.4", API + 1)}, "StepTable": {"amount": Renamed("dose", "0.5", 3)}}


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two keys have had another name."""
    monkeypatch.setattr(renamed, "RENAMED", OLD)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Write a pack that uses both old names."""
    routine = 'name = "A"\n[[step]]\ndo = "stairs/step-up"\namount = "1x7"\n'
    folder = make_pack(tmp_path / "stairs", routines__short=routine)
    (folder / "exercises" / "step-up.toml").write_text(f"{EXERCISE}pace = [3, 1]\n")
    return folder


@pytest.mark.usefixtures("old")
def test_the_old_name_still_works_and_is_warned_of_with_its_line(pack: Path) -> None:
    with pytest.warns(PackDeprecationWarning) as caught:
        found, problems = read_pack(pack)
    assert problems == []
    assert found is not None
    assert found.exercises[0].tempo == (3, 1)
    assert str(found.routines[0].steps[0].dose) == "1x7"
    assert [str(one.message) for one in caught] == [
        "stairs/exercises/step-up.toml: line 11, pace: is called tempo since limberup 0.4; "
        f"interface {API + 1} will not know pace. Write tempo = ...",
        "stairs/routines/short.toml: line 4, step 1, amount: is called dose since limberup 0.5; "
        "interface 3 will not know amount. Write dose = ...",
    ]


@pytest.mark.usefixtures("old")
def test_who_uses_a_pack_hears_nothing_of_it(pack: Path) -> None:
    with warnings.catch_warnings(record=True) as caught:
        # What Python does by itself, outside of pytest.
        warnings.simplefilter("ignore", DeprecationWarning)
        assert read_pack(pack)[1] == []
    assert caught == []


@pytest.mark.usefixtures("old")
def test_both_names_at_once_are_a_mistake(tmp_path: Path) -> None:
    file = TomlFile("f.toml", "pace = [1, 1]\ntempo = [2, 2]\n")
    table, problems = with_new_names(file.data, "ExerciseFile", file, "")
    assert table == {"tempo": [2, 2]}
    assert [str(one) for one in problems] == [
        "f.toml: line 1, pace: is the old name of tempo, which is there too. Take one out"
    ]


@pytest.mark.usefixtures("old")
def test_the_check_names_it_and_is_content(pack: Path, tmp_path: Path) -> None:
    def check(*words: str) -> tuple[int, str, str]:
        found = CliRunner().invoke(limberup, ["--safe", "packs", "check", str(pack), *words], env=env)
        return found.exit_code, found.stdout, found.stderr

    env = {"LIMBERUP_HOME": str(tmp_path / "home")}
    said = check()[2].splitlines()
    assert [line for line in said if "is called tempo since limberup 0.4" in line]
    shown = check("--json")[1]
    assert '"deprecated": [\n    {\n      "file": "stairs/exercises/step-up.toml"' in shown
    # Nothing but what the little pack has always lacked is wrong with it.
    assert not any("pace" in line and "is called" not in line for line in said)


def test_no_key_has_had_another_name_yet_and_each_that_has_leads_somewhere() -> None:
    shapes = {shape.__name__: shape for shape in (ExerciseFile, StepTable)}
    for name, keys in renamed.RENAMED.items():
        for old_name, now in keys.items():
            assert now.new in shapes[name].__struct_fields__
            assert old_name not in shapes[name].__struct_fields__
            assert now.until > API
