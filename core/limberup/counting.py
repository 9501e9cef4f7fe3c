"""Grammar that words need as they are put together: "1 day" and "2 days", and how a sentence begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from limberup.texts import ENGLISH, language, trn

__all__ = ["capitalised", "count_words", "within"]

_FORMS: Mapping[str, Callable[[int], str]] = {
    "day": lambda n: trn("{n} day", "{n} days", n),
    "on day": lambda n: trn("on {n} day", "on {n} days", n),
    "week": lambda n: trn("{n} week", "{n} weeks", n),
    "in whole week": lambda n: trn("In {n} whole week", "In {n} whole weeks", n),
    "minute": lambda n: trn("{n} minute", "{n} minutes", n),
    "second": lambda n: trn("{n} second", "{n} seconds", n),
    "rep": lambda n: trn("{n} rep", "{n} reps", n),
    "time": lambda n: trn("{n} time", "{n} times", n),
    "set": lambda n: trn("{n} set", "{n} sets", n),
    "step": lambda n: trn("{n} step", "{n} steps", n),
    "repetition": lambda n: trn("{n} repetition", "{n} repetitions", n),
    "exercise": lambda n: trn("{n} exercise", "{n} exercises", n),
    "routine": lambda n: trn("{n} routine", "{n} routines", n),
    "programme": lambda n: trn("{n} programme", "{n} programmes", n),
    "guide": lambda n: trn("{n} guide", "{n} guides", n),
    "session": lambda n: trn("{n} session", "{n} sessions", n),
    "in session": lambda n: trn("in {n} session", "in {n} sessions", n),
    "record": lambda n: trn("{n} record", "{n} records", n),
    "file": lambda n: trn("{n} file", "{n} files", n),
    "other file": lambda n: trn("{n} other file", "{n} other files", n),
}
"""What can be counted, each with its forms: a language may decline the thing, so it is never put together."""


def count_words(count: int, thing: str) -> str:
    """Return how many there are of a thing, one of those above: "1 day" or "2 days"; "on day" is "on 2 days"."""
    return _FORMS[thing](count).format(n=count)


def capitalised(text: str) -> str:
    """Return a text as a sentence begins with it; what else is in capitals stays, as a language may need it."""
    return text[:1].upper() + text[1:]


def within(sentence: str) -> str:
    """Return a sentence as it stands behind a colon: English goes on small, another language as it was translated."""
    return sentence[:1].lower() + sentence[1:] if language() == ENGLISH else sentence
