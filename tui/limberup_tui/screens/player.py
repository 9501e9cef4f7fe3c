"""The player: leads through the session in letters that are read from two metres away."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from limberup.run import Run
from limberup.session import Event, Status, Told
from limberup.texts import tr
from limberup.timeline import Part, Phase, PhaseKind
from limberup_tui.asked import CLAIM, CLAIM_ANSWERS, CLAIM_QUESTION
from limberup_tui.conductor import Conductor
from limberup_tui.cues import cue_for
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.player_asks import AskingPlayer, Left
from limberup_tui.screens.player_cues import Teller
from limberup_tui.screens.player_words import at_a_glance, how_pages, lines, page_in_turn
from limberup_tui.terminal import draws_unicode
from limberup_tui.voice import Voice
from limberup_tui.widgets.big import BigNumber
from limberup_tui.widgets.figure import FigureView
from limberup_tui.widgets.keys import KeyBar
from limberup_tui.widgets.letters import large_letters
from limberup_tui.words import clock_words

__all__ = ["Left", "Player"]

TICK = 0.1
"""Seconds between two looks at the clock; what is shown changes far less often."""
NARROW = 60
"""Cells in a line below which words are made shorter."""
LOW = 16
"""Rows below which only the countdown, the name and the keys have room."""
TALL = 30
"""Rows from which there is room to spare."""
NOTICE = 8.0
"""Seconds that something is told under the number: a box at the top would hide the phase and the side."""
UNTIL_WORK = 3600.0
"""Seconds of what is told until the next set begins: longer than any rest."""
LEAST_NUMBER = 5
"""Rows that the steps of an exercise leave to the number; on a low screen two less, where a key asked for them."""


class Player(AskingPlayer):
    """Leads through one run; gives how it was left."""

    # In the order of what is needed first: where there is little room the last ones go.
    BINDINGS = [
        Binding("space", "pause", tr("Pause"), id="player.pause"),
        Binding("enter", "done", tr("Done"), id="player.done"),
        Binding("a", "claim", tr("I did all"), id="player.all"),
        *AskingPlayer.BINDINGS[:4],
        Binding("b", "step_back", tr("Back"), id="player.back"),
        Binding("plus,m", "more", "15 s", id="player.more"),
        Binding("i", "how", tr("How"), id="player.how"),
        *AskingPlayer.BINDINGS[4:],
        Binding("v", "voice", tr("Voice on or off"), id="player.voice", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high"), (TALL, "-tall")]
    DEFAULT_CSS = """
    Player {
        & > .title { display: none; }
        & #where { height: 1; padding: 0 1; background: $panel; }
        & #heading { height: auto; max-height: 2; padding: 0 1; text-style: bold; color: $accent; text-align: center; }
        & #exercise { height: auto; max-height: 2; padding: 0 1; text-style: bold; text-align: center; }
        & #position { height: auto; padding: 0 1; color: $foreground; }
        & #pace { height: auto; max-height: 3; padding: 0 1; text-align: center; color: $secondary; text-style: bold; }
        & #how { height: auto; padding: 0 1; }
        & #middle { height: 1fr; min-height: 1; }
        &.-tall #middle { margin-top: 1; }
        & #figure { width: 5fr; display: none; margin-right: 2; }
        & #number { width: 6fr; }
        &.-wide #number { margin-right: 3; }
        &.-wide.has-figure #figure { display: block; }
        &.no-number #number { display: none; }
        & #next { height: auto; max-height: 2; padding: 0 1; color: $secondary; }
        &.-low #where { display: none; }
        &.-low #pace { max-height: 1; }
        &.-low.notice #pace { max-height: 2; }
        &.-low #next { max-height: 1; }
        &.paused #heading { color: $warning; text-style: bold reverse; }
        &.paused #number { color: $warning; }
        &.waiting #heading { text-style: bold reverse; }
    }
    """

    def __init__(self, run: Run, *, claim: bool = False) -> None:
        super().__init__(run, claim=claim)
        self._showing: dict[str, str] = {}
        self._how_page = 0
        """Number of the page of steps that was asked for, from 1; 0 for none."""
        self._cut: dict[tuple[str, int, int, bool], list[str]] = {}
        """Pages of steps by exercise, width, room, and whether all is told."""
        self._does = (False, True, False)
        """Whether it is paused, whether the phase is one of work, and whether a set can be said to be whole: what
        Space, Enter and `a` do hangs on it."""
        self.parting = ""
        """What there is to say of the set that ended the session."""
        self._notice = ""
        self._notice_ends = inf
        """Moment of the clock until which the notice stands; a notice without an end stands until time goes on."""

    def content(self) -> ComposeResult:
        """Stack the lines around the number."""
        yield Static("", markup=False, id="where")
        yield Static("", markup=False, id="heading")
        yield Static("", markup=False, id="exercise")
        yield Static("", markup=False, id="position")
        with Horizontal(id="middle"):
            yield FigureView(id="figure")
            yield BigNumber(id="number")
        yield Static("", markup=False, id="pace")
        yield Static("", markup=False, id="how")
        yield Static("", markup=False, id="next")

    def on_mount(self) -> None:
        """Take charge of the run and start."""
        self._teller = Teller(self.limberup, self.query_one(BigNumber))
        self._voice = Voice(self.house, asked=self.limberup.voice_asked, kiosk=self.limberup.kiosk)
        self.conductor = Conductor(self.house, self._first, told=self._told)
        self.limberup.conductor = self.conductor
        self.conductor.save(claim=self._claim)
        self.conductor.go_on()
        self.set_interval(TICK, self._look)
        self._draw()

    def on_unmount(self) -> None:
        """Let go of the run."""
        self.limberup.conductor = None
        self._voice.close()
        self._teller.title("")

    # Time and events

    def _tick(self) -> None:
        if self._asking or self._gone or self.conductor.ended:
            return
        self.conductor.tick()
        self._after()

    def _look(self) -> None:
        """Look at the clock, and once more where something is due before the next look."""
        self._tick()
        if not self._asking and (news := self._voice.news()):
            self._say(news)
        session = self.conductor.session
        # What is due is due at whole or half seconds of what is left.
        soon = session.remaining(self.house.clock.now()) % 0.5
        if session.status is Status.RUNNING and 0 < soon < TICK:
            self.set_timer(soon, self._tick)

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
                kind = self.conductor.session.timeline.phases[event.index].kind
                if kind is PhaseKind.READY:
                    self._how_page = 0
                elif kind.is_work and self._notice_ends < inf:
                    # It stands where the side and the breath are told.
                    self._notice = ""
            case Told.RESUMED if self._notice_ends == inf:
                self._notice = ""
            case Told.GAP:
                still = clock_words(event.value) + (" s" if event.value < 60 else "")
                self._say(tr("The clock stood still for {still}. Nothing was skipped.").format(still=still), inf)
            case _:
                pass
        if cue := cue_for(event, self.conductor.session):
            self._teller.tell(cue)
        self._voice.tell(event, self.conductor.session)

    # Drawing: a widget is touched only where its text is another one

    def _put(self, name: str, text: str) -> None:
        if self._showing.get(name) != text:
            self._showing[name] = text
            line = self.query_one(f"#{name}", Static)
            # An empty line would take a row from the number.
            line.display = bool(text)
            line.update(text)

    def _say(self, words: str, seconds: float = NOTICE) -> None:
        self._notice, self._notice_ends = words, self.house.clock.now() + seconds

    def _draw(self) -> None:
        session, now = self.conductor.session, self.house.clock.now()
        said = lines(
            session,
            now,
            self.conductor.run.called,
            narrow=self.size.width < NARROW,
            calm=self.limberup.calm,
            goes_on_in=self.conductor.goes_on_in,
        )
        waiting = session.status is Status.RUNNING and session.is_open
        # The foot says what Space and Enter do now.
        does = (
            not self.conductor.is_led,
            session.phase.kind.is_work and session.status is Status.RUNNING,
            self.conductor.claimable is not None,
        )
        if does != self._does:
            self._does = does
            self.set_class(does[0], "paused")
            self.refresh_bindings()
        self.set_class(waiting and session.phase.kind is PhaseKind.READY, "waiting")
        self.set_class(not said.number, "no-number")
        low = self.size.height < LOW
        pace, following = self._pace(said.pace, how := self._how()), said.next
        if self._notice and pace == self._notice and session.phase.kind is PhaseKind.READY and not low:
            # What was said of the exercise before stands in nobody's way to the position of this one.
            pace, following = "" if self._cramped else said.pace, f"{self._notice} {said.next}"
        if low and self.has_class("notice"):
            # With both of them there would be no room for the number.
            how = ""
        if not low:
            self._put("where", said.where)
        self._put("heading", said.heading)
        self._put("exercise", said.exercise)
        self._put("position", "\n".join(self._large(said.position)))
        self.query_one(BigNumber).show(said.number)
        self._draw_figure(session.phase, session.elapsed(now))
        self._put("pace", pace)
        self._put("how", how)
        resting = session.phase.kind in (PhaseKind.REST, PhaseKind.SWITCH, PhaseKind.READY)
        self._put("next", following if not low or (resting and not how) else "")
        self._teller.title(said.title)

    def _large(self, position: str) -> list[str]:
        """Return the rows of the position in large letters: who gets ready stands two metres from the screen."""
        width, height = self.size.width - 2, self.size.height
        if height < LOW:
            return []
        rows = large_letters(position, width, 5 if height >= TALL else 3, blocks=draws_unicode())
        return [row.center(width).rstrip() for row in rows]

    def _pace(self, pace: str, how: str) -> str:
        """Return what stands under the number: what went wrong first, then what to do this second."""
        if self._asking:
            # How to go on is what the question in front asks.
            return ""
        session = self.conductor.session
        if self.house.clock.now() >= self._notice_ends:
            self._notice = ""
        trouble = (
            tr("Not saved: {trouble}").format(trouble=self.conductor.trouble.what) if self.conductor.trouble else ""
        )
        self.set_class(bool(self._notice or trouble), "notice")
        if self._notice or trouble:
            return self._notice or trouble
        running = session.status is Status.RUNNING
        # Where rows are few the steps say as much.
        spare = (session.phase.kind is PhaseKind.READY and self._cramped) or (
            how and (session.phase.kind is PhaseKind.HOLD or self.size.height < LOW)
        )
        return "" if running and spare else pace

    def _draw_figure(self, phase: Phase, elapsed: float) -> None:
        session = self.conductor.session
        exercise = session.planned.exercise
        figure = exercise.figure
        self.set_class(figure is not None, "has-figure")
        drawn = figure.side if figure else ""
        # One side is drawn; the other one is its mirror, as the second of two ways is the first one's.
        mirrored = phase.side in ({"left", "right"} - {drawn} | {exercise.ways[1]})
        if self.house.settings.motion and not self.limberup.calm:
            share = phase.share_at(elapsed)
            turns = phase.turn_at(elapsed, session.timeline.first_side) not in ("", drawn)
            back = phase.part_at(elapsed) is Part.BACK
        else:
            # Still: where the movement ends, which is what it is known by; in a rest where it starts.
            share, turns = float(phase.kind.is_work or phase.kind is PhaseKind.READY), False
            back = False
        self.query_one(FigureView).show(figure, share, mirrored=mirrored, taking_turns=turns, coming_back=back)

    def _how(self) -> str:
        """Return the steps that are to be seen: before the first set, and where a key asked for them."""
        if not (self._how_page or self._is_first_set):
            return ""
        pages = self._pages(whole=bool(self._how_page))
        page = min(self._how_page or self._page_by_itself(pages), len(pages))
        if len(pages) <= 1 or (page == 1 and pages[0].count("\n") + 2 > self._room(whole=bool(self._how_page))):
            # Steps that fill a page leave no row for how to turn it; the foot has the key.
            return pages[0] if pages else ""
        if not self._how_page:
            return pages[page - 1] + (
                tr("\n(more follows by itself, or with i)") if page < len(pages) else tr("\n(i shows more)")
            )
        count = len(pages)
        if page < count:
            words = tr("\n(page {page} of {pages}: i turns it)")
        elif self._is_first_set:
            words = tr("\n(page {page} of {pages}: i shows the first again)")
        else:
            words = tr("\n(page {page} of {pages}: i closes it)")
        return pages[page - 1] + words.format(page=page, pages=count)

    def _page_by_itself(self, pages: Sequence[str]) -> int:
        """Return the page that is seen while one gets ready: who lies on the floor turns none by hand."""
        session, now = self.conductor.session, self.house.clock.now()
        time = session.phase.seconds + session.added
        return page_in_turn(pages, session.elapsed(now) / max(1.0, time))

    @property
    def _is_first_set(self) -> bool:
        phase = self.conductor.session.phase
        return phase.set == 1 and phase.kind is PhaseKind.READY

    def _room(self, *, whole: bool) -> int:
        keys = self.query_one(KeyBar).size.height
        # Place, heading, name, pace and what comes next take a row each.
        low = self.size.height < LOW
        taken = LEAST_NUMBER + keys + (2 - 2 * whole if low else 5 if self._cramped else 6)
        if self._is_first_set:
            # Of large things the position tells most now: where rows are few the number gives one for the steps.
            taken += len(self._large(at_a_glance(self.conductor.session))) - self._cramped
        return max(3, self.size.height - taken)

    def _pages(self, *, whole: bool) -> list[str]:
        room, width = self._room(whole=whole), max(20, self.size.width - 2)
        exercise = self.conductor.session.planned.exercise
        cut = exercise.id, width, room, whole
        if cut not in self._cut:
            # It is drawn ten times a second.
            self._cut[cut] = how_pages(exercise, width, room, whole=whole)
        return self._cut[cut]

    @property
    def _cramped(self) -> bool:
        """Whether there is no row to spare."""
        return self.size.height < 24

    def on_resize(self, event: events.Resize) -> None:
        """Draw what depends on the room."""
        if hasattr(self, "conductor"):
            self._draw()

    # Keys

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: what it does now, where that is not always the same."""
        paused, at_work, _ = self._does
        if paused and action in ("pause", "done"):
            return tr("Go on")
        return tr("Start") if action == "done" and not at_work else words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out of the foot what there is nothing for."""
        return action != "claim" or self._does[2]

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
        told, ended = self.conductor.done(), self.conductor.ended
        claims = bool(told) and self.conductor.claimable is not None
        if claims and ended:
            self._ask_claim(told)
            return
        if claims:
            self._say(f"{told} {CLAIM}", UNTIL_WORK)
        elif ended:
            # The player is about to go: After tells it.
            self.parting = told
        elif told:
            self._say(told)
        self._after()

    @work(exclusive=True, group="player-question")
    async def _ask_claim(self, told: str) -> None:
        # After the last set there is no rest in which it could be said.
        options = [Option(key, words) for key, words in CLAIM_ANSWERS.items()]
        if await self._ask(Ask(f"{told} {CLAIM_QUESTION}", options)) == "a":
            self.conductor.claim()
        self._go_on()

    def action_claim(self) -> None:
        """Say that all of the set that was just ended early was done."""
        if told := self.conductor.claim():
            self._say(told)
        self._after()

    def action_step_back(self) -> None:
        """Go back to the start of this phase, or to the one before."""
        self.conductor.back()
        self._after()

    def action_more(self) -> None:
        """Give fifteen seconds more."""
        session = self.conductor.session
        if session.is_open or session.phase.kind is PhaseKind.REPS:
            self._say(tr("Take your time: space pauses, Enter says done."))
        self.conductor.more()
        self._after()

    def action_how(self) -> None:
        """Show how the exercise is done, page by page, then hide it; the clock goes on."""
        # Before a first set a page is there already, and the steps stay: after the last page comes the first.
        there = self._page_by_itself(self._pages(whole=False)) if self._is_first_set else 0
        self._how_page = (self._how_page or there) + 1
        if self._how_page > len(self._pages(whole=True)):
            self._how_page = int(self._is_first_set)
        self._draw()

    def action_close(self) -> None:
        """Close the steps where a key opened them, as Escape does everywhere; else ask whether to stop."""
        if self._how_page:
            self._how_page = 0
            self._draw()
        else:
            self.action_leave()

    @property
    def speaks(self) -> bool:
        """Whether the voice is switched on; quiet mode keeps it back all the same."""
        return self._voice.wanted

    def action_voice(self) -> None:
        """Switch the voice on or off, and say so."""
        self._say(self._switch_voice())
        self._draw()

    def _switch_voice(self) -> str:
        return self._voice.switch(self.conductor.session)
