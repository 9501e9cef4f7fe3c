"""The player: leads through the session in letters that are read from two metres away."""

from __future__ import annotations

import textwrap
from enum import StrEnum
from typing import TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from limberup.run import Run
from limberup.safety.flags import FLAGS
from limberup.safety.live import Action
from limberup.session import Event, Status, Told
from limberup.timeline import Phase, PhaseKind
from limberup_tui.conductor import Conductor
from limberup_tui.screens.base import Page
from limberup_tui.screens.checkin import FLAG_INTRO
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.hurts import AskHurt, Worry
from limberup_tui.screens.ticks import Ticks
from limberup_tui.widgets.big import BigNumber
from limberup_tui.widgets.figure import FigureView
from limberup_tui.words import clock_words, dose_words, phase_words, side_words

__all__ = ["Left", "Player"]

T = TypeVar("T")

TICK = 0.1
"""Seconds between two looks at the clock; what is shown changes far less often."""


class Left(StrEnum):
    """How the player was left."""

    OVER = "over"
    LATER = "later"
    TAKEN_OVER = "taken over"


class Player(Page[Left]):
    """Leads through one run; gives how it was left."""

    BINDINGS = [
        Binding("space", "pause", "Pause", id="player.pause"),
        Binding("enter", "done", "Done", id="player.done"),
        Binding("h", "hurts", "It hurts", id="player.hurts"),
        Binding("s", "skip", "Skip", id="player.skip"),
        Binding("b", "step_back", "Back", id="player.back"),
        Binding("plus,m", "more", "15 s more", id="player.more"),
        Binding("e", "easier", "Easier", id="player.easier"),
        Binding("i", "how", "How", id="player.how"),
        Binding("q,escape", "leave", "End", id="player.leave"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]
    DEFAULT_CSS = """
    Player {
        & > .title { display: none; }
        & #where { height: 1; padding: 0 1; background: $panel; }
        & #heading { height: 1; padding: 0 1; text-style: bold; color: $accent; text-align: center; }
        & #exercise { height: 1; padding: 0 1; text-style: bold; text-align: center; }
        & #pace { height: auto; max-height: 2; padding: 0 1; text-align: center; color: $secondary; text-style: bold; }
        & #how { height: auto; padding: 0 1; }
        & #middle { height: 1fr; min-height: 1; }
        &.-tall #middle { margin-top: 1; }
        & #figure { width: 5fr; display: none; margin-right: 2; }
        & #number { width: 6fr; }
        &.-wide.has-figure #figure { display: block; }
        & #next { height: auto; max-height: 2; padding: 0 1; color: $secondary; }
        &.paused #heading { color: $warning; text-style: bold reverse; }
    }
    """

    def __init__(self, run: Run, *, claim: bool = False) -> None:
        """Make the player.

        Args:
            run: What is to be done, or gone on with.
            claim: Whether it is taken over from another process.
        """
        super().__init__()
        self._first = run
        self._claim = claim
        self._showing: dict[str, str] = {}
        self._how_wanted = False
        self._asking = False
        self._gone = False
        self._notice = ""

    def content(self) -> ComposeResult:
        """Stack the lines around the number."""
        yield Static("", markup=False, id="where")
        yield Static("", markup=False, id="heading")
        yield Static("", markup=False, id="exercise")
        with Horizontal(id="middle"):
            yield FigureView(id="figure")
            yield BigNumber(id="number")
        yield Static("", markup=False, id="pace")
        yield Static("", markup=False, id="how")
        yield Static("", markup=False, id="next")

    def on_mount(self) -> None:
        """Take charge of the run and start."""
        self.conductor = Conductor(self.house, self._first, told=self._told)
        self.limberup.conductor = self.conductor
        self.conductor.save(claim=self._claim)
        self.conductor.begin()
        self.set_interval(TICK, self._tick)
        self._draw()

    def on_unmount(self) -> None:
        """Let go of the run."""
        self.limberup.conductor = None

    # Time and events

    def _tick(self) -> None:
        if self._asking or self._gone or self.conductor.ended:
            return
        self.conductor.tick()
        self._after()

    def _after(self) -> None:
        """Draw, and leave where the session is over or somebody else's."""
        if self._gone:
            return
        if self.conductor.taken_over:
            self._gone = True
            self.dismiss(Left.TAKEN_OVER)
        elif self.conductor.ended and not self._asking:
            self._gone = True
            self.dismiss(Left.OVER)
        else:
            self._draw()

    def _told(self, event: Event) -> None:
        match event.told:
            case Told.PHASE:
                self._notice = ""
                phase = self.conductor.session.timeline.phases[event.index]
                self.limberup.ring({PhaseKind.SWITCH: 2, PhaseKind.REST: 1}.get(phase.kind, 1))
            case Told.LAST_SECONDS | Told.HALFWAY:
                if event.told is Told.HALFWAY:
                    self.limberup.ring(1)
            case Told.FINISHED:
                self.limberup.ring(3)
            case Told.GAP:
                self._notice = f"The clock stood still for {clock_words(event.value)} s. Nothing was skipped."
            case Told.RESUMED:
                self._notice = ""
            case _:
                pass

    # Drawing: a widget is touched only where its text is another one

    def _put(self, name: str, text: str) -> None:
        if self._showing.get(name) != text:
            self._showing[name] = text
            line = self.query_one(f"#{name}", Static)
            # An empty line would take a row from the number.
            line.display = bool(text) or name in ("where", "heading", "exercise")
            line.update(text)

    def _draw(self) -> None:
        session = self.conductor.session
        now = self.house.clock.now()
        phase, planned = session.phase, session.planned
        paused = session.status is Status.PAUSED
        self.set_class(paused, "paused")
        # Whole minutes: a clock that ticks twice on one screen would cost twice on the line.
        minutes = -(-int(session.remaining_all(now)) // 60)
        order = list(dict.fromkeys(p.step for p in session.timeline.phases))
        place = f"{order.index(phase.step) + 1} of {len(order)}"
        self._put("where", f"{self.conductor.run.routine}   exercise {place}   {minutes} min left")
        heading = f"PAUSED: {phase_words(phase)}" if paused else phase_words(phase).upper()
        elapsed = session.elapsed(now)
        counts = planned.exercise.counts.removesuffix("s")
        rep = f"{counts} {phase.rep_at(elapsed)} of {phase.reps}" if phase.kind is PhaseKind.REPS else ""
        side = side_words(phase.side)
        if phase.kind is PhaseKind.READY and side:
            side = f"first {side}"
        self._put("heading", "   ".join(filter(None, (heading, rep, self._set_words(phase), side))))
        self._put("exercise", planned.exercise.name)
        remaining = session.remaining(now)
        if phase.kind is PhaseKind.REPS:
            number = str(phase.rep_at(elapsed))
        elif phase.kind is PhaseKind.OPEN:
            number = ""
        else:
            number = clock_words(max(1, -(-remaining // 1)) if remaining > 0 else 0)
        self.query_one(BigNumber).show(number)
        self._draw_figure(phase, elapsed)
        self._put("pace", self._pace(phase, elapsed, paused))
        self._put("how", self._how(phase))
        self._put("next", self._next(phase))

    def _draw_figure(self, phase: Phase, elapsed: float) -> None:
        figure = self.conductor.session.planned.exercise.figure
        self.set_class(figure is not None, "has-figure")
        drawn = figure.side if figure else ""
        # One side is drawn; the other one is its mirror, as the second of two ways is the first one's.
        mirrored = phase.side in ({"left", "right"} - {drawn} | {self.conductor.session.planned.exercise.ways[1]})
        turns = phase.turn_at(elapsed, self.conductor.session.timeline.first_side) not in ("", drawn)
        self.query_one(FigureView).show(figure, phase.share_at(elapsed), mirrored=mirrored, taking_turns=turns)

    def _set_words(self, phase: Phase) -> str:
        sets = max((p.set for p in self.conductor.session.timeline.phases if p.step == phase.step), default=phase.set)
        return f"set {phase.set} of {sets}" if sets > 1 else ""

    def _pace(self, phase: Phase, elapsed: float, paused: bool) -> str:
        if self._notice:
            return self._notice
        if self.conductor.trouble:
            return f"Not saved: {self.conductor.trouble.what}"
        if paused:
            return "Press space to go on."
        if phase.kind is PhaseKind.OPEN:
            return "Press Enter when you are done."
        if phase.kind is PhaseKind.READY:
            # Where rows are few the first step says as much.
            return "" if self._cramped else f"{self.conductor.session.planned.exercise.start_position}."
        if not phase.rep_seconds or phase.kind is PhaseKind.HOLD:
            return self.conductor.session.planned.cue
        within = elapsed % phase.rep_seconds
        if phase.kind is PhaseKind.BREATHE:
            return "breathe in" if within < phase.out else "breathe out"
        word = "go" if within < phase.out else "hold" if within < phase.out + phase.hold else "and back"
        turn = side_words(phase.turn_at(elapsed, self.conductor.session.timeline.first_side))
        return "   ".join(filter(None, (turn, word)))

    def _how(self, phase: Phase) -> str:
        exercise = self.conductor.session.planned.exercise
        first_set = phase.set == 1 and phase.kind is PhaseKind.READY
        if not (self._how_wanted or first_set):
            return ""
        # Where, what, next and the keys take six rows, and the number needs five.
        room = max(3, self.size.height - 11 - (not self._cramped))
        width = max(20, self.size.width - 2)
        lines = [
            line
            for number, step in enumerate(exercise.how, 1)
            for line in textwrap.wrap(f"{number}. {step}", width, subsequent_indent="   ")
        ]
        if self._how_wanted:
            for line in (exercise.breathing, exercise.feel, exercise.stop, *exercise.cautions):
                lines += textwrap.wrap(line, width, subsequent_indent="   ")
        return "\n".join(lines if len(lines) <= room else [*lines[: room - 1], "   ..."])

    @property
    def _cramped(self) -> bool:
        """Whether there is no row to spare."""
        return self.size.height < 24

    def _next(self, phase: Phase) -> str:
        session = self.conductor.session
        if phase.kind is PhaseKind.READY:
            dose = dose_words(session.planned.dose, session.planned.exercise)
            cue = f"  {session.planned.cue}." if session.planned.cue else ""
            return f"{dose}.{cue}"
        if phase.kind in (PhaseKind.REST, PhaseKind.SWITCH):
            then = session.timeline.work_after(session.index)
            if then and then.step == phase.step:
                words = [f"Next: {session.planned.exercise.name}", self._set_words(then), side_words(then.side)]
                return ", ".join(filter(None, words))
        following = session.timeline.next_step_at(session.index)
        if following is None:
            return "This is the last exercise."
        exercise = session.timeline.planned(session.timeline.phases[following]).exercise
        return f"Next: {exercise.name}, {exercise.position.words}"

    def on_resize(self, event: events.Resize) -> None:
        """Draw what depends on the room."""
        if hasattr(self, "conductor"):
            self._draw()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Any key shows that somebody is there."""
        self.conductor.seen()

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._notice = ""
        self.conductor.toggle_pause()
        self._after()

    def action_done(self) -> None:
        """End this phase as done; where it is paused, go on first."""
        if self.conductor.session.status is Status.PAUSED:
            self.conductor.begin()
        else:
            self.conductor.done()
        self._after()

    def action_step_back(self) -> None:
        """Go back to the start of this phase, or to the one before."""
        self.conductor.back()
        self._after()

    def action_more(self) -> None:
        """Give fifteen seconds more."""
        if self.conductor.session.phase.kind in (PhaseKind.REPS, PhaseKind.OPEN):
            self.notify("Take your time: space pauses, Enter says done.", markup=False)
        self.conductor.more()
        self._after()

    def action_how(self) -> None:
        """Show or hide how the exercise is done; the clock goes on."""
        self._how_wanted = not self._how_wanted
        self._draw()

    @work(exclusive=True, group="player-question")
    async def action_skip(self) -> None:
        """Ask why, and leave this exercise."""
        name = self.conductor.session.planned.exercise.name
        options = [
            Option("t", "Too tired"),
            Option("m", "No time"),
            Option("n", "I have not got what it needs"),
            Option("o", "Another reason"),
            Option("escape", "Keep going"),
        ]
        answer = await self._ask(Ask(f"Leave out the rest of {name}?", options, "If it hurts, press h instead."))
        reasons = {"t": "tired", "m": "no time", "n": "equipment", "o": "left out"}
        if answer in reasons:
            self.conductor.skip(reasons[answer])
        self._go_on()

    @work(exclusive=True, group="player-question")
    async def action_easier(self) -> None:
        """Make this exercise easier, or do an easier one."""
        exercise = self.conductor.session.planned.exercise
        easier = self.conductor.easier()
        options = [Option("1", "Half as much of this one")]
        if easier:
            options.append(Option("2", f"Do {easier.exercise.name} instead"))
        options.append(Option("escape", "Keep going as it is"))
        answer = await self._ask(Ask("Make it easier?", options, exercise.easier.level or ""))
        if answer == "1":
            self.conductor.lighten()
        elif answer == "2" and easier:
            self.conductor.swap(easier)
        self._go_on()

    @work(exclusive=True, group="player-question")
    async def action_hurts(self) -> None:
        """Three keys, and what the rules say is done at once."""
        hurt = await self._ask(AskHurt())
        if isinstance(hurt, Worry):
            await self._new_sign()
            hurt = None
        if hurt is None:
            self._go_on()
            return
        decision = self.conductor.hurts(hurt)
        match Action(decision.outcome):
            case Action.END_SESSION:
                if self.conductor.live.ask:
                    await self.limberup.ask_flag(self.conductor.live.ask)
                await self._ask(
                    Ask(decision.why, [Option("enter", "To the end of the session")], _WATCH.format(rule=decision.rule))
                )
            case Action.STOP_EX:
                easier = self.conductor.easier()
                options = [Option("2", f"Do {easier.exercise.name} instead")] if easier else []
                options += [Option("s", "Leave it out and go on"), Option("q", "End the session here")]
                answer = await self._ask(Ask(decision.why, options, f"Rule {decision.rule}."))
                if answer == "2" and easier:
                    self.conductor.swap(easier)
                elif answer == "q":
                    self.conductor.end()
                else:
                    self.conductor.skip("")
            case _:
                more = "The rest of this exercise is halved." if decision.outcome == Action.EASE else ""
                options = [Option("enter", "Go on"), Option("s", "Leave this exercise"), Option("q", "End here")]
                answer = await self._ask(Ask(decision.why, options, more))
                if answer == "s":
                    self.conductor.skip("left out")
                elif answer == "q":
                    self.conductor.end()
        self._go_on()

    async def _new_sign(self) -> None:
        """Ask which warning sign it is; one that is ticked ends the session (rule L1)."""
        ticked = await self._ask(Ticks("What is new?", FLAG_INTRO, {flag.id: flag.question for flag in FLAGS.values()}))
        if ticked:
            self.limberup.open_flags(ticked)
            decision = self.conductor.new_sign(min(ticked, key=list(FLAGS).index))
            await self._ask(Ask(decision.why, [Option("enter", "What to do now")], f"Rule {decision.rule}."))

    @work(exclusive=True, group="player-question")
    async def action_leave(self) -> None:
        """Ask before anything is left."""
        options = [
            Option("e", "End here, and keep what you did"),
            Option("l", "Leave now, and go on later from this second"),
            Option("k", "Keep going"),
        ]
        answer = await self._ask(Ask("Stop the session?", options))
        if answer == "e":
            self.conductor.end()
        elif answer == "l":
            self.conductor.leave_for_later()
            if not self.conductor.trouble:
                self._gone = True
                self.dismiss(Left.TAKEN_OVER if self.conductor.taken_over else Left.LATER)
                return
        self._go_on()

    async def _ask(self, screen: Screen[T]) -> T | None:
        """Pause, and ask. The clock stands still until `_go_on`."""
        if not self._asking and self.conductor.session.status is Status.RUNNING:
            self.conductor.pause()
        self._asking = True
        self._draw()
        return await self.app.push_screen_wait(screen)

    def _go_on(self) -> None:
        self._asking = False
        if not self.conductor.ended:
            self.conductor.begin()
        self._after()


_WATCH = (
    "Get help at once for numbness where you sit, new trouble with bladder or bowel, "
    "or weakness that grows in a leg. Rule {rule}."
)
