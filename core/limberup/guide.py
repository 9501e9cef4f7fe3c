"""Guides: short answers to questions, and what the muscles of an exercise do."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["MAX_WORDS", "Guide", "Muscle", "word_count"]

MAX_WORDS = 119
"""A guide is under 120 words: it is read standing up, between two sets."""


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


@dataclass(frozen=True, slots=True)
class Guide:
    """A question and its answer, no stronger than the sources it names."""

    pack: str
    """Id of the pack that brings it."""
    slug: str
    """Its name within the pack: lower case, digits and hyphens."""
    question: str
    paragraphs: tuple[str, ...]
    """The answer: plain text, no line breaks."""
    topics: tuple[str, ...] = ()
    """What it is about, in words such as `how-often`."""
    rules: tuple[str, ...] = ()
    """Numbers of the written rules it answers, such as `R62`."""
    sources: tuple[str, ...] = ()
    """Keys of its sources."""
    related: tuple[str, ...] = ()
    """Canonical ids of exercises that go with it."""
    id: str = field(init=False)
    """Canonical id, `pack/slug`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", f"{self.pack}/{self.slug}")

    @property
    def text(self) -> str:
        """The answer as one text, an empty line between paragraphs."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or a group of them, that exercises name."""

    name: str
    function: str
    """What it does, in plain words."""
    aliases: tuple[str, ...] = ()
    """Other names that exercises use for it."""
    claim: str = ""
    """What is said of it where it is tight, worded no stronger than its sources."""
    sources: tuple[str, ...] = ()
    """Keys of the sources of the claim."""
