"""The pack's own rules: whom they hold back, and from what."""

from limberup.packs.manager import load
from limberup.packs.rules import Facts, restrictions_for


def restricted(facts: Facts) -> dict[str, str]:
    """Return what this pack's rules say for a person, by exercise."""
    found = restrictions_for(load(), facts).restrictions.all
    return {one.exercise: one.verdict.value for one in found if one.pack == "walking-balance"}


def test_nobody_is_held_back_without_a_reason() -> None:
    assert restricted(Facts()) == {}
    assert restricted(Facts(age=65, week=3)) == restricted(Facts(age=64)) == {}


def test_both_feet_stay_on_the_floor_at_first() -> None:
    assert restricted(Facts(age=65, week=2)) == {"walking-balance/one-leg-stand": "exclude"}


def test_early_in_the_day_both_hands_stay_on_the_counter() -> None:
    early = restricted(Facts(minutes_up=59))
    assert len(early) == 5
    assert set(early.values()) == {"modify"}
    assert restricted(Facts(minutes_up=60)) == {}
