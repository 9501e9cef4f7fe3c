"""Write the JSON Schemas of a pack's files, for editors: docs/schemas, and a copy for each new pack.

python scripts/schemas.py [FOLDER ...]

Types and limits are those of the reader's own shapes; what each key is comes from the tables of the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from limberup.exercise import TAGS
from limberup.figures.props import KINDS
from limberup.figures.skeleton import ANCHORS, ANGLES, TARGETS
from limberup.packs.figure_reader import BENDS, JOINTS, FigureTable, poses
from limberup.packs.guide_shapes import GuideFile
from limberup.packs.hookspecs import API
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.packs.rule_reader import RulesFile, RuleTable
from limberup.packs.shapes import ExerciseFile, PackFile, PackTable, RoutineFile, SourceTable, StepTable
from limberup.safety.conditions import CONDITIONS

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "docs/schemas", ROOT / "core/limberup/data/pack_template/schemas")
Schema = dict[str, Any]
_OPEN = "x-open"
"""Where a shape leaves a table open, because the reader takes it apart by hand; nothing of it is left in the end."""


def shape(kind: type[msgspec.Struct], page: str, heading: str) -> Schema:
    """Return the schema of a table, with what the page says of each key."""
    whole = msgspec.json.schema(kind, schema_hook=lambda _: {_OPEN: True})
    table: Schema = _plain(whole["$defs"][kind.__name__], whole["$defs"])
    table["additionalProperties"] = False
    told = dict(_told(page, heading))
    for name, key in table["properties"].items():
        if name in told:
            key["description"] = told[name]
    return table


def _plain(schema: Any, known: Mapping[str, Any]) -> Any:
    """Return a schema as every validator and editor understands it: TOML has no null, and its regexes no \\Z."""
    if isinstance(schema, list):
        return [_plain(item, known) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _plain({**known[schema["$ref"].rsplit("/", 1)[1]], **_without(schema, "$ref")}, known)
    found = {name: _plain(value, known) for name, value in schema.items()}
    if "anyOf" in found:
        (one,) = (part for part in found.pop("anyOf") if part.get("type") != "null")
        found = {**one, **found}
    if found.get("default", "") is None:
        del found["default"]
    if "prefixItems" in found:
        first, second = found.pop("prefixItems")
        assert first == second
        found["items"] = first
    if "pattern" in found:
        found["pattern"] = found["pattern"].replace(r"\Z", "$")
    # A docstring is for those who read the code.
    return _without(found, "title", "description")


def _without(schema: Schema, *names: str) -> Schema:
    return {name: value for name, value in schema.items() if name not in names}


def _told(page: str, heading: str) -> Iterator[tuple[str, str]]:
    """Yield each key in the tables under a heading, with what its last column says."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.search(rf"^(#+) {re.escape(heading)}$\n", text, re.M)
    assert found, f"there is no heading {heading!r} in {page}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.M)
    for line in rest[: end.start() if end else None].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and cells[-1]:
            words = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", cells[-1])
            yield from ((key, words) for key in re.findall(r"`([\w-]+)`", cells[0]))


def _object(properties: Schema, **more: Any) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _sided(names: tuple[str, ...]) -> list[str]:
    """Return names with their sides, and without: that sets both."""
    return sorted({*names, *(name.removesuffix("_a").removesuffix("_b") for name in names)})


def figure() -> Schema:
    """Return the schema of `[figure]`: its frames and props are read by hand, so they are described by hand."""
    told = dict(_told("packs/figures.md", "The figure of an exercise"))
    place = {"type": "array", "items": {"type": "number", "minimum": -2, "maximum": 2}, "minItems": 2, "maxItems": 2}
    share = {"type": "number", "minimum": 0.2, "maximum": 1}
    keys: Schema = {name: {"type": "number", "minimum": -720, "maximum": 720} for name in _sided(ANGLES)}
    keys |= {name: dict(place) for name in (*_sided(TARGETS), "at")}
    keys["anchor"] = {"type": "string", "enum": sorted(ANCHORS)}
    keys["bend"] = _object({name: {"enum": [1, -1]} for name in _sided(BENDS)})
    keys["short"] = _object({name: dict(share) for name in _sided(ANGLES)})
    for name, key in keys.items():
        bare = name.removesuffix("_a").removesuffix("_b")
        if words := told.get(name) or told.get(bare):
            key["description"] = words
    measure = {"type": "number", "minimum": -3, "maximum": 3}
    joints = {"type": "array", "items": {"enum": sorted(JOINTS)}, "minItems": 2, "maxItems": 4}
    props = []
    for kind, names in KINDS.items():
        own: Schema = {"kind": {"type": "string", "enum": [kind]}} | {name: dict(measure) for name in names}
        hangs = not names
        props.append(_object(own | ({"joints": joints} if hangs else {}), required=["kind", "joints"][: 1 + hangs]))
    table = shape(FigureTable, "packs/figures.md", "The figure of an exercise")
    table["properties"]["pose"]["enum"] = list(poses())
    table["properties"]["frame"]["items"] = _object(keys)
    table["properties"]["props"]["items"] = {"oneOf": props}
    return table


def schemas() -> dict[str, Schema]:
    """Return the schema of each sort of file, and that of a figure alone."""
    pack = shape(PackFile, "packs/exercises.md", "pack.toml")
    pack["properties"]["pack"] = shape(PackTable, "packs/exercises.md", "pack.toml")
    pack["properties"]["pack"]["properties"]["api"]["enum"] = [API]
    pack["properties"]["sources"]["additionalProperties"] = shape(SourceTable, "packs/exercises.md", "pack.toml")
    exercise = shape(ExerciseFile, "packs/exercises.md", "An exercise file")
    exercise["properties"]["figure"] |= figure()
    tags = [*TAGS, *(f"~{tag}" for tag in TAGS)]
    exercise["properties"]["tags"]["items"] = {"type": "string", "enum": tags}
    routine = shape(RoutineFile, "routines.md", "Keys")
    routine["properties"]["step"]["items"] = shape(StepTable, "routines.md", "Keys")
    programme = shape(ProgrammeFile, "packs/programmes.md", "Programmes")
    programme["properties"]["weeks"]["items"] = shape(WeeksTable, "packs/programmes.md", "Programmes")
    programme["properties"]["review"]["items"] = shape(ReviewTable, "packs/programmes.md", "Programmes")
    rules = shape(RulesFile, "packs/rules.md", "As a file")
    rule = rules["properties"]["rule"]["items"] = shape(RuleTable, "packs/rules.md", "As a file")
    rule["properties"]["conditions"]["items"] = {"type": "string", "enum": list(CONDITIONS)}
    for name in ("exclude_tags", "modify_tags"):
        rule["properties"][name]["items"] = {"type": "string", "enum": tags}
    found = {"exercise": exercise, "figure": figure(), "guide": shape(GuideFile, "packs/programmes.md", "Guides")}
    found |= {"pack": pack, "programme": programme, "routine": routine, "rules": rules}
    assert _OPEN not in json.dumps(found), "a table was added that is described nowhere"
    draft = "http://json-schema.org/draft-07/schema#"
    return {name: {"$schema": draft, "title": f"limberup: {name}", **one} for name, one in found.items()}


@click.command()
@click.argument("folders", metavar="[FOLDER ...]", nargs=-1, type=click.Path(path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Write all schemas into each FOLDER; where none is named, to where they belong."""
    for folder in folders or FOLDERS:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            text = json.dumps(schema, indent=1, ensure_ascii=False)
            (folder / f"{name}.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
