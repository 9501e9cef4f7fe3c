"""What a voice says: words as they are heard, and which of them fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import BRIDGE, PLANK, STRETCH, begun, plan

from limberup.catalog import Catalog
from limberup.session import Event, Session, Status, Told
from limberup_tui.spoken import line_for, number_words, plainly, seconds_of, sentences, shorter

CODES = re.compile(r"[^\w .,;:?!'-]|_")


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("2 x 15 s", "two times, fifteen seconds"),
        ("2x15s each side", "two times, fifteen seconds each side"),
        ("1 x 8", "once, eight"),
        ("3 \u00d7 10", "three times, ten"),
        ("2 times 15 seconds.", "two times fifteen seconds."),
        ("Hold, 45 seconds.", "Hold, forty-five seconds."),
        ("1 min, then 1 s", "one minute, then one second"),
        ("30-60 s", "thirty to sixty seconds"),
        ("30 \u2013 60 s", "thirty to sixty seconds"),
        ("1.5 kg", "one point five kilograms"),
        ("a box 20 cm high, 50 %", "a box twenty centimetres high, fifty per cent"),
        ("Seated pelvic rock / cat-cow.", "Seated pelvic rock or cat-cow."),
        ("Aerobic exercise (walking first).", "Aerobic exercise, walking first."),
        ("Use a band (light) or a towel", "Use a band, light, or a towel"),
        ("Figure-4, 90/90", "Figure-four, ninety ninety"),
        ("a cushion, e.g. a firm one", "a cushion, for example a firm one"),
        ("toes & heels", "toes and heels"),
        ("Don\u2019t hold your breath\u2026", "Don't hold your breath."),
        ("1/2 of it", "half of it"),
        ("L4 and L5", "L4 and L5"),
        ("<speak>[[slnc 9000]] `rm`", "speak, slnc nine thousand, rm"),
        ("!-!QUIT", "QUIT"),
        ("--help", "help"),
        ("", ""),
    ],
)
def test_words_are_written_as_they_are_heard(written: str, heard: str) -> None:
    assert plainly(written) == heard


@given(st.text())
def test_nothing_that_is_said_steers_a_synthesiser(text: str) -> None:
    said = plainly(text)
    assert not CODES.search(said)
    assert not said.startswith(("-", "!", "'", " "))
    assert len(said) <= 300
    assert all(sentences(text))


def test_numbers_are_said_in_words() -> None:
    assert [number_words(number) for number in (0, 7, 13, 20, 45, 90)] == [
        "zero", "seven", "thirteen", "twenty", "forty-five", "ninety",
    ]  # fmt: skip
    assert number_words(200) == "two hundred"
    assert number_words(215) == "two hundred and fifteen"
    assert number_words(1005) == "one thousand and five"
    assert number_words(9999) == "nine thousand nine hundred and ninety-nine"
    assert len({number_words(number) for number in range(10000)}) == 10000


def test_a_sentence_in_fewer_words() -> None:
    assert shorter("Hold, thirty seconds.") == "Hold."
    assert shorter("Next: Figure four, left side first.") == "Next: Figure four."
    assert shorter("Halfway.") == ""
    assert seconds_of("Hold.") < seconds_of("Hold, thirty seconds.")


def test_every_first_step_and_name_of_the_packs_can_be_said(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        for words in (exercise.name, exercise.how[0]):
            said = " ".join(sentences(words))
            assert said
            assert not re.search(r"\d", said), said


# Lines


def line(session: Session, told: Told, at: float = 0.0) -> tuple[tuple[str, ...], float, bool] | None:
    """Return what is said for an event of the phase under way: sentences, by when, whether important."""
    found = line_for(Event(told, at, session.index), session)
    return (found.sentences, found.by, found.important) if found else None


def test_what_begins_is_said_until_its_phase_ends() -> None:
    timeline = plan((PLANK, "2x20s rest 15s"), (STRETCH, "1x20s each side"))
    session = begun(timeline)
    ready = line_for(Event(Told.PHASE, 0.0, 0), session)
    assert ready is not None
    assert ready.sentences == ("First: Plank.", "two times twenty seconds.", "One.")
    assert (ready.by, ready.important) == (20.0, True)
    # How much is the first that is left out; the screen tells it too.
    assert ready.spare == {"two times twenty seconds."}
    session, _ = session.done(3.0)
    assert line(session, Told.PHASE, 3.0) == (("Hold, twenty seconds.",), 23.0, False)
    session, _ = session.done(6.0)
    assert line(session, Told.PHASE, 6.0) == (("Rest.", "Next: set two of two."), 21.0, False)
    assert line(session, Told.SET_DONE) is None
    assert line(session, Told.LAST_SECONDS) is None
    sides = begun(plan((STRETCH, "1x20s each side"))).done(1.0)[0].done(2.0)[0]
    assert line(sides, Told.PHASE, 2.0) == (("Switch to your right side.",), 10.0, True)


def test_what_a_key_ends_has_no_end_to_be_said_by() -> None:
    session = replace(begun(plan((BRIDGE, "1x5"))), waits=True)
    assert line(session, Told.PHASE) == (
        ("First: Bridge.", "five reps.", "One.", "Press Enter to begin."), float("inf"), True,
    )  # fmt: skip


def test_the_end_is_said_in_any_case() -> None:
    session = replace(begun(plan((BRIDGE, "1x5"))), status=Status.ENDED)
    assert line(session, Told.FINISHED) == (("Done.",), float("inf"), True)
    assert line(session, Told.ENDED) == (("The session ends here.",), float("inf"), True)


def test_whoever_comes_back_while_getting_ready_hears_again_what_for() -> None:
    session = begun(plan((PLANK, "1x20s"))).pause(2.0)[0].begin(100.0)[0]
    told = line(session, Told.RESUMED, 100.0)
    assert told == (("Going on.", "First: Plank.", "twenty seconds.", "One."), 118.0, False)


def test_the_end_that_counts_is_that_of_the_phase_that_is_told_of() -> None:
    session = begun(plan((PLANK, "1x20s"))).done(1.0)[0]
    ready = line_for(Event(Told.PHASE, 0.0, 0), session)
    assert ready is not None
    assert ready.by == 20.0
