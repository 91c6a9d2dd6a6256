"""Where the corpora are: a folder beside the project, which a user's machine does not have."""

from __future__ import annotations

from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared"
PAGES = BESIDE / "data" / "pages"
POLNEAR_DEV = BESIDE / "data" / "polnear" / "dev.jsonl"
SEEDS = BESIDE / "seeds"
