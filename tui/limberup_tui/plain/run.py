"""The plain mode from its start to its exit code."""

from __future__ import annotations

import os
import sys

from limberup.paths import Home
from limberup.routine import Routine
from limberup.texts import tr
from limberup_tui.clock import Clock
from limberup_tui.commands.output import say_closed
from limberup_tui.house import House
from limberup_tui.plain.checkin import opening
from limberup_tui.plain.flow import play, resume
from limberup_tui.plain.front import NOT_RIGHT, Front
from limberup_tui.plain.leaving import EndOfInput, Gone, Interrupted, Leaving
from limberup_tui.plain.lines import Streams
from limberup_tui.plain.settings import UNSEEN
from limberup_tui.plain.signals import Watch
from limberup_tui.plain.talk import Talk, in_ascii_alone
from limberup_tui.plain.today import left_words, today
from limberup_tui.start import Start
from limberup_tui.unknown_values import unknown_values

__all__ = ["INTERRUPTED", "NoInput", "lead", "run"]

INTERRUPTED = 130


class NoInput(Exception):
    """Standard input is closed, or at its end already: nobody can answer."""


def run(home: Home, start: Start) -> int:
    """Run the plain mode on standard input and output until it is left; return the exit code.

    Raises:
        NoInput: nobody can answer. Nothing has been written.
        LimberupError: there is no place to keep what is done, or the person's file or the settings are damaged.
    """
    try:
        input_, output = sys.stdin.fileno(), sys.stdout.fileno()
        for stream in (input_, output):
            os.fstat(stream)
    except (AttributeError, ValueError, OSError):
        raise NoInput from None
    encoding = sys.stdout.encoding or "utf-8"
    with Watch() as watch:
        streams = Streams(watch, input_=input_, output=output, encoding=encoding)
        if streams.is_empty:
            raise NoInput
        say_closed(home.check())
        house = House(home, Clock(), start.safe)
        house.read_small()
        talk = Talk(streams, ascii_alone=in_ascii_alone(encoding))
        front = Front(house, talk, start.calm or house.settings.calm == "on", start.voice, start.kiosk)
        return lead(front, start)


def lead(front: Front, start: Start) -> int:
    """Do what was asked for on the command line, and return the exit code.

    Args:
        front: The front end, with person and settings read.
        start: What was asked for: a routine, the session that was left open, or else Today.
    """
    try:
        front.house.contents = front.house.read_contents(start.loaded)
        front.house.keep_names()
        return _what_was_asked(front, start.routine, go_on=start.resume)
    except Interrupted:
        return INTERRUPTED
    except Leaving as leaving:
        if isinstance(leaving, EndOfInput):
            _last_words(front)
        return NOT_RIGHT


def _what_was_asked(front: Front, routine: Routine | None, *, go_on: bool) -> int:
    wrong = unknown_values(front.house.settings, front.house.home.settings)
    # Colours are none of its business: here is nothing of the kind to be seen.
    front.talk.say(*(str(problem) for name, problem in wrong.items() if name not in UNSEEN))
    left = front.house.left_to_go_on
    if go_on:
        if left is None:
            front.talk.say(tr("There is no session to go on with."))
            return NOT_RIGHT
        front.talk.say(left_words(front, left))
        return resume(front, left)
    if routine is None:
        return today(front)
    opening(front)
    if left:
        front.talk.say(tr("{left} limberup play --resume goes on with it.").format(left=left_words(front, left)))
    return play(front, routine)


def _last_words(front: Front) -> None:
    try:
        front.talk.say(tr("The input has ended, so limberup ends here."))
    except Gone:
        return
