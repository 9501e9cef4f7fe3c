"""The full-screen app: what the screens share, and how one gets from one to another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import constants, events, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from limberup.paths import Home
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.settings import THEMES
from limberup_tui import signals
from limberup_tui.calm import Line
from limberup_tui.clock import Clock
from limberup_tui.house import Contents, House
from limberup_tui.screens.today import Today
from limberup_tui.terminal import make_legible, suit_gnu_screen
from limberup_tui.theme import OWN_THEMES

if TYPE_CHECKING:
    from limberup.history.open_sessions import Left
    from limberup.packs.manager import Loaded
    from limberup_tui.conductor import Conductor

__all__ = ["LimberupApp", "run"]


class LimberupApp(App[None]):
    """limberup, full screen."""

    TITLE = "limberup"
    # At the foot they would cover the keys.
    CSS = "ToastRack { dock: top; align: right top; }"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "ctrl+p"
    BINDINGS = [
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", show=False),
        Binding("ctrl+z", "suspend_process", "To the shell", show=False),
        Binding("ctrl+l", "repaint", "Draw the screen anew", show=False),
    ]

    def __init__(
        self,
        house: House,
        *,
        loaded: Loaded | None = None,
        routine: Routine | None = None,
        resume: bool = False,
        kiosk: bool = False,
        calm: bool = False,
        voice: bool = False,
    ) -> None:
        """Make the app.

        Args:
            house: The person's files, with person and settings read.
            loaded: The packs, where they have been read already.
            routine: A routine to start with at once.
            resume: Whether to go on with the session that was cut off.
            kiosk: Whether no way may lead out of it: see `limberup_tui.kiosk`.
            calm: Whether calm mode is on, whatever the settings say.
            voice: Whether sessions are spoken, whatever the settings say.
        """
        super().__init__()
        self.house = house
        self.conductor: Conductor | None = None
        self.last_routine = ""
        """Id of the routine that was saved last: the one Today leads to."""
        self.keeping = False
        """Whether a session waits to be written, so that leaving now would lose it."""
        self._loaded = loaded
        self._first = routine
        self._resume = resume
        self._leading = False
        self.kiosk = kiosk
        self.guard: signals.Guard | None = None
        """Watches over the end of the process, where the app has one of its own."""
        self.line = Line(self)
        self._calm_asked = calm
        self.voice_asked = voice
        # Nothing on a line should move without cause.
        self.animation_level = "none"
        for theme in OWN_THEMES:
            self.register_theme(theme)
        wanted = house.settings.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0]

    def on_mount(self) -> None:
        """Show Today, and read the packs once it is painted."""
        make_legible()
        if self.guard:
            self.guard.arm(self.exit, self.at_rest)
        self.line.measure()
        self.push_screen(Today())
        self.call_after_refresh(self._read)

    @work(thread=True, exclusive=True, group="read", exit_on_error=False, description="read packs and history")
    def _read(self) -> Contents:
        return self.house.read_contents(self._loaded)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was read."""
        if event.worker.group == "read" and event.state is WorkerState.SUCCESS and event.worker.result:
            self.house.contents = event.worker.result
            self.contents_changed()
            self._start()
        elif event.state is WorkerState.ERROR and event.worker.error:
            raise event.worker.error

    def _start(self) -> None:
        if self._resume:
            self._resume = False
            left = next((found for found in self.left_open if found.run), None)
            if left:
                self.go_on_with(left)
            else:
                self.notify("There is no session to go on with.", markup=False)
        else:
            self.open_day()

    @property
    def left_open(self) -> tuple[Left, ...]:
        """The sessions that were left open."""
        return self.house.contents.left if self.house.contents else ()

    def refresh_contents(self) -> None:
        """Read again what was written, and show it."""
        self.house.refresh()
        self.contents_changed()

    def contents_changed(self) -> None:
        """Show on Today what has changed."""
        for screen in self.screen_stack:
            if isinstance(screen, Today):
                screen.show_contents()

    # Sessions

    async def _alone(self, flow: Coroutine[object, object, None]) -> None:
        """Lead through one flow. While it lasts no other begins, so that a key typed too much cuts none off."""
        if self._leading:
            flow.close()
            return
        self._leading = True
        try:
            await flow
        finally:
            self._leading = False

    @work(group="session")
    async def play(self, routine: Routine | None = None, *, gentle: bool = False) -> None:
        """Lead through a routine, or through what limberup chooses today; `gentle` for flare mode."""
        from limberup_tui import flow

        self.line.measure()
        await self._alone(flow.play(self, routine, gentle=gentle))

    @work(group="session")
    async def open_day(self) -> None:
        """Ask what has to be asked at a start, then start what was asked for on the command line."""
        from limberup_tui import flow

        await self._alone(flow.opening(self))
        if self._first:
            routine, self._first = self._first, None
            await self._alone(flow.play(self, routine))

    @work(group="session")
    async def something_new(self) -> None:
        """Go through the questions again, because something is new."""
        from limberup_tui import flow

        await self._alone(flow.something_new(self))

    @work(group="session")
    async def go_on_with(self, left: Left) -> None:
        """Go on with a session that was left open."""
        from limberup_tui import flow

        self.line.measure()
        await self._alone(flow.resume(self, left))

    @work(group="session")
    async def keep_done(self, left: Left) -> None:
        """Keep what was done of a session that was left open."""
        from limberup_tui import flow

        await self._alone(flow.keep_done(self, left))

    @property
    def in_session(self) -> bool:
        """Whether a session is being led, so that nothing may be left without asking."""
        return self.conductor is not None

    def save_now(self) -> None:
        """Write a session that is under way to disk; never raises, it runs in a signal handler."""
        if self.conductor is not None:
            self.conductor.save()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Give the terminal back for a while; a session that is under way pauses."""
        if self.conductor is not None:
            self.conductor.pause()
        with self.suspend():
            yield

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way out in kiosk mode."""
        return not (self.kiosk and action == "suspend_process")

    def action_suspend_process(self) -> None:
        """Stop, as Ctrl+Z does everywhere, where there is a shell to go to."""
        if self.kiosk or self.guard is None:
            return
        if signals.has_job_control():
            self.guard.stop()
        else:
            self.notify("There is no shell here to go to.", timeout=3, markup=False)

    # The person

    def keep(self, save: Callable[[], None]) -> None:
        """Save something, and say so where it can't be."""
        try:
            save()
        except LimberupError as error:
            self.notify(str(error.problems[0]), severity="error", timeout=20, markup=False)

    def open_flags(self, ids: Iterable[str]) -> None:
        """Note red flags. They count at once, also where they can't be written."""
        new, today = frozenset(ids), self.today
        self.keep(lambda: self.house.update_person(lambda person: person.with_flags(new, today)))

    def clear_flags(self) -> None:
        """Note that a clinician has agreed, for all flags that are open."""
        ids, today = {flag.id for flag in self.house.person.open_flags}, self.today
        self.keep(lambda: self.house.update_person(lambda person: person.with_cleared(ids, today)))
        self.contents_changed()

    async def ask_flag(self, id_: str) -> bool:
        """Ask about one red flag; a yes opens it. Returns the answer."""
        from limberup.safety.flags import FLAGS
        from limberup_tui.screens.dialog import Ask, Option

        options = [Option("y", "Yes, or I am not sure"), Option("n", "No")]
        answer = ""
        while not answer:
            answer = await self.push_screen_wait(Ask(FLAGS[id_].question, options))
        yes = answer == "y"
        if yes:
            self.open_flags([id_])
        return yes

    @property
    def today(self) -> date:
        """The local day."""
        return self.house.clock.moment().date()

    # The line

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that sends what has changed, where there is nothing against it."""
        if constants.DRIVER is not None or sys.platform == "win32":
            return super().get_driver_class()
        from limberup_tui.driver import LeanDriver

        return LeanDriver

    @property
    def calm(self) -> bool:
        """Whether as little as possible is to be sent: no figure that moves, no flash, a countdown in steps."""
        wanted = self.house.settings.calm
        return self._calm_asked or wanted == "on" or (wanted == "auto" and self.line.slow)

    def action_repaint(self) -> None:
        """Send all of the screen anew, where something else has written on the terminal."""
        from limberup_tui.driver import LeanDriver

        if isinstance(self._driver, LeanDriver):
            self._driver.repaint()

    # Help, palette, leaving

    def action_help(self) -> None:
        """Show every key of this screen."""
        from limberup_tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_show(self, name: str) -> None:
        """Show a screen by its name, from anywhere but a session."""
        from limberup_tui.screens import builder, guides, history, library, packs, take, you

        screens: dict[str, Callable[[], Screen[None]]] = {
            "builder": builder.Builder,
            "guides": guides.GuideList,
            "history": history.HistoryPage,
            "library": library.Library,
            "packs": packs.Packs,
            "take": take.Take,
            "you": you.You,
        }
        self.push_screen(screens[name]())

    def action_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        from dataclasses import replace

        self.theme = name
        self.keep(partial(self.house.save_settings, replace(self.house.settings, theme=name)))

    def action_bell_switch(self) -> None:
        """Switch the bell on or off, and remember it."""
        from dataclasses import replace

        settings = replace(self.house.settings, bell=not self.house.settings.bell)
        self.keep(partial(self.house.save_settings, settings))
        self.notify("The bell rings." if settings.bell else "The bell is off.", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield everything that can be done from anywhere, for the command palette."""
        yield SystemCommand("Help", "Every key of this screen", self.action_help)
        if not self.in_session and isinstance(screen, Today):
            yield SystemCommand("Start: today's plan", "What limberup chooses for today", self.play)
            yield SystemCommand(
                "Flare: a gentle session", "Short and easy, for a bad day", partial(self.play, gentle=True)
            )
            yield SystemCommand("Something is new", "Go through the questions again", self.something_new)
            for routine in self.house.routines:
                yield SystemCommand(f"Start: {routine.name}", "Check-in, then the session", partial(self.play, routine))
            for title, name, help_ in (
                ("Builder", "builder", "Put a routine together"),
                ("Take a routine over", "take", "Paste one that somebody gave you"),
                ("History", "history", "What you have done"),
                ("Library", "library", "Every exercise as a card"),
                ("Guides", "guides", "Short answers to common questions"),
                ("Packs", "packs", "What is installed"),
                ("You", "you", "What limberup knows of you"),
            ):
                yield SystemCommand(title, help_, partial(self.action_show, name))
        for name in THEMES:
            yield SystemCommand(
                f"Colours: {name.removeprefix('limberup-')}", "Change the colours", partial(self.action_theme, name)
            )
        yield SystemCommand("Bell on or off", "Whether the terminal's bell rings", self.action_bell_switch)
        yield SystemCommand("Quit", "Leave limberup", self.action_leave)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep every cursor still: a blinking one sends 2 kB a second down the line."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    async def action_leave(self) -> None:
        """Quit; in a session ask first."""
        from limberup_tui.screens.builder import Builder
        from limberup_tui.screens.player import Player

        if self.keeping:
            return
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Player):
                if screen.is_active:
                    screen.action_leave()
                return
            if isinstance(screen, Builder) and screen.unsaved:
                if screen.is_active:
                    screen.action_back()
                return
        self.exit()


def run(
    home: Home,
    *,
    safe: bool = False,
    loaded: Loaded | None = None,
    routine: Routine | None = None,
    resume: bool = False,
    kiosk: bool = False,
    calm: bool = False,
    voice: bool = False,
) -> int:
    """Run the app until it is left; return the exit code.

    Raises:
        LimberupError: the person's file or the settings are damaged.
    """
    mouse = suit_gnu_screen()
    house = House(home, Clock(), safe)
    house.read_small()
    app = LimberupApp(house, loaded=loaded, routine=routine, resume=resume, kiosk=kiosk, calm=calm, voice=voice)
    with signals.Guard(app.save_now, stops=not kiosk) as app.guard:
        try:
            app.run(mouse=mouse)
        finally:
            # Also after a crash.
            app.save_now()
    return app.return_code or 0
