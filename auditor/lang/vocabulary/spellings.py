"""Tables of words: what each means to how it is spelled, and back."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

_K = TypeVar("_K")


def frozen(table: dict[_K, tuple[str, ...]]) -> Mapping[_K, tuple[str, ...]]:
    """A table as it is, for good."""
    return MappingProxyType(table)


def by_word(table: Mapping[_K, tuple[str, ...]]) -> Mapping[str, _K]:
    """What each spelling of a table means."""
    return MappingProxyType({word: key for key, words in table.items() for word in words})


def canonical(table: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    """The first spelling of each spelling."""
    return MappingProxyType({word: words[0] for words in table for word in words})
