"""`limberup packs texts`: the words of a pack, for those who translate it."""

from __future__ import annotations

from pathlib import Path

import click

from limberup.texts import tr
from limberup_tui.commands.output import say
from limberup_tui.commands.packs_check import folder_of

__all__ = ["texts"]


@click.command()
@click.argument("path", metavar="FOLDER", type=click.Path(path_type=Path))
@click.argument("language", metavar="LANG")
def texts(path: Path, language: str) -> None:
    """Write the words of a pack into a file to translate them.

    FOLDER is the folder that holds pack.toml, and LANG a language such as de or pt_BR. The file is
    FOLDER/locale/LANG.po; where it is there already, new words are added, and words that are gone are taken out.
    """
    from limberup.packs.translation_check import write_texts
    from limberup.packs.translations import po_file

    folder = folder_of(path)
    state = write_texts(folder, language)
    say(
        tr("{file}: {done} of {texts} texts are translated.").format(
            file=po_file(folder, language), done=state.done, texts=state.texts
        )
    )
