"""The words a person reads, in their language. English is what stands in the code, and costs nothing to look up.

    tr("Your routines")
    trn("{n} set", "{n} sets", n).format(n=n)
    trc("side of the body", "left")

The other languages are gettext catalogues in `limberup/locale`: docs/translating.md. `import limberup` alone stays
English; a program says once which language it speaks, before it imports anything that holds words (`use`).
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # Not from typing, which takes fifty times as long to import as the rest of this.
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    class _Catalogue(Protocol):
        """What gettext's catalogues do, as far as it is used here."""

        def gettext(self, message: str, /) -> str: ...
        def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...
        def pgettext(self, context: str, message: str, /) -> str: ...


__all__ = ["ENGLISH", "PSEUDO", "chosen", "is_language", "language", "languages", "tr", "trc", "trn", "use", "wanted"]

ENGLISH = "en"
PSEUDO = "xx-pseudo"
"""English made longer and accented, for the test that looks for clipped words; in no list of languages."""

_FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118,PTH120 - pathlib is slower to import.

_catalogue: _Catalogue | None = None
_language = ENGLISH


def tr(text: str) -> str:
    """Return a text in the language that is on. What changes in it is filled in after: `tr("{n} kg").format(n=n)`."""
    # The empty text is what a catalogue keeps its own header under.
    return text if _catalogue is None or not text else _catalogue.gettext(text)


def trn(one: str, many: str, n: int) -> str:
    """Return the text for one or for another number of things; a language may have more forms than the two."""
    if _catalogue is None:
        return one if n == 1 else many
    return _catalogue.ngettext(one, many, n)


def trc(context: str, text: str) -> str:
    """Return a text that has several meanings in English, told apart by `context`, which nobody sees."""
    return text if _catalogue is None else _catalogue.pgettext(context, text)


def language() -> str:
    """Return the language that is on: "en", "de"."""
    return _language


def languages() -> list[str]:
    """Return the languages there are, English first."""
    try:
        names = os.listdir(_FOLDER)  # noqa: PTH208
    except OSError:
        names = []
    return [ENGLISH, *sorted(name.removesuffix(".mo") for name in names if name.endswith(".mo"))]


def use(name: str | None) -> str:
    """Speak a language from now on, and return which: English where there is none of that name, or it is damaged.

    Texts that were looked up before, as a module was imported, stay as they are.
    """
    global _catalogue, _language
    _catalogue = None if name is None or name == ENGLISH else _load(name)
    _language = ENGLISH if name is None or _catalogue is None else name
    return _language


def _load(name: str) -> _Catalogue | None:
    if name == PSEUDO:
        from limberup.pseudo import Pseudo

        return Pseudo()
    if not _is_name(name):
        return None
    import struct
    from gettext import GNUTranslations

    try:
        with open(os.path.join(_FOLDER, f"{name}.mo"), "rb") as file:  # noqa: PTH118,PTH123
            return GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error):
        return None


def chosen(setting: str, environ: Mapping[str, str]) -> str:
    """Return the language to speak: the one that was set, else the first the system asks for that there is."""
    return (_first([setting]) if setting else _first(wanted(environ))) or ENGLISH


def is_language(setting: str) -> bool:
    """Return whether a language that was set is one there is: "de", or "de_AT" where there is "de"."""
    return bool(_first([setting]))


def wanted(environ: Mapping[str, str]) -> list[str]:
    """Return the languages the system asks for, best first, as gettext reads them: "de_AT.UTF-8:en"."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    # Who asks for the bare "C" wants what programs say of themselves: LANGUAGE is not looked at, as in GNU's gettext.
    priority = "" if locale in ("C", "POSIX") else environ.get("LANGUAGE", "")
    return [name for name in (priority or locale).split(":") if name]


def _first(names: Iterable[str]) -> str:
    """Return the first of some names of locales that is a language there is: "de_AT.UTF-8" is "de"; else ""."""
    for name in names:
        if name == PSEUDO:
            return name
        bare = name.partition(".")[0].partition("@")[0].replace("-", "_")
        for code in (bare, bare.partition("_")[0].lower()):
            if code.lower() in (ENGLISH, "c", "posix"):
                return ENGLISH
            if _is_name(code) and os.path.exists(os.path.join(_FOLDER, f"{code}.mo")):  # noqa: PTH110,PTH118
                return code
    return ""


def _is_name(name: str) -> bool:
    """Return whether a name is that of a locale, and no way out of the folder."""
    return 2 <= len(name) <= 20 and name.isascii() and name.replace("_", "").isalnum()
