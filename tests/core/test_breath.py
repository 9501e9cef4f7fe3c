"""The breath in time with a movement."""

from __future__ import annotations

import pytest

from limberup.breath import Breath, breath_of
from limberup.catalog import Catalog


@pytest.mark.parametrize(
    ("sentence", "out", "back"),
    [
        ("Breathe out as you lift, breathe in as you lower.", "breathe out as you lift", "breathe in as you lower"),
        ("Breathe out as the leg lifts, in as it lowers.", "breathe out as the leg lifts", "breathe in as it lowers"),
        ("Breathe out as you lift, then keep breathing.", "breathe out as you lift", "breathe in"),
        (
            "Breathe in on the way down and out on the way up.",
            "breathe in on the way down",
            "breathe out on the way up",
        ),
        ("Breathe out on each step out, and never hold.", "breathe out on each step out", "breathe in"),
        ("Breathe in as you grow tall, out as you turn.", "breathe out as you turn", "breathe in"),
        ("Breathe in as you lean forward and breathe out as you stand up", "breathe out as you stand up", "breathe in"),
        ("Breathe easily in time with the swing.", "", ""),
        ("Breathe out as you go, out as you come.", "", ""),
        ("Keep breathing evenly, in and out.", "", ""),
        ("", "", ""),
    ],
)
def test_the_breath_of_a_sentence(sentence: str, out: str, back: str) -> None:
    assert breath_of(sentence) == Breath(out, back)
    assert bool(breath_of(sentence)) == bool(out)


def test_a_breath_goes_one_way_and_comes_back_the_other(catalog: Catalog) -> None:
    read = 0
    for exercise in catalog.exercises.values():
        breath = breath_of(exercise.breathing)
        if breath:
            read += 1
            assert {breath.out.split()[1], breath.back.split()[1]} == {"in", "out"}, exercise.id
            assert not set(";.,") & set(breath.out + breath.back), exercise.id
    assert read >= 40, "most of our sentences tie the breath to the movement"
