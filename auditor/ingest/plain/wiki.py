"""Tables as wikis write them, between {| and |}: their rows become lines of cells parted by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGIN, _END, _ROW, _CAPTION = "{|", "|}", "|-", "|+"
_CELL = regex(r"\|\||!!")
# How a cell looks or how far it reaches, before what it says.
_LOOKS = regex(r"(?:\s*[\w-]{1,30}\s*=\s*(?:\"[^\"|]{0,200}\"|[\w%#.-]{1,40}))+\s*\|(?!\|)")


def with_wiki_rows(lines: Sequence[str]) -> list[str]:
    r"""The lines with tabs between the cells of such tables, a row in the line of its first cell; none is lost.

    >>> with_wiki_rows(["{| class=x", "|-", "| colspan=2 | 规章", "| ", "| 3 || 0", "|}"])
    ['', '', '规章\t\t3\t0', '', '', '']
    """
    found = list(lines)
    row: int | None = None
    is_table = False
    last = max((number for number, line in enumerate(lines) if line.strip().startswith(_END)), default=0)
    for number, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith(_BEGIN):
            is_table = number < last
        if not is_table:
            continue
        found[number] = ""
        if bare.startswith((_BEGIN, _END, _ROW)):
            row, is_table = None, not bare.startswith(_END)
        elif bare.startswith(_CAPTION):
            found[number] = bare.removeprefix(_CAPTION).strip()
        elif bare.startswith(("|", "!")):
            cells = "\t".join(_said(cell) for cell in _CELL.split(bare[1:]))
            if row is None:
                row, found[number] = number, cells
            else:
                found[row] += "\t" + cells
        elif row is not None and bare:  # a cell goes on
            found[row] += bare
    return found


def _said(cell: str) -> str:
    looks = _LOOKS.match(cell)
    return cell[looks.end() if looks else 0 :].strip()
