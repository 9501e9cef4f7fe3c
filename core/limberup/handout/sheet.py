"""A routine as a printable sheet: one HTML file that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.figures.svg import figure_svg
from limberup.handout.page import escape, page
from limberup.handout.words import WEEKDAYS, dose_in_full, flag_words, short_day
from limberup.history.sentences import date_words
from limberup.person import Person
from limberup.plan_day import capped
from limberup.room import room_restrictions
from limberup.routine import Routine, Step
from limberup.routine_plan import fitted_doses
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted
from limberup.safety.flags import EMERGENCY_FLAGS
from limberup.safety.restrict import filter_of
from limberup.texts import tr

__all__ = ["MOST_DAYS", "sheet_html"]

MOST_DAYS = 31
"""Most columns of the grid."""

_GRID_DAYS = 16
"""Most days beside each other: more columns would be too narrow to tick, or run off the paper."""
_ASKED = (tr("Pain before, 0-10"), tr("Pain after, 0-10"), tr("Pain next morning, 0-10"))

_STOP = tr(
    "<strong>Stop an exercise</strong> when its pain is sharp or above 5 of 10. <strong>Stop for today</strong> "
    "when pain moves down your leg. Then tell whoever gave you this sheet."
)
"""What rule L says, as far as it can be said on paper."""

_STYLE = """\
.step { border-top: 1px solid var(--line); padding: .6rem 0; display: grid; gap: 0 1rem;
  grid-template-columns: 15rem 1fr; align-items: start; }
.step h2 { margin: 0; font-size: 1.02rem; }
.step ol, .step p { font-size: .9rem; }
.step .dose { font-weight: 600; margin: .1rem 0 .3rem; }
.figures { display: flex; gap: .5rem; align-items: end; margin: .3rem 0; }
.figures figure { margin: 0; flex: 1 1 0; text-align: center; min-width: 0; }
.figures svg { width: 100%; height: 5.5rem; }
.figures figcaption { font-size: .75rem; color: var(--soft); }
[stroke="#1d5c48"] { stroke: var(--near); }
[stroke="#9dbdb1"] { stroke: var(--far); }
[stroke="#8a8578"] { stroke: var(--prop); }
.grid { margin-top: .8rem; }
.grid th { font-weight: 500; font-size: .75rem; }
.grid thead th { text-align: center; padding: .1rem; }
.grid table { margin-bottom: .6rem; table-layout: fixed; }
.grid thead th:first-child { width: 22%; }
.grid td { height: 1.7rem; padding: 0; }
.signs { columns: 2; column-gap: 1.5rem; font-size: .85rem; }
@media (max-width: 40rem) { .step { grid-template-columns: 1fr; } .signs { columns: 1; } }
@media print {
  .step { padding: 1.6mm 0; gap: 0 4mm; grid-template-columns: 58mm 1fr; }
  .step ol { columns: 2; column-gap: 7mm; }
  .step ol, .step p, .signs { font-size: 8.5pt; line-height: 1.22; margin: .3mm 0; }
  .step li { break-inside: avoid; }
  .figures { margin: 0; }
  .figures svg { height: 17mm; }
  .signs { columns: 2; }
  .grid table { break-inside: avoid; }
}
"""


def sheet_html(routine: Routine, catalog: Catalog, person: Person | None, today: date, *, days: int = 14) -> str:
    """Return a routine as an HTML page to print: figures, doses in words, steps, cautions, and a grid to tick.

    Args:
        routine: A step whose exercise no pack in use has is named, without more.
        catalog: The packs in use.
        person: For whom; what the rules leave out or change for them is said. None for anybody.
        today: The first day of the grid.
        days: Columns of the grid, 1 to `MOST_DAYS`.

    Raises:
        ValueError: the grid has too few or too many days.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(tr("the grid has 1 to {most_days} days, not {days}").format(most_days=MOST_DAYS, days=days))
    doses = iter(fitted_doses(routine, catalog))
    steps = []
    for number, step in enumerate(routine.steps, 1):
        exercise = catalog.get(step.do)
        dose = ""
        if exercise:
            wanted = next(doses)[1]
            # As the plan caps it for them: the sheet is not to ask for a hold that the line beside it forbids.
            wanted = capped(wanted, exercise, person.conditions) if person else wanted
            dose = dose_in_full(wanted, exercise, rest=True)
        steps.append(_step(number, step, exercise, dose, _judged(exercise, person, catalog)))
    body = "\n".join(
        [
            "<header>",
            f"<h1>{escape(routine.name)}</h1>",
            *([f"<p>{escape(routine.summary)}</p>"] if routine.summary else []),
            f'<p class="soft">{escape(_intro(routine, person, today))}</p>',
            f"<p>{_STOP}</p>",
            "</header>",
            *_blocked(person),
            "<main>",
            *steps,
            "</main>",
            _grid(routine, catalog, today, days),
            _signs(),
        ]
    )
    return page(routine.name, body, _STYLE)


def _intro(routine: Routine, person: Person | None, today: date) -> str:
    words = tr("Printed on {date} by limberup, which gives no medical advice and examines nobody.").format(
        date=date_words(today)
    )
    if any(step.dose is None for step in routine.steps):
        words += tr(" Doses that the routine leaves open are those to begin with.")
    if person and person.sore_side == "left":
        words += tr(" Where there are two sides, begin with the left one.")
    elif person and person.sore_side:
        words += tr(" Where there are two sides, begin with the right one.")
    return words + tr(" Go only as far as is comfortable, and keep breathing.")


def _blocked(person: Person | None) -> Iterator[str]:
    """Yield what has to be seen to first, where the person has open warning signs or reasons."""
    if person is None or not person.open_flags:
        return
    yield f'<section class="box" aria-label="{escape(tr("Not yet"))}">'
    words = tr("Not yet: do none of this before somebody has looked at what follows.")
    yield f"<p><strong>{escape(words)}</strong></p><ul>"
    for flag in person.open_flags:
        yield f"<li>{escape(flag_words(flag.id))}</li>"
    yield "</ul></section>"


def _judged(exercise: Exercise | None, person: Person | None, catalog: Catalog) -> Fitted | None:
    """Return what rule X says of an exercise for the person, where it leaves it out or changes it."""
    if exercise is None or person is None:
        return None
    fitted = filter_of(person.conditions, restrictions=room_restrictions(person, catalog))(exercise)
    return None if fitted.verdict is Verdict.ALLOW else fitted


def _step(number: int, step: Step, exercise: Exercise | None, dose: str, fitted: Fitted | None) -> str:
    if exercise is None:
        return _article(
            f"<h2>{number}. {escape(step.do)}</h2>", f"<p>{escape(tr('No pack in use has this exercise.'))}</p>"
        )
    head = f"<h2>{number}. {escape(exercise.name)}</h2>"
    if fitted and fitted.verdict is Verdict.EXCLUDE:
        return _article(head, f"<p><strong>{escape(tr('Leave this one out.'))}</strong> {escape(fitted.why)}</p>")
    parts = [f'<p class="box">{escape(fitted.why)}</p>'] if fitted else []
    if step.note:
        parts.append(f"<p><strong>{escape(tr('Note:'))}</strong> {escape(step.note)}</p>")
    parts.append("<ol>" + "".join(f"<li>{escape(words)}</li>" for words in exercise.how) + "</ol>")
    for label, words in (
        (tr("Breathing"), exercise.breathing),
        (tr("Take care"), " ".join(exercise.cautions)),
        (tr("Stop"), exercise.stop),
    ):
        if words:
            parts.append(f"<p>{_labelled(label, words)}</p>")
    return _article(f'{head}\n<p class="dose">{escape(dose)}</p>\n{_figures(exercise)}', "\n".join(parts))


def _labelled(label: str, words: str) -> str:
    """Return words after their label, which is their own first word where that says it already."""
    if words.startswith(f"{label} "):
        return f"<strong>{label}</strong>{escape(words.removeprefix(label))}"
    return f"<strong>{label}:</strong> {escape(words)}"


def _article(left: str, right: str) -> str:
    return f'<article class="step">\n<div>{left}</div>\n<div>{right}</div>\n</article>'


def _figures(exercise: Exercise) -> str:
    figure = exercise.figure
    if figure is None:
        return ""
    shown = ((0.0, tr("start")), (1.0, tr("end"))) if len(figure.frames) > 1 else ((0.0, ""),)
    parts = []
    for share, when in shown:
        title = f"{exercise.name}, {when}" if when else exercise.name
        # In a page of HTML an SVG needs no name space, and no address has to stand in the file.
        drawn = figure_svg(figure, title, share).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).strip()
        under = ", ".join(filter(None, (when, figure.seen)))
        caption = f"<figcaption>{escape(under)}</figcaption>" if under else ""
        parts.append(f"<figure>{drawn}{caption}</figure>")
    return f'<div class="figures">{"".join(parts)}</div>'


def _grid(routine: Routine, catalog: Catalog, today: date, days: int) -> str:
    names = [found.name if (found := catalog.get(step.do)) else step.do for step in routine.steps]
    parts = -(-days // _GRID_DAYS)
    most = -(-days // parts)
    tables = []
    for first in range(0, days, most):
        on = [today + timedelta(days=number) for number in range(first, min(first + most, days))]
        tables.append(_table([*names, *_ASKED], on))
    caption = tr(
        "Tick what you did. The days begin on {date}. Days without exercises belong too: leave a day "
        "between two with strength work."
    ).format(date=date_words(today))
    return (
        f'<section class="grid" aria-label="{escape(tr("Grid to tick"))}"><p class="soft">{escape(caption)}</p>\n'
        f'<div class="scroll">{"".join(tables)}</div></section>'
    )


def _table(names: Iterable[str], on: Sequence[date]) -> str:
    heads = "".join(
        f'<th scope="col">{WEEKDAYS[day.weekday()]}<br>{short_day(day).replace(" ", "<br>")}</th>' for day in on
    )
    cells = "<td></td>" * len(on)
    rows = "\n".join(f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>' for name in names)
    first = f'<th scope="col">{escape(tr("Exercise"))}</th>'
    return f"<table>\n<thead><tr>{first}{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _signs() -> str:
    signs = "".join(f"<li>{escape(flag_words(id_))}</li>" for id_ in EMERGENCY_FLAGS)
    # The words have a tag of their own in them, so they are not escaped; they come from our own catalogue.
    words = tr("<strong>Do none of this, and call your local emergency number,</strong> for any of these:")
    return (
        f'<section class="box" aria-label="{escape(tr("When to get help"))}"><p>{words}</p>'
        f'<ul class="signs">{signs}</ul></section>'
    )
