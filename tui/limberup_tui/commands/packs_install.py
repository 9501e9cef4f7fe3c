"""`limberup packs install`, `remove`, `on` and `off`."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, say

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded, PackInfo
    from limberup.paths import Home

__all__ = ["install", "off", "on", "remove"]


@click.command()
@click.argument("what", metavar="NAME|WHEEL|FOLDER")
@click.pass_context
def install(ctx: click.Context, what: str) -> None:
    """Install a pack, and show what it brings.

    By pip, pipx or uv, whichever limberup itself was installed with; a folder that holds pack.toml and no
    pyproject.toml is copied into the packs folder.
    """
    from limberup_tui import installing

    setting = ctx.ensure_object(Setting)
    before = setting.load()
    folder = Path(what)
    if (folder / "pack.toml").is_file() and not (folder / "pyproject.toml").is_file():
        _copy(folder, setting.home(), before)
    else:
        wanted = installing.requirement(what)
        environment = installing.find_environment()
        _run(ctx, environment, installing.add_command(environment, wanted))
    ctx.exit(_show_new(before, setting.load(fresh=True)))


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_context
def remove(ctx: click.Context, name: str, yes: bool) -> None:
    """Remove a pack. Routines and history stay; a step of it is then passed over, with a word.

    NAME is the pack's id or what was installed.
    """
    from limberup.packs.choices import find_pack, is_ours
    from limberup.problem import LimberupError, Problem
    from limberup_tui import installing

    setting = ctx.ensure_object(Setting)
    loaded = setting.load()
    info = find_pack(loaded, name)
    if is_ours(info):
        remedy = f"limberup packs off {info.id} leaves it out"
        raise LimberupError(Problem(info.id, "", "comes with limberup", remedy))
    others = [one.id for one in loaded.infos if one.distribution == info.distribution and one is not info]
    also = f" and with it {', '.join(others)}" if info.distribution and others else ""
    if not yes and not click.confirm(f"Remove {info.name} ({info.distribution or info.origin}){also}?"):
        say("Nothing was removed.")
        ctx.exit(1)
    if info.distribution:
        environment = installing.find_environment()
        _run(ctx, environment, installing.remove_command(environment, info.distribution))
    else:
        _delete(Path(info.origin))
    say(f"{info.name} is removed. Your routines and your history are as they were.")


@click.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def on(ctx: click.Context, name: str) -> None:
    """Use a pack that was switched off, or that is new."""
    _switch(ctx.ensure_object(Setting), name, off=False)


@click.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def off(ctx: click.Context, name: str) -> None:
    """Leave a pack out, though it stays installed."""
    _switch(ctx.ensure_object(Setting), name, off=True)


def _switch(setting: Setting, name: str, *, off: bool) -> None:
    from limberup.files import locked
    from limberup.packs.choices import brings, find_pack, load_choices, save_choices

    home = setting.home()
    info = find_pack(setting.load(), name)
    with locked(home.config / ".packs.lock"):
        save_choices(home.pack_choices, load_choices(home.pack_choices).with_seen(info).with_off(info.id, off))
    _say_all(f"{info.name} is {'off' if off else 'on'}.", *(() if off else brings(info)))


def _say_all(*lines: str) -> None:
    for line in lines:
        say(line)


def _copy(folder: Path, home: Home, before: Loaded) -> None:
    """Put a folder that is a pack where such packs stand; nothing is overwritten.

    Raises:
        LimberupError: it is no whole pack, there is one of that id, or it can't be copied.
    """
    from limberup.packs.reader import read_pack
    from limberup.paths import make_folder
    from limberup.problem import LimberupError, Problem

    pack, problems = read_pack(folder)
    if pack is None:
        raise LimberupError(*problems)
    place = home.packs / pack.id
    if place.exists() or any(info.id == pack.id for info in before.infos):
        raise LimberupError(Problem(str(folder), "", f"there is a pack {pack.id!r} already", "Remove that one first"))
    make_folder(home.packs)
    beside = place.with_name(f".{pack.id}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        # Links are copied as links: where they lead out of the pack, the reader refuses them.
        shutil.copytree(folder, beside, symlinks=True, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        beside.replace(place)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(beside, ignore_errors=True)
        reason = (getattr(error, "strerror", None) or "something in it cannot be read").lower()
        raise LimberupError(Problem(str(folder), "", f"cannot be copied: {reason}")) from None


def _delete(folder: Path) -> None:
    from limberup.problem import LimberupError, Problem

    try:
        # A link that somebody put into the packs folder is taken away, and not what it leads to.
        folder.unlink() if folder.is_symlink() else shutil.rmtree(folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LimberupError(Problem(str(folder), "", f"cannot be removed: {reason}")) from None


def _run(ctx: click.Context, environment: object, command: list[str]) -> None:
    """Let pip, pipx or uv do it, with all that they say; or say what to type."""
    from limberup_tui.installing import Environment, why_not

    assert isinstance(environment, Environment)
    shown = shlex.join(command)
    if reason := why_not(environment):
        instead = "pipx install limberup, then pipx inject limberup NAME" if environment.managed else shown
        complain([f"{reason}, so it can't be done from here. Type: {instead}"])
        ctx.exit(1)
    say(shown)
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        complain([f"{command[0]} cannot be run: {(error.strerror or str(error)).lower()}"])
        ctx.exit(1)
    if done.returncode:
        complain([f"{command[0]} did not succeed (its exit code is {done.returncode}); nothing else was changed"])
        ctx.exit(1)


def _show_new(before: Loaded, after: Loaded) -> int:
    """Tell what was not there before; return the exit code."""
    from limberup.packs.choices import brings, fingerprint

    def known(info: PackInfo) -> tuple[str, str, str]:
        return info.id, info.distribution, fingerprint(info)

    old = set(map(known, before.infos))
    new = [info for info in after.infos if known(info) not in old]
    if not new:
        complain(["it is installed, but brings no pack that was not there before"])
        return 1
    for info in new:
        _say_all(f"{info.name} {info.version}".rstrip(), *(brings(info) or map(str, info.problems)))
    return 0 if all(info.healthy for info in new) else 1
