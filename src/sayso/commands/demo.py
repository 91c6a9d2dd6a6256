"""``sayso demo``: thirteen days of October 1962, from pages to one picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from sayso.commands.shared import ALL_WELL, Commands, declared

FOLDER = Path("examples") / "thirteen-days" / "pages"
PAIR = ("USA", "RUS")


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = declared(
        commands, "demo", "show what Sayso makes of some 40 reports on the Cuban missile crisis"
    )
    parser.set_defaults(run=run, usage_error=parser.error)


def run(_: argparse.Namespace) -> int:
    """Read the pages of the demo and show the picture that they make."""
    from rich.console import Console

    from sayso.commands.tension import read_now
    from sayso.stories.between import between
    from sayso.stories.picture import picture_of
    from sayso.stories.scores import load_scores
    from sayso.stories.tension import Pair
    from sayso.views.picture import draw_picture
    from sayso.views.tension import draw_tension

    console = Console(highlight=False)
    folder = pages_of_demo()
    console.print(f"Reading {folder} ...", soft_wrap=True)
    picture = picture_of(read_now([str(folder)]))
    draw_picture(picture, console)
    for by in ("day", "week"):
        console.print()
        draw_tension(between(picture, Pair(*PAIR), load_scores(), by), (), console)
    console.print(f"\nGo on with:  sayso tension USA RUS --by day --pages {folder}", soft_wrap=True)
    return ALL_WELL


def pages_of_demo() -> Path:
    """The folder of the demo's pages: in the package where it was installed, else in the project."""
    import sayso
    from sayso.errors import PageError

    package = Path(sayso.__file__).parent
    for root in (package, package.parents[1]):
        if (root / FOLDER).is_dir():
            return root / FOLDER
    raise PageError("The pages of the demo are not there. Install sayso from its repository to have them.")
