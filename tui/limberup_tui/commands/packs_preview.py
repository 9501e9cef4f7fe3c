"""`limberup packs preview`: an exercise's card and figure, drawn anew each time its file is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, say
from limberup_tui.commands.packs_check import folder_of

if TYPE_CHECKING:
    from limberup_tui.previewed import Previewed

__all__ = ["preview"]


@click.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.pass_context
def preview(ctx: click.Context, path: Path) -> None:
    """Show card and figure of an exercise while you write it.

    PATH is a pack's folder, and the exercise that was saved last is shown; or the file of one exercise. Where there is
    no terminal the card is printed once.
    """
    from limberup_tui.commands.play import no_screen
    from limberup_tui.previewed import Previewed

    setting = ctx.ensure_object(Setting)
    inside = path.suffix == ".toml" and path.name != "pack.toml"
    folder = folder_of(path.absolute().parent.parent if inside else path)
    previewed = Previewed(folder, setting.load(), path.stem if inside else "")
    if no_screen():
        ctx.exit(_print(previewed))
    from limberup.settings import load_settings
    from limberup_tui.preview import PreviewApp

    PreviewApp(previewed, load_settings(setting.home().settings).theme).run()


def _print(previewed: Previewed) -> int:
    from limberup_tui.commands.show import exercise_card

    if previewed.exercise:
        exercise_card(previewed.exercise, previewed.catalog)
    else:
        say(tr("No exercise can be shown."))
    complain(previewed.problems)
    return 1 if previewed.problems else 0
