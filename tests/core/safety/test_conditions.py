"""The condition table against its text, for every row and every exercise, and the filter on top of it."""

from __future__ import annotations

import pytest

from limberup.catalog import Catalog
from limberup.exercise import TAGS, Exercise, Kind
from limberup.safety.conditions import CONDITIONS, NEEDS_FREE_HANDS
from limberup.safety.decision import Verdict
from limberup.safety.fit import fit, strictest

ALLOW, MODIFY, EXCLUDE = Verdict.ALLOW, Verdict.MODIFY, Verdict.EXCLUDE

LEGS = "A22 A23 A24 A25 A26 A29"
# id | EXCLUDE | MODIFY, as the written table has them; numbers are those of the written catalogue.
TABLE = f"""
osteoporosis       | FLX FLXL ROT PRS               | ~FLX ~ROT
vertebral_fracture | FLX ~FLX FLXL ROT ~ROT PRS ISO | ~ISO ~EXT
leg_pain           | NRV FLX FLXL A28               | ~NRV ~FLX ~ROT
stenosis           | EXT PRN                        | ~EXT ~HEXT
spondylolisthesis  | EXT PRN                        | ~EXT ~HEXT ~ROT
pregnancy_1        | FLXL                           | ~ISO
pregnancy_2        | SUP PRN FLXL ISO               | ~SUP ~ISO ~FLX ~ROT BAL
pgp                | WIDE                           | ~HER BAL
thr_posterior      | HF90 HADD HIR {LEGS}           | ~HF90 ~HADD
thr_anterior       | HEXT HER PRN {LEGS}            | ~HEXT ~HER
thr_lateral        | HF90 HADD HIR HABL {LEGS}      | ~HF90 ~HADD ~HABL
hypertension       |                                | ISO ~ISO
hypermobility      | KTW                            | STATIC
gtps               | HADD PRS                       | ~HADD SIDE
fai                | HADD HIR KTW HF90              | ~HF90
hip_oa             | KTW                            | ~HER ~HF90 ~HEXT
knee_problem       | KTW KNL                        | ~KTW
wrist_shoulder     | WRI                            | ~WRI
neck_problem       | NCK                            | ~NCK
bleeding_dvt       | PRS                            |
fall_risk          |                                | BAL
no_floor           | FLR                            |
abdominal          | FLXL ISO                       | ~ISO
"""
ROWS = {
    parts[0]: (parts[1].split(), parts[2].split())
    for line in TABLE.strip().splitlines()
    if (parts := [part.strip() for part in line.split("|")])
}
THREE = [ROWS[f"thr_{side}"] for side in ("posterior", "anterior", "lateral")]
ROWS["thr_unknown"] = ([tag for row in THREE for tag in row[0]], [tag for row in THREE for tag in row[1]])


def by_the_text(exercise: Exercise, row: str) -> Verdict:
    """Read the sentences above the table once more, tag by tag and without any set algebra."""
    exclude, modify = ROWS[row]
    if exercise.catalogue in exclude or any(tag in exclude for tag in exercise.tags):
        return EXCLUDE
    if "BAL" in modify and "BAL" in exercise.tags and exercise.catalogue in ("A10", "N15", "A29"):
        return EXCLUDE
    for tag in exercise.tags:
        soft = f"~{tag}" if not tag.startswith("~") else tag
        hard = soft[1:]
        if tag in modify or soft in modify or (tag == soft and hard in exclude):
            return MODIFY
    return MODIFY if "STATIC" in modify and exercise.kind is Kind.STATIC_STRETCH else ALLOW


def test_the_table_is_whole() -> None:
    assert len(CONDITIONS) == 24
    assert set(CONDITIONS) == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_each_row_as_written(row: str, catalog: Catalog) -> None:
    assert len(catalog.exercises) == 80
    for exercise in catalog.exercises.values():
        fitted = fit(exercise, {row})
        assert fitted.verdict is by_the_text(exercise, row), (exercise.id, exercise.tags)
        assert (fitted.verdict is MODIFY) == bool(fitted.how)


@pytest.mark.parametrize(
    ("row", "excluded", "modified", "allowed"),
    [
        ("osteoporosis", "childs-pose tfl-ball-release", "supine-knee-roll cat-cow", "curl-up forearm-plank"),
        ("vertebral_fracture", "cat-cow seated-spinal-twist side-plank", "glute-bridge incline-plank", "glute-set"),
        ("leg_pain", "pigeon-pose supine-strap-hamstring-stretch", "desk-push-away", "bird-dog"),
        ("stenosis", "prone-elbow-prop", "kneeling-hip-flexor-stretch leg-swing", "single-knee-to-chest"),
        ("spondylolisthesis", "prone-elbow-prop", "seated-spinal-twist", "double-knee-to-chest"),
        ("pregnancy_1", "bent-knee-sit-up", "forearm-plank incline-plank", "dead-bug"),
        ("pregnancy_2", "dead-bug knee-plank lateral-band-walk", "childs-pose pelvic-tilt leg-swing", "sit-to-stand"),
        ("pgp", "butterfly reclined-butterfly lateral-squat", "supine-figure-4 standing-hip-abduction", "clamshell"),
        ("thr_posterior", "chair-figure-4 pigeon-pose double-knee-to-chest", "sit-to-stand", "clamshell"),
        ("thr_anterior", "butterfly kneeling-hip-flexor-stretch", "hip-thrust leg-swing", "single-knee-to-chest"),
        ("thr_lateral", "clamshell childs-pose", "seated-band-abduction supine-knee-roll", "butterfly"),
        ("thr_unknown", "clamshell butterfly childs-pose", "leg-swing", "glute-bridge"),
        ("hypertension", "", "forearm-plank wall-side-plank", "glute-bridge abdominal-draw-in"),
        ("hypermobility", "pigeon-pose childs-pose", "chest-opener neck-stretch lateral-squat", "leg-swing"),
        ("gtps", "standing-tfl-stretch itb-foam-roll", "clamshell side-plank supine-knee-roll", "fire-hydrant"),
        ("fai", "single-knee-to-chest seated-crossover-piriformis", "rock-back supine-figure-4", "butterfly"),
        ("hip_oa", "childs-pose", "butterfly supine-figure-4 single-knee-to-chest", "clamshell"),
        ("knee_problem", "cat-cow childs-pose kneeling-hip-flexor-stretch", "lateral-squat", "supported-mini-squat"),
        ("wrist_shoulder", "bird-dog side-plank", "desk-push-away incline-plank", "dead-bug"),
        ("neck_problem", "neck-stretch bent-knee-sit-up", "curl-up", "shoulder-roll"),
        ("bleeding_dvt", "wall-ball-release", "", "clamshell"),
        ("fall_risk", "forward-monster-walk standing-tfl-stretch", "lateral-squat leg-swing", "clamshell"),
        ("no_floor", "dead-bug clamshell", "", "pelvic-tilt single-knee-to-chest"),
        ("abdominal", "bent-knee-sit-up side-plank", "wall-side-plank", "dead-bug"),
    ],
)  # fmt: skip
def test_each_row_by_hand(row: str, excluded: str, modified: str, allowed: str, catalog: Catalog) -> None:
    for names, verdict in ((excluded, EXCLUDE), (modified, MODIFY), (allowed, ALLOW)):
        for name in names.split():
            assert fit(catalog.exercise(name), {row}).verdict is verdict, (name, row)


def test_an_unknown_hip_replacement_is_as_strict_as_all_three(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        three = fit(exercise, {"thr_posterior", "thr_anterior", "thr_lateral"}).verdict
        assert fit(exercise, {"thr_unknown"}).verdict is three


def test_ids_of_the_rules_are_in_the_catalogue(catalog: Catalog) -> None:
    named = NEEDS_FREE_HANDS.union(*(row.ids for row in CONDITIONS.values()))
    assert named <= set(catalog.exercises)


def test_tags_of_the_rules_are_known() -> None:
    for row in CONDITIONS.values():
        assert {tag.removeprefix("~") for tag in row.exclude | row.modify} <= set(TAGS)
        assert row.label[0].islower()
        assert row.label == row.label.strip(".")
        assert not row.modify or row.how


@pytest.mark.parametrize(("minutes", "verdict"), [(0, EXCLUDE), (59, EXCLUDE), (60, ALLOW), (300, ALLOW)])
def test_the_first_hour(minutes: int, verdict: Verdict, catalog: Catalog) -> None:
    assert fit(catalog.exercise("childs-pose"), (), minutes).verdict is verdict
    assert fit(catalog.exercise("bent-knee-sit-up"), (), minutes).verdict is verdict


@pytest.mark.parametrize(("minutes", "verdict"), [(59, MODIFY), (60, ALLOW)])
def test_the_first_hour_softens_mid_range(minutes: int, verdict: Verdict, catalog: Catalog) -> None:
    assert fit(catalog.exercise("cat-cow"), (), minutes).verdict is verdict


def test_the_words_name_what_and_for_whom(catalog: Catalog) -> None:
    fitted = fit(catalog.exercise("childs-pose"), {"leg_pain", "fai"})
    assert fitted.verdict is EXCLUDE
    assert "leg pain" in fitted.why
    assert "hip impingement" in fitted.why
    assert fitted.source == "CENTRAL, SCI-B1, SCI-B2, SPINEHEALTH, FAI-SQ, FAI-NSCA"
    assert fitted.decision.rule == "X"
    assert fitted.decision.about == "spinal-mobility/childs-pose"


def test_an_unknown_condition_is_not_passed_over(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        fit(catalog.exercise("childs-pose"), {"sciatica"})


def test_strictest() -> None:
    assert strictest([]) is ALLOW
    assert strictest([MODIFY, EXCLUDE, ALLOW]) is EXCLUDE
    assert strictest([ALLOW, MODIFY]) is MODIFY
