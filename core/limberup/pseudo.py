"""A language nobody speaks: English with accents, a third longer, in brackets.

A screen shown in it tells which words are not looked up in `limberup.texts` (they are plain English), and which have no
room to grow (their closing bracket is cut off).
"""

from __future__ import annotations

import re

__all__ = ["CLOSE", "OPEN", "Pseudo"]

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.35
"""By how much of its length a text grows, brackets and all; a word of a few letters by its brackets."""
_FIELD = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "áçďéğĥíĵķļñóŕšţúŵýžÁÇĎÉĞĤÍĴĶĻÑÓŔŠŢÚŴÝŽ")
_VOWELS = re.compile(r"[aeiouAEIOU]")


class Pseudo:
    """A catalogue that makes its translations up."""

    def gettext(self, message: str) -> str:
        """Return the text with accents, vowels twice, and what is to be filled in left as it is."""
        more = round(LONGER * len(_FIELD.sub("", message))) - len(OPEN + CLOSE)
        parts = _FIELD.split(message)
        for number in range(0, len(parts), 2):
            found = _VOWELS.findall(parts[number]) if more > 0 else []
            if found:
                parts[number] = _VOWELS.sub(lambda vowel: vowel[0] + vowel[0].lower(), parts[number], count=more)
            more -= len(found)
            parts[number] = parts[number].translate(_ACCENTS)
        return f"{OPEN}{''.join(parts)}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for one or for many."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return the text, whatever the context."""
        return self.gettext(message)
