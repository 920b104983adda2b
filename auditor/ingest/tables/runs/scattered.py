"""Tables of one row in text whose heads were broken into lines: 结果 结果 其他 尚未 above 维持 纠正 结果 审结.

Read line by line, such heads say nothing; but where their characters, all together, are those of the form's heads
and as many figures follow in one line as the row has cells, they are the heads, and the figures stand below them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.ingest.tables.headings import PATH
from auditor.ingest.tables.headings import in_table
from auditor.ingest.tables.runs.rows import Row
from auditor.ingest.tables.runs.rows import Window
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold
from auditor.source import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.schema import Form

_FIGURES = regex(r"(?m)^[ \t]*\d+(?:[ \t]+\d+)+[ \t]*$")
_DIGIT = regex(r"\d")


def scattered_windows(text: str, form: Form) -> Iterator[Window]:
    """The tables of one row of a form whose heads stand in the text in pieces."""
    folded = fold(text)
    for table in form.tables:
        paths = [each.label.split(PATH) for each in in_table(form, table.code) if PATH in each.label]
        if not paths or len(paths) != len(in_table(form, table.code)):
            continue
        groups = {tuple(path[:depth]) for path in paths for depth in range(1, len(path))}
        heads = Counter("".join((*(path[-1] for path in paths), *(group[-1] for group in groups))))
        cells = tuple((each.code, None) for each in in_table(form, table.code))
        for found in _FIGURES.finditer(folded):
            start = _heads_above(folded, found.start(), heads) if len(found[0].split()) == len(cells) else None
            if start is not None:
                row = Row(cells[0][0], cells, Span(*found.span()))
                yield Window(table.code, (row,), Span(start, found.end()))


def _heads_above(folded: str, end: int, heads: Counter[str]) -> int | None:
    """Where the lines begin that hold these characters, no others and no figure, right above the line at `end`."""
    left = heads.copy()
    start = end
    while start and left.total():
        line = folded.rfind("\n", 0, start - 1) + 1
        here = Counter(filter(is_chinese, folded[line:start]))
        if not here <= left or _DIGIT.search(folded, line, start):
            return None
        left -= here
        start = line
    return None if left.total() else start
