"""The report and the sheets in a real browser: all there, on few pages, in light and dark, and asking nobody."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.browser.chromium import SIZES, Browser
from tests.core.past import BIRD_DOG, BREATHING, BRIDGE, CAT_COW, CATALOG, FIGURE_4, TODAY, done, on, session

from limberup.handout.page import page
from limberup.handout.report import make_report
from limberup.handout.report_html import report_html
from limberup.handout.sheet import MOST_DAYS, sheet_html
from limberup.history.record import Hurt, Record
from limberup.person import OpenFlag, Person
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS

pytestmark = pytest.mark.browser

LONGEST = sorted(
    CATALOG.routines.values(),
    key=lambda routine: sum(len(" ".join(CATALOG.exercise(step.do).how)) for step in routine.steps),
)[-3:]


def history() -> list[Record]:
    """Return seven weeks of somebody who has much to tell."""
    found = []
    for number, days in enumerate(range(1, 48, 2)):
        entries = [done(BREATHING), done(BRIDGE, f"{1 + number % 3}x{8 + number % 4} 2s"), done(CAT_COW)]
        entries += [done(FIGURE_4, hurts=[Hurt(3 + number % 3, number % 5 == 0)] if number % 4 == 0 else [])]
        entries += [done(BIRD_DOG)] if number < 9 else [done("core-stability/quadruped-leg-slide")]
        decisions = (f"L4 EASE {FIGURE_4}: It hurts more than before: go half as far.",) if number % 4 == 0 else ()
        record = session(days, *entries, pain=2 + number % 4, morning=1 + number % 3, decisions=decisions)
        goals = {"put on my socks": 4 + number // 8, "sit through a film": 5, "walk for half an hour": 3 + number // 6}
        found.append(replace(record, goals=tuple(goals.items()) if number % 7 == 0 else ()))
    return found


def report() -> str:
    """Return a report with everything in it."""
    person = Person(age_band="60-64", conditions=frozenset({"hip_oa"}), flags=(OpenFlag("U1", on(40), on(30)),))
    return report_html(make_report(history(), CATALOG, person, TODAY))


def written(folder: Path, text: str, name: str = "page.html") -> Path:
    """Write a page."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_trap_sees_what_is_asked_for_and_the_policy_of_our_pages_forbids_it(
    browser: Browser, tmp_path: Path
) -> None:
    image = '<img src="http://limberup.invalid/pixel.png" alt="">'
    ours = page("With an image", f"{image}<script src='http://limberup.invalid/x.js'></script>")
    browser.dom(written(tmp_path, ours))
    assert browser.trap.asked == []
    browser.dom(written(tmp_path, f"<!DOCTYPE html><title>Open</title>{image}"))
    assert all(b"limberup.invalid" in call for call in browser.trap.asked)
    assert browser.trap.asked


def test_the_report_is_all_there_and_asks_nobody(browser: Browser, tmp_path: Path) -> None:
    dom = browser.dom(written(tmp_path, report()))
    for words in ("Report on", "Who", "Pain the next morning", "What hurt", "Glute bridge", "Rule L4 (Ease off) eased"):
        assert words in dom
    assert dom.count('role="img"') == 3
    assert browser.trap.asked == []


@pytest.mark.parametrize("size", SIZES)
def test_the_report_prints_on_two_pages(size: str, browser: Browser) -> None:
    assert browser.pages(report(), size) <= 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("routine", LONGEST, ids=lambda routine: routine.id)
def test_the_longest_routines_print_on_two_pages(routine: object, size: str, browser: Browser) -> None:
    text = sheet_html(routine, CATALOG, None, date(2026, 11, 21))  # type: ignore[arg-type]
    assert browser.pages(text, size) <= 2
    assert browser.trap.asked == []


def long_report() -> str:
    """Return a report in which everything is as long as it can be."""
    goals = tuple((f"{number} {'carry the shopping up the stairs and back again ' * 2}"[:80], 5) for number in range(5))
    some = [replace(record, goals=goals) for record in history()]
    years = [session(days, done(BRIDGE), pain=10) for days in range(50, 700, 3)]
    entries = [replace(done(BRIDGE), exercise=f"gone/{'long-name-of-an-exercise-' * 3}x")]
    person = Person(conditions=frozenset(CONDITIONS), flags=tuple(OpenFlag(id_, on(4)) for id_ in FLAGS))
    records = [*some, *years, replace(session(3, *entries), note="W" * 300)]
    return report_html(make_report(records, CATALOG, person, TODAY, weeks=104, notes=True))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_at_the_edge_of_the_paper(size: str, browser: Browser) -> None:
    assert browser.cut_off(report(), size) == []
    assert browser.cut_off(long_report(), size) == []
    assert browser.cut_off(sheet_html(LONGEST[-1], CATALOG, None, TODAY, days=MOST_DAYS), size) == []
    # And the measure does see what is too wide.
    assert browser.cut_off(page("Wide", '<p style="width: 3000px">x</p>'), size) == ["P x"]


def test_a_sheet_is_all_there(browser: Browser, tmp_path: Path) -> None:
    text = sheet_html(LONGEST[-1], CATALOG, None, TODAY)
    dom = browser.dom(written(tmp_path, text))
    assert dom.count('<article class="step">') == len(LONGEST[-1].steps)
    assert "Pain next morning" in dom
    assert browser.trap.asked == []


@pytest.mark.parametrize(
    "make", [report, lambda: sheet_html(LONGEST[0], CATALOG, None, TODAY)], ids=["report", "sheet"]
)
def test_pages_are_light_in_the_light_and_dark_in_the_dark(make: object, browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, make())  # type: ignore[operator]
    assert corner(browser.picture(path, dark=False)) == (255, 255, 255)
    assert max(corner(browser.picture(path, dark=True))) < 40


def corner(picture: Path) -> tuple[int, int, int]:
    """Return the colour of the first point of a PNG with eight bits a channel."""
    data = picture.read_bytes()
    depth, kind = struct.unpack(">BB", data[24:26])
    assert (depth, kind) in ((8, 2), (8, 6))
    body, place = b"", 8
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        if name == b"IDAT":
            body += data[place + 8 : place + 8 + length]
        place += length + 12
    # The first point of the first row is as it is, whatever the row's filter takes from its neighbours.
    row = zlib.decompress(body)
    return row[1], row[2], row[3]
