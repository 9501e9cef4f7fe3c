"""The command line as a person or a program meets it: exit codes, what is printed where, and what is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from tests.tui.program import ROUTINE, home, one_line, own, record, run

from limberup_tui.cli import COMMANDS, main

__all__ = ["home"]


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
