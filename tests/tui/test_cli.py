"""The command line as a person or a program meets it: exit codes, what is printed where, and what is loaded."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.history.store import History
from limberup_tui.cli import COMMANDS, limberup, main

ROUTINE = """\
# typed on a phone
name = "After work"
summary = "Short."

[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"

[[step]]
do = "supine-figure-4"
dose = "2x30s"
note = "slowly"
"""

EXERCISE_KEYS = [
    *("id", "slug", "pack", "name", "aliases", "purpose", "kind", "position", "start_position", "side"),
    *("equipment", "equipment_optional", "muscles", "start", "target", "start_note", "target_note"),
    *("easier", "harder", "tags", "cautions", "how", "feel", "mistake", "stop", "breathing"),
    *("shown", "from_week", "needs_target", "sources", "catalogue"),
]

FAKE_APP = """
import sys, types
app = types.ModuleType("limberup_tui.app")
def run(home, *, safe=False, loaded=None, routine=None, resume=False, **more):
    print("RUN", safe, loaded is not None, routine and routine.name, resume)
    return 7
app.run = run
sys.modules["limberup_tui.app"] = app
from limberup_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home that the program uses, whatever the machine has."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    monkeypatch.delenv("LIMBERUP_SAFE", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    return folder


def run(*args: str, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a program, with no terminal."""
    command = [sys.executable, "-m", "limberup_tui", *args]
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    environ = {**os.environ, **(env or {})}
    return subprocess.run(command, env=environ, encoding="utf-8", timeout=60, check=False, **options)


def run_in_terminal(*args: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run the program in a real terminal, with an app in place of the real one; return code and what it showed."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    command = [sys.executable, "-c", FAKE_APP, *args]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:
            pass  # Linux tells the end of a terminal this way.
        code = process.wait(60)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


def say_json(*args: str) -> Any:
    """Run a command in this process and return its JSON; it must succeed."""
    result = CliRunner().invoke(limberup, [*args, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def own(home: Path, text: str = ROUTINE, name: str = "after-work.toml") -> Path:
    """Put a routine into the own folder."""
    path = home / "routines" / name
    path.parent.mkdir(0o700, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def record(home: Path, number: int = 1, **changes: Any) -> Record:
    """Save a session of the day `number`."""
    started = datetime(2026, 11, number, 8, 30, tzinfo=UTC)
    entry = Entry("glutes/glute-bridge", parse_dose("2x10 2s"), (Work("", 10), Work("", 8, 0, False)),
                  (Hurt(5, True, "down"),), ("eased",))  # fmt: skip
    values: dict[str, Any] = {
        "id": f"{started:%Y%m%dT%H%M%SZ}-0000000{number}",
        "started": started,
        "ended": started + timedelta(minutes=12),
        "routine": "After work",
        "routine_id": "after-work",
        "pain_at_rest": 2,
        "pain_moving": 4,
        "pain_after": 3,
        "effort": 6,
        "entries": (entry,),
        "decisions": ("G8 FULL: nothing speaks against it",),
    }
    made = Record(**values | changes)
    History(home / "history").save(made)
    return made


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the single line of an error: exit code 2, nothing on standard output."""
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("limberup: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


class TestLoading:
    """What is imported before it is needed would be waited for."""

    @pytest.mark.parametrize("args", [["--version"], ["--help"], ["play", "--help"], ["exercises", "--help"],
                                      ["history", "--help"], ["show", "--help"], ["nothing"]])  # fmt: skip
    def test_imports_nothing_heavy(self, args: list[str], home: Path) -> None:
        code = (
            "import sys\nfrom limberup_tui.cli import main\nmain(sys.argv[1:])\n"
            "print('HEAVY', {'textual', 'rich', 'msgspec', 'pluggy', 'tomllib', 'platformdirs'} & set(sys.modules))"
        )
        result = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
        assert result.stdout.endswith("HEAVY set()\n")

    def test_help_imports_no_command(self, home: Path) -> None:
        code = "import sys\nfrom limberup_tui.cli import main\nmain(['--help'])\nprint(sorted(sys.modules))"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "limberup_tui.commands.output" in result.stdout
        assert "limberup_tui.commands.listing" not in result.stdout

    def test_version(self, home: Path) -> None:
        result = run("--version")
        assert (result.returncode, result.stdout, result.stderr) == (0, "limberup 0.1.0\n", "")

    def test_help_names_every_command(self, home: Path) -> None:
        result = run("--help")
        assert result.returncode == 0
        assert all(name in result.stdout for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_short_help_is_that_of_the_command(self, name: str) -> None:
        where, words = COMMANDS[name]
        module, _, attribute = where.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        assert command.name == name
        assert (command.help or "").splitlines()[0] == words


class TestUsage:
    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["histroy"], "there is no command 'histroy'. Did you mean 'history'? See limberup --help"),
            (["--bogus"], "See limberup --help"),
            (["play", "--bogus"], "See limberup play --help"),
            (["play"], "give either a ROUTINE or --resume. See limberup play --help"),
            (["play", "steady-core", "--resume"], "give either a ROUTINE or --resume"),
            (["play", ""], "give either a ROUTINE or --resume"),
            (["show"], "missing argument 'ID'. See limberup show --help"),
            (["history", "--limit", "0"], "See limberup history --help"),
            (["history", "--json", "--csv"], "give either --json or --csv"),
            (["exercises", "--pack", "glut"], "there is no pack 'glut'. Did you mean 'glutes'?"),
            (["routines", "--pack", "glut"], "there is no pack 'glut'. Did you mean 'glutes'?"),
            (["show", "glute-brige"], "Did you mean 'glute-bridge'?"),
            (["show", "glutes/glute-brige"], "Did you mean 'glutes/glute-bridge'?"),
            (["show", "stedy-core"], "Did you mean 'steady-core'?"),
            (["show", "a\x1b[31m\nb"], "there is no exercise, routine or guide"),
            (["play", "stedy-core"], "there is no routine 'stedy-core'. Did you mean 'steady-core'?"),
            (["play", "no/such.toml"], "no/such.toml: there is no such file"),
            (["play", "steady-core"], "needs a terminal"),
            (["play", "--resume"], "needs a terminal"),
            ([], "needs a terminal"),
        ],
    )
    def test_is_one_line(self, args: list[str], words: str, home: Path) -> None:
        line = one_line(run(*args))
        assert words in line
        assert line.isprintable()


class TestOutput:
    ASCII = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}

    @pytest.mark.parametrize("args", [["exercises"], ["routines"], ["packs"], ["show", "after-work"], ["--help"],
                                      ["history"], ["history", "--csv"]])  # fmt: skip
    def test_ascii_alone(self, args: list[str], home: Path) -> None:
        own(home, ROUTINE.replace("After", "Après —"))
        record(home, routine="Après — midi", note="“gut”")
        result = run(*args, env=self.ASCII)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.isascii()

    def test_ascii_json_loses_nothing(self, home: Path) -> None:
        record(home, routine="Après — midi")
        result = run("history", "--json", env=self.ASCII)
        assert result.stdout.isascii()
        assert json.loads(result.stdout)[0]["routine"] == "Après — midi"

    def test_json_is_not_escaped(self, home: Path) -> None:
        record(home, routine="Après")
        assert "Après" in run("history", "--json").stdout

    def test_errors_in_ascii(self, home: Path) -> None:
        assert one_line(run("show", "Après", env=self.ASCII)).isascii()

    def test_broken_pipe_is_quiet(self, home: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        result = run("exercises", "--json", stdout=writer)
        os.close(writer)
        assert (result.returncode, result.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_full_disk_is_one_line(self, home: Path) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            result = run("exercises", stdout=full)
        assert (result.returncode, result.stderr) == (2, "limberup: no space left on device\n")

    def test_interrupt_is_quiet(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted(*args: object, **options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("limberup.packs.manager.load", interrupted)
        assert main(["packs"]) == 130
        assert capsys.readouterr() == ("", "")

    def test_control_characters_of_a_file_name(self, home: Path) -> None:
        own(home, "name = 1", "a\x1b[31m\u202eb.toml")
        for args in (["routines"], ["routines", "--json"]):
            result = run(*args)
            assert result.returncode == 1
            assert "\x1b" not in result.stdout + result.stderr
            assert "\u202e" not in result.stdout + result.stderr


class TestExercises:
    def test_plain_is_a_line_each(self, home: Path) -> None:
        lines = run("exercises", "--pack", "glutes").stdout.splitlines()
        line = next(line for line in lines if line.startswith("glutes/glute-bridge "))
        assert [part.strip() for part in line.split("  ") if part] == [
            "glutes/glute-bridge", "Glute bridge", "strength", "1x8 2s -> 3x12 3s"]  # fmt: skip

    def test_pack_lists_its_own_and_then_its_references(self, home: Path) -> None:
        packs = [one["pack"] for one in say_json("exercises", "--pack", "glutes")]
        assert packs[0] == "glutes"
        assert "core-stability" in packs[packs.count("glutes") :]

    def test_search(self, home: Path) -> None:
        ids = [one["id"] for one in say_json("exercises", "--search", "GLUTE bridge")]
        assert "glutes/glute-bridge" in ids
        assert len(ids) < 10
        assert say_json("exercises", "--search", "xyzzy") == []
        assert run("exercises", "--search", "xyzzy").stdout == "No exercises found.\n"

    def test_json(self, home: Path) -> None:
        found = {one["id"]: one for one in say_json("exercises")}
        assert len(found) == 80
        bridge = found["glutes/glute-bridge"]
        assert list(bridge) == EXERCISE_KEYS
        assert bridge["easier"] == {"exercise": "glutes/glute-set", "level": None}
        assert bridge["tags"] == ["FLR", "SUP", "~EXT"]
        assert {source["key"]: source["grade"] for source in bridge["sources"]}["ARUK-HIP"] == "C"


class TestRoutines:
    def test_json(self, home: Path) -> None:
        own(home)
        mine, *others = say_json("routines")
        assert mine == {
            "id": "after-work",
            "own": True,
            "name": "After work",
            "summary": "Short.",
            "given_by": "",
            "given": None,
            "seconds": mine["seconds"],
            "steps": [
                {"do": "spinal-mobility/cat-cow", "dose": "1x8", "note": ""},
                {"do": "hip-mobility/supine-figure-4", "dose": "2x30s each side", "note": "slowly"},
            ],
            "problems": [],
        }
        assert mine["seconds"] > 150
        assert "core-stability/steady-core" in [one["id"] for one in others]
        assert not any(one["own"] or one["problems"] for one in others)

    def test_plain(self, home: Path) -> None:
        own(home)
        result = run("routines")
        assert result.returncode == 0
        assert [part.strip() for part in result.stdout.splitlines()[0].split("  ") if part][:2] == [
            "after-work",
            "After work",
        ]
        assert result.stdout.splitlines()[0].split()[-3:] == ["min", "2", "steps"]

    def test_of_a_pack(self, home: Path) -> None:
        own(home)
        assert [one["id"] for one in say_json("routines", "--pack", "glutes")] == ["glutes/strong-hips"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('name = "X"\n[[step]]\ndo = "cat-cwo"\n', "line 3, step 1, do: no exercise 'cat-cwo'"),
            ('name = "X"\n[[step]]\ndo = "cat-cow"\ndose = "lots"\n', "line 4, step 1, dose: 'lots' is not a dose"),
            ('name = "X\n', "line 1, column 10: is not TOML"),
            ('name = "X"\n', "step is missing"),
        ],
    )
    def test_broken_one_stops_no_other(self, text: str, words: str, home: Path) -> None:
        own(home)
        path = own(home, text, "broken.toml")
        result = run("routines", "--json")
        assert result.returncode == 1
        assert result.stderr.startswith(f"limberup: {path}: ")
        assert words in result.stderr
        rows = {one["id"]: one for one in json.loads(result.stdout)}
        assert words in rows["broken"]["problems"][0]
        assert rows["after-work"]["problems"] == []

    def test_folder_that_is_a_file(self, home: Path) -> None:
        (home / "routines").write_text("")
        result = run("routines")
        assert result.returncode == 1
        assert "routines: cannot be read: not a directory" in result.stderr
        assert "steady-core" in result.stdout


class TestPacks:
    KEYS = ["id", "name", "version", "distribution", "origin", "healthy", "used", "problems", "exercises",
            "routines", "guides"]  # fmt: skip

    def test_json(self, home: Path) -> None:
        found = say_json("packs")
        assert [one["id"] for one in found] == sorted(one["id"] for one in found)
        assert [list(one) for one in found] == [self.KEYS] * len(found)
        glutes = next(one for one in found if one["id"] == "glutes")
        assert glutes["exercises"] == 13
        assert (glutes["distribution"], glutes["healthy"], glutes["problems"]) == ("limberup", True, [])

    @pytest.fixture
    def bad_pack(self, home: Path) -> Path:
        """Put a pack that can't be used into the home."""
        folder = home / "packs" / "bad"
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text('[pack]\nid = "bad"\nname = "B\\u001b[31mad"\napi = 99\n')
        return folder

    def test_bad_one(self, bad_pack: Path) -> None:
        result = run("packs", "--json")
        assert result.returncode == 1
        found = {one["id"]: one for one in json.loads(result.stdout)}
        assert not found["bad"]["healthy"]
        assert "interface 99" in found["bad"]["problems"][0]
        assert found["glutes"]["healthy"]
        plain = run("packs")
        assert plain.returncode == 1
        assert "left out" in plain.stdout
        assert "interface 99" in plain.stdout.splitlines()[-1]

    def test_bad_one_asked_for(self, bad_pack: Path) -> None:
        assert "See limberup packs" in one_line(run("exercises", "--pack", "bad"))

    def test_safe(self, bad_pack: Path) -> None:
        assert run("--safe", "packs").returncode == 0
        assert [run("packs", env={"LIMBERUP_SAFE": value}).returncode for value in ("1", "yes!", "0", "")] == [
            0,
            0,
            1,
            1,
        ]


class TestShow:
    @pytest.mark.parametrize("name", ["glutes/glute-bridge", "glute-bridge", "Glute Bridge", "pelvic lift"])
    def test_exercise(self, name: str, home: Path) -> None:
        card = run("show", name).stdout
        assert card.startswith("Glute bridge\nglutes/glute-bridge\n")
        assert "Start with:   1x8 2s" in card
        assert "\n1. Lie on your back" in card
        assert "Easier:       Buttock squeeze (glutes/glute-set)" in card
        assert "\nSource: Arthritis Research UK" in card
        assert "\nCommon practice: " in card
        assert max(map(len, card.splitlines())) <= 80

    def test_every_exercise_and_routine(self, home: Path) -> None:
        for one in say_json("exercises") + say_json("routines"):
            result = CliRunner().invoke(limberup, ["show", one["id"]])
            assert result.exit_code == 0, result.output
            assert result.output.startswith(one["name"])

    def test_own_judgement_is_said(self, home: Path) -> None:
        keys = {one["id"]: [source["grade"] for source in one["sources"]] for one in say_json("exercises")}
        id_ = next(id_ for id_, grades in keys.items() if "own" in grades)
        assert "\nOur own judgement\n" in run("show", id_).stdout

    def test_json_is_as_in_the_lists(self, home: Path) -> None:
        own(home)
        assert say_json("show", "glute-bridge") in say_json("exercises")
        assert say_json("show", "after-work") in say_json("routines")

    @pytest.mark.parametrize("name", ["after-work", "after WORK", "after-work.toml", "FILE"])
    def test_routine(self, name: str, home: Path) -> None:
        path = own(home)
        card = run("show", str(path) if name == "FILE" else name).stdout
        assert card.startswith("After work\nafter-work\n\nShort.\n\n1.  Cat-cow")
        assert "2x30s each side  slowly" in card
        assert card.splitlines()[-1] == "Together: 4 min"

    def test_wraps_to_the_terminal(self, home: Path) -> None:
        code, shown = run_in_terminal("show", "glute-bridge", env={"COLUMNS": "50"})
        assert code == 0
        assert max(map(len, shown.splitlines())) <= 50
        code, shown = run_in_terminal("exercises", env={"COLUMNS": "60"})
        assert max(map(len, shown.splitlines())) <= 60


class TestHistory:
    def test_empty(self, home: Path) -> None:
        result = run("history")
        assert (result.returncode, result.stdout) == (0, "No sessions yet. Start one with: limberup\n")
        assert say_json("history") == []
        assert len(run("history", "--csv").stdout.splitlines()) == 1
        assert not any(home.iterdir())

    def test_plain_is_newest_first(self, home: Path) -> None:
        record(home, 1)
        record(home, 2, pain_at_rest=None, pain_moving=None, pain_after=None, effort=None, finished=False)
        lines = run("history").stdout.splitlines()
        cells = [[part.strip() for part in line.split("  ") if part] for line in lines]
        assert cells[1:] == [
            ["00000002", "2026-11-02 08:30", "After work", "12 min", "- -> -", "-", "FULL, not finished"],
            ["00000001", "2026-11-01 08:30", "After work", "12 min", "4 -> 3", "6", "FULL"],
        ]

    def test_json_and_limit(self, home: Path) -> None:
        made = [record(home, number) for number in (1, 2, 3)]
        found = say_json("history", "--limit", "2")
        assert [one["id"] for one in found] == [made[2].id, made[1].id]
        assert found[0]["started"] == "2026-11-03T08:30:00+00:00"
        assert found[0]["decisions"] == ["G8 FULL: nothing speaks against it"]
        assert found[0]["exercises"] == [
            {
                "id": "glutes/glute-bridge",
                "dose": "2x10 2s",
                "work": [
                    {"side": "", "reps": 10, "hold": 0, "confirmed": True},
                    {"side": "", "reps": 8, "hold": 0, "confirmed": False},
                ],
                "hurts": [{"pain": 5, "sharp": True, "leg": "down"}],
                "marks": ["eased"],
            }
        ]

    def test_csv_is_a_row_an_exercise(self, home: Path) -> None:
        one = record(home).entries[0]
        record(home, 2, entries=(one, one))
        record(home, 3, entries=())
        rows = list(csv.DictReader(io.StringIO(run("history", "--csv").stdout)))
        assert [row["started"][8:10] for row in rows] == ["03", "02", "02", "01"]
        assert rows[0]["exercise"] == ""
        assert rows[1]["exercise"] == "glutes/glute-bridge"
        assert rows[1]["work"] == "10; 8?"
        assert rows[1]["hurts"] == "hurt 5 sharp leg down"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "\x00="])
    def test_csv_has_no_formula(self, start: str, home: Path) -> None:
        record(home, routine=f'{start}HYPERLINK("x")', note=f"{start}1,\nand more")
        row = next(csv.DictReader(io.StringIO(run("history", "--csv").stdout)))
        # What is read from a file has blanks for its tabs before it comes here.
        sign = "" if start == "\t" else "'"
        shown = start.replace("\t", " ").replace("\x00", "")
        assert row["routine"] == f'{sign}{shown}HYPERLINK("x")'
        assert row["note"] == f"{sign}{shown}1,\nand more"

    def test_damaged_file_is_named(self, home: Path) -> None:
        record(home)
        path = home / "history" / "2026" / "20261105T083000Z-00000005.toml"
        path.write_text("schema = 1\nstarted = nonsense\n")
        result = run("history")
        assert result.returncode == 1
        assert result.stderr.startswith(f"limberup: {path}: line 2")
        assert "2026-11-01" in result.stdout
        assert path.read_text() == "schema = 1\nstarted = nonsense\n"

    def test_nothing_but_damage_is_not_an_empty_history(self, home: Path) -> None:
        (home / "history" / "2026").mkdir(parents=True)
        (home / "history" / "2026" / "20261105T083000Z-00000005.toml").write_text("")
        result = run("history")
        assert (result.returncode, result.stdout) == (1, "")
        assert run("history", "--json").stdout == "[]\n"

    def test_home_that_is_a_file(self, home: Path) -> None:
        (home / "file").write_text("")
        line = one_line(run("history", env={"LIMBERUP_HOME": str(home / "file")}))
        assert "cannot be read: not a directory" in line


class TestPlay:
    @pytest.mark.parametrize("name", ["after-work", "After Work", "after-work.toml", "FILE"])
    def test_own_routine(self, name: str, home: Path) -> None:
        path = own(home)
        code, shown = run_in_terminal("play", str(path) if name == "FILE" else name)
        assert (code, shown) == (7, "RUN False True After work False\n")

    @pytest.mark.parametrize("name", ["core-stability/steady-core", "steady-core", "Steady core"])
    def test_routine_of_a_pack(self, name: str, home: Path) -> None:
        assert run_in_terminal("--safe", "play", name) == (7, "RUN True True Steady core False\n")

    def test_own_routine_comes_before_a_pack_s(self, home: Path) -> None:
        own(home, ROUTINE, "steady-core.toml")
        assert "After work" in run_in_terminal("play", "steady-core")[1]
        assert "Steady core" in run_in_terminal("play", "core-stability/steady-core")[1]

    def test_resume(self, home: Path) -> None:
        assert run_in_terminal("play", "--resume") == (7, "RUN False False None True\n")

    def test_bare(self, home: Path) -> None:
        assert run_in_terminal() == (7, "RUN False False None False\n")
        assert run_in_terminal(env={"LIMBERUP_SAFE": "1"}) == (7, "RUN True False None False\n")

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (ROUTINE.replace("cat-cow", "cat-cwo"), "line 6, step 1, do: no exercise 'spinal-mobility/cat-cwo'"),
            (ROUTINE.replace('"1x8"', '"1x8 each side"'), "line 7, step 1, dose: Cat-cow works both sides at once"),
            (ROUTINE.replace("dose =", "doze =", 1), "there is no key 'doze'. Did you mean 'dose'?"),
            (ROUTINE.replace('"1x8"', "1x8"), "is not TOML"),
        ],
    )
    @pytest.mark.parametrize("by", ["name", "file"])
    def test_broken_file_is_one_line_and_unchanged(self, text: str, words: str, by: str, home: Path) -> None:
        path = own(home, text)
        before = path.stat()
        line = one_line(run("play", str(path) if by == "file" else "after-work"))
        assert line.startswith(f"limberup: {path}: ")
        assert words in line
        assert path.read_text("utf-8") == text
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert [place.name for place in home.rglob("*.toml")] == ["after-work.toml"]

    def test_all_mistakes_are_told(self, home: Path) -> None:
        own(home, ROUTINE.replace("cat-cow", "cat-cwo").replace("figure-4", "figure-5"))
        result = run("play", "after-work")
        assert result.returncode == 2
        assert [line.startswith("limberup: ") for line in result.stderr.splitlines()] == [True, True]

    def test_two_of_one_name(self, home: Path) -> None:
        own(home)
        own(home, name="another.toml")
        assert "Write after-work or another" in one_line(run("play", "After work"))

    def test_folder_in_place_of_a_file(self, home: Path) -> None:
        (home / "x.toml").mkdir()
        assert "is a folder" in one_line(run("play", str(home / "x.toml")))

    def test_file_name_with_blanks(self, home: Path) -> None:
        path = home / "My Routine.toml"
        path.write_text(ROUTINE, "utf-8")
        assert run_in_terminal("play", str(path))[0] == 7

    def test_home_that_is_a_file(self, home: Path) -> None:
        (home / "file").write_text("")
        for args in ([], ["play", "steady-core"], ["play", "--resume"]):
            code, shown = run_in_terminal(*args, env={"LIMBERUP_HOME": str(home / "file")})
            assert code == 2
            assert "is a file, and limberup needs a folder there" in shown
            assert shown.count("\n") == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_home_that_cannot_be_written(self, home: Path) -> None:
        home.chmod(0o500)
        try:
            code, shown = run_in_terminal()
        finally:
            home.chmod(stat.S_IRWXU)
        assert code == 2
        assert "cannot be written to" in shown
