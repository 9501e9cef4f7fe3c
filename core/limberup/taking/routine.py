"""A routine that somebody gave: read, with a name that is still free, and ready to be kept with who gave it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from limberup.catalog import Catalog, fold
from limberup.problem import LimberupError, Problem
from limberup.routine import Routine
from limberup.routine_file import check_routine, parse_routine, slug_for, update_routine_text
from limberup.routine_format import formatted
from limberup.taking.mend import mended
from limberup.text import clean
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["Sent", "free_name", "read_sent", "same_as", "text_to_keep"]

LONGEST = 80
"""Most characters of a name, a routine's or a person's."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A routine as it was sent, with nothing wrong in it."""

    routine: Routine
    text: str
    """Its file's text, comments and all."""
    notes: tuple[str, ...] = ()
    """What was put right in it, or left out."""


def read_sent(text: str, catalog: Catalog, name: str = tr("what was pasted")) -> Sent:
    """Read a routine that somebody sent as a file or pasted from a mail.

    Args:
        text: As it came.
        catalog: The packs in use: an exercise that none of them has is a mistake.
        name: What the text is called in messages.

    Raises:
        LimberupError: with everything that is wrong, each with its line.
    """
    if not text.strip():
        raise LimberupError(Problem(name, "", tr("is empty"), tr("Copy the routine, from its name to its last step")))
    found = mended(text, name)
    file = TomlFile(name, found.text)
    routine, problems = parse_routine(file, "")
    if routine is not None:
        problems = check_routine(routine, catalog, file)
    if routine is None or problems:
        raise LimberupError(*sorted(problems, key=_line))
    return Sent(routine, found.text, found.notes)


def _line(problem: Problem) -> int:
    """Return the line of a problem, so that they are told from the top down."""
    return problem.line or 0


def free_name(name: str, by: str, names: Iterable[str], slugs: Collection[str]) -> tuple[str, str]:
    """Return the name under which a routine is kept, and its slug: as it is where both are free.

    Args:
        name: What it is called.
        by: Who gave it, or "": tells it from another of the same name.
        names: What the person's own routines are called.
        slugs: The slugs that are taken, those of the packs too: what is kept must hide nothing.
    """
    taken = {fold(other) for other in names}
    slug = slug_for(name)
    tries = [(name, slug)]
    if by and len(by) < LONGEST // 2:
        with_giver = f"{_short(name, len(by) + 3)} ({by})"
        tries.append((with_giver, slug_for(with_giver)))
    # A long name gives the same slug as a longer one, so the number goes behind what is left of it.
    tries += [(f"{_short(name, 5)} {number}", f"{slug[:55].strip('-')}-{number}") for number in range(2, 1000)]
    for choice, its_slug in tries:
        if fold(choice) not in taken and its_slug not in slugs:
            return choice, its_slug
    raise LimberupError(
        Problem("routines", "", tr("there are too many called {name!r}").format(name=name), tr("Give it another name"))
    )


def _short(name: str, less: int) -> str:
    return name[: LONGEST - less].rstrip()


def same_as(routine: Routine, own: Iterable[Routine]) -> Routine | None:
    """Return the own routine that has the same steps under the same name, or None."""
    return next((one for one in own if one.steps == routine.steps and fold(one.name) == fold(routine.name)), None)


def text_to_keep(sent: Sent, name: str, by: str, on: date) -> str:
    """Return the text of the file that is kept: in its usual form, with who gave it and when.

    Args:
        sent: The routine.
        name: Under which it is kept.
        by: Who gave it; "" leaves what the file says of that.
        on: The day it is.
    """
    who = clean(by).strip()[:LONGEST] or sent.routine.given_by
    routine = replace(sent.routine, name=name, given_by=who, given=on)
    text = update_routine_text(formatted(sent.text), routine)
    # A file without comments needs no care, and one with them keeps them.
    return formatted(text) if re.search("#", text) else text
