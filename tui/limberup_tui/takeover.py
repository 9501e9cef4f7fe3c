"""Taking a session over: as it is now, and with what ran while nobody can have been there told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from limberup.history.open_sessions import Left
from limberup.problem import LimberupError
from limberup.run import Run
from limberup.texts import tr
from limberup_tui.asked import unconfirmed_answers, unconfirmed_words
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.steps import answered_unconfirmed

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = ["as_it_is_now", "take_over"]


def as_it_is_now(app: LimberupApp, left: Left) -> Left | None:
    """Return a session that was left open as it is on disk now; None, and say so, where it can't be gone on with.

    The old process may have led it on since it was read.
    """
    found = app.house.open.again(left, app.house.catalog)
    if found is None:
        app.notify(tr("This session was finished in another terminal."), timeout=12, markup=False)
        app.refresh_contents()
        return None
    if found.problem:
        app.notify(str(found.problem), severity="error", timeout=12, markup=False)
    return found if found.run else None


async def take_over(app: LimberupApp, run: Run) -> Run:
    """Claim a session, so that the old process leads it no further, and ask about the sets that nobody confirmed.

    It is asked now: the next key in the player shows that somebody is there now, and nothing of before.
    """
    house = app.house
    try:
        house.open.save(run, house.clock.now(), house.clock.moment(), claim=True)
    except LimberupError as error:
        # The player will say so for as long as it is so.
        app.notify(str(error.problems[0]), severity="error", markup=False)
    if not run.session.unconfirmed:
        return run
    options = [Option(key, words) for key, words in unconfirmed_answers(run.session, goes_on=True).items()]
    question, names = unconfirmed_words(run.session)
    answer = ""
    while not answer:
        answer = await app.push_screen_wait(Ask(question, options, names, weighs=True))
    return answered_unconfirmed(run, answer)
