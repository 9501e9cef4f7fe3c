"""What the author of a pack has: a project to begin with, a check that watches, and a preview that follows."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from textual.pilot import Pilot
from textual.widgets import Static

from limberup.packs.manager import Loaded
from limberup.packs.template import make_project
from limberup_tui.cli import limberup
from limberup_tui.preview import PreviewApp, PreviewScreen
from limberup_tui.previewed import Previewed
from limberup_tui.watch import Watch, changes
from limberup_tui.widgets.figure import FigureView

EXAMPLE = Path(__file__).parents[2] / "examples" / "limberup-pack-walking-balance"
DEADLINE = 30.0

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(limberup, ["--safe", "packs", *words])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the example's pack, to be changed."""
    return shutil.copytree(EXAMPLE / "src" / "limberup_pack_walking_balance", tmp_path / "walking")


def write(file: Path, old: str, new: str) -> None:
    """Change one place in a file, as an editor does: beside it, and then in its place."""
    text = file.read_text("utf-8")
    assert old in text
    beside = file.with_suffix(".part")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    beside.replace(file)


# packs new


def test_new_makes_a_project_and_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    done = run("new", "my-balance")
    assert done.exit_code == 0
    said = done.stdout.splitlines()
    assert said[0] == "my-balance: a pack with one exercise and one routine. Next:"
    assert "  cd my-balance" in said
    assert "  limberup packs check src/limberup_pack_my_balance --watch" in said
    checked = run("check", "my-balance/src/limberup_pack_my_balance")
    assert (checked.exit_code, checked.stdout) == (
        0,
        "my-balance: 1 exercise, 1 routine, 0 guides. Nothing is wrong with it.\n",
    )
    assert (tmp_path / "my-balance" / "pyproject.toml").is_file()


def test_new_makes_it_where_it_is_told_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my work").mkdir()
    done = run("new", "hips", "--folder", "my work")
    assert done.exit_code == 0
    assert "  cd 'my work/hips'" in done.stdout.splitlines()
    assert (tmp_path / "my work" / "hips" / "src" / "limberup_pack_hips" / "pack.toml").is_file()


@pytest.mark.parametrize("words", [("Hips",), ("glutes",), ("made",), ("hips", "--folder", "gone")])
def test_new_refuses_in_one_line_and_makes_nothing(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "made").mkdir()
    before = sorted(tmp_path.rglob("*"))
    from limberup_tui.cli import main

    assert main(["--safe", "packs", "new", *words]) == 2
    assert [path for path in sorted(tmp_path.rglob("*")) if "home" not in path.parts] == before


def test_a_refusal_is_one_line(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    from limberup_tui.cli import main

    assert main(["--safe", "packs", "new", "My Pack"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "limberup: packs new: 'My Pack' is no name for a pack: a-z, 0-9 and single hyphens, at most 60 characters. "
        "Try 'my-pack'\n"
    )


# packs check


def test_the_check_leads_from_the_project_to_the_pack_in_it(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "hips")
    from limberup_tui.cli import main

    assert main(["--safe", "packs", "check", "hips"]) == 2
    assert "there is no pack.toml in it. Try hips/src/limberup_pack_hips" in capsys.readouterr().err


def test_watch_is_not_for_programs(run: Run, pack: Path) -> None:
    done = run("check", str(pack), "--watch", "--json")
    assert done.exit_code == 2


@pytest.fixture
def watching(pack: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start `packs check --watch` on the pack; both streams come through one pipe."""
    command = [sys.executable, "-m", "limberup_tui", "--safe", "packs", "check", str(pack), "--watch"]
    environ = {**os.environ, "LIMBERUP_HOME": str(tmp_path / "home")}
    # Whoever runs the tests in the background may ignore Ctrl+C, and a program inherits that.
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environ, preexec_fn=heed
    ) as process:
        yield process
        process.kill()


def read_until(process: subprocess.Popen[bytes], text: str) -> str:
    """Return what a process says until a text is in it."""
    assert process.stdout is not None
    found = ""
    deadline = time.monotonic() + DEADLINE
    while text not in found:
        left = deadline - time.monotonic()
        assert left > 0, f"no {text!r} in {found!r}"
        if select.select([process.stdout], [], [], left)[0]:
            more = os.read(process.stdout.fileno(), 65536)
            assert more, found
            found += more.decode()
    return found


def test_watch_checks_again_at_each_change_and_ends_at_ctrl_c(watching: subprocess.Popen[bytes], pack: Path) -> None:
    good = "walking-balance: 6 exercises, 1 routine, 1 guide. Nothing is wrong with it.\n"
    assert read_until(watching, "\n") == good
    write(pack / "exercises" / "calf-raise.toml", "feel = ", "feels = ")
    wrong = read_until(watching, "Did you mean 'feel'?")
    assert wrong.startswith("-" * 40 + "\nlimberup: walking/")
    assert "walking/exercises/calf-raise.toml: line 25, feels: there is no key 'feels'" in wrong
    write(pack / "exercises" / "calf-raise.toml", "feels = ", "feel = ")
    assert read_until(watching, "Nothing is wrong with it.\n").endswith("-" * 40 + "\n" + good)
    # A file that is gone for a moment ends nothing.
    (pack / "pack.toml").rename(pack / "pack.away")
    assert read_until(watching, "there is no pack.toml in it").startswith("-" * 40)
    (pack / "pack.away").rename(pack / "pack.toml")
    assert read_until(watching, good)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(DEADLINE) == 130
    assert watching.stdout is not None
    assert b"Traceback" not in watching.stdout.read()


def test_a_watch_sees_files_that_change_come_and_go(pack: Path) -> None:
    watch = Watch(pack)
    assert watch.look() == frozenset()
    file = pack / "exercises" / "calf-raise.toml"
    write(file, "Calf raise", "Raise of the calf")
    (pack / "guides" / "new.toml").write_text("")
    (pack / "notes.txt").write_text("")
    assert watch.look() == {file, pack / "guides" / "new.toml"}
    (pack / "guides" / "new.toml").unlink()
    assert watch.look() == {pack / "guides" / "new.toml"}
    shutil.rmtree(pack)
    assert file in watch.look()
    assert watch.look() == frozenset()


def test_changes_come_at_once_and_then_when_something_was_saved(pack: Path) -> None:
    file = pack / "pack.toml"
    waits: list[int] = []

    def wait() -> None:
        waits.append(1)
        if len(waits) == 3:
            write(file, "Walking and balance", "Walking, and balance")

    found = changes(pack, wait)
    assert next(found) == frozenset()
    assert waits == []
    assert next(found) == {file}
    assert len(waits) == 3


# packs preview


def test_without_a_terminal_the_card_is_printed_once(run: Run, pack: Path) -> None:
    done = run("preview", str(pack / "exercises" / "side-step.toml"))
    assert done.exit_code == 0
    assert done.stdout.startswith("Side steps along a counter\nwalking-balance/side-step\n")
    write(pack / "exercises" / "side-step.toml", 'pose = "standing-front"', 'pose = "stand-front"')
    broken = run("preview", str(pack / "exercises" / "side-step.toml"))
    assert broken.exit_code == 1
    assert broken.stdout == "No exercise can be shown.\n"
    assert "Did you mean 'standing-front'?" in broken.stderr


def test_the_one_that_was_saved_last_is_shown_until_another_is_saved(pack: Path, loaded: Loaded) -> None:
    for number, file in enumerate(sorted((pack / "exercises").iterdir())):
        os.utime(file, (number, number))
    found = Previewed(pack, loaded)
    assert found.slug == "weight-shift"
    assert found.exercise is not None
    assert found.exercise.name == "Weight shift at a counter"
    found.follow([pack / "exercises" / "calf-raise.toml"])
    assert found.slug == "calf-raise"
    # Other files lead nowhere, and one that was asked for stays.
    found.follow([pack / "pack.toml", pack / "routines" / "at-the-counter.toml"])
    assert found.slug == "calf-raise"
    asked = Previewed(pack, loaded, "easy-walk")
    asked.follow([pack / "exercises" / "calf-raise.toml"])
    assert asked.slug == "easy-walk"
    asked.step(-1)
    assert asked.slug == "calf-raise"
    asked.step(-1)
    assert asked.slug == "weight-shift"
    asked.step(1)
    assert asked.slug == "calf-raise"


def shown(screen: PreviewScreen, name: str) -> str:
    """Return the text of a part of the screen."""
    return str(screen.query_one(f"#{name}", Static).render())


def figures(screen: PreviewScreen) -> list[list[str]]:
    """Return the rows of the three pictures."""
    views = screen.query(FigureView)
    return [["".join(one.text for one in view.render_line(y)) for y in range(view.size.height)] for view in views]


async def opened(pilot: Pilot[None]) -> PreviewScreen:
    """Return the screen once it has drawn."""
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, PreviewScreen)
    return screen


async def test_figure_and_card_are_drawn_anew_when_the_file_is_saved(pack: Path, loaded: Loaded) -> None:
    app = PreviewApp(Previewed(pack, loaded, "one-leg-stand"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert shown(screen, "wrong") == "Nothing is wrong with it."
        assert "Lift the other foot a little off the floor" in " ".join(shown(screen, "card").split())
        start, end, _ = figures(screen)
        assert start != end
        file = pack / "exercises" / "one-leg-stand.toml"
        write(file, "shin_b = -138", "shin_b = -170")
        write(file, "Lift the other foot a little", "Take the other foot a little")
        screen.look()
        await pilot.pause()
        assert figures(screen)[1] != end
        assert "Take the other foot a little" in " ".join(shown(screen, "card").split())


async def test_what_is_wrong_is_told_and_the_last_good_figure_stays(pack: Path, loaded: Loaded) -> None:
    app = PreviewApp(Previewed(pack, loaded, "one-leg-stand"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        before = figures(screen)[:2]
        file = pack / "exercises" / "one-leg-stand.toml"
        write(file, "feel = ", "feels = ")
        screen.look()
        await pilot.pause()
        said = shown(screen, "wrong")
        assert "feels: there is no key 'feels'. Did you mean 'feel'?" in said
        assert "Shown as it was when it could last be read." in said
        assert figures(screen)[:2] == before
        # Half a word of TOML, as it is while one types.
        write(file, "feels = ", "feel = [[")
        screen.look()
        await pilot.pause()
        assert "is not TOML" in shown(screen, "wrong")
        write(file, "feel = [[", "feel = ")
        screen.look()
        await pilot.pause()
        assert shown(screen, "wrong") == "Nothing is wrong with it."


async def test_keys_turn_it_round_stop_it_and_go_to_the_next(pack: Path, loaded: Loaded) -> None:
    app = PreviewApp(Previewed(pack, loaded, "one-leg-stand"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        end = figures(screen)[1]
        await pilot.press("m")
        assert figures(screen)[1] != end
        await pilot.press("m")
        assert figures(screen)[1] == end
        await pilot.press("space", "n")
        assert "Preview: Side steps along a counter" in str(screen.query_one(".title", Static).render())
        await pilot.press("p")
        assert figures(screen)[1] == end
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_pack_without_an_exercise_has_nothing_to_draw(tmp_path: Path, loaded: Loaded) -> None:
    folder = make_project("hips", tmp_path, 2026) / "src" / "limberup_pack_hips"
    shutil.rmtree(folder / "exercises")
    app = PreviewApp(Previewed(folder, loaded))
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await opened(pilot)
        assert "no exercise yet" in str(screen.query_one(".title", Static).render())
        await pilot.press("n", "m", "space")
        assert "Elsewhere in the pack: 1" in shown(screen, "wrong")
