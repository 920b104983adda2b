"""Where things stand: places in words, and the names of pages."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.report.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Origin
    from auditor.document import Submission

_LONGEST_NAME = 40
_WITH_LINES = frozenset({"text", "markdown"})
_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
# NOTE: names that one system keeps for its devices.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_SIGNS = tuple(chr(code) for block in _CIRCLED for code in block)


def has_lines(submission: Submission) -> bool:
    """Whether a file has lines of its own, which whoever opens it can count."""
    return submission.document is not None and submission.document.format in _WITH_LINES


def with_lines(submissions: Iterable[Submission]) -> frozenset[str]:
    """The paths of the files that have lines of their own."""
    return frozenset(each.path for each in submissions if has_lines(each))


def place_words(origin: Origin | None, lang: Lang, *, in_lines: bool = True) -> str:
    """Page, table cell and line, as far as they are known: `第3页 表1 第4行第2列；原文第120行`, `工作表“表三” J25`.

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


def slugs(submissions: Iterable[Submission]) -> tuple[str, ...]:
    """A file name for each submission's page: readable, safe on any system, unique, and the same on every run."""
    seen: Counter[str] = Counter()
    names = []
    for submission in submissions:
        name = slug(submission.path, submission.unit, submission.year)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)


def slug(path: str, unit: str | None, year: int | None) -> str:
    """The file name of a submission's page by what it is known by."""
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    words = f"{unit} {year or ''}" if unit else path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "-".join(filter(None, (_readable(words), digest)))


def _readable(words: str) -> str:
    kept = (char if _is_safe(char) else " " for char in unicodedata.normalize("NFC", words).lower())
    return "-".join("".join(kept).split())[:_LONGEST_NAME].strip("-")


def rule_slugs(rules: Iterable[str]) -> Mapping[str, str]:
    """A file name for each rule's page: its id where that is safe on any system, else with a digest of it."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for rule in rules:
        plain = "".join(char if _is_safe(char) or char in "-_" else "-" for char in unicodedata.normalize("NFC", rule))
        name = plain[:_LONGEST_NAME].strip("-")
        if name != rule or name.casefold() in taken or name.casefold() in _RESERVED:
            digest = hashlib.sha256(rule.encode("utf-8", "surrogatepass")).hexdigest()[:10]
            name = f"{name}-{digest}".strip("-")
        taken.add(name.casefold())
        names[rule] = name
    return names


def notice_slugs(notices: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A file name for each notice by its unit and year: readable, safe, and unique."""
    names: list[str] = []
    taken: set[str] = set()
    for unit, year in notices:
        plain = "".join(
            char if _is_safe(char) else " " for char in unicodedata.normalize("NFC", f"{unit[:_LONGEST_NAME]} {year}")
        )
        name = "-".join(plain.split())
        if name.casefold() in taken or len(unit) > _LONGEST_NAME or not _is_safe(unit[:1] or "-"):
            name = f"{name}-{hashlib.sha256(f'{unit} {year}'.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _is_safe(char: str) -> bool:
    # NOTE: letters of the Basic Multilingual Plane only: some archive programs garble the others.
    return char.isalnum() and char <= "\uffff"
