"""What the timed comparisons of reading share: the texts they are given, and the one core they keep to."""

from __future__ import annotations

import argparse
import json
import os
from itertools import islice
from pathlib import Path


def options_for(about: str | None) -> argparse.ArgumentParser:
    """The command line of a comparison: a file with lines of {"id", "text"}, and how many of them."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("texts", type=Path)
    options.add_argument("--articles", type=int, default=40)
    return options


def texts_of(given: argparse.Namespace) -> list[str]:
    """The texts that the command line names."""
    return first_texts(given.texts, given.articles)


def first_texts(path: Path, articles: int) -> list[str]:
    """The first texts of a file with lines of {"text"}."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in islice(stream, articles)]


def one_core() -> None:
    """Bind this process to one core, where the system allows it."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
