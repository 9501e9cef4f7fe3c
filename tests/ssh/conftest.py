"""What the tests over SSH share: a server on this machine, or the reason why there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.ssh.server import RemoteDesk, Server, find_sshd, why_no_terminals


@pytest.fixture(scope="session")
def needs_ssh() -> None:
    """Skip where OpenSSH is not installed."""
    missing = [name for name in ("ssh", "ssh-keygen") if not shutil.which(name)]
    if not find_sshd():
        missing.append("sshd")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (apt-get install openssh-server openssh-client)")
    if reason := why_no_terminals():
        pytest.skip(reason)


@pytest.fixture(scope="session")
def server(needs_ssh: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server for all tests of this process."""
    running = Server(tmp_path_factory.mktemp("sshd"))
    yield running
    running.stop()


@pytest.fixture
def desk(server: Server, tmp_path: Path) -> Iterator[RemoteDesk]:
    """Give a home, over there, of somebody who has answered the questions of the first start."""
    desk = RemoteDesk(tmp_path / "home", server)
    desk.home.mkdir(mode=0o700)
    desk.write("person.toml", PERSON)
    desk.write("settings.toml", SETTINGS)
    try:
        yield desk
    finally:
        desk.close()


PERSON = f"schema = 1\nacknowledged = 2026-11-01\nscreened = {date.today()}\n"
# The terminals here answer no question, which counts as a slow line.
SETTINGS = 'schema = 1\ncalm = "off"\n'
