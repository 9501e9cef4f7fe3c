"""Having everything that reads, checks and writes look at a changed file, and watching what comes out."""

from __future__ import annotations

import io
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import date
from datetime import time as day_time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.fuzz.acts import SECONDS, acts, limit
from tests.fuzz.change import mutant
from tests.fuzz.samples import TODAY

from limberup.catalog import Catalog, Pack
from limberup.exercise import Exercise
from limberup.figures.braille import draw
from limberup.figures.svg import figure_svg
from limberup.handout.calendar import calendar_text
from limberup.handout.json import record_json
from limberup.handout.reminders import coming_sessions
from limberup.handout.report import make_report
from limberup.handout.report_html import report_html
from limberup.handout.report_text import report_text
from limberup.handout.sheet import sheet_html
from limberup.handout.table import records_csv
from limberup.history.record import Record
from limberup.history.record_file import dump_record, parse_record
from limberup.packs.checker import check_pack
from limberup.packs.contract import PERSONS
from limberup.packs.guide_reader import parse_guide
from limberup.packs.manager import load
from limberup.packs.programme_reader import parse_programme
from limberup.packs.reader import parse_exercise, read_pack
from limberup.packs.rule_reader import data_restrictions, read_rules
from limberup.person import Person
from limberup.problem import LimberupError
from limberup.routine import Routine, Step
from limberup.routine_file import check_routine, format_routine, parse_routine
from limberup.routine_plan import fitted_steps
from limberup.safety.conditions import CONDITIONS
from limberup.safety.fit import fit
from limberup.timeline import build_timeline
from limberup.tomlread import TomlFile
from limberup_tui.commands.show import exercise_card
from limberup_tui.screens.record_words import entry_lines

__all__ = ["PACK", "Found", "Fuzz"]

PACK = '[pack]\nid = "fuzz"\nname = "Fuzz"\napi = 1\n'
"""The least pack.toml."""


@dataclass
class Found:
    """What came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    """Files by kind."""
    used: Counter[str] = field(default_factory=Counter)
    """Those of them that were read as whole, by kind."""
    shown: Counter[str] = field(default_factory=Counter)
    """Texts that were looked at, by what gave them."""
    wrong: list[str] = field(default_factory=list)
    """What should not have happened, each with the seed that makes it happen again."""
    slowest: float = 0.0
    """Seconds."""


class Fuzz:
    """Has changed files read."""

    def __init__(self) -> None:
        self.catalog = load(safe=True).catalog
        self.exercises = list(self.catalog.exercises.values())
        self.found = Found()

    def run(self, count: int, seed: int = 1) -> Found:
        """Try so many files."""
        for number in range(count):
            self.one(seed * 1_000_000_000 + number)
        return self.found

    def one(self, seed: int) -> None:
        """Try the file of that seed."""
        changed = mutant(seed)
        kind = changed.kind
        self.found.tried[kind] += 1
        begun = time.perf_counter()
        try:
            with limit(SECONDS):
                for name, shown in self._read(kind, changed.text):
                    self.found.shown[name] += 1
                    if wrong := acts(name, shown):
                        self.found.wrong.append(f"seed {seed}, {kind}: {name}: {wrong}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            self.found.wrong.append(f"seed {seed}, {kind}: {type(error).__name__}: {error}"[:300])
        self.found.slowest = max(self.found.slowest, time.perf_counter() - begun)

    def _read(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield name and text of all that is shown of a file."""
        try:
            file = TomlFile("fuzz/file.toml", text)
            if kind == "record":
                record = parse_record(TomlFile("20261120T073000Z-0123abcd.toml", text))
                self.found.used[kind] += 1
                yield from self._record(record)
                return
        except LimberupError as error:
            yield from (("problem", str(problem)) for problem in error.problems)
            return
        if kind in ("pack", "rules"):
            yield from self._folder(kind, text)
            return
        parse: dict[str, Callable[..., tuple[Any, list[Any]]]] = {
            "exercise": parse_exercise,
            "guide": parse_guide,
            "programme": parse_programme,
        }
        one: Any
        if kind == "routine":
            one, problems = parse_routine(file, slug="one")
        else:
            one, problems = parse[kind](file, "fuzz", "one")
        yield from (("problem", str(problem)) for problem in problems)
        if one is None:
            return
        self.found.used[kind] += 1
        if kind == "exercise":
            yield from self._exercise(one)
        elif kind == "routine":
            yield from self._routine(one, file)
        elif kind == "guide":
            pack = Pack("fuzz", "Fuzz", guides=(one,))
            yield from self._checked(pack)
            yield "guide", "\n".join((one.question, *one.paragraphs))
        else:
            yield from self._checked(Pack("fuzz", "Fuzz", programmes=(one,)))

    def _checked(self, pack: Pack) -> Iterator[tuple[str, str]]:
        catalog = self._with(pack)
        yield from (("problem", str(problem)) for problem in check_pack(pack, catalog, Path("fuzz")))

    def _with(self, *packs: Pack) -> Catalog:
        return Catalog((*self.catalog.packs, *packs), self.catalog.sources, self.catalog.ours)

    def _folder(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if kind == "rules":
                (folder / "pack.toml").write_text(PACK, "utf-8")
            (folder / f"{kind}.toml").write_text(text, "utf-8", errors="replace")
            pack, problems = read_pack(folder)
            rules, wrong = read_rules(folder, "fuzz") if kind == "rules" else ((), [])
        yield from (("problem", str(problem)) for problem in (*problems, *wrong))
        if pack and not wrong:
            self.found.used[kind] += 1
            yield "pack", "\n".join((pack.id, pack.name, pack.summary, *pack.authors, pack.license))
        # Where anything is wrong with them, none of them is used.
        for facts in () if wrong else PERSONS[::3]:
            restricted = data_restrictions(rules, facts, self.exercises)
            yield "rules", "\n".join(f"{one.said}\n{one.how}\n{one.sources}" for one in restricted)

    def _exercise(self, exercise: Exercise) -> Iterator[tuple[str, str]]:
        routine = Routine("Fuzz", (Step("fuzz/one"), Step("one")), "all", "fuzz")
        pack = Pack("fuzz", "Fuzz", exercises=(exercise,), routines=(routine,))
        catalog = self._with(pack)
        yield from (("problem", str(problem)) for problem in check_pack(pack, catalog, Path("fuzz")))
        stream = io.StringIO()
        with redirect_stdout(stream):
            exercise_card(exercise, catalog)
        yield "card", stream.getvalue()
        for conditions in ((), CONDITIONS):
            fitted = fit(exercise, conditions, 30)
            yield "why", "\n".join((fitted.why, *fitted.how))
        if exercise.figure:
            for share in (0.0, 0.5, 1.0):
                yield "figure", "\n".join(draw(exercise.figure, share, 24, 10))
            yield "svg", figure_svg(exercise.figure, exercise.name)
        yield "search", " ".join(found.name for found in catalog.search(exercise.name[:20]))
        yield from self._handouts(routine, catalog)

    def _routine(self, routine: Routine, file: TomlFile) -> Iterator[tuple[str, str]]:
        yield from (("problem", str(problem)) for problem in check_routine(routine, self.catalog, file))
        again, _ = parse_routine(TomlFile("again.toml", format_routine(routine)), slug="one")
        if again is None or replace(again, pack="") != replace(routine, pack=""):
            yield "format", "\x1b it reads as something else"
        yield from self._handouts(routine, self.catalog)

    def _handouts(self, routine: Routine, catalog: Catalog) -> Iterator[tuple[str, str]]:
        timeline = build_timeline(fitted_steps(routine, catalog))
        yield "timeline", f"{timeline.seconds}"
        yield "html", sheet_html(routine, catalog, Person(), TODAY)
        coming = coming_sessions(Person(), TODAY, 2, day_time(18), routine=routine)
        yield "ics", calendar_text(coming, TODAY, "fuzz", ZoneInfo("Europe/Berlin"))

    def _record(self, record: Record) -> Iterator[tuple[str, str]]:
        # What somebody wrote with blanks of their own comes back with single ones, and from then on as it is.
        once = parse_record(TomlFile(f"{record.id}.toml", dump_record(record)))
        if parse_record(TomlFile(f"{record.id}.toml", dump_record(once))) != once:
            yield "record", "\x1b it reads as something else"
        for entry in record.entries:
            yield "record", "\n".join(map(str, entry_lines(entry, self.catalog)))
        yield "csv", records_csv([record])
        yield "json", str(record_json(record).keys())
        moment = min(max(record.started.date(), date(2000, 1, 1)), date(2100, 1, 1))
        report = make_report([record], self.catalog, Person(days=3), moment, notes=True)
        yield "report", report_text(report)
        yield "html", report_html(report)
