"""A session led line by line: the timeline goes on while a line is waited for."""

from __future__ import annotations

from collections.abc import Callable

from limberup.run import Run
from limberup.session import Event, Told
from limberup.texts import tr, trc
from limberup.timeline import PhaseKind
from limberup_tui.asked import CLAIM, CLAIM_ANSWERS, CLAIM_QUESTION
from limberup_tui.conductor import Conductor
from limberup_tui.cues import cue_for
from limberup_tui.plain.asks import Asks, Left
from limberup_tui.plain.front import Front
from limberup_tui.plain.leaving import Interrupted, Leaving
from limberup_tui.plain.telling import Pace, event_lines, how_lines, where_lines
from limberup_tui.voice import Voice

__all__ = ["KEYS", "Leader"]

TICK = 0.1
"""Seconds between two looks at the clock while it runs."""
STILL = 1.0
"""The same while it stands."""

KEYS = {
    "h": tr("it hurts"),
    "": tr("done: this set, rest or time to get ready is over. Goes on after a pause, too"),
    "a": tr("all of the set that Enter just ended was done"),
    "p": tr("pause, or go on"),
    "s": tr("skip the rest of this exercise"),
    "e": tr("easier"),
    "w": tr("swap it for another exercise"),
    "m": tr("15 seconds more"),
    "b": tr("back to the start of this set, or to the one before"),
    "i": tr("how the exercise is done"),
    "t": tr("where you are, and the time left"),
    "o": tr("how it leads: bell, pace, voice"),
    "v": tr("voice on or off"),
    "q": tr("end, or leave for later"),
    "?": tr("these keys"),
}
"""What can be typed at any time, and its words; the key "" is Enter alone."""

# i18n: words that are typed instead of a key, one word each in small letters
_OWN_NAMES = {
    trc("typed", "done"): "", trc("typed", "all"): "a", trc("typed", "hurts"): "h", trc("typed", "pause"): "p",
    trc("typed", "skip"): "s", trc("typed", "easier"): "e", trc("typed", "swap"): "w", trc("typed", "more"): "m",
    trc("typed", "back"): "b", trc("typed", "how"): "i", trc("typed", "time"): "t", trc("typed", "options"): "o",
    trc("typed", "voice"): "v", trc("typed", "end"): "q", trc("typed", "help"): "?",
}  # fmt: skip
_NAMES = _OWN_NAMES | {
    "d": "", "done": "", "all": "a", "+": "m", "hurts": "h", "it hurts": "h", "pause": "p", "skip": "s", "easier": "e",
    "swap": "w", "more": "m", "back": "b", "how": "i", "time": "t", "options": "o", "voice": "v", "end": "q",
    "quit": "q", "keys": "?", "help": "?",
}  # fmt: skip


class Leader(Asks):
    """Leads through one run."""

    def __init__(self, front: Front, run: Run, *, claim: bool = False) -> None:
        """Take charge of a run.

        Args:
            front: The front end.
            run: What is to be done, or gone on with.
            claim: Whether it is taken over from another process.
        """
        voice = Voice(front.house, asked=front.voice, kiosk=front.kiosk)
        super().__init__(front, Conductor(front.house, run, told=self._told), voice)
        self._claim = claim
        self._pace = Pace(calm=front.calm)
        self._strokes: list[float] = []
        """Moments of the session's clock at which the bell is to ring."""
        self._trouble = ""
        self._does: dict[str, Callable[[], None]] = {
            "h": self.hurts, "": self._done, "a": self._claim_all, "p": self._toggle, "s": self.skip,
            "e": self.easier, "w": self.swap, "m": self._more, "b": self.conductor.back, "i": self._how,
            "t": self._where, "o": self.options, "q": self.leave, "?": self._keys,
            "v": lambda: self.talk.say(self._voice.switch(self.conductor.session)),
        }  # fmt: skip

    @property
    def run(self) -> Run:
        """The run as it is."""
        return self.conductor.run

    def lead(self) -> Left:
        """Lead until the session is over, or left.

        Raises:
            Interrupted: Ctrl+C at a question: the session has been ended.
            Leaving: nobody is there any more: the session is kept for later, unless it was over.
        """
        try:
            self.talk.say(tr("Type a letter and Enter at any time. h: it hurts. p: pause. q: end. ?: all of them."))
            self.conductor.save(claim=self._claim)
            self.go_on()
            while not (self.conductor.ended or self.conductor.taken_over or self.later):
                try:
                    self._turn()
                except Interrupted:
                    self.leave()
        except Interrupted:
            self.conductor.end()
            raise
        except Leaving:
            if not self.conductor.ended and not self.later:
                self.conductor.leave_for_later()
            raise
        finally:
            self._voice.close()
        if self.conductor.taken_over:
            return Left.TAKEN_OVER
        return Left.LATER if self.later else Left.OVER

    def _turn(self) -> None:
        """Wait for a line a little while, and do what it says; else look at the clock."""
        line = self.talk.listen(TICK if self.conductor.is_led or self._strokes else STILL)
        if line is None:
            self.conductor.tick()
        else:
            self._obey(line)
        if self.conductor.ended or self.conductor.taken_over or self.later:
            return
        now = self.house.clock.now()
        self.talk.say(self._pace.line(self.conductor.session, now))
        self._ring(now)
        self._say_trouble()
        self.talk.say(self._voice.news())

    # Telling

    def _told(self, event: Event) -> None:
        session = self.conductor.session
        cue = cue_for(event, session)
        settings = self.house.settings
        if cue and cue.bell and settings.bell and not settings.quiet:
            # Strokes of the one before that have not rung yet are left out.
            self._strokes = [self.house.clock.now() + offset for offset in cue.bell]
        if event.told is Told.PAUSED and self._asking:
            # The question says as much.
            self.talk.say(tr("Paused."))
        else:
            self.talk.say(*event_lines(event, session, calm=self.front.calm))
        self._voice.tell(event, session)

    def _ring(self, now: float) -> None:
        for _ in [at for at in self._strokes if at <= now]:
            self.talk.ring()
        self._strokes = [at for at in self._strokes if at > now]

    def ring_out(self) -> None:
        """Ring what is left of the last cue."""
        while self._strokes:
            self.talk.wait(max(0.0, self._strokes[0] - self.house.clock.now()))
            self._ring(self.house.clock.now())

    def _say_trouble(self) -> None:
        trouble = (
            tr("Not saved: {trouble}.").format(trouble=self.conductor.trouble.what) if self.conductor.trouble else ""
        )
        if trouble != self._trouble:
            self._trouble = trouble
            self.talk.say(trouble or tr("Saved again."))

    # What is typed

    def _obey(self, line: str) -> None:
        # Any line shows that somebody is there.
        self.conductor.seen()
        word = line.lower()
        do = self._does.get(_NAMES.get(word, word))
        if do is None:
            self.talk.say(tr("Not understood. Type ? for what can be typed."))
        else:
            do()

    def _done(self) -> None:
        if self.conductor.is_led:
            self._end_phase()
        else:
            self.go_on()

    def _end_phase(self) -> None:
        told = self.conductor.done()
        if self.conductor.claimable is None:
            self.talk.say(told)
        elif self.conductor.ended:
            # After the last set there is no rest in which it could be said.
            if self.talk.ask(f"{told} {CLAIM_QUESTION}", CLAIM_ANSWERS) == "a":
                self.conductor.claim()
        else:
            self.talk.say(f"{told} {CLAIM}")

    def _claim_all(self) -> None:
        self.talk.say(self.conductor.claim() or tr("There is no set of which that could be said now."))

    def _toggle(self) -> None:
        if self.conductor.is_led:
            self.conductor.pause()
        else:
            self.go_on()

    def _more(self) -> None:
        session = self.conductor.session
        self.conductor.more()
        if session.is_open or session.phase.kind is PhaseKind.REPS:
            self.talk.say(tr("Take your time: p pauses, Enter says done."))
        else:
            self.talk.say(tr("15 seconds more."))

    def _how(self) -> None:
        self.talk.say(*how_lines(self.conductor.session.planned.exercise))

    def _where(self) -> None:
        self.talk.say(*where_lines(self.conductor.session, self.house.clock.now()))

    def _keys(self) -> None:
        self._where()
        self.talk.offer(KEYS)
