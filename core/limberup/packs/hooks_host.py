"""The process that finds the packs of others: `python -m limberup.packs.hooks_host`, started by `hooks_run` alone.

For each entry point it makes a process of its own, which imports the pack, asks its hook `limberup_packs` and ends.
So no pack can keep another from being found, whatever it does.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import NoReturn

import msgspec
import pluggy

from limberup.packs import hookspecs
from limberup.packs.cage import limit, told
from limberup.packs.child import READY, speak, take_channel
from limberup.packs.hooks_run import AT_ONCE, MAX_FOLDERS, MAX_SAID, SECONDS, Entry, Said
from limberup.packs.hookspecs import PackFolder
from limberup.texts import tr

__all__ = ["main", "said_by"]


@dataclass
class _Worker:
    """The process of one entry point."""

    pid: int
    pipe: int
    """What it writes its answer to."""
    until: float
    """When it is killed, on the monotonic clock."""
    text: bytearray = field(default_factory=bytearray)


def main() -> None:
    """Answer the question that is on standard input."""
    speak()
    channel = take_channel()
    entries = msgspec.json.decode(b"".join(iter(lambda: channel.recv(65536), b"")), type=list[Entry])
    channel.sendall(READY)
    answers: dict[int, Said] = {}
    waiting = list(enumerate(entries))[::-1]
    working: dict[int, _Worker] = {}
    while waiting or working:
        while waiting and len(working) < AT_ONCE:
            number, entry = waiting.pop()
            working[number] = _begin(entry, channel)
        _listen(working)
        for number, worker in list(working.items()):
            if (said := _said(worker)) is not None:
                answers[number] = said
                _end(working.pop(number))
    channel.sendall(msgspec.json.encode([answers[number] for number in range(len(entries))]) + b"\n")
    os._exit(0)


def _begin(entry: Entry, channel: socket.socket) -> _Worker:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            # A group to kill with all that it starts, and no line that leads to anybody else.
            os.setsid()
            channel.close()
            os.dup2(writer, 3)
            os.closerange(4, 256)
            _work(entry)
        finally:
            os._exit(1)
    os.close(writer)
    return _Worker(pid, reader, time.monotonic() + SECONDS)


def _work(entry: Entry) -> NoReturn:
    limit(SECONDS)
    try:
        said = said_by(entry)
    # Whatever it raises, an exit too, is told and not acted upon.
    except BaseException as error:  # noqa: BLE001
        said = Said(error=told(error))
    with suppress(OSError, UnicodeError):
        text = msgspec.json.encode(said) + b"\n"
        while text:
            text = text[os.write(3, text) :]
    os._exit(0)


def said_by(entry: Entry) -> Said:
    """Import one entry point and ask its hook, in a plugin manager of its own.

    Raises:
        TypeError, ValueError: it gave something else than packs, or none; and whatever the pack raises.
    """
    manager = pluggy.PluginManager("limberup")
    manager.add_hookspecs(hookspecs)
    manager.register(EntryPoint(entry.name, entry.value, "limberup.packs").load(), name=entry.name)
    manager.check_pending()
    folders = [found for result in manager.hook.limberup_packs() for found in result]
    for found in folders:
        if not isinstance(found, PackFolder) or not isinstance(found.path, Path):
            raise TypeError(
                tr("limberup_packs gave {name} instead of pack_from_package(...)").format(name=type(found).__name__)
            )
    if not folders:
        raise ValueError(tr("its hook limberup_packs is missing or gave no pack"))
    if len(folders) > MAX_FOLDERS:
        raise ValueError(
            tr("its hook limberup_packs gave {folders} packs, at most {max_folders} are read").format(
                folders=len(folders), max_folders=MAX_FOLDERS
            )
        )
    paths = [str(found.path.absolute()) for found in folders]
    return Said(paths, rules=bool(manager.hook.limberup_rules.get_hookimpls()))


def _listen(working: dict[int, _Worker]) -> None:
    """Take in what is said until the next one is late."""
    pipes = {worker.pipe: worker for worker in working.values()}
    patience = max(0.0, min(worker.until for worker in working.values()) - time.monotonic())
    for pipe in select.select(list(pipes), [], [], patience)[0]:
        more = os.read(pipe, 65536)
        # The end without a line: what stands there is no answer any more.
        pipes[pipe].text += more or b"\n"


def _said(worker: _Worker) -> Said | None:
    """Return what a worker said, or that it said nothing; None where there is still time."""
    line, ended, _ = bytes(worker.text).partition(b"\n")
    if ended or len(line) > MAX_SAID:
        try:
            return msgspec.json.decode(line[: MAX_SAID + 1], type=Said)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return Said(
                error=tr("it ended without an answer") if not line else tr("it gave something that is no answer")
            )
    if time.monotonic() >= worker.until:
        return Said(error=tr("it took longer than {seconds} seconds").format(seconds=SECONDS))
    return None


def _end(worker: _Worker) -> None:
    os.close(worker.pipe)
    with suppress(OSError):
        os.killpg(worker.pid, signal.SIGKILL)
    with suppress(OSError):
        os.kill(worker.pid, signal.SIGKILL)
    os.waitpid(worker.pid, 0)


if __name__ == "__main__":
    main()
