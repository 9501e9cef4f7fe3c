"""The shape of a guide's file: which keys there are, of what type and within which limits."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from limberup.packs.shapes import Ref, Short, Slug

__all__ = ["GuideFile"]

Question = Annotated[str, Meta(min_length=1, max_length=100)]
Answer = Annotated[str, Meta(min_length=1, max_length=1200)]
RuleNumber = Annotated[str, Meta(pattern=r"^[A-Z][0-9]{1,3}\Z")]


class GuideFile(Struct):
    """One file of guides/: its slug is the file's name."""

    question: Question
    text: Answer
    topics: Annotated[list[Slug], Meta(max_length=10)] = []
    rules: Annotated[list[RuleNumber], Meta(max_length=20)] = []
    sources: Annotated[list[Short], Meta(max_length=10)] = []
    related: Annotated[list[Ref], Meta(max_length=10)] = []
