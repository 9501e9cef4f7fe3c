"""The documentation holds: its picture, links, commands, keys, doses and files are those of the program."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from limberup.catalog import Catalog
from limberup.course import FOR_STEP, USUAL_DOSE
from limberup.dose import LIMITS, DoseError, parse_dose
from limberup.exercise import TAGS
from limberup.figures.check import RANGES
from limberup.figures.figure import Prop
from limberup.figures.props import KINDS, prop_lines
from limberup.figures.skeleton import ANCHORS, ANGLES, TARGETS
from limberup.history.record import FORM_LOST, Hurt
from limberup.history.record_file import RecordFile, parse_record
from limberup.packs.checker import check_folder
from limberup.packs.fields import read_fields
from limberup.packs.figure_reader import BENDS, JOINTS, FigureTable, poses
from limberup.packs.guide_reader import parse_guide
from limberup.packs.guide_shapes import GuideFile
from limberup.packs.manager import GROUP, Loaded
from limberup.packs.programme_reader import check_programme, parse_programme
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.packs.reader import parse_exercise, read_pack
from limberup.packs.shapes import ExerciseFile, PackFile, PackTable, RoutineFile, StepTable
from limberup.person_file import load_person
from limberup.problem import LimberupError
from limberup.review import REVIEW_WEEKS
from limberup.routine_file import check_routine, parse_routine
from limberup.safety.case import as_json, compare, read_case
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.gate import RESCUE_MINUTES
from limberup.safety.judge import judge
from limberup.safety.schedule import STRENGTH_DAYS_A_WEEK, STRENGTH_HOURS, stretch_days
from limberup.settings import load_settings
from limberup.simulate_file import CourseTable, FlagTable, FlareTable, HurtTable, MadeUpFile, RiseTable, SpanTable
from limberup.tomlread import TomlFile
from limberup_tui.app import LimberupApp
from limberup_tui.asked import SKIP_REASONS, SWAP_REASONS
from limberup_tui.cli import COMMANDS, limberup
from limberup_tui.house import ASK_DAYS
from limberup_tui.screens.after import After
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.base import Page
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.form import FormPage
from limberup_tui.screens.goals import Goals
from limberup_tui.screens.guides import GuideList, GuidePage
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.history_course import CoursePage
from limberup_tui.screens.hurts import AskHurt, Worry
from limberup_tui.screens.library import Library
from limberup_tui.screens.morning import AskMorning, MorningAnswer
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.player_asks import AskingPlayer
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.record_form import RecordForm
from limberup_tui.screens.review import LookBack
from limberup_tui.screens.room import Draft
from limberup_tui.screens.scales import ScalePage
from limberup_tui.screens.take import Take, TakePreview
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You
from limberup_tui.widgets.calendar import YearCalendar
from limberup_tui.widgets.keys import KEY_NAMES
from limberup_tui.widgets.long_list import LongList
from limberup_tui.widgets.table import ListTable

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(
    r"^(?:<!-- toml: (?P<kind>\w+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)

SCREENS: dict[str, tuple[type, ...]] = {
    "Everywhere": (Page, ListTable, LimberupApp, App),
    "A look back": (LookBack,),
    "Today": (Today,),
    "First start": (Welcome,),
    "Lists to tick": (Ticks,),
    "You and your room": (FormPage, Draft),
    "What you want to do better": (Goals,),
    "Has anything changed?": (Changed,),
    "Pain now": (PainNow,),
    "Today's plan": (Planned,),
    "The player": (Player, AskingPlayer),
    "After": (After,),
    "Builder": (Builder,),
    "A routine from somebody": (Take, TakePreview),
    "Library": (Library,),
    "Guides": (GuideList, GuidePage),
    "History": (HistoryPage, LongList, YearCalendar),
    "One exercise over time": (CoursePage,),
    "One record": (RecordPage,),
    "Changing or adding a record": (FormPage, RecordForm),
    "Packs": (Packs,),
    "You": (FormPage, You),
    "Your country": (Pick,),
    "What a clinician has agreed to": (Agreed,),
    "No exercises for now": (Blocked,),
}
"""The headings of using.md that have a table of keys, and whose keys they are."""
SCALES: dict[str, Callable[[], ScalePage[Any]]] = {"Pain now": PainNow, "After": lambda: After("Easy hips.")}
"""The screens that go from question to question by keys that are no bindings."""
GOES_ON, GOES_BACK = ("Tab", "Down"), ("Shift+Tab", "Up")
NUMERALS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def page(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text("utf-8")


def part(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of the same rank or a higher one."""
    found = re.search(rf"^(?P<rank>#+) {re.escape(heading)}$\n(?P<body>.*?)(?=^#{{1,2}} |\Z)", text, re.M | re.S)
    assert found, f"there is no heading {heading!r}"
    return found["body"]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all table rows but headings and rules."""
    table = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in table]
    return [
        row for number, row in enumerate(cells) if not _is_rule(row) and not _is_rule(cells[number + 1 : number + 2])
    ]


def _is_rule(row: list[Any]) -> bool:
    flat = row[0] if row and isinstance(row[0], list) else row
    return bool(flat) and all(set(cell) == {"-"} for cell in flat)


def ticked(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


# The picture


def test_the_picture_is_what_the_program_draws(tmp_path: Path) -> None:
    drawn = tmp_path / "player.svg"
    script = [sys.executable, str(ROOT / "scripts" / "picture.py"), str(drawn)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    old, new = ((re.sub(r"player-[\w-]+", "id", path.read_text("utf-8"))) for path in (ROOT / "docs/player.svg", drawn))
    assert new == old, "the player looks different: run python scripts/picture.py, and look at the picture"


def test_the_picture_fetches_nothing() -> None:
    assert set(re.findall(r"https?://[\w.]+", page("docs/player.svg"))) == {
        "http://www.w3.org",
        "https://www.textualize.io",
    }


# Contact sheets


def contact_sheet(folder: Path, *words: str) -> Path:
    """Draw a contact sheet into a folder; return its file."""
    drawn = folder / "sheet.svg"
    script = [sys.executable, str(ROOT / "scripts" / "contact_sheet.py"), str(drawn), *words]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return drawn


def test_every_pack_has_its_sheet_and_a_link_to_it(catalog: Catalog) -> None:
    sheets = {f"figures/{path.name}" for path in (ROOT / "docs" / "figures").iterdir()}
    assert sheets == {f"figures/{pack.id}.svg" for pack in catalog.packs}
    text = page("docs/figures.md")
    for pack in catalog.packs:
        assert f"[{pack.name}](figures/{pack.id}.svg)" in text


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "figures").glob("*.svg")), ids=lambda path: path.stem)
def test_the_sheets_are_what_the_script_draws(path: Path, tmp_path: Path, catalog: Catalog) -> None:
    drawn = contact_sheet(tmp_path, "--pack", path.stem).read_text("utf-8")
    how = f"run python scripts/contact_sheet.py docs/figures/{path.name} --pack {path.stem}, and look at the sheet"
    assert drawn == path.read_text("utf-8"), f"a figure looks different: {how}"
    names = {exercise.name for exercise in catalog.exercises.values() if exercise.pack == path.stem}
    assert set(map(html.unescape, re.findall(r"<text [^>]*>([^<]*)</text>", drawn))) == names


def test_a_blind_sheet_gives_no_name_away(tmp_path: Path, catalog: Catalog) -> None:
    drawn = contact_sheet(tmp_path, "--blind")
    numbers = re.findall(r"<text [^>]*>([^<]*)</text>", drawn.read_text("utf-8"))
    assert numbers == [str(number) for number in range(1, len(catalog.exercises) + 1)]
    text = drawn.read_text("utf-8").casefold()
    for exercise in catalog.exercises.values():
        assert html.escape(exercise.name).casefold() not in text
    key = [line.split() for line in (tmp_path / "sheet.key.txt").read_text("utf-8").splitlines()]
    assert [number for number, _ in key] == numbers
    slugs = [slug for _, slug in key]
    assert sorted(slugs) == sorted(exercise.slug for exercise in catalog.exercises.values())
    assert slugs != sorted(slugs)


# Links


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a page get."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", path.read_text("utf-8"))):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), f"{path.name}: {target}"
        assert file.is_relative_to(ROOT), f"{path.name}: {target} leads out of the project"
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), f"{path.name}: {target}"


# Commands


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every `limberup ...` that is written in a page, as page and words."""
    for path in PAGES:
        text = path.read_text("utf-8")
        blocks = [found["text"] for found in FENCE.finditer(text) if found["language"] in ("", "sh", "console")]
        written = [*ticked(FENCE.sub("", text)), *(line for block in blocks for line in block.splitlines())]
        for line in written:
            for command in re.findall(r"(?:^|&& |^\$ |-t \w+ )limberup(?= |$)([^&#]*)", line):
                yield path.name, command.split()


def test_commands_are_written_in_the_pages() -> None:
    told = {words[0] for _, words in commands() if words and not words[0].startswith("-")}
    assert told - {"COMMAND"} == set(COMMANDS)


def test_every_command_and_option_that_is_written_exists() -> None:
    for where, words in commands():
        command: click.Command = limberup
        path: list[str] = []
        for word in words:
            written = f"{where}: limberup {' '.join(words)}"
            if word.startswith("-"):
                shown = CliRunner().invoke(limberup, [*path, "--help"]).output
                assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", shown), written
            elif isinstance(command, click.Group) and word != "COMMAND":
                found = command.get_command(click.Context(command), word)
                assert found is not None, written
                command = found
                path.append(word)


def every_command() -> Iterator[tuple[list[str], click.Command]]:
    """Yield every command with its name, those within a command too."""
    for name in COMMANDS:
        command = limberup.get_command(click.Context(limberup), name)
        assert command is not None
        yield [name], command
        if isinstance(command, click.Group):
            yield from (([name, within], found) for within, found in command.commands.items())


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*found, id=" ".join(found[0])) for found in every_command()]
)
def test_every_option_of_a_command_is_written_somewhere(name: list[str], command: click.Command) -> None:
    inner = command.commands if isinstance(command, click.Group) else {}
    written = [
        words for _, words in commands() if words[: len(name)] == name and not set(words[len(name) :]) & set(inner)
    ]
    assert written
    options = {max(option.opts, key=len) for option in command.params if isinstance(option, click.Option)}
    told = {word for words in written for word in words if word.startswith("-")}
    heads = [row for row in rows(page("README.md")) if row[0].startswith(f"`limberup {' '.join(name)}")]
    loose = set(ticked(" ".join(row[1] for row in heads)))
    assert options - {"--help"} <= told | {word.split()[0] for word in loose}


def test_the_readme_has_every_command_that_can_be_given() -> None:
    told = [ticked(row[0])[0].split()[1:] for row in rows(page("README.md")) if row[0].startswith("`limberup")]
    for name, _ in every_command():
        assert any(words[: len(name)] == name for words in told), name


def test_the_readme_has_the_two_commands() -> None:
    blocks = [found["text"].strip() for found in FENCE.finditer(page("README.md"))]
    assert blocks == ["pip install . && limberup", "pip install -c constraints.txt -e '.[test]' && pytest"]
    assert "pip install --quiet -c constraints.txt -e '.[test]'" in page(".ci/run")


def test_constraints_are_exact_and_name_no_index() -> None:
    lines = [line for line in page("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    names = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    project = tomllib.loads(page("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {re.match(r"[\w-]+", name)[0].lower() for name in wanted} <= names  # type: ignore[index]


# Keys


def keys(classes: tuple[type, ...]) -> tuple[set[str], set[str]]:
    """Return the keys of some classes as a keyboard has them: all, and those that their foot shows."""
    every: set[str] = set()
    shown: set[str] = set()
    for cls in classes:
        for binding in vars(cls).get("BINDINGS", ()):
            found = binding if isinstance(binding, Binding) else Binding(*binding)
            names = {key_words(key.strip()) for key in found.key.split(",")}
            every |= names
            if found.show and found.description:
                shown |= names
    if App in classes:
        every.add(key_words(LimberupApp.COMMAND_PALETTE_BINDING))
    return every, shown


def key_words(key: str) -> str:
    """Return a key's name as the pages write it."""
    control = f"Ctrl+{key[5:].upper()}" if key.startswith("ctrl+") else key
    return KEY_NAMES.get(key, control)


def written_keys(heading: str) -> set[str]:
    """Return the keys in the first column of the table of keys under a heading."""
    return {key for row in rows(part(page("docs/using.md"), heading)) for key in ticked(row[0])}


@pytest.mark.parametrize("heading", SCREENS)
def test_every_key_in_a_table_is_one_of_the_screen(heading: str) -> None:
    every, _ = keys(SCREENS[heading])
    told = written_keys(heading)
    assert told
    if heading in SCALES:
        assert told >= {*GOES_ON, *GOES_BACK}
        told -= {*GOES_ON, *GOES_BACK}
    assert told <= every, f"no such key: {sorted(told - every)}"


@pytest.mark.parametrize("heading", SCREENS)
def test_keys_that_do_the_same_stand_together(heading: str) -> None:
    bindings = [binding for cls in SCREENS[heading] for binding in vars(cls).get("BINDINGS", ())]
    found = [binding if isinstance(binding, Binding) else Binding(*binding) for binding in bindings]
    lines = [set(ticked(row[0])) for row in rows(part(page("docs/using.md"), heading))]
    for names in ({key_words(key.strip()) for key in binding.key.split(",")} for binding in found):
        assert sum(bool(names & line) for line in lines) <= 1, f"{heading}: {sorted(names)} in several lines"


class Bare(App[None]):
    """Shows one screen and keeps what it gave."""

    def __init__(self, shown: Screen[Any]) -> None:
        super().__init__()
        self.shown = shown
        self.gave: Any = None

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self.shown, self._keep)

    def _keep(self, gave: Any) -> None:
        self.gave = gave


def pressed(key: str) -> str:
    """Return a key as Textual calls it, from how the pages write it."""
    return {name: key for key, name in KEY_NAMES.items()}.get(key, key)


@pytest.mark.parametrize("heading", SCALES)
async def test_keys_that_go_from_question_to_question(heading: str) -> None:
    shown = SCALES[heading]()
    async with Bare(shown).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for forth, back in zip(GOES_ON, GOES_BACK, strict=True):
            assert shown.at == 0
            await pilot.press(pressed(forth))
            assert shown.at == 1
            await pilot.press(pressed(back))
        assert shown.at == 0


LEGS = {"n": "none", "s": "same", "u": "up", "d": "down"}
NUMBERS = {**{str(number): number for number in range(10)}, "t": 10}


async def told(shown: Screen[Any], *typed: str) -> tuple[Any, bool]:
    """Type into a question; return what it gave, and whether it is over."""
    app = Bare(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*map(pressed, typed))
        await pilot.pause()
        return app.gave, app.screen is not shown


async def hurt(*typed: str) -> tuple[Hurt | Worry | None, bool]:
    """Type into It hurts; return what it gave, and whether it is over."""
    return await told(AskHurt(), *typed)


def asked_keys(heading: str, question: str) -> list[str]:
    """Return the keys that a table of questions has for one of them, by how its second column begins."""
    found = rows(part(page("docs/using.md"), heading))
    return [key for row in found if row[1].startswith(question) for key in ticked(row[0])]


async def test_the_keys_of_the_morning_are_those_that_are_written() -> None:
    heading = "How was the morning?"
    assert asked_keys(heading, "1") == asked_keys(heading, "2") == [*NUMBERS]
    assert asked_keys(heading, "3") == ["y", "n"]
    assert asked_keys(heading, "each") == ["Esc"]
    for key, number in NUMBERS.items():
        first = MorningAnswer(4, number, True)
        assert await told(AskMorning("yesterday", None), "4", key, "y") == (first, True)
        # With no pain there is nothing to be sore.
        rest = ("n",) if number else ()
        assert await told(AskMorning("yesterday", 3), key, *rest) == (MorningAnswer(number, 3, False), True)
    for typed in (["Esc"], ["4", "Esc"]):
        assert await told(AskMorning("yesterday", 3), *typed) == (None, True)
    assert await told(AskMorning("yesterday", 3), "x", "4", "x", "w") == (None, False)


async def test_the_keys_of_it_hurts_are_those_that_are_written() -> None:
    heading = "It hurts"
    assert asked_keys(heading, "1") == [*NUMBERS, "w"]
    assert asked_keys(heading, "2") == ["y", "n"]
    assert sorted(asked_keys(heading, "3")) == sorted(LEGS)
    assert asked_keys(heading, "each") == ["Esc"]
    for key, number in NUMBERS.items():
        assert await hurt(key, "n", "n") == (Hurt(number, False, "none"), True)
    for key, leg in LEGS.items():
        assert await hurt("4", "y", key) == (Hurt(4, True, leg), True)
    assert await hurt("w") == (Worry.NEW_SIGN, True)
    for typed in (["Esc"], ["4", "Esc"], ["4", "y", "Esc"]):
        assert await hurt(*typed) == (None, True)
    assert await hurt("x", "4", "x", "y", "x") == (None, False)


@pytest.mark.parametrize("heading", SCREENS)
def test_every_key_at_the_foot_of_a_screen_is_in_its_table(heading: str) -> None:
    _, shown = keys(SCREENS[heading])
    if heading == "Everywhere":
        shown -= {"escape"}
    missing = shown - written_keys(heading) - {key_words("shift+tab")}
    assert not missing, f"not told: {sorted(missing)}"


def test_no_table_of_keys_is_left_out() -> None:
    parts = re.split(r"^## ", page("docs/using.md"), flags=re.MULTILINE)
    tables = {text.splitlines()[0] for text in parts if "| Key | What it does |" in text}
    assert tables == set(SCREENS)


def test_no_screen_with_keys_of_its_own_is_left_out() -> None:
    for path in (ROOT / "tui" / "limberup_tui" / "screens").glob("[!_]*.py"):
        import_module(f"limberup_tui.screens.{path.stem}")
    every: list[type] = [Page]
    found = set()
    while every:
        cls = every.pop()
        every += cls.__subclasses__()
        if cls.__module__.startswith("limberup_tui.") and vars(cls).get("BINDINGS"):
            found.add(cls)
    assert found <= {cls for classes in SCREENS.values() for cls in classes}


# Numbers


def test_the_numbers_of_the_schedule_are_those_of_the_program() -> None:
    using, routines = (" ".join(page(f"docs/{name}.md").split()) for name in ("using", "routines"))
    *weeks, last = map(str, REVIEW_WEEKS)
    assert f"In weeks {', '.join(weeks)} and {last}" in using
    assert f"for up to {NUMERALS[ASK_DAYS]} days" in using
    assert f"{NUMERALS[RESCUE_MINUTES]} minutes at most" in using
    for text in (using, routines):
        assert f"after {STRENGTH_HOURS} hours" in text
        assert f"{NUMERALS[STRENGTH_DAYS_A_WEEK]} days of seven" in text
    first, then = (NUMERALS[stretch_days(week)] for week in (2, 4))
    assert f"{first} days of seven in weeks 1 and 2, on {then} in weeks 3 and 4, then daily" in routines
    assert (stretch_days(1), stretch_days(3), stretch_days(5)) == (stretch_days(2), stretch_days(4), 7)


# Doses


def test_doses_that_are_written_can_be_read() -> None:
    doses = [dose for row in rows(part(page("docs/routines.md"), "Doses")) for dose in ticked(row[0])]
    doses += re.findall(r"`(\d+x\d[^`]*)`", "".join(path.read_text("utf-8") for path in PAGES))
    assert len(doses) > 10
    for dose in doses:
        parse_dose(dose)


def test_the_limits_of_doses_are_those_that_are_written() -> None:
    told = {row[0]: row[1:] for row in rows(part(page("docs/routines.md"), "Doses"))}
    for name, words in (("sets", "sets"), ("reps", "repetitions"), ("hold", "hold"), ("rest", "rest")):
        assert [int(cell.removesuffix(" s")) for cell in told[words]] == list(LIMITS[name])
    assert told["tempo, each part"] == ["1 s", "30 s"]
    for parts in ("0-1", "31-1"):
        with pytest.raises(DoseError):
            parse_dose(f"1x1 tempo {parts}")


def test_the_mistakes_that_are_shown_are_what_the_program_says(tmp_path: Path, catalog: Catalog) -> None:
    blocks = [found["text"] for found in FENCE.finditer(part(page("docs/routines.md"), "When something is wrong"))]
    text = (
        'name = "After work"\n[[step]]\ndo = "spinal-mobility/cat-caw"\ndose = "1x8"\n[[step]]\n'
        'do = "glutes/glute-bridge"\ndose = "3x10 each side"\n[[step]]\n'
        'do = "supine-figure-4"\ndose = "2x"\nnots = "slowly"\n'
    )
    _, problems = parse_routine(TomlFile("after-work.toml", text), "after-work")
    assert sorted(map(str, problems)) == blocks[0].splitlines()
    file = TomlFile("after-work.toml", text.replace('"2x"', '"2x30s"').replace("nots", "note"))
    routine, problems = parse_routine(file, "after-work")
    assert routine is not None
    assert not problems
    assert list(map(str, check_routine(routine, catalog, file))) == blocks[1].splitlines()


# Files


def examples(*kinds: str) -> list[Any]:
    """Return the TOML examples of these kinds, each with its page."""
    found = [(path, fence) for path in PAGES for fence in FENCE.finditer(path.read_text("utf-8"))]
    return [
        pytest.param(fence["text"], id=f"{path.stem}-{fence['kind']}-{number}")
        for number, (path, fence) in enumerate(found)
        if fence["language"] == "toml" and (fence["kind"] or "") in kinds
    ]


def test_every_toml_example_says_what_it_is() -> None:
    known = {"routine", "pack", "exercise", "figure", "guide", "programme"}
    known |= {"person", "settings", "record", "case", "madeup", "project"}
    for path in PAGES:
        for fence in FENCE.finditer(path.read_text("utf-8")):
            if fence["language"] == "toml":
                assert fence["kind"] in known, f"{path.name}: {fence['text'][:60]}"


@pytest.mark.parametrize("text", examples("routine"))
def test_routine_examples_are_read(text: str) -> None:
    routine, problems = parse_routine(TomlFile("example.toml", text), "example")
    assert not problems
    assert routine is not None
    assert routine.steps


def write_pack(folder: Path, text: str, more: str = "") -> Path:
    """Write the pack of the page, with `more` at the end of its exercise; return its folder."""
    exercise = examples("exercise")[0].values[0]
    routine = next(found.values[0] for found in examples("routine") if "my-pack/" in found.values[0])
    for name, content in (
        ("pack.toml", text),
        ("exercises/wall-slide.toml", f"{exercise}{more}"),
        ("routines/short.toml", routine),
        ("guides/why-a-wall.toml", examples("guide")[0].values[0]),
        ("programmes/two-weeks.toml", examples("programme")[0].values[0]),
    ):
        path = folder / "my-pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content), "utf-8")
    return folder / "my-pack"


@pytest.mark.parametrize("text", examples("pack"))
def test_pack_examples_are_read_with_the_exercise_and_the_routine(text: str, tmp_path: Path) -> None:
    pack, problems = read_pack(write_pack(tmp_path, text))
    assert not problems
    assert pack is not None
    assert [exercise.id for exercise in pack.exercises] == ["my-pack/wall-slide"]
    assert not check_routine(pack.routines[0], Catalog((pack,)), TomlFile("short.toml", ""))


@pytest.mark.parametrize("text", examples("pack"))
def test_the_pack_of_the_page_passes_the_check_with_its_figure(text: str, tmp_path: Path, loaded: Loaded) -> None:
    folder = write_pack(tmp_path, text)
    _, problems = check_folder(folder, loaded)
    missing = [problem.what.split()[0] for problem in problems]
    assert missing == ["feel", "mistake", "stop", "source_note", "figure"]
    (figure,) = examples("figure")
    pack, problems = check_folder(write_pack(tmp_path, text, str(figure.values[0])), loaded)
    assert not problems
    assert pack is not None
    drawn = pack.exercises[0].figure
    assert drawn is not None
    assert drawn.body(0.0).joints["pelvis"] != drawn.body(1.0).joints["pelvis"]


@pytest.mark.parametrize("text", examples("programme"))
def test_programme_examples_are_read(text: str, catalog: Catalog) -> None:
    file = TomlFile("two-weeks.toml", text)
    programme, problems = parse_programme(file, "my-pack", "two-weeks")
    assert not problems
    assert programme is not None
    wrong = check_programme(programme, catalog, file)
    assert all("'my-pack/short'" in problem.what for problem in wrong)


@pytest.mark.parametrize("text", examples("guide"))
def test_guide_examples_are_read(text: str) -> None:
    guide, problems = parse_guide(TomlFile("why-a-wall.toml", text), "my-pack", "why-a-wall")
    assert not problems
    assert guide is not None


@pytest.mark.parametrize("text", examples("exercise"))
def test_exercise_examples_are_read(text: str) -> None:
    exercise, problems = parse_exercise(TomlFile("wall-slide.toml", text), "my-pack", "wall-slide")
    assert not problems
    assert exercise is not None


READERS: dict[str, Callable[[Path], object]] = {"person": load_person, "settings": load_settings}


@pytest.mark.parametrize("kind", READERS)
def test_examples_of_own_files_are_read(kind: str, tmp_path: Path) -> None:
    found = examples(kind)
    assert found
    for param in found:
        path = tmp_path / f"{kind}.toml"
        path.write_text(str(param.values[0]), "utf-8")
        assert READERS[kind](path)


@pytest.mark.parametrize("text", examples("record"))
def test_record_examples_are_read(text: str, catalog: Catalog) -> None:
    record = parse_record(TomlFile("20261121T073000Z-1f3a9c04.toml", text))
    assert all(entry.exercise in catalog.exercises for entry in record.entries)
    written = {key for row in rows(part(page("docs/files.md"), "history/")) for key in ticked(row[0])}
    assert set(tomllib.loads(text)) <= set(RecordFile.__annotations__) <= written


def test_the_marks_of_a_record_are_written() -> None:
    written = {key for row in rows(part(page("docs/files.md"), "history/")) for key in ticked(row[0])}
    reasons = {word for words in (SKIP_REASONS, SWAP_REASONS) for _, word in words.values()}
    assert reasons | {FORM_LOST} <= written
    assert {key for key in written if key.startswith(FOR_STEP)} == {f"{FOR_STEP}pack/name"}
    assert any(key.startswith(USUAL_DOSE) for key in written)


def test_the_columns_of_the_history_are_written(tmp_path: Path) -> None:
    text = str(examples("record")[0].values[0])
    path = tmp_path / "history" / "2026" / "20261121T073000Z-1f3a9c04.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")

    def printed(form: str) -> str:
        return CliRunner().invoke(limberup, ["history", form], env={"LIMBERUP_HOME": str(tmp_path)}).output

    found = rows(part(page("docs/handing-over.md"), "The columns"))
    csv, as_json = ([key for row in found for key in ticked(row[column])] for column in (0, 1))
    assert ",".join(csv) == printed("--csv").splitlines()[0]
    (record,) = json.loads(printed("--json"))
    told = [key for key in as_json if key.count(".") < 2]
    assert sorted(told) == sorted([*record, *(f"exercises.{key}" for key in record["exercises"][0])])


@pytest.mark.parametrize("text", examples("case"))
def test_case_examples_hold(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, "utf-8")
    case = read_case(path, catalog)
    assert case.expect
    assert not compare(case.expect, as_json(judge(case.situation, catalog), catalog))


@pytest.mark.parametrize("text", examples("madeup"))
def test_the_made_up_person_of_the_page_is_the_example_and_lives_as_it_says(text: str) -> None:
    words = next(words for where, words in commands() if where == "simulate.md" and "desk-worker.toml" in words[-1])
    path = ROOT / words[-1]
    assert path.read_text("utf-8") == text
    found = CliRunner().invoke(limberup, ["--safe", *words[:-1], str(path)])
    assert found.exit_code == 0
    (told,) = (fence["text"] for fence in FENCE.finditer(page("docs/simulate.md")) if fence["language"] == "text")
    assert told == found.stdout, "the weeks went otherwise: put the new ones into docs/simulate.md, and read them"


@pytest.mark.parametrize("text", examples("project"))
def test_the_entry_point_of_the_project_example_is_the_group(text: str) -> None:
    project = tomllib.loads(text)
    points = project["project"]["entry-points"][GROUP]
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert list(points.values()) == [Path(package).name for package in packages]


# Keys of files, tags, signs and conditions


FILES: list[tuple[str, str, tuple[type, ...]]] = [
    ("docs/routines.md", "Keys", (RoutineFile, StepTable)),
    ("docs/packs.md", "pack.toml", (PackTable,)),
    ("docs/packs.md", "An exercise file", (ExerciseFile,)),
    ("docs/packs.md", "Guides", (GuideFile,)),
    ("docs/packs.md", "Programmes", (ProgrammeFile, WeeksTable, ReviewTable)),
    ("docs/simulate.md", "The file", (MadeUpFile, CourseTable, RiseTable, FlareTable, SpanTable, HurtTable, FlagTable)),
]


@pytest.mark.parametrize(("name", "heading", "shapes"), FILES)
def test_every_key_of_a_file_is_written_and_no_other(name: str, heading: str, shapes: tuple[type, ...]) -> None:
    body = part(page(name), heading)
    told = {key for row in rows(re.split(r"^### ", body, flags=re.MULTILINE)[0]) for key in ticked(row[0])}
    known = {field for shape in shapes for field in shape.__annotations__}
    grades = {"P", "C", "B", "M", "own"}
    assert told - grades == known


@pytest.mark.parametrize(("name", "heading", "shapes"), [*FILES, ("docs/packs.md", "Its keys", (FigureTable,))])
def test_what_must_be_there_is_written(name: str, heading: str, shapes: tuple[Any, ...]) -> None:
    body = re.split(r"^### ", part(page(name), heading), flags=re.MULTILINE)[0]
    told = {key for row in rows(body) if len(row) > 2 and row[1] == "yes" for key in ticked(row[0])}
    wrong = [problem for shape in shapes for problem in read_fields({}, shape, TomlFile("f", ""))[1]]
    assert wrong
    assert {problem.what.split()[0] for problem in wrong} == told


def parts(names: tuple[str, ...]) -> set[str]:
    """Return names without their sides."""
    return {name.removesuffix("_a").removesuffix("_b") for name in names}


def test_every_key_of_a_figure_is_written_and_no_other() -> None:
    body = re.split(r"^### ", part(page("docs/packs.md"), "Its keys"), flags=re.MULTILINE)[0]
    told = [(key, len(row)) for row in rows(body) for key in ticked(row[0])]
    assert {key for key, columns in told if columns == 3} == set(FigureTable.__annotations__)
    frame = parts((*ANGLES, *TARGETS)) | {"anchor", "at", "bend", "short"}
    assert {key for key, columns in told if columns == 2} == frame
    (anchors_,) = re.findall(r"^An anchor is (.*?)\n\(", body, re.M | re.S)
    assert set(ticked(anchors_)) == parts(ANCHORS)
    (joints,) = re.findall(r"^`joints` may be any anchor, and (.*)$", page("docs/packs.md"), re.M)
    assert set(ticked(joints)) == set(JOINTS) - set(ANCHORS)
    assert parts(BENDS) == {"elbow", "knee"}


def test_the_poses_and_props_of_a_figure_are_those_that_are_written() -> None:
    told = {ticked(row[0])[0]: row[1] for row in rows(part_of_packs("Poses"))}
    assert set(told) == set(poses())
    for row in rows(part_of_packs("Props")):
        (kind,) = ticked(row[0])
        measures = dict.fromkeys(ticked(row[1]), 0.0)
        measures |= {name: float(usual) for name, usual in re.findall(r"`(\w+)` \(([\d.]+)\)", row[1])}
        assert set(measures) == set(KINDS[kind])
        joints = ("knee_a", "knee_b") if not measures else ()
        places = {"knee_a": (0.0, 0.0), "knee_b": (0.1, 0.0)}
        usual, given = Prop(kind, (), joints), Prop(kind, tuple(measures.items()), joints)
        assert list(prop_lines(usual, places)) == list(prop_lines(given, places)), kind
    assert sorted(ticked(row[0])[0] for row in rows(part_of_packs("Props"))) == sorted(KINDS)


def test_how_far_a_joint_bends_is_written() -> None:
    told = {row[0]: (int(row[1]), int(row[2])) for row in rows(part_of_packs("Could it be a person?"))}
    assert told == RANGES


def part_of_packs(heading: str) -> str:
    """Return what stands under a heading of packs.md, up to the next one of any rank."""
    return re.split(r"^### ", part(page("docs/packs.md"), heading), flags=re.MULTILINE)[0]


def test_the_packs_page_has_every_tag() -> None:
    told = {ticked(row[0])[0]: row[1] for row in rows(part(page("docs/packs.md"), "Tags")) if ticked(row[0])}
    assert told == TAGS


def test_the_rules_page_has_every_sign_reason_and_condition() -> None:
    def under(heading: str) -> dict[str, list[str]]:
        found = rows(part(page("docs/rules.md"), heading))
        return {ticked(row[0])[0]: row for row in found if ticked(row[0])}

    asked = under("G: may there be a session?")
    questions = {flag.id: flag.question for flag in FLAGS.values()}
    questions |= {reason.id: reason.question for reason in REASONS.values()}
    assert {id_: row[1] for id_, row in asked.items()} == questions
    told = under("X: is an exercise right for this person?")
    assert set(told) == set(CONDITIONS)
    for condition in CONDITIONS.values():
        _, label, left_out, changed, source = told[condition.id]
        assert label == condition.label
        assert {
            word.strip(",") for word in left_out.split() if word.strip(",").lstrip("~").isupper()
        } == condition.exclude
        assert {
            word.strip(",") for word in changed.split() if word.strip(",").lstrip("~").isupper()
        } == condition.modify
        assert source == condition.source


def test_every_source_that_the_rules_page_names_is_known(catalog: Catalog) -> None:
    named = set(re.findall(r"\[([A-Z][\w-]*)\](?!\()", page("docs/rules.md")))
    assert named
    assert not named - set(catalog.sources)


def test_the_readme_counts_right(catalog: Catalog) -> None:
    text = " ".join(page("README.md").split())
    assert f"{len(catalog.exercises)} exercises in {NUMERALS[len(catalog.packs)]} packs" in text
    assert f"{len(catalog.routines)} routines and {len(catalog.guides)} guides" in text
    assert all(exercise.figure for exercise in catalog.exercises.values())


def test_no_page_promises_relief() -> None:
    for path in PAGES:
        text = path.read_text("utf-8").lower()
        for word in ("pain-free", "cure", "heals", "guarantee", "relieves", "get rid of"):
            assert not re.search(rf"\b{word}\b", text), f"{path.name}: {word}"


def test_a_file_with_a_mistake_would_be_found() -> None:
    with pytest.raises(LimberupError):
        TomlFile("example.toml", "name = ")
    assert PackFile.__struct_fields__ == ("pack", "sources")
