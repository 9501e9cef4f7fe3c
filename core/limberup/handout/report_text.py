"""The report as text: Markdown that reads well as it is, or Markdown that no word of the person can break."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from limberup.counting import capitalised
from limberup.handout.report import PAINS, CourseLine, FlagLine, HurtLine, Report
from limberup.handout.report_rules import Acted
from limberup.handout.words import dose_short, hurt_words
from limberup.history.sentences import PAIN_INSIDE, count_words, date_words, goals_words, minutes_words
from limberup.history.statistics import Adherence, GoalChange, Move, Spread
from limberup.person import BAND_WORDS
from limberup.text import clean
from limberup.texts import tr, trn

__all__ = [
    "IS_NOT",
    "MOST_LINES",
    "PAIN_HEADS",
    "acted_words",
    "course_line",
    "dose_sentence",
    "flag_line",
    "goal_line",
    "goals_sentence",
    "hurt_line",
    "kept_words",
    "move_line",
    "pain_cells",
    "pain_sentence",
    "report_text",
    "span_words",
    "who_lines",
]

WIDTH = 78
MOST_LINES = 12
"""Most lines of a list: what is longer is for the history itself."""

IS_NOT = tr(
    "limberup wrote this from what the person entered themselves. It examines nobody, makes no diagnosis, and is no "
    "medical device; its rules come from published sources and from its authors' own judgement."
)

PAIN_HEADS = (tr("Pain, 0-10"), tr("At first"), tr("Now"), tr("Median"), tr("Worst"), tr("Days told"))


def report_text(report: Report, *, markdown: bool = False) -> str:
    """Return the report as text, ended by a line feed.

    Args:
        report: What `make_report` returned.
        markdown: For a program that renders Markdown: lines are left whole, and what stands in the person's words or
            in a pack's has no meaning as Markdown. Else it is for reading as it is, in lines of at most 78 characters.
    """
    return _Writer(markdown).write(report)


class _Writer:
    """Writes a report line by line."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown
        self.lines: list[str] = []

    def write(self, report: Report) -> str:
        """Return the whole of it."""
        self._title(tr("Report on {span}").format(span=span_words(report)))
        if report.referrals or any(flag.cleared is None for flag in report.flags):
            self._title(tr("To be looked at"), 2)
            self._list(tr("Rule H: {why}").format(why=why) for why in report.referrals)
            self._list(flag_line(flag) for flag in report.flags if flag.cleared is None)
        self._paragraph(IS_NOT)
        self._title(tr("Who"), 2)
        self._list(who_lines(report))
        self._title(tr("Sessions"), 2)
        self._list(kept_words(report))
        self._title(tr("Pain"), 2)
        self._table(PAIN_HEADS, pain_cells(report))
        self._paragraph(tr("At first and now are means of the first and the last seven days with a number."))
        self._title(tr("Exercises"), 2)
        self._list(map(course_line, report.courses), tr("No exercise was done."))
        self._list(map(move_line, report.moves))
        self._title(tr("What hurt"), 2)
        self._list(map(hurt_line, report.hurts), tr("Nothing was said to hurt during an exercise."))
        self._title(tr("What the rules did"), 2)
        self._list(map(acted_words, report.acted), tr("No rule eased, stopped or referred."))
        self._title(tr("Activities (after the Patient-Specific Functional Scale)"), 2)
        self._list(map(goal_line, report.goals.activities), tr("None was named or scored."))
        if words := goals_sentence(report):
            self._paragraph(words)
        if report.notes:
            self._title(tr("Notes"), 2)
            self._list(f"{date_words(on)}: {note}" for on, note in report.notes)
        if report.caveats:
            self._title(tr("What to know of the numbers"), 2)
            self._list(report.caveats)
        return "\n".join(self.lines).rstrip() + "\n"

    def _shown(self, text: str) -> str:
        text = clean(text).strip()
        if not self.markdown:
            return text
        # Everything that means something within a line, and then what would begin a list of its own.
        text = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", text)
        return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", text)

    def _title(self, text: str, level: int = 1) -> None:
        if self.lines:
            self.lines.append("")
        if self.markdown:
            self.lines += [f"{'#' * level} {self._shown(text)}", ""]
        else:
            self.lines += [text, ("=" if level == 1 else "-") * len(text), ""]

    def _paragraph(self, text: str) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        text = self._shown(text)
        self.lines.append(text if self.markdown else textwrap.fill(text, WIDTH, break_on_hyphens=False))

    def _list(self, items: Iterable[str], nothing: str = "") -> None:
        every = [self._shown(item) for item in items]
        shown = every[:MOST_LINES]
        if len(every) > MOST_LINES:
            shown.append(tr("... and {more} more").format(more=len(every) - MOST_LINES))
        for item in shown or filter(None, [nothing]):
            if self.markdown:
                self.lines.append(f"- {item}")
            else:
                self.lines.append(textwrap.fill(item, WIDTH, initial_indent="- ", subsequent_indent="  ",
                                                break_on_hyphens=False))  # fmt: skip

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = [heads, *rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for number, row in enumerate(table):
            self.lines.append(_row(row, widths))
            if not number:
                self.lines.append("|" + "|".join("-" * (wide + 2) for wide in widths) + "|")


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (f"{cell:{'<' if not number else '>'}{widths[number]}}" for number, cell in enumerate(cells))
    return f"| {' | '.join((first, *rest))} |"


# The sentences, which the page in HTML has too


def span_words(report: Report) -> str:
    """Return "5 Oct 2026 to 21 Nov 2026"."""
    return tr("{date} to {until}").format(date=date_words(report.first), until=date_words(report.today))


def who_lines(report: Report) -> Iterator[str]:
    """Yield what is known of the person; no name."""
    yield tr("Age: {age_band}").format(age_band=BAND_WORDS.get(report.age_band) or tr("not said"))
    yield tr("Conditions told: {conditions}").format(conditions="; ".join(report.conditions) or tr("none"))
    cleared = [flag for flag in report.flags if flag.cleared is not None]
    if cleared:
        yield from map(flag_line, cleared)
    elif not report.flags:
        yield tr("No warning sign and no reason to ask a clinician first was told of.")


def flag_line(flag: FlagLine) -> str:
    """Return a warning sign with its days."""
    since = "" if flag.since == date.min else tr(", told on {date}").format(date=date_words(flag.since))
    if flag.cleared is None:
        return tr("Open ({id}): {flag}{since}. Sessions are blocked until a clinician has agreed.").format(
            id=flag.id, flag=flag.words, since=since
        )
    agreed = tr("a clinician agreed on {date}, as the person says").format(date=date_words(flag.cleared))
    return tr("Cleared ({id}): {flag}{since}; {agreed}.").format(
        id=flag.id, flag=flag.words, since=since, agreed=agreed
    )


def kept_words(report: Report) -> Iterator[str]:
    """Yield how many sessions there were, and how many days were meant."""
    gentle = (
        tr(", {days} of them gentle").format(days=count_words(report.gentle_days, "day")) if report.gentle_days else ""
    )
    yield tr("{sessions} {on_days}{gentle}.").format(
        sessions=count_words(report.sessions, "session"),
        on_days=count_words(report.session_days, "on day"),
        gentle=gentle,
    )
    kept: Adherence = report.kept
    if kept.weeks:
        yield (
            tr("{in_weeks} exercise {on_days}; {meant} were meant, by the goal of now: {goal} a week.").format(
                in_weeks=count_words(len(kept.weeks), "in whole week"),
                on_days=count_words(kept.days, "on day"),
                meant=kept.meant,
                goal=count_words(kept.goal, "day"),
            )
        )
    else:
        yield tr("Meant: {days} a week. No whole week is over yet.").format(days=count_words(kept.goal, "day"))
    yield dose_sentence(report)


def dose_sentence(report: Report) -> str:
    """Return how much was done a week: minutes under work."""
    over = [week for week in report.weeks if not week.under_way]
    total = sum(week.dose for week in over)
    if not total:
        return tr("No work in a whole week.")
    stretch, strength = (sum(part) for part in zip(*((week.stretch, week.strength) for week in over), strict=True))
    most = max(over, key=lambda week: week.dose)
    return tr(
        "Holds and repetitions took {all} a week on average (strength {strength}, stretching and "
        "mobility {stretch}), at most {most} in the week from {date}."
    ).format(
        all=minutes_words(total / len(over)),
        strength=minutes_words(strength / len(over)),
        stretch=minutes_words(stretch / len(over)),
        most=minutes_words(most.dose),
        date=date_words(most.monday),
    )


def pain_cells(report: Report) -> list[tuple[str, ...]]:
    """Return the rows under `PAIN_HEADS`."""
    return [(words, *_spread_cells(report.pain(name))) for name, words in PAINS.items()]


def _spread_cells(found: Spread | None) -> tuple[str, ...]:
    if found is None:
        return ("-", "-", "-", "-", "0")
    values = (found.start, found.now, found.median, found.most)
    return (*(f"{round(value, 1):g}" for value in values), str(found.count))


def pain_sentence(report: Report, names: Iterable[str] = tuple(PAINS)) -> str:
    """Return how pain went, in one paragraph."""
    parts = []
    for name in names:
        found = report.pain(name)
        if found is None:
            parts.append(tr("{pain} was not told").format(pain=PAIN_INSIDE[name]))
        elif not found.enough:
            parts.append(
                tr("{pain} was told {on_days}, too few for a course").format(
                    pain=PAIN_INSIDE[name], on_days=count_words(found.count, "on day")
                )
            )
        else:
            parts.append(f"{PAIN_INSIDE[name]} {_course_words(found)}")
    whole = "; ".join(parts)
    return tr(
        "{pains} (means of the first and the last seven days with a number). A change of 2 "
        "points, or of 30 % of where it began, is often taken as one that matters (Ostelo 2008)."
    ).format(pains=capitalised(whole))


def _course_words(found: Spread) -> str:
    start, now = (f"{round(value, 1):g}" for value in (found.start, found.now))
    if start == now:
        return tr("was {now} at first and is {now} now").format(now=now)
    return (
        tr("went from {start} to {now}, which is lower").format(start=start, now=now)
        if found.change < 0
        else tr("went from {start} to {now}, which is higher").format(start=start, now=now)
    )


def course_line(course: CourseLine) -> str:
    """Return one exercise with its dose then and now."""
    times = count_words(course.times, "time")
    if course.first == course.last:
        return tr("{exercise}, {times}: {dose}, first and last.").format(
            exercise=course.name, times=times, dose=dose_short(course.last)
        )
    return tr("{exercise}, {times}: first {first}, now {now}.").format(
        exercise=course.name, times=times, first=dose_short(course.first), now=dose_short(course.last)
    )


def move_line(move: Move) -> str:
    """Return a move along a ladder."""
    how = {"easier": tr("A step easier"), "harder": tr("A step harder")}.get(move.way, tr("A change"))
    return tr("{change} on {date}: {now} in place of {was}.").format(
        change=how, date=date_words(move.on), now=move.now_name, was=move.was_name
    )


def hurt_line(line: HurtLine) -> str:
    """Return one time that something hurt."""
    return f"{date_words(line.on)}, {line.exercise}: {hurt_words(line.hurt)}."


def acted_words(acted: Acted) -> str:
    """Return what a rule did, and what the person was told the last time."""
    more = tr(" and {more} more").format(more=len(acted.about) - 3) if len(acted.about) > 3 else ""
    about = f" ({', '.join(acted.about[:3])}{more})" if acted.about else ""
    title = f" ({acted.title})" if acted.title else ""
    words = trn(
        'Rule {rule}{title} {did} once on {date}{about}: "{why}"',
        'Rule {rule}{title} {did} on {n} days, last on {date}{about}: "{why}"',
        acted.on_days,
    )
    return words.format(
        rule=acted.rule,
        title=title,
        did=_DID[acted.did],
        n=acted.on_days,
        date=date_words(acted.last),
        about=about,
        why=acted.why,
    )


_DID = {"referred": tr("referred"), "blocked": tr("blocked"), "stopped": tr("stopped"), "eased": tr("eased")}


def goal_line(goal: GoalChange) -> str:
    """Return how well an activity goes, then and now."""
    last = tr("{last:g} of 10 on {date}").format(last=goal.last.value, date=date_words(goal.last.on))
    if goal.first.on == goal.last.on:
        return f"{goal.activity}: {last}."
    return tr("{activity}: {first:g} of 10 on {date}, {last}.").format(
        activity=goal.activity, first=goal.first.value, date=date_words(goal.first.on), last=last
    )


def goals_sentence(report: Report) -> str:
    """Return the mean of the activities and what the scale says of a change, or ""."""
    if not report.goals.compared:
        return ""
    # The first sentences name each activity, which the list has done.
    return " ".join(goals_words(report.goals)[len(report.goals.activities) :]).replace(
        tr("your average"), tr("the average")
    )
