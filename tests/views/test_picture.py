"""Many pages on the terminal."""

import io

from rich.console import Console

from sayso.stories.picture import picture_of
from sayso.views.picture import draw_picture


def test_where_nobody_tells_what_another_does_no_grade_is_explained() -> None:
    told = io.StringIO()
    draw_picture(picture_of([]), Console(file=told, width=80))
    assert told.getvalue().rstrip().endswith("WHO STANDS BEHIND WHAT: told by more than one report")
