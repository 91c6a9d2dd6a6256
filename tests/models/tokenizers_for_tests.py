"""A tokenizer for tests: whole words and single marks; BERT's special pieces keep their numbers."""

from __future__ import annotations

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

UNKNOWN = "[UNK]"
WORDS = ("said", "smith", "jones", "rain", "falls", "the", "sun", "shines", '"', ".", ",", "\u201c", "\u201d")


def word_tokenizer() -> Tokenizer:
    """Every word of WORDS has a number of its own from 200 on; all others share number 100."""
    vocabulary = {UNKNOWN: 100} | {word: 200 + place for place, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
