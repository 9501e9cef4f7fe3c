"""Reading a case: strict, with one line and the place for whatever is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose, Each
from limberup.problem import LimberupError, Problem
from limberup.safety.case import Case, as_json, compare, parse_case, read_case
from limberup.safety.judge import judge
from limberup.safety.reading import name_of
from limberup.safety.situation import Event, Last, Leg, Morning, Pain, Review, Settled, Situation, Weekly


def refused(text: str, catalog: Catalog) -> str:
    with pytest.raises(LimberupError) as caught:
        parse_case(tomllib.loads(text), catalog, "c.toml")
    line = str(caught.value)
    assert "\n" not in line
    assert line.isprintable()
    assert len(caught.value.problems) == 1
    return line.removeprefix("c.toml: ")


@pytest.mark.parametrize(("text", "line"), [
    ("tilte = ''", "tilte: unknown key. Did you mean 'title'?"),
    ("title = 1", "title: must be a text in quotes"),
    ("given = 1", "given: must be a table"),
    ("[given]\nages = 1", "given.ages: unknown key. Did you mean 'age'?"),
    ("[given]\n\"a\\nb\" = 1", "given.'a\\nb': unknown key"),
    ("[given]\nage = true", "given.age: must be a whole number from 0 to 130, not true"),
    ("[given]\nage = 45.0", "given.age: must be a whole number from 0 to 130, not 45.0"),
    ("[given]\nage = -1", "given.age: must be a whole number"),
    ("[given]\nage = 1979-05-27", "given.age: must be a whole number"),
    ("[given]\nweek = 0", "given.week: must be a whole number from 1"),
    ("[given]\ngap_days = -1", "given.gap_days: "),
    ("[given]\nminutes_up = -1", "given.minutes_up: "),
    ("[given]\nminutes_up = 99999999999999999999", "given.minutes_up: "),
    ("[given]\nunsettled_before = 1", "given.unsettled_before: must be true or false, not 1"),
    ("[given]\nflags = 'E1'", "given.flags: must be a list"),
    ("[given]\nflags = ['E1', 'E10']", "given.flags[2]: unknown: 'E10'"),
    ("[given]\nflags = [1]", "given.flags[1]: must be a text"),
    ("[given]\nuncleared = ['surgery']", "given.uncleared[1]: unknown: 'surgery'"),
    ("[given]\nconditions = ['leg-pain']", "given.conditions[1]: unknown: 'leg-pain'. Did you mean 'leg_pain'?"),
    ("[given]\npain = 3", "given.pain: must be a table"),
    ("[given.pain]\nworst = 3", "given.pain.worst: unknown key"),
    ("[given.pain]\nrest = 11", "given.pain.rest: must be a whole number from 0 to 10, not 11"),
    ("[given.pain]\nmove = 3.5", "given.pain.move: must be a whole number from 0 to 10, not 3.5"),
    ("[given.pain]\nbase = 3.25", "given.pain.base: must be a whole number or a half, not 3.25"),
    ("[given.pain]\nbase = nan", "given.pain.base: must be a number from 0 to 10, not nan"),
    ("[given.pain]\ndays_at_6_or_more = 15", "given.pain.days_at_6_or_more: "),
    ("[given]\nlast_three = ['SETTLED']", "given.last_three[1]: unknown: 'SETTLED'"),
    ("[given]\nlast_three = ['sore', 'sore', 'sore', 'sore']", "given.last_three: must be three at most"),
    ("[given.morning]\nsore_only = 'yes'", "given.morning.sore_only: must be true or false"),
    ("[given.morning]\npain = 12", "given.morning.pain: "),
    ("[given.weekly_morning]\nthis = 11\nlast = 3", "given.weekly_morning.this: "),
    ("[given.weekly_morning]\nthis = 3", "given.weekly_morning.last: is missing"),
    ("[given.review]\nadherence = 80", "given.review.pain_start: is missing"),
    ("[given]\nplan = ['glute-brige']", "given.plan[1]: no exercise 'glute-brige' in any pack in use. Did you"),
    ("[given]\nplan = [['glute-bridge']]", "given.plan[1]: must be a text"),
    ("[given]\nlast = 1", "given.last: must be a list"),
    ("[[given.last]]\nreps = 3", "given.last[1].exercise: is missing"),
    ("[[given.last]]\nexercise = 'clamshell'\n[[given.last]]\nexercise = 'dead-bug'\nreps = 0",
     "given.last[2].reps: must be a whole number from 1 to 200"),
    ("[[given.last]]\nexercise = 'clamshell'\n[[given.last]]\nexercise = 'glutes/clamshell'",
     "given.last[2].exercise: stands twice"),
    ("[[given.last]]\nexercise = 'clamshell'\nsets = true", "given.last[1].sets: "),
    ("[[given.last]]\nexercise = 'clamshell'\nhold = 7201", "given.last[1].hold: "),
    ("[[given.last]]\nexercise = 'clamshell'\ncolour = 'red'", "given.last[1].colour: unknown: 'red'"),
    ("[[given.last]]\nexercise = 'clamshell'\nmark = 'hold'", "given.last[1].mark: unknown: 'hold'"),
    ("[[given.last]]\nexercise = 'clamshell'\neffort = 11", "given.last[1].effort: "),
    ("[[given.last]]\nexercise = 'clamshell'\nmet = 1", "given.last[1].met: must be true or false"),
    ("[[given.last]]\nexercise = 'clamshell'\nrun = -1", "given.last[1].run: "),
    ("[[given.during]]\npain = 3", "given.during[1].exercise: is missing"),
    ("[[given.during]]\nexercise = 'clamshell'", "given.during[1].pain: is missing"),
    ("[[given.during]]\nexercise = 'clamshell'\nsharp = false\nleg = 'same'", "given.during[1].pain: is missing"),
    ("[[given.during]]\nexercise = 'clamshell'\npain = 3\nleg = 'left'", "given.during[1].leg: unknown: 'left'"),
    ("[[given.during]]\nexercise = 'clamshell'\npain = 3\nnew_flag = 'U11'", "given.during[1].new_flag: unknown"),
    ("[expect]\ndecisions = []", "expect.decisions: unknown key"),
    ("[expect]\nstate = 'full'", "expect.state: unknown: 'full'"),
    ("[expect]\nrefer = 'gp'", "expect.refer: unknown: 'gp'"),
    ("[expect]\nrules = ['G8']", "expect.rules[1]: unknown: 'G8'"),
    ("[expect]\noffered = ['nothing']", "expect.offered[1]: no exercise 'nothing'"),
    ("[expect]\nplan = [{verdict = 'allow'}]", "expect.plan[1].exercise: is missing"),
    ("[expect]\nplan = [{exercise = 'clamshell', verdict = 'maybe'}]", "expect.plan[1].verdict: unknown: 'maybe'"),
    ("[expect]\nplan = [{exercise = 'clamshell', merged = 1}]", "expect.plan[1].merged: must be true or false"),
    ("[expect]\nnext = [{exercise = 'clamshell', change = 'up'}]", "expect.next[1].change: unknown: 'up'"),
    ("[expect]\nnext = [{exercise = 'clamshell', reps = 'ten'}]", "expect.next[1].reps: must be a whole number"),
    ("[expect]\nnext = [{exercise = 'clamshell', dose = 1}]", "expect.next[1].dose: unknown key"),
    ("[expect]\nduring = ['STOP']", "expect.during[1]: unknown: 'STOP'"),
    ("[expect]\nmorning = 'settled'", "expect.morning: unknown: 'settled'"),
    ("[expect]\nstrength_after_hours = true", "expect.strength_after_hours: must be a whole number"),
    ("[expect]\nrescreen = 'no'", "expect.rescreen: must be true or false"),
    ("[given]\nplan = 'clamshell'", "given.plan: must be a list"),
    ("[given]\nduring = 1", "given.during: must be a list"),
    ("[given.morning]\npian = 1", "given.morning.pian: unknown key. Did you mean 'pain'?"),
    ("[[given.last]]\nexercise = 'clamshell'\nrep = 1", "given.last[1].rep: unknown key. Did you mean 'reps'?"),
    ("[[given.last]]\nexercise = 'clam'", "given.last[1].exercise: no exercise 'clam'"),
    ("[[given.during]]\nexercise = 'clamshell'\nsharpp = true", "given.during[1].sharpp: unknown key. Did you mean"),
    ("[[given.during]]\nexercise = 'clam'\npain = 3", "given.during[1].exercise: no exercise 'clam'"),
    ("[[given.during]]\nexercise = 'clamshell'\npain = 11", "given.during[1].pain: must be a whole number"),
    ("[expect]\noffered = 'clamshell'", "expect.offered: must be a list"),
    ("[expect]\nplan = 'clamshell'", "expect.plan: must be a list"),
    ("[expect]\nnext = [1]", "expect.next[1]: must be a table"),
    ("[expect]\nplan = [{exercise = 'clamshell', instead = 'clam'}]", "expect.plan[1].instead: no exercise 'clam'"),
])  # fmt: skip
def test_what_is_refused(text: str, line: str, catalog: Catalog) -> None:
    assert refused(text, catalog).startswith(line)


def test_defaults(catalog: Catalog) -> None:
    assert parse_case({}, catalog).situation == Situation()
    assert parse_case({}, catalog).title == ""
    assert parse_case({"title": "x"}, catalog) == Case("x", Situation(), None)
    assert parse_case({"title": "a\x1b[2Jb\nc"}, catalog).title == "a[2Jb c"
    assert Situation() == Situation(
        age=45,
        week=3,
        gap_days=2,
        minutes_up=300,
        gentle=False,
        pain=Pain(rest=2, move=3, base=3, previous_day=3, days_at_6_or_more=0),
        last_three=(Settled.SETTLED, Settled.SETTLED, Settled.SETTLED),
        morning=Morning(pain=2, usual=2, sore_only=False),
        unsettled_before=False,
        inflammatory_signs=0,
    )
    last = parse_case({"given": {"last": [{"exercise": "clamshell"}]}}, catalog).situation.last
    start = catalog.exercise("clamshell").start
    assert last == (Last("glutes/clamshell", start, amber=False, met=True, effort=5, extra=0, run=0, regress=False),)
    assert not last[0].before
    assert not last[0].weighed


def test_everything_that_can_be_given_is_read(catalog: Catalog) -> None:
    text = """
[given]
age = 70
week = 9
gap_days = 8
minutes_up = 50
flags = ["U9", "E2"]
uncleared = ["pregnancy"]
conditions = ["fai", "pgp"]
unsettled_before = true
last_three = ["sore", "unsettled", "unknown"]
plan = ["clamshell", "glutes/glute-bridge"]
pain = {rest = 1, move = 5, base = 4.5, previous_day = 6, days_at_6_or_more = 7}
morning = {pain = 4, usual = 1, sore_only = true}
weekly_morning = {this = 4.5, last = 3}
review = {adherence = 0.5, pain_start = 6, pain_now = 5.5, function_start = 2, function_now = 3}
[[given.last]]
exercise = "clamshell"
sets = 2
reps = 9
hold = 3
colour = "amber"
met = false
effort = 8
extra = 1
run = 2
mark = "regress"
[[given.during]]
exercise = "clamshell"
pain = 6
sharp = true
leg = "same"
new_flag = "U7"
"""
    assert parse_case(tomllib.loads(text), catalog).situation == Situation(
        age=70,
        week=9,
        gap_days=8,
        minutes_up=50,
        flags=frozenset({"U9", "E2"}),
        uncleared=frozenset({"pregnancy"}),
        conditions=frozenset({"fai", "pgp"}),
        unsettled_before=True,
        last_three=(Settled.SORE, Settled.UNSETTLED, Settled.UNKNOWN),
        plan=("glutes/clamshell", "glutes/glute-bridge"),
        pain=Pain(1, 5, 4.5, 6, 7),
        morning=Morning(4, 1, True),
        weekly=Weekly(4.5, 3),
        review=Review(0.5, 6, 5.5, 2, 3),
        last=(Last("glutes/clamshell", Dose(2, 9, 3, Each.SIDE), True, False, 8, 1, 2, True),),
        during=(Event("glutes/clamshell", 6, True, Leg.SAME, "U7"),),
    )


def test_base_left_out_of_a_given_table_is_now(catalog: Catalog) -> None:
    pain = parse_case({"given": {"pain": {"rest": 6}}}, catalog).situation.pain
    assert (pain.rest, pain.move, pain.now, pain.usual, pain.flare) == (6, 3, 6, 6, False)


def test_pain_left_out_of_a_given_morning_is_not_answered(catalog: Catalog) -> None:
    assert parse_case({"given": {"morning": {"usual": 4}}}, catalog).situation.morning == Morning(None, 4, False)
    assert parse_case({"given": {}}, catalog).situation.morning == Morning(2, 2, False)


@pytest.mark.parametrize(("last", "dose"), [
    ({}, Dose(2, None, 20, Each.SIDE)),
    ({"sets": 1}, Dose(1, None, 20, Each.SIDE)),
    ({"hold": 25}, Dose(1, None, 25, Each.SIDE)),
    ({"sets": 3, "reps": 4}, Dose(3, 4, None, Each.SIDE)),
    ({"sets": 3, "reps": 4, "hold": 2}, Dose(3, 4, 2, Each.SIDE)),
])  # fmt: skip
def test_the_stored_dose(last: dict[str, int], dose: Dose, catalog: Catalog) -> None:
    given = {"last": [{"exercise": "supine-figure-4", **last}]}
    assert parse_case({"given": given}, catalog).situation.last[0].dose == dose


@pytest.mark.parametrize(("told", "event"), [
    ({"leg": "down"}, Event("glutes/clamshell", leg=Leg.DOWN)),
    ({"sharp": True}, Event("glutes/clamshell", sharp=True)),
    ({"new_flag": "U8"}, Event("glutes/clamshell", new_flag="U8")),
    ({"pain": 3, "leg": "up"}, Event("glutes/clamshell", 3, leg=Leg.UP)),
])  # fmt: skip
def test_an_event_may_have_no_pain_where_it_tells_something_else(
    told: dict[str, object], event: Event, catalog: Catalog
) -> None:
    given = {"during": [{"exercise": "clamshell", **told}]}
    assert parse_case({"given": given}, catalog).situation.during == (event,)


@pytest.mark.parametrize(("raw", "line"), [
    (b"title = 'a\xff'", "line 1: is not UTF-8. Save it as UTF-8 text"),
    (b"\n\n\xff\xfe", "line 3: is not UTF-8. Save it as UTF-8 text"),
    (b"[given\n", "is not TOML: "),
    (b"age = 1\nage = 2", "is not TOML: "),
    (b"a = " + b"9" * 6000, "is not TOML: a number or a nesting is too long"),
    (b"a = " + b"[" * 90_000, "is not TOML: a number or a nesting is too long"),
    (b"#" * 1_000_001, "is longer than a case can be"),
])  # fmt: skip
def test_files_that_are_no_case(raw: bytes, line: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(raw)
    with pytest.raises(LimberupError) as caught:
        read_case(path, catalog)
    assert str(caught.value).removeprefix(f"{path}: ").startswith(line)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("name", "shown", "reason"), [
    ("", "", "Is a directory"),
    ("missing.toml", "/missing.toml", "No such file or directory"),
    ("nul\0.toml", "/nul?.toml", "it has no such name"),
    ("line\nbreak.toml", "/line?break.toml", "No such file or directory"),
])  # fmt: skip
def test_files_that_cannot_be_read(name: str, shown: str, reason: str, catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(LimberupError) as caught:
        read_case(tmp_path / name, catalog)
    assert caught.value.problems == (Problem(f"{tmp_path}{shown}", "", f"cannot be read: {reason}"),)


@pytest.mark.parametrize(("raw", "problem"), [
    (b"a = 1\n[given\n", ("", "is not TOML: Expected ']' at the end of a table declaration (at line 2, column 7)")),
    (b"[given]\nage = 131", ("given.age", "must be a whole number from 0 to 130, not 131")),
    (b"#" * 1_000_001, ("", "is longer than a case can be (1000000 bytes)")),
])  # fmt: skip
def test_a_problem_names_file_and_place(raw: bytes, problem: tuple[str, str], catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(raw)
    with pytest.raises(LimberupError) as caught:
        read_case(path, catalog)
    assert caught.value.problems == (Problem(str(path), *problem),)


def test_the_longest_case_there_can_be(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(b"#" * 1_000_000)
    assert read_case(path, catalog).situation == Situation()


def test_what_is_no_file_is_called_a_case(catalog: Catalog) -> None:
    with pytest.raises(LimberupError, match=r"^case: given: must be a table$"):
        parse_case({"given": 1}, catalog)


def differences(text: str, catalog: Catalog) -> list[str]:
    case = parse_case(tomllib.loads(text), catalog)
    return compare(case.expect or {}, as_json(judge(case.situation, catalog), catalog))


@pytest.mark.parametrize(("expect", "lines"), [
    ("state = 'STEADY'", ["state: expected STEADY, got FULL"]),
    ("rules = ['G7', 'X', 'H']", ["rules: X did not fire", "rules: H did not fire"]),
    ("offered = []", ["offered: expected [], got none"]),
    ("during = ['EASE']", ["during: expected [EASE], got []"]),
    ("rescreen = true", ["rescreen: expected true, got false"]),
    ("plan = []", ["plan: expected nothing, got [clamshell, dead-bug]"]),
    ("plan = [{exercise = 'glutes/clamshell', verdict = 'allow'}, {exercise = 'dead-bug'}]", []),
    ("plan = [{exercise = 'dead-bug'}, {exercise = 'clamshell'}]", ["plan: clamshell stands earlier than expected"]),
    ("plan = [{exercise = 'cat-cow'}]", ["plan: cat-cow is not there"]),
    ("plan = [{exercise = 'clamshell', instead = 'cat-cow', dropped = true}]",
     ["plan, clamshell: expected instead cat-cow, got none",
      "plan, clamshell: expected dropped true, got false"]),
    ("next = [{exercise = 'dead-bug'}, {exercise = 'clamshell', reps = 9, hold = 1}]",
     ["next: dead-bug is not there", "next, clamshell: expected reps 9, got 10",
      "next, clamshell: expected hold 1, got none"]),
    ("plan = [{exercise = 'cat-cow'}, {exercise = 'clamshell', merged = true}, {exercise = 'dead-bug', merged = true}]",
     ["plan: cat-cow is not there", "plan, clamshell: expected merged true, got false",
      "plan, dead-bug: expected merged true, got false"]),
    ("state = 'STEADY'\nrules = ['H']\noffered = []\nplan = [{exercise = 'cat-cow'}]",
     ["state: expected STEADY, got FULL", "rules: H did not fire", "offered: expected [], got none",
      "plan: cat-cow is not there"]),
    ("next = [{exercise = 'cat-cow', reps = 6}, {exercise = 'clamshell', hold = 1}]",
     ["next, clamshell: expected hold 1, got none"]),
])  # fmt: skip
def test_differences(expect: str, lines: list[str], catalog: Catalog) -> None:
    given = "[given]\nplan = ['clamshell', 'dead-bug']\nlast = [{exercise = 'clamshell'}, {exercise = 'cat-cow'}]\n"
    assert differences(f"{given}[expect]\n{expect}", catalog) == lines


def test_what_is_offered_is_a_set(catalog: Catalog) -> None:
    given = "[given]\npain = {rest = 8}\n[expect]\n"
    both = "offered = ['movement-break', 'core-stability/diaphragmatic-breathing']"
    assert differences(given + both, catalog) == []
    assert differences(given + "offered = ['movement-break']", catalog) == [
        "offered: expected [movement-break], got [diaphragmatic-breathing, movement-break]"
    ]


def test_a_slug_that_two_packs_share_is_written_with_its_pack() -> None:
    here, there = exercise("a"), exercise("a", pack="other")
    shared = Catalog((Pack("test", "Test", exercises=(here,)), Pack("other", "Other", exercises=(there,))))
    assert [name_of(each.id, shared) for each in (here, there)] == ["test/a", "other/a"]
    assert name_of("test/a", Catalog((Pack("test", "Test", exercises=(here,)),))) == "a"
