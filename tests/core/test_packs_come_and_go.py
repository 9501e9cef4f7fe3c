"""Packs come, change and go: whatever becomes of them, routines and history stay as they are, and work again."""

from __future__ import annotations

import shutil
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.past import NOW, session

from limberup.dose import parse_dose
from limberup.history.record import Entry, Record, Work
from limberup.history.store import History
from limberup.packs.choices import PackChoices, apply_choices
from limberup.packs.manager import Loaded, load
from limberup.paths import Home, find_home
from limberup.person import CheckIn, Person
from limberup.plan import make_plan
from limberup.routine import Routine, Step
from limberup.routine_file import check_routine, format_routine, parse_routine
from limberup.routine_plan import fitted_steps
from limberup.tomlread import TomlFile, read_toml

PACKS = ("ankles", "hands", "knees")
SLUGS = ("one", "two")
REFS = [f"{pack}/{slug}" for pack in PACKS for slug in SLUGS]
MINE = "spinal-mobility/cat-cow"
"""A step of limberup's own pack, which nothing here takes away."""
EXERCISE = """\
name = "{name}"
purpose = "For stairs."
kind = "strength"
position = "standing"
start_position = "Before a step"
side = "bilateral"
start = "{start}"
target = "3x12"
how = ["Stand.", "Step.", "Back."]
breathing = "Calmly."
"""

World = dict[str, dict[str, int]]
"""What is to be found by pack and slug; the number is the version of each."""

operations = st.lists(
    st.tuples(
        st.sampled_from(["install", "remove", "rename", "drop", "change", "break", "off", "on"]),
        st.sampled_from(PACKS),
        st.sampled_from(SLUGS),
    ),
    min_size=1,
    max_size=6,
)
refs = st.lists(st.sampled_from(REFS), min_size=1, max_size=4).map(lambda found: [MINE, *found])


def written(home: Home, refs: list[str]) -> tuple[Routine, Record]:
    """Write a routine of one's own with a comment in it, and the record of a session of it."""
    text = 'name = "Mine"   # my own\n' + "".join(f'[[step]]\ndo = "{ref}"\ndose = "1x6"\n' for ref in refs)
    home.routines.mkdir(parents=True)
    (home.routines / "mine.toml").write_text(text, "utf-8")
    routine, problems = parse_routine(TomlFile("mine.toml", text), "mine")
    assert routine
    assert not problems
    dose = parse_dose("1x6")
    record = session(1, *(Entry(ref, dose, (Work("", 6, 0),)) for ref in dict.fromkeys(refs)))
    history = History(home.history)
    history.save(record)
    return routine, history.load(record.id)


def do(what: str, home: Home, world: World, choices: PackChoices, pack: str, slug: str) -> PackChoices:
    """Let something happen to a pack: on disk, in the choices, and in the world as it ought to be found."""
    place = home.packs / pack
    match what:
        case "install":
            shutil.rmtree(place, ignore_errors=True)
            world[pack] = dict.fromkeys(SLUGS, 1)
        case "remove":
            world.pop(pack, None)
        case "rename" if pack in world:
            # The folder stays, the pack in it is another one.
            world[f"other-{pack}"] = world.pop(pack)
        case "drop" if pack in world:
            world[pack].pop(slug, None)
        case "change" if slug in world.get(pack, {}):
            world[pack][slug] += 1
        case "break" if slug in world.get(pack, {}):
            world[pack][slug] = 0
        case "off" | "on":
            choices = choices.with_off(pack, what == "off")
    put(home, world)
    return choices


def put(home: Home, world: World) -> None:
    """Make the packs folder what the world says; an exercise of version 0 is broken."""
    shutil.rmtree(home.packs, ignore_errors=True)
    for pack, slugs in world.items():
        (home.packs / pack / "exercises").mkdir(parents=True)
        (home.packs / pack / "pack.toml").write_text(f'[pack]\nid = "{pack}"\nname = "{pack}"\napi = 1\n', "utf-8")
        for slug, version in slugs.items():
            text = EXERCISE.format(name=f"Step {slug}", start=f"1x{4 + version}") if version else "name = 3\n"
            (home.packs / pack / "exercises" / f"{slug}.toml").write_text(text, "utf-8")


def found_now(home: Home, choices: PackChoices) -> Loaded:
    """Find the packs as a start does."""
    return apply_choices(load(folder=home.packs), choices)


@given(refs, operations)
@settings(max_examples=20, deadline=None)
def test_whatever_becomes_of_packs_routines_and_history_stay(
    refs: list[str], operations: list[tuple[str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = find_home({"LIMBERUP_HOME": folder})
        routine, record = written(home, refs)
        files = [home.routines / "mine.toml", History(home.history).path(record.id)]
        before = [file.read_bytes() for file in files]
        world: World = {pack: dict.fromkeys(SLUGS, 1) for pack in PACKS}
        choices = PackChoices()
        for what, pack, slug in operations:
            choices = do(what, home, world, choices, pack, slug)
            holds(home, routine, record, found_now(home, choices), there(world, choices))
            assert [file.read_bytes() for file in files] == before
        for pack in PACKS:
            for what in ("install", "on"):
                choices = do(what, home, world, choices, pack, "one")
        holds(home, routine, record, found_now(home, choices), there(world, choices))
        assert [file.read_bytes() for file in files] == before
        assert {step.do for step in routine.steps} <= there(world, choices)


def there(world: World, choices: PackChoices) -> set[str]:
    """Return the ids of what can be done."""
    packs = {pack: slugs for pack, slugs in world.items() if pack not in choices.off}
    return {MINE, *(f"{pack}/{slug}" for pack, slugs in packs.items() for slug, version in slugs.items() if version)}


def holds(home: Home, routine: Routine, record: Record, loaded: Loaded, there: set[str]) -> None:
    """Hold what is found to what ought to be there."""
    catalog = loaded.catalog
    missing = [step for step in routine.steps if step.do not in there]
    # The file is read as before, each gap in it is told with its line, and saving it keeps the step.
    file = read_toml(home.routines / "mine.toml")
    assert parse_routine(file, "mine") == (routine, [])
    problems = check_routine(routine, catalog, file)
    assert len(problems) == len(missing)
    assert all("line " in str(problem) for problem in problems)
    again, _ = parse_routine(TomlFile("mine.toml", format_routine(routine)), "mine")
    assert again
    assert [step.do for step in again.steps] == [step.do for step in routine.steps]
    # What is there is done; what is not is passed over, with a word and a name.
    assert [step.exercise.id for step in fitted_steps(routine, catalog)] == [
        s.do for s in routine.steps if s.do in there
    ]
    plan = make_plan(routine, catalog, Person(), CheckIn(NOW, 0, 0))
    for step, line in zip(routine.steps, plan.lines, strict=True):
        assert line.name
        if step in missing:
            assert line.planned is None
            assert line.decision
            name = step.do.split("/")[1].capitalize()
            assert line.decision.why == f"{name} is skipped: no pack in use has {step.do}."
    # The history is read in full, and names everything.
    records, wrong = History(home.history).newest()
    assert (records, wrong) == ([record], [])
    assert all(catalog.name(entry.exercise) for entry in records[0].entries)


def test_a_routine_whose_packs_are_all_gone_is_still_there() -> None:
    routine = Routine("Gone", (Step("knees/one"), Step("knees/two")))
    plan = make_plan(routine, load(safe=True).catalog, Person(), CheckIn(NOW, 0, 0))
    assert [line.decision.why.split()[0] for line in plan.lines if line.decision] == ["One", "Two"]
    assert not plan.steps
