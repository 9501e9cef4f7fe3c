"""How the pictures of the pages are drawn.

Without names all of them are drawn, into docs/pictures. The app runs without a terminal, with a made-up person's files,
the built-in packs alone and a clock that is moved by hand: the same program always gives the same pictures.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import click
from scripts.pictures.home import StillClock, house_in
from scripts.pictures.scenes import SCENES, Scene, Stage
from scripts.pictures.svg import plain

from limberup.packs.manager import load
from limberup_tui.app import LimberupApp
from limberup_tui.start import Start

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


async def draw(scene: Scene, name: str, folder: Path) -> str:
    """Lead the app to a scene, with its files in a folder, and return the screen as SVG."""
    clock = StillClock()
    loaded = load(safe=True)
    house = house_in(folder, clock, loaded.catalog, lived=scene.lived)
    routine = loaded.catalog.routine(scene.routine) if scene.routine else None
    app = LimberupApp(house, Start(loaded=loaded, routine=routine))
    async with app.run_test(size=scene.size) as pilot:
        await scene.lead(Stage(app, pilot, clock, routine is not None))
        await pilot.pause()
        return plain(app.export_screenshot(title="limberup"), name)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(SCENES)))
@click.option("--to", "folder", type=click.Path(path_type=Path), default=FOLDER, help="Into this folder.")
def main(names: tuple[str, ...], folder: Path) -> None:
    """Draw the pictures of the pages, or those that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or sorted(SCENES):
        with tempfile.TemporaryDirectory() as files:
            drawn = asyncio.run(draw(SCENES[name], name, Path(files)))
        (folder / f"{name}.svg").write_text(drawn, "utf-8", newline="\n")
