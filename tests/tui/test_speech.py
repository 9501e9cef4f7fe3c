"""Speech: nothing cut off, nothing late, and no harm done by whatever a synthesiser does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.core.making import BREATHING, BRIDGE, DEAD_BUG, PLANK, RESET, ROLLS, STRETCH, exercise, plan
from tests.voice.listening import Command, listen
from tests.voice.programs import DEADLINE, SPEAKS, WAITS, Synthesiser, alive, until

from limberup.catalog import Catalog
from limberup.exercise import Position, Side
from limberup.session import Told
from limberup.timeline import PhaseKind, PlannedStep, Timeline, build_timeline
from limberup_tui.speech import LATE, PROGRAMS, SLOWEST, Queue, find_speaker
from limberup_tui.spoken import Line, seconds_of, shorter

# The queue


def test_a_line_is_said_sentence_by_sentence() -> None:
    queue = Queue()
    assert queue.take(0.0) == ""
    queue.put(Line(("One.", "Two."), 10.0))
    assert queue
    assert [queue.take(10.1), queue.take(14.0), queue.take(15.0)] == ["One.", "Two.", ""]
    assert not queue


def test_what_would_come_late_is_left_out_unless_it_is_important() -> None:
    queue = Queue()
    queue.put(Line(("Halfway.",), 10.0))
    assert queue.take(10.0 + LATE) == ""
    assert not queue
    queue.put(Line(("Switch to your left side.",), 10.0, important=True))
    assert queue.take(13.0) == "Switch to your left side."


def test_the_newest_line_takes_the_place_of_what_was_still_to_be_said() -> None:
    queue = Queue()
    queue.put(Line(("One.", "Two."), 0.0))
    assert queue.take(0.0) == "One."
    queue.put(Line(("Hold.",), 1.0))
    assert [queue.take(1.1), queue.take(2.0)] == ["Hold.", ""]


def test_a_sentence_that_has_no_time_left_is_said_in_fewer_words_or_not() -> None:
    long, short = "Hold, thirty seconds.", "Hold."
    for room, said in (
        (seconds_of(long), long),
        (seconds_of(long) - 0.1, short),
        (seconds_of(short) - 0.1, ""),
    ):
        queue = Queue()
        queue.put(Line((long,), 0.0, by=room))
        assert queue.take(0.0) == said


def test_what_is_needed_less_is_left_out_first() -> None:
    name, dose, how = "Next: Bridge.", "eight reps.", "Lie on your back."
    whole = seconds_of(name) + seconds_of(dose) + seconds_of(how)
    for room, said in (
        (whole + 0.01, [name, dose, how]),
        (whole - 0.01, [name, how]),
        (whole - seconds_of(how) + 0.01, [name]),
        (seconds_of(name) + 0.01, [name]),
        (seconds_of(name) - 0.01, []),
    ):
        queue, now, heard = Queue(), 0.0, []
        queue.put(Line((name, dose, how), now, now + room, important=True, spare=frozenset((dose,))))
        while sentence := queue.take(now):
            heard.append(sentence)
            now += seconds_of(sentence)
        assert heard == said


def test_a_slow_synthesiser_is_given_more_time() -> None:
    queue = Queue()
    queue.took("Halfway.", seconds_of("Halfway.") + 1.0)
    assert queue.over == pytest.approx(1.0)
    queue.put(Line(("Hold.",), 0.0, by=seconds_of("Hold.") + 0.9))
    assert queue.take(0.0) == ""
    # The machine slept meanwhile: that says nothing of the synthesiser.
    queue.took("Halfway.", seconds_of("Halfway.") + SLOWEST + 60)
    assert queue.over == pytest.approx(1.0)
    for _ in range(20):
        queue.took("Halfway.", 0.5)
    assert queue.over < 0.1


def test_at_the_end_a_line_that_has_begun_is_not_gone_on_with() -> None:
    queue = Queue()
    queue.put(Line(("First: Bridge.", "Lie down."), 0.0))
    queue.take(0.0)
    queue.finish()
    assert queue.take(1.0) == ""
    queue.put(Line(("Done.",), 2.0, important=True))
    queue.finish()
    assert queue.take(2.0) == "Done."


# Whole sessions, on a clock of their own

FETCH = exercise("squat", position=Position.STANDING, equipment=("band",))
SIDES = exercise("side-stretch", position=Position.SIDE_LYING, side=Side.PER_SIDE)
KINDS = {
    "holds": plan((PLANK, "2x20s rest 10s")),
    "short holds": plan((PLANK, "3x2s rest 3s"), (PLANK, "2x1s rest 2s")),
    "sides": plan((STRETCH, "2x24s each side rest 5s"), first_side="right"),
    "side-lying": plan((SIDES, "2x8s each side rest 5s")),
    "tempo": plan((BRIDGE, "2x3 1s rest 8s tempo 3-2")),
    "turns": plan((DEAD_BUG, "1x5")),
    "ways": plan((ROLLS, "1x3 each way")),
    "breaths": plan((BREATHING, "1x60s"), (BREATHING, "1x3 2s")),
    "open": plan((RESET, "once"), (BRIDGE, "1x1")),
    "positions": plan((FETCH, "1x2"), (BRIDGE, "1x1"), (PLANK, "1x3s"), (FETCH, "1x2")),
}


def swift(sentence: str) -> float:
    """Return how long a sentence takes with a synthesiser that is faster than expected."""
    return 0.6 * seconds_of(sentence)


def slow(sentence: str) -> float:
    """Return the same for one that is as slow as the slowest sentence that was measured."""
    return seconds_of(sentence) + 0.22


def assert_heard_well(timeline: Timeline, seconds: Callable[[str], float], *, waits: bool = False) -> None:
    """Check that every line was begun in time, every sentence said whole, and nothing left out that matters."""
    found = listen(timeline, seconds, waits=waits, own_pace=waits)
    assert found.latest <= LATE
    assert all(after.begun >= before.ended for before, after in pairwise(found.heard))
    for event, line in found.lines:
        said = [heard.sentence for heard in found.of(line)]
        # In a phase of a second there is no time for a word; the bell marks it.
        assert said or line.by - line.at < seconds_of("Hold."), (event, line)
        phase = timeline.phases[event.index]
        if event.told is Told.PHASE and phase.kind is PhaseKind.READY:
            planned = timeline.planned(phase)
            assert said[0] == line.sentences[0]
            assert any(planned.exercise.name.lower() in sentence.lower() for sentence in line.sentences[:1])


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("seconds", [swift, seconds_of, slow])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_led_in_time(kind: str, seconds: Callable[[str], float], waits: bool) -> None:
    assert_heard_well(KINDS[kind], seconds, waits=waits)


def routines(catalog: Catalog) -> Iterator[tuple[str, Timeline]]:
    """Yield the timeline of each routine of the packs."""
    for routine in catalog.routines.values():
        steps = [(catalog.exercise(step.do), step.dose) for step in routine.steps]
        yield routine.id, build_timeline(PlannedStep(of, dose or of.start) for of, dose in steps)


def test_each_routine_of_the_packs_is_led_in_time_with_name_side_and_first_step(catalog: Catalog) -> None:
    for name, timeline in routines(catalog):
        found = listen(timeline, seconds_of)
        assert found.latest <= LATE, name
        for event, line in found.lines:
            said = [heard.sentence for heard in found.of(line)]
            phase = timeline.phases[event.index]
            if event.told is Told.PHASE and phase.kind is PhaseKind.READY:
                needed = [sentence for sentence in line.sentences if sentence not in line.spare]
                assert all({sentence, shorter(sentence)} & set(said) for sentence in needed), (name, line)
            else:
                assert said == list(line.sentences), (name, line)


def pressed(*moments: float) -> dict[float, Command]:
    """Return an Enter at each of these moments."""
    return {at: lambda session, now: session.done(now) for at in moments}


def test_after_a_key_the_sentence_is_finished_and_what_matters_follows() -> None:
    timeline = plan((PLANK, "1x20s"), (STRETCH, "1x20s each side"))
    # Enter in the middle of the first sentence: the hold has begun when it is over, and the bell has told so.
    first, second = listen(timeline, seconds_of, keys=pressed(0.5)).heard[:2]
    assert (first.sentence, second.sentence) == ("First: Plank.", "Halfway.")
    assert second.begun - second.line.at <= LATE
    # And once more, which leads to the next exercise: its name is waited for.
    first, second, third = listen(timeline, seconds_of, keys=pressed(0.5, 1.0)).heard[:3]
    assert (first.sentence, second.sentence) == ("First: Plank.", "Next: Stretch, left side first.")
    assert first.ended <= second.begun <= first.ended + 0.1
    assert third.line is second.line


def test_what_is_left_of_a_line_is_not_said_in_a_pause() -> None:
    timeline = plan((PLANK, "1x20s"))
    keys: dict[float, Command] = {0.5: lambda s, now: s.pause(now), 30.0: lambda s, now: s.begin(now)}
    said = [(round(heard.begun), heard.sentence) for heard in listen(timeline, seconds_of, keys=keys).heard]
    assert said[:3] == [(0, "First: Plank."), (30, "Going on."), (32, "First: Plank.")]


# Programs


@pytest.fixture
def synthesiser(tmp_path: Path) -> Synthesiser:
    """Return a synthesiser that is not written yet."""
    return Synthesiser(tmp_path)


def line(*said: str) -> Line:
    """Return a line of this moment, which is to be said in any case."""
    return Line(said, time.monotonic(), important=True)


def test_sentences_are_said_one_after_the_other(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(SPEAKS)
    speaker.say(line("One.", "Two.", "Three."))
    assert speaker.busy
    synthesiser.waits_for("One.", "Two.", "Three.")
    until(lambda: not speaker.busy)
    assert speaker.trouble == ""
    speaker.close()


def test_a_sentence_under_way_is_finished_before_the_next_line(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(WAITS)
    speaker.say(line("One.", "Two."))
    synthesiser.waits_for("One.")
    speaker.say(line("Three."))
    assert synthesiser.said == ["One."]
    synthesiser.gone.touch()
    synthesiser.waits_for("One.", "over", "Three.", "over")
    speaker.close()


def test_it_is_silent_at_once(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(f"echo $$ > {synthesiser.folder}/pid\n{WAITS}")
    speaker.say(line("One.", "Two."))
    synthesiser.waits_for("One.")
    speaker.stop()
    until(lambda: not speaker.busy)
    assert not alive(int((synthesiser.folder / "pid").read_text()))
    # It was asked to: that is no trouble, and it speaks again.
    synthesiser.gone.touch()
    speaker.say(line("Three."))
    synthesiser.waits_for("One.", "Three.", "over")
    assert speaker.trouble == ""
    speaker.close()


def test_it_is_silent_also_in_the_moment_in_which_it_begins(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker("exec /bin/sleep 600")
    # So long that it would be ended for hanging only after the deadline.
    long = "One " * 75
    for pause in range(20):
        speaker.say(line(long))
        threading.Event().wait(pause / 4000)
        speaker.stop()
        until(lambda: not speaker.busy)
    assert speaker.trouble == ""
    speaker.close()


def test_one_that_lets_another_process_speak_is_told_to_silence_it(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(f'if [ "$1" = -S ]; then echo silence >> $said; exit; fi\n{WAITS}', silence=("-S",))
    speaker.say(line("One."))
    synthesiser.waits_for("One.")
    speaker.stop()
    synthesiser.waits_for("One.", "silence")
    speaker.close()


@pytest.mark.parametrize(
    "script",
    [
        "/bin/cat >> $said",  # no sound card: espeak-ng then ends at once, and says that all is well
        "exit 0",  # does not even read
        "/bin/cat >> $said; /bin/sleep 0.4; exit 3",
        "kill -9 $$",
    ],
)
def test_where_nothing_can_be_heard_it_says_so_and_tries_no_more(synthesiser: Synthesiser, script: str) -> None:
    speaker = synthesiser.speaker(script)
    speaker.say(line("One.", "Two.", "Three."))
    until(lambda: bool(speaker.trouble))
    assert speaker.trouble == "No sound comes out here, so nothing is spoken (espeak-ng)."
    until(lambda: not speaker.busy)
    said = synthesiser.said
    speaker.say(line("Four."))
    assert not speaker.busy
    assert synthesiser.said == said
    assert "Three." not in said


@pytest.mark.parametrize("what", ["gone", "no program"])
def test_a_program_that_can_not_be_started_does_no_harm(synthesiser: Synthesiser, what: str) -> None:
    speaker = synthesiser.speaker("exit 0")
    path = Path(speaker.program.path)
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(b"\x00\x01")
    speaker.say(line("One.", "Two."))
    until(lambda: bool(speaker.trouble))


def test_one_that_hangs_is_ended(synthesiser: Synthesiser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limberup_tui.speech.PATIENCE", 0.2)
    monkeypatch.setattr("limberup_tui.speech.HANGS", 0.1)
    speaker = synthesiser.speaker("exec /bin/sleep 600")
    speaker.say(line("One.", "Two."))
    until(lambda: bool(speaker.trouble))
    until(lambda: not speaker.busy)


def test_what_is_said_is_no_option_and_no_command(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(f'echo "$@" >> {synthesiser.folder}/arguments\n{SPEAKS}')
    speaker.say(line("--help $(touch pwned); `id`"))
    synthesiser.waits_for("--help $(touch pwned); `id`")
    until(lambda: not speaker.busy)
    assert (synthesiser.folder / "arguments").read_text() == "--stdin\n"
    speaker.close()


def test_it_has_no_terminal(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker("/bin/cat >> $said; ps -o sid= -p $$ >> $said; /bin/sleep 0.4")
    speaker.say(line("One."))
    until(lambda: len(synthesiser.said) == 2)
    assert int(synthesiser.said[1]) != os.getsid(0)
    speaker.close()


def test_at_the_end_of_the_session_it_finishes_and_its_thread_ends(synthesiser: Synthesiser) -> None:
    speaker = synthesiser.speaker(SPEAKS)
    speaker.say(line("Done."))
    speaker.close()
    synthesiser.waits_for("Done.")
    assert speaker._thread is not None
    speaker._thread.join(DEADLINE)
    assert not speaker._thread.is_alive()
    speaker.say(line("More."))
    assert synthesiser.said == ["Done."]


def test_at_the_end_of_the_program_nothing_is_left_behind(synthesiser: Synthesiser) -> None:
    path = synthesiser.write(f"echo $$ > {synthesiser.folder}/pid\n{WAITS}")
    code = f"""
        import pathlib, time
        from limberup_tui.speech import Program, ProgramSpeaker
        from limberup_tui.spoken import Line
        speaker = ProgramSpeaker(Program("espeak-ng", (), (), {str(path)!r}), time.monotonic)
        speaker.say(Line(("One.", "Two."), time.monotonic()))
        log = pathlib.Path({str(synthesiser.log)!r})
        while not (log.exists() and log.read_text()):
            time.sleep(0.01)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, timeout=DEADLINE)
    until(lambda: not alive(int((synthesiser.folder / "pid").read_text())))
    assert synthesiser.said == ["One."]


# Finding one


def test_the_first_that_is_installed_is_taken(synthesiser: Synthesiser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(synthesiser.folder))
    assert find_speaker(time.monotonic) is None
    for name in ("spd-say", "espeak", "espeak-ng"):
        path = synthesiser.write("exit 0", name)
        speaker = find_speaker(time.monotonic)
        assert speaker is not None
        assert speaker.program.path == str(path)
    synthesiser.write("exit 0", "say")
    monkeypatch.setattr(sys, "platform", "darwin")
    found = find_speaker(time.monotonic)
    assert found is not None
    assert found.program.name == "say"


def test_what_lies_in_the_folder_one_is_in_is_not_taken(
    synthesiser: Synthesiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    synthesiser.write("exit 0")
    monkeypatch.chdir(synthesiser.folder)
    monkeypatch.setattr(sys, "platform", "linux")
    for path in (".", ":", ""):
        monkeypatch.setenv("PATH", path)
        assert find_speaker(time.monotonic) is None


def test_all_of_them_read_what_they_say_from_their_input() -> None:
    assert [program.name for program in PROGRAMS] == ["espeak-ng", "espeak", "spd-say"]
    for program in PROGRAMS:
        assert {"--stdin", "-e"} & set(program.arguments)
        assert not re.search(r"[;|&$`<>]", " ".join(program.arguments))
