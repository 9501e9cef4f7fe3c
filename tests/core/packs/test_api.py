"""The promise of pack interface 1: whatever a pack could say stays sayable, until the number is raised."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import fields

from limberup.packs import API, hookspecs
from limberup.packs import __all__ as offered
from limberup.packs.guide_shapes import GuideFile
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.packs.renamed import RENAMED
from limberup.packs.rule_reader import RuleTable
from limberup.packs.shapes import ExerciseFile, PackTable, RoutineFile, SourceTable, StepTable

KEYS: dict[type[Struct], tuple[str, str]] = {
    PackTable: ("id name api", "summary authors license references"),
    SourceTable: ("grade text", ""),
    ExerciseFile: (
        "name purpose kind position start_position side start target how breathing",
        "catalogue aliases kind_note ways counts equipment equipment_optional muscles start_note target_note tempo "
        "easier easier_level harder harder_level tags cautions feel mistake stop shown from_week needs_target seeds "
        "sources source_note figure",
    ),
    StepTable: ("do", "dose note"),
    RoutineFile: ("name step", "summary minutes holds fill schema"),
    GuideFile: ("question text", "topics rules sources related"),
    ProgrammeFile: ("name weeks", "summary review sources"),
    WeeksTable: (
        "from_week stretch_days strength_days",
        "to_week stretch_routines strength_routines unlocks milestone note",
    ),
    ReviewTable: ("week words", ""),
    RuleTable: (
        "id why",
        "how source conditions age_from pain_from minutes_up_below week_below exclude exclude_tags modify modify_tags",
    ),
}
"""Of interface 1: the keys that must be there, and those that may. Lines are added here and never taken out."""


def test_the_number_is_that_of_this_test() -> None:
    assert API == 1, "a new number: what it took away goes into docs/packs.md, and KEYS begins anew"


def test_no_key_was_taken_away_and_none_became_a_must() -> None:
    for shape, (must, may) in KEYS.items():
        now = {field.encode_name: field.required for field in fields(shape)}
        renamed = RENAMED.get(shape.__name__, {})
        for key in [*must.split(), *may.split()]:
            assert key in now or key in renamed, f"{shape.__name__} no longer has {key}"
        assert {key for key, required in now.items() if required} <= set(must.split()), shape.__name__


def test_what_a_pack_imports_is_there() -> None:
    assert {"API", "PackFolder", "hookimpl", "pack_from_package"} <= set(offered)
    assert {"limberup_packs", "limberup_rules"} <= set(hookspecs.__all__)
    from limberup.packs.manager import load
    from limberup.packs.rules import Facts, Rule, exclude, modify, restrictions_for
    from limberup.testing import PackContract, check_pack

    assert all((Facts, Rule, exclude, modify, restrictions_for, load, PackContract, check_pack))
    known = {"conditions", "age", "state", "rest", "move", "minutes_up", "sore_side", "week"}
    assert known <= set(Facts.__dataclass_fields__)
    assert Facts().now == 0
