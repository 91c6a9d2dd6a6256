"""Who wrote a page: a person, or an agency or paper, which has no family name."""

from __future__ import annotations

import functools

from sayso.lexicons.reporting import Reporting, load_reporting
from sayso.types import Article


def is_person(author: str, article: Article) -> bool:
    """Whether a name in the byline is a person's, as far as the lexicon of outlets and the page's own outlet tell."""
    return author != article.outlet and not _is_outlet(author, _lexicon())


def _is_outlet(name: str, lexicon: Reporting) -> bool:
    if {name, f"the {name}"} & lexicon.outlet_names:
        return True
    parts = name.split()
    return len(parts) > 1 and (parts[-1] in lexicon.outlet_endings or parts[0] in lexicon.outlet_beginnings)


@functools.cache
def _lexicon() -> Reporting:
    return load_reporting()
