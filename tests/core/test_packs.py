"""Packs: our six, other people's, and all that can be wrong with them."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.exercise import TAGS, Exercise, Shown
from limberup.packs import reader
from limberup.packs.hookspecs import PackFolder, pack_from_package
from limberup.packs.manager import Loaded, load
from limberup.packs.reader import read_pack
from limberup.routine_file import check_routine
from limberup.routine_plan import fitted_steps
from limberup.text import clean
from limberup.timeline import build_timeline
from limberup.tomlread import TomlFile

OURS = ["arthritis-gentle", "core-stability", "desk-worker", "glutes", "hip-mobility", "spinal-mobility"]

PACK = """\
[pack]
id = "{id}"
name = "Stairs"
api = 1
"""

EXERCISE = """\
name = "Step up"
purpose = "For stairs."
kind = "strength"
position = "standing"
start_position = "Before a step"
side = "bilateral"
start = "1x5"
target = "2x10"
how = ["Stand.", "Step.", "Back."]
breathing = "Calmly."
"""

MODULE = """\
from limberup.packs import hookimpl, pack_from_package

@hookimpl
def limberup_packs():
    return [pack_from_package(__package__)]
"""


def make_pack(folder: Path, id_: str = "stairs", **files: str) -> Path:
    """Write a pack of one good exercise, and other files; `__` in a name stands for a slash."""
    (folder / "exercises").mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK.format(id=id_))
    (folder / "exercises" / "step-up.toml").write_text(EXERCISE)
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


class Site:
    """A folder on sys.path that distributions are put into, as pip does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, module: str, id_: str = "", entries: str = "") -> None:
        """Put in a distribution with one module, a pack where it has an id, and its entry point."""
        package = name.replace("-", "_")
        if id_:
            make_pack(self.folder / package, id_)
        (self.folder / package).mkdir(exist_ok=True)
        (self.folder / package / "__init__.py").write_text(module)
        info = self.folder / f"{package}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(entries or f"[limberup.packs]\n{id_ or name} = {package}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a folder at the end of sys.path, forgotten afterwards with what was imported from it."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    yield Site(folder)
    for name in [name for name in sys.modules if name.startswith("pk_")]:
        del sys.modules[name]


def lines(loaded: Loaded, id_: str) -> list[str]:
    """Return the problems of a pack as lines."""
    return [str(problem) for info in loaded.infos if info.id == id_ for problem in info.problems]


# Our own


def test_our_six_packs_are_well(loaded: Loaded) -> None:
    assert [(info.id, info.distribution, info.healthy, lines(loaded, info.id)) for info in loaded.infos] == [
        (id_, "limberup", True, []) for id_ in OURS
    ]
    assert len(loaded.catalog.exercises) == 80
    assert {info.version for info in loaded.infos} == {"0.1.0"}


def test_every_exercise_is_complete(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        texts = [exercise.name, exercise.purpose, exercise.start_position, exercise.breathing, exercise.feel,
                 exercise.mistake, exercise.stop, exercise.catalogue, *exercise.how]  # fmt: skip
        assert all(texts), exercise.id
        more = [*exercise.cautions, *exercise.aliases, *exercise.muscles, exercise.start_note, exercise.target_note]
        rungs = [exercise.easier.level or "", exercise.harder.level or ""]
        for text in [*texts, *more, *rungs, exercise.source_note]:
            assert text.isascii(), (exercise.id, text)
            assert text == clean(text).strip(), (exercise.id, text)
        assert 3 <= len(exercise.how) <= 6, exercise.id
        assert all(len(step) < 90 for step in exercise.how), exercise.id
        assert exercise.sources or exercise.source_note, exercise.id
        assert {tag.removeprefix("~") for tag in exercise.tags} <= set(TAGS), exercise.id


def test_every_source_is_known(catalog: Catalog) -> None:
    keys = {key for exercise in catalog.exercises.values() for key in exercise.sources}
    assert keys <= set(catalog.sources)
    assert {source.grade for source in catalog.sources.values()} <= {"P", "C", "B", "M", "own"}
    assert all(source.text and source.text.isascii() for source in catalog.sources.values())


def test_every_reference_leads_somewhere(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        for id_ in (exercise.easier.exercise, exercise.harder.exercise, exercise.needs_target or None):
            assert id_ is None or id_ in catalog.exercises, (exercise.id, id_)
            assert id_ != exercise.id
    for pack in catalog.packs:
        assert set(pack.references) <= set(catalog.exercises)
        assert len(catalog.listed(pack)) == len(pack.exercises) + len(set(pack.references))


@pytest.mark.parametrize("direction", ["easier", "harder"])
def test_no_ladder_leads_back_to_itself(catalog: Catalog, direction: str) -> None:
    for exercise in catalog.exercises.values():
        seen: list[str] = []
        here: Exercise | None = exercise
        while here:
            assert here.id not in seen, [*seen, here.id]
            seen.append(here.id)
            here = catalog.get(getattr(here, direction).exercise or "")


def test_no_exercise_that_is_always_shown_leads_down_to_one_that_is_not(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        if exercise.shown is Shown.ALWAYS and exercise.easier.exercise:
            assert catalog.exercise(exercise.easier.exercise).shown is Shown.ALWAYS, exercise.id


def test_every_routine_can_be_done_in_its_minutes(catalog: Catalog) -> None:
    assert {routine.pack for routine in catalog.routines.values()} == set(OURS)
    for routine in catalog.routines.values():
        assert check_routine(routine, catalog, TomlFile(routine.id, "")) == []
        timeline = build_timeline(fitted_steps(routine, catalog))
        assert routine.minutes, routine.id
        least, most = routine.minutes
        assert least * 60 <= timeline.seconds <= most * 60, (routine.id, timeline.seconds / 60)


# Folders


def test_ten_mistakes_are_all_told_and_the_rest_works(tmp_path: Path) -> None:
    folder = make_pack(
        tmp_path / "stairs",
        exercises__bad_one=EXERCISE.replace('"strength"', '"strenght"').replace('"1x5"', '"5 times"'),
        exercises__two=EXERCISE.replace('name = "Step up"\n', "").replace('"2x10"', '"2x10 each side"'),
        exercises__three=EXERCISE + 'tags = ["FLR", "XYZ"]\nbreath = "in"\n',
        exercises__four="name = ",
        routines__walk='name = "Walk"\n[[step]]\ndo = "step-up"\ndose = "lots"\n',
        routines__good='name = "Up"\n[[step]]\ndo = "step-up"\n',
    )
    with (folder / "pack.toml").open("a") as file:
        file.write('colour = "red"\n[sources.MINE]\ngrade = "A+"\ntext = "A book"\n')
    pack, problems = read_pack(folder)
    assert [str(problem) for problem in problems] == [
        "stairs/pack.toml: line 5, pack, colour: there is no key 'colour'. "
        "It can be api, authors, id, license, name, references or summary",
        "stairs/pack.toml: line 7, sources, MINE, grade: has characters that can't stand there",
        "stairs/exercises/bad_one.toml: line 3, kind: 'strenght' is not one of its values. Did you mean 'strength'?",
        "stairs/exercises/bad_one.toml: its name may hold only a-z, 0-9 and single hyphens. Rename it",
        "stairs/exercises/bad_one.toml: line 7, start: '5 times' is not a dose: "
        "write it like 3x10, 3x10 2s rest 45s or 2x30s each side",
        'stairs/exercises/four.toml: end of document: is not TOML: invalid value. A text stands in "quotes"',
        "stairs/exercises/three.toml: line 12, breath: there is no key 'breath'. Did you mean 'breathing'?",
        "stairs/exercises/three.toml: line 11, tags 2: there is no tag 'XYZ'",
        "stairs/exercises/two.toml: name is missing. Add name = ...",
        "stairs/routines/walk.toml: line 4, step 1, dose: 'lots' is not a dose: "
        "write it like 3x10, 3x10 2s rest 45s or 2x30s each side",
    ]
    assert pack
    assert [exercise.id for exercise in pack.exercises] == ["stairs/step-up"]
    assert [routine.id for routine in pack.routines] == ["stairs/good"]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("side", '"left"', "line 6, side: 'left' is not one of its values"),
        ("side", '"per side"', "line 7, start: '1x5' does not fit side = 'per side'. Write it with each side"),
        ("start", '"1x5 each way"', "does not fit side = 'bilateral'. Write it with no 'each side'"),
        ("how", '["One.", "Two."]', "line 9, how: must have at least 3 items"),
        ("how", f'["One.", "Two.", "{"x" * 91}"]', "line 9, how 3: must have at most 90 characters"),
        ("how", '["One.", "Two.", 3]', "line 9, how 3: must be a text, not a whole number"),
        ("name", "true", "line 1, name: must be a text, not true or false"),
        ("purpose", f'"{"x" * 201}"', "line 2, purpose: must have at most 200 characters"),
    ],
)
def test_each_mistake_in_words(tmp_path: Path, key: str, value: str, problem: str) -> None:
    text = "\n".join(f"{key} = {value}" if row.startswith(f"{key} =") else row for row in EXERCISE.split("\n"))
    pack, problems = read_pack(make_pack(tmp_path / "p", exercises__more=text))
    assert any(problem in str(one) for one in problems), [str(one) for one in problems]
    assert pack
    assert len(pack.exercises) == 1


@pytest.mark.parametrize(
    "ways", ['["1 back", "forth"]', '["a, b", "c"]', '["a\\nb", "c"]', '["a; b", "c"]', '["a", ""]']
)
def test_names_of_ways_can_stand_in_a_record(tmp_path: Path, ways: str) -> None:
    text = EXERCISE.replace('"bilateral"', '"each way"').replace("1x5", "1x5 each way").replace("2x10", "2x10 each way")
    good, problems = read_pack(make_pack(tmp_path / "good", exercises__more=text + 'ways = ["to one side", "back"]\n'))
    assert good
    assert not problems
    _, problems = read_pack(make_pack(tmp_path / "bad", exercises__more=text + f"ways = {ways}\n"))
    assert problems[0].place.startswith("line 11, ways")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "p/pack.toml: pack is missing"),
        ("pack = 3", "p/pack.toml: line 1, pack: must be a table, not a whole number"),
        ('[pack]\nid = "A B"\nname = "x"\napi = 1', "p/pack.toml: line 2, pack, id: has characters"),
        ('[pack]\nid = "x\\n"\nname = "x"\napi = 1', "p/pack.toml: line 2, pack, id: has characters"),
        ('[pack]\nid = "x"\nname = "x"', "p/pack.toml: line 1, pack: api is missing"),
        ('[pack]\nid = "x"\nname = "x"\napi = 2', "p/pack.toml: line 4, pack, api: was written for pack interface 2"),
        ('[pack]\nid = "x"\nname = "x"\napi = "1"', "p/pack.toml: line 4, pack, api: must be a whole number"),
    ],
)
def test_a_pack_file_that_is_not_right_leaves_the_pack_out(tmp_path: Path, text: str, problem: str) -> None:
    folder = make_pack(tmp_path / "p")
    (folder / "pack.toml").write_text(text)
    loaded = load(folder=tmp_path)
    (info,) = (info for info in loaded.infos if info.id not in OURS)
    assert (info.id, info.pack, info.healthy, info.origin) == ("p", None, False, str(folder))
    assert str(info.problems[0]).startswith(problem)
    assert len(loaded.catalog.packs) == 6


def test_links_fifos_and_folders_in_a_pack_are_named(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text(EXERCISE)
    folder = make_pack(tmp_path / "p")
    exercises = folder / "exercises"
    (exercises / "a-out.toml").symlink_to(tmp_path / "secret.toml")
    (exercises / "b-loop.toml").symlink_to("b-loop.toml")
    (exercises / "c-gone.toml").symlink_to("gone.toml")
    (exercises / "d-folder.toml").mkdir()
    os.mkfifo(exercises / "e-fifo.toml")
    (exercises / "f-inside.toml").symlink_to("step-up.toml")
    (exercises / "notes.txt").write_text("no pack file")
    pack, problems = read_pack(folder)
    assert [str(problem).removeprefix("p/exercises/") for problem in problems] == [
        "a-out.toml: is a link out of the pack. Put the file itself there",
        "b-loop.toml: there is no such file",
        "c-gone.toml: there is no such file",
        "d-folder.toml: is a folder, not a file",
        "e-fifo.toml: is not a plain file",
    ]
    assert pack
    assert [exercise.slug for exercise in pack.exercises] == ["f-inside", "step-up"]


def test_a_pack_of_too_many_files_is_not_read_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_pack(tmp_path / "p", exercises__more=EXERCISE, guides__one="")
    monkeypatch.setattr(reader, "MAX_FILES", 1)
    pack, problems = read_pack(folder)
    assert pack
    assert pack.exercises == ()
    assert "p/exercises: has 2 files, at most 1 are read" in map(str, problems)
    monkeypatch.setattr(reader, "MAX_FILES", 2)
    pack, _ = read_pack(folder)
    assert pack
    assert len(pack.exercises) == 2


def test_links_of_whole_parts_out_of_a_pack_are_refused(tmp_path: Path) -> None:
    other = make_pack(tmp_path / "other")
    one = tmp_path / "one"
    one.mkdir()
    (one / "pack.toml").symlink_to(other / "pack.toml")
    assert [problem.what for problem in read_pack(one)[1]] == ["is a link out of the pack"]
    two = tmp_path / "two"
    two.mkdir()
    (two / "pack.toml").write_text(PACK.format(id="two"))
    (two / "exercises").symlink_to(other / "exercises")
    assert [problem.what for problem in read_pack(two)[1]] == ["is a link out of the pack"]
    linked = tmp_path / "linked"
    linked.symlink_to(other)
    assert read_pack(linked)[1] == []


def test_a_pack_here_and_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_pack(tmp_path / "here", exercises__x="="))
    assert str(read_pack(Path())[1][0]).startswith("here/exercises/x.toml: line 1, column 1: is not TOML")


def test_folder_packs_bring_their_own_words_for_sources(tmp_path: Path) -> None:
    text = EXERCISE + 'sources = ["MINE", "ACSM-flex", "NOBODY"]\neasier = "other/x"\nharder = "gone"\n'
    folder = make_pack(tmp_path / "s", exercises__more=text)
    with (folder / "pack.toml").open("a") as file:
        file.write('[sources.MINE]\ngrade = "P"\ntext = "A book"\n')
    loaded = load(folder=tmp_path)
    catalog = loaded.catalog
    more = catalog.exercise("stairs/more")
    assert [catalog.source(key, "stairs").is_evidence for key in more.sources][::2] == [True, False]
    assert catalog.source("MINE", "glutes").grade == "M"
    assert catalog.source("NOBODY").text == "NOBODY"
    assert (more.easier.exercise, more.harder.exercise) == ("other/x", "stairs/gone")
    assert lines(loaded, "stairs") == [
        "stairs/exercises/more.toml: harder: there is no exercise 'stairs/gone'. Did you mean 'stairs/more'?"
    ]


def test_safe_mode_sees_our_own_packs_alone(tmp_path: Path, site: Site) -> None:
    make_pack(tmp_path / "packs" / "s", "folder-pack")
    site.install("pk-safe", MODULE, "installed-pack")
    assert [info.id for info in load(folder=tmp_path / "packs").infos] == sorted(
        [*OURS, "folder-pack", "installed-pack"]
    )
    assert [info.id for info in load(safe=True, folder=tmp_path / "packs").infos] == OURS


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "gone", tmp_path / "file", tmp_path):
        assert [info.id for info in load(folder=folder).infos] == OURS


# Installed


def test_an_installed_pack(site: Site) -> None:
    site.install("pk-stairs", MODULE, "stairs")
    loaded = load()
    (info,) = (info for info in loaded.infos if info.id == "stairs")
    assert (info.name, info.version, info.distribution, info.origin) == ("Stairs", "1.2", "pk-stairs", "installed")
    assert info.healthy
    assert loaded.catalog.exercise("step-up").id == "stairs/step-up"


BAD = {
    "raises": ("raise RuntimeError('no luck\\n\\x1b[31m')", "RuntimeError: no luck [31m"),
    "exits": ("raise SystemExit(3)", "SystemExit: 3"),
    "imports": ("import there_is_no_such_module", "ModuleNotFoundError: No module named 'there_is_no_such_module'"),
    "syntax": ("def (", "SyntaxError: invalid syntax"),
    "recursion": ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded"),
    "none": ("", "ValueError: its hook limberup_packs is missing or gave no pack"),
    "empty": (MODULE.replace("[pack_from_package(__package__)]", "[]"), "ValueError: its hook limberup_packs"),
    "word": (MODULE.replace("[pack_from_package(__package__)]", "['x']"), "TypeError: limberup_packs gave str"),
    "number": (MODULE.replace("[pack_from_package(__package__)]", "3"), "TypeError: 'int' object is not iterable"),
    "argument": (MODULE.replace("packs()", "packs(more)"), "PluginValidationError: Plugin "),
    "hook": (MODULE.replace("def limberup_packs", "def limberup_drills"), "PluginValidationError: unknown hook"),
    "in-hook": (MODULE.replace("return", "raise ZeroDivisionError("[:-1] + " #"), "ZeroDivisionError"),
    "path": (
        "from limberup.packs import PackFolder, hookimpl\n@hookimpl\ndef limberup_packs():\n return [PackFolder('x')]",
        "TypeError: limberup_packs gave PackFolder",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_pack_that_cannot_be_used_is_left_out_alone(site: Site, name: str) -> None:
    module, reason = BAD[name]
    site.install(f"pk-bad-{name}", module, "")
    site.install("pk-good", MODULE, "stairs")
    loaded = load()
    assert [info.id for info in loaded.infos if info.pack] == sorted([*OURS, "stairs"])
    (problem,) = lines(loaded, f"pk-bad-{name}")
    assert problem.startswith(f"pk-bad-{name}: entry point pk-bad-{name}: cannot be used: {reason}")
    assert problem.endswith(f"Update or remove pk-bad-{name}")


def test_a_distribution_whose_files_are_damaged_harms_nobody(site: Site) -> None:
    site.install("pk-odd", MODULE, entries="[limberup.packs]\nno equals sign\n")
    site.install("pk-good", MODULE, "stairs")
    site.install("pk-bare", MODULE, "bare")
    (site.folder / "pk_bare-1.2.dist-info" / "METADATA").unlink()
    infos = {info.id: info for info in load().infos}
    assert sorted(infos) == sorted([*OURS, "bare", "stairs"])
    assert (infos["bare"].healthy, infos["bare"].distribution, infos["bare"].version) == (True, "", "")


def test_two_packs_of_one_id(site: Site, tmp_path: Path) -> None:
    site.install("pk-a-thief", MODULE, "glutes", entries="[limberup.packs]\na = pk_a_thief\n")
    make_pack(tmp_path / "packs" / "mine", "stairs")
    make_pack(tmp_path / "packs" / "other", "stairs")
    loaded = load(folder=tmp_path / "packs")
    assert len(loaded.catalog.exercises) == 81
    assert loaded.catalog.get("glutes/step-up") is None
    assert [(info.distribution, info.healthy) for info in loaded.infos if info.id == "glutes"] == [
        ("limberup", True),
        ("pk-a-thief", False),
    ]
    assert lines(loaded, "glutes") == ["pk-a-thief: another pack with the id 'glutes' is in use. Remove one of the two"]
    other = tmp_path / "packs" / "other"
    assert lines(loaded, "stairs") == [f"{other}: another pack with the id 'stairs' is in use. Remove one of the two"]


def test_who_passes_for_limberup_is_not_run(site: Site) -> None:
    site.install("pk-liar", "raise RuntimeError('it was run')")
    info = site.folder / "pk_liar-1.2.dist-info"
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: limberup\nVersion: 1.2\n")
    loaded = load()
    assert [found.id for found in loaded.infos if found.pack] == OURS
    (problem,) = lines(loaded, "pk-liar")
    assert "it says that it is a part of limberup, and is not" in problem


def test_a_distribution_that_stands_twice_on_the_path_is_one(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("pk-stairs", MODULE, "stairs")
    shutil.copytree(site.folder, tmp_path / "again")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "again")])
    loaded = load()
    assert [(info.id, info.healthy) for info in loaded.infos if info.id == "stairs"] == [("stairs", True)]


def test_a_package_that_is_a_pack() -> None:
    found = pack_from_package("limberup_glutes")
    assert isinstance(found, PackFolder)
    assert (found.path / "pack.toml").is_file()


def test_a_package_without_a_folder_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.writestr("pk_packed/__init__.py", "")
    monkeypatch.syspath_prepend(tmp_path / "packed.zip")
    with pytest.raises(ValueError, match="package 'pk_packed' has no folder on disk"):
        pack_from_package("pk_packed")


@pytest.mark.parametrize("package", [None, ""])
def test_a_module_outside_of_a_package_is_told_so(package: str | None) -> None:
    with pytest.raises(ValueError, match="call it with __package__"):
        pack_from_package(package)
