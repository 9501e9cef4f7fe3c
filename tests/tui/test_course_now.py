"""What the past tells now is worked out once a minute, and anew where anything of it has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.tui.conftest import FakeClock
from tests.tui.past import knows_short, three

from limberup.packs.manager import Loaded
from limberup_tui.house import House


def test_it_follows_what_is_written_at_once(house: House, loaded: Loaded, clock: FakeClock) -> None:
    knows_short(house)
    house.contents = house.read_contents(loaded)
    before = house.course()
    assert (before.sessions, before.gap_days) == (1, 5)
    clock.go(1)
    assert house.course() is before, "a screen asks several times while it opens"
    three(house)
    house.refresh()
    after = house.course()
    assert (after.sessions, after.gap_days) == (3, 1)
    house.update_person(lambda person: replace(person, days=5))
    assert house.course() is not after


def test_it_follows_the_clock(house: House, loaded: Loaded, clock: FakeClock) -> None:
    knows_short(house)
    house.contents = house.read_contents(loaded)
    assert house.course().gap_days == 5
    clock.go(timedelta(days=1).total_seconds())
    assert house.course().gap_days == 6
    clock.go(-timedelta(days=2).total_seconds())
    assert house.course().gap_days == 4
    # What is asked of another moment is no answer for now.
    assert house.course(clock.moment() + timedelta(days=3)).gap_days == 7
    assert house.course().gap_days == 4
