"""Submissions as plain JSON and back: between processes, and in the cache.

What is decoded may come from a process that met a hostile file, or from a folder that others can write to. So nothing
is built but the frozen values of the contracts, every value is checked against the type of its field, and whatever
does not fit is an error.
"""

from __future__ import annotations

import json
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

from auditor.document import Submission
from auditor.ingest.field_columns import column_of
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.schema import Schema


class CodecError(ValueError):
    """What was to be decoded is not what was encoded."""


def encode(submissions: Sequence[Submission]) -> bytes:
    """Submissions as JSON: how many they are, the texts that they speak of, and their fields."""
    sources: dict[Source, int] = {}
    written = column_of(Submission).write(submissions, sources)
    texts = [[source.path, source.text] for source in sources]
    return json.dumps([len(submissions), texts, written], ensure_ascii=False, check_circular=False).encode(
        "utf-8", "surrogatepass"
    )


def decode(data: bytes) -> tuple[Submission, ...]:
    """The submissions that were encoded.

    Raises:
        CodecError: the data is something else.
    """
    try:
        count, texts, written = json.loads(data.decode("utf-8", "surrogatepass"))
        sources = [Source(*map(_text, each)) for each in texts]
        return tuple(column_of(Submission).make(written, count, sources))
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        raise CodecError(str(error)) from error


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw


def schema_digest(schema: Schema) -> str:
    """A digest of all that was declared, the same for the same declarations."""
    return sha256(json.dumps(_plain(schema), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any frozen value of the contracts
    """A value as JSON knows it: classes as the list of their fields, mappings by their keys as texts."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if hasattr(value, "items"):
        return {str(getattr(key, "value", key)): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value]
