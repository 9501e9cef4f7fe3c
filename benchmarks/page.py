"""The part of a page that the table stands in."""

from __future__ import annotations

from pathlib import Path

__all__ = ["BEGIN", "END", "write_between"]

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def write_between(page: Path, text: str) -> None:
    """Put a text between the marks of a page, in place of what stands there.

    Raises:
        ValueError: the marks are not there.
    """
    before, begun, rest = page.read_text("utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{page} has no lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
