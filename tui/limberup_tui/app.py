"""The full-screen app: what the screens share, and how one gets from one to another.

Only what the first picture of Today needs is imported with it; the house, the rules and the history come after, in the
background. tests/tui/test_first_picture.py holds that, since it is easily lost.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual import constants, events, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.driver import Driver
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from limberup.problem import LimberupError, Problem
from limberup.settings import THEMES, Settings
from limberup.texts import tr
from limberup_tui import signals
from limberup_tui.calm import Line
from limberup_tui.notices import Notices
from limberup_tui.screens.today import Today
from limberup_tui.terminal import make_legible
from limberup_tui.theme import OWN_THEMES
from limberup_tui.unknown_values import unknown_values

if TYPE_CHECKING:
    from limberup.history.open_sessions import Left
    from limberup.routine import Routine
    from limberup_tui.conductor import Conductor
    from limberup_tui.house import Contents, House
    from limberup_tui.start import Start

    Keys = tuple[dict[str, str], list[Problem]]
    """A keymap for Textual, and what is wrong with the one that was asked for."""

__all__ = ["SCREENS", "LimberupApp"]

SCREENS = {
    "library": "Library",
    "history": "HistoryPage",
    "builder": "Builder",
    "guides": "GuideList",
    "packs": "Packs",
    "settings": "SettingsPage",
    "take": "Take",
    "you": "You",
}
"""The screens that a key or the palette leads to: each module of `limberup_tui.screens` with its class."""


class LimberupApp(App[None]):
    """limberup, full screen."""

    TITLE = "limberup"
    # What is told stands over the title line, as wide as the screen: a box would cover what is being read, and at the
    # foot the keys.
    CSS = """
    ToastRack {
        dock: top; align: left top; margin: 0; overflow-y: hidden;
        & Toast { width: 1fr; max-width: 100%; margin: 0; padding: 0 1; }
    }
    """
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "ctrl+p"
    BINDINGS = [
        Binding("ctrl+q", "leave", tr("Quit"), show=False, priority=True, id="app.quit"),
        Binding("ctrl+c", "leave", tr("Quit"), show=False, id="app.quit-too"),
        Binding("ctrl+z", "suspend_process", tr("To the shell"), show=False, id="app.shell"),
        Binding("ctrl+l", "repaint", tr("Draw the screen anew"), show=False, id="app.repaint"),
        Binding("ctrl+p", "command_palette", tr("Every command, by name"), show=False, priority=True, id="app.palette"),
    ]

    def __init__(
        self,
        house: House | Callable[[], House],
        start: Start,
        *,
        settings: Settings | None = None,
    ) -> None:
        """Make the app.

        Args:
            house: The person's files, with person and settings read; or what reads them, in the background once
                Today has been drawn.
            start: What was asked for on the command line.
            settings: How the person likes it, where the house is still to be read.
        """
        super().__init__()
        self._house: House | None = None if callable(house) else house
        self._open_house: Callable[[], House] = house if callable(house) else lambda: house
        self._settings = settings or Settings()
        self.failure: LimberupError | None = None
        """Why the person's files could not be read, so that nothing may start."""
        self.conductor: Conductor | None = None
        self.last_routine = ""
        """Id of the routine that was saved last: the one Today leads to."""
        self.keeping = False
        """Whether a session waits to be written, so that leaving now would lose it."""
        self._loaded = start.loaded
        self._first = start.routine
        self._resume = start.resume
        self._leading = False
        self._opening = False
        """Whether what is due at a start is being asked, or being found out."""
        self._wanted: Callable[[], object] | None = None
        """What the last key asked for that was pressed before all had been read."""
        self.kiosk = start.kiosk
        self.guard: signals.Guard | None = None
        """Watches over the end of the process, where the app has one of its own."""
        self.line = Line(self)
        self.notices = Notices()
        self._calm_asked = start.calm
        self.voice_asked = start.voice
        # Nothing on a line should move without cause.
        self.animation_level = "none"
        for theme in OWN_THEMES:
            self.register_theme(theme)
        wanted = self.settings.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0]

    def on_mount(self) -> None:
        """Show Today, and read the packs once it is painted."""
        make_legible()
        if self.guard:
            self.guard.arm(self.exit, self.at_rest)
        self.line.measure()
        self.call_after_refresh(self._read)

    def _take_keys(self, keymap: dict[str, str], problems: list[Problem]) -> None:
        """Use the person's own keys; the usual ones where anything about those is wrong, with a word about it."""
        self.set_keymap(keymap)
        if problems:
            said = tr("{problem}. Until then the usual keys count.").format(problem=str(problems[0]).removesuffix("."))
            self.notify(said, severity="warning", timeout=15, markup=False)

    def get_default_screen(self) -> Screen[None]:
        """Begin with Today: a screen under it would be laid out and drawn for nobody."""
        return Today()

    @property
    def house(self) -> House:
        """The person's things; to be asked for once they are `ready`."""
        assert self._house is not None, "the house has not been read yet"
        return self._house

    @property
    def settings(self) -> Settings:
        """How the person likes it; known from the beginning."""
        return self._house.settings if self._house else self._settings

    @property
    def ready(self) -> bool:
        """Whether the person's things, the packs and the history have been read."""
        return self._house is not None and self._house.contents is not None

    @work(thread=True, exclusive=True, group="read", exit_on_error=False, description="read packs and history")
    def _read(self) -> tuple[House, Contents, Keys | None]:
        house = self._open_house()
        contents = house.read_contents(self._loaded)
        # What the next key needs is imported here too, and not while somebody waits for what the key does.
        import_module("limberup_tui.flow")
        if not house.settings.keys:
            return house, contents, None
        # To tell whether they clash, all screens have to be imported.
        from limberup_tui.keymap import checked

        return house, contents, checked(house.settings.keys, house.home.settings)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was read."""
        if event.worker.group == "read" and event.state is WorkerState.SUCCESS and event.worker.result:
            self._house, self._house.contents, keys = event.worker.result
            self._house.keep_names()
            if keys:
                self._take_keys(*keys)
            for problem in unknown_values(self.settings, self._house.home.settings).values():
                self.notify(str(problem), severity="warning", timeout=15, markup=False)
            self.contents_changed()
            self._start()
            self._read_ahead()
            if self.guard:
                # What has been read stays: to go through it again and again for what could be thrown away costs a
                # quarter of a second now and then, with a long history.
                gc.freeze()
                gc.enable()
        elif event.worker.group == "read" and isinstance(event.worker.error, LimberupError):
            # The person's file: nothing may start without knowing the person's flags.
            self.failure = event.worker.error
            self.exit(return_code=2)
        elif event.state is WorkerState.ERROR and event.worker.error:
            raise event.worker.error

    @work(thread=True, group="ahead", description="get ready what the other screens need")
    def _read_ahead(self) -> None:
        for name in SCREENS:
            import_module(f"limberup_tui.screens.{name}")
        # Nor is the first letter of a search to wait until all exercises have been made searchable.
        self.house.catalog.search("")
        if self.guard:
            # After two or three screens all that is left of them would be gone through, for 20 ms and more, while
            # the next one is waited for. The usual figures are 700, 10 and 10.
            gc.set_threshold(700, 10, 30)

    def _start(self) -> None:
        if self._resume:
            self._resume = False
            left = self.house.left_to_go_on
            if left:
                self.go_on_with(left)
            else:
                self.notify(tr("There is no session to go on with."), markup=False)
        else:
            self.open_day()

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
        from limberup_tui.first_questions import is_new

        self._opening = True
        try:
            await self._alone(flow.opening(self))
        finally:
            self._opening = False
        if self._first:
            routine, self._first = self._first, None
            await self._alone(flow.play(self, routine))
        elif wanted := self._wanted:
            self._wanted = None
            wanted()
        elif is_new(self.house.person):
            # Nobody has to find out what to press first.
            await self._alone(flow.play(self))

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
            self.notify(tr("There is no shell here to go to."), timeout=3, markup=False)

    # The person

    def keep(self, save: Callable[[], None]) -> None:
        """Save something, and say so where it can't be."""
        try:
            save()
        except LimberupError as error:
            self.notify(str(error.problems[0]), severity="error", timeout=20, markup=False)

    def open_flags(self, ids: Iterable[str]) -> None:
        """Note red flags. They count at once, also where they can't be written."""
        self.keep(partial(self.house.open_flags, ids))

    def clear_flags(self) -> None:
        """Note that a clinician has agreed, for all flags that are open."""
        self.keep(self.house.clear_flags)
        self.contents_changed()

    async def ask_flag(self, id_: str) -> bool:
        """Ask about one red flag; a yes opens it. Returns the answer."""
        from limberup.safety.flags import FLAGS
        from limberup_tui.screens.dialog import Ask, Option

        options = [Option("y", tr("Yes, or I am not sure")), Option("n", tr("No"))]
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
        return self.house.today

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
        wanted = self.settings.calm
        return self._calm_asked or wanted == "on" or (wanted == "auto" and self.line.slow)

    def action_repaint(self) -> None:
        """Send all of the screen anew, where something else has written on the terminal."""
        from limberup_tui.driver import LeanDriver

        if isinstance(self._driver, LeanDriver):
            self.refresh()
            self._driver.repaint()

    # Help, palette, leaving

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something for some seconds, as Textual does; where it stands already, it stands anew and not twice."""
        notice = Notification(message, title, severity, timeout or self.NOTIFICATION_TIMEOUT, markup=markup)
        shown, before = self.notices.take(notice)
        if before:
            self._unnotify(before)
        if shown:
            self.post_message(Notify(notice))

    def clear_notifications(self) -> None:
        """Take away all that is told; it can be told again at once."""
        super().clear_notifications()
        self.notices.forget()

    def action_help(self) -> None:
        """Show every key of this screen."""
        from limberup_tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def when_ready(self, do: Callable[[], object], *, leads: bool = False) -> None:
        """Do something that needs what is being read: now or, at a key in the first moments, once that is there.

        Args:
            do: What to do.
            leads: Whether it leads through questions, so that what is due at a start comes before it. While the rules
                of packs are asked there is no box that would take the key.
        """
        if self.ready and not (leads and self._opening):
            do()
        else:
            self._wanted = do

    def action_show(self, name: str) -> None:
        """Show a screen by its name, from anywhere but a session."""
        self.when_ready(partial(self._show, name))

    def _show(self, name: str) -> None:
        screen: Callable[[], Screen[None]] = getattr(import_module(f"limberup_tui.screens.{name}"), SCREENS[name])
        self.push_screen(screen())

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
        self.notify(tr("The bell rings.") if settings.bell else tr("The bell is off."), markup=False)

    def action_command_palette(self) -> None:
        """Show the palette of commands."""
        from limberup_tui.palette import palette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield everything that can be done from anywhere, for the command palette."""
        from limberup_tui.palette import commands

        return commands(self, screen)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep every cursor still: a blinking one sends 2 kB a second down the line."""
        from textual.widgets import Input

        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    async def action_leave(self) -> None:
        """Quit; in a session ask first."""
        if self.keeping:
            return
        if not self.ready:
            self.exit()
            return
        from limberup_tui.screens.builder import Builder
        from limberup_tui.screens.player import Player

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
