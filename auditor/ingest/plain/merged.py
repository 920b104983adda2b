"""Merged cells that a program wrote out cell by cell (a data frame, a spreadsheet's values) become one cell again."""

from __future__ import annotations

from itertools import groupby
from itertools import pairwise

from auditor.patterns import regex

_FEWEST_FIELDS = 3
# A head over others is longer than a unit; only where such a one is repeated are cells known to be written out.
_SHORTEST_HEAD = 4
_UNIT = "(?:[条件次篇个人项部起]|人次|万元|元)?"
_NO_WORD = regex(rf"[\s\d.,%+\-—/*_~`()\"'“”]*{_UNIT}[\s\"'“”]*(?:[(（][^()（）]{{0,40}}[)）])?\s*{_UNIT}\s*")

_Row = list[str]


def without_repeats(text: str) -> str:
    r"""The text with blanks for what lines of as many fields repeat from the left or from above.

    A figure is repeated where the words over it are and it is the same, too.

    >>> without_repeats("甲乙丙丁\t甲乙丙丁\t总计\n一栏\t二栏\t总计\n3\t3\t3")
    '甲乙丙丁\t\t总计\n一栏\t二栏\t\n3\t3\t3'
    """
    if "\t" not in text:
        return text
    lines: list[str] = []
    for tabs, group in groupby(text.split("\n"), key=lambda line: line.count("\t")):
        stretch = list(group)
        rows = [line.split("\t") for line in stretch] if tabs + 1 >= _FEWEST_FIELDS else []
        lines += ["\t".join(row) for row in _once(rows)] if any(map(_is_written_out, rows)) else stretch
    return "\n".join(lines)


def _is_written_out(row: _Row) -> bool:
    return any(one == other and len(one.strip()) >= _SHORTEST_HEAD and _is_word(one) for one, other in pairwise(row))


def _is_word(field: str) -> bool:
    return _NO_WORD.fullmatch(field.strip()) is None


def _once(rows: list[_Row]) -> list[_Row]:
    found: list[_Row] = []
    above: _Row = []
    joined: set[int] = set()
    for row in rows:
        words = any(map(_is_word, row[1:]))
        if words:
            joined = {at for at in range(1, len(row)) if row[at] == row[at - 1] and _is_word(row[at])}
        left = {at for at in joined if row[at] == row[at - 1]}
        over = {at for at, field in enumerate(row) if above and field == above[at] and _is_word(field)}
        found.append(["" if at in left | over else field for at, field in enumerate(row)])
        above = row
    return found
