"""A rule book with its diagnostics as plain JSON and back, to be kept from one run to the next.

A book is a graph of frozen values of which many are the same, so each stands once: a list of rows, a row being its kind
and what it holds, where a whole number is the place of an earlier row. The texts of the rule files are left out and
stand in again when the book is read. Nothing is built but the values of the contracts, by their constructors: a book
with a function of another package is not built, and so is checked anew with that function as it is now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import msgspec
from msgspec import Struct

from auditor import diagnostics as said
from auditor import registry
from auditor import results
from auditor import schema
from auditor import source
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import RuleBook
    from auditor.source import Source

_MODULES = (typed, schema, registry, results, said, source)
_KINDS: Mapping[str, type] = MappingProxyType(
    {
        f"{kind.__module__}.{kind.__name__}": kind
        for module in _MODULES
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__.startswith(module.__name__)
    }
)
_CODES: Mapping[str, said.Code] = MappingProxyType(
    {code.id: code for module in (syntax_codes, codes) for code in vars(module).values() if isinstance(code, said.Code)}
)
_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ZeroDivisionError)


def encode(book: RuleBook, found: tuple[Diagnostic, ...]) -> bytes:
    """A book and what is wrong with it, as JSON.

    Raises:
        UnicodeEncodeError: a path is no text, which JSON cannot hold.
    """
    rows = _Rows()
    place = rows.put((book, found))
    data = [book.digest, [*rows.kinds], rows.made, place]
    return msgspec.json.encode(data)


def decode(data: bytes, digest: str, sources: tuple[Source, ...]) -> tuple[RuleBook, tuple[Diagnostic, ...]] | None:
    """The book that was encoded, with its texts; None where it is of other texts, or something else."""
    try:
        kept_digest, kinds, rows, place = msgspec.json.decode(data)
        if kept_digest != digest:
            return None
        by_path = {each.path: each for each in sources}
        book, found = _built([_maker(kind, by_path) for kind in kinds], rows)[place]
    except _WRONG:
        return None
    return (book, found) if isinstance(book, typed.RuleBook) else None


# --------------------------------------------------------------------------------------------------------- encoding


class _Rows:
    """The rows so far, each value once."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.made: list[list[Any]] = []
        self._places: dict[tuple[Any, ...], int] = {}
        self._known: dict[int, int] = {}
        self._kept: list[object] = []  # so that no id is given to another value meanwhile

    def put(self, value: Any) -> object:  # noqa: ANN401 - any value
        """A value as it stands in a row: itself where JSON knows it, else the place of its row."""
        if value is None or type(value) is str:
            return value
        known = self._known.get(id(value))
        if known is None:
            self._kept.append(value)
            name, take = _how_taken_apart(type(value))  # type: ignore[arg-type] # classes are hashable
            known = self._known[id(value)] = self._place(name, take(value, self.put))
        return known

    def _place(self, kind: str, held: list[object]) -> int:
        key = (kind, *held)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.made)
            self.made.append([self.kinds.setdefault(kind, len(self.kinds)), *held])
        return place


_Take = Callable[[Any, Callable[[object], object]], list[object]]


@cache
def _how_taken_apart(kind: type) -> tuple[str, _Take]:
    """What a kind of value is called, and what makes a row of one."""
    name = f"{kind.__module__}.{kind.__name__}"
    if issubclass(kind, Enum):
        return name, lambda value, _: [value.value]
    if issubclass(kind, int | Fraction):
        # NOTE: a row of its own for True, too, which would be equal to the row numbered 1.
        return kind.__name__, lambda value, _: [str(value)]
    if issubclass(kind, tuple):
        return "tuple", _held
    if issubclass(kind, source.Source | said.Code):
        return name, lambda value, _: [value.path if isinstance(value, source.Source) else value.id]
    if issubclass(kind, Struct) or is_dataclass(kind):
        names = kind.__struct_fields__ if issubclass(kind, Struct) else tuple(each.name for each in fields(kind))
        parts = attrgetter(*names, "__class__")  # one more, as of one name alone it gives no tuple
        return name, lambda value, put: _held(parts(value)[:-1], put)
    return "mapping", lambda value, put: [put(each) for pair in value.items() for each in pair]


def _held(values: tuple[object, ...], put: Callable[[object], object]) -> list[object]:
    return [each if each is None or type(each) is str else put(each) for each in values]


# --------------------------------------------------------------------------------------------------------- decoding


def _built(makers: list[Callable[[list[Any]], Any]], rows: list[list[Any]]) -> list[Any]:
    """The value of each row; a row holds earlier ones only."""
    made: list[Any] = []
    for row in rows:
        held = [made[each] if type(each) is int else each for each in row[1:]]
        made.append(makers[row[0]](held))
    return made


def _maker(name: str, by_path: Mapping[str, Source]) -> Callable[[list[Any]], Any]:
    """What makes a value of a kind of what its row holds."""
    plain: Mapping[str, Callable[[list[Any]], Any]] = {
        "bool": lambda held: held[0] == str(True),
        "int": lambda held: int(held[0]),
        "Fraction": lambda held: Fraction(held[0]),
        "tuple": tuple,
        "mapping": lambda held: MappingProxyType(dict(zip(held[::2], held[1::2], strict=True))),
        "auditor.source.Source": lambda held: by_path[held[0]],
        "auditor.diagnostics.Code": lambda held: _CODES[held[0]],
    }
    if name in plain:
        return plain[name]
    kind = _KINDS[name]
    return lambda held: kind(*held)
