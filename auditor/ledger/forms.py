"""核实说明: explanations as people write them, a line a finding, in files that any spreadsheet or text editor opens.

The columns are found by their heads, in Chinese or English and in any order; others may stand beside them. A finding
has the number that it has everywhere (`F-…`, so that no spreadsheet takes it for a figure), and a line a check of what
the program wrote into it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.diagnostics import reason_of
from auditor.encoding import decode
from auditor.ledger import codes
from auditor.results.explanations import Answer
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.diagnostics import Code

FOLDER = "explanations"
_MOST_FIGURES, _FIRST_FIGURES, _MARK = 20, 8, 8
_OTHERS = "其余{}项"
LARGEST = 16 * 2**20
COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "finding": Words("问题编号", "finding"),
        "unit": Words("单位", "unit"),
        "year": Words("年度", "year"),
        "severity": Words("级别", "severity"),
        "rule": Words("规则", "rule"),
        "problem": Words("问题", "problem"),
        "figures": Words("数值", "figures"),
        "status": Words("状态", "status"),
        "text": Words("说明", "explanation"),
        "author": Words("说明人", "author"),
        "day": Words("日期", "date"),
        "remark": Words("提示", "remark"),
        "check": Words("校验", "check"),
    }
)
# What people fill in; the rest of a line is written by the program.
THEIRS = ("status", "text", "author", "day", "remark")
ANSWERS: Mapping[Answer, Words] = MappingProxyType(
    {
        Answer.PENDING: Words("待说明", "pending"),
        Answer.GIVEN: Words("已说明", "given"),
        Answer.ACCEPTED: Words("认可", "accepted"),
        Answer.REJECTED: Words("不认可", "rejected"),
        Answer.MENDED: Words("已整改", "mended"),
    }
)
_HEADS = {name: key for key, words in COLUMNS.items() for name in words.both}
# How people and pages write them otherwise.
_OTHERWISE = {"已认可": Answer.ACCEPTED, "不予认可": Answer.REJECTED, "已改正": Answer.MENDED}
_STATUS = _OTHERWISE | {name: answer for answer, words in ANSWERS.items() for name in words.both}


class Line(Struct, frozen=True):
    """A line of a form: where it begins, the characters as they stand in the file, and its cells by column."""

    number: int
    raw: str
    cells: Mapping[str, str]
    others: tuple[str, ...] = ()

    @property
    def finding(self) -> str:
        """The id of the finding that it is about, empty where it names none."""
        parts = fold(self.cells.get("finding", "")).strip().lower().split("-")
        return parts[1] if len(parts) > 1 and parts[0] == "f" else parts[0]

    @property
    def answer(self) -> Answer | None:
        """How far the explanation has come; None where the status is none of those that there are."""
        status = fold(self.cells.get("status", "")).strip().lower()
        if status in {"", *ANSWERS[Answer.PENDING].both}:  # whoever writes a text need not change the status too
            return Answer.GIVEN if self.cells.get("text", "").strip() else Answer.PENDING
        return _STATUS.get(status)


class Form(Struct, frozen=True, dict=True):
    """A file of explanations as it is. `heads` are the keys of its columns, empty for a column of the people's own.

    `is_whole` is whether all of it could be read, so that it may be written anew.
    """

    name: str
    data: bytes
    source: Source
    heads: tuple[str, ...]
    head: str
    lines: tuple[Line, ...]
    separator: str = ","
    is_whole: bool = True

    @cached_property
    def findings(self) -> frozenset[str]:
        """The ids of the findings that its lines are about."""
        return frozenset(line.finding for line in self.lines)

    def tell(self, code: Code, line: Line | None = None, found: str = "", **values: str) -> Diagnostic:
        """A diagnostic about a line, at what was found in it."""
        told = MappingProxyType({"found": found, **values})
        if line is None:
            return Diagnostic(code, self.source, None, told)
        start, text = self.source.line_start(line.number), self.source.line(line.number)
        place = max(text.find(found), 0) if found else 0
        return Diagnostic(code, self.source, Span(start + place, start + place + len(found or text.rstrip())), told)


def read_forms(folder: Path) -> tuple[tuple[Form, ...], tuple[Diagnostic, ...]]:
    """All files of explanations in a folder, by name, and what is wrong with them as files."""
    forms: list[Form] = []
    told: list[Diagnostic] = []
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        name = f"{folder.parent.name}/{folder.name}/{path.name}"
        try:
            if path.stat().st_size > LARGEST:
                problem = f"> {LARGEST // 2**20} MB"
            else:
                form, wrong = parse_form(name, path.read_bytes())
                forms.append(form)
                told += wrong
                continue
        except OSError as error:
            problem = reason_of(error)
        told.append(Diagnostic(codes.FILE_UNREADABLE, Source(name, ""), None, {"problem": problem}))
    return tuple(forms), tuple(told)


def parse_form(name: str, data: bytes) -> tuple[Form, tuple[Diagnostic, ...]]:
    """A file of explanations. Whatever it holds is kept; lines that cannot be told apart are not read."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    lines = list(io.StringIO(text, newline=""))
    source = Source(name, "".join(line.rstrip("\r\n") + "\n" for line in lines))
    separator = "\t" if lines and "\t" in lines[0] and "," not in lines[0] else ","
    rows, broken = _rows(lines, separator)
    heads = tuple(_HEADS.get(fold(cell).strip().lower(), "") for cell in rows[0][1]) if rows else ()
    problem = ""
    if "finding" not in heads:
        problem = "没有“问题编号”一栏 there is no column `finding`"
    elif decoded.gaps:
        problem = f"编码不明 unknown encoding ({decoded.encoding})"
    read = tuple(_line(number, raw, cells, heads) for number, cells, raw in _with_raw(rows[1:], lines))
    head = "".join(lines[: rows[1][0] - 1 if len(rows) > 1 else (broken or len(lines) + 1) - 1]) if rows else ""
    form = Form(name, data, source, heads, head, () if problem else read, separator, not problem and not broken)
    told = [form.tell(codes.FILE_UNREADABLE, problem=problem)] if problem else []
    if broken and not problem:
        told.append(form.tell(codes.BROKEN_QUOTES, Line(broken, "", {})))
    return form, tuple(told)


def folded(figures: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Figures that a cell has room for: of very many the first, and a mark that all the others have together."""
    if len(figures) <= _MOST_FIGURES:
        return figures
    others = figures[_FIRST_FIGURES:]
    told = "\x1f".join(f"{name}={value}" for name, value in others)
    mark = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_MARK]
    return (*figures[:_FIRST_FIGURES], (_OTHERS.format(len(others)), f"#{mark}"))


def is_folded(figures: tuple[tuple[str, str], ...]) -> bool:
    """Whether the last of some figures stands for others."""
    return bool(figures) and figures[-1][1].startswith("#")


def figures_text(figures: tuple[tuple[str, str], ...]) -> str:
    """Figures as a cell: `收到申请数=91件；办结数=空白`."""
    return "；".join(f"{name}={value or '空白'}" for name, value in figures)


def figures_read(cell: str) -> tuple[tuple[str, str], ...]:
    """The figures of a cell that `figures_text` made."""
    parts = (part.rpartition("=") for part in cell.split("；") if "=" in part)
    return tuple((name.strip(), "" if value.strip() == "空白" else value.strip()) for name, _, value in parts)


# ------------------------------------------------------------------------------------------------------------- within

_Row = tuple[int, list[str]]


def _rows(lines: list[str], separator: str) -> tuple[list[_Row], int]:
    """The rows that can be read with the numbers of their first lines, and the line from which on that fails, or 0."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[_Row] = []
    first = 1
    try:
        for cells in reader:
            rows.append((first, cells))
            first = reader.line_num + 1
    except csv.Error:
        return rows, first
    return rows, 0


def _with_raw(rows: list[_Row], lines: list[str]) -> Iterator[tuple[int, list[str], str]]:
    ends = [number - 1 for number, _ in rows[1:]] + [len(lines)]
    for (number, cells), end in zip(rows, ends, strict=True) if rows else ():
        yield number, cells, "".join(lines[number - 1 : end])


def _line(number: int, raw: str, cells: list[str], heads: tuple[str, ...]) -> Line:
    padded = [*cells, *[""] * (len(heads) - len(cells))]
    known = {head: _bare(cell) for head, cell in zip(heads, padded, strict=False) if head}
    others = [cell for head, cell in zip(heads, padded, strict=False) if not head]
    return Line(number, raw, MappingProxyType(known), tuple(filter(None, (*others, *cells[len(heads) :]))))


def _bare(cell: str) -> str:
    """A cell without the mark that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@＝＋－") else cell
