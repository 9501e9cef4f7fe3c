"""The lists that the command line prints: exercises, routines, packs and the history."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.tui.program import home, one_line, own, record, run, say_json

__all__ = ["home"]

EXERCISE_KEYS = [
    *("id", "slug", "pack", "name", "aliases", "purpose", "kind", "position", "start_position", "side"),
    *("equipment", "equipment_optional", "muscles", "start", "target", "start_note", "target_note"),
    *("easier", "harder", "tags", "cautions", "how", "feel", "mistake", "stop", "breathing"),
    *("shown", "from_week", "needs_target", "sources", "catalogue"),
]


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
