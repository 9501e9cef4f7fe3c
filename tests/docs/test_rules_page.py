"""The page of the rules has every sign, reason, condition and source."""

from __future__ import annotations

import re

from tests.docs.pages import page, part, rows, ticked

from limberup.catalog import Catalog
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS


def test_the_rules_page_has_every_sign_reason_and_condition() -> None:
    def under(heading: str) -> dict[str, list[str]]:
        found = rows(part(page("docs/rules.md"), heading))
        return {ticked(row[0])[0]: row for row in found if ticked(row[0])}

    asked = under("G: may there be a session?")
    questions = {flag.id: flag.question for flag in FLAGS.values()}
    questions |= {reason.id: reason.question for reason in REASONS.values()}
    assert {id_: row[1] for id_, row in asked.items()} == questions
    told = under("X: is an exercise right for this person?")
    assert set(told) == set(CONDITIONS)
    for condition in CONDITIONS.values():
        _, label, left_out, changed, source = told[condition.id]
        assert label == condition.label
        assert {
            word.strip(",") for word in left_out.split() if word.strip(",").lstrip("~").isupper()
        } == condition.exclude
        assert {
            word.strip(",") for word in changed.split() if word.strip(",").lstrip("~").isupper()
        } == condition.modify
        assert source == condition.source


def test_every_source_that_the_rules_page_names_is_known(catalog: Catalog) -> None:
    named = set(re.findall(r"\[([A-Z][\w-]*)\](?!\()", page("docs/rules.md")))
    assert named
    assert not named - set(catalog.sources)
