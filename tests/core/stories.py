"""What the stories of several sessions share."""

from __future__ import annotations

from tests.core.past import Story, line

from limberup.history.record import Hurt
from limberup.plan import Plan

SHARP = Hurt(7, sharp=True)


def decided(plan: Plan, exercise: str) -> tuple[str, str]:
    """Return rule and outcome of the weightiest decision of a step."""
    decision = line(plan, exercise).decision
    assert decision
    return decision.rule, decision.outcome


def grown(story: Story, step: str, into: str) -> int:
    """Do good sessions until a step has become that exercise; return the next day."""
    days = 0
    while story.course(days).rungs.get(step) != into:
        story.good(days)
        days += 3
        assert days < 200, "it never came to that"
    return days
