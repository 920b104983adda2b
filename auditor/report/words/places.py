"""Where things stand, in words, and the signs of findings."""

from __future__ import annotations

from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.document import Origin
    from auditor.document import Submission

_WITH_LINES = frozenset({"text", "markdown"})
_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
_SIGNS = tuple(chr(code) for block in _CIRCLED for code in block)


def has_lines(submission: Submission) -> bool:
    """Whether a file has lines of its own, which whoever opens it can count."""
    return submission.document is not None and submission.document.format in _WITH_LINES


def with_lines(submissions: Iterable[Submission]) -> frozenset[str]:
    """The paths of the files that have lines of their own."""
    return frozenset(each.path for each in submissions if has_lines(each))


def place_words(origin: Origin | None, lang: Lang, *, in_lines: bool = True) -> str:
    """Page, table cell and line, as far as they are known: `第3页 第1张表 第4行第2列；原文第120行`, `工作表“表三” J25`.

    A line means something in a file that has lines, and on the page that shows the text with its lines numbered; else
    it is left out.
    """
    if origin is None:
        return ""
    line = origin.line if in_lines else None
    if origin.sheet and origin.row is not None and origin.column is not None:
        return _in_workbook(origin.sheet, origin.row, origin.column, line, lang)
    return _place_words(origin.page, origin.table, origin.row, origin.column, line, lang)


@lru_cache(maxsize=16_384)
def _in_workbook(sheet: str, row: int, column: int, line: int | None, lang: Lang) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

    place = say("sheet_cell", lang, sheet=sheet, cell=xl_rowcol_to_cell(row - 1, column - 1))
    return ("；" if lang is Lang.ZH else "; ").join(filter(None, (place, _part("text_line", "line", line, lang))))


@lru_cache(maxsize=16_384)
def _place_words(  # noqa: PLR0913, PLR0917 - all that tells a place
    page: int | None, table: int | None, row: int | None, column: int | None, line: int | None, lang: Lang
) -> str:
    cell = (_part("table_row", "row", row, lang), _part("table_column", "column", column, lang))
    parts = (
        _part("page", "page", page, lang),
        _part("table_number", "table", table, lang),
        ("" if lang is Lang.ZH else ", ").join(filter(None, cell)),
    )
    place = (" " if lang is Lang.ZH else ", ").join(filter(None, parts))
    # NOTE: a row of a table and a line of the text are both 行: they are told apart.
    in_text = _part("text_line" if place else "line", "line", line, lang)
    return ("；" if lang is Lang.ZH else "; ").join(filter(None, (place, in_text)))


@cache
def _part(key: str, name: str, number: int | None, lang: Lang) -> str:
    return say(key, lang, **{name: number}) if number is not None else ""


def sign(number: int) -> str:
    """The number of a finding: ① to ㊿, then (51)."""
    return _SIGNS[number - 1] if number <= len(_SIGNS) else f"({number})"
