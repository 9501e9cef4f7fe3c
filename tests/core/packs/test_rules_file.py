"""Rules that a pack has as data: what they can say, and that a mistake in one leaves the pack out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.core.test_packs import make_pack

from limberup.packs.checker import check_folder
from limberup.packs.manager import Loaded, load
from limberup.packs.rule_reader import RuleTable, read_rules
from limberup.packs.rules import Facts, restrictions_for
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction, filter_of

RULES = """\
[[rule]]
id = "not-flat"
why = "Lying flat can make you dizzy now."
source = "ACOG-N, own"
conditions = ["pregnancy_1", "pgp"]
exclude_tags = ["SUP"]

[[rule]]
id = "slowly"
why = '''Your muscles
are cold.'''
how = "begin small"
age_from = 60
minutes_up_below = 120
modify = ["step-up", "glutes/clamshell"]
modify_tags = ["~ROT"]
exclude = ["glutes/glute-bridge"]
"""


def made(folder: Path, rules: str) -> Loaded:
    make_pack(folder / "stairs", rules=rules)
    return load(folder=folder)


def test_a_rule_applies_where_all_holds_that_it_asks_for(tmp_path: Path) -> None:
    loaded = made(tmp_path, RULES)
    assert all(info.healthy for info in loaded.infos)

    def restricted(facts: Facts) -> dict[str, str]:
        answer = restrictions_for(loaded, facts)
        assert answer.problems == ()
        return {found.exercise: found.verdict.value for found in answer.restrictions.all}

    assert restricted(Facts()) == {}
    assert restricted(Facts(age=60, minutes_up=120)) == restricted(Facts(age=59, minutes_up=119)) == {}
    old = restricted(Facts(age=60, minutes_up=119))
    assert old["glutes/glute-bridge"] == "exclude"
    assert old["stairs/step-up"] == old["glutes/clamshell"] == "modify"
    tagged = {id_ for id_, exercise in loaded.catalog.exercises.items() if "~ROT" in exercise.tags}
    assert old.keys() == {"glutes/glute-bridge", "stairs/step-up", "glutes/clamshell", *tagged}
    flat = restricted(Facts(frozenset({"pgp", "fai"})))
    assert flat == {id_: "exclude" for id_, one in loaded.catalog.exercises.items() if "SUP" in one.tags}


@pytest.mark.parametrize(
    ("key", "no", "yes"),
    [
        ("pain_from = 4", Facts(rest=3, move=3), Facts(rest=0, move=4)),
        ("week_below = 3", Facts(week=3), Facts(week=2)),
        ("age_from = 65", Facts(age=64), Facts(age=65)),
        ("minutes_up_below = 60", Facts(minutes_up=60), Facts(minutes_up=59)),
        ('conditions = ["fai"]', Facts(frozenset({"gtps"})), Facts(frozenset({"fai"}))),
    ],
)
def test_each_limit_on_both_sides(tmp_path: Path, key: str, no: Facts, yes: Facts) -> None:
    loaded = made(tmp_path, f'[[rule]]\nid = "x"\nwhy = "So."\nexclude = ["step-up"]\n{key}\n')
    assert not restrictions_for(loaded, no).restrictions
    (found,) = restrictions_for(loaded, yes).restrictions.all
    assert found == Restriction("stairs", "x", "stairs/step-up", Verdict.EXCLUDE, "So.")


def test_what_is_said_names_pack_and_rule(tmp_path: Path) -> None:
    loaded = made(tmp_path, RULES)
    facts = Facts(frozenset({"pgp"}), age=70, minutes_up=90)
    judge = filter_of(facts.conditions, facts.minutes_up, restrictions_for(loaded, facts).restrictions)
    step = judge(loaded.catalog.exercise("stairs/step-up"))
    assert step.how == ("begin small (says stairs)",)
    assert step.why.endswith("The pack stairs says: Your muscles are cold.")
    bridge = judge(loaded.catalog.exercise("glutes/glute-bridge"))
    assert bridge.source == "ACOG-N (stairs/not-flat), own (stairs/not-flat), own (stairs/slowly)"


RULE = '[[rule]]\nid = "x"\nwhy = "So."\n'
WRONG = {
    "": "rule is missing",
    "rule = 3": "line 1, rule: must be a list, not a whole number",
    '[[rule]]\nid = "x"\n': "line 1, rule 1: why is missing",
    RULE: "line 1, rule 1: restricts nothing",
    f'{RULE}modify = ["step-up"]': "line 1, rule 1: how is missing",
    f'{RULE}exclude = ["step-up"]\nhow = "so"': "line 1, rule 1: how says nothing",
    f'{RULE}exclude = ["step-up"]\nallow = ["glute-bridge"]': "line 5, rule 1, allow: there is no key 'allow'",
    f'{RULE}exclude_tags = ["SUP", "SUPP"]': "line 4, rule 1, exclude_tags 2: there is no tag 'SUPP'",
    f'{RULE}exclude_tags = ["SUP"]\nconditions = ["hip"]': "line 5, rule 1, conditions 1: there is no condition 'hip'",
    f'{RULE}exclude_tags = ["SUP"]\nconditions = []': "line 5, rule 1, conditions: is empty",
    f'{RULE}exclude_tags = ["SUP"]\nage_from = "60"': "line 5, rule 1, age_from: must be a whole number",
    f'{RULE}exclude_tags = ["SUP"]\npain_from = 11': "line 5, rule 1, pain_from: must be at most 10",
    f'{RULE}exclude = ["../x"]': "line 4, rule 1, exclude 1: has characters that can't stand there",
    f'{RULE}exclude = ["a"]\n{RULE}exclude = ["b"]': "line 6, rule 2, id: there is a rule 'x' already",
    f'{RULE.replace("So.", " ")}exclude = ["a"]': "line 3, rule 1, why: is empty",
    f'{RULE}exclude = ["a"]\nsource = " "': "line 5, rule 1, source: is empty",
    RULE.replace("So.", "s" * 201): "line 3, rule 1, why: must have at most 200 characters",
    "[[rule": "is not TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_leaves_the_whole_pack_out(tmp_path: Path, text: str) -> None:
    loaded = made(tmp_path, text)
    (info,) = (info for info in loaded.infos if info.id == "stairs")
    assert info.pack is None
    assert loaded.catalog.get("stairs/step-up") is None
    assert any(str(one).startswith("stairs/rules.toml: ") and WRONG[text] in str(one) for one in info.problems)
    assert restrictions_for(loaded, Facts()).restrictions.all == ()


def test_a_link_out_of_the_pack_leaves_it_out(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(RULES)
    folder = make_pack(tmp_path / "packs" / "stairs")
    (folder / "rules.toml").symlink_to(tmp_path / "rules.toml")
    (info,) = (info for info in load(folder=tmp_path / "packs").infos if info.id == "stairs")
    assert [str(one) for one in info.problems] == [
        "stairs/rules.toml: is a link out of the pack. Put the file itself there"
    ]
    assert read_rules(make_pack(tmp_path / "none"), "stairs") == ((), [])


def test_the_check_asks_that_exercises_and_sources_are_known(tmp_path: Path, loaded: Loaded) -> None:
    text = RULES.replace("ACOG-N", "GONE").replace("glutes/clamshell", "glutes/clam")
    problems = [str(one) for one in check_folder(make_pack(tmp_path / "s", rules=text), loaded)[1]]
    found = [one.removeprefix("s/rules.toml: ") for one in problems if one.startswith("s/rules.toml: ")]
    assert found == [
        "line 4, rule 1, source 1: nobody knows the source 'GONE'. Add [sources.GONE] to pack.toml",
        "line 8, rule 2: there is no exercise 'glutes/clam'. Did you mean 'glutes/clamshell'?",
    ]
    assert not any("rules.toml" in str(one) for one in check_folder(make_pack(tmp_path / "t", rules=RULES), loaded)[1])


def test_a_pack_may_be_rules_alone(tmp_path: Path, loaded: Loaded) -> None:
    folder = make_pack(tmp_path / "stairs", rules=RULES.replace('"step-up", ', ""))
    (folder / "exercises" / "step-up.toml").unlink()
    pack, problems = check_folder(folder, loaded)
    assert pack
    assert problems == []
    assert restrictions_for(load(folder=tmp_path), Facts(frozenset({"pgp"}))).restrictions


def told() -> str:
    """Return what the page says of rules in a file."""
    page = (Path(__file__).parents[3] / "docs" / "packs" / "rules.md").read_text("utf-8")
    return page.partition("\n## As a file\n")[2].partition("\n## ")[0]


def test_the_example_of_the_page_is_right(tmp_path: Path, loaded: Loaded) -> None:
    (text,) = re.findall(r"^```\n(.*?)^```$", told(), re.MULTILINE | re.DOTALL)
    problems = check_folder(make_pack(tmp_path / "s", rules=text), loaded)[1]
    assert not any("rules.toml" in str(one) for one in problems)
    answer = restrictions_for(load(folder=tmp_path), Facts(frozenset({"hip_oa"}), minutes_up=89))
    verdicts = {found.exercise: found.verdict for found in answer.restrictions.all}
    assert verdicts["hip-mobility/supine-figure-4"] is Verdict.EXCLUDE
    assert Verdict.MODIFY in verdicts.values()


def test_every_key_is_written_on_the_page_and_no_other() -> None:
    cells = [line.split("|")[1] for line in told().splitlines() if line.startswith("| `")]
    assert sorted(key for cell in cells for key in re.findall(r"`(\w+)`", cell)) == sorted(RuleTable.__annotations__)
