"""Submissions as plain JSON and back: between processes, and in the cache.

What is decoded may come from a process that met a hostile file, or from a folder that others can write to. So nothing
is built but the frozen values of the contracts, every value is checked against the type of its field, and whatever
does not fit is an error.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from types import NoneType
from types import UnionType
from typing import TYPE_CHECKING
from typing import Any
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.document import Submission
from auditor.ingest import codes
from auditor.ingest import figure_codes
from auditor.ingest import plugin_codes
from auditor.ingest import reader_codes
from auditor.ingest import table_codes
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.schema import Schema

    _Decoder = Callable[[Any], Any]

_KNOWN: Mapping[str, Any] = MappingProxyType(
    {
        "Span": Span,
        "Source": Source,
        "Stance": Stance,
        "Diagnostic": Diagnostic,
        "Code": Code,
        "Words": Words,
        "Cell": Cell,
        "Grid": Grid,
        "Document": Document,
        "Mapping": dict,
        "Sequence": Sequence,
    }
)
_CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.slug: code
        for module in (codes, reader_codes, figure_codes, plugin_codes, table_codes)
        for code in module.CODES
    }
)


class CodecError(ValueError):
    """What was to be decoded is not what was encoded."""


def encode(submissions: Sequence[Submission]) -> bytes:
    """Submissions as JSON."""
    return json.dumps([_encode_submission(each) for each in submissions], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def decode(data: bytes) -> tuple[Submission, ...]:
    """The submissions that were encoded.

    Raises:
        CodecError: the data is something else.
    """
    try:
        raw = json.loads(data.decode("utf-8", "surrogatepass"))
        return tuple(_decode_submission(each) for each in _list(raw))
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise CodecError(str(error)) from error


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


# ----------------------------------------------------------------------------------------------------- submissions


def _encode_submission(submission: Submission) -> list[Any]:
    """The fields of a submission; a source that is the document's own stands once, as None elsewhere."""
    document = submission.document
    own = document.source if document else None
    return [
        [_encode_diagnostic(each, own) for each in submission.diagnostics]
        if each.name == "diagnostics"
        else _plain(getattr(submission, each.name))
        for each in fields(Submission)
    ]


def _encode_diagnostic(diagnostic: Diagnostic, own: Source | None) -> list[Any]:
    source = diagnostic.source
    return [
        diagnostic.code.slug,
        source is not None and source is own,
        None if source is None or source is own else [source.path, source.text],
        _plain(diagnostic.span),
        dict(diagnostic.values),
        _plain(diagnostic.hint),
    ]


def _decode_submission(raw: object) -> Submission:
    values = _list(raw)
    names = [each.name for each in fields(Submission)]
    if len(values) != len(names):
        msg = "fields"
        raise CodecError(msg)
    by_name = dict(zip(names, values, strict=True))
    diagnostics = by_name.pop("diagnostics")
    hints = _hints(Submission)
    made = {name: _decoder(hints[name])(value) for name, value in by_name.items()}
    own = made["document"].source if made["document"] else None
    return Submission(**made, diagnostics=tuple(_decode_diagnostic(each, own) for each in _list(diagnostics)))


def _decode_diagnostic(raw: object, own: Source | None) -> Diagnostic:
    slug, is_own, source, span, values, hint = _list(raw)
    texts = _decoder(dict[str, str])(values)
    return Diagnostic(
        _CODES[slug],
        own if is_own else _decoder(Source | None)(source),
        _decoder(Span | None)(span),
        MappingProxyType(texts),
        _decoder(Words | None)(hint),
    )


# --------------------------------------------------------------------------------------------------- values by type


@lru_cache(maxsize=64)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, localns=dict(_KNOWN))


@lru_cache(maxsize=256)
def _decoder(hint: Any) -> _Decoder:  # noqa: ANN401 - an annotation
    """What turns a JSON value into a value of a type, or raises."""
    if hint in {str, int, bool}:
        return _exactly(hint)
    origin = get_origin(hint)
    if origin is UnionType:
        return _optional(hint)
    if origin in {tuple, Sequence}:
        inner = _decoder(get_args(hint)[0])
        return lambda raw: tuple([inner(each) for each in _list(raw)])
    if origin is dict:
        return _texts
    if issubclass(hint, Enum):
        return lambda raw: hint(raw)  # noqa: PLW0108 - mypy cannot tell that an enum is callable with a value
    return _instances(hint)


def _exactly(kind: type) -> _Decoder:
    def decode_value(raw: object) -> object:
        if type(raw) is not kind:
            raise CodecError(kind.__name__)
        return raw

    return decode_value


def _optional(hint: Any) -> _Decoder:  # noqa: ANN401 - an annotation
    inner = _decoder(next(each for each in get_args(hint) if each is not NoneType))
    return lambda raw: None if raw is None else inner(raw)


def _instances(kind: type) -> _Decoder:
    """What builds a frozen value from the list of its fields."""
    hints = _hints(kind)
    decoders = [_decoder(hints[each.name]) for each in fields(kind)]

    def decode_instance(raw: object) -> object:
        values = _list(raw)
        if len(values) != len(decoders):
            raise CodecError(kind.__name__)
        return kind(*[decoder(value) for decoder, value in zip(decoders, values, strict=True)])

    return decode_instance


def _list(raw: object) -> list[Any]:
    if type(raw) is not list:
        msg = "list"
        raise CodecError(msg)
    return raw


def _texts(raw: object) -> dict[str, str]:
    if type(raw) is not dict or not all(type(key) is str and type(value) is str for key, value in raw.items()):
        msg = "mapping"
        raise CodecError(msg)
    return raw
