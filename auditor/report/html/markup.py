"""The most frequent pieces of a page, written directly: rows of a table, lines of a text, figures of findings.

A page has some seventy rows and a hundred lines; through a template each of them costs more than all the rest of the
page. Everything that comes from a submission is escaped here, as a template would.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from auditor.report.views.view import Link
from auditor.report.views.year import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.report.views.submission import CellView
    from auditor.report.views.submission import Figure
    from auditor.report.views.submission import Line
    from auditor.report.views.submission import Mark
    from auditor.report.views.submission import Quote
    from auditor.report.views.submission import RowHead
    from auditor.report.views.submission import Segment
    from auditor.report.views.submission import TableView
    from auditor.report.views.year import Cell
    from auditor.report.views.year import Column


_OWN = ' lang="en"'
_CHINESE = "报"


def rows_markup(table: TableView, zh: Callable[[str], str]) -> str:
    """The rows of a table as read; `zh` gives the attribute that marks a text as Chinese."""
    parts: list[str] = []
    mark = zh(_CHINESE)
    for row in table.rows:
        parts.append(_head(row.head, row.remark, mark, is_marked=row.is_marked, has_columns=table.has_columns))
        parts.extend(_plain_cell(cell) or _cell(cell, zh) for cell in row.cells)
        parts.append("</tr>\n")
    return "".join(parts)


@lru_cache(maxsize=4096)
def _head(head: RowHead, remark: str, zh: str, *, is_marked: bool, has_columns: bool) -> str:
    """What stands before the cells of a row: the same on every page of a form, so it is written once."""
    marker, label, column, unit = (escape(each) for each in (head.marker, head.label, head.column, head.unit))
    kind = " ".join(name for name, holds in (("heading", head.is_heading), ("wrong", is_marked)) if holds)
    opening = f'<tr class="{kind}">' if kind else "<tr>"
    number = f'<span class="outline{" long" if head.is_article else ""}">{marker}</span>' if marker else ""
    small = f" <small{_OWN if zh else ''}>{escape(remark)}</small>" if remark else ""
    middle = f"<td{zh}>{column}</td>" if has_columns else ""
    deep = f"d{head.depth} on" if head.is_continued else f"d{head.depth}"
    caption = f'{opening}<th scope="row" class="{deep}"{zh}>{number}{label}{small}</th>'
    return f'{caption}{middle}<td class="measure"{zh}>{unit}</td>'


def _plain_cell(cell: CellView) -> str:
    """A cell with nothing but its figure, as most are; empty for any other."""
    if cell.raw or cell.suspect or cell.source.href or cell.remark or cell.marks or cell.severity:
        return ""
    return f'<td id="{cell.anchor}" class="{cell.state}"><bdi>{escape(cell.text)}</bdi></td>'


def _cell(cell: CellView, zh: Callable[[str], str]) -> str:
    wrong = f" wrong {cell.severity}" if cell.severity else ""
    parts = [f'<td id="{cell.anchor}" class="{cell.state}{wrong}">']
    # NOTE: the numbers of findings stand before the figure, so that the figures of a column end in one line.
    if cell.marks:
        parts.append(f"{_marks_markup(cell.marks)} ")
    if cell.raw:
        parts.append(f'<small class="raw"><bdi{zh(cell.raw)}>{escape(cell.raw)}</bdi></small> ')
    if cell.suspect:
        parts.append(f'<small class="suspect"{zh(cell.suspect)}>{escape(cell.suspect)}</small> ')
    text = escape(cell.text)
    if cell.source.href:
        parts.append(f'<a class="v" href="{cell.source.href}" title="{escape(cell.source.hint)}">{text or "·"}</a>')
    else:
        parts.append(f"<bdi{zh(text)}>{text}</bdi>")
    if cell.remark:
        parts.append(f" <small{zh(cell.remark)}>{escape(cell.remark)}</small>")
    parts.append("</td>")
    return "".join(parts)


def _marks_markup(marks: Iterable[Mark]) -> str:
    """The numbers of findings as links to them."""
    return "".join(_mark(mark) for mark in marks)


@lru_cache(maxsize=1024)
def _mark(mark: Mark) -> str:
    hint = escape(mark.hint)
    return f'<a class="sign" href="{escape(mark.href)}" title="{hint}" aria-label="{hint}">{mark.sign}</a>'


def figures_markup(figures: Iterable[Figure], words: Mapping[str, str], zh: Callable[[str], str]) -> str:
    """The figures of a finding with where they stand; `zh` gives the attribute that marks a text as Chinese."""
    return "".join([_figure(each, words, zh) for each in figures])


def _figure(item: Figure, words: Mapping[str, str], zh: Callable[[str], str]) -> str:
    parts = [
        f'<li>\n<div class="pair"><span class="name"{zh(item.name)}>{escape(item.name)}</span>',
        f'<span class="value"{zh(item.value)}>{escape(item.value)}</span></div>\n',
        f'<div class="where"><span>{escape(item.source)}</span>',
    ]
    if item.place:
        parts.append(f"<span>{escape(item.place)}</span>")
    if item.raw:
        parts.append(f"<span><bdi{zh(item.raw)}>{escape(item.raw)}</bdi></span>")
    if item.other.text:
        text = f"<bdi{zh(item.other.text)}>{escape(item.other.text)}</bdi>"
        parts.append(f'<a href="{escape(item.other.href)}">{text}</a>' if item.other.href else f"<span>{text}</span>")
    jumps = (link for link in (item.cell, item.text) if link.href)
    parts.extend(f'<a class="jump" href="{escape(link.href)}">{escape(link.hint)}</a>' for link in jumps)
    parts.append("</div>\n")
    if item.quote:
        parts.append(quote_markup(item.quote, zh))
    for kind, key, text in (("scope", "scope", item.scope), ("cause", "because", item.cause)):
        if text:
            parts.append(f'<p class="{kind}">{escape(words[key])}: <bdi{zh(text)}>{escape(text)}</bdi></p>\n')
    parts.append("</li>\n")
    return "".join(parts)


def quote_markup(quote: Quote, zh: Callable[[str], str]) -> str:
    """A sentence with the figure in it."""
    hit = f"<mark>{escape(quote.hit)}</mark>" if quote.hit else ""
    mark = zh(quote.text)
    return f"<blockquote><bdi{mark}>{escape(quote.before)}{hit}{escape(quote.after)}</bdi></blockquote>\n"


def lines_markup(lines: Iterable[Line]) -> str:
    """The lines of a document's text, the cited places marked."""
    shown = tuple(lines)
    # NOTE: escaped all at once, which costs a fifth of escaping each; no line holds a line end.
    texts = escape("\n".join([line.text for line in shown])).split("\n")
    return "".join([_line(line, text) for line, text in zip(shown, texts, strict=False)])


def _line(line: Line, text: str) -> str:
    number = line.number
    if line.gap:
        return f'<li class="gap" value="{number}">{escape(line.gap)}</li>\n'
    if line.segments:
        text = "".join(_segment(each) if each.is_cited else escape(each.text) for each in line.segments)
    anchor = "" if line.is_rest else f' id="L{number}"'
    return f'<li{anchor} value="{number}">{text}</li>\n'


def _segment(piece: Segment) -> str:
    further = "".join(f'<span id="{anchor}"></span>' for anchor in piece.anchors[1:])
    named = f' id="{piece.anchors[0]}"' if piece.anchors else ""
    return f"{further}<mark{named}>{escape(piece.text)}</mark>{_marks_markup(piece.marks)}"


def cell_markup(value: Cell, column: Column, zh: Callable[[str], str]) -> str:
    """A cell of a summary's table: a link, a figure or words."""
    text = shown(value, column.kind)
    if column.is_figure and not isinstance(value, Link):
        return escape(text)
    words = f"<bdi{zh(text)}>{escape(text)}</bdi>"
    if not isinstance(value, Link) or not value.href:
        return words
    hint = f' title="{escape(value.hint)}"' if value.hint else ""
    return f'<a href="{escape(value.href)}"{hint}>{words}</a>'
