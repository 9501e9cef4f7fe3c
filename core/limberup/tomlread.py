"""Reading TOML files that people write: every mistake with its file, line and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from limberup.problem import LimberupError, Problem, reason_of
from limberup.text import clean_tree
from limberup.texts import tr

__all__ = ["MAX_BYTES", "TomlFile", "decode_text", "read_text", "read_toml"]

MAX_BYTES = 1_000_000
"""A file larger than this is refused unread: the largest sensible one is a hundredth of it."""

MAX_PLACE = 120
"""Characters of a key path that are shown."""


class TomlFile:
    """A TOML file that parsed: its data, made harmless to show, and the line of each key."""

    def __init__(self, file: str, text: str) -> None:
        """Parse `text`.

        Raises:
            LimberupError: the text is not TOML.
        """
        self.file = file
        try:
            data = clean_tree(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            raise LimberupError(_syntax_problem(file, text, error)) from None
        assert isinstance(data, dict)
        self.data: dict[str, Any] = data
        self._text = text
        self._lines: dict[str, int] | None = None

    def line(self, path: str) -> int | None:
        """Return the line (from 1) of a key path like `step[2].dose`, or of the nearest table above it."""
        if self._lines is None:
            self._lines = dict(_key_lines(self._text))
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def place(self, path: str) -> str:
        """Return "line 4, step 2, dose" for the path `step[2].dose`."""
        words = ", ".join(re.sub(r"\[(\d+)\]", r" \1", part) for part in path[:MAX_PLACE].split(".") if part)
        line = self.line(path)
        return ", ".join(part for part in (tr("line {line}").format(line=line) if line else "", words) if part)

    def problem(self, path: str, what: str, remedy: str = "") -> Problem:
        """Return a problem at a key path of this file."""
        return Problem(self.file, self.place(path), what, remedy)


def _large_number(text: str) -> str:
    match = re.search(r"[=,\[]\s*[+-]?(?:0x[\da-fA-F_]{16}|0o[0-7_]{21}|0b[01_]{63}|[\d_]{19})", text)
    return tr("line {line}").format(line=text.count(chr(10), 0, match.end()) + 1) if match else ""


def _syntax_problem(file: str, text: str, error: Exception) -> Problem:
    message = str(error)
    if isinstance(error, RecursionError):
        return Problem(file, "", tr("is nested too deeply to be read"))
    place = ""
    if "too large" in message or "digits" in message:
        place, message = _large_number(text), tr("a whole number is too large")
    if match := re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message):
        if match[1]:
            place = f"{tr('line {line}').format(line=match[1])}, {tr('column {column}').format(column=match[2])}"
        else:
            place = tr("end of document")
        message = message.replace(match[0], "")
    message = re.sub(r"\s+", " ", message)[:120]
    return Problem(
        file,
        place,
        tr("is not TOML: {message}").format(message=message[:1].lower() + message[1:]),
        tr('A text stands in "quotes"'),
    )


def read_text(path: Path, name: str | None = None) -> str:
    """Return the text of a UTF-8 file, without a byte-order mark.

    Raises:
        LimberupError: it can't be read, is no plain file, is too large or not UTF-8.
    """
    file = name or str(path)
    try:
        if not path.is_file():
            what = tr("is a folder, not a file") if path.is_dir() else tr("is not a plain file")
            raise LimberupError(Problem(file, "", what if path.exists() else tr("there is no such file")))
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise LimberupError(Problem(file, "", tr("cannot be read: {reason}").format(reason=reason))) from None
    if len(raw) > MAX_BYTES:
        raise LimberupError(
            Problem(
                file,
                "",
                tr("is larger than {max_bytes} kB").format(max_bytes=MAX_BYTES // 1000),
                tr("Is it the right file?"),
            )
        )
    return decode_text(raw, file)


def decode_text(raw: bytes, file: str) -> str:
    """Return bytes as text, without a byte-order mark.

    Raises:
        LimberupError: they are not UTF-8, with the line of `file` where they stop being it.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LimberupError(
            Problem(file, tr("line {line}").format(line=line), tr("is not UTF-8 text"), tr("Save it as UTF-8"))
        ) from None


def read_toml(path: Path, name: str | None = None) -> TomlFile:
    """Read a TOML file.

    Raises:
        LimberupError: it can't be read or is not TOML; `name` stands for the file in the message.
    """
    return TomlFile(name or str(path), read_text(path, name))


_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|\n|[\[\]{},=]|[^\s\[\]{},="'\#]+''',
    re.S,
)


def _key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the path and line of each table header, key and item of a list in valid TOML, top down."""
    table, key, line = "", "", 1
    counts: dict[str, int] = {}
    header = ""
    """The header's brackets and name while one is read, else ""."""
    open_: list[tuple[str, int]] = []
    """Lists and inline tables that stand open: their path, and the number of the item, 0 in a table."""
    in_value = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n":
            if header:
                table = _table_name(header, counts)
                if table.endswith("[1]"):
                    yield table.removesuffix("[1]"), line
                yield table, line
            if not open_:
                header, key, in_value = "", "", False
        elif token[0] == "#":
            continue
        elif open_ and token in ("]", "}"):
            open_.pop()
            in_value = True
        elif open_ and token == ",":
            path, item = open_[-1]
            open_[-1] = (path, item + 1 if item else 0)
            key, in_value = "", False
        elif header or (token == "[" and not key and not open_):
            header += token
        elif token == "=":
            path = ".".join(filter(None, (open_[-1][0] if open_ else table, key)))
            yield path, line
            key, in_value = path, True
        elif not in_value and not (open_ and open_[-1][1]):
            key += _unquoted(token)
        else:
            if open_ and open_[-1][1] and not in_value:
                key, in_value = "{}[{}]".format(*open_[-1]), True
                yield key, line
            if token in ("[", "{"):
                open_.append((key, 1 if token == "[" else 0))
                key, in_value = "", False
        line += token.count("\n")
    if header:
        yield _table_name(header, counts), line


def _unquoted(token: str) -> str:
    return token[1:-1] if token[0] in "\"'" else token


def _table_name(header: str, counts: dict[str, int]) -> str:
    """Return the path of a header such as `[[step]]`, numbered where tables of its name repeat."""
    name = re.sub(r"[\"']", "", header.strip("[]"))
    for parent, count in counts.items():
        if name.startswith(f"{parent}."):
            name = f"{parent}[{count}]{name[len(parent) :]}"
            break
    if header.startswith("[["):
        counts[name] = counts.get(name, 0) + 1
        return f"{name}[{counts[name]}]"
    return name
