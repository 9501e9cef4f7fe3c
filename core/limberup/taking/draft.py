"""A draft of a pack from a list of exercises: a beginning for somebody who knows whom each of them suits.

`limberup packs check` refuses it until every TODO has been replaced: position, kind, doses and tags are what the rules
judge by, and the list has none of them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path

from limberup.files import write_new
from limberup.problem import LimberupError, Problem, reason_of
from limberup.routine_file import quoted, slug_for
from limberup.taking.exercise_list import Listed
from limberup.texts import tr

__all__ = ["draft_files", "write_draft"]

ORIGIN = "https://github.com/yuhonas/free-exercise-db"
_TODO = '["TODO"]'
_GEAR = {"body only": "[]", "bands": '["band"]', "foam roll": '["foam roller"]', "exercise ball": '["exercise ball"]'}


def draft_files(exercises: Iterable[Listed], pack: str) -> dict[str, str]:
    """Return the files of a draft, by their paths in the pack's folder.

    Args:
        exercises: What goes into it, as the list has it.
        pack: The pack's id.
    """
    files = {"pack.toml": _pack(pack)}
    for listed in exercises:
        slug = slug_for(listed.name)
        number = 2
        while f"exercises/{slug}.toml" in files:
            slug = f"{slug_for(listed.name)[:56]}-{number}"
            number += 1
        files[f"exercises/{slug}.toml"] = _exercise(listed)
    return files


def write_draft(folder: Path, exercises: Iterable[Listed]) -> int:
    """Write a draft into a folder that is empty or not there yet; return how many exercises it has.

    Raises:
        LimberupError: there is something in the folder, or it can't be written.
    """
    try:
        used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise LimberupError(
            Problem(str(folder), "", tr("cannot be read: {reason}").format(reason=reason_of(error)))
        ) from None
    if used:
        raise LimberupError(Problem(str(folder), "", tr("is not empty"), tr("Name a new folder for the draft")))
    files = draft_files(exercises, slug_for(folder.absolute().name))
    for name, text in files.items():
        write_new(folder / name, text)
    return len(files) - 1


def _pack(pack: str) -> str:
    return f"""\
# A draft, and no pack yet. The names and steps in it come from free-exercise-db, which is in the public domain
# (Unlicense): {ORIGIN}
# It says nothing of positions, loads and conditions, so limberup can't judge these exercises. Replace every TODO, then
# run: limberup packs check FOLDER. What each key means stands in docs/packs.md.

[pack]
id = {quoted(pack)}
name = ""          # TODO
summary = ""       # TODO: one line
authors = [""]     # TODO: you
license = ""       # TODO: yours; the names and steps are free of any
api = 1
"""


def _exercise(listed: Listed) -> str:
    where = f", id {listed.id}" if listed.id else ""
    lines = [f"# From free-exercise-db{where}, public domain (Unlicense): {ORIGIN}"]
    told = (("category", listed.category), ("equipment", listed.equipment), ("muscles", ", ".join(listed.muscles)))
    lines += [f"# Its {name}: {value}" for name, value in told if value]
    if listed.instructions:
        lines.append("# Its steps, to be put into your own words, 3 to 6 of them and each shorter than 90 characters:")
    for number, step in enumerate(listed.instructions, 1):
        lines += textwrap.wrap(step, 112, initial_indent=f"# {number}. ", subsequent_indent="#    ")
    muscles = ", ".join(quoted(muscle) for muscle in listed.muscles[:20])
    lines += [
        "",
        f"name = {quoted(listed.name[:80])}",
        'purpose = ""            # TODO: what it does for somebody, in one line',
        'kind = "TODO"           # strength, isometric, mobility, static stretch, dynamic stretch, breathing',
        'position = "TODO"       # standing, chair, floor-seated, supine, side-lying, prone, all-fours ...',
        'start_position = ""     # TODO',
        'side = "TODO"           # bilateral, per side, alternating, each way',
        f"equipment = {_GEAR.get(listed.equipment, _TODO)}",
        f"muscles = [{muscles}]",
        'start = "TODO"          # a dose for somebody who is new to it and has a sore back',
        'target = "TODO"         # the dose to work up to',
        'tags = ["TODO"]         # what it asks of back, hips and floor: see docs/packs.md',
        'cautions = [""]         # TODO',
        "how = []                # TODO",
        'breathing = ""          # TODO',
        'sources = ["TODO"]      # what it rests on',
    ]
    return "\n".join(lines) + "\n"
