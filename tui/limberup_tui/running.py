"""Running the full-screen app as a process of its own, from its first picture to its end."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from limberup.known import is_known, note_known
from limberup.settings import load_settings
from limberup_tui import signals
from limberup_tui.app import LimberupApp
from limberup_tui.terminal import suit_gnu_screen

if TYPE_CHECKING:
    from limberup.paths import Home
    from limberup_tui.house import House
    from limberup_tui.start import Start

__all__ = ["open_house", "run"]


def run(home: Home, start: Start) -> int:
    """Run the app until it is left; return the exit code.

    Raises:
        LimberupError: the person's file or the settings are damaged.
    """
    mouse = suit_gnu_screen()
    gc.disable()  # until what there is has been read, see `on_worker_state_changed`
    # A damaged file is told of before anything is drawn; one that is as it was when it was whole is read after.
    known = is_known(home.cache, (home.person, home.pack_choices))
    app = LimberupApp(
        partial(open_house, home, start.safe) if known else open_house(home, start.safe),
        start,
        settings=load_settings(home.settings),
    )
    with signals.Guard(app.save_now, stops=not start.kiosk) as app.guard:
        try:
            app.run(mouse=mouse)
        finally:
            # Also after a crash.
            app.save_now()
    if app.failure:
        raise app.failure
    return app.return_code or 0


def open_house(home: Home, safe: bool) -> House:
    """Read what is small of the person's files; imports all that the rules are made of.

    Raises:
        LimberupError: a file is damaged.
    """
    from limberup_tui.clock import Clock
    from limberup_tui.house import House

    house = House(home, Clock(), safe)
    house.read_small()
    note_known(home.cache, (home.person, home.pack_choices))
    return house
