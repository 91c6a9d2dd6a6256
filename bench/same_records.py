"""Do pages still read as they did? Their records as lines, to be compared byte by byte with those of another version.

usage: python bench/same_records.py RECORDS.jsonl PAGE_OR_TEXTS... [--articles 40]

A page or a folder of pages is read page by page; of a .jsonl file with lines of {"text"} the first
articles are. Where RECORDS.jsonl exists, what is read is compared with it, and the first differences are printed;
where not, it is written. The digests of the models are left out, for a network may be another file and say the same.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.texts import first_texts

SHOWN = 5  # differences that are printed
AROUND = 60  # characters of each side shown before and after the first that differs


def main() -> None:
    """Write the records, or compare with those written before; 1 where any differ."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("records", type=Path)
    options.add_argument("texts", type=Path, nargs="+")
    options.add_argument("--articles", type=int, default=40)
    given = options.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    lines = list(records(given.texts, given.articles))
    if not given.records.exists():
        given.records.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        print(f"{len(lines)} records written")
        return
    before = given.records.read_text("utf-8").splitlines()
    differing = [pair for pair in zip(before, lines, strict=True) if pair[0] != pair[1]]
    print(f"{len(lines)} records, {len(differing)} differ")
    for old, new in differing[:SHOWN]:
        show(old, new)
    sys.exit(bool(differing))


def records(paths: list[Path], articles: int) -> Iterator[str]:
    """The record of each page and text as one line of JSON, or why a page cannot be read."""
    from sayso import load_models
    from sayso.article import from_text
    from sayso.errors import PageError
    from sayso.page import find_pages, load_page
    from sayso.pipeline import read, read_article

    models = load_models()
    for path in paths:
        if path.suffix == ".jsonl":
            for number, text in enumerate(first_texts(path, articles)):
                yield written(read_article(from_text(text, id=str(number)), models).to_dict())
        else:
            for page in find_pages(str(path)):
                try:
                    yield written(read(load_page(page), models).to_dict())
                except PageError as error:
                    yield written({"page": Path(page).name, "unreadable": str(error)})


def written(record: dict[str, object]) -> str:
    """A record as a line that is the same wherever the record is."""
    return json.dumps(record | {"models": None}, ensure_ascii=False, sort_keys=True)


def show(old: str, new: str) -> None:
    """Print where two lines part."""
    place = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    around = slice(max(0, place - AROUND), place + AROUND)
    print(f"- {old[around]}\n+ {new[around]}")


if __name__ == "__main__":
    main()
