"""A line that can go silent: nothing arrives any more at either end, and neither end is told."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tests.ssh.server import Server

__all__ = ["Line", "NamespaceLine", "RelayLine", "can_make_namespaces"]


class Line(Protocol):
    """A line to a server of its own, beside a way round it."""

    server: Server

    def command(self) -> dict[str, object]:
        """Return what `Server.command` has to be told to go over the line."""

    def go_silent(self) -> None:
        """Carry nothing any more."""

    def close(self) -> None:
        """Carry again what is still there to be carried, and end server and line."""


def _ip(*words: str, namespace: str = "") -> None:
    subprocess.run(["ip", *(["-n", namespace] if namespace else []), *words], check=True, capture_output=True)


def can_make_namespaces() -> bool:
    """Return whether this process may make networks of its own."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return False
    name = f"limberup-{os.getpid()}-try"
    try:
        _ip("netns", "add", name)
        _ip("link", "add", "try", "type", "veth", "peer", "name", "yrt", namespace=name)
    except (OSError, subprocess.CalledProcessError):
        return False
    finally:
        with suppress(OSError, subprocess.CalledProcessError):
            _ip("netns", "del", name)
    return True


class NamespaceLine:
    """Two networks of this machine's own with a cable between them: real packets, which really get lost."""

    NEAR, FAR = "10.177.0.1", "10.177.0.2"
    NOBODY = "02:00:00:00:00:99"

    def __init__(self, folder: Path) -> None:
        self._near, self._far = (f"limberup-{os.getpid()}-{end}" for end in ("near", "far"))
        try:
            for namespace in (self._near, self._far):
                _ip("netns", "add", namespace)
            _ip(
                "link",
                "add",
                "cable",
                "type",
                "veth",
                "peer",
                "name",
                "cable",
                "netns",
                self._far,
                namespace=self._near,
            )
            for namespace, address in ((self._near, self.NEAR), (self._far, self.FAR)):
                _ip("addr", "add", f"{address}/24", "dev", "cable", namespace=namespace)
                _ip("link", "set", "cable", "up", namespace=namespace)
                _ip("link", "set", "lo", "up", namespace=namespace)
            self.server = Server(folder, address=self.FAR, before=self._inside(self._far))
        except BaseException:  # whatever it was, no network stays
            self._remove()
            raise

    @staticmethod
    def _inside(namespace: str) -> Sequence[str]:
        return ("ip", "netns", "exec", namespace)

    def command(self) -> dict[str, object]:
        """Log in from the near end."""
        return {"via": self._inside(self._near)}

    def go_silent(self) -> None:
        """Send to a card that nobody has."""
        for namespace, other in ((self._near, self.FAR), (self._far, self.NEAR)):
            words = ("neigh", "replace", other, "lladdr", self.NOBODY, "dev", "cable", "nud", "permanent")
            _ip(*words, namespace=namespace)

    def close(self) -> None:
        """Let the ends find each other again, so that both come to know of the end."""
        for namespace, other in ((self._near, self.FAR), (self._far, self.NEAR)):
            with suppress(subprocess.CalledProcessError):
                _ip("neigh", "del", other, "dev", "cable", namespace=namespace)
        self.server.stop()
        self._remove()

    def _remove(self) -> None:
        for namespace in (self._near, self._far):
            with suppress(subprocess.CalledProcessError):
                _ip("netns", "del", namespace)


class RelayLine:
    """A relay between client and server that stops relaying; for where nobody may make networks."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)
        self._entry = socket.create_server(("127.0.0.1", 0))
        self._silent = threading.Event()
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def command(self) -> dict[str, object]:
        """Log in through the relay."""
        return {"port": self._entry.getsockname()[1]}

    def go_silent(self) -> None:
        """Leave what comes where it is."""
        self._silent.set()

    def close(self) -> None:
        """Hang up at both ends."""
        self.server.stop()
        for end in (self._entry, *self._sockets):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._entry.accept()
                far = socket.create_connection(("127.0.0.1", self.server.port))
                self._sockets += [near, far]
                threading.Thread(target=self._relay, args=(near, far), daemon=True).start()

    def _relay(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        with suppress(OSError, ValueError):
            while True:
                for end in select.select([near, far], [], [])[0]:
                    data = end.recv(65536)
                    if self._silent.is_set():
                        return
                    if not data:
                        for one in other:
                            one.shutdown(socket.SHUT_RDWR)
                        return
                    other[end].sendall(data)
