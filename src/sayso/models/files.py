"""Files of models, read only if they are what they claim to be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sayso.errors import ModelError

HERE = Path(__file__).parent


def verified(path: Path, digest: str) -> bytes:
    """The bytes of a model file whose SHA-256 is ``digest``; ModelError where it is missing or differs."""
    data = _bytes(path)
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise ModelError(
            f"The model file {path} is damaged or of another version: its SHA-256 is {found[:12]}..., and "
            f"{digest[:12]}... was expected. Install sayso again or train the model anew."
        )
    return data


def settings(path: Path) -> dict[str, Any]:
    """The settings that stand beside a model, from a JSON file; ModelError where there are none."""
    try:
        found = json.loads(_bytes(path))
    except ValueError as error:
        raise ModelError(f"The settings of a model, {path}, are not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise ModelError(f"The settings of a model, {path}, are not a JSON object. Install sayso again.")
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read ({error.strerror}). Install sayso again or train it."
        ) from error
