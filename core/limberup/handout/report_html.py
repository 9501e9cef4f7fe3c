"""The report as one HTML file: charts, tables and the same sentences as the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from limberup.handout.chart import STYLE, Line, bar_chart, dense, line_chart, weekly_means
from limberup.handout.page import escape, page
from limberup.handout.report import CourseLine, Report
from limberup.handout.report_text import (
    IS_NOT,
    MOST_LINES,
    PAIN_HEADS,
    acted_words,
    dose_sentence,
    flag_line,
    goal_line,
    goals_sentence,
    hurt_line,
    kept_words,
    move_line,
    pain_cells,
    pain_sentence,
    span_words,
    who_lines,
)
from limberup.handout.words import dose_short
from limberup.history.sentences import PAIN_NAMES, date_words
from limberup.texts import tr

__all__ = ["report_html"]

_DRAWN = ("rest", "moving", "morning")
"""The series of the chart; pain after sessions stands in the table."""
_MOST_GOALS = 5
_GOAL_WEEKS = 26
"""Activities are scored every two weeks, so that fewer weeks would show little."""
_GOAL_GAP = 43

_STYLE = (
    STYLE
    + """\
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
@media (max-width: 40rem) { .two { grid-template-columns: 1fr; } }
.numbers thead th:not(:first-child) { text-align: right; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print {
  .two { grid-template-columns: 1fr 1fr; }
  ul, table, .chart figcaption { font-size: 8.8pt; }
  th, td { padding: .4mm 1.2mm; }
  h1 { font-size: 15pt; }
  .scroll { break-inside: avoid; }
}
"""
)


def report_html(report: Report) -> str:
    """Return the report as a whole HTML page that needs nothing from outside."""
    title = tr("Report on {span}").format(span=span_words(report))
    body = "\n".join(
        [
            f"<header><h1>{escape(title)}</h1></header>",
            "<main>",
            *_first(report),
            f'<p class="soft">{escape(IS_NOT)}</p>',
            '<div class="two">',
            _section(tr("Who"), _list(who_lines(report))),
            _section(tr("Sessions"), _list([*kept_words(report)][:-1])),
            "</div>",
            _section(tr("Pain"), _pain(report)),
            _section(tr("How much was done"), _dose(report)),
            _section(
                tr("What hurt"), _list(map(hurt_line, report.hurts), tr("Nothing was said to hurt during an exercise."))
            ),
            _section(tr("Exercises"), _courses(report)),
            _section(
                tr("What the rules did"),
                _list(map(acted_words, report.acted), tr("No rule eased, stopped or referred.")),
            ),
            _section(tr("Activities (after the Patient-Specific Functional Scale)"), _goals(report)),
            *(
                [_section(tr("Notes"), _list(f"{date_words(on)}: {note}" for on, note in report.notes))]
                * bool(report.notes)
            ),
            *([_section(tr("What to know of the numbers"), _list(report.caveats))] * bool(report.caveats)),
            "</main>",
        ]
    )
    return page(title, body, _STYLE)


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{body}\n</section>"


def _list(items: Iterable[str], nothing: str = "") -> str:
    every = list(items)
    shown = every[:MOST_LINES] + (
        [tr("... and {more} more").format(more=len(every) - MOST_LINES)] if len(every) > MOST_LINES else []
    )
    if not shown:
        return f"<p>{escape(nothing)}</p>" if nothing else ""
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in shown) + "</ul>"


def _first(report: Report) -> Iterator[str]:
    lines = [tr("Rule H: {why}").format(why=why) for why in report.referrals]
    lines += [flag_line(flag) for flag in report.flags if flag.cleared is None]
    if lines:
        yield f'<section class="box"><h2>{escape(tr("To be looked at"))}</h2>{_list(lines)}</section>'


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: bool = False) -> str:
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    kind, of_table = (' class="number"', ' class="numbers"') if numbers else ("", "")
    body = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td{kind}>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll"><table{of_table}><caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _pain(report: Report) -> str:
    caption = tr("Pain 0 to 10; at first and now are means of the first and the last seven days with a number.")
    table = _table(caption, PAIN_HEADS, pain_cells(report), numbers=True)
    series = {name: report.pains[name] for name in _DRAWN}
    if not any(series.values()):
        return table
    weekly = dense(series, report.first, report.today)
    lines = [
        Line(PAIN_NAMES[name], weekly_means(points) if weekly else points, 15 if weekly else 8)
        for name, points in series.items()
    ]
    sentence = pain_sentence(report, _DRAWN) + (tr(" The chart shows the means of weeks.") if weekly else "")
    return line_chart(1, lines, report.first, report.today, tr("Pain 0-10"), sentence) + table


def _dose(report: Report) -> str:
    sentence = dose_sentence(report)
    if not any(week.dose for week in report.weeks):
        return f"<p>{escape(sentence)}</p>"
    return bar_chart(
        2,
        report.weeks,
        tr("Minutes under work"),
        f"{sentence} " + tr("A bar for each week, from its Monday."),
    )


def _courses(report: Report) -> str:
    if not report.courses:
        return f"<p>{escape(tr('No exercise was done.'))}</p>"
    caption = tr("Doses are sets x repetitions, or sets x seconds held; gentle sessions aside.")
    if (more := len(report.courses) - MOST_LINES) > 0:
        caption += tr(" The {number} done most often; {more} more were done.").format(number=MOST_LINES, more=more)
    heads = (tr("Exercise"), tr("Sessions"), tr("First"), tr("Last"))
    table = _table(caption, heads, map(_course, report.courses[:MOST_LINES]))
    return table + _list(map(move_line, report.moves))


def _course(course: CourseLine) -> tuple[str, ...]:
    first, last = (
        f"{dose_short(dose)} ({date_words(on)})"
        for dose, on in ((course.first, course.first_on), (course.last, course.last_on))
    )
    return course.name, str(course.times), first, last


def _goals(report: Report) -> str:
    goals = report.goals
    if not goals.activities:
        return f"<p>{escape(tr('None was named or scored.'))}</p>"
    body = _list(map(goal_line, goals.activities))
    if not goals.compared:
        return body
    names = [goal.activity for goal in goals.activities][:_MOST_GOALS]
    lines = [Line(name, report.goal_points[name], _GOAL_GAP) for name in names]
    start = min(point.on for line in lines for point in line.points)
    first = max(start, min(report.first, report.today - timedelta(weeks=_GOAL_WEEKS)))
    return line_chart(3, lines, first, report.today, tr("How well, 0-10"), goals_sentence(report)) + body
