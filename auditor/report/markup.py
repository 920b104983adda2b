"""The two most frequent pieces of a page, written directly: the rows of a table and the lines of a text.

A page has some seventy rows and a hundred lines; through a template each of them costs more than all the rest of the
page. Everything that comes from a submission is escaped here, as a template would.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.report.views_submission import CellView
    from auditor.report.views_submission import Line
    from auditor.report.views_submission import Mark
    from auditor.report.views_submission import Segment
    from auditor.report.views_submission import TableRow
    from auditor.report.views_submission import TableView


_OWN = ' lang="en"'


def rows_markup(table: TableView, zh: str) -> str:
    """The rows of a table as read; `zh` is the attribute that marks Chinese on a page of another language."""
    parts: list[str] = []
    for row in table.rows:
        parts.append(_head(row, zh, has_columns=table.has_columns))
        parts.extend(_plain_cell(cell) or _cell(cell) for cell in row.cells)
        parts.append("</tr>\n")
    return "".join(parts)


def _head(row: TableRow, zh: str, *, has_columns: bool) -> str:
    """What stands before the cells of a row: the same on every page of a form, so it is written once."""
    shape = (row.marker, row.label, row.column, row.remark, row.unit)
    return _head_of(
        shape, row.depth, zh, (row.is_article, row.is_continued, row.is_heading, row.is_marked, has_columns)
    )


@lru_cache(maxsize=4096)
def _head_of(
    shape: tuple[str, str, str, str, str], depth: int, zh: str, flags: tuple[bool, bool, bool, bool, bool]
) -> str:
    marker, label, column, remark, unit = (escape(each) for each in shape)
    is_article, is_continued, is_heading, is_marked, has_columns = flags
    kind = "".join(
        ("heading" if is_heading else "", " " if is_heading and is_marked else "", "wrong" if is_marked else "")
    )
    opening = f'<tr class="{kind}">' if kind else "<tr>"
    number = f'<span class="outline{" long" if is_article else ""}">{marker}</span>' if marker else ""
    small = f" <small{_OWN if zh else ''}>{remark}</small>" if remark else ""
    middle = f"<td{zh}>{column}</td>" if has_columns else ""
    deep = f"d{depth} on" if is_continued else f"d{depth}"
    head = f'{opening}<th scope="row" class="{deep}"{zh}>{number}{label}{small}</th>'
    return f'{head}{middle}<td class="measure"{zh}>{unit}</td>'


def _plain_cell(cell: CellView) -> str:
    """A cell with nothing but its figure, as most are; empty for any other."""
    if cell.raw or cell.suspect or cell.source.href or cell.remark or cell.marks or cell.severity:
        return ""
    return f'<td id="{cell.anchor}" class="{cell.state}"><bdi>{escape(cell.text)}</bdi></td>'


def _cell(cell: CellView) -> str:
    wrong = f" wrong {cell.severity}" if cell.severity else ""
    parts = [f'<td id="{cell.anchor}" class="{cell.state}{wrong}">']
    # NOTE: the numbers of findings stand before the figure, so that the figures of a column end in one line.
    if cell.marks:
        parts.append(f"{marks_markup(cell.marks)} ")
    if cell.raw:
        parts.append(f'<small class="raw"><bdi>{escape(cell.raw)}</bdi></small> ')
    if cell.suspect:
        parts.append(f'<small class="suspect">{escape(cell.suspect)}</small> ')
    text = escape(cell.text)
    if cell.source.href:
        parts.append(f'<a class="v" href="{cell.source.href}" title="{escape(cell.source.hint)}">{text or "·"}</a>')
    else:
        parts.append(f"<bdi>{text}</bdi>")
    if cell.remark:
        parts.append(f" <small>{escape(cell.remark)}</small>")
    parts.append("</td>")
    return "".join(parts)


def marks_markup(marks: Iterable[Mark]) -> str:
    """The numbers of findings as links to them."""
    return "".join(_mark(mark) for mark in marks)


@lru_cache(maxsize=1024)
def _mark(mark: Mark) -> str:
    hint = escape(mark.hint)
    return f'<a class="sign" href="{escape(mark.href)}" title="{hint}" aria-label="{hint}">{mark.sign}</a>'


def lines_markup(lines: Iterable[Line]) -> str:
    """The lines of a document's text, the cited places marked."""
    return "".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    number = line.number
    if line.gap:
        return f'<li class="gap" value="{number}">{escape(line.gap)}</li>\n'
    pieces = "".join(_segment(each) if each.is_cited else escape(each.text) for each in line.segments)
    return f'<li id="L{number}" value="{number}">{pieces}</li>\n'


def _segment(piece: Segment) -> str:
    further = "".join(f'<span id="{anchor}"></span>' for anchor in piece.anchors[1:])
    named = f' id="{piece.anchors[0]}"' if piece.anchors else ""
    return f"{further}<mark{named}>{escape(piece.text)}</mark>{marks_markup(piece.marks)}"
