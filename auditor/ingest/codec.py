"""Submissions as bytes and back, for the cache and between processes, by msgspec.

What is decoded is checked against the annotations of the contracts: nothing is built but what they say, and data that
does not fit is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from msgspec import MsgspecError

from auditor.document import Submission
from auditor.ingest import codes
from auditor.ingest import figure_codes
from auditor.ingest import plugin_codes
from auditor.ingest import reader_codes
from auditor.ingest import table_codes
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Code
    from auditor.schema import Schema

_CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.slug: code
        for module in (codes, reader_codes, figure_codes, plugin_codes, table_codes)
        for code in module.CODES
    }
)

# The fields of facts whose texts are the same in one report after the other.
_REPEATED = ("indicator", "member", "raw", "doubt")


class CodecError(ValueError):
    """What was to be decoded is not what was encoded."""


def encode(submissions: Sequence[Submission]) -> bytes:
    """Submissions as JSON; diagnostics of a document's own text do not repeat it."""
    return _encoder().encode([_without_own(each) for each in submissions])


def decode(data: bytes) -> tuple[Submission, ...]:
    """Submissions from what `encode` wrote.

    Raises:
        CodecError: the data is something else.
    """
    try:
        found = tuple(_with_own(each) for each in _decoder().decode(data))
    except (MsgspecError, ValueError, LookupError, RecursionError) as error:
        raise CodecError(str(error)) from error
    for each in found:
        _share_texts(each)
    return found


def schema_digest(schema: Schema) -> str:
    """A digest of all that was declared, the same for the same declarations."""
    return sha256(msgspec.json.encode(schema, enc_hook=_plain, order="deterministic")).hexdigest()


# Stands for the document's own text; no file is named so.
_OWN = Source("\0", "")


def _without_own(submission: Submission) -> Submission:
    if submission.document is None or not submission.diagnostics:
        return submission
    own = submission.document.source
    told = tuple(replace(each, source=_OWN) if each.source == own else each for each in submission.diagnostics)
    return replace(submission, diagnostics=told)


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


def _share_texts(submission: Submission) -> None:
    """Has texts that all reports have, codes and columns above all, but once in memory; nobody else has them yet."""
    for fact in submission.facts:
        for name in _REPEATED:
            text = getattr(fact, name)
            if text:
                object.__setattr__(fact, name, intern(text))


@lru_cache(maxsize=1)
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=_plain)


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[tuple[Submission, ...]]:
    return msgspec.json.Decoder(tuple[Submission, ...])


def _plain(value: object) -> object:
    """What msgspec does not know: sequences and mappings of other classes than its own."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    message = f"{type(value).__name__} is none of the contracts' types"
    raise TypeError(message)
