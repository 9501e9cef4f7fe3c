"""The voice of a session: told each event, it says what belongs to it, where the person wants that.

For the player and the plain mode alike. Costs nothing while it is off: the synthesiser is looked for when the first
words are to be said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from limberup.problem import LimberupError
from limberup.session import Event, Session, Status, Told
from limberup.texts import tr

if TYPE_CHECKING:
    from limberup_tui.house import House
    from limberup_tui.speech import Speaker

__all__ = ["KIOSK", "NONE", "QUIET", "Voice"]

NONE = tr("There is no voice on this machine. Install espeak-ng to have one.")
KIOSK = tr("There is no voice here: no other program is started.")
QUIET = tr("Quiet mode is on, so nothing is spoken. The settings change that.")


class Voice:
    """Says the cues of one session."""

    def __init__(self, house: House, *, asked: bool = False, kiosk: bool = False) -> None:
        """Make one for a session.

        Args:
            house: For its settings and its clock.
            asked: Whether it is on for this session, whatever the settings say.
            kiosk: Whether no other program may be started, and so nothing is spoken.
        """
        self._house = house
        self._asked = asked
        self._kiosk = kiosk
        self._speaker: Speaker | None = None
        self._looked = False
        self._silent = ""
        """Why nothing can be spoken, in words, or ""."""
        self._told = ""
        """What of it has been told to the person."""
        self._waiting: Event | None = None
        """The phase that began while the session was paused: it is told of when time goes on."""

    @property
    def wanted(self) -> bool:
        """Whether it is switched on; in quiet mode it is silent all the same."""
        return self._asked or self._house.settings.voice

    @property
    def on(self) -> bool:
        """Whether it is to speak."""
        return self.wanted and not self._house.settings.quiet

    def tell(self, event: Event, session: Session) -> None:
        """Say what belongs to an event.

        Args:
            event: What happened.
            session: The session after it.
        """
        if event.told is Told.PHASE:
            paused = session.status is Status.PAUSED
            self._waiting = event if paused else None
            if paused:
                return
        elif event.told is Told.RESUMED and self._waiting:
            event, self._waiting = replace(self._waiting, at=event.at), None
        if not self.on:
            return
        speaker = self._find()
        if speaker is not None:
            from limberup_tui.spoken import line_for

            line = line_for(event, session)
            if line is not None:
                speaker.say(line)

    def news(self) -> str:
        """Return what has to be told of the voice itself, once: why it is not to be heard; else ""."""
        if self._speaker is not None:
            self._silent = self._speaker.trouble
        if self._silent == self._told:
            return ""
        self._told = self._silent
        return self._silent

    def switch(self, session: Session) -> str:
        """Switch it on or off, at once, and remember it. Returns what to tell the person.

        Args:
            session: The session as it is.
        """
        if self._house.settings.quiet:
            return QUIET
        on = not self.on
        self._asked = False
        self._told = self._silent = ""
        if not on:
            self.stop()
            return self._keep(False) or tr("The voice is off.")
        if self._speaker is None or self._speaker.trouble:
            # Perhaps there is one now.
            self._speaker, self._looked = None, False
        speaker = self._find()
        if speaker is None:
            self._told = self._silent
            return self._silent
        wrong = self._keep(True)
        from limberup_tui.spoken import Line

        open_end = session.is_open or session.status is not Status.RUNNING
        speaker.say(Line((tr("Voice on."),), self._house.clock.now(), float("inf") if open_end else session.ends))
        return wrong or tr("The voice is on; v switches it off.")

    def stop(self) -> None:
        """Be silent at once."""
        if self._speaker is not None:
            self._speaker.stop()

    def close(self) -> None:
        """Let go of the synthesiser, once the sentence being said is over."""
        if self._speaker is not None:
            self._speaker.close()

    def _find(self) -> Speaker | None:
        """Return the speaker, looked for once."""
        if not self._looked:
            self._looked = True
            if self._kiosk:
                self._silent = KIOSK
            else:
                from limberup_tui.speech import find_speaker

                self._speaker = find_speaker(self._house.clock.now)
                self._silent = "" if self._speaker else NONE
        return self._speaker

    def _keep(self, on: bool) -> str:
        """Remember whether it is on; return what went wrong, or ""."""
        settings = replace(self._house.settings, voice=on)
        try:
            self._house.save_settings(settings)
        except LimberupError as error:
            # It counts all the same, until the end.
            return (
                tr("The voice is on, but that was not kept: {reason}.").format(reason=error.problems[0].what)
                if on
                else tr("The voice is off, but that was not kept: {reason}.").format(reason=error.problems[0].what)
            )
        return ""
