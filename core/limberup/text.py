"""Text from outside, made harmless: what packs and files say can only ever be shown."""

from __future__ import annotations

import re
import unicodedata

from limberup.texts import tr

__all__ = ["clean", "clean_tree", "to_ascii"]

# Control characters (C0, DEL, C1) carry terminal escapes; the rest hide or reorder what is shown:
# soft hyphen, zero-width characters, bidi marks and overrides, invisible operators, BOM, tags, surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MARKS = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")


def clean(text: str, *, lines: bool = False) -> str:
    """Return text without control, hidden and reordering characters; line breaks stay only with `lines`."""
    text = _MARKS.sub(r"\1", _UNSAFE.sub("", text.replace("\r\n", "\n")))
    return text.replace("\t", " ") if lines else text.replace("\n", " ").replace("\t", " ")


def clean_tree(value: object) -> object:
    """Return a value as TOML gives it with every string in it, keys too, made harmless.

    Raises:
        ValueError: a whole number needs more than 64 bits.
    """
    if isinstance(value, str):
        return clean(value, lines=True)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        # TOML promises 64 bits; a longer one can't even be shown (Python refuses to write 4300 digits).
        raise ValueError(tr("a whole number is too large"))
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(item) for key, item in value.items()}
    return value


_ASCII = str.maketrans(
    {"×": "x", "–": "-", "—": "-", "…": "...", "·": "-", "•": "*", "→": "->", "←": "<-", "↑": "^", "↓": "v",
     "“": '"', "”": '"', "‘": "'", "’": "'", "½": ".5", "✓": "+", "▸": ">", "▾": "v", "│": "|", "─": "-"}
)  # fmt: skip


def to_ascii(text: str) -> str:
    """Return text in ASCII, near enough to read, for a terminal that has nothing else."""
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.encode("ascii", "replace").decode()
