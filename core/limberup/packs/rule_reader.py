"""Safety rules that a pack gives as data, in `rules.toml`: no program, so there is nothing to run or to wait for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from limberup.exercise import TAGS, Exercise
from limberup.packs.fields import read_fields
from limberup.packs.manager import RULES_FILE
from limberup.packs.reader import read_inside
from limberup.packs.rules import MAX_HOW, MAX_WHY, Facts
from limberup.packs.shapes import Ref, Short, Slug, Tag
from limberup.problem import LimberupError, Problem, nearest
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["DataRule", "RuleTable", "RulesFile", "data_restrictions", "read_rules"]

Why = Annotated[str, Meta(min_length=1, max_length=MAX_WHY)]
How = Annotated[str, Meta(min_length=1, max_length=MAX_HOW)]
Tags = Annotated[list[Tag], Meta(max_length=40)]
Refs = Annotated[list[Ref], Meta(max_length=500)]


class RuleTable(Struct):
    """One `[[rule]]`."""

    id: Slug
    why: Why
    how: How | None = None
    source: Annotated[str, Meta(min_length=1, max_length=60)] = "own"
    conditions: Annotated[list[Short], Meta(min_length=1, max_length=40)] | None = None
    age_from: Annotated[int, Meta(ge=0, le=130)] | None = None
    pain_from: Annotated[int, Meta(ge=0, le=10)] | None = None
    minutes_up_below: Annotated[int, Meta(ge=1, le=1440)] | None = None
    week_below: Annotated[int, Meta(ge=2, le=520)] | None = None
    exclude: Refs = []
    exclude_tags: Tags = []
    modify: Refs = []
    modify_tags: Tags = []


class RulesFile(Struct):
    """rules.toml as a whole."""

    rule: Annotated[list[dict[str, object]], Meta(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class DataRule:
    """A rule that was read: when it applies, and to which exercises."""

    pack: str
    table: RuleTable
    exclude: frozenset[str]
    """Canonical ids."""
    modify: frozenset[str]
    """Canonical ids."""

    def applies(self, facts: Facts) -> bool:
        """Return whether everything holds that it asks of the person."""
        table = self.table
        return (
            (table.conditions is None or bool(facts.conditions & set(table.conditions)))
            and (table.age_from is None or facts.age >= table.age_from)
            and (table.pain_from is None or facts.now >= table.pain_from)
            and (table.minutes_up_below is None or facts.minutes_up < table.minutes_up_below)
            and (table.week_below is None or facts.week < table.week_below)
        )

    def restricts(self, exercise: Exercise) -> Restriction | None:
        """Return what it says of an exercise, where it applies."""
        table = self.table
        if exercise.id in self.exclude or exercise.tags & set(table.exclude_tags):
            verdict, how = Verdict.EXCLUDE, ""
        elif exercise.id in self.modify or exercise.tags & set(table.modify_tags):
            verdict, how = Verdict.MODIFY, table.how or ""
        else:
            return None
        why, how, source = (" ".join(text.split()) for text in (table.why, how, table.source))
        return Restriction(self.pack, table.id, exercise.id, verdict, why, how, source)


def data_restrictions(rules: Iterable[DataRule], facts: Facts, exercises: Iterable[Exercise]) -> Iterator[Restriction]:
    """Yield what rules that were read restrict for the person now."""
    applying = [rule for rule in rules if rule.applies(facts)]
    for exercise in exercises:
        yield from (found for rule in applying if (found := rule.restricts(exercise)))


def read_rules(folder: Path, pack: str) -> tuple[tuple[DataRule, ...], list[Problem]]:
    """Read `rules.toml` in a pack's folder, where there is one.

    Returns:
        The rules, and all that is wrong with them. Where anything is, none of them may be relied on.
    """
    folder = folder.absolute()
    if not os.path.lexists(folder / RULES_FILE):
        return (), []
    try:
        file = read_inside(folder, folder / RULES_FILE, f"{folder.name}/{RULES_FILE}")
    except LimberupError as error:
        return (), list(error.problems)
    whole, problems = read_fields(file.data, RulesFile, file)
    rules: list[DataRule] = []
    for number, raw in enumerate(whole.rule if whole else [], 1):
        path = f"rule[{number}]"
        table, more = read_fields(raw, RuleTable, file, path)
        problems += more
        if table:
            problems += _wrong(table, file, path, [rule.table.id for rule in rules])
            rules.append(DataRule(pack, table, _whole(table.exclude, pack), _whole(table.modify, pack)))
    return tuple(rules), problems


def _whole(refs: Iterable[str], pack: str) -> frozenset[str]:
    return frozenset(ref if "/" in ref else f"{pack}/{ref}" for ref in refs)


def _wrong(table: RuleTable, file: TomlFile, path: str, before: list[str]) -> Iterator[Problem]:
    if table.id in before:
        yield file.problem(
            f"{path}.id",
            tr("there is a rule {id!r} already").format(id=table.id),
            tr("Give each a name of its own"),
        )
    for number, id_ in enumerate(table.conditions or [], 1):
        if id_ not in CONDITIONS:
            place = f"{path}.conditions[{number}]"
            yield file.problem(place, tr("there is no condition {id!r}").format(id=id_), nearest(id_, CONDITIONS))
    for key, tags in (("exclude_tags", table.exclude_tags), ("modify_tags", table.modify_tags)):
        for number, tag in enumerate(tags, 1):
            if tag.removeprefix("~") not in TAGS:
                yield file.problem(
                    f"{path}.{key}[{number}]", tr("there is no tag {tag!r}").format(tag=tag), nearest(tag, TAGS)
                )
    for key in ("why", "how", "source"):
        if (text := getattr(table, key)) is not None and not text.strip():
            yield file.problem(f"{path}.{key}", tr("is empty"))
    changes = bool(table.modify or table.modify_tags)
    if not (changes or table.exclude or table.exclude_tags):
        yield file.problem(path, tr("restricts nothing"), tr("Name exercises or tags to exclude or to modify"))
    if changes != (table.how is not None):
        remedy = tr("Add how = ...") if changes else tr("Leave it out, or name what to modify")
        yield file.problem(path, (tr("how is missing") if changes else tr("how says nothing")), remedy)
