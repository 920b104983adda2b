"""Plain text in which two columns of a print stand beside each other: the left one first, then the right one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.patterns import regex
from auditor.source import Position
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Document

# A page has as many lines at least, and in each half of it as many say something.
_FEWEST_LINES = 20
_FEWEST_TOLD = 10
# In parts of the widest line: between which places the columns meet.
_FROM, _TO = 0.3, 0.7
# In parts of a page's lines: how many may run over the gap, as a title does.
_MOST_OVER = 0.04
_WORDS = regex(r"[㐀-鿿]{2}")
_BLANKS = "  "
_WIDEST = 1_000


def columns_apart(document: Document) -> Document | None:
    """A plain text with the columns of each page one after the other, None where no page may have two.

    Programs that keep the layout of a print write beside each other what stands beside each other, and a place on a
    line is a count of characters, however wide they are. A table has gaps, too: whether they are two columns of a page
    is told by which of both gives more figures.
    """
    if document.format != "text" or document.grids:
        return None
    pages = [page.split("\n") for page in document.source.text.split("\f")]
    parted = [_parted(page) for page in pages]
    if not any(parted):
        return None
    texts: list[str] = []
    begins: list[Position] = []
    first = 1
    for page, columns in zip(pages, parted, strict=True):
        whole = columns or ((0, page),)
        texts.append("\n".join(line for _, lines in whole for line in lines))
        places = [Position(first + at, 1 + left) for left, lines in whole for at in range(len(lines))]
        begins += places[1:] if begins else places  # a page begins in the line that the last one ends in
        first += len(page) - 1
    return replace(document, source=Source(document.source.path, "\f".join(texts), tuple(begins)))


def _parted(lines: Sequence[str]) -> tuple[tuple[int, list[str]], ...]:
    """The columns of a page, each its lines with the place where it begins in them; nothing where it has but one."""
    full = [line for line in lines if line.strip()]
    if len(full) < _FEWEST_LINES or sum(_BLANKS in line.strip() for line in full) < _FEWEST_TOLD:
        return ()
    gap = _gap(full)
    if gap is None:
        return ()
    left = [line if _runs_over(line, gap) else line[:gap].rstrip() for line in lines]
    right = ["" if _runs_over(line, gap) else line[gap:].rstrip() for line in lines]
    if min(sum(_WORDS.search(line) is not None for line in half) for half in (left, right)) < _FEWEST_TOLD:
        return ()
    return (0, left), (gap, right)


def _gap(lines: Sequence[str]) -> int | None:
    """The place over which the fewest lines run, and of several the one nearest to the middle."""
    width = max(map(len, lines))
    if width > _WIDEST:
        return None
    places = range(int(_FROM * width), int(_TO * width))
    halves = (enumerate(line[places.start : places.stop], places.start) for line in lines)
    over = Counter(at for half in halves for at, char in half if not char.isspace())
    gap = min(places, key=lambda at: (over[at], abs(2 * at - width)), default=None)
    return gap if gap is not None and over[gap] <= _MOST_OVER * len(lines) else None


def _runs_over(line: str, gap: int) -> bool:
    """Whether a line has no blank before the gap, nor behind it: a column may begin right there."""
    around = line[gap - 1 : gap + 1]
    return len(around) > 1 and not any(char.isspace() for char in around)
