"""What the builder keeps: the routine and each change of it, its name and its file, and the way out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from textual import work

from limberup.catalog import fold
from limberup.counting import within
from limberup.files import write_new, write_whole
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.routine_file import format_routine, slug_for, update_routine_text
from limberup.texts import tr
from limberup.tomlread import read_text
from limberup_tui.screens.dialog import Ask, AskText, Option
from limberup_tui.screens.searching import SearchingPage

__all__ = ["KeepingBuilder"]

UNNAMED = tr("New routine")
"""What a routine is called until it is given a name."""


def _copy(routine: Routine, name: str) -> Routine:
    """Return a routine of one's own with the same steps; how long it takes is kept only where it is filled to that."""
    minutes = routine.minutes if routine.fill else None
    return Routine(name, routine.steps, "", "", routine.summary, minutes, routine.holds, routine.fill)


class KeepingBuilder(SearchingPage):
    """The part of the builder that keeps. What is shown, and how a step is changed, is its subclass's."""

    def __init__(self, routine: Routine | None = None) -> None:
        """Begin with a routine, or with none; a pack's routine is copied."""
        super().__init__()
        first = routine or Routine(UNNAMED)
        self.path: Path | None = None
        # What limberup chose for today has no file yet, so it is a copy too.
        self.own = bool(routine and not routine.pack and routine.slug)
        self.routine = first if self.own else _copy(first, first.name)
        if routine and routine.pack:
            self.routine = _copy(first, tr("My {routine}").format(routine=within(first.name)))
        self.saved = self.routine
        self.history: list[Routine] = []

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.routine != self.saved and bool(self.routine.steps or self.history)

    @property
    def _row(self) -> int:
        """The step that the cursor is on."""
        raise NotImplementedError

    def _show(self, at: int | None = None) -> None:
        """Draw the routine, with the cursor on the step `at`."""
        raise NotImplementedError

    def _change(self, routine: Routine, at: int | None = None) -> None:
        if routine != self.routine:
            self.history.append(self.routine)
            self.routine = routine
        self._show(at)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.history:
            self.notify(tr("Nothing to undo."), timeout=2, markup=False)
            return
        self.routine = self.history.pop()
        self._show(self._row)

    @work(exclusive=True, group="builder-question")
    async def action_rename(self) -> None:
        """Give the routine another name."""
        name = await self.app.push_screen_wait(AskText(tr("What is this routine called?"), self.routine.name))
        if name:
            self._change(replace(self.routine, name=name), self._row)

    @work(exclusive=True, group="builder-question")
    async def action_save(self) -> None:
        """Keep the routine as a file."""
        await self._save()

    async def _save(self) -> bool:
        if not self.routine.steps:
            self.refuse(tr("Add an exercise first: Enter on one in the catalog."))
            return False
        if self.path is None:
            name = await self.app.push_screen_wait(
                AskText(tr("Name this routine"), "" if self.routine.name == UNNAMED else self.routine.name)
            )
            if not name:
                return False
            return await self._save_new(name)
        try:
            text = update_routine_text(read_text(self.path), self.routine) if self.path.exists() else ""
            write_whole(self.path, text or format_routine(self.routine))
        except LimberupError as error:
            self.say_problem(error)
            return False
        return self._kept()

    async def _save_new(self, name: str) -> bool:
        slug = slug_for(name)
        routine = replace(self.routine, name=name, slug=slug)
        path = self.house.home.routines / f"{slug}.toml"
        try:
            new = write_new(path, format_routine(routine))
            if not new:
                options = [Option("y", tr("Yes, put this one in its place")), Option("n", tr("No, keep the old one"))]
                question = tr("There is a routine file {path} already. Replace it?").format(path=path.name)
                if await self.app.push_screen_wait(Ask(question, options, weighs=True)) != "y":
                    return False
                write_whole(path, format_routine(routine))
        except LimberupError as error:
            self.say_problem(error)
            return False
        self.routine, self.path = routine, path
        return self._kept(self._also_called(name))

    def _also_called(self, name: str) -> str:
        """Return that a pack has a routine of that name, "" where none has: two of them stand in one list then."""
        same = [one for one in self.house.catalog.routines.values() if fold(one.name) == fold(name)]
        if not same:
            return ""
        pack = next((pack.name for pack in self.house.catalog.packs if pack.id == same[0].pack), same[0].pack)
        return tr("{pack} has one of that name too; both are kept.").format(pack=pack)

    def _kept(self, more: str = "") -> bool:
        self.saved = self.routine
        self.limberup.last_routine = self.routine.id
        self.limberup.refresh_contents()
        self._show(self._row)
        self.app.clear_notifications()
        words = tr("Saved: {name}").format(name=self.routine.name)
        self.notify(f"{words}. {more}" if more else words, timeout=8 if more else 4, markup=False)
        return True

    @work(exclusive=True, group="builder-question")
    async def action_play(self) -> None:
        """Go to the check-in with this routine; save it first where it is not."""
        if self.unsaved and not await self._save():
            return
        if self.routine.steps:
            self.app.call_later(partial(self.limberup.play, self.routine))
            self.dismiss(None)

    def leave(self) -> None:
        """Leave; where something would be lost, ask."""
        self._leave()

    @work(exclusive=True, group="builder-question")
    async def _leave(self) -> None:
        if self.unsaved:
            options = [
                Option("s", tr("Save it")),
                Option("d", tr("Drop the changes")),
                Option("escape", tr("Stay here")),
            ]
            answer = await self.app.push_screen_wait(Ask(tr("This routine is not saved."), options))
            if answer == "escape" or (answer == "s" and not await self._save()):
                return
        self.dismiss(None)
