"""A pack's own words in another language: they change words, and nothing else whatever stands in their file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.test_packs import EXERCISE, make_pack

from limberup import texts
from limberup.catalog import Pack
from limberup.exercise import Rung
from limberup.packs.choices import fingerprint
from limberup.packs.manager import PackInfo, load
from limberup.packs.reader import read_pack
from limberup.packs.rules import Facts
from limberup.packs.rules_run import RulesFailed, ask
from limberup.packs.translation_check import check_translations, texts_of, write_texts
from limberup.packs.translations import in_language, read_words, rules_in_language
from limberup.problem import LimberupError

ROOT = Path(__file__).parents[3]
GLUTES = ROOT / "packs" / "limberup_glutes"
ROUTINE = 'name = "Up and down"\nsummary = "Both."\n[[step]]\ndo = "up"\nnote = "Gently."\n'
GUIDE = 'question = "Why?"\ntext = """\nBecause.\n\nAnd so on.\n"""\nsources = ["own"]\n'
PROGRAMME = """\
name = "Weeks"
[[weeks]]
from_week = 1
stretch_days = [1, 2]
strength_days = [1, 2]
milestone = "You climb."
[[review]]
week = 2
words = "How is it?"
"""
RULE = '[[rule]]\nid = "r"\nwhy = "It is steep."\nexclude = ["up"]\n'


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Leave English on for the other tests."""
    yield
    texts.use(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a pack with one thing of each kind."""
    return make_pack(
        tmp_path / "packs" / "stairs",
        exercises__up=EXERCISE,
        routines__up=ROUTINE,
        guides__why=GUIDE,
        programmes__weeks=PROGRAMME,
        rules=RULE,
    )


def write_po(folder: Path, words: dict[str, str], language: str = "de") -> Path:
    """Write the file of a language."""
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for msgid, msgstr in words.items():
        file.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    path = folder / "locale" / f"{language}.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(str(file), "utf-8")
    return path


def read(folder: Path) -> Pack:
    """Return the pack in English."""
    pack, problems = read_pack(folder)
    assert pack
    assert problems == []
    return pack


def loaded(folder: Path, cache: Path | None = None) -> PackInfo:
    """Return the pack as the program has it in the language that is on."""
    return next(info for info in load(folder=folder.parent, cache=cache).infos if info.id == "stairs")


def bare(pack: Pack) -> Pack:
    """Return a pack without any of its words, and with how many there are of each."""
    no = Rung()
    return replace(
        pack,
        name="",
        summary="",
        exercises=tuple(
            replace(
                it, name="", purpose="", start_position="", how=("",) * len(it.how), breathing="", feel="", mistake="",
                aliases=("",) * len(it.aliases), kind_note="", start_note="", target_note="", stop="", source_note="",
                cautions=("",) * len(it.cautions), easier=replace(it.easier, level=None) if it.easier else no,
                harder=replace(it.harder, level=None) if it.harder else no,
            )
            for it in pack.exercises
        ),
        routines=tuple(
            replace(it, name="", summary="", steps=tuple(replace(step, note="") for step in it.steps))
            for it in pack.routines
        ),
        guides=tuple(replace(it, question="", paragraphs=()) for it in pack.guides),
        programmes=tuple(
            replace(
                it, name="", summary="", weeks=tuple(replace(week, milestone="", note="") for week in it.weeks),
                reviews=tuple(replace(review, words="") for review in it.reviews),
            )
            for it in pack.programmes
        ),
    )  # fmt: skip


class TestWords:
    def test_each_kind_of_thing_is_translated(self, folder: Path) -> None:
        words = {text: f"DE {text}" for text in texts_of(folder).places}
        write_po(folder, words)
        texts.use("de")
        info = loaded(folder)
        assert info.pack
        english = read(folder)
        assert info.name == info.pack.name == f"DE {english.name}"
        assert info.pack.exercises[0].name == f"DE {english.exercises[0].name}"
        assert info.pack.exercises[0].how == tuple(f"DE {step}" for step in english.exercises[0].how)
        assert [it.name for it in info.pack.routines] == ["DE Up and down"]
        assert info.pack.routines[0].steps[0].note == "DE Gently."
        assert info.pack.guides[0].paragraphs == ("DE Because.", "And so on.")
        assert info.pack.programmes[0].weeks[0].milestone == "DE You climb."
        assert info.pack.programmes[0].reviews[0].words == "DE How is it?"
        assert info.data_rules[0].table.why == "DE It is steep."
        assert bare(info.pack) == bare(english)

    def test_in_english_and_in_a_language_it_does_not_have_it_is_english(self, folder: Path) -> None:
        write_po(folder, {"Up and down": "Auf und ab"})
        for language in (None, texts.PSEUDO):
            texts.use(language)
            pack = loaded(folder).pack
            assert pack
            assert pack.routines[0].name == "Up and down"

    def test_what_is_kept_of_a_pack_is_kept_for_each_language(self, folder: Path, tmp_path: Path) -> None:
        write_po(folder, {"Up and down": "Auf und ab"})
        names = []
        for language in (None, "de", None, "de"):
            texts.use(language)
            pack = loaded(folder, tmp_path / "cache").pack
            assert pack
            names.append(pack.routines[0].name)
        assert names == ["Up and down", "Auf und ab"] * 2

    def test_it_is_the_same_pack_in_each_language_and_another_with_other_words(self, folder: Path) -> None:
        without = fingerprint(loaded(folder))
        write_po(folder, {"Up and down": "Auf und ab"})
        first = fingerprint(loaded(folder))
        texts.use("de")
        assert fingerprint(loaded(folder)) == first != without
        write_po(folder, {"Up and down": "Ab und auf"})
        assert fingerprint(loaded(folder)) != first

    def test_what_does_not_fit_stays_english(self, folder: Path) -> None:
        english = read(folder)
        long = "x" * 300
        write_po(folder, {english.exercises[0].how[0]: long, "Gently.": "Sanft.", english.name: long})
        pack = in_language(folder, english, read_words(folder, "de"))
        assert pack.exercises == english.exercises
        assert pack.name == english.name
        assert pack.routines[0].steps[0].note == "Sanft."
        places = [problem.place for problem in check_translations(folder)[1]]
        assert [place for place in places if "pack.toml" in place] == ["translation of pack.toml, line 3, pack, name"]
        assert any("exercises/up.toml" in place for place in places)

    def test_a_name_may_be_as_long_in_another_language_as_in_english(self, folder: Path) -> None:
        english = read(folder)
        for length in (80, 81):
            write_po(folder, {english.name: "x" * length})
            pack = in_language(folder, english, read_words(folder, "de"))
            assert pack.name == ("x" * length if length == 80 else english.name)

    def test_the_words_of_a_rule_may_be_as_long_as_in_english(self, folder: Path) -> None:
        (folder / "rules.toml").write_text(f'{RULE}modify = ["step-up"]\nhow = "begin small"\n')
        for more, told in ((0, ("w" * 200, "h" * 100)), (1, ("It is steep.", "begin small"))):
            write_po(folder, {"It is steep.": "w" * (200 + more), "begin small": "h" * (100 + more)})
            texts.use("de")
            (rule,) = loaded(folder).data_rules
            assert (rule.table.why, rule.table.how) == told

    def test_a_file_that_has_gone_since_it_was_read_leaves_its_words_english(self, folder: Path) -> None:
        english = read(folder)
        write_po(folder, {"Up and down": "Auf und ab", "Why?": "Warum?"})
        (folder / "routines" / "up.toml").unlink()
        pack = in_language(folder, english, read_words(folder, "de"))
        assert pack.routines == english.routines
        assert pack.guides[0].question == "Warum?"

    def test_what_stands_beside_the_translations_is_none_of_the_pack(self, folder: Path) -> None:
        write_po(folder, {"Up and down": "Auf und ab"})
        before = fingerprint(loaded(folder))
        (folder / "locale" / "README.md").write_text("Who translated it.")
        assert fingerprint(loaded(folder)) == before

    def test_what_acts_on_a_terminal_is_taken_out(self, folder: Path) -> None:
        write_po(folder, {"Up and down": "\x1b[31mAuf\u202e und\u200b ab\x07"})
        pack = in_language(folder, read(folder), read_words(folder, "de"))
        assert pack.routines[0].name == "[31mAuf und ab"

    @pytest.mark.parametrize("mark", ["#, fuzzy\n", "#~ "])
    def test_what_is_fuzzy_or_obsolete_is_left_out(self, folder: Path, mark: str) -> None:
        path = write_po(folder, {})
        again = "#~ " if mark == "#~ " else ""
        path.write_text(f'{path.read_text()}\n{mark}msgid "Gently."\n{again}msgstr "Sanft."\n')
        assert read_words(folder, "de") == {}

    @settings(max_examples=40)
    @given(st.dictionaries(st.sampled_from(sorted(texts_of(GLUTES).places)), st.text(max_size=250), max_size=60))
    def test_whatever_it_says_only_words_are_others(self, words: dict[str, str]) -> None:
        english = read(GLUTES)
        pack = in_language(GLUTES, english, words)
        assert bare(pack) == bare(english)
        assert all(len(step) <= 90 for it in pack.exercises for step in it.how)
        assert [it.figure for it in pack.exercises] == [it.figure for it in english.exercises]
        assert rules_in_language((), words) == ()


HOSTILE = {
    "huge": b'msgid "Gently."\nmsgstr "Sanft."\n' * 1_700_000,
    "binary": bytes(range(256)) * 40,
    "nul": b'msgid "Gently."\nmsgstr "\x00"\nmsgstr[9] "x"\n',
    "not UTF-8": b'msgid "Gently."\nmsgstr "\xff\xfe"\n',
    "a path": b"/etc/passwd",
    "nonsense": b"msgid msgid [[[ \n" * 3000,
    "deep": b'msgid "' + b"\\" * 90_000 + b'"\nmsgstr "x"\n',
    "no end": b'msgid "Gently.\nmsgstr "Sanft."\n',
}


class TestHostile:
    @pytest.mark.parametrize("kind", HOSTILE)
    def test_a_bad_file_changes_nothing_and_is_told_of(self, folder: Path, kind: str) -> None:
        english = read(folder)
        path = write_po(folder, {})
        path.write_bytes(HOSTILE[kind])
        texts.use("de")
        assert loaded(folder).pack == english
        assert check_translations(folder)[1] != []

    def test_a_link_out_of_the_pack_is_not_followed(self, folder: Path, tmp_path: Path) -> None:
        path = write_po(folder, {"Gently.": "Sanft."})
        path.rename(tmp_path / "de.po")
        path.symlink_to(tmp_path / "de.po")
        assert read_words(folder, "de") == {}
        assert [problem.what for problem in check_translations(folder)[1]] == ["is a link out of the pack"]

    def test_a_pipe_and_a_folder_are_not_read(self, folder: Path) -> None:
        path = write_po(folder, {})
        path.unlink()
        os.mkfifo(path)
        assert read_words(folder, "de") == {}
        path.unlink()
        path.mkdir()
        assert read_words(folder, "de") == {}

    def test_a_content_that_is_the_path_of_a_file_opens_none(self, folder: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.po"
        other.write_text('msgid "Gently."\nmsgstr "Stolen."\n')
        write_po(folder, {}).write_text(str(other))
        assert read_words(folder, "de") == {}


class TestForAuthors:
    def test_the_file_is_begun_and_brought_up_to_date(self, folder: Path) -> None:
        state = write_texts(folder, "de")
        assert (state.done, state.texts) == (0, len(texts_of(folder).places))
        path = folder / "locale" / "de.po"
        file = polib.pofile(str(path))
        file.find("Gently.").msgstr = "Sanft."
        file.find("Gently.").tcomment = "Not slowly."
        file.append(polib.POEntry(msgid="Gone.", msgstr="Weg."))
        file.save()
        assert write_texts(folder, "de").done == 1
        entry = polib.pofile(str(path)).find("Gently.")
        assert (entry.msgstr, entry.tcomment, entry.flags) == ("Sanft.", "Not slowly.", [])
        assert "Gone." not in path.read_text()
        before = path.read_bytes()
        write_texts(folder, "de")
        assert path.read_bytes() == before

    def test_a_text_that_the_pack_does_not_have_is_told_of(self, folder: Path) -> None:
        write_po(folder, {"Gone.": "Weg."})
        (state,), problems = check_translations(folder)
        assert (state.language, state.done) == ("de", 0)
        assert [problem.what for problem in problems] == ["the pack has no text 'Gone.'"]

    def test_an_empty_translation_is_told_of(self, folder: Path) -> None:
        write_po(folder, {"Gently.": "  "})
        assert [problem.what for problem in check_translations(folder)[1]] == ["the translation of 'Gently.' is empty"]

    def test_a_file_that_is_named_after_no_language_is_told_of(self, folder: Path) -> None:
        write_po(folder, {"Gently.": "Sanft."}, "German")
        (problem,) = check_translations(folder)[1]
        assert (problem.file, problem.what) == ("stairs/locale/German.po", "its name is no language")

    def test_what_is_wrong_in_english_already_is_not_told_again(self, folder: Path) -> None:
        long = "x" * 300
        routine = folder / "routines" / "up.toml"
        routine.write_text(routine.read_text().replace("Both.", long))
        write_po(folder, {long: "y" * 300, "Gently.": "Sanft."})
        assert read_pack(folder)[1] != []
        assert check_translations(folder)[1] == []

    def test_a_text_that_stands_twice_is_one_text(self, folder: Path) -> None:
        routine = folder / "routines" / "up.toml"
        routine.write_text(routine.read_text() + '[[step]]\ndo = "up"\nnote = "Gently."\n')
        (folder / "routines" / "more.toml").write_text(routine.read_text())
        assert texts_of(folder).places["Gently."] == ["routines/more.toml", "routines/up.toml"]

    def test_what_stands_in_the_place_of_a_table_has_no_words(self, folder: Path) -> None:
        (folder / "routines" / "up.toml").write_text('name = "Up and down"\nstep = ["Gently.", 3]\n')
        assert "Gently." not in texts_of(folder).places

    def test_where_nothing_can_be_written_that_is_told(self, folder: Path) -> None:
        (folder / "locale").write_text("in the way")
        with pytest.raises(LimberupError, match="cannot be written"):
            write_texts(folder, "de")
        assert (folder / "locale").read_text() == "in the way"

    def test_a_file_that_is_damaged_is_not_written_over(self, folder: Path) -> None:
        path = write_po(folder, {})
        path.write_bytes(HOSTILE["nonsense"])
        with pytest.raises(LimberupError):
            write_texts(folder, "de")
        assert path.read_bytes() == HOSTILE["nonsense"]

    @pytest.mark.parametrize("language", ["", "../x", "DE", "german!", "d"])
    def test_a_language_is_named_as_gettext_does(self, folder: Path, language: str) -> None:
        with pytest.raises(LimberupError, match="is no language"):
            write_texts(folder, language)
        assert not (folder / "locale").exists()


def test_what_goes_wrong_in_the_process_of_a_pack_is_told_in_the_language_that_is_on() -> None:
    texts.use("de")
    told = "ModuleNotFoundError: No module named 'pk_nowhere'"
    words = texts.tr("its rules cannot be loaded: {told}").format(told=told)
    assert not words.isascii()
    with pytest.raises(RulesFailed) as failed:
        ask("pk_nowhere", "stairs", Facts(), {})
    assert str(failed.value) == words


def test_our_own_translations_are_complete_and_up_to_date(tmp_path: Path) -> None:
    copy = tmp_path / "limberup_glutes"
    copytree(GLUTES, copy)
    write_texts(copy, "de")
    assert (copy / "locale" / "de.po").read_bytes() == (GLUTES / "locale" / "de.po").read_bytes()
    states, problems = check_translations(GLUTES)
    assert problems == []
    assert [(state.language, state.done) for state in states] == [("de", states[0].texts)]
