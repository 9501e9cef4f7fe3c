"""`limberup packs install`, `remove`, `on` and `off`."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.texts import tr
from limberup_tui import completing
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
    pyproject.toml is copied into the packs folder. Of NAME, limberup-pack-NAME is tried first.
    """
    from limberup_tui import installing

    setting = ctx.ensure_object(Setting)
    before = setting.load()
    folder = Path(what)
    if (folder / "pack.toml").is_file() and not (folder / "pyproject.toml").is_file():
        _copy(folder, setting.home(), before)
    else:
        environment = installing.find_environment()
        *shorts, wanted = installing.candidates(what)
        # Of a pack whose own name is given, what packs are called as a rule: the bare name may be anybody's.
        if not any(_run(ctx, environment, installing.add_command(environment, name), last=False) for name in shorts):
            _run(ctx, environment, installing.add_command(environment, wanted))
    ctx.exit(_show_new(before, setting.load(fresh=True)))


@click.command()
@click.argument("name", metavar="NAME", shell_complete=completing.other_packs)
@click.option("--yes", is_flag=True, help=tr("Don't ask."))
@click.pass_context
def remove(ctx: click.Context, name: str, yes: bool) -> None:
    """Remove a pack. Routines and history stay; a step of it is then passed over, with a word.

    NAME is the pack's id or what was installed.
    """
    from limberup.problem import LimberupError, Problem
    from limberup_tui import installing
    from limberup_tui.installed import find_installed, installed_packs

    # Found by its name alone: a pack that is broken, or hangs when it is asked, must be easy to get rid of.
    home = ctx.ensure_object(Setting).home()
    info = find_installed(home, name)
    assert info is not None
    if info.is_ours:
        remedy = tr("limberup packs off {id} leaves it out").format(id=info.id)
        raise LimberupError(Problem(info.id, "", tr("comes with limberup"), remedy))
    others = [one.id for one in installed_packs(home) if one.distribution == info.distribution and one != info]
    also = tr(" and with it {others}").format(others=", ".join(others)) if info.distribution and others else ""
    if not yes and not click.confirm(
        tr("Remove {pack} ({distribution}){also}?").format(
            pack=info.name, distribution=info.distribution or info.folder, also=also
        )
    ):
        say(tr("Nothing was removed."))
        ctx.exit(1)
    if info.distribution:
        environment = installing.find_environment()
        _run(ctx, environment, installing.remove_command(environment, info.distribution))
    elif info.folder:
        _delete(info.folder)
    say(tr("{pack} is removed. Your routines and your history are as they were.").format(pack=info.name))


@click.command()
@click.argument("name", metavar="NAME", shell_complete=completing.packs)
@click.pass_context
def on(ctx: click.Context, name: str) -> None:
    """Use a pack that was switched off, or that is new."""
    from limberup.files import locked
    from limberup.packs.choices import brings, find_pack, load_choices, save_choices

    setting = ctx.ensure_object(Setting)
    home = setting.home()
    info = find_pack(setting.load(), name)
    with locked(home.config / ".packs.lock"):
        save_choices(home.pack_choices, load_choices(home.pack_choices).with_seen(info).with_off(info.id, False))
    _say_all(tr("{pack} is on.").format(pack=info.name), *brings(info))


@click.command()
@click.argument("name", metavar="NAME", shell_complete=completing.packs)
@click.pass_context
def off(ctx: click.Context, name: str) -> None:
    """Leave a pack out, though it stays installed."""
    from limberup.files import locked
    from limberup.packs.choices import find_pack, load_choices, save_choices
    from limberup_tui.installed import find_installed, installed_packs

    setting = ctx.ensure_object(Setting)
    home = setting.home()
    seen = load_choices(home.pack_choices).seen
    found = find_installed(home, name, missing_ok=any(one.folder is None for one in installed_packs(home)))
    if found and found.folder:
        id_, called = found.id, found.name
    elif name in seen:
        id_ = called = name
    else:
        # One that tells by its hook alone what it brings, and under which id.
        info = find_pack(setting.load(), name)
        id_, called = info.id, info.name
    with locked(home.config / ".packs.lock"):
        save_choices(home.pack_choices, load_choices(home.pack_choices).with_off(id_, True))
    say(tr("{pack} is off.").format(pack=called))


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
        raise LimberupError(
            Problem(
                str(folder),
                "",
                tr("there is a pack {pack!r} already").format(pack=pack.id),
                tr("Remove that one first"),
            )
        )
    make_folder(home.packs)
    beside = place.with_name(f".{pack.id}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        # Links are copied as links: where they lead out of the pack, the reader refuses them.
        shutil.copytree(folder, beside, symlinks=True, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        beside.replace(place)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(beside, ignore_errors=True)
        reason = (getattr(error, "strerror", None) or tr("something in it cannot be read")).lower()
        raise LimberupError(Problem(str(folder), "", tr("cannot be copied: {reason}").format(reason=reason))) from None


def _delete(folder: Path) -> None:
    from limberup.problem import LimberupError, Problem, reason_of

    try:
        # A link that somebody put into the packs folder is taken away, and not what it leads to.
        folder.unlink() if folder.is_symlink() else shutil.rmtree(folder)
    except OSError as error:
        reason = reason_of(error)
        raise LimberupError(Problem(str(folder), "", tr("cannot be removed: {reason}").format(reason=reason))) from None


def _run(ctx: click.Context, environment: object, command: list[str], *, last: bool = True) -> bool:
    """Let pip, pipx or uv do it, with all that they say; or say what to type.

    Returns:
        Whether it was done; with `last` the program ends where it was not.
    """
    from limberup.problem import reason_of
    from limberup_tui.installing import Environment, why_not

    assert isinstance(environment, Environment)
    shown = shlex.join(command)
    if reason := why_not(environment):
        instead = "pipx install limberup, then pipx inject limberup NAME" if environment.managed else shown
        complain(
            [tr("{reason}, so it can't be done from here. Type: {instead}").format(reason=reason, instead=instead)]
        )
        ctx.exit(1)
    say(shown)
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        complain([tr("{command} cannot be run: {reason}").format(command=command[0], reason=reason_of(error))])
        ctx.exit(1)
    if done.returncode and last:
        complain(
            [
                tr("{command} did not succeed (its exit code is {returncode}); nothing else was changed").format(
                    command=command[0], returncode=done.returncode
                )
            ]
        )
        ctx.exit(1)
    return done.returncode == 0


def _show_new(before: Loaded, after: Loaded) -> int:
    """Tell what was not there before; return the exit code."""
    from limberup.packs.choices import brings, fingerprint

    def known(info: PackInfo) -> tuple[str, str, str]:
        return info.id, info.distribution, fingerprint(info)

    old = set(map(known, before.infos))
    new = [info for info in after.infos if known(info) not in old]
    if not new:
        complain([tr("it is installed, but brings no pack that was not there before")])
        return 1
    for info in new:
        _say_all(f"{info.name} {info.version}".rstrip(), *(brings(info) or map(str, info.problems)))
    return 0 if all(info.healthy for info in new) else 1
