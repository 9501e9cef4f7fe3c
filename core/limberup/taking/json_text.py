"""JSON as somebody sent it: read, or told in one line why it is none."""

from __future__ import annotations

import json
from typing import Any

from limberup.problem import LimberupError, Problem
from limberup.texts import tr

__all__ = ["read_json"]


def read_json(text: str, name: str) -> Any:
    """Return what a text says as JSON; a byte-order mark before it is passed over.

    Args:
        text: The text.
        name: What it is called in messages.

    Raises:
        LimberupError: it is no JSON, with the line where it stops being one, or more than can be read.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = tr("line {lineno}, column {colno}").format(lineno=error.lineno, colno=error.colno)
        what = tr("is not JSON: {reason}").format(reason=error.msg.lower())
        raise LimberupError(Problem(name, place, what)) from None
    except (ValueError, RecursionError):
        what = tr("is nested too deeply, or has a number too large, to be read")
        raise LimberupError(Problem(name, "", what)) from None
