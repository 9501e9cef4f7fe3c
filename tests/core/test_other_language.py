"""What is kept and compared stays English while another language is on, and whole sentences are what is translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.bodies import standing
from tests.core.past import BRIDGE, CATALOG, TODAY, done, session
from tests.core.stairs import GOOD, UP, UP_FILE, problems, write

from limberup.counting import capitalised, within
from limberup.figures.check import RANGES, figure_problems
from limberup.figures.figure import Figure
from limberup.handout import reminders
from limberup.handout.reminders import read_days
from limberup.history.record import Hurt, parse_entry
from limberup.history.sentences import course_words
from limberup.history.statistics import exercise_course
from limberup.packs import hooks_run, rules_run
from limberup.packs.child import ChildFailed, Failure
from limberup.packs.manager import Loaded
from limberup.packs.template import name_problem
from limberup.pseudo import CLOSE, OPEN
from limberup.safety.case import read_case
from limberup.safety.judge import judge
from limberup.texts import PSEUDO, tr, use

CASES = sorted(Path(__file__).with_name("safety").joinpath("cases").glob("*.toml"))


@pytest.fixture
def pseudo() -> Iterator[None]:
    """Speak the language nobody speaks."""
    use(PSEUDO)
    yield
    use(None)


def test_a_joint_out_of_its_range_is_told_in_any_language(pseudo: None) -> None:
    bent = {"low back": {"chest": 180.0}, "neck": {"head": -60.0}}
    for kind, angles in bent.items():
        told = figure_problems(Figure((standing(**angles),)))
        assert any(words.startswith(OPEN) and f"{RANGES[kind][1]}{CLOSE}" in words for words in told), kind


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_decision_names_the_same_sources_in_any_language(path: Path, pseudo: None) -> None:
    situation = read_case(path, CATALOG).situation
    translated = judge(situation, CATALOG).decisions
    use(None)
    found = judge(situation, CATALOG).decisions
    assert [(one.rule, one.outcome, one.source) for one in translated] == [
        (one.rule, one.outcome, one.source) for one in found
    ]


def test_what_is_wrong_with_a_line_a_name_or_a_pack_is_told_in_any_language(tmp_path: Path, pseudo: None) -> None:
    for line in ("glute-bridge: ten", f"{BRIDGE}: ten of 1x5"):
        with pytest.raises(ValueError, match=f"^{re.escape(OPEN)}"):
            parse_entry(line)
    problem = name_problem("glutes", ("glutes",))
    assert problem
    assert problem.what.startswith(OPEN)
    folder = write(tmp_path / "stairs", {**GOOD, UP_FILE: UP.partition("[figure]")[0]})
    (missing,) = problems(folder, Loaded(CATALOG, ()))
    assert missing.endswith(tr("Add [figure]"))


def test_how_often_it_hurt_is_one_sentence(pseudo: None) -> None:
    hurts = replace(done(BRIDGE, "3x10 2s"), hurts=(Hurt(6, True),))
    for records in ([session(3, hurts)], [session(3, hurts), session(1, hurts)]):
        (told,) = [
            words
            for words in course_words(exercise_course(records, BRIDGE, CATALOG, last=TODAY))
            if "6 óóf 10" in words
        ]
        assert (told[0], told[-1]) == (OPEN, CLOSE)


class TestDays:
    @pytest.fixture(autouse=True)
    def german(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the days of the week have their German names."""
        names = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
        monkeypatch.setattr(reminders, "DAYS", names)
        monkeypatch.setattr(reminders, "DAYS_SHORT", tuple(name[:2] for name in names))

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("mo,mi,fr", (0, 2, 4)),
            ("Mo. Mi. Fr.", (0, 2, 4)),
            ("Dienstag DONNERSTAG", (1, 3)),
            ("sonn", (6,)),
            ("mon,wed,fri", (0, 2, 4)),
            ("tuesday sa", (1, 5)),
        ],
    )
    def test_they_are_read_in_the_language_and_in_english(self, text: str, days: tuple[int, ...]) -> None:
        assert read_days(text) == days

    @pytest.mark.parametrize("text", ["m", "mx", "lundi", "s"])
    def test_others_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is no day of the week"):
            read_days(text)


@pytest.mark.parametrize("sentences", [rules_run._FAILED, hooks_run._FAILED])
@pytest.mark.parametrize("failure", Failure)
def test_each_way_to_fail_has_a_whole_sentence(failure: Failure, sentences: dict[Failure, str]) -> None:
    told = ChildFailed(failure, reason="no room", seconds=3.0, most=1000).told(sentences)
    assert told.startswith(("its rules ", "the packs "))
    assert "{" not in told


def test_a_sentence_goes_on_small_in_english_alone() -> None:
    assert within("Your hip is stiff.") == "your hip is stiff."
    try:
        use("de")
        assert within("Übungen ruhen heute.") == "Übungen ruhen heute."
    finally:
        use(None)


def test_a_beginning_leaves_other_capitals_alone() -> None:
    assert capitalised("die Hüfte und LWS") == "Die Hüfte und LWS"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("count", "counts", "words"), [(1, "reps", "1 rep"), (2, "steps", "2 steps"), (1, "lifts", "1 lift")]
)
def test_repetitions_are_counted_by_their_own_word(count: int, counts: str, words: str) -> None:
    assert replace(CATALOG.exercise(BRIDGE), counts=counts).amount(count) == words
