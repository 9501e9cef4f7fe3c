"""Reading one guide's file, with all that is wrong with it."""

from __future__ import annotations

import re

from limberup.guide import MAX_WORDS, Guide, word_count
from limberup.packs.fields import read_fields
from limberup.packs.guide_shapes import GuideFile
from limberup.problem import Problem
from limberup.routine_file import slug_problem
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["parse_guide"]


def parse_guide(file: TomlFile, pack: str, slug: str) -> tuple[Guide | None, list[Problem]]:
    """Read one guide file.

    Returns:
        The guide, or None where anything about it is wrong, and all problems.
    """
    found, problems = read_fields(file.data, GuideFile, file)
    if problem := slug_problem(file.file, slug):
        problems.append(problem)
    # Where something else is wrong the text is looked at all the same: all mistakes are told at once.
    text = file.data.get("text")
    paragraphs = _paragraphs(text) if isinstance(text, str) else ()
    if (words := sum(map(word_count, paragraphs))) > MAX_WORDS:
        remedy = tr("Shorten it, or make two guides of it")
        problems.append(
            file.problem(
                "text",
                tr("has {words} words, at most {max_words} are shown").format(words=words, max_words=MAX_WORDS),
                remedy,
            )
        )
    elif isinstance(text, str) and text and not paragraphs:
        problems.append(file.problem("text", tr("is empty")))
    question = file.data.get("question")
    if isinstance(question, str) and question and not question.strip():
        problems.append(file.problem("question", tr("is empty")))
    if problems or found is None:
        return None, problems
    return Guide(
        pack=pack,
        slug=slug,
        question=" ".join(found.question.split()),
        paragraphs=paragraphs,
        topics=tuple(found.topics),
        rules=tuple(found.rules),
        sources=tuple(found.sources),
        # A bare slug in a pack means the pack's own.
        related=tuple(ref if "/" in ref else f"{pack}/{ref}" for ref in found.related),
    ), problems


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, line breaks within them made blanks."""
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(part for part in parts if part)
