"""What is told of each rule: plain words, and sources with what they are worth."""

from __future__ import annotations

import re

import pytest

from limberup.catalog import Catalog
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Decision
from limberup.safety.expect import JUDGED
from limberup.safety.fit import fit
from limberup.safety.rules import GRADES, RULES, SOURCE_GROUPS, explain, source_keys
from limberup.sources import own_sources


def decided(rule: str, source: str) -> Decision:
    """Return a decision of that rule with that source."""
    return Decision(rule, "outcome", "Why.", source)


def test_the_rules_stand_in_the_order_in_which_they_are_applied() -> None:
    assert [id_ for id_ in RULES if id_ in JUDGED] == list(JUDGED)
    assert all(rule.letter == id_[0] for id_, rule in RULES.items() if rule.letter)


@pytest.mark.parametrize("id_", RULES)
def test_each_rule_is_told_in_few_plain_words(id_: str) -> None:
    rule = RULES[id_]
    assert 2 <= len(rule.title.split()) <= 5
    assert len(re.findall(r"[.?](?: |$)", rule.words)) <= 2
    assert rule.words.endswith(".")
    # The short form is for clinicians: none of its words may stand in what everybody reads.
    assert not re.search(r"REGRESS|UNSETTLED|EXCLUDE|STOP_EX|\bamber\b|\bNRS\b|>=|\bd\b", rule.words)
    assert rule.clinician
    for text in (rule.title, rule.words, rule.clinician):
        assert text.isascii()
        assert text.isprintable()


@pytest.mark.parametrize("id_", RULES)
def test_each_source_of_a_rule_is_known(id_: str) -> None:
    assert RULES[id_].sources
    keys = source_keys(id_, ", ".join(RULES[id_].sources))
    assert keys
    assert set(keys) <= own_sources().keys()


def test_each_group_and_each_condition_has_known_sources() -> None:
    keys = {key for group in SOURCE_GROUPS.values() for key in group}
    keys |= {key for row in CONDITIONS.values() for key in source_keys("X", row.source)}
    # "M" alone is a grade: the row is from memory, and no source was looked up.
    assert keys - {"M"} <= own_sources().keys()
    assert {source.grade for source in own_sources().values()} <= GRADES.keys()


def test_an_explanation_is_rule_words_and_sources() -> None:
    assert explain(decided("G4", "BOONSTRA, 001")) == (
        "Rule G4: A day of rest",
        RULES["G4"].words,
        "Source, a paper or an official page: Boonstra 2016, Front Psychol 7:1466 [BOONSTRA]",
        "Common practice, from a clinic's page or an article: "
        "A popular article on back and hip exercises (number 1 of five) [001]",
    )


def keys_told(lines: tuple[str, ...]) -> list[str]:
    """Return the keys of the sources that an explanation names, in order."""
    return [key for line in lines[2:] for key in re.findall(r"\[([\w-]+)\](?=; |$)", line)]


def test_a_group_of_sources_is_taken_apart_and_each_is_told_once() -> None:
    lines = explain(decided("L4", "C.2, PEAK, 001"))
    # All of C.2 is common practice, said once for all: none of it may look like evidence.
    assert len(lines) == 3
    assert lines[2].startswith("Common practice")
    assert keys_told(lines) == [*SOURCE_GROUPS["C.2"], "001"]


def test_the_two_kinds_of_warning_sign_have_their_own_sources() -> None:
    emergency, urgent = source_keys("G1", "C.1, 000"), source_keys("G2", "C.1, 000")
    assert "CES-CARD" in emergency
    assert "CES-CARD" not in urgent
    assert "DOWNIE" in urgent
    assert "DOWNIE" not in emergency
    assert set(source_keys("L1", "C.1")) >= set(emergency + urgent) - {"000"}
    for rule, keys in (("G1", emergency), ("G2", urgent)):
        lines = explain(decided(rule, "C.1, 000"))
        assert sorted(keys_told(lines)) == sorted(keys)
        # What was seen of a paper or an official page stands on a line of its own.
        assert len({line.partition(":")[0] for line in lines[2:]}) == len(lines[2:])


@pytest.mark.parametrize(("grade", "evidence"), [("P", True), ("C", True), ("B", False), ("M", False), ("own", False)])
def test_only_what_was_seen_of_papers_and_official_pages_is_called_a_source(grade: str, evidence: bool) -> None:
    assert GRADES[grade].startswith("Source") is evidence


def test_our_own_judgement_and_memory_are_called_that() -> None:
    assert explain(decided("M1", "own"))[2:] == ("Our own judgement.",)
    assert explain(decided("X", "M"))[2:] == ("Common practice, from memory and not looked up.",)


def test_what_a_pack_names_never_looks_like_our_source() -> None:
    lines = explain(decided("X", "BOONSTRA (back-club/no-twist), TFTF-T5"))[2:]
    assert lines[0] == "Named by a pack, and not looked at by us: BOONSTRA (back-club/no-twist)"
    assert lines[1].startswith("Source, a paper")


def test_a_rule_of_a_later_version_is_told_with_what_is_known_of_it() -> None:
    assert explain(decided("Z9", "RUH")) == (
        "Rule Z9",
        "Source, a paper or an official page: ruh.nhs.uk pain clinic paced exercise [RUH]",
    )
    assert explain(decided("Z9", "")) == ("Rule Z9",)


def test_what_the_filter_says_is_explained_with_the_source_of_the_row(catalog: Catalog) -> None:
    fitted = fit(catalog.exercise("prone-elbow-prop"), {"stenosis"})
    lines = explain(fitted.decision)
    assert lines[0] == "Rule X: What suits you"
    assert lines[2:] == ("Common practice, from a clinic's page or an article: verywellhealth.com 2696100 [STEN-V]",)
