"""One short session in plain mode with an installed limberup: `python -m scripts.release.session PROGRAM`.

It says what was kept, or ends with 1 and all that came until then.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["SAID", "lead"]

SECONDS = 60.0
"""Until what is waited for has to come."""

PERSON = "schema = 1\nacknowledged = 2026-11-01\nscreened = {today:%Y-%m-%d}\n"
ROUTINE = 'name = "Short"\n\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "1x3 tempo 1-1"\n'

SAID = (
    ("None of these", "n"),
    ("Pain at rest?", "1"),
    ("Pain when you move?", "2"),
    ("Enter: Continue.", ""),
    ("Enter: Start.", ""),
    ("seconds to get ready", ""),
    # The number that stands there counts.
    ("3\n", ""),
    ("How much does it hurt now?", "1"),
    ("How hard was it?", "3"),
    ("all of it properly", ""),
    ("A note", "Led from a wheel."),
    ("Kept in your history.", ""),
)
"""What is waited for, and the line that is typed then."""


def lead(program: Path, home: Path) -> str:
    """Lead one exercise, and return the file that keeps it.

    Args:
        program: The installed command.
        home: An empty folder for all files of limberup.

    Raises:
        AssertionError: something else came than it should, or nothing.
    """
    (home / "routines").mkdir(mode=0o700)
    for name, text in (("person.toml", PERSON.format(today=datetime.now(UTC))), ("routines/short.toml", ROUTINE)):
        (home / name).write_text(text, "utf-8")
        (home / name).chmod(0o600)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    with subprocess.Popen(
        [program, "play", "short", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=home,
        env={**kept, "LIMBERUP_HOME": str(home), "LANGUAGE": "en"},
    ) as process:
        try:
            _talk(process)
            assert process.wait(SECONDS) == 0
        finally:
            process.kill()
    (record,) = home.glob("history/*/*.toml")
    text = record.read_text("utf-8")
    assert "glutes/glute-bridge: 3 of 1x3 tempo 1-1" in text, text
    assert not list(home.glob("open/*.toml"))
    return text


def _talk(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    assert process.stdout
    said = b""
    for words, line in SAID:
        end = time.monotonic() + SECONDS
        while words.encode() not in said:
            ready = select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))[0]
            more = os.read(process.stdout.fileno(), 65536) if ready else b""
            assert more, f"waited for {words!r}, and there was:\n{said.decode('utf-8', 'replace')}"
            said += more
        said = said.partition(words.encode())[2]
        if words != SAID[-1][0]:
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()


def main() -> None:
    """Lead a session with the program that is named."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            sys.stdout.write(lead(Path(sys.argv[1]).absolute(), Path(folder)))
        except AssertionError as error:
            raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
