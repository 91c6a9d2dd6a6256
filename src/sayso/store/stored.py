"""Record <-> bytes as a store keeps them, and the digests by which versions are told apart. Pure."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

import msgspec

from sayso.errors import RecordError, StoreError
from sayso.store.indexing import Item, items_of
from sayso.types import Record

LEVEL = 3  # of zlib: half the time of its default, a tenth larger
LENGTH = 32  # hexadecimal digits of a digest


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record ready to be written: everything that can be done before the transaction."""

    record: Record
    packed: bytes
    digest: str  # of the words of the page: other words, other version
    record_digest: str
    reader: str
    items: tuple[Item, ...]


def prepared(record: Record) -> Prepared:
    """Everything that adding ``record`` takes. Raises RecordError where it holds what no encoding has."""
    try:
        plain = msgspec.json.encode(record)
    except UnicodeEncodeError as error:
        raise RecordError(
            f"Record {record.article.id} holds half a character: {error}. Read the page again."
        ) from error
    article = record.article
    return Prepared(
        record=record,
        packed=zlib.compress(plain, LEVEL),
        digest=digest_of(msgspec.json.encode((article.title, article.deck, article.text))),
        record_digest=digest_of(plain),
        reader=reader_of(record.models),
        items=items_of(_storable(record, plain)),
    )


def unpacked(packed: bytes) -> Record:
    """The record that was packed. Raises StoreError where the bytes are damaged."""
    try:
        return msgspec.json.decode(zlib.decompress(packed), type=Record)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"A stored record is damaged: {error}. Restore a backup.") from error


def items_of_packed(packed: bytes) -> tuple[Item, ...]:
    """What can be listed of a packed record."""
    record = unpacked(packed)
    return items_of(_storable(record, msgspec.json.encode(record)))


def reader_of(models: dict[str, str]) -> str:
    """One digest of everything that took part in reading."""
    return digest_of(msgspec.json.encode(sorted(models.items())))


def digest_of(data: bytes) -> str:
    """A short digest of bytes."""
    return hashlib.sha256(data).hexdigest()[:LENGTH]


def _storable(record: Record, plain: bytes) -> Record:
    """The record as columns can hold it: PostgreSQL's text takes no NUL. The JSON that is kept stays exact."""
    if b"\\u0000" not in plain:
        return record
    return msgspec.json.decode(plain.replace(b"\\u0000", b"\\ufffd"), type=Record)
