"""Sessions under way, on disk: what a cut line or a killed process leaves to go on from."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from limberup.catalog import Catalog
from limberup.files import locked, remove, write_whole
from limberup.history.alive import LifeSign, lives, sweep
from limberup.history.open_file import OpenFile, format_open, read_run
from limberup.history.record_file import stamp
from limberup.packs.fields import read_fields
from limberup.problem import LimberupError, Problem
from limberup.run import Run
from limberup.tomlread import read_toml

__all__ = ["Left", "OpenSessions", "TakenOver", "new_id"]


class TakenOver(Exception):
    """Another process goes on with this session: this one must write nothing more."""


def new_id(moment: datetime) -> str:
    """Return a new session's id: the moment in UTC and eight random hexadecimal digits."""
    return f"{stamp(moment)}-{secrets.token_hex(4)}"


@dataclass(frozen=True, slots=True)
class Left:
    """A session that was left open: what to offer at the next start."""

    path: Path
    run: Run | None
    """None where it can't be gone on with: `problem` says why."""
    saved: datetime | None = None
    host: str = ""
    pid: int = 0
    owner: str = ""
    """Which process wrote it last."""
    over: bool = False
    """Whether only After is missing."""
    problem: Problem | None = None

    @property
    def alive_here(self) -> bool:
        """Whether the process that wrote it last still runs, behind a dead line or in another terminal."""
        return lives(self.path.parent, self.owner)


class OpenSessions:
    """The folder of sessions under way, as one process sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owner = secrets.token_hex(8)
        self._written: set[str] = set()
        self._led: set[str] = set()
        self._sign = LifeSign(folder)

    def path(self, id_: str) -> Path:
        """Return where the session of that id stands."""
        return self.folder / f"{id_}.toml"

    def save(self, run: Run, now: float, moment: datetime, *, over: bool = False, claim: bool = False) -> None:
        """Write the session as it is at `now`.

        Args:
            run: The session.
            now: The session's clock.
            moment: The time of day, with its zone.
            over: Whether only After is missing.
            claim: Take it over from whoever had it.

        Raises:
            TakenOver: another process has claimed it, or finished it, since this one last wrote.
            LimberupError: it can't be written.
        """
        text = format_open(run, now, moment, owner=self.owner, over=over)
        path = self.path(run.id)
        with locked(self.folder / ".lock"):
            if not claim:
                # Gone since this process wrote it: another one took it over and has finished it.
                finished = run.id in self._written and not path.exists()
                if finished or self._owner_of(path) not in (None, self.owner):
                    self._no_more(run)
                    raise TakenOver
            self._sign.show(self.owner)
            write_whole(path, text)
            self._written.add(run.id)
            self._led.add(run.id)
            if claim:
                sweep(self.folder)

    def close(self, run: Run) -> None:
        """Remove the open file of a session whose record is in the history.

        Raises:
            TakenOver: another process has claimed it.
            LimberupError: it can't be removed.
        """
        with locked(self.folder / ".lock"):
            if self._owner_of(self.path(run.id)) not in (None, self.owner):
                self._no_more(run)
                raise TakenOver
            remove(self.path(run.id))
            self._written.discard(run.id)
            self._no_more(run)

    def drop(self, run: Run) -> None:
        """Remove the open file of a session of which nothing is to be kept, unless another process has it now.

        Raises:
            LimberupError: it can't be removed.
        """
        with suppress(TakenOver):
            self.close(run)

    def release(self, run: Run, now: float, moment: datetime) -> None:
        """Write the session and give it out of hand, so that it is offered like one that was cut off.

        Raises:
            TakenOver: another process has claimed it.
            LimberupError: it can't be written.
        """
        self.save(run, now, moment)
        self._written.discard(run.id)
        self._led.clear()
        self._sign.end()
        self.owner = secrets.token_hex(8)

    def discard(self, left: Left) -> None:
        """Remove a session that the person gives up.

        Raises:
            LimberupError: it can't be removed.
        """
        with locked(self.folder / ".lock"):
            remove(left.path)
            sweep(self.folder)

    def again(self, left: Left, catalog: Catalog) -> Left | None:
        """Return a session that was left open as it is now, or None where somebody has finished it meanwhile.

        The process that leads it may still be writing: what it did since `left` was read must not be lost.
        """
        return self._read(left.path, catalog) if left.path.exists() else None

    def left(self, catalog: Catalog) -> list[Left]:
        """Return the sessions that were left open by others than this process, newest first."""
        try:
            paths = sorted((path for path in self.folder.glob("*.toml")), reverse=True)
        except OSError:
            return []
        return [found for path in paths if (found := self._read(path, catalog)) is not None]

    def _no_more(self, run: Run) -> None:
        """Lead a session no more; where it was the only one, there is nothing left to show a sign of life for."""
        self._led.discard(run.id)
        if not self._led:
            self._sign.end()

    def _owner_of(self, path: Path) -> str | None:
        try:
            owner = read_toml(path).data.get("owner")
        except LimberupError:
            return None
        return owner if isinstance(owner, str) else None

    def _read(self, path: Path, catalog: Catalog) -> Left | None:
        try:
            file = read_toml(path)
            found, problems = read_fields(file.data, OpenFile, file)
            if found is None or problems:
                raise LimberupError(*problems)
            if found.owner == self.owner:
                return None
            run = read_run(found, catalog, file, path.stem)
        except LimberupError as error:
            return Left(path, None, problem=error.problems[0])
        return Left(path, run, found.saved, found.host, found.pid, found.owner, found.over)
