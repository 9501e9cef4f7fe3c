"""Guides: ours, held to the written rules, and the format for everybody's; the muscle table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import Written
from tests.core.test_packs import make_pack

from limberup.catalog import Catalog, Pack, UnknownName, fold
from limberup.guide import MAX_WORDS, Guide, word_count
from limberup.muscles import find_muscle, muscles
from limberup.packs.guide_reader import parse_guide
from limberup.packs.manager import Loaded
from limberup.packs.reader import read_pack
from limberup.text import clean

# The rules that a guide answers: those of 49 to 66 that are not left out on purpose, and the reviews.
RULES = {f"R{number}" for number in (27, 28, 29, *range(49, 67))} - {"R58", "R63"}
LEFT_OUT = {"R58", "R63", "R67"}
QUESTIONS = {
    "causes", "types-of-exercise", "when-to-seek-help", "lifestyle", "whole-person", "hip-back-link",
    "how-stretching-helps", "best-stretches", "how-often", "precautions", "stretching-and-back-pain", "how-long",
    "warning-signs", "with-a-condition", "keeping-it-up", "best-exercises", "prevention", "suitable-for-all",
    "how-soon",
}  # fmt: skip
"""One topic for each question that the source articles answer."""

NO_PROMISES = re.compile(
    r"cures?\b|guarantee|pain[- ]free|will (?:relieve|fix|heal|stop|help|reduce|prevent)|proven|always works|miracle"
    r"|you (?:have|suffer from) (?:arthritis|sciatica|a )|your fault|should have",
    re.I,
)
LEFT_OUT_WORDS = re.compile(r"\bbelts?\b|posture shirt|80 ?%|80 percent|jane doe", re.I)
AMERICAN = re.compile(
    r"\b(?!size|prize)\w+(?:iz(?:e|es|ed|ing)|yz(?:e|ed))\b|\b(?:center|color|behavior|program)s?\b", re.I
)
SAID = re.compile(
    r"often (?:said|named|recommended)|common(?:ly)? |by custom|articles say|opinion|generally held|you may read", re.I
)


@pytest.fixture(scope="module")
def guides(catalog: Catalog) -> list[Guide]:
    """Return the guides of our packs."""
    return list(catalog.guides.values())


# Ours


def test_every_rule_and_every_question_has_its_guide(guides: list[Guide]) -> None:
    rules = {rule for guide in guides for rule in guide.rules}
    assert not RULES - rules
    assert not rules & LEFT_OUT
    assert not QUESTIONS - {topic for guide in guides for topic in guide.topics}


def test_every_pack_has_guides(loaded: Loaded) -> None:
    assert all(pack.guides for pack in loaded.catalog.packs)
    assert all(info.healthy for info in loaded.infos)


def test_guides_are_short_plain_and_different(guides: list[Guide]) -> None:
    for guide in guides:
        assert word_count(guide.question) + word_count(guide.text) < 120, guide.id
        assert guide.question.endswith("?"), guide.id
        for text in (guide.question, *guide.paragraphs):
            assert text.isascii(), guide.id
            assert text == clean(text).strip(), guide.id
            assert not re.search(r"[*_`#<>\[\]]|https?:", text), guide.id
    assert len({fold(guide.question) for guide in guides}) == len(guides)
    assert len({guide.slug for guide in guides}) == len(guides)


def test_guides_promise_nothing_and_repeat_nothing_that_is_left_out(guides: list[Guide]) -> None:
    for guide in guides:
        text = f"{guide.question} {guide.text}"
        assert not NO_PROMISES.search(text), guide.id
        assert not LEFT_OUT_WORDS.search(text), guide.id
        assert not AMERICAN.search(text), guide.id


def test_guides_name_sources_and_are_no_stronger_than_these(guides: list[Guide], catalog: Catalog) -> None:
    for guide in guides:
        assert guide.sources, guide.id
        assert set(guide.sources) <= set(catalog.sources), guide.id
        sources = [catalog.source(key, guide.pack) for key in guide.sources]
        if any(source.grade in ("B", "M") for source in sources):
            # What stands on a popular article is said to be no more than that.
            assert SAID.search(guide.text), guide.id
        if not any(source.is_evidence for source in sources):
            named = r"\b(?:trial|studies show|review (?:of|found)|college|academy|cochrane|nice|nhs)\b"
            assert not re.search(named, guide.text, re.I), guide.id


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Cochrane", {"HAYDEN"}),
        ("89 studies", {"OWEN"}),
        ("American College of Sports Medicine", {"ACSM-flex"}),
        ("American Academy of Orthopaedic Surgeons", {"AAOS-HIP-C"}),
        ("World Health Organization", {"WHO-SR", "WHO-GC"}),
        ("NHS", {"NHS-EX-C"}),
        ("NICE", {"NG59-BMJ"}),
        ("office workers", {"BREAKS"}),
        ("701 adults", {"WALKBACK"}),
        ("2021 paper", {"HATEFI"}),
        ("paper on posture", {"SLATER"}),
        ("138,337", {"KAIA"}),
        ("41 of 707", {"HOA-AE"}),
    ],
)
def test_who_is_named_in_a_text_stands_among_its_sources(guides: list[Guide], words: str, keys: set[str]) -> None:
    naming = [guide for guide in guides if words in guide.text]
    assert naming
    for guide in naming:
        assert keys & set(guide.sources), guide.id


def test_warning_signs_name_every_emergency_sign(catalog: Catalog) -> None:
    text = catalog.guide("warning-signs").text
    for sign in ("between your legs", "bladder or bowel", "erections", "both legs", "getting weaker", "accident",
                 "chest pain", "take your weight", "hot hip with fever", "sudden, severe"):  # fmt: skip
        assert sign in text
    assert text.startswith("Get emergency help now")


def test_related_exercises_are_there_and_are_not_hidden(guides: list[Guide], catalog: Catalog) -> None:
    for guide in guides:
        assert len(set(guide.related)) == len(guide.related)
        for id_ in guide.related:
            assert catalog.exercises[id_].shown in ("always", "log-only"), (guide.id, id_)
            assert catalog.exercises[id_].from_week == 1, (guide.id, id_)


def test_no_guide_has_the_name_of_an_exercise_or_routine(guides: list[Guide], catalog: Catalog) -> None:
    names = {fold(name) for one in catalog.exercises.values() for name in (one.slug, one.name, *one.aliases)}
    names |= {fold(name) for one in catalog.routines.values() for name in (one.slug, one.name)}
    assert not names & {fold(guide.slug) for guide in guides}


def test_naming_a_guide(catalog: Catalog) -> None:
    guide = catalog.guide("lifting")
    assert guide is catalog.guide("core-stability/lifting")
    assert guide.text.split("\n\n") == list(guide.paragraphs)
    with pytest.raises(UnknownName, match=r"no guide 'liftin' in any pack in use. Did you mean 'lifting'\?"):
        catalog.guide("liftin")
    with pytest.raises(UnknownName, match=r"Did you mean 'core-stability/lifting'\?"):
        catalog.guide("core-stability/liftin")
    two = Catalog((*catalog.packs, Pack("x", "X", guides=(Guide("x", "lifting", "How?", ("Slowly.",)),))))
    with pytest.raises(UnknownName, match=r"several packs have a guide 'lifting'\. Write core-stability/lifting or x"):
        two.guide("lifting")


# The format


def test_a_guide_file(written: Written) -> None:
    file = written(
        """\
question = "How do I climb?"
text = '''
First line
second line.

  Another paragraph.
\t
Third.
'''
topics = ["stairs"]
rules = ["R1", "K16"]
sources = ["MINE"]
related = ["step-up", "glutes/glute-bridge"]
"""
    )
    guide, problems = parse_guide(file, "stairs", "climbing")
    assert problems == []
    assert guide == Guide(
        "stairs",
        "climbing",
        "How do I climb?",
        ("First line second line.", "Another paragraph.", "Third."),
        ("stairs",),
        ("R1", "K16"),
        ("MINE",),
        ("stairs/step-up", "glutes/glute-bridge"),
    )
    assert guide.id == "stairs/climbing"


def test_the_limit_is_under_120_words(written: Written) -> None:
    most = "word " * MAX_WORDS
    assert MAX_WORDS == 119
    assert parse_guide(written(f'question = "?"\ntext = "{most}"'), "p", "g")[1] == []
    guide, problems = parse_guide(written(f'question = "?"\ntext = """\n{most}\n\nmore\n"""'), "p", "g")
    assert guide is None
    assert [str(problem) for problem in problems] == [
        "f.toml: line 2, text: has 120 words, at most 119 are shown. Shorten it, or make two guides of it"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('question = "?"', "f.toml: text is missing. Add text = ..."),
        ('text = "a"', "f.toml: question is missing. Add question = ..."),
        ('question = "?"\ntext = ""', "f.toml: line 2, text: is empty"),
        ('question = "?"\ntext = " \\n\\n "', "f.toml: line 2, text: is empty"),
        ('question = " "\ntext = "a"', "f.toml: line 1, question: is empty"),
        ('question = "?"\ntext = ["a"]', "f.toml: line 2, text: must be a text, not a list"),
        (
            'question = "?"\ntext = "a"\nsource = ["own"]',
            "f.toml: line 3, source: there is no key 'source'. Did you mean 'sources'?",
        ),
        (
            'question = "?"\ntext = "a"\nrules = ["R1",\n "rule 2"]',
            "f.toml: line 4, rules 2: has characters that can't stand there",
        ),
        ('question = "?"\ntext = "a"\ntopics = ["A b"]', "f.toml: line 3, topics 1: has characters that can't"),
        ('question = "?"\ntext = "a"\nrelated = ["../x"]', "f.toml: line 3, related 1: has characters that can't"),
        (f'question = "{"a" * 101}"\ntext = "a"', "f.toml: line 1, question: must have at most 100 characters"),
        (f'question = "?"\ntext = "{"a" * 1201}"', "f.toml: line 2, text: must have at most 1200 characters"),
    ],
)
def test_each_mistake_in_words(written: Written, text: str, problem: str) -> None:
    guide, problems = parse_guide(written(text), "p", "g")
    assert guide is None
    assert len(problems) == 1
    assert str(problems[0]).startswith(problem)


def test_all_mistakes_of_a_pack_are_told_and_its_good_guides_are_used(tmp_path: Path) -> None:
    long = "word " * 130
    folder = make_pack(
        tmp_path / "stairs",
        guides__good='question = "How?"\ntext = "Slowly."\nrelated = ["step-up"]',
        guides__Bad_name='question = "How?"\ntext = "Slowly."',
        guides__two=f'text = "{long}"\nrules = ["x"]',
        guides__torn='question = "',
    )
    pack, problems = read_pack(folder)
    assert pack
    assert [(guide.id, guide.related) for guide in pack.guides] == [("stairs/good", ("stairs/step-up",))]
    assert sorted(f"{problem.file} {problem.what}" for problem in problems) == [
        "stairs/guides/Bad_name.toml its name may hold only a-z, 0-9 and single hyphens",
        "stairs/guides/torn.toml is not TOML: unterminated string",
        "stairs/guides/two.toml has 130 words, at most 119 are shown",
        "stairs/guides/two.toml has characters that can't stand there",
        "stairs/guides/two.toml question is missing",
    ]


def test_what_a_pack_hides_in_a_guide_is_made_harmless(written: Written) -> None:
    guide, problems = parse_guide(written('question = "\\u001b[31mred?"\ntext = "a\\u202eb"'), "p", "g")
    assert guide
    assert (guide.question, guide.text, problems) == ("[31mred?", "ab", [])


# Muscles


def test_every_muscle_of_every_exercise_is_explained(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        for name in exercise.muscles:
            assert find_muscle(name), (exercise.id, name)


def test_the_muscle_table(catalog: Catalog) -> None:
    names = [fold(name) for muscle in muscles() for name in (muscle.name, *muscle.aliases)]
    assert len(set(names)) == len(names)
    for muscle in muscles():
        for text in (muscle.function, muscle.claim):
            assert text.isascii()
            assert text == clean(text).strip()
        assert muscle.function
        assert not NO_PROMISES.search(muscle.claim), muscle.name
    claimed = {muscle.name: muscle for muscle in muscles() if muscle.claim}
    assert set(claimed) == {"iliopsoas", "piriformis", "hamstrings", "tensor fasciae latae"}
    for muscle in claimed.values():
        assert " may " in muscle.claim
        assert muscle.sources
        assert set(muscle.sources) <= set(catalog.sources)


def test_a_muscle_is_found_by_any_of_its_names() -> None:
    assert find_muscle("TFL") == find_muscle("Tensor  Fasciae-Latae") != find_muscle("hamstrings")
    assert find_muscle("no such muscle") is None
