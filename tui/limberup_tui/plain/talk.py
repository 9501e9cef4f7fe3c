"""Telling and asking, a line at a time. Every question says what can be answered; what can't gets one line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from limberup.counting import capitalised
from limberup.problem import join_words
from limberup.text import clean, to_ascii
from limberup.texts import tr, trc
from limberup_tui.plain.lines import Lines

__all__ = ["PAIN", "Talk", "in_ascii_alone", "key_of"]

PAIN = tr("0 is no pain, 10 the worst.")
_ENGLISH = {"yes": "y", "no": "n", "none": "n", "enter": ""}
# i18n: words that are typed instead of y for yes, in small letters, with blanks between
_YES = trc("typed", "yes")
# i18n: words that are typed instead of n for no or none, in small letters, with blanks between
_NO = trc("typed", "no none")
_WORDS = {**dict.fromkeys(_YES.split(), "y"), **dict.fromkeys(_NO.split(), "n"), tr("Enter").lower(): "", **_ENGLISH}
"""Words for which people reach where a key is asked for: those of their language, and the English ones always."""
_ASCII_LOCALES, _MADE_BY_PYTHON = ("C", "POSIX"), ("C.UTF-8", "C.utf8")


def in_ascii_alone(encoding: str) -> bool:
    """Return whether the locale has ASCII alone.

    Args:
        encoding: Of standard output. Under LANG=C Python makes it UTF-8 by itself, and sets LC_CTYPE to say so.
    """
    if "utf" not in encoding.lower():
        return True
    if os.environ.get("PYTHONIOENCODING") or os.environ.get("PYTHONUTF8") == "1":
        return False
    if locale := os.environ.get("LC_ALL"):
        return locale in _ASCII_LOCALES
    letters, language = (os.environ.get(name, "") for name in ("LC_CTYPE", "LANG"))
    return letters in ("", *_ASCII_LOCALES, *_MADE_BY_PYTHON) and language in ("", *_ASCII_LOCALES)


class Talk:
    """One conversation."""

    def __init__(self, lines: Lines, *, ascii_alone: bool = False) -> None:
        """Begin it.

        Args:
            lines: Where it takes place.
            ascii_alone: Whether nothing but ASCII may be written.
        """
        self._lines = lines
        self._ascii = ascii_alone

    # Telling

    def say(self, *texts: str) -> None:
        """Write texts, each on lines of its own; what is empty is left out.

        Raises:
            Leaving: nobody is there any more. So do all methods that tell or ask.
        """
        told = [" ".join(line.split()) for text in texts for line in clean(text, lines=True).split("\n")]
        if whole := "".join(f"{line}\n" for line in told if line):
            self._lines.write(to_ascii(whole) if self._ascii else whole)

    def ring(self) -> None:
        """Ring the bell once."""
        self._lines.write("\a")

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._lines.wait(seconds)

    # Asking

    def listen(self, seconds: float | None = None) -> str | None:
        """Return the next line, made harmless and without blanks around it; None where none came in time."""
        line = self._lines.read(seconds)
        return None if line is None else clean(line).strip()

    def hear(self) -> str:
        """Wait for the next line, however long it takes."""
        while (line := self.listen()) is None:
            pass
        return line

    def ask(
        self, question: str, options: Mapping[str, str], more: str = "", *, told: Mapping[str, str] | None = None
    ) -> str:
        """Ask until one of the options is answered, and return its key.

        Args:
            question: One sentence.
            options: Words for each key, a line each; the key "" is Enter alone.
            more: What is told after the question.
            told: Those of the options that are told, where the person has heard the others before.
        """
        self.say(question, more)
        self.offer(options if told is None else told)
        while (key := key_of(self.hear(), options)) is None:
            self.say(tr("Not understood. Type {choices}.").format(choices=choices(options)))
        return key

    def offer(self, options: Mapping[str, str]) -> None:
        """Say what can be answered."""
        self.say(*(f"{_named(key)}: {capitalised(words)}." for key, words in options.items()))

    def number(
        self,
        question: str,
        options: Mapping[str, str] | None = None,
        *,
        hint: str = PAIN,
        least: int = 0,
        most: int = 10,
    ) -> int | str:
        """Ask for a whole number; return it, or the key of another option."""
        options = options or {}
        self.say(
            tr("{question} Type {least} to {most}. {hint}").format(question=question, least=least, most=most, hint=hint)
        )
        self.offer(options)
        while True:
            line = self.hear()
            if re.fullmatch(r"\d{1,3}", line, re.ASCII) and least <= int(line) <= most:
                return int(line)
            if (key := key_of(line, options)) is not None:
                return key
            others = "".join(tr(", or {named}").format(named=_named(key)) for key in options)
            self.say(
                tr("Not understood. Type a number from {least} to {most}{others}.").format(
                    least=least, most=most, others=others
                )
            )

    def pick(self, question: str, options: Mapping[str, str], leave: str = tr("Leave it as it is")) -> str | None:
        """Let one of some things be chosen by its number; return its id, or None where it was left."""
        ids = list(options)
        numbered = {str(number): options[id_] for number, id_ in enumerate(ids, 1)}
        answer = self.ask(question, {**numbered, "x": leave})
        return None if answer == "x" else ids[int(answer) - 1]

    def ticks(
        self,
        intro: str,
        items: Mapping[str, str],
        ticked: Iterable[str] = (),
        *,
        others: Mapping[str, str],
        none: str = tr("None of these"),
    ) -> frozenset[str] | str:
        """Ask which things of a list are true.

        Args:
            intro: What is asked.
            items: Text by id, in order.
            ticked: Ids that are ticked to begin with.
            others: Other answers by key, such as leaving the list.
            none: Words of the answer that none of it is true.

        Returns:
            The ids, or the key of another answer.
        """
        ids, chosen = list(items), set(ticked)
        self.say(intro, *(f"{number}: {items[id_]}" for number, id_ in enumerate(ids, 1)))
        while True:
            have = [str(number) for number, id_ in enumerate(ids, 1) if id_ in chosen]
            how = tr("Type numbers, such as 2 or 2 5, to tick what is true, or to take a tick away.")
            self.say(tr("Ticked: {have}.").format(have=", ".join(have)) if have else tr("Nothing is ticked."), how)
            options = {**({"c": tr("continue with what is ticked")} if have else {"n": none}), **others}
            self.offer(options)
            while (numbers := self._numbers(line := self.hear(), len(ids))) is None:
                if (key := key_of(line, options)) is not None:
                    return frozenset(chosen) if key in ("c", "n") else key
                if key_of(line, {"n": ""}) == "n" and have:
                    # What is ticked is never passed over.
                    self.say(
                        tr("Something is ticked. Type c to continue with it, or its number to take the tick away.")
                    )
                else:
                    self.say(
                        tr("Not understood. Type numbers from 1 to {ids}, or {choices}.").format(
                            ids=len(ids), choices=choices(options)
                        )
                    )
            chosen ^= {ids[number - 1] for number in numbers}

    def _numbers(self, line: str, most: int) -> set[int] | None:
        """Return the numbers of a line, or None where it has anything else or nothing."""
        words = re.split(r"[\s,;]+", line.strip(" ,;"))
        if not all(re.fullmatch(r"\d{1,3}", word, re.ASCII) for word in words):
            return None
        numbers = {int(word) for word in words}
        return numbers if numbers and min(numbers) >= 1 and max(numbers) <= most else None


def key_of(line: str, options: Mapping[str, str]) -> str | None:
    """Return the key that a line stands for, or None where it stands for none of them."""
    word = line.lower()
    if word in options:
        return word
    short = _WORDS.get(word, word)
    return short if short in options else None


def choices(options: Mapping[str, str]) -> str:
    """Return the keys to choose from, as words; many numbers in a row as "1 to 9"."""
    numbers = [key for key in options if key.isdecimal()]
    letters = [_named(key) for key in options if not key.isdecimal()]
    named = (
        [tr("{first} to {last}").format(first=numbers[0], last=numbers[-1]), *letters]
        if len(numbers) > 2
        else [*numbers, *letters]
    )
    return join_words(named, "or")


def _named(key: str) -> str:
    return key or tr("Enter")
