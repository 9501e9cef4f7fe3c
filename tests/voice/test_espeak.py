"""A real synthesiser writes what it says to files, and the files are measured."""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
import time
import wave
from array import array
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.core.making import BREATHING, BRIDGE, DEAD_BUG, PLANK, RESET, ROLLS, STRETCH, plan
from tests.voice.listening import Listened, listen

from limberup.catalog import Catalog
from limberup.session import Event, Session, Told
from limberup.timeline import PhaseKind, PlannedStep, Timeline, build_timeline
from limberup_tui.speech import LATE, PROGRAMS, Program, ProgramSpeaker
from limberup_tui.spoken import Line, line_for, seconds_of, sentences

PATH = shutil.which("espeak-ng") or ""
pytestmark = pytest.mark.skipif(not PATH, reason="espeak-ng is not installed")

(ESPEAK,) = (program for program in PROGRAMS if program.name == "espeak-ng")
SILENT = 200
"""Of 32767: what no ear takes for a sound."""
DEADLINE = 30.0
"""Seconds that a test waits at most for what has to come."""


class Sound(NamedTuple):
    """What is in a file."""

    seconds: float
    frames: bytes
    begins: float
    """Seconds until its first sound."""
    ends: float
    """Seconds until its last one."""


def sound(path: Path) -> Sound:
    """Return what is in a WAV file of one channel with 16 bits."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        rate, frames = file.getframerate(), file.readframes(file.getnframes())
    samples = array("h", frames)
    first = next((number for number, sample in enumerate(samples) if abs(sample) > SILENT), None)
    assert first is not None, f"{path.name} is silent"
    after = next(number for number, sample in enumerate(reversed(samples)) if abs(sample) > SILENT)
    return Sound(len(samples) / rate, frames, first / rate, (len(samples) - after) / rate)


@functools.cache
def spoken(sentence: str) -> Sound:
    """Return a sentence as espeak-ng speaks it, asked just as the program asks it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        command = [PATH, *ESPEAK.arguments, "-w", str(path)]
        subprocess.run(command, input=f"{sentence}\n".encode(), check=True, timeout=DEADLINE)
        return sound(path)


def seconds(sentence: str) -> float:
    """Return how long espeak-ng takes for a sentence, with the pause after it."""
    return spoken(sentence).seconds


def packs_say(catalog: Catalog) -> set[str]:
    """Return every sentence that is said of any exercise of the packs, at its start and at its target dose."""
    found = set[str]()
    for exercise in catalog.exercises.values():
        for dose in (exercise.start, exercise.target):
            for waits in (False, True):
                session = Session.of(build_timeline([PlannedStep(exercise, dose)]))
                session = replace(session, waits=waits, own_pace=waits)
                for told in (Told.PHASE, Told.HALFWAY, Told.RESUMED, Told.FINISHED):
                    for index in range(len(session.timeline.phases)):
                        line = line_for(Event(told, 0.0, index), session)
                        found.update(line.sentences if line else ())
    return found


def test_every_sentence_is_said_whole(catalog: Catalog) -> None:
    said = packs_say(catalog)
    assert len(said) > 200
    for sentence in said:
        heard = spoken(sentence)
        assert heard.begins < 0.1, sentence
        # What is cut off ends in the middle of a sound; a sentence ends with a pause.
        assert heard.seconds - heard.ends > 0.15, sentence
        assert 0.5 * seconds_of(sentence) < heard.seconds < seconds_of(sentence) + 0.25, sentence


def test_the_last_letters_are_not_left_out(tmp_path: Path) -> None:
    for words in ("Hold", "Lie on your back", "Halfway.", "Next: Bridge, left side first."):
        path = tmp_path / "argument.wav"
        command = [PATH, "-v", "en", "-s", ESPEAK.arguments[-1], "-w", str(path), words]
        subprocess.run(command, check=True, timeout=DEADLINE)
        assert spoken(words).frames == sound(path).frames, words


def test_numbers_are_heard_as_words() -> None:
    def heard(words: str) -> str:
        command = [PATH, "-q", "-x", *ESPEAK.arguments]
        (sentence,) = sentences(words)
        done = subprocess.run(
            command, input=f"{sentence}\n".encode(), capture_output=True, check=True, timeout=DEADLINE
        )
        return " ".join(done.stdout.decode().split())

    assert heard("2 x 15 s") == heard("two times, fifteen seconds")
    assert heard("Hold, 45 seconds.") == heard("Hold, forty-five seconds.")
    assert heard("30-60 s") == heard("thirty to sixty seconds")


# Whole sessions: the times of the files, on a clock of their own

KINDS = {
    "holds": plan((PLANK, "2x20s rest 10s")),
    "short holds": plan((PLANK, "3x2s rest 3s")),
    "sides": plan((STRETCH, "2x24s each side rest 5s"), first_side="right"),
    "tempo": plan((BRIDGE, "2x3 1s rest 8s tempo 3-2")),
    "turns": plan((DEAD_BUG, "1x5")),
    "ways": plan((ROLLS, "1x3 each way")),
    "breaths": plan((BREATHING, "1x60s")),
    "open": plan((RESET, "once"), (BRIDGE, "1x1")),
}


def assert_whole_and_in_time(found: Listened, name: str) -> None:
    """Check that no sentence runs into the next, and that each line begins within the time it has."""
    assert found.heard, name
    assert found.latest <= LATE, name
    for before, after in pairwise(found.heard):
        assert after.begun >= before.begun + seconds(before.sentence), (name, after)


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_whole_and_in_time(kind: str, waits: bool) -> None:
    found = listen(KINDS[kind], seconds, waits=waits, own_pace=waits)
    assert_whole_and_in_time(found, kind)
    assert [line for _, line in found.lines if not found.of(line)] == []


def side_of(timeline: Timeline, index: int) -> str:
    """Return the side of a phase, where it is one."""
    side = timeline.phases[index].side
    return side if side in ("left", "right") else ""


def test_each_routine_of_the_packs_is_told_whole_and_in_time(catalog: Catalog) -> None:
    for routine in catalog.routines.values():
        steps = [(catalog.exercise(step.do), step.dose) for step in routine.steps]
        timeline = build_timeline(PlannedStep(of, dose or of.start) for of, dose in steps)
        found = listen(timeline, seconds)
        assert_whole_and_in_time(found, routine.id)
        for event, line in found.lines:
            said = [heard.sentence for heard in found.of(line)]
            if event.told is not Told.PHASE or timeline.phases[event.index].kind is not PhaseKind.READY:
                assert said == list(line.sentences), (routine.id, line)
                continue
            exercise = timeline.planned(timeline.phases[event.index]).exercise
            name, *_ = sentences(f"Next: {exercise.name}.")
            assert name.removeprefix("Next: ").rstrip(".") in said[0], (routine.id, said)
            assert side_of(timeline, event.index) in said[0]
            assert sentences(exercise.how[0])[0] in said, (routine.id, said)


# The program as it is run


def recorder(folder: Path) -> ProgramSpeaker:
    """Return a speaker whose synthesiser is the real one, with a file in place of a sound card.

    It takes part of the time that a sound card would; a sentence that is cut off before that has no file.
    """
    script = folder / "espeak-ng"
    script.write_text(
        f"#!/bin/sh\nn=$(/bin/ls {folder} | /usr/bin/wc -l)\n"
        f'{PATH} "$@" -w {folder}/$n.part && /bin/sleep 0.8 && /bin/mv {folder}/$n.part {folder}/$n.wav\n',
        "utf-8",
    )
    script.chmod(0o755)
    return ProgramSpeaker(Program(ESPEAK.name, ESPEAK.arguments, ESPEAK.silence, str(script)), time.monotonic)


def until_said(folder: Path, count: int, files_of: str = "*.wav") -> list[Path]:
    """Wait until so many sentences have been said, and return their files in order."""
    end = time.monotonic() + DEADLINE
    while len(files := sorted(folder.glob(files_of), key=lambda path: int(path.stem))) < count:
        assert time.monotonic() < end, files
        time.sleep(0.02)
    return files


def test_a_line_is_written_sentence_by_sentence_and_each_is_whole(tmp_path: Path) -> None:
    said = ("First: Bridge.", "Lie on your back.", "Press Enter to begin.")
    speaker = recorder(tmp_path)
    speaker.say(Line(said, time.monotonic(), important=True))
    files = until_said(tmp_path, 3)
    assert [sound(file).frames for file in files] == [spoken(sentence).frames for sentence in said]
    speaker.close()


def test_what_comes_meanwhile_cuts_nothing_off(tmp_path: Path) -> None:
    speaker = recorder(tmp_path)
    speaker.say(Line(("Lie on your back.", "This is left out."), time.monotonic(), important=True))
    until_said(tmp_path, 1, "*.part")
    for words in ("Halfway.", "Switch to your left side."):
        speaker.say(Line((words,), time.monotonic(), important=True))
    files = until_said(tmp_path, 2)
    speaker.close()
    assert sound(files[0]).frames == spoken("Lie on your back.").frames
    assert sound(files[1]).frames == spoken("Switch to your left side.").frames
    assert speaker.trouble == ""
