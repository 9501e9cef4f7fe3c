"""`limberup routine`: made, checked, put in order, handed out and taken over, as files and from standard input."""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.tui.program import home, run

__all__ = ["home"]

GIVEN = """\
# For Monday.
name = "After the garden"

[[step]]
do = "spinal-mobility/cat-cow"   # first
dose = "1 x 8"

[[step]]
do = "glute-bridge"
dose = "3x10 2s, rest 45s"
note = "No arch."
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Return the file of a routine that somebody sent."""
    path = tmp_path / "given.toml"
    path.write_text(GIVEN, "utf-8")
    return path


def own(home: Path) -> dict[str, str]:
    """Return the files of the own routines."""
    return {path.name: path.read_text("utf-8") for path in sorted((home / "routines").glob("*"))}


def test_alone_it_says_what_there_is(home: Path) -> None:
    done = run("routine")
    assert done.returncode == 2
    assert done.stderr == (
        "limberup: say what to do: new, check, format, export or import. See limberup routine --help\n"
    )


# new


def test_a_new_routine_is_in_order_and_in_its_usual_form(home: Path) -> None:
    made = run("routine", "new", "After work")
    assert (made.returncode, made.stderr) == (0, "")
    path = home / "routines" / "after-work.toml"
    assert made.stdout.strip() == str(path)
    assert path.stat().st_mode & 0o777 == 0o600
    checked = run("routine", "check", "after-work")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("After work: 3 steps, ")
    assert checked.stdout.endswith("Nothing is wrong with it.\n")
    assert run("routine", "format", "after-work").stdout == path.read_text("utf-8")


def test_a_new_routine_replaces_none(home: Path) -> None:
    run("routine", "new", "After work")
    path = home / "routines" / "after-work.toml"
    path.write_text("mine", "utf-8")
    again = run("routine", "new", "After  Work!")
    assert again.returncode == 1
    assert "is there already. Choose another name" in again.stderr
    assert path.read_text("utf-8") == "mine"
    assert run("routine", "new", " \x1b ").returncode == 2


# check


def test_check_names_every_fault_with_its_line(home: Path, given: Path) -> None:
    given.write_text(GIVEN.replace("1 x 8", "1x").replace("note", "notes"), "utf-8")
    checked = run("routine", "check", str(given))
    assert checked.returncode == 1
    lines = checked.stderr.splitlines()
    assert len(lines) == 2
    assert any("line 6, step 1, dose: '1x' is not a dose: write it like" in line for line in lines)
    assert any("there is no key 'notes'. Did you mean 'note'?" in line for line in lines)


def test_check_as_json(home: Path, given: Path) -> None:
    good = json.loads(run("routine", "check", "--json", str(given)).stdout)
    assert (good["healthy"], good["name"], good["steps"], good["problems"]) == (True, "After the garden", 2, [])
    given.write_text(GIVEN.replace("cat-cow", "cat-caw"), "utf-8")
    checked = run("routine", "check", "--json", str(given))
    assert (checked.returncode, checked.stderr) == (1, "")
    (problem,) = json.loads(checked.stdout)["problems"]
    assert (problem["line"], problem["place"]) == (5, "line 5, step 1, do")
    assert "Did you mean 'spinal-mobility/cat-cow'?" in f"{problem['what']} {problem['remedy']}"


def test_check_reads_standard_input(home: Path) -> None:
    checked = run("routine", "check", "-", stdin=None, input=GIVEN)
    assert (checked.returncode, checked.stdout) == (0, "After the garden: 2 steps, 6 min. Nothing is wrong with it.\n")
    wrong = run("routine", "check", "-", stdin=None, input="name = 3")
    assert wrong.returncode == 1
    assert "standard input: line 1, name: must be a text" in wrong.stderr


def test_what_cannot_be_read_is_two(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"name = '\xff'")
    (tmp_path / "huge.toml").write_bytes(b"#" * 1_000_001)
    os.mkfifo(tmp_path / "pipe.toml")
    for name, words in (
        ("gone.toml", "there is no such file"),
        ("bytes.toml", "line 1: is not UTF-8 text"),
        ("huge.toml", "is larger than 1 MB"),
        ("pipe.toml", "is not a plain file"),
        (".", "is a folder, not a file"),
    ):
        for command in ("check", "format", "import"):
            done = run("routine", command, str(tmp_path / name))
            if (command, name) != ("import", "huge.toml"):
                assert (done.returncode, words in done.stderr) == (2, True), (command, name, done.stderr)
            assert len(done.stderr.splitlines()) == 1


# format


def test_format_prints_or_writes(home: Path, given: Path) -> None:
    smooth = run("routine", "format", str(given))
    assert smooth.returncode == 0
    assert '# For Monday.\nname = "After the garden"\n' in smooth.stdout
    assert 'do = "spinal-mobility/cat-cow"  # first\ndose = "1x8"\n' in smooth.stdout
    assert 'dose = "3x10 2s rest 45s"\n' in smooth.stdout
    assert given.read_text("utf-8") == GIVEN
    given.chmod(0o644)
    link = given.with_name("link.toml")
    link.symlink_to(given)
    assert run("routine", "format", "--write", str(link)).stdout == ""
    assert given.read_text("utf-8") == smooth.stdout
    assert link.is_symlink()
    assert given.stat().st_mode & 0o777 == 0o644


def test_format_changes_nothing_that_is_wrong(home: Path, given: Path) -> None:
    given.write_text(GIVEN.replace("note", "notes"), "utf-8")
    before = given.read_bytes()
    done = run("routine", "format", "--write", str(given))
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no key 'notes'" in done.stderr
    assert given.read_bytes() == before
    assert run("routine", "format", "--write", "-", stdin=None, input=GIVEN).returncode == 2


# export


def test_what_is_exported_can_be_imported(home: Path, given: Path, tmp_path: Path) -> None:
    assert run("routine", "import", str(given), "--by", "Anna", "--yes").returncode == 0
    out = tmp_path / "out.toml"
    assert run("routine", "export", "after-the-garden", "--toml", str(out)).returncode == 0
    assert out.read_text("utf-8") == own(home)["after-the-garden.toml"]
    assert run("routine", "export", "after-the-garden").stdout == out.read_text("utf-8")
    again = run("routine", "export", "after-the-garden", "--toml", str(out))
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert run("routine", "export", "after-the-garden", "--toml", str(out), "--force").returncode == 0


def test_what_is_printed_is_the_file_whatever_the_letters_of_the_terminal(home: Path, given: Path) -> None:
    given.write_text(GIVEN.replace("No arch.", "Fl\u00e4che \u2013 \U0001f642"), "utf-8")
    for command in ("format", "export"):
        done = run("routine", command, str(given), env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        assert 'note = "Fl\u00e4che \u2013 \U0001f642"' in done.stdout
    # A file need not end in .toml.
    other = given.rename(given.with_name("given.txt"))
    assert "After the garden" in run("routine", "export", str(other)).stdout


def test_names_from_the_command_line_are_harmless_and_fit(home: Path, given: Path) -> None:
    done = run("routine", "import", str(given), "--yes", "--by", "An\x1b[31mna\n", "--as", "x" * 99)
    assert done.returncode == 0, done.stderr
    data = tomllib.loads(own(home)[f"{'x' * 60}.toml"])
    assert (data["name"], data["given_by"]) == ("x" * 80, "An[31mna")
    assert run("routine", "check", "x" * 60).returncode == 0


def test_closed_standard_input_is_one_line(home: Path) -> None:
    line = f"{shlex.quote(sys.executable)} -m limberup_tui routine check - <&-"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, "limberup: standard input: is closed\n")


def test_a_packs_routine_is_exported_with_whole_names(home: Path) -> None:
    data = tomllib.loads(run("routine", "export", "strong-hips").stdout)
    assert all("/" in step["do"] for step in data["step"])
    assert run("routine", "export", "strong-hips", "--toml", "-").stdout.startswith('name = "Strong hips"')
    assert run("routine", "export", "strong-hipz").returncode == 2


def test_a_sheet_to_print(home: Path, given: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    assert run("routine", "export", str(given), "--html", str(sheet)).returncode == 0
    text = sheet.read_text("utf-8")
    assert "After the garden" in text
    assert "<svg" in text
    assert run("routine", "export", str(given), "--html", "-").stdout.startswith("<!DOCTYPE html>")
    assert run("routine", "export", str(given), "--html", "a", "--toml", "b").returncode == 2


# import


def test_it_is_looked_at_and_kept_only_when_told(home: Path, given: Path) -> None:
    seen = run("routine", "import", str(given), "--by", "Anna")
    assert seen.returncode == 1
    assert "After the garden, from Anna: about 6 min" in seen.stdout
    assert "Cat-cow: 8 times" in seen.stdout
    assert '"No arch."' in seen.stdout
    assert "2 as sent." in seen.stdout
    assert seen.stderr == "limberup: nothing was kept. Add --yes to keep it\n"
    assert own(home) == {}
    kept = run("routine", "import", str(given), "--by", "Anna", "--yes")
    assert kept.returncode == 0
    assert "Start it with: limberup play after-the-garden" in kept.stdout
    data = tomllib.loads(own(home)["after-the-garden.toml"])
    assert data["given_by"] == "Anna"
    assert "given" in data
    listed = run("routines")
    assert "from Anna" in next(line for line in listed.stdout.splitlines() if line.startswith("after-the-garden"))
    row = json.loads(run("routines", "--json").stdout)[0]
    assert (row["given_by"], row["given"]) == ("Anna", data["given"].isoformat())


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 1), (b"\n", 1)])
def test_in_a_terminal_it_asks(home: Path, given: Path, answer: bytes, code: int) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = run("routine", "import", str(given), stdin=theirs)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == code
    assert "Keep it as after-the-garden.toml? [y/N]" in done.stdout
    assert bool(own(home)) is (code == 0)


def test_the_rules_of_this_person_judge_it(home: Path, given: Path) -> None:
    (home / "person.toml").write_text('schema = 1\nconditions = ["no_floor"]\n', "utf-8")
    seen = run("routine", "import", str(given))
    assert "2 done differently." in seen.stdout
    assert "it means getting down to the floor. (rule X)" in " ".join(seen.stdout.split())


def test_a_mail_on_standard_input(home: Path) -> None:
    mail = "Hi,\r\n" + "".join(f"> {line}\r\n" for line in GIVEN.replace('"', "\u201d").splitlines())
    done = run("routine", "import", "-", "--yes", stdin=None, input=mail)
    assert done.returncode == 0, done.stderr
    assert "Taken out of a mail" in done.stdout
    assert list(own(home)) == ["after-the-garden.toml"]


def test_nothing_is_ever_replaced_or_hidden(home: Path, given: Path) -> None:
    run("routine", "import", str(given), "--yes")
    first = own(home)["after-the-garden.toml"]
    again = run("routine", "import", str(given), "--yes")
    assert again.returncode == 1
    assert "is there already, as after-the-garden" in again.stderr
    given.write_text(GIVEN.replace("1 x 8", "1x5"), "utf-8")
    other = run("routine", "import", str(given), "--by", "Ben", "--yes")
    assert other.returncode == 0
    assert "one would be called 'After the garden (Ben)'" in " ".join(other.stdout.split())
    taken = run("routine", "import", str(given), "--as", "After the garden", "--yes")
    assert taken.returncode == 1
    assert "Give it another name, such as 'After the garden 2'" in taken.stderr
    assert run("routine", "import", str(given), "--as", "Third", "--yes").returncode == 0
    # The name of a pack's routine stays that of the pack's.
    assert run("routine", "import", str(given), "--as", "Strong hips", "--yes").returncode == 1
    files = own(home)
    assert list(files) == ["after-the-garden-ben.toml", "after-the-garden.toml", "third.toml"]
    assert files["after-the-garden.toml"] == first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 'a\x1b[2Jb'", "line 1: has a control character (code 27), and text has none"),
        ("name = 'a'\x00", "has a control character (code 0)"),
        ("x = " + "[" * 50_000, "is nested too deeply"),
        ("x" * 200_000, "is larger than 100 kB"),
        ("{" * 50_000, "is not JSON"),
        ("", "is empty"),
        ("[bold red]hi[/]", "is not TOML"),
    ],
    ids=["escape", "nul", "deep", "long", "json", "empty", "markup"],
)
def test_hostile_text_is_one_clear_line(home: Path, text: str, words: str) -> None:
    done = run("routine", "import", "-", "--yes", stdin=None, input=text)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr
    assert "\x1b" not in done.stderr
    assert own(home) == {}


def test_a_list_of_exercises_and_a_draft_of_the_rest(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "my-list.json"
    path.write_text(json.dumps(["Plank", {"id": "Bench_Press", "name": "Bench Press"}, "Cat Stretch"]), "utf-8")
    draft = tmp_path / "my-pack"
    done = run("routine", "import", str(path), "--yes", "--draft", str(draft))
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.split())
    assert "1 of the 3 exercises are ones that limberup has." in words
    assert "Bench Press: no safety tags: limberup can't tell whom it would hurt." in words
    assert "Cat Stretch: is like Cat-cow (spinal-mobility/cat-cow), but ours goes the other way too." in words
    data = tomllib.loads(own(home)["my-list.toml"])
    assert (data["name"], [step["do"] for step in data["step"]]) == ("My list", ["core-stability/forearm-plank"])
    assert run("packs", "check", str(draft)).returncode == 1
    none = run("routine", "import", "-", "--yes", stdin=None, input='["Bench Press"]')
    assert none.returncode == 1
    assert "none of its exercises is one that limberup has" in none.stderr
    assert run("routine", "import", "-", "--draft", "x", stdin=None, input=GIVEN).returncode == 2
