"""The encoder's tokenizer as the reader uses it: no padding, no cutting, no frame."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer


def plain_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of ``folder``/tokenizer.json without what the encoder's publisher added to it."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
