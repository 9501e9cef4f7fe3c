"""What is wrong with a screen in the language nobody speaks: words that are plain English, and texts that are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from rich.cells import cell_len
from scripts.pictures.home import HOPES
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from limberup.pseudo import CLOSE, OPEN
from limberup.sources import own_sources
from limberup_tui.widgets.calendar import YearCalendar
from limberup_tui.widgets.long_list import LongList
from limberup_tui.widgets.table import ListTable

__all__ = ["cut", "heads_cut", "marked", "plain_words"]

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER = str.maketrans(_LETTERS, "абцдефгхийклмнопярстуввхызАБЦДЕФГХИЙКЛМНОПЯРСТУВВХЫЗ")
TEXTS = frozenset({
    "name", "purpose", "start_position", "how", "breathing", "aliases", "kind_note", "start_note", "target_note",
    "level", "cautions", "feel", "mistake", "stop", "source_note", "summary", "note", "question", "paragraphs",
    "milestone", "words", "text", "ways", "authors", "license", "counts",
})  # fmt: skip
"""Fields of what packs bring that hold words."""
_WORD = re.compile(r"(?<![\w/.~-])[A-Za-z]{3,}(?![\w/~-]|\.toml)")
_KNOWN = {"limberup", "LIMBERUP", "HOME"}
_NOT_OURS = re.compile(
    "|".join(
        sorted(
            [re.escape(words) for source in own_sources().values() for words in (source.text, f"[{source.key}]")]
            + [re.escape(hope) for hope in HOPES]
            + ["each side", "each way"],
            key=len,
            reverse=True,
        )
    )
)
"""Words that stay as they are: titles of sources, what the person has written, and doses as files have them."""


def marked(value: Any, name: str = "") -> Any:
    """Return packs with their own words in letters of another alphabet: they are no texts of limberup."""
    if isinstance(value, str):
        return value.translate(_OTHER) if name in TEXTS else value
    if isinstance(value, tuple):
        return tuple(marked(item, name) for item in value)
    if isinstance(value, dict):
        return {key: marked(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: marked(getattr(value, field.name), field.name)
            for field in fields(value)
            if field.init and field.name != "drawing"
        }
        return replace(value, **changed)
    return value


def _leaves(screen: Screen[Any]) -> Iterator[Widget]:
    for widget in screen.walk_children(Widget):
        # A month's name has the room of its weeks.
        if isinstance(widget, YearCalendar):
            continue
        if widget.is_on_screen and widget.region.area and not widget.displayed_children:
            yield widget


def _rows(widget: Widget) -> list[str]:
    """Return all that a widget would show if it were not scrolled away."""
    if isinstance(widget, ListTable):
        heads = [column.label.plain[: column.width] for column in widget.ordered_columns if widget.show_header]
        return heads + [cell.plain for row in range(widget.row_count) for cell in widget.get_row_at(row)]
    if isinstance(widget, Input):
        # What is typed is the person's; what stands in an empty field is a hint that scrolls.
        return [widget.placeholder]
    return [strip.text for strip in widget.render_lines(Region(0, 0, *widget.outer_size))]


def cut(screen: Screen[Any]) -> Iterator[str]:
    """Yield the texts whose end is not to be seen."""
    for widget in _leaves(screen):
        text = _joined(_rows(widget))
        if text.count(OPEN) != text.count(CLOSE):
            yield f"cut: {_name(widget)}: {_cut_part(text)!r}"
        # What Textual lays over the screen, as its palette, stands in a box that has no place of its own.
        boxes = [parent for parent in widget.ancestors if isinstance(parent, Widget) and parent.region.area]
        right = min((box.region.right for box in boxes), default=0)
        if widget.region.right > right and OPEN in text:
            yield f"too wide: {_name(widget)}: {text[:60]!r}"


def _cut_part(text: str) -> str:
    """Return the part of a text around the first bracket that has no other."""
    depth: list[int] = []
    for place, char in enumerate(text):
        if char == OPEN:
            depth.append(place)
        elif char == CLOSE and depth:
            depth.pop()
    return text[depth[0] : depth[0] + 70] if depth else text[-70:]


def plain_words(screen: Screen[Any]) -> Iterator[str]:
    """Yield the words that stand in no text that was looked up."""
    for widget in _leaves(screen):
        outside, depth = [], 0
        for char in _NOT_OURS.sub("", _joined(_rows(widget))):
            if char == OPEN:
                depth += 1
            outside.append(char if not depth else " ")
            if char == CLOSE:
                depth = max(0, depth - 1)
        words = [word for word in _WORD.findall("".join(outside)) if word not in _KNOWN]
        if words:
            yield f"English: {_name(widget)}: {' '.join(words)[:70]!r}"


def heads_cut(screen: Screen[Any]) -> Iterator[str]:
    """Yield the heads of columns, in any language, whose end is not to be seen."""
    for widget in screen.query("ListTable, LongList").results():
        if isinstance(widget, ListTable) and widget.show_header:
            for column in widget.ordered_columns:
                if cell_len(column.label.plain) > column.width:
                    yield f"cut: {_name(widget)}: {column.label.plain!r} in {column.width}"
        elif isinstance(widget, LongList) and widget.region.area and widget._top:
            line = widget.render_line(0).text
            shown = [head for head, width in zip(widget.headers, widget.widths, strict=True) if width is None or width]
            yield from (f"cut: {_name(widget)}: {head!r} in {line!r}" for head in shown if head not in line)


def _joined(rows: list[str]) -> str:
    return " ".join(" ".join(row.split()) for row in rows)


def _name(widget: Widget) -> str:
    return type(widget).__name__ + (f"#{widget.id}" if widget.id else "")
