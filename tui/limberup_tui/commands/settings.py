"""`limberup settings`: all that can be set, and setting it without the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, print_paragraph, print_table, say
from limberup_tui.completing import setting_keys, setting_values

if TYPE_CHECKING:
    from pathlib import Path

    from limberup.problem import Problem
    from limberup.settings import Settings

__all__ = ["allowed", "settings"]

SET = "settings set"
"""Stands for the file where what is wrong was typed."""
KEYS = "keys."
"""What stands before the id of an action whose keys are set."""
YES, NO = ("true", "on", "yes"), ("false", "off", "no")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.pass_context
def settings(ctx: click.Context, as_json: bool) -> None:
    """List everything that can be set, and set it."""
    if ctx.invoked_subcommand:
        return
    from limberup.settings import load_settings

    home = ctx.ensure_object(Setting).home()
    found = load_settings(home.settings)
    rows = _rows(found)
    if as_json:
        print_json(rows)
    else:
        values = ((row["id"], _shown(row["value"]), _values(row), row["what"]) for row in rows)
        print_table(values, (tr("key"), tr("value"), tr("it can be"), tr("what it does")))
        print_paragraph(tr("Keys of your own: limberup settings set keys.ACTION KEYS. docs/keys.md lists the actions."))
        say(tr("The file: {path}").format(path=home.settings))
    from limberup_tui.unknown_values import unknown_values

    wrong = [*unknown_values(found, home.settings).values(), *_wrong_keys(found.keys, home.settings)]
    complain(wrong)
    ctx.exit(2 if wrong else 0)


@settings.command("set")
@click.argument("key", shell_complete=setting_keys)
@click.argument("value", shell_complete=setting_values)
@click.pass_context
def set_(ctx: click.Context, key: str, value: str) -> None:
    """Set one thing, as it stands in settings.toml.

    KEY is as `limberup settings` lists it, or keys.ACTION for the keys of an action (docs/keys.md), which "" makes the
    usual ones again.
    """
    from limberup.problem import LimberupError
    from limberup.settings import load_settings, save_settings

    path = ctx.ensure_object(Setting).home().settings
    was = load_settings(path)
    if key.startswith(KEYS):
        keys = {**was.keys, key.removeprefix(KEYS): value}
        if not value.strip():
            del keys[key.removeprefix(KEYS)]
        if wrong := _wrong_keys(keys, SET):
            raise LimberupError(*wrong)
        new = replace(was, keys=keys)
    else:
        changed: dict[str, Any] = {key: _parsed(key, value)}
        new = replace(was, **changed)
    save_settings(path, new, was)
    say(f"{key} = {_shown(value if key.startswith(KEYS) else getattr(new, key))}")


def allowed(key: str) -> tuple[str, ...]:
    """Return what a setting can be, as it is written in the file; none where that is a matter of its shape."""
    from limberup.settings import ADVANCE, CALM, PACE, THEMES, Settings
    from limberup.texts import languages

    if isinstance(getattr(Settings(), key), bool):
        return "true", "false"
    return {"theme": THEMES, "calm": CALM, "advance": ADVANCE, "pace": PACE, "language": ("", *languages())}[key]


def _parsed(key: str, value: str) -> str | bool:
    """Return the value of a setting.

    Raises:
        LimberupError: there is no such setting, or it can't have this value.
    """
    from limberup.problem import LimberupError, Problem, join_words, nearest
    from limberup.settings import Settings
    from limberup_tui.unknown_values import themes

    names = [field.name for field in fields(Settings) if field.name != "keys"]
    if key not in names:
        what = tr("there is no setting {key!r}").format(key=key[:60])
        raise LimberupError(Problem(SET, "", what, nearest(key[:60], names)))
    values = allowed(key)
    if "true" in values and value.lower() in (*YES, *NO):
        return value.lower() in YES
    if value in values or (key == "theme" and value in themes()):
        return value if "true" not in values else value == "true"
    if key == "theme" and f"limberup-{value}" in values:
        return f"limberup-{value}"
    what = tr("{value!r} is not one of its values").format(value=value[:60])
    known = sorted(filter(None, values))
    remedy = nearest(value[:60], known)
    if (words := join_words(known, "or")) not in remedy:
        remedy = f"{remedy} {tr('It can be {words}').format(words=words)}".strip()
    raise LimberupError(Problem(SET, key, what, remedy))


def _rows(found: Settings) -> list[dict[str, Any]]:
    from limberup.settings import Settings
    from limberup_tui.fields import SETTINGS

    usual = Settings()
    rows: list[dict[str, Any]] = [
        {
            "id": choice.name,
            "value": getattr(found, choice.name),
            "usual": getattr(usual, choice.name),
            "values": [value == "true" if value in ("true", "false") else value for value in allowed(choice.name)],
            "what": choice.hint,
        }
        for choice in SETTINGS
    ]
    own = {f"{KEYS}{id_}": keys for id_, keys in found.keys.items()}
    return rows + [
        {"id": id_, "value": keys, "usual": None, "values": [], "what": tr("Your own keys for this action.")}
        for id_, keys in own.items()
    ]


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) or '""'


def _values(row: Mapping[str, Any]) -> str:
    return ", ".join(map(_shown, row["values"])) or "-"


def _wrong_keys(keys: Mapping[str, str], file: Path | str) -> list[Problem]:
    if not keys:
        return []
    from limberup_tui.keymap import checked

    return checked(keys, file)[1]
