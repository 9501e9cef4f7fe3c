"""What the rules did in some weeks, read from the lines of decisions that records keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from limberup.catalog import Catalog
from limberup.history.record import Record
from limberup.safety.morning import SECOND_TIME
from limberup.safety.rules import RULES

__all__ = ["Acted", "what_rules_did"]


@dataclass(frozen=True, slots=True)
class Acted:
    """A rule that eased, stopped, blocked or referred."""

    rule: str
    title: str
    did: str
    """"referred", "blocked", "stopped" or "eased"."""
    on_days: int
    """Days on which it did."""
    last: date
    why: str
    """The sentence that the person was told the last time."""
    about: tuple[str, ...] = ()
    """Names of exercises, each once."""


_DECISION = re.compile(
    r"(?P<rule>[A-Z]\w{0,2}|room) (?P<what>[^:]*?)(?: (?P<about>[a-z0-9-]+/[a-z0-9-]+))?: (?P<why>.+)"
)
_DID = {
    ("H", ""): "referred", ("T", "REGRESS"): "referred",
    ("G1", ""): "blocked", ("G2", ""): "blocked", ("G3", ""): "blocked",
    ("L1", ""): "stopped", ("L2", ""): "stopped", ("L3", ""): "stopped",
    ("L4", ""): "eased", ("G4", ""): "eased", ("G5", ""): "eased", ("M3", "UNSETTLED"): "eased",
    ("P1", "regress"): "eased", ("P1", "remove"): "eased", ("P1", "left out"): "eased",
    ("F", "restart"): "eased", ("F", "restart and screen again"): "eased", ("F", "step back"): "eased",
}  # fmt: skip
"""What a rule did, by its id and outcome; "" stands for any outcome that is not named."""
_WEIGHT = ("referred", "blocked", "stopped", "eased")


def what_rules_did(within: Sequence[Record], catalog: Catalog) -> tuple[Acted, ...]:
    """Return what the rules did, the weightiest first. `within` is newest first."""
    found: dict[tuple[str, str], list[tuple[date, str, str]]] = {}
    for record in within:
        for line in record.decisions:
            match = _DECISION.fullmatch(line)
            if not match:
                continue
            did = _DID.get((match["rule"], match["what"])) or _DID.get((match["rule"], ""))
            if did is None:
                continue
            # The second unsettled morning in a row sends the person to somebody (rule M3).
            if match["rule"] == "M3" and ("second time running" in match["why"] or match["why"] == SECOND_TIME):
                did = "referred"
            about = catalog.name(match["about"]) if match["about"] else ""
            found.setdefault((match["rule"], did), []).append((record.started.date(), about, match["why"]))
    lines = [
        Acted(
            rule,
            RULES[rule].title if rule in RULES else "",
            did,
            len({on for on, _, _ in times}),
            times[0][0],
            times[0][2],
            tuple(dict.fromkeys(about for _, about, _ in times if about)),
        )
        for (rule, did), times in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (_WEIGHT.index(line.did), -line.on_days, line.rule)))
