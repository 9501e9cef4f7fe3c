"""What the player asks: skip, easier, swap, it hurts, options and leaving. The clock stands still meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from textual import work
from textual.binding import Binding
from textual.screen import Screen

from limberup.run import Run
from limberup.safety.decision import Decision
from limberup.safety.flags import FLAGS
from limberup.safety.live import Action
from limberup.texts import tr
from limberup.timeline import PlannedStep
from limberup_tui.asked import FLAG_INTRO, SKIP_REASONS, SWAP_REASONS, WATCH, eased_words, stopped_words, swap_words
from limberup_tui.asked_midway import (
    END_OR_LATER,
    KEEP_GOING,
    NEW_SIGN,
    NO_PAIN,
    OTHERS,
    SLIP,
    Act,
    Left,
    after_pain,
    end_for_signs,
    exercise_stopped,
    hurts_from,
    make_easier,
    nothing_else,
    other_words,
    sound_words,
    ways_to_lead,
)
from limberup_tui.conductor import Conductor
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.hurts import AskHurt, Worry
from limberup_tui.screens.ticks import Ticks

__all__ = ["AskingPlayer", "Left"]

T = TypeVar("T")


_KEEP = Option("escape", KEEP_GOING)
_SLIP = Option("backspace", SLIP)


class AskingPlayer(Page[Left]):
    """The part of the player that asks. What is drawn and how time goes on is its subclass's."""

    BINDINGS = [
        Binding("h", "hurts", tr("It hurts"), id="player.hurts"),
        Binding("s", "skip", tr("Skip"), id="player.skip"),
        Binding("e", "easier", tr("Easier"), id="player.easier"),
        Binding("w", "swap", tr("Swap"), id="player.swap"),
        Binding("o", "options", tr("Options"), id="player.options"),
        Binding("q", "leave", tr("End"), id="player.leave"),
        Binding("escape", "close", tr("End"), show=False, id="player.escape"),
    ]

    def __init__(self, run: Run, *, claim: bool = False) -> None:
        """Make the player.

        Args:
            run: What is to be done, or gone on with.
            claim: Whether it is taken over from another process.
        """
        super().__init__()
        self._first = run
        self._claim = claim
        self._asking = False
        self._was_running = True
        self._gone = False
        self.conductor: Conductor

    def _after(self) -> None:
        """Draw, and leave where the session is over."""
        raise NotImplementedError

    def _say(self, words: str) -> None:
        """Tell something beside what is drawn, for a while."""
        raise NotImplementedError

    @property
    def speaks(self) -> bool:
        """Whether the voice is switched on; quiet mode keeps it back all the same."""
        raise NotImplementedError

    def _switch_voice(self) -> str:
        """Switch the voice on or off, and return what to tell of it."""
        raise NotImplementedError

    async def _ask(self, screen: Screen[T]) -> T | None:
        """Pause, and ask. The clock stands still until `_go_on`."""
        if not self._asking:
            self._was_running = self.conductor.is_led
            if self._was_running:
                self.conductor.pause()
        self._asking = True
        self._after()
        return await self.app.push_screen_wait(screen)

    def _go_on(self) -> None:
        self._asking = False
        # Who had paused before goes on when they say so.
        if not self.conductor.ended and self._was_running:
            self.conductor.go_on()
        self._after()

    @work(exclusive=True, group="player-question")
    async def action_skip(self) -> None:
        """Ask why, and leave this exercise."""
        name = self.conductor.session.planned.exercise.name
        options = [*(Option(key, words) for key, (words, _) in SKIP_REASONS.items()), _KEEP]
        answer = await self._ask(Ask(tr("Why leave out {name}?").format(name=name), options))
        reason = SKIP_REASONS[answer][1] if answer in SKIP_REASONS else ""
        step = self.conductor.step
        if reason == "pain":
            # Eased, it may have been over: what comes next is not to be left out in its place.
            if await self._told_hurt() is not None and self.conductor.step == step:
                self.conductor.skip("pain")
        elif reason:
            self._say(self.conductor.skip_words())
            self.conductor.skip(reason)
        self._go_on()

    @work(exclusive=True, group="player-question")
    async def action_easier(self) -> None:
        """Make this exercise easier, or do an easier one."""
        exercise, acts = self.conductor.session.planned.exercise, make_easier(self.conductor)
        options = [*_options(acts), Option("escape", tr("Keep going as it is"))]
        answer = await self._ask(Ask(tr("Make it easier?"), options, exercise.easier.level or ""))
        if answer in acts:
            acts[answer].do()
        self._go_on()

    @work(exclusive=True, group="player-question")
    async def action_swap(self) -> None:
        """Ask why, and offer other exercises for the same purpose."""
        if not self.conductor.others():
            self._say(nothing_else(self.conductor))
            self._after()
            return
        options = [*(Option(key, words) for key, (words, _) in SWAP_REASONS.items()), _KEEP]
        answer = await self._ask(Ask(tr("Do another exercise instead?"), options))
        reason = SWAP_REASONS[answer][1] if answer in SWAP_REASONS else ""
        step = self.conductor.step
        if reason and (reason != "pain" or await self._told_hurt() is not None) and self.conductor.step == step:
            other = await self._choose_other(reason)
            if other:
                self.conductor.swap(other, reason)
            elif reason == "pain":
                self.conductor.skip("pain")
        self._go_on()

    async def _choose_other(self, reason: str) -> PlannedStep | None:
        """Offer the nearest other exercises; None where none is chosen."""
        most = OTHERS if self.size.height >= 20 else 3
        found = self.conductor.others(reason)[:most]
        if not found:
            text = tr("There is no other that needs nothing of it.")
            await self._ask(Ask(text, [Option("escape", tr("Back"))], tr("s leaves this one out.")))
            return None
        here, catalog = self.conductor.session.planned.exercise, self.house.catalog
        options = [
            Option(str(number), other_words(step, here, catalog), step.exercise.purpose)
            for number, step in enumerate(found, 1)
        ]
        last = Option("escape", tr("None of these: leave it out") if reason == "pain" else tr("None of these"))
        answer = await self._ask(Ask(tr("Which one?"), [*options, last], swap_words(reason)))
        return found[int(answer) - 1] if answer and answer.isdigit() else None

    @work(exclusive=True, group="player-question")
    async def action_hurts(self) -> None:
        """Three keys, and what the rules say is done at once."""
        step = await self._hurts_from()
        if step is not None:
            await self._told_and_eased(step)
        self._go_on()

    async def _hurts_from(self) -> int | None:
        """Return the number of the step that a pain comes from, asking where it may be either of two; None if none."""
        found = hurts_from(self.conductor)
        if not found:
            return self.conductor.step
        options = [Option(key, words) for key, (words, _) in found.items()]
        options += [Option("w", NEW_SIGN), Option("escape", NO_PAIN)]
        answer = await self._ask(Ask(tr("What does it hurt from?"), options))
        if answer == "w":
            await self._new_sign()
        return found[answer][1] if answer in found else None

    async def _told_and_eased(self, step: int) -> None:
        """Ask what hurts, and say what came of it where the session goes on with that."""
        name = self.conductor.session.timeline.steps[step].exercise.name
        before = self.conductor.step != step
        while (decision := await self._told_hurt(step)) is not None:
            over = self.conductor.step != step
            ended, last = self.conductor.ended, self.conductor.is_last_set
            said, more = eased_words(decision, name, before=before, over=over, ended=ended, last=last)
            acts = after_pain(self.conductor, over=over)
            options = [Option("enter", tr("Go on")), *_options(acts), _SLIP]
            answer = await self._ask(Ask(said, options, more))
            if not self._is_slip(answer):
                if answer in acts:
                    acts[answer].do()
                break

    async def _told_hurt(self, step: int | None = None) -> Decision | None:
        """Ask what hurts, and do what the rules say.

        Args:
            step: What it comes from; None for what is under way.

        Returns:
            The decision where the exercise may go on, eased or as it is; None where it may not, all of which is done
            already, and where nothing hurts.
        """
        step = self.conductor.step if step is None else step
        while True:
            hurt = await self._ask(AskHurt())
            if isinstance(hurt, Worry):
                await self._new_sign()
                return None
            if hurt is None or step is None:
                return None
            decision = self.conductor.hurts(hurt, step)
            match Action(decision.outcome):
                case Action.END_SESSION:
                    slip = await self._ended_for_pain(decision)
                case Action.STOP_EX:
                    slip = await self._stop_exercise(decision, step)
                case _:
                    return decision
            if not slip:
                return None

    def _is_slip(self, answer: str | None) -> bool:
        """Take the last pain back where the answer says that it was a slip; return whether it does."""
        if answer != _SLIP.key:
            return False
        self.conductor.take_back_hurt()
        return True

    async def _ended_for_pain(self, decision: Decision) -> bool:
        """Say that the session ends; return whether the pain was a slip, so that it does not."""
        if self.conductor.live.ask:
            await self.limberup.ask_flag(self.conductor.live.ask)
        options = [Option("enter", tr("To the end of the session"))]
        # What has been noted as a sign stays, whatever it was asked for.
        options += [] if self.house.person.open_flags else [_SLIP]
        answer = await self._ask(Ask(decision.why, options, WATCH.format(rule=decision.rule)))
        return self._is_slip(answer)

    async def _stop_exercise(self, decision: Decision, step: int) -> bool:
        """Leave this exercise, for an easier one, for nothing, or for good; return whether the pain was a slip."""
        rule = tr("limberup's rule {rule}.").format(rule=decision.rule)
        acts = exercise_stopped(self.conductor, step)
        name = self.conductor.session.timeline.steps[step].exercise.name
        said = stopped_words(decision, name, before=step != self.conductor.step)
        answer = await self._ask(Ask(said, [*_options(acts), _SLIP], rule))
        if self._is_slip(answer):
            return True
        # Also where it was left unanswered, this exercise is not gone on with.
        acts[answer or "s"].do()
        return False

    async def _new_sign(self) -> None:
        """Ask which warning sign it is; one that is ticked ends the session (rule L1)."""
        ticked = await self._ask(
            Ticks(tr("What is new?"), FLAG_INTRO, {flag.id: flag.question for flag in FLAGS.values()})
        )
        if ticked:
            self.limberup.open_flags(ticked)
            decision = end_for_signs(self.conductor, ticked)
            await self._ask(
                Ask(
                    decision.why,
                    [Option("enter", tr("What to do now"))],
                    tr("limberup's rule {rule}.").format(rule=decision.rule),
                )
            )

    @work(exclusive=True, group="player-question")
    async def action_options(self) -> None:
        """Change how the session is led, one key each, and remember it."""
        more = ""
        while True:
            settings = self.house.settings
            changes = ways_to_lead(settings)
            words = {key: words for key, (words, _) in changes.items()}
            words["b"] = sound_words(words["b"], settings, on=settings.bell)
            voice = tr("Voice: on") if self.speaks else tr("Voice: off")
            options = [Option(key, told) for key, told in words.items()]
            options += [
                Option("v", sound_words(voice, settings, on=self.speaks)),
                Option("escape", tr("Back to the exercise")),
            ]
            answer = await self._ask(Ask(tr("How it leads"), options, more))
            more = self._switch_voice() if answer == "v" else ""
            if answer == "v":
                continue
            if answer not in changes:
                break
            self.limberup.keep(partial(self.house.save_settings, changes[answer][1]))
            self.conductor.lead()
        self._go_on()

    @work(exclusive=True, group="player-question")
    async def action_leave(self) -> None:
        """Ask before anything is left."""
        options = [
            # First, as the cursor begins there: an Enter typed too much ends nothing.
            Option("k", KEEP_GOING),
            *(Option(key, words) for key, words in END_OR_LATER.items()),
        ]
        answer = await self._ask(Ask(tr("Stop the session?"), options))
        if answer == "e":
            self.conductor.end()
        elif answer == "l":
            self.conductor.leave_for_later()
            if not self.conductor.trouble:
                self._gone = True
                self.dismiss(Left.TAKEN_OVER if self.conductor.taken_over else Left.LATER)
                return
        self._go_on()


def _options(acts: Mapping[str, Act]) -> list[Option]:
    return [Option(key, act.words) for key, act in acts.items()]
