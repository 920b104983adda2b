"""A text with places in it: spans, lines and columns, and the folding that keeps every offset true."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import lru_cache
from functools import wraps
from itertools import accumulate
from typing import TYPE_CHECKING
from typing import TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

_Made = TypeVar("_Made")


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of character offsets."""

    start: int
    end: int


class Position(Struct, frozen=True):
    """A place as people count it: line and column from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """A named text.

    `path` is how people find it (relative, with `/`); `text` is what spans point into, its line ends being newlines.
    `begins` is where each line of it begins in the file that it was read from, where its lines were put into another
    order; empty where they stand as they do there.
    """

    path: str
    text: str = field(repr=False)
    begins: tuple[Position, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        *lines, _last = self.text.split("\n")
        return (0, *accumulate(len(line) + 1 for line in lines))

    def position(self, offset: int) -> Position:
        """The line and column of a character offset in the file."""
        line = bisect_right(self._line_starts, offset)
        behind = offset - self._line_starts[line - 1]
        begin = self.begins[line - 1] if self.begins else Position(line, 1)
        return Position(begin.line, begin.column + behind)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end."""
        return self.line_at(self._line_starts[number - 1])

    def line_at(self, offset: int) -> str:
        """The text of the line that an offset stands in, without its line end."""
        end = self.text.find("\n", offset)
        return self.text[self.text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(self.text)]

    def line_start(self, number: int) -> int:
        """The offset at which line `number` (from 1) begins."""
        return self._line_starts[number - 1]

    def slice(self, span: Span) -> str:
        """The text under a span."""
        return self.text[span.start : span.end]


# NOTE: one character for one character, so that offsets stay true. NFKC would change lengths; and “ ” must stay apart
# from ", because messages quote with them.
_FOLDED: Mapping[int, int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: 0x20,
    0x00A0: 0x20,
    ord("×"): ord("*"),
    ord("÷"): ord("/"),
    ord("−"): ord("-"),
    ord("、"): ord("、"),
}

_WORDS = 200


def remembered(made: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """Keeps what is made of texts: the same words come in every document, and several look through the same document.

    Many short texts are kept, and the last few long ones.
    """
    of_words, of_text = lru_cache(maxsize=8192)(made), lru_cache(maxsize=4)(made)

    @wraps(made)
    def find(text: str) -> _Made:
        return of_words(text) if len(text) <= _WORDS else of_text(text)

    return find


def is_chinese(sign: str) -> bool:
    """Whether a sign is a Chinese character: `[㐀-鿿]`, which takes a millisecond to compile."""
    return "㐀" <= sign <= "鿿"


def fold(text: str) -> str:
    """The text with full-width letters, digits, signs and blanks made half-width, of the same length.

    >>> fold("（１２％）")
    '(12%)'
    """
    return text if text.isascii() else _folded(text)


def squeezed(text: str) -> str:
    """A text as texts are compared: folded, and without any blank."""
    return "".join(fold(text).split())


@remembered
def _folded(text: str) -> str:
    if len(text) <= _WORDS:
        return text.translate(_FOLDED)
    for code, folded in _FOLDED.items():  # a tenth of the time that it takes to look at each character
        text = text.replace(chr(code), chr(folded))
    return text


def texts_digest(sources: tuple[Source, ...]) -> str:
    """A digest of the paths and texts."""
    made = hashlib.sha256()
    for source in sources:
        for part in (source.path, source.text):
            made.update(part.encode("utf-8", "surrogatepass"))
            made.update(b"\0")
    return made.hexdigest()
