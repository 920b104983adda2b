"""How values of the contracts stand in JSON: field by field, all values of one field together.

A thousand cells are a few lists then, which are checked at once. Nothing is built but what the annotations of the
contracts say: every value is checked against the type of its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from enum import Enum
from functools import lru_cache
from itertools import chain
from itertools import islice
from operator import attrgetter
from sys import intern
from types import MappingProxyType
from types import NoneType
from types import UnionType
from typing import Any
from typing import Protocol
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.ingest import codes
from auditor.ingest import figure_codes
from auditor.ingest import plugin_codes
from auditor.ingest import reader_codes
from auditor.ingest import table_codes
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span

# Up to this many characters a text is probably one of those that all reports share: a code, a column, a figure.
_SHORT = 32
_KNOWN: Mapping[str, Any] = MappingProxyType(
    {
        **{each.__name__: each for each in (Span, Source, Stance, Diagnostic, Code, Words, Cell, Grid, Document)},
        "Mapping": Mapping,
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


class MisfitError(ValueError):
    """A value is not of the type of its field."""


class Column(Protocol):
    """How the values of one type are written and made again; `sources` are texts that stand once for all."""

    def write(self, values: Sequence[Any], sources: dict[Source, int], /) -> Sequence[Any]:
        """The values, one after the other, as JSON knows them."""

    def make(self, raw: Any, count: int, sources: Sequence[Source], /) -> Sequence[Any]:  # noqa: ANN401 - read as JSON
        """So many values from what was written."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """What JSON has itself, of exactly these types: no bool is an int. Short texts stand but once in memory."""

    kinds: frozenset[type]

    def write(self, values: Sequence[Any], _: dict[Source, int]) -> Sequence[Any]:
        return values

    def make(self, raw: Any, count: int, _: Sequence[Source]) -> Sequence[Any]:  # noqa: ANN401
        values = _list(raw, count)
        if not self.kinds.issuperset(map(type, values)):
            raise MisfitError
        if str in self.kinds:
            return [intern(each) if each and len(each) <= _SHORT else each for each in values]
        return values


@dataclass(frozen=True, slots=True)
class _Known:
    """Values of a closed set, by their names."""

    names: Mapping[Any, str]
    values: Mapping[str, Any]

    def write(self, values: Sequence[Any], _: dict[Source, int]) -> Sequence[str]:
        return [self.names[each] for each in values]

    def make(self, raw: Any, count: int, _: Sequence[Source]) -> Sequence[Any]:  # noqa: ANN401
        return [self.values[each] for each in _list(raw, count)]


@dataclass(frozen=True, slots=True)
class _Named:
    """Texts by their number among the sources."""

    def write(self, values: Sequence[Source], sources: dict[Source, int]) -> Sequence[int]:
        return [sources.setdefault(each, len(sources)) for each in values]

    def make(self, raw: Any, count: int, sources: Sequence[Source]) -> Sequence[Source]:  # noqa: ANN401
        return [sources[each] for each in _list(raw, count)]


@dataclass(frozen=True, slots=True)
class _Texts:
    """Mappings of texts by name."""

    def write(self, values: Sequence[Mapping[str, str]], _: dict[Source, int]) -> Sequence[dict[str, str]]:
        return [dict(each) for each in values]

    def make(self, raw: Any, count: int, _: Sequence[Source]) -> Sequence[Mapping[str, str]]:  # noqa: ANN401
        for each in _list(raw, count):
            if type(each) is not dict or not {str}.issuperset(map(type, each.values())):
                raise MisfitError
        return [MappingProxyType(each) for each in raw]


@dataclass(frozen=True, slots=True)
class _Optional:
    """Values that may be missing: where there are any, and which."""

    inner: Column

    def write(self, values: Sequence[Any], sources: dict[Source, int]) -> Sequence[Any]:
        places = [place for place, each in enumerate(values) if each is not None]
        return [places, self.inner.write([values[place] for place in places], sources)]

    def make(self, raw: Any, count: int, sources: Sequence[Source]) -> Sequence[Any]:  # noqa: ANN401
        places, inner = _list(raw, 2)
        found: list[Any] = [None] * count
        for place, each in zip(places, self.inner.make(inner, len(_list(places)), sources), strict=True):
            found[place] = each
        return found


@dataclass(frozen=True, slots=True)
class _Several:
    """Tuples: how long each is, and all their values."""

    inner: Column

    def write(self, values: Sequence[Sequence[Any]], sources: dict[Source, int]) -> Sequence[Any]:
        return [[len(each) for each in values], self.inner.write(list(chain.from_iterable(values)), sources)]

    def make(self, raw: Any, count: int, sources: Sequence[Source]) -> Sequence[tuple[Any, ...]]:  # noqa: ANN401
        lengths, inner = _list(raw, 2)
        if min(_list(lengths, count), default=0) < 0:
            raise MisfitError
        every = iter(self.inner.make(inner, sum(lengths), sources))
        return [tuple(islice(every, length)) if length else () for length in lengths]


@dataclass(frozen=True, slots=True)
class _Instances:
    """Frozen values by their fields."""

    kind: type
    columns: Mapping[str, Column]

    def write(self, values: Sequence[Any], sources: dict[Source, int]) -> Sequence[Any]:
        named = self.columns.items()
        return [column.write(list(map(attrgetter(name), values)), sources) for name, column in named]

    def make(self, raw: Any, count: int, sources: Sequence[Source]) -> Sequence[Any]:  # noqa: ANN401
        columns = zip(self.columns.values(), _list(raw, len(self.columns)), strict=True)
        return list(map(self.kind, *(column.make(each, count, sources) for column, each in columns)))


_SIMPLE: Mapping[Any, Column] = MappingProxyType(
    {
        **{kind: _Plain(frozenset({kind})) for kind in (str, int, bool)},
        Mapping: _Texts(),
        Source: _Named(),
        Code: _Known({code: slug for slug, code in _CODES.items()}, _CODES),
    }
)


@lru_cache(maxsize=256)
def column_of(hint: Any) -> Column:  # noqa: ANN401 - an annotation
    """The column of a type as it is annotated."""
    origin = get_origin(hint)
    if origin is UnionType:
        inner = column_of(next(each for each in get_args(hint) if each is not NoneType))
        return _Plain(inner.kinds | {NoneType}) if isinstance(inner, _Plain) else _Optional(inner)
    if origin in {tuple, Sequence}:
        return _Several(column_of(get_args(hint)[0]))
    if simple := _SIMPLE.get(origin or hint):
        return simple
    if issubclass(hint, Enum):
        return _Known({each: each.value for each in hint}, {each.value: each for each in hint})
    hints = get_type_hints(hint, localns=dict(_KNOWN))
    return _Instances(hint, {each.name: column_of(hints[each.name]) for each in fields(hint)})


def _list(raw: Any, count: int | None = None) -> list[Any]:  # noqa: ANN401
    if type(raw) is not list or count not in {None, len(raw)}:
        raise MisfitError
    return raw
