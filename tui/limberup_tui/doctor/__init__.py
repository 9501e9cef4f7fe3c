"""What a report of a fault needs to say: looked at piece by piece, so that what is broken hides nothing else.

Nothing personal is in it: no pain, no names, no contents of records, and folders from `~` on.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.text import clean
from limberup.texts import tr

if TYPE_CHECKING:
    from limberup.paths import Home

__all__ = ["SECONDS", "Check", "everything", "looked_at", "only_packs"]

SECONDS = 60
"""For each part: after that it is told that it hangs, and the next part is looked at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    id: str
    """Part and name in English: "files.person"."""
    name: str
    value: str
    ok: bool = True
    remedy: str = ""
    """What to do about it, where it is not well."""


Part = Callable[[], Iterable[Check]]


def everything(home: Home, *, safe: bool) -> Iterator[list[Check]]:
    """Yield the checks of each part, as they are made.

    Args:
        home: The person's folders.
        safe: Whether only limberup's own packs are looked at.
    """
    from limberup_tui.doctor.files import files_part, records_part, settings_part
    from limberup_tui.doctor.machine import program_part, sound_part, terminal_part
    from limberup_tui.doctor.packs import packs_part, read_packs

    # Once for all parts: their hooks may take their time.
    loaded = cache(partial(read_packs, home, safe=safe))
    parts: list[tuple[str, Part]] = [
        ("program", program_part),
        ("terminal", terminal_part),
        ("files", lambda: files_part(home)),
        ("settings", lambda: settings_part(home)),
        ("records", lambda: records_part(home, loaded)),
        ("sound", lambda: sound_part(home)),
        ("packs", lambda: packs_part(home, loaded, safe=safe)),
    ]
    for name, part in parts:
        yield looked_at(name, part, home)


def only_packs(home: Home, *, safe: bool) -> list[Check]:
    """Return the checks of the packs."""
    from limberup_tui.doctor.packs import packs_part, read_packs

    return looked_at("packs", lambda: packs_part(home, partial(read_packs, home, safe=safe), safe=safe), home)


def looked_at(name: str, part: Part, home: Home, seconds: float = SECONDS) -> list[Check]:
    """Return the checks of a part, whatever happens in it: a failure or a hang is one of them.

    Args:
        name: Of the part.
        part: What makes its checks; what it made before it failed or hung is kept.
        home: The person's folders, which are not told by their whole path.
        seconds: How long it may take.
    """
    found: list[Check] = []

    def look() -> None:
        try:
            for check in part():
                found.append(check)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            what = f"{error.filename}: {reason}" if error.filename else reason
            failed.append((what, tr("Make it readable for yourself, or set LIMBERUP_HOME to a folder that is")))
        except Exception as error:  # noqa: BLE001 - whatever is broken is what is being looked for
            remedy = tr("This is a fault of limberup: please report it with all of this")
            failed.append((type(error).__name__, remedy))

    failed: list[tuple[str, str]] = []
    # Not a pool, whose threads are waited for at the end of the program.
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        remedy = tr("Does a network folder hang? limberup --safe doctor leaves other people's packs out")
        failed.append((tr("not done after {n} seconds").format(n=round(seconds)), remedy))
    checks = list(found) + [Check(f"{name}.failed", name, what, False, remedy) for what, remedy in failed]
    return [_harmless(check, home) for check in checks]


def _harmless(check: Check, home: Home) -> Check:
    return replace(
        check,
        name=clean(check.name)[:60],
        value=_without_names(clean(check.value), home)[:600],
        remedy=_without_names(clean(check.remedy), home)[:600],
    )


def _without_names(text: str, home: Home) -> str:
    """Return a text in which folders tell neither who somebody is nor where they keep their things."""
    if os.environ.get("LIMBERUP_HOME"):
        text = text.replace(str(home.data), "$LIMBERUP_HOME")
    try:
        own = Path.home()
    except RuntimeError:
        return text
    if len(own.parts) > 1:
        text = re.sub(rf"{re.escape(str(own))}(?![\w.-])", "~", text)
        # Elsewhere too, as in /media/NAME/disk.
        text = re.sub(rf"(?<=/){re.escape(own.name)}(?=/|\s|$)", "...", text)
    return text
