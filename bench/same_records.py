"""Do pages still read as they did? Their records as lines, to be compared byte by byte with those of another version.

usage: python bench/same_records.py RECORDS.jsonl PAGE_OR_TEXTS... [--articles 40]

A file or folder of pages (.html, .txt) is read page by page; of a .jsonl file with lines of {"id", "text"} the first
articles are. Where RECORDS.jsonl exists, what is read is compared with it, and the first differences are printed;
where not, it is written. The digests of the models are left out, for a network may be another file and say the same.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

PAGES = {".html", ".txt"}
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
    """The record of each page and text, as one line of JSON without what tells models apart."""
    from sayso import load_models, load_page
    from sayso.article import from_text
    from sayso.pipeline import read, read_article

    models = load_models()
    for path in paths:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as stream:
                for line in islice(stream, articles):
                    text = json.loads(line)
                    yield written(read_article(from_text(text["text"], id=text["id"]), models).to_dict())
            continue
        for page in sorted(
            one for one in (path.rglob("*") if path.is_dir() else [path]) if one.suffix in PAGES
        ):
            yield written(read(load_page(str(page)), models).to_dict())


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
