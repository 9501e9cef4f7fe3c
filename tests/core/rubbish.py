"""All that may lie about in a history folder and is no record."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.core.keeper import made

from limberup.history.store import History

__all__ = ["GOOD", "litter", "outside"]

GOOD = ("20261101T080000Z-00000001", "20261120T080000Z-00000002")
"""Records that are whole, older and newer than all the rubbish."""


def _id(number: int) -> str:
    return f"202611{10 + number // 10:02}T08{number % 10:02}00Z-0000ff{number:02x}"


def outside(home: Path) -> Path:
    """Return a folder that is none of the person's history, with a record of its own in it."""
    return home.parent / "outside"


def litter(home: Path) -> dict[str, Path]:
    """Put two records and all sorts of rubbish named like records into a home; return the rubbish by what it is."""
    history = History(home / "history")
    for id_ in GOOD:
        whole = history.save(made(id_, 1)).read_bytes()
    other = outside(home)
    secret = History(other).save(made("20260505T080000Z-0000dead", 666))
    year = home / "history" / "2026"
    kinds = [
        "empty", "one letter", "binary", "NUL", "not UTF-8", "JSON", "another file", "a wrong value", "deep",
        "long key", "huge", "very huge", "text of a terminal", "link out", "link to itself", "loop", "dangling",
        "link to a folder", "link to a device", "FIFO", "socket", "folder", "full folder", "unreadable", "cut",
    ]  # fmt: skip
    places = {kind: year / f"{_id(number)}.toml" for number, kind in enumerate(kinds)}
    for kind, content in {
        "empty": b"",
        "one letter": b"x",
        "binary": os.urandom(5000),
        "NUL": b"\0" * 5000,
        "not UTF-8": whole.replace(b"after-work", "äfter-wörk".encode("latin-1")),
        "JSON": b'{"schema": 1}',
        "another file": b'schema = 1\nname = "A routine"\n[[step]]\ndo = "glutes/glute-bridge"\n',
        "a wrong value": b"schema = 1\nstarted = 2\nended = 3\nroutine = 4\n",
        "deep": b"schema = " + b"[" * 100_000,
        "long key": b"a" * 900_000 + b" = 1",
        "huge": whole + b"# more\n" * 300_000,
        "text of a terminal": b"schema = 1\n\x1b]0;owned\x07\x1b[2J = 2\n",
        "unreadable": whole,
        "cut": whole[: len(whole) // 2],
    }.items():
        places[kind].write_bytes(content)
    with places["very huge"].open("wb") as stream:
        stream.truncate(50 * 2**30)  # Nothing but a hole: it takes no room, and would take all there is to read it.
    places["unreadable"].chmod(0)
    places["link out"].symlink_to(secret)
    places["link to itself"].symlink_to(places["link to itself"].name)
    places["loop"].symlink_to("../loop")
    (home / "history" / "loop").symlink_to(f"2026/{places['loop'].name}")
    places["dangling"].symlink_to("gone.toml")
    places["link to a folder"].symlink_to(other)
    places["link to a device"].symlink_to("/dev/zero")
    os.mkfifo(places["FIFO"])
    with socket.socket(socket.AF_UNIX) as made_:
        here = Path.cwd()
        os.chdir(year)  # The path of a socket has little room.
        try:
            made_.bind(places["socket"].name)
        finally:
            os.chdir(here)
    places["folder"].mkdir()
    places["full folder"].mkdir()
    (places["full folder"] / "more.toml").write_text("schema = 1", "utf-8")
    return places


def litter_round(home: Path) -> list[Path]:
    """Put what is named in other ways round the records; return it."""
    history = home / "history"
    year = history / "2026"
    (history / "2024").symlink_to(outside(home) / "2026")
    (history / "2023").symlink_to("2023")
    os.mkfifo(history / "2022")
    (history / "2021").write_text("a file", "utf-8")
    (history / "notes.txt").write_text("mine", "utf-8")
    (year / f".{GOOD[0]}.toml.0a0b0c0d.tmp").write_text("half", "utf-8")
    (year / f".{GOOD[0]}.toml.a1B2c3").write_text("half, of rsync", "utf-8")
    conflict = GOOD[0] + ".sync-conflict-20261121-083000-ABCDEFG.toml"
    (year / conflict).write_bytes((year / f"{GOOD[0]}.toml").read_bytes())
    (year / f"{GOOD[0]}.toml~").write_text("old", "utf-8")
    (year / f"{GOOD[0].upper()}.TOML").write_text("old", "utf-8")
    (year / "2026").mkdir()
    (year / ("x" * 250)).write_text("long", "utf-8")
    (year / "a\x1b[2Jb\nc").write_text("odd", "utf-8")
    os.close(os.open(os.fsencode(year) + b"/not-\xff-text", os.O_CREAT | os.O_WRONLY, 0o600))
    (history / "1999").mkdir()
    (history / "1999" / f"{GOOD[0]}.toml").write_bytes((year / f"{GOOD[0]}.toml").read_bytes())
    return [path for path in history.rglob("*") if path.name[:8] not in ("20261101", "20261120")]
