"""Write docs/rules.md: the prose of rules_doc.md, with the tables, lists and numbers of the code.

python scripts/rules_doc.py [OUT.md]
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from limberup.catalog import Catalog
from limberup.dose import Dose, format_dose, parse_dose
from limberup.exercise import TAGS
from limberup.packs.manager import load
from limberup.safety import doses
from limberup.safety.conditions import BALANCE_HOW, CONDITIONS, MIDDLE_RANGE, NEEDS_FREE_HANDS, Condition
from limberup.safety.fit import FIRST_HOUR_MINUTES
from limberup.safety.flags import EMERGENCY_FLAGS, REASONS, URGENT_FLAGS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST
from limberup.safety.morning import STRENGTH_PAUSE_HOURS
from limberup.safety.rules import RULES, SOURCE_GROUPS, source_keys
from limberup.safety.schedule import (
    RESCREEN_DAYS,
    STRENGTH_DAYS_A_WEEK,
    STRENGTH_HOURS,
    after_gap,
    stretch_days,
)
from limberup.safety.signs import SIGNS
from limberup.sources import own_sources

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_suffix(".md")
WIDTH = 120
OWN_NAMED = {TAGS["HF90"]: "bending forward over a straight leg (own)"}
"""What exercises left out by name are here, where the reason that is told on screen does not say it."""
LONGEST_GAP = 60
"""Days up to which gaps are tried, to find where rule F changes."""
STEPS = {
    "repetitions": "core-stability/dead-bug",
    "hold": "core-stability/forearm-plank",
    "hold of repetitions at their target": "core-stability/bird-dog",
    "minutes": "core-stability/diaphragmatic-breathing",
    "minutes of aerobic exercise": "arthritis-gentle/aerobic-activity",
}
"""An exercise for each way in which a dose grows."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def graded(keys: Iterable[str]) -> str:
    """Return keys of sources, each with its grade."""
    return ", ".join(_graded(key) for key in keys)


def _graded(key: str) -> str:
    if key in SOURCE_GROUPS or key == "own":
        return key
    grade = own_sources()[key].grade
    return f"[{key}] ({grade})" if key[0].isalpha() else f"{key} ({grade})"


def rules(letter: str) -> str:
    """Return the table of the rules of one letter."""
    found = {id_: rule for id_, rule in RULES.items() if rule.letter == letter}
    return table(
        ("Rule", "In plain words", "Exactly", "Source", "Code"),
        (
            (
                f"**{id_}** {rule.title}",
                rule.words,
                rule.clinician,
                graded(rule.sources),
                f"[{Path(rule.where).name}](../core/limberup/{rule.where})",
            )
            for id_, rule in found.items()
        ),
    )


def questions(asked: dict[str, str]) -> str:
    """Return the table of questions by their id."""
    return table(("Id", "Question"), ((f"`{id_}`", question) for id_, question in asked.items()))


def names(ids: Iterable[str]) -> str:
    """Return ids in backticks."""
    return ", ".join(f"`{id_}`" for id_ in ids)


def conditions(catalog: Catalog) -> str:
    """Return the table of conditions."""
    head = ("Id", "Condition", "Left out", "Changed", "Source")
    return table(head, (_condition(row, catalog) for row in CONDITIONS.values()))


def _condition(row: Condition, catalog: Catalog) -> tuple[str, ...]:
    left_out = [" ".join(_in_order(row.exclude))]
    for why in dict.fromkeys(row.named.values()):
        named = [catalog.exercise(id_).name.lower() for id_, its_why in row.named.items() if its_why == why]
        left_out.append(f"and {named[0] if len(named) == 1 else OWN_NAMED.get(why, why)}")
    kinds = [f"every {kind.value}" for kind in sorted(row.kinds)]
    changed = [" ".join(_in_order(row.modify)), *kinds, "balance" * row.balance]
    cells = (", ".join(filter(None, parts)) or "-" for parts in (left_out, changed))
    return f"`{row.id}`", row.label, *cells, row.source


def _in_order(tags: Iterable[str]) -> list[str]:
    known = list(TAGS)
    return sorted(tags, key=lambda tag: (tag.startswith("~"), known.index(tag.removeprefix("~"))))


def how() -> str:
    """Return the table of what is done differently, for each condition."""
    rows = [
        (row.label, "; ".join(filter(None, (row.how or MIDDLE_RANGE, BALANCE_HOW * row.balance))))
        for row in CONDITIONS.values()
        if row.modify or row.kinds
    ]
    rows += [(row.label, BALANCE_HOW) for row in CONDITIONS.values() if row.balance and not row.modify]
    return table(("For", "How"), rows)


def schedule() -> str:
    """Return the table of the numbers of rule F, with the pause that M3 asks for."""
    days = [stretch_days(week) for week in range(1, 9)]
    starts = [week for week, most in enumerate(days, 1) if week == 1 or most != days[week - 2]]
    return table(
        ("What", "How much", "Source"),
        [
            *(
                (f"stretching, from week {week}", f"{stretch_days(week)} days of seven at most", "001")
                for week in starts
            ),
            ("strength work of the same muscles", f"{STRENGTH_HOURS} hours apart", "003, [ACSM-res]"),
            ("strength work", f"on {STRENGTH_DAYS_A_WEEK} days of seven at most", "003, [ACSM-res]"),
            ("strength work after an unsettled session", f"{STRENGTH_PAUSE_HOURS} hours later", "[OSTELO], C.2"),
            *_gaps(),
            ("the questions again", f"after {RESCREEN_DAYS} days, and on anything new", "own"),
        ],
    )


def _gaps() -> Iterable[tuple[str, str, str]]:
    # Found by trying, so that the days are those of the function itself.
    found = {day: decision for day in range(LONGEST_GAP) if (decision := after_gap(day).decision)}
    for outcome in dict.fromkeys(decision.outcome for decision in found.values()):
        days = [day for day, decision in found.items() if decision.outcome == outcome]
        span = f"{days[0]} to {days[-1]}" if days[-1] + 1 in found else f"{days[0]} and more"
        yield f"{span} days away", outcome, found[days[0]].source


def arithmetic(catalog: Catalog) -> str:
    """Return the table of steps back and on, worked out by the code."""
    low, full = parse_dose("1x8"), parse_dose("3x12")
    rows = [("back: a third less", format_dose(full), _shown(doses.step_back(full, low)))]
    fewer = parse_dose("3x8")
    rows.append(("back, at the first amount: a set less", format_dose(fewer), _shown(doses.step_back(fewer, low))))
    rows.append(("back, at the first dose: the easier exercise", format_dose(low), _shown(doses.step_back(low, low))))
    for words, id_ in STEPS.items():
        exercise = catalog.exercise(id_)
        dose = exercise.start
        if "target" in words:
            dose = Dose(dose.sets, exercise.target.reps, dose.hold, dose.each)
        rows.append((f"on: {words}", format_dose(dose), _shown(doses.step_on(dose, exercise))))
    exercise = catalog.exercise(STEPS["repetitions"])
    top = Dose(1, exercise.target.reps, exercise.target.hold, exercise.target.each)
    rows.append(("on, at the target's amount: a set more", format_dose(top), _shown(doses.step_on(top, exercise))))
    rows.append(("not settled, and nothing hurt: a set less", format_dose(full), format_dose(doses.one_set_less(full))))
    return table(("Step", "From", "To"), rows)


def _shown(dose: Dose | None) -> str:
    return format_dose(dose) if dose else "-"


def sources(text: str) -> str:
    """Return the table of all sources that the rules rest on, and that `text` names."""
    used = set(re.findall(r"\[([A-Z][\w-]*)\](?!\()", text))
    used |= {key for id_, rule in RULES.items() for key in source_keys(id_, ", ".join(rule.sources))}
    used |= {key for row in CONDITIONS.values() for key in source_keys("X", row.source)}
    rows = [(f"[{key}]" if key[0].isalpha() else key, source.grade, source.text)
            for key, source in own_sources().items() if key in used - {"own"}]  # fmt: skip
    return table(("Key", "Grade", "What"), rows)


def document() -> str:
    """Return the whole page."""
    catalog = load(safe=True).catalog
    template = TEMPLATE.read_text("utf-8")
    crossed = CONDITIONS["thr_anterior"].named
    values = {
        **{f"rules {letter}": rules(letter) for letter in "GXLMTFPH"},
        "rules own": rules(""),
        "rescue list": names(RESCUE_LIST),
        "rest day list": names(REST_DAY_LIST),
        "emergency flags": questions(EMERGENCY_FLAGS),
        "urgent flags": questions(URGENT_FLAGS),
        "reasons": questions({reason.id: reason.question for reason in REASONS.values()}),
        "first hour": str(FIRST_HOUR_MINUTES),
        "conditions": conditions(catalog),
        "crossed legs": names(sorted(crossed)),
        "free hands": names(sorted(NEEDS_FREE_HANDS)),
        "how": how(),
        "schedule": schedule(),
        "arithmetic": arithmetic(catalog),
        "signs": questions(SIGNS),
        **{group: ", ".join(f"[{key}]" for key in keys) for group, keys in SOURCE_GROUPS.items()},
        "sources": sources(template),
    }
    filled = re.sub(r"\{\{([^}]+)\}\}", lambda found: values[found[1]], template)
    # A value may make a line too long: paragraphs and points of a list are laid out again where it did.
    return "\n\n".join(map(_wrapped, filled.strip().split("\n\n"))) + "\n"


def _wrapped(block: str) -> str:
    if block.startswith(("|", "<!--", "```")) or all(len(line) <= WIDTH for line in block.splitlines()):
        return block
    points = re.split(r"\n(?=- )", block)
    indent = "  " if block.startswith("- ") else ""
    return "\n".join(
        textwrap.fill(" ".join(point.split()), WIDTH, subsequent_indent=indent, break_on_hyphens=False)
        for point in points
    )


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), default=ROOT / "docs" / "rules.md")
def main(out: Path) -> None:
    """Write the page of the rules."""
    out.write_text(document(), "utf-8")


if __name__ == "__main__":
    main()
