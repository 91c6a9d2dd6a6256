"""Main text of pages: ``python -m evaluation.articles PAGES.jsonl OUT.jsonl``.

PAGES has lines of {"id", "path"}: HTML, maybe gzipped, or .txt; a relative path is looked for beside PAGES,
then in the working directory. OUT gets {"id", "title", "text"} for each, or {"id", "failure"}. What is
scored is the extraction, so pages in any language are answered; where no article is found it says so.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sayso.article import extract
from sayso.errors import PageError
from sayso.page import load_page


def main() -> None:
    """Extract every page and write its title and text, line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    with given.pages.open(encoding="utf-8") as pages, given.out.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, pages):
            page = json.loads(line)
            beside = given.pages.parent / page["path"]
            path = beside if beside.exists() else Path(page["path"])
            out.write(json.dumps({"id": page["id"], **answer(path)}, ensure_ascii=False) + "\n")


def answer(path: Path) -> dict[str, str | None]:
    """Title and text of the article at ``path``, or why there is none."""
    try:
        article = extract(load_page(str(path)))
    except PageError as error:
        return {"failure": f"{error.stage}: {error}"}
    return {"title": article.title, "text": article.text}


if __name__ == "__main__":
    main()
