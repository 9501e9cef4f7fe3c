"""A slow and lossy line between two network namespaces of this machine, and a real sshd at its other end.

For kernels with or without netem: two TUN devices, and this process carries the packets from one to the other, each
one later, some never. Linux, root, iproute2, /dev/net/tun and OpenSSH.

    python -m benchmarks.lossy DELAY LOSS NAME       (seconds each way, share; runs until its input is closed)
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import os
import random
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.terminal.terminal import Desk

__all__ = ["HERE", "THERE", "Missing", "lossy_line", "through_ssh"]

HERE, THERE = "10.77.0.1", "10.77.0.2"
PORT = 2299
_NEW_NAMESPACE, _SET_DEVICE, _PACKETS = 0x40000000, 0x400454CA, 0x1001


class Missing(Exception):
    """Something that the line needs is not there."""


@contextmanager
def lossy_line(delay: float, loss: float) -> Iterator[str]:
    """Open a line; give the name of its namespaces, NAME-a for this end and NAME-b for the other.

    Args:
        delay: Seconds each way.
        loss: Share of the packets that are lost, 0 to 1.

    Raises:
        Missing: It can't be opened here.
    """
    if os.geteuid() != 0:
        raise Missing("root")
    for thing in ("ip", "ssh", "ssh-keygen"):
        if not shutil.which(thing):
            raise Missing(thing)
    if not Path("/dev/net/tun").exists():
        raise Missing("/dev/net/tun")
    name = f"lossy{os.getpid()}"
    command = [sys.executable, "-m", "benchmarks.lossy", str(delay), str(loss), name]
    carrier = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert carrier.stdin
    assert carrier.stdout
    try:
        if carrier.stdout.readline() != "up\n":
            raise Missing("the right to make network namespaces")
        yield name
    finally:
        carrier.stdin.close()
        carrier.wait()


@contextmanager
def through_ssh(line: str, desk: Desk, environ: Mapping[str, str]) -> Iterator[list[str]]:
    """Start sshd at the other end; give what stands before a command so that it runs there, on `desk`.

    Raises:
        Missing: There is no sshd.
    """
    sshd = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/sbin")
    if not sshd:
        raise Missing("sshd")
    # Not the folder of the desk: sshd asks for folders that nobody else may write to, up to the root.
    with tempfile.TemporaryDirectory(prefix="limberup-sshd-", dir="/root") as folder:
        for key in ("host", "mine"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/{key}"], check=True)
        Path(folder, "config").write_text(
            f"Port {PORT}\nListenAddress {THERE}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/mine.pub\n"
            "StrictModes no\nPasswordAuthentication no\nPermitRootLogin yes\nUsePAM no\nPidFile none\n",
            "utf-8",
        )
        Path("/run/sshd").mkdir(exist_ok=True)
        there = ["ip", "netns", "exec", f"{line}-b"]
        server = subprocess.Popen([*there, sshd, "-D", "-e", "-f", f"{folder}/config"], stderr=subprocess.DEVNULL)
        options = ["-i", f"{folder}/mine", "-p", str(PORT), "-F", "none", "-o", "StrictHostKeyChecking=no"]
        options += ["-o", f"UserKnownHostsFile={folder}/known", "-o", "LogLevel=ERROR", "-o", "ConnectionAttempts=5"]
        home = {**environ, "LIMBERUP_HOME": str(desk.home), "PYTHONPATH": ":".join(filter(None, sys.path))}
        words = [f"{name}={value}" for name, value in home.items()]
        try:
            yield ["ip", "netns", "exec", f"{line}-a", "ssh", "-tt", *options, f"root@{THERE}", "env", *words]
        finally:
            server.terminate()
            server.wait()


def _end(namespace: str, address: str, peer: str) -> int:
    """Make a namespace with one end of the line in it, and go into it. Returns the packets' file descriptor."""
    subprocess.run(["ip", "netns", "add", namespace], check=True)
    with Path("/var/run/netns", namespace).open() as there:
        if ctypes.CDLL("libc.so.6", use_errno=True).setns(there.fileno(), _NEW_NAMESPACE):
            raise OSError(ctypes.get_errno(), "setns")
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, _SET_DEVICE, struct.pack("16sH22x", b"tun0", _PACKETS))
    for words in (f"addr add {address} peer {peer} dev tun0", "link set tun0 mtu 1400 up", "link set lo up"):
        subprocess.run(["ip", *words.split()], check=True)
    return tun


def _carry(delay: float, loss: float, one: int, two: int) -> None:
    """Carry packets both ways until the input is closed."""
    under_way: list[tuple[float, int, int, bytes]] = []
    count = 0
    while True:
        wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
        for source in select.select([one, two, 0], [], [], wait)[0]:
            if source == 0:
                return
            packet = os.read(source, 2000)
            if random.random() >= loss:
                count += 1
                heapq.heappush(under_way, (time.monotonic() + delay, count, two if source == one else one, packet))
        while under_way and under_way[0][0] <= time.monotonic():
            _, _, goal, packet = heapq.heappop(under_way)
            os.write(goal, packet)


def main() -> None:
    """Be the line."""
    delay, loss, name = float(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    try:
        one = _end(f"{name}-a", HERE, THERE)
        two = _end(f"{name}-b", THERE, HERE)
        sys.stdout.write("up\n")
        sys.stdout.flush()
        _carry(delay, loss, one, two)
    finally:
        for end in "ab":
            subprocess.run(["ip", "netns", "del", f"{name}-{end}"], check=False)


if __name__ == "__main__":
    main()
