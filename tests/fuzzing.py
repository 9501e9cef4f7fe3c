"""Files that somebody broke, on purpose or not: whole files of every kind, changed at random and read by everything.

    python -m tests.fuzzing [--count 20000] [--seed 1] [--screens]

Each goes through reader, checker, card, plan, handouts and calendar, and in batches through the screens. Counted is
what raised, what took longer than two seconds, and what let through a character that acts.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import random
import signal
import sys
import tempfile
import time
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from datetime import time as day_time
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w

from limberup.catalog import Catalog, Pack
from limberup.exercise import Exercise
from limberup.figures.braille import draw
from limberup.figures.svg import figure_svg
from limberup.guide import Guide
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
from limberup.packs.guide_reader import parse_guide
from limberup.packs.manager import load
from limberup.packs.programme_reader import parse_programme
from limberup.packs.reader import parse_exercise, read_pack
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

__all__ = ["Found", "Fuzz", "main"]

PACKS = Path(__file__).parents[1] / "packs"
TODAY = date(2026, 11, 21)
SECONDS = 2
"""Longest that one file may take."""

NASTY = (
    "\\u001b[31m",
    "\\u001b]0;owned\\u0007",
    "\\u009b2J",
    "\\u0000",
    "\\r\\n",
    "\\u202e",
    "\\u200b",
    "\\ufeff",
    "\\U000e0041",
    "[@click=app.quit]x[/]",
    "[bold]",
    "[/]",
    "\\\\[",
    "<script>alert(1)</script>",
    '\\" onload=\\"x',
    "'><img src=x onerror=y>",
    "&amp;",
    "]]>",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+3",
    "%s %n {0} {x!r}",
    "../../etc/passwd",
    "\\u0301" * 50,
    "\\ud7ff",
    "\\U0010ffff",
    "x" * 200,
    "\\u4e2d" * 80,
    "\\U0001F468\\u200d\\U0001F469",
    "NaN",
    "inf",
    "",
)
ODD: tuple[object, ...] = (
    -1,
    0,
    1,
    99999,
    2**63 - 1,
    -(2**63),
    0.5,
    float("nan"),
    float("inf"),
    True,
    "",
    "x",
    [],
    {},
    [[]],
    {"a": {"b": []}},
    TODAY,
    datetime(2026, 11, 21, 8, 30),
    day_time(8, 30),
    "1x1",
    "99x999 99s",
    "1x99999s",
    "0x0",
    "each side",
    ["a"] * 300,
)
RECORD = """\
schema = 1
started = 2026-11-20T08:30:00+01:00
ended = 2026-11-20T08:44:12+01:00
routine = "After work"
routine_id = "after-work"
state = "FULL"
pain_at_rest = 1
pain_moving = 2
pain_after = 2
effort = 4
morning_pain = 4
morning_usual = 2
note = "The left hip was stiff."
finished = false
done = [
    "spinal-mobility/cat-cow: 8 of 1x8",
    "glutes/glute-bridge: 10, 10, 5 of 3x10 2s rest 45s; hurt 4 sharp leg down; eased",
    "hip-mobility/supine-figure-4: left 20s, right 20s? of 2x20s each side; usual dose 2x30s each side",
    "core-stability/forearm-plank: 10s, 10s of 2x10s; for core-stability/knee-plank; form lost",
]
decisions = ["G7 FULL: Nothing stands in the way of a full session.", "L4 EASE glutes/glute-bridge: It hurts more."]

[goals]
"put on my socks" = 7
"""
OWN = """\
name = "After work"
given_by = "Anna"
[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"
note = "slowly"
[[step]]
do = "glutes/glute-bridge"
dose = "3x10 2s rest 45s"
"""


ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of what is no sign: control characters, marks of direction and other hidden ones, halves, separators."""


class TooLong(Exception):
    """A file took longer than `SECONDS`."""


@dataclass
class Found:
    """What came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    """Files by kind."""
    used: Counter[str] = field(default_factory=Counter)
    """Those of them that were read as whole, by kind."""
    wrong: list[str] = field(default_factory=list)
    """What should not have happened, each with the seed that makes it happen again."""
    slowest: float = 0.0
    """Seconds."""
    exercises: list[Exercise] = field(default_factory=list)
    routines: list[Routine] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


class _Tags(HTMLParser):
    """What a page holds that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag or an attribute that acts or leads out."""
        if tag in ("script", "iframe", "object", "embed", "form", "base", "a", "img"):
            self.acts.append(tag)
        self.acts += [
            name for name, value in attrs if name.startswith("on") or name in ("href", "src") or "://" in (value or "")
        ]


class Fuzz:
    """Makes files that are wrong, and has everything read them."""

    def __init__(self) -> None:
        self.catalog = load(safe=True).catalog
        self.sources: dict[str, list[str]] = {
            "exercise": _texts("exercises"),
            "routine": [*_texts("routines"), OWN],
            "guide": _texts("guides"),
            "programme": _texts("programmes"),
            "pack": [path.read_text("utf-8") for path in sorted(PACKS.glob("*/pack.toml"))],
            "record": [RECORD],
        }
        self.kinds = [kind for kind, many in zip(self.sources, (8, 4, 2, 1, 1, 5), strict=True) for _ in range(many)]
        self.found = Found()

    def run(self, count: int, seed: int = 1) -> Found:
        """Try so many files."""
        for number in range(count):
            self.one(seed * 1_000_000_000 + number)
        return self.found

    def one(self, seed: int) -> None:
        """Try the file of that seed."""
        rng = random.Random(seed)
        kind = rng.choice(self.kinds)
        text = _changed(rng.choice(self.sources[kind]), rng)
        self.found.tried[kind] += 1
        begun = time.perf_counter()
        try:
            with _limit(SECONDS):
                for name, shown in self._read(kind, text):
                    if wrong := _acts(name, shown):
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
        if kind == "pack":
            yield from self._pack(text)
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
            self.found.exercises.append(one)
            yield from self._exercise(one)
        elif kind == "routine":
            self.found.routines.append(one)
            yield from self._routine(one, file)
        elif kind == "guide":
            self.found.guides.append(one)
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

    def _pack(self, text: str) -> Iterator[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "pack.toml").write_text(text, "utf-8", errors="replace")
            pack, problems = read_pack(Path(folder))
        yield from (("problem", str(problem)) for problem in problems)
        if pack:
            self.found.used["pack"] += 1
            yield "pack", "\n".join((pack.id, pack.name, pack.summary, *pack.authors, pack.license))

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
        self.found.records.append(replace(record, id=f"20261120T073000Z-{len(self.found.records):08x}"))
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


def _texts(part: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(PACKS.glob(f"*/{part}/*.toml"))]


def _changed(text: str, rng: random.Random) -> str:
    """Return a file with one to four things changed: in its letters, or in the values that it holds."""
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        text = _letters(text, rng) if rng.random() < 0.4 else _values(text, rng)
    return text


def _letters(text: str, rng: random.Random) -> str:
    at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    to = min(to, at + rng.choice((1, 3, 20, 200)))
    match rng.randrange(6):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:to] + text[at:]
        case 2:
            return text[:at] + rng.choice(NASTY) + text[to:]
        case 3:
            return text[:at]
        case 4:
            return (
                text[:at]
                + chr(rng.choice((0, 7, 27, 34, 39, 92, 133, 155, 8238, 65279, 91, 93, 123, 125, 61)))
                + text[at:]
            )
        case _:
            lines = text.splitlines(keepends=True)
            rng.shuffle(lines)
            return "".join(lines)


def _values(text: str, rng: random.Random) -> str:
    """Change a value of a file that can be read; one that can't be is changed in its letters."""
    try:
        data = tomllib.loads(text)
        places = list(_places(data))
        if not places:
            return text
        where, key = rng.choice(places)
        old = where[key]
        match rng.randrange(5):
            case 0:
                where[key] = rng.choice(ODD)
            case 1 if isinstance(old, str):
                place = rng.randrange(len(old) + 1)
                where[key] = old[:place] + _escaped(rng.choice(NASTY)) + old[place:]
            case 2 if isinstance(where, dict):
                where[_escaped(rng.choice(NASTY))[:200] or "x"] = old
            case 3:
                del where[key]
            case _ if isinstance(old, int) and not isinstance(old, bool):
                where[key] = rng.choice((0, -1, old * 1000, old + 1))
            case _:
                where[key] = [old] * rng.choice((0, 2, 50)) if isinstance(old, list | dict) else f"{old}{old}"
        return tomli_w.dumps(data)
    except (ValueError, TypeError, RecursionError, KeyError):
        return _letters(text, rng)


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def _escaped(text: str) -> str:
    return text.encode("latin-1", "ignore").decode("unicode_escape") if "\\" in text else text


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def late(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _acts(name: str, shown: str) -> str:
    """Return what of a text could do something to whoever looks at it, or ""."""
    lines = shown.replace("\r\n", "\n") if name == "ics" else shown
    if odd := _acting(lines):
        return f"lets {odd!r} through"
    if name == "problem" and (len(shown) > 1200 or "\n" in shown):
        return f"is a problem of {len(shown)} characters"
    if name in ("html", "svg"):
        tags = _Tags()
        tags.feed(shown)
        if tags.acts and name == "html":
            return f"a page that acts: {tags.acts[:3]}"
    if name == "ics" and any(len(line.encode()) > 75 for line in shown.split("\r\n")):
        return "a line of a calendar that is not folded"
    return ""


def _acting(text: str) -> str:
    """Return a character that does something instead of being shown, or ""."""
    return next((char for char in text if unicodedata.category(char) in ACTING and char != "\n"), "")


async def show(found: Found, batch: int = 150) -> list[str]:
    """Open the screens on what was read as whole, a batch at a time; return what went wrong."""
    from tests.tui.conftest import ACKNOWLEDGED, FakeClock, lived_in, screen_rows

    from limberup.packs.choices import PackChoices, fingerprint
    from limberup.packs.manager import Loaded, PackInfo
    from limberup.paths import find_home
    from limberup_tui.app import LimberupApp
    from limberup_tui.house import House
    from limberup_tui.screens.card import Card

    wrong: list[str] = []
    base = load(safe=True)
    for start in range(0, max(len(found.exercises), len(found.records)), batch):
        part = slice(start, start + batch)
        exercises = tuple(replace(one, slug=f"e{n}") for n, one in enumerate(found.exercises[part]))
        routines = tuple(replace(one, slug=f"r{n}", pack="fuzz") for n, one in enumerate(found.routines[part]))
        guides = tuple(replace(one, slug=f"g{n}") for n, one in enumerate(found.guides[part]))
        pack = Pack("fuzz", "Fuzz", exercises=exercises, routines=routines, guides=guides)
        info = PackInfo("fuzz", "Fuzz", "1", "fuzz", "installed", pack)
        catalog = replace(base.catalog, packs=(*base.catalog.packs, pack))
        with tempfile.TemporaryDirectory() as folder:
            house = lived_in(House(find_home({"LIMBERUP_HOME": folder}), FakeClock()), acknowledged=ACKNOWLEDGED)
            house.pack_choices = PackChoices(seen={"fuzz": fingerprint(info)})
            for record in found.records[part]:
                if not record.newer:
                    house.history.save(record)
            app = LimberupApp(house, loaded=Loaded(catalog, (*base.infos, info)))
            async with app.run_test(size=(100, 40)) as pilot:

                async def look(*keys: str, pilot: Any = pilot, app: Any = app, start: int = start) -> None:
                    for key in keys:
                        await pilot.press(key)
                    await pilot.pause()
                    for row in screen_rows(app):
                        if odd := _acting(row):
                            wrong.append(f"screens, batch {start}: {app.screen} lets {odd!r} through")

                while house.contents is None:
                    await pilot.pause(0.01)
                await look("escape", "end", "up", "up")
                await look("l", "end", "pageup")
                for exercise in exercises[:: max(1, len(exercises) // 10)]:
                    app.push_screen(Card(exercise))
                    await look()
                    await look("escape")
                await look("escape", "g", "end", "enter", "escape", "escape")
                await look("b", "end", "escape", "escape")
                await look("p", "end", "escape")
                await look("h", "down", "enter", "escape")
                for view in "123456":
                    await look(view)
    return wrong


def main() -> int:
    """Run it, print what came of it, and return 1 where something went wrong."""
    parser = argparse.ArgumentParser(description="Read files that are broken at random.")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--screens", action="store_true", help="also open the screens on what was read")
    options = parser.parse_args()
    begun = time.perf_counter()
    found = Fuzz().run(options.count, options.seed)
    wrong = found.wrong + (asyncio.run(show(found)) if options.screens else [])
    for kind, tried in sorted(found.tried.items()):
        sys.stdout.write(f"{kind:10} {tried:6} files, {found.used[kind]:6} of them read as whole\n")
    sys.stdout.write(
        f"{sum(found.tried.values())} files in {time.perf_counter() - begun:.0f} s, the slowest {found.slowest:.2f} s\n"
    )
    sys.stdout.write("\n".join([f"{len(wrong)} went wrong", *wrong[:40]]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
