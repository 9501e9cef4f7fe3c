"""Each number of a case on both sides of its limits, and the whole line where something is wrong."""

from __future__ import annotations

import tomllib

import pytest
from tests.core.safety.test_case_reading import refused

from limberup.catalog import Catalog
from limberup.safety.case import parse_case

REVIEW = ("adherence", "pain_start", "pain_now", "function_start", "function_now")


@pytest.mark.parametrize(("text", "line"), [
    ("given = 1", "given: must be a table"),
    ("[given]\nplan = ['glute-brige']",
     "given.plan[1]: no exercise 'glute-brige' in any pack in use. Did you mean 'glute-bridge'?"),
    ("[given]\nage = 999999999", "given.age: must be a whole number from 0 to 130, not 999999999"),
    ("[given]\nage = 1000000000", "given.age: must be a whole number from 0 to 130, not a number that large"),
    ("[given]\nage = -1000000000", "given.age: must be a whole number from 0 to 130, not a number that large"),
    ("[given]\nunsettled_before = 'No'", "given.unsettled_before: must be true or false, not 'No'"),
    # What is shown of a value is 40 characters at most, its quotes among them.
    (f"[given]\nage = '{'a' * 38}'", f"given.age: must be a whole number from 0 to 130, not '{'a' * 38}'"),
    (f"[given]\nage = '{'a' * 39}'", f"given.age: must be a whole number from 0 to 130, not '{'a' * 36}..."),
    (f"[given]\nflags = ['{'a' * 61}']", f"given.flags[1]: unknown: '{'a' * 60}'"),
    (f"[given]\n{'a' * 40} = 1", f"given.{'a' * 40}: unknown key"),
    ("[given]\nAge_2 = 1", "given.Age_2: unknown key"),
    (f"[given]\n{'a' * 41} = 1", f"given.'{'a' * 40}': unknown key"),
    ("[given]\nlast_three = ['fine']",
     "given.last_three[1]: unknown: 'fine'. It can be settled, sore, unknown or unsettled"),
])  # fmt: skip
def test_the_whole_line(text: str, line: str, catalog: Catalog) -> None:
    assert refused(text, catalog) == line


@pytest.mark.parametrize(("place", "text", "least", "most"), [
    ("given.age", "[given]\nage = {}", 0, 130),
    ("given.week", "[given]\nweek = {}", 1, 10_000),
    ("given.gap_days", "[given]\ngap_days = {}", 0, 100_000),
    ("given.minutes_up", "[given]\nminutes_up = {}", 0, 100_000),
    ("given.pain.rest", "[given.pain]\nrest = {}", 0, 10),
    ("given.pain.move", "[given.pain]\nmove = {}", 0, 10),
    ("given.pain.previous_day", "[given.pain]\nprevious_day = {}", 0, 10),
    ("given.pain.days_at_6_or_more", "[given.pain]\ndays_at_6_or_more = {}", 0, 14),
    ("given.morning.pain", "[given.morning]\npain = {}", 0, 10),
    ("given.morning.usual", "[given.morning]\nusual = {}", 0, 10),
    ("given.last[1].sets", "[[given.last]]\nexercise = 'clamshell'\nsets = {}", 1, 20),
    ("given.last[1].reps", "[[given.last]]\nexercise = 'clamshell'\nreps = {}", 1, 200),
    ("given.last[1].hold", "[[given.last]]\nexercise = 'clamshell'\nhold = {}", 1, 7200),
    ("given.last[1].effort", "[[given.last]]\nexercise = 'clamshell'\neffort = {}", 0, 10),
    ("given.last[1].extra", "[[given.last]]\nexercise = 'clamshell'\nextra = {}", 0, 200),
    ("given.last[1].run", "[[given.last]]\nexercise = 'clamshell'\nrun = {}", 0, 100_000),
    ("given.during[1].pain", "[[given.during]]\nexercise = 'clamshell'\npain = {}", 0, 10),
    ("expect.strength_after_hours", "[expect]\nstrength_after_hours = {}", 0, 1000),
    ("expect.plan[1].merged", "[expect]\nplan = [{{exercise = 'clamshell', merged = {}}}]", None, None),
    ("expect.next[1].sets", "[expect]\nnext = [{{exercise = 'clamshell', sets = {}}}]", 1, 20),
])  # fmt: skip
def test_each_limit_on_both_sides(place: str, text: str, least: int | None, most: int | None, catalog: Catalog) -> None:
    if least is None or most is None:
        assert refused(text.format(1), catalog) == f"{place}: must be true or false"
        return
    for fits in (least, most):
        parse_case(tomllib.loads(text.format(fits)), catalog)
    for too_far in (least - 1, most + 1):
        line = refused(text.format(too_far), catalog)
        assert line.startswith(f"{place}: must be a whole number from {least} to {most}")


@pytest.mark.parametrize(("place", "text", "least", "most"), [
    ("given.pain.base", "[given.pain]\nbase = {}", 0, 10),
    ("given.weekly_morning.this", "[given.weekly_morning]\nlast = 3\nthis = {}", 0, 10),
    ("given.weekly_morning.last", "[given.weekly_morning]\nthis = 3\nlast = {}", 0, 10),
    *(
        (f"given.review.{name}", "[given.review]\n" + "".join(
            f"{other} = {'{}' if other == name else 1}\n" for other in REVIEW
        ), 0, 1 if name == "adherence" else 10)
        for name in REVIEW
    ),
])  # fmt: skip
def test_each_mean_on_both_sides(place: str, text: str, least: int, most: int, catalog: Catalog) -> None:
    for fits in (least, float(least), most, float(most)):
        parse_case(tomllib.loads(text.format(fits)), catalog)
    for too_far, shown in ((least - 0.5, least - 0.5), (most + 0.5, most + 0.5), ("true", "true"), ("inf", "inf")):
        assert refused(text.format(too_far), catalog) == f"{place}: must be a number from 0 to {most}, not {shown}"
