"""Submissions as bytes and back, for the cache and between processes, by msgspec.

What is decoded is checked against the annotations of the contracts: nothing is built but what they say, and data that
does not fit is an error.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import msgspec
from msgspec import MsgspecError
from msgspec.structs import replace

from auditor.disk.spool import encoder
from auditor.disk.spool import plain
from auditor.document import Attribute
from auditor.document import Enumeration
from auditor.document import Fact
from auditor.document import Grid
from auditor.document import Growth
from auditor.document import Rate
from auditor.document import Submission
from auditor.ingest import codes
from auditor.ingest import plugin_codes
from auditor.ingest import reader_codes
from auditor.ingest import table_codes
from auditor.ingest.figure_tables import codes as figure_codes
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Code
    from auditor.schema import Schema

_CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.slug: code
        for module in (codes, reader_codes, figure_codes, plugin_codes, table_codes)
        for code in module.CODES
    }
)

# What the parts of a submission are made of, by the fields that they are of.
PARTS: Mapping[str, type] = MappingProxyType(
    {
        "grids": Grid,
        "facts": Fact,
        "attributes": Attribute,
        "enumerations": Enumeration,
        "rates": Rate,
        "growths": Growth,
    }
)


class CodecError(ValueError):
    """What was to be decoded is not what was encoded."""


def encode(submissions: Sequence[Submission]) -> bytes:
    """Submissions as JSON; diagnostics of a document's own text do not repeat it."""
    return encoder().encode([_without_own(each) for each in submissions])


def joined(parts: Iterable[bytes]) -> bytes:
    """As one what `encode` wrote of one after the other."""
    return b"[" + b",".join(filter(None, (part[1:-1] for part in parts))) + b"]"


def decode(data: bytes) -> tuple[Submission, ...]:
    """Submissions from what `encode` wrote.

    Raises:
        CodecError: the data is something else.
    """
    try:
        return tuple(_with_own(with_parts(each, _as_tuple)) for each in _decoder().decode(data))
    except (MsgspecError, ValueError, LookupError, RecursionError) as error:
        raise CodecError(str(error)) from error


def with_parts(submission: Submission, made: Callable[[str, Sequence[Any]], Sequence[Any]]) -> Submission:
    """The submission with its parts, but for the text, as they are made of the field's name and what it holds."""
    it, document = submission, submission.document
    return replace(
        it,
        document=replace(document, grids=made("grids", document.grids)) if document is not None else None,
        facts=made("facts", it.facts),
        attributes=made("attributes", it.attributes),
        enumerations=made("enumerations", it.enumerations),
        rates=made("rates", it.rates),
        growths=made("growths", it.growths),
    )


def schema_digest(schema: Schema) -> str:
    """A digest of all that was declared, the same for the same declarations."""
    return sha256(msgspec.json.encode(schema, enc_hook=plain, order="deterministic")).hexdigest()


# Stands for the document's own text; no file is named so.
_OWN = Source("\0", "")


def _without_own(submission: Submission) -> Submission:
    document = submission.document
    if document is None:
        return submission
    own = document.source
    told = tuple(replace(each, source=_OWN) if each.source == own else each for each in submission.diagnostics)
    whole = replace(document, source=Source(own.path, own.text, own.begins))  # a text that is laid aside is fetched
    return replace(submission, document=whole, diagnostics=told)


def _with_own(submission: Submission) -> Submission:
    """The submission with its diagnostics pointing into its text, and of the very codes that there are."""
    if not submission.diagnostics:
        return submission
    own = submission.document.source if submission.document else None
    told = tuple(
        replace(each, code=_CODES[each.code.slug], source=own if each.source == _OWN else each.source)
        for each in submission.diagnostics
    )
    return replace(submission, diagnostics=told)


def _as_tuple(_: str, values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(values)


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[tuple[Submission, ...]]:
    return msgspec.json.Decoder(tuple[Submission, ...])
