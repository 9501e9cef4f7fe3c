"""Whom to ring, by country: what completes the advice where the rules block. The numbers are in `data/help.toml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from limberup.safety.decision import State
from limberup.safety.flags import ADVICE, EMERGENCY_NUMBER, OUT_OF_HOURS, PHYSIOTHERAPIST, Advice
from limberup.texts import ENGLISH, language, tr

__all__ = ["HelpNumbers", "advice_lines", "countries", "help_for"]


@dataclass(frozen=True, slots=True)
class HelpNumbers:
    """Whom to ring in a country."""

    country: str = ""
    """Its name, or "" where it is not known."""
    emergency: str = EMERGENCY_NUMBER
    """The number that brings an ambulance, or words in its place."""
    urgent: str = ""
    """The number for what should be looked at today, or ""."""
    urgent_name: str = ""
    """What answers there, or ""."""
    therapist: str = PHYSIOTHERAPIST
    """What a physiotherapist is called there (R10)."""


@cache
def _table() -> dict[str, HelpNumbers]:
    import tomllib
    from importlib.resources import files

    rows = tomllib.loads((files("limberup") / "data" / "help.toml").read_text("utf-8"))
    return {code: HelpNumbers(row.pop("name"), **row) for code, row in rows.items()}


def countries() -> dict[str, str]:
    """Return the name of each country with numbers by its ISO 3166 code, in the order of the names."""
    return dict(sorted(((code, tr(row.country)) for code, row in _table().items()), key=lambda item: item[1]))


def help_for(code: str) -> HelpNumbers:
    """Return whom to ring in the country of that ISO 3166 code; words in place of numbers where it is not known."""
    return _table().get(code.upper(), HelpNumbers())


def advice_lines(state: State, code: str = "") -> Advice:
    """Return what to tell a person whom the rules block, with the numbers of their country.

    Raises:
        KeyError: the state does not block.
    """
    numbers = help_for(code)
    line = f" ({numbers.urgent}, {tr(numbers.urgent_name)})" if numbers.urgent else ""

    def told(sentence: str) -> str:
        sentence = sentence.replace(EMERGENCY_NUMBER, numbers.emergency)
        sentence = sentence.replace(OUT_OF_HOURS, OUT_OF_HOURS + line)
        # What a country calls them is told in English.
        return sentence.replace(PHYSIOTHERAPIST, numbers.therapist) if language() == ENGLISH else sentence

    advice = ADVICE[state]
    return replace(
        advice,
        title=told(advice.title),
        first=tuple(map(told, advice.first)),
        why=tuple(map(told, advice.why)),
    )
