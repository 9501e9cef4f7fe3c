"""Rules that packs bring: what they can do, and all that they can't, whatever they try."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import fields
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner
from tests.core.test_packs import OURS, Site, site

from limberup.exercise import TAGS
from limberup.packs import cage, rules_run
from limberup.packs.manager import Loaded, load
from limberup.packs.rules import MAX_HOW, MAX_WHY, Facts, RulesAnswer, restrictions_for, switched_off
from limberup.safety.decision import State, Verdict
from limberup.safety.fit import fit
from limberup.safety.restrict import NONE, filter_of
from limberup_tui.cli import limberup

__all__ = ["site"]

PAGE = Path(__file__).parents[3] / "docs" / "packs" / "rules.md"

HEAD = """\
import ctypes, os, re, sys, time
from limberup.packs import hookimpl, pack_from_package
from limberup.packs.rules import Answer, Facts, Rule, exclude, modify
from limberup.safety.decision import Verdict

@hookimpl
def limberup_packs():
    return [pack_from_package(__package__)]

def say(line):
    "Write on every line that is open: one of them leads to limberup."
    for number in range(3, 50):
        try:
            os.write(number, line)
        except OSError:
            pass
"""

HOOK = """
@hookimpl
def limberup_rules():
    return [Rule("no-bridge", judge, "NG65, own")]
"""

GOOD = """
def judge(facts, exercise):
    if exercise.id == "glutes/glute-bridge" and facts.now >= 4:
        return exclude("Lying flat is not for you while it hurts")
    if "hip_oa" in facts.conditions and exercise.kind.is_strength:
        return modify("keep a hand on the wall.", "Your hip is stiff.")
"""


def asked(site: Site, body: str, facts: Facts | None = None) -> RulesAnswer:
    """Install a pack "stairs" with these rules, and ask them."""
    site.install("pk-rules", HEAD + body, "stairs")
    return restrictions_for(load(), facts or Facts(rest=5))


def infos(loaded: Loaded) -> dict[str, tuple[bool, list[str]]]:
    return {info.id: (info.healthy, [str(problem) for problem in info.problems]) for info in loaded.infos}


# What they can do


def test_a_rule_leaves_out_and_changes(site: Site) -> None:
    facts = Facts(frozenset({"hip_oa"}), rest=1, move=4)
    answer = asked(site, GOOD + HOOK, facts)
    assert (answer.problems, answer.failed) == ((), ())
    judge = filter_of((), 300, answer.restrictions)
    catalog = load().catalog
    bridge = judge(catalog.exercise("glutes/glute-bridge"))
    assert bridge.verdict is Verdict.EXCLUDE
    assert bridge.decision.rule == "X"
    assert bridge.why == ("Glute bridge is left out. The pack stairs says: Lying flat is not for you while it hurts.")
    assert bridge.source == "NG65 (stairs/no-bridge), own (stairs/no-bridge)"
    step = judge(catalog.exercise("stairs/step-up"))
    assert (step.verdict, step.how) == (Verdict.MODIFY, ("keep a hand on the wall (says stairs)",))
    assert step.why == (
        "Step up is done differently: keep a hand on the wall (says stairs). The pack stairs says: Your hip is stiff."
    )
    stretch = catalog.exercise("spinal-mobility/cat-cow")
    assert judge(stretch) == fit(stretch)


def test_a_rule_is_told_the_facts_and_the_whole_exercise(site: Site) -> None:
    facts = Facts(frozenset({"gtps", "fai"}), 65, State.STEADY, 2, 5, 30, "left", 7)
    body = """
def judge(facts, exercise):
    assert facts == Facts(frozenset({"gtps", "fai"}), 65, "STEADY", 2, 5, 30, "left", 7)
    if exercise.id != "stairs/step-up":
        return None
    return exclude(f"{facts.now} {facts.state.value} {exercise.start} {exercise.kind.is_strength} {len(exercise.how)}")
"""
    (found,) = asked(site, body + HOOK, facts).restrictions.all
    assert found.why == "5 STEADY 1x5 True 3."


def test_packs_do_not_hear_of_each_other(site: Site) -> None:
    site.install("pk-first", HEAD + "import builtins\nbuiltins.met = True\n" + GOOD + HOOK, "first")
    alone = (
        "def judge(facts, exercise):\n    import builtins\n    return exclude('Met') if 'glute-bridge' in exercise.id"
    )
    site.install("pk-other", HEAD + f"{alone} and hasattr(builtins, 'met') else None" + HOOK, "other")
    answer = restrictions_for(load(), Facts(rest=5))
    assert [(found.pack, found.exercise) for found in answer.restrictions.all] == [("first", "glutes/glute-bridge")]


def test_without_rules_and_where_nothing_may_be_done_no_process_is_started(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = load()
    site.install("pk-rules", HEAD + GOOD + HOOK, "stairs")
    loaded = load()
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    assert restrictions_for(without, Facts()) == RulesAnswer(NONE)
    assert restrictions_for(loaded, Facts(state=State.URGENT)) == RulesAnswer(NONE)
    (problem,) = restrictions_for(loaded, Facts(rest=2)).problems
    assert str(problem).startswith("pk-rules: rules: its rules cannot be run: No such file or directory, so the pack")


def test_a_python_that_does_not_start_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.install("pk-rules", HEAD + GOOD + HOOK, "stairs")
    loaded = load()
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    (problem,) = restrictions_for(loaded, Facts(rest=5)).problems
    assert problem.what == "its rules could not be started, so the pack is switched off"


def test_the_same_question_is_not_asked_twice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(site, GOOD + HOOK)
    loaded = load()
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    assert restrictions_for(loaded, Facts(rest=5)) == first
    assert restrictions_for(loaded, Facts(rest=6)).failed == ("stairs",)


def test_what_a_rule_prints_is_shown_to_nobody(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    noise = "def judge(facts, exercise):\n    print('rubbish'); os.write(1, b'rubbish'); os.write(2, b'rubbish')"
    answer = asked(site, f"print('rubbish at import', file=sys.__stderr__)\n{noise}\n{HOOK}")
    assert answer == RulesAnswer(NONE)
    assert [text.replace("rubbish at import\n", "") for text in capfd.readouterr()] == ["", ""]


def test_a_rule_has_no_terminal_and_no_folder(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resource.py").write_text("raise SystemExit('the folder we are in is not to be imported from')")
    body = """
def judge(facts, exercise):
    try:
        os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        return exclude(f"{os.getcwd()} {sys.stdin.read()!r} {os.getsid(0) == os.getpid()}")
"""
    answer = asked(site, body + HOOK)
    assert {found.why for found in answer.restrictions.all} == {"/ '' True."}


# What they can't


def test_text_of_a_rule_is_plain_and_short(site: Site) -> None:
    body = r"""
def judge(facts, exercise):
    if exercise.id == "glutes/glute-bridge":
        why = "[bold red]Don't[/] \u202e\n\x1b[31m" + "b" * 900
        return modify("\x1b]8;;http://x\x07press\x1b[2J " + "a " * 90, why)
"""
    (found,) = asked(site, body + HOOK).restrictions.all
    assert found.how.startswith("]8;;http://xpress[2J a a")
    assert found.why.startswith("[bold red]Don't[/] [31mbbb")
    assert (len(found.how), len(found.why)) == (99, 200)
    assert found.how.endswith(" a...")
    assert found.why.endswith("bbb...")


FIRST = "arthritis-gentle/aerobic-activity"
FAILED = f"its rule 'no-bridge' failed at {FIRST}: "
NO_PROCESS = f"{FAILED}PermissionError: packs start no process and use no network"
NO_ANSWER = "its rules gave something that is no answer"
ENDED = "its rules ended without an answer"
RULES = {
    "raises": ("1 / 0", f"{FAILED}ZeroDivisionError: division by zero"),
    "raises-late": (
        "assert exercise.pack != 'stairs', '\\x1b[31mno' * 99",
        "its rule 'no-bridge' failed at stairs/step-up: AssertionError: [31mno[31mno",
    ),
    "raises-when-told": ("class Odd(Exception): __str__ = lambda self: 1 / 0\nraise Odd", f"{FAILED}Odd, so"),
    "exits": ("raise SystemExit(0)", f"{FAILED}SystemExit: 0"),
    "interrupts": ("raise KeyboardInterrupt", f"{FAILED}KeyboardInterrupt"),
    "recursion": ("return judge(facts, exercise)", f"{FAILED}RecursionError: maximum recursion depth exceeded"),
    "deeper": ("sys.setrecursionlimit(10**9)\nreturn sorted([0], key=lambda _: judge(facts, exercise))", ENDED),
    "ends": ("os._exit(0)", ENDED),
    "kills-itself": ("os.kill(os.getpid(), 9)", ENDED),
    "kills-its-group": ("os.killpg(0, 9)", ENDED),
    "closes-the-line": ("os.closerange(3, 50)", ENDED),
    "memory": ("return bytearray(2 * 10**9)", f"{FAILED}MemoryError"),
    "forks": ("os.fork()", NO_PROCESS),
    "runs": ("import subprocess\nsubprocess.run(['true'])", NO_PROCESS),
    "rings": ("import socket\nsocket.create_connection(('127.0.0.1', 9))", NO_PROCESS),
    "writes": (
        "with open(__file__ + '.txt', 'w') as file: file.write('x')",
        f"{FAILED}PermissionError: packs write and change no file",
    ),
    "word": ("return 'exclude'", f"its rule 'no-bridge' gave str for {FIRST}, and no answer"),
    "true": ("return True", f"its rule 'no-bridge' gave bool for {FIRST}, and no answer"),
    "no-text": ("return exclude(None)", f"its rule 'no-bridge' gave Answer for {FIRST}, and no answer"),
    "allows": ("return Answer(Verdict.ALLOW, 'All is well.')", "its rule 'no-bridge' can't give 'allow' for"),
    "word-for-verdict": ("return Answer('exclude', 'No.')", "its rule 'no-bridge' can't give 'exclude' for"),
    "no-reason": ("return exclude(' \\x1b\\n')", "its rule 'no-bridge' gives no reason"),
    "no-how": ("return modify('', 'Because.')", "its rule 'no-bridge' gives no reason, or not how"),
    "surrogate": ("return exclude('\\ud800')", "UnicodeEncodeError: 'utf-8' codec can't encode"),
    "long-text": (
        "return exclude('x' * 10_000_000) if exercise.slug == 'clamshell' else None",
        "its rules said more than 1000 kB",
    ),
    "hundred-megabytes": ("say(b'x' * 100_000_000)", "its rules said more than 1000 kB"),
    "noise": ("say(b'rubbish\\n')", NO_ANSWER),
    "bytes": ("say(b'\\xff\\n')", NO_ANSWER),
    "deep": ("say(b'[' * 500_000 + b'\\n')", NO_ANSWER),
    "list": ("say(b'[]\\n')", NO_ANSWER),
    "null": ("say(b'null\\n')", NO_ANSWER),
    "field": ('say(b\'{"found": [], "allow": true}\\n\')', NO_ANSWER),
}
"""What a rule does, and what is said of it."""

HOOKS = {
    "no-list": ("return 3", "its rules cannot be loaded: TypeError: 'int' object is not iterable"),
    "no-rule": ("return [print]", "limberup_rules gave builtin_function_or_method instead of Rule(...)"),
    "raises": ("1 / 0", "its rules cannot be loaded: ZeroDivisionError"),
    "exits": ("sys.exit()", "its rules cannot be loaded: SystemExit"),
    "name": ("return [Rule('No Bridge', print)]", "'No Bridge' is no name for a rule"),
    "twins": ("return 2 * [Rule('x', print)]", "it has rules with the same name, or more than 100"),
    "many": ("return [Rule(f'x{n}', print) for n in range(101)]", "it has rules with the same name, or more than"),
    "source": ("return [Rule('x', print, 3)]", "its rule 'x' has no source of 1 to 60 characters"),
    "no-function": (
        "return [Rule('x', 3)]",
        f"its rule 'x' failed at {FIRST}: TypeError: 'int' object is not callable",
    ),
}
"""What a hook does, and what is said of it."""

HANGS = {
    "python": "while True: pass",
    "sleeps": "while True:\n    try: time.sleep(9)\n    except BaseException: pass",
    "c": "return sum(range(10**18))",
    "regex": "re.match('(a+)+$', 'a' * 40 + 'b')",
    "drips": "while True: say(b' '); time.sleep(0.1)",
    # A process that gets away (where it can) with the line in its hands, while the one that is asked ends.
    "heir": "if ctypes.CDLL(None).fork() == 0: os.setsid(); time.sleep(5)\nos._exit(0)",
}


def rule(body: str) -> str:
    """Return a module with one rule that does that."""
    return f"def judge(facts, exercise):\n{indent(body, '    ')}\n{HOOK}"


def hook(body: str) -> str:
    """Return a module whose hook does that."""
    return f"@hookimpl\ndef limberup_rules():\n{indent(body, '    ')}\n"


def off(site: Site, body: str) -> str:
    """Return why a pack with these rules is switched off, having seen that it is, it alone and with its reason."""
    site.install("pk-rules", HEAD + body, "stairs")
    site.install("pk-good", HEAD + GOOD + HOOK, "good")
    loaded = load()
    assert infos(loaded)["stairs"] == (True, [])
    answer = restrictions_for(loaded, Facts(rest=5))
    assert answer.failed == ("stairs",)
    assert [(found.pack, found.exercise) for found in answer.restrictions.all] == [("good", "glutes/glute-bridge")]
    without = switched_off(loaded, answer)
    assert [pack.id for pack in without.catalog.packs] == sorted([*OURS, "good"])
    assert without.catalog.get("stairs/step-up") is None
    (problem,) = map(str, answer.problems)
    assert infos(without)["stairs"] == (False, [problem])
    assert all(healthy for id_, (healthy, _) in infos(without).items() if id_ != "stairs")
    assert problem.isprintable()
    assert problem.endswith(", so the pack is switched off. Update or remove pk-rules")
    # Asked no more.
    assert restrictions_for(without, Facts(rest=5)).failed == ()
    return problem.removeprefix("pk-rules: rules: ")


@pytest.mark.parametrize("name", RULES)
def test_a_pack_with_a_rule_that_is_wrong_is_switched_off_alone(site: Site, name: str) -> None:
    body, reason = RULES[name]
    assert reason in off(site, rule(body))


@pytest.mark.parametrize("name", HOOKS)
def test_a_pack_with_a_hook_that_is_wrong_is_switched_off_alone(site: Site, name: str) -> None:
    body, reason = HOOKS[name]
    assert reason in off(site, hook(body))


def test_a_pack_that_is_another_where_it_is_asked_is_switched_off(site: Site) -> None:
    there = "if sys.argv[0].endswith('rules_host.py'):\n    raise SystemExit(3)\n"
    assert off(site, there + GOOD + HOOK).startswith("its rules cannot be loaded: SystemExit: 3")


@pytest.mark.parametrize("name", HANGS)
def test_a_pack_whose_rules_do_not_end_is_switched_off_alone(
    site: Site, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_run, "SECONDS", 2)
    assert off(site, rule(HANGS[name])).startswith(("its rules took longer than 2 seconds", ENDED))


def test_a_hook_that_does_not_end_is_no_better(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_run, "SECONDS", 2)
    assert off(site, hook("while True: pass")).startswith("its rules took longer than 2 seconds")


FOUND = {"rule": "x", "source": "own", "exercise": "glutes/glute-bridge", "verdict": "exclude", "why": "No.", "how": ""}
FORGED: dict[str, tuple[list[dict[str, object]], str]] = {
    "allow": ([{"verdict": "allow"}], "its rule 'x' allows glutes/glute-bridge, which no pack can"),
    "unknown": ([{"exercise": "glutes/gone"}], "its rule 'x' names an exercise that is not there"),
    "number": ([{"verdict": 1}], NO_ANSWER),
    "rule": ([{"rule": "../x"}], NO_ANSWER),
    "source": ([{"source": "s" * 61}], NO_ANSWER),
    "more": ([{"dose": "9x99"}], NO_ANSWER),
    "why": ([{"why": ""}], "its rule 'x' gives no reason"),
    "how": ([{"how": "differently"}], "its rule 'x' gives no reason"),
    "twice": ([{}, {}], "its rule 'x' speaks twice of glutes/glute-bridge"),
}


def forged(*changes: dict[str, object]) -> str:
    """Return a module with a rule that answers in limberup's place."""
    line = json.dumps({"found": [FOUND | change for change in changes]}).encode() + b"\n"
    return rule(f"say({line!r})\nos._exit(0)")


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_behind_our_back_is_believed_no_more_than_another(site: Site, name: str) -> None:
    changes, reason = FORGED[name]
    assert off(site, forged(*changes)).startswith(reason)


def test_even_so_it_can_only_restrict(site: Site) -> None:
    (found,) = asked(site, forged({})).restrictions.all
    assert (found.exercise, found.verdict) == ("glutes/glute-bridge", Verdict.EXCLUDE)


def test_what_a_rule_does_to_limberup_it_does_in_its_own_process(site: Site) -> None:
    body = """
def judge(facts, exercise):
    import limberup.safety.fit, limberup.safety.restrict, limberup.exercise, limberup.safety.conditions
    limberup.safety.restrict.tighten = limberup.safety.fit.fit = lambda *_: 1 / 0
    limberup.exercise.TAGS.clear()
    limberup.safety.conditions.CONDITIONS.clear()
    object.__setattr__(facts, "rest", 0)
    object.__setattr__(facts, "conditions", frozenset())
    object.__setattr__(exercise, "tags", frozenset())
    os.environ["LIMBERUP_SAFE"] = "0"
"""
    facts = Facts(frozenset({"no_floor"}), rest=5)
    tags = len(TAGS)
    answer = asked(site, body + HOOK, facts)
    assert answer == RulesAnswer(NONE)
    assert facts == Facts(frozenset({"no_floor"}), rest=5)
    bridge = load().catalog.exercise("glutes/glute-bridge")
    assert filter_of(("no_floor",), 300, answer.restrictions)(bridge).verdict is Verdict.EXCLUDE
    assert len(TAGS) == tags
    assert "LIMBERUP_SAFE" not in os.environ or os.environ["LIMBERUP_SAFE"] != "0"


# Where it is told


def test_the_example_of_the_page_works(site: Site) -> None:
    (module,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    site.install("pk-rules", module, "stairs")
    loaded = load()
    balance = {id_ for id_, one in loaded.catalog.exercises.items() if "BAL" in one.tags}
    for pain, verdict in ((4, Verdict.MODIFY), (5, Verdict.EXCLUDE)):
        answer = restrictions_for(loaded, Facts(frozenset({"gtps"}), rest=pain))
        assert answer.problems == ()
        assert {found.exercise for found in answer.restrictions.all} == balance
        assert {found.verdict for found in answer.restrictions.all} == {verdict}
    assert restrictions_for(loaded, Facts(rest=5)) == RulesAnswer(NONE)


def test_the_limits_on_the_page_are_those_of_the_program() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    assert f"It has {rules_run.SECONDS} seconds from its import on and {cage.MEMORY >> 20} MB" in text
    assert f"one plain sentence for the person, at most {MAX_WHY} characters" in text
    assert f"at most {MAX_HOW} characters" in text
    for name in ("now", *(field.name for field in fields(Facts))):
        assert f"`{name}`" in text.partition("`facts` has")[2].partition("`exercise` has")[0]


def test_the_list_of_packs_says_whose_rules_fail(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    site.install("pk-rules", HEAD + rule("1 / 0"), "stairs")
    site.install("pk-good", HEAD + GOOD + HOOK, "good")
    found = CliRunner().invoke(limberup, ["packs", "--json"])
    assert found.exit_code == 1
    rows = {row["id"]: row for row in json.loads(found.stdout)}
    assert [id_ for id_, row in rows.items() if not row["healthy"]] == ["stairs"]
    (problem,) = rows["stairs"]["problems"]
    assert problem.startswith("pk-rules: rules: its rule 'no-bridge' failed at arthritis-gentle/aerobic-activity: ")
    assert rows["stairs"]["exercises"] == 0
    assert problem in CliRunner().invoke(limberup, ["packs"]).stdout
    assert CliRunner().invoke(limberup, ["--safe", "packs"]).exit_code == 0
