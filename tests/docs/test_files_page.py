"""What the pages say of the files of a person, and of a history as CSV and JSON, is so."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.pages import examples, headings, page, part, rows, ticked

from limberup.catalog import Catalog
from limberup.course import FOR_STEP, USUAL_DOSE
from limberup.history.record import FORM_LOST
from limberup.history.record_file import RecordFile, parse_record
from limberup.paths import find_home
from limberup.tomlread import TomlFile
from limberup_tui.asked import SKIP_REASONS, SWAP_REASONS
from limberup_tui.cli import limberup


@pytest.mark.parametrize("text", examples("record"))
def test_record_examples_are_read(text: str, catalog: Catalog) -> None:
    record = parse_record(TomlFile("20261121T073000Z-1f3a9c04.toml", text))
    assert all(entry.exercise in catalog.exercises for entry in record.entries)
    written = {key for row in rows(part(page("docs/files.md"), "history/")) for key in ticked(row[0])}
    assert set(tomllib.loads(text)) <= set(RecordFile.__annotations__) <= written


def test_the_marks_of_a_record_are_written() -> None:
    written = {key for row in rows(part(page("docs/files.md"), "history/")) for key in ticked(row[0])}
    reasons = {word for words in (SKIP_REASONS, SWAP_REASONS) for _, word in words.values()}
    assert reasons | {FORM_LOST} <= written
    assert {key for key in written if key.startswith(FOR_STEP)} == {f"{FOR_STEP}pack/name"}
    assert any(key.startswith(USUAL_DOSE) for key in written)


def test_the_columns_of_the_history_are_written(tmp_path: Path) -> None:
    text = str(examples("record")[0].values[0])
    path = tmp_path / "history" / "2026" / "20261121T073000Z-1f3a9c04.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")

    def printed(form: str) -> str:
        return CliRunner().invoke(limberup, ["history", form], env={"LIMBERUP_HOME": str(tmp_path)}).output

    found = rows(part(page("docs/handing-over.md"), "The columns"))
    csv, as_json = ([key for row in found for key in ticked(row[column])] for column in (0, 1))
    assert ",".join(csv) == printed("--csv").splitlines()[0]
    (record,) = json.loads(printed("--json"))
    told = [key for key in as_json if key.count(".") < 2]
    assert sorted(told) == sorted([*record, *(f"exercises.{key}" for key in record["exercises"][0])])


def test_every_file_and_folder_of_a_person_is_told(tmp_path: Path) -> None:
    home = find_home({"LIMBERUP_HOME": str(tmp_path)})
    properties = [name for name, one in vars(type(home)).items() if isinstance(one, property)]
    names = {path.name for path in (getattr(home, name) for name in properties) if path.parent == tmp_path}
    assert {"person.toml", "settings.toml", "packs.toml", "routines", "history", "packs", "open"} <= names
    text = page("docs/files.md")
    where = {name.rstrip("/") for row in rows(part(text, "Where")) for name in ticked(row[0])}
    assert names - {"cache"} <= where
    assert names - {"cache"} <= {words.rstrip("/") for _, _, words in headings(text)}
