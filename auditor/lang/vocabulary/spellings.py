"""Tables of words: what each means to how it is spelled, and back."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Self
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

_K = TypeVar("_K")
_S = TypeVar("_S", bound="Spelled")


class Spelled(StrEnum):
    """What a word means, then its spellings, the Chinese one first: `SUM = "sum", "合计", "sum"`."""

    words: tuple[str, ...]

    def __new__(cls, meaning: str, *words: str) -> Self:
        """A member is its meaning as a text."""
        made = str.__new__(cls, meaning)
        made._value_ = meaning
        made.words = words
        return made


def spellings(kind: type[_S]) -> Mapping[_S, tuple[str, ...]]:
    """How each word of a kind is spelled."""
    return MappingProxyType({each: each.words for each in kind})


def frozen(table: dict[_K, tuple[str, ...]]) -> Mapping[_K, tuple[str, ...]]:
    """A table as it is, for good."""
    return MappingProxyType(table)


def by_word(table: Mapping[_K, tuple[str, ...]]) -> Mapping[str, _K]:
    """What each spelling of a table means."""
    return MappingProxyType({word: key for key, words in table.items() for word in words})


def any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def canonical(table: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    """The first spelling of each spelling."""
    return MappingProxyType({word: words[0] for words in table for word in words})
