"""What is asked during a session: skip, easier, swap, it hurts, how it leads, and leaving. The clock stands still."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from limberup.history.record import Hurt
from limberup.safety.decision import Decision
from limberup.safety.flags import FLAGS
from limberup.safety.live import Action
from limberup.texts import tr
from limberup.timeline import PlannedStep
from limberup_tui.asked import FLAG_INTRO, SKIP_REASONS, SWAP_REASONS, WATCH, eased_words, stopped_words, swap_words
from limberup_tui.asked_midway import (
    END_OR_LATER,
    KEEP_GOING,
    LEGS,
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
    other_told,
    ways_to_lead,
)
from limberup_tui.conductor import Conductor
from limberup_tui.plain.front import Front
from limberup_tui.plain.leaving import Leaving
from limberup_tui.plain.wording import seconds_words
from limberup_tui.voice import Voice

__all__ = ["Asks", "Left"]

_KEEP = {"x": KEEP_GOING}
_SLIP = {"b": SLIP}


class Asks:
    """The part of a session that asks. How time goes on, and what is told of it, is its subclass's."""

    def __init__(self, front: Front, conductor: Conductor, voice: Voice) -> None:
        self.front, self.house, self.talk = front, front.house, front.talk
        self._voice = voice
        self.conductor = conductor
        self.later = False
        """Whether the session was left, to be gone on with later."""
        self._was_running = True
        self._asking = False

    # Around the questions

    def _pause(self) -> None:
        """Stop the clock until `_go_on`."""
        if not self._asking:
            self._was_running = self.conductor.is_led
            self._asking = True
            if self._was_running:
                self.conductor.pause()

    def _go_on(self) -> None:
        self._asking = False
        # Who had paused before goes on when they say so.
        if not (self.conductor.ended or self.conductor.taken_over or self.later) and self._was_running:
            self.go_on()

    def go_on(self) -> None:
        """Go on after a pause, and say so where it does not go on at once."""
        self.conductor.go_on()
        if seconds := round(self.conductor.goes_on_in):
            self.talk.say(tr("Goes on in {seconds}. Enter starts at once.").format(seconds=seconds_words(seconds)))

    def _ask(
        self, question: str, options: Mapping[str, str], more: str = "", *, told: Mapping[str, str] | None = None
    ) -> str:
        self._pause()
        return self.talk.ask(question, options, more, told=told)

    # The questions

    def skip(self) -> None:
        """Ask why, and leave this exercise."""
        name = self.conductor.session.planned.exercise.name
        options = {key: words for key, (words, _) in SKIP_REASONS.items()}
        answer = self._ask(tr("Why leave out {name}?").format(name=name), {**options, **_KEEP})
        step = self.conductor.step
        if answer == "p":
            # Eased, it may have been over: what comes next is not to be left out in its place.
            if self._told_hurt() is not None and self.conductor.step == step:
                self.conductor.skip("pain")
        elif answer in SKIP_REASONS:
            self.talk.say(self.conductor.skip_words())
            self.conductor.skip(SKIP_REASONS[answer][1])
        self._go_on()

    def easier(self) -> None:
        """Make this exercise easier, or do an easier one."""
        exercise, acts = self.conductor.session.planned.exercise, make_easier(self.conductor)
        options = {**_options(acts), "x": tr("Keep going as it is")}
        answer = self._ask(tr("Make it easier?"), options, exercise.easier.level or "")
        if answer in acts:
            acts[answer].do()
        self._go_on()

    def swap(self) -> None:
        """Ask why, and offer other exercises for the same purpose."""
        if not self.conductor.others():
            self.talk.say(nothing_else(self.conductor))
            return
        options = {key: words for key, (words, _) in SWAP_REASONS.items()}
        answer = self._ask(tr("Do another exercise instead? Why?"), {**options, **_KEEP})
        step = self.conductor.step
        if answer != "x" and (answer != "p" or self._told_hurt() is not None) and self.conductor.step == step:
            reason = SWAP_REASONS[answer][1]
            other = self._choose_other(reason)
            if other:
                self.conductor.swap(other, reason)
            elif reason == "pain":
                self.conductor.skip("pain")
        self._go_on()

    def _choose_other(self, reason: str) -> PlannedStep | None:
        """Offer the nearest other exercises; None where none is chosen."""
        found = self.conductor.others(reason)[:OTHERS]
        if not found:
            self.talk.say(tr("There is no other that needs nothing of it. s leaves this one out."))
            return None
        here, catalog = self.conductor.session.planned.exercise, self.house.catalog
        names = {str(number): other_told(step, here, catalog) for number, step in enumerate(found, 1)}
        last = tr("None of these: leave it out") if reason == "pain" else tr("None of these")
        answer = self._ask(tr("Which one?"), {**names, "x": last}, swap_words(reason))
        return None if answer == "x" else found[int(answer) - 1]

    def hurts(self) -> None:
        """Ask three questions, and do at once what the rules say."""
        step = self._hurts_from()
        if step is not None:
            self._told_and_eased(step)
        self._go_on()

    def _hurts_from(self) -> int | None:
        """Return the number of the step that a pain comes from, asking where it may be either of two; None if none."""
        found = hurts_from(self.conductor)
        if not found:
            return self.conductor.step
        answers = {key: words for key, (words, _) in found.items()}
        answer = self._ask(tr("What does it hurt from?"), {**answers, "w": NEW_SIGN, "x": NO_PAIN})
        if answer == "w":
            self._new_sign()
        return found[answer][1] if answer in found else None

    def _told_and_eased(self, step: int) -> None:
        """Ask what hurts, and say what came of it where the session goes on with that."""
        name = self.conductor.session.timeline.steps[step].exercise.name
        before = self.conductor.step != step
        while (decision := self._told_hurt(step)) is not None:
            over = self.conductor.step != step
            ended, last = self.conductor.ended, self.conductor.is_last_set
            said, more = eased_words(decision, name, before=before, over=over, ended=ended, last=last)
            acts = after_pain(self.conductor, over=over)
            answer = self._ask(said, {"": tr("Go on"), **_options(acts), **_SLIP}, more)
            if not self._is_slip(answer):
                if answer in acts:
                    acts[answer].do()
                break

    def _told_hurt(self, step: int | None = None) -> Decision | None:
        """Ask what hurts, and do what the rules say.

        Args:
            step: What it comes from; None for what is under way.

        Returns:
            The decision where the exercise may go on, eased or as it is; None where it may not, all of which is done
            already, and where nothing hurts.
        """
        self._pause()
        step = self.conductor.step if step is None else step
        while True:
            decision = self._three_questions(step)
            if decision is None or step is None:
                return None
            match Action(decision.outcome):
                case Action.END_SESSION:
                    slip = self._ended_for_pain(decision)
                case Action.STOP_EX:
                    slip = self._stop_exercise(decision, step)
                case _:
                    return decision
            if not slip:
                return None

    def _three_questions(self, step: int | None) -> Decision | None:
        """Ask how much it hurts, and how; None where it does not, or where something else is the matter."""
        leave = {"x": tr("it does not hurt, go on")}
        worry = {"w": tr("something new that worries me: numb, weak, chest pain")}
        pain = self.talk.number(tr("1 of 3: How much does it hurt?"), {**worry, **leave})
        if isinstance(pain, str):
            if pain == "w":
                self._new_sign()
            return None
        sharp = self._ask(tr("2 of 3: Is it sharp?"), {"y": tr("yes"), "n": tr("no"), **leave})
        if sharp == "x":
            return None
        legs = {key: words for key, (words, _) in LEGS.items()}
        leg = self._ask(tr("3 of 3: Does it go down the leg, past the buttock?"), {**legs, **leave})
        if leg == "x":
            return None
        return self.conductor.hurts(Hurt(pain, sharp == "y", LEGS[leg][1]), step)

    def _ended_for_pain(self, decision: Decision) -> bool:
        """Say that the session ends; return whether the pain was a slip, so that it does not."""
        self.talk.say(decision.why, WATCH.format(rule=decision.rule))
        if self.conductor.live.ask:
            self.front.ask_flag(self.conductor.live.ask)
        if self.house.person.open_flags:
            # What has been noted as a sign stays, whatever it was asked for.
            return False
        return self._is_slip(self._ask("", {"": tr("To the end of the session"), **_SLIP}))

    def _is_slip(self, answer: str) -> bool:
        """Take the last pain back where the answer says that it was a slip; return whether it does."""
        if answer not in _SLIP:
            return False
        self.conductor.take_back_hurt()
        return True

    def _stop_exercise(self, decision: Decision, step: int) -> bool:
        """Leave this exercise, for an easier one, for nothing, or for good; return whether the pain was a slip."""
        rule = tr("limberup's rule {rule}.").format(rule=decision.rule)
        acts = exercise_stopped(self.conductor, step)
        name = self.conductor.session.timeline.steps[step].exercise.name
        said = stopped_words(decision, name, before=step != self.conductor.step)
        try:
            answer = self._ask(said, {**_options(acts), **_SLIP}, rule)
        except Leaving:
            # Whatever comes after, this exercise is not gone on with.
            acts["s"].do()
            raise
        if self._is_slip(answer):
            return True
        acts[answer].do()
        return False

    def _new_sign(self) -> None:
        """Ask which warning sign it is; one that is ticked ends the session (rule L1)."""
        questions = {flag.id: flag.question for flag in FLAGS.values()}
        told = self.talk.ticks(
            tr("What is new? {flag_intro}").format(flag_intro=FLAG_INTRO),
            questions,
            others={"x": tr("back to the session")},
        )
        if told and not isinstance(told, str):
            self.front.open_flags(told)
            decision = end_for_signs(self.conductor, told)
            self.talk.say(tr("{why} Rule {rule}.").format(why=decision.why, rule=decision.rule))

    def options(self) -> None:
        """Change how the session is led, and remember it."""
        heard: dict[str, str] = {}
        while True:
            settings = self.house.settings
            ways = ways_to_lead(settings)
            options = {
                "b": ways["b"][0],
                "u": (
                    tr("quiet, no bell and no voice: on") if settings.quiet else tr("quiet, no bell and no voice: off")
                ),
                "k": (
                    tr("the next exercise begins: when you press Enter")
                    if settings.advance == "key"
                    else tr("the next exercise begins: by itself")
                ),
                "p": ways["p"][0],
                "v": (tr("Voice: on") if self._voice.wanted else tr("Voice: off")),
                "x": tr("Go on"),
            }
            # What has not changed has been heard.
            changed = {key: words for key, words in options.items() if heard.get(key) != words}
            answer = self._ask("" if heard else tr("How it leads."), options, told=changed)
            heard = options
            if answer == "v":
                self.talk.say(self._voice.switch(self.conductor.session))
                continue
            if answer not in ways:
                break
            self.front.keep(partial(self.house.save_settings, ways[answer][1]))
            self.conductor.lead()
        self._go_on()

    def leave(self) -> None:
        """Ask before anything is left."""
        answer = self._ask(tr("Stop the session?"), {**END_OR_LATER, "k": KEEP_GOING})
        if answer == "e":
            self.conductor.end()
        elif answer == "l":
            self.conductor.leave_for_later()
            self.later = not self.conductor.trouble and not self.conductor.taken_over
        self._go_on()


def _options(acts: Mapping[str, Act]) -> dict[str, str]:
    return {key: act.words for key, act in acts.items()}
