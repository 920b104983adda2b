"""Web pages as programs make them: pasted from Word, laid out without tables, a table a row, articles of an app."""

from __future__ import annotations

from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.generate import web
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import width
from tests.ingest.generate.office_common import first_figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows

_ACTIVE = 4

Style = tuple["Callable[[Rows], str]", "Callable[[str], str]"]


def written(content: Content, style: str) -> tuple[str, bytes]:
    """The name and the bytes of a report written in one of `STYLES`."""
    return "报告.html", page(content, style).encode()


def page(content: Content, style: str) -> str:
    """The markup of a report written in one of `STYLES`."""
    table, paragraph = STYLES[style]
    body = "\n".join(paragraph(each) if isinstance(each, str) else table(each) for each in content.blocks)
    return web.page(f"<div class=content>{body}</div>")


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _spans(box: Box) -> str:
    return f' rowspan="{box.rows}"' * (box.rows > 1) + f' colspan="{box.columns}"' * (box.columns > 1)


def _table(rows: Rows, cell: Callable[[Box], str], attributes: str = "border=1") -> str:
    lines = ("<tr>" + "".join(cell(box) for box in line) + "</tr>" for line in rows)
    return f"<table {attributes}>" + "\n".join(lines) + "</table>"


# ------------------------------------------------------------------------------------------------- what editors leave


def _word_text(text: str) -> str:
    """Runs as Word exports them: each change of script a span of its own, and a figure may be two runs."""
    runs = "".join(
        f'<span lang=EN-US style="font-family:仿宋_GB2312;mso-bidi-font-family:宋体">{escape(char)}<o:p></o:p></span>'
        if char.isascii() and not char.isspace()
        else f'<span style="font-size:12.0pt;mso-ascii-font-family:宋体">{escape(char)}</span>'
        for char in text
    )
    empty = '<span lang=EN-US style="font-size:12.0pt"><o:p>&nbsp;</o:p></span>'
    return f'<p class=MsoNormal align=center style="margin:0cm;mso-pagination:widow-orphan">{runs or empty}</p>'


def _from_word(rows: Rows) -> str:
    def cell(box: Box) -> str:
        style = "width:47.0pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt"
        return f'<td width=63{_spans(box)} valign=top style="{style}">\n{_word_text(box.text)}\n</td>'

    # Word sets off the columns of a table with merged cells by a row without height.
    marks = "<![if !supportMisalignedColumns]><tr height=0>" + "<td width=63></td>" * width(rows) + "</tr><![endif]>"
    made = _table(rows, cell, 'class=MsoTableGrid border=1 cellspacing=0 style="border-collapse:collapse"')
    return made.replace("</table>", marks + "</table>")


def _article_text(text: str) -> str:
    return f'<section style="text-align:center"><span leaf="" style="font-size:15px">{escape(text)}</span></section>'


def _article(rows: Rows) -> str:
    inner = _table(rows, lambda box: f'<td{_spans(box)} style="border-width:1px">{_article_text(box.text)}</td>')
    return f'<section style="overflow-x:auto"><section powered-by="x"><section>{inner}</section></section></section>'


def _loose_markup(rows: Rows) -> str:
    """Capitals, no closing tags, fonts."""
    lines = (
        "<TR>" + "".join(f"<TD{_spans(box)} nowrap><FONT size=2>{escape(box.text)}" for box in line) for line in rows
    )
    return '<TABLE borderColor=#000000 border="1"><TBODY>' + "\n".join(lines) + "</TABLE>"


def _headed(rows: Rows) -> str:
    """A caption, head cells, a head and a foot."""
    first = first_figures(rows)
    heads = _table(rows[:first], lambda box: f"<th scope=col{_spans(box)}>{escape(box.text)}</th>")
    body = _table(rows[first:], lambda box: f"<td{_spans(box)}>{escape(box.text)}</td>")
    head_rows, body_rows = (each[len("<table border=1>") : -len("</table>")] for each in (heads, body))
    foot = f"<tfoot><tr><td colspan={width(rows)}>注：数据由各科室提供</td></tr></tfoot>"
    return (
        f"<table><caption>统计表</caption><colgroup>{'<col>' * width(rows)}</colgroup>"
        f"<thead>{head_rows}</thead>{foot}<tbody>{body_rows}</tbody></table>"
    )


def _in_fields(rows: Rows) -> str:
    """Figures in the fields of a form that was saved as a page."""

    def cell(box: Box) -> str:
        inside = (
            f'<input type="text" readonly value="{escape(box.text)}">'
            if box.text.strip().isdecimal()
            else escape(box.text)
        )
        return f"<td{_spans(box)}>{inside}</td>"

    return _table(rows, cell)


def _framed(rows: Rows) -> str:
    """Each cell's text in a table of its own, as old editors centre it."""
    inner = "<table width=100%><tr><td align=center>{}</td></tr></table>"
    return _table(rows, lambda box: f"<td{_spans(box)}>{inner.format(escape(box.text) or '&nbsp;')}</td>")


def _hidden_parts(rows: Rows) -> str:
    """What is not shown stands in cells and rows: figures of a template, a column for sorting."""

    def cell(box: Box) -> str:
        return f'<td{_spans(box)}>{escape(box.text)}<span style="display:none">99</span></td>'

    hidden = f'<tr style="display: none">{"<td>88</td>" * width(rows)}</tr>'
    return _table(rows, cell).replace("</table>", hidden + "</table>")


# ------------------------------------------------------------------------------------------------ without a table tag


def _square(rows: Rows) -> Rows:
    """The merged cells parted, the text in the first place of each."""
    return by_rows(
        [
            box._replace(
                row=box.row + down,
                column=box.column + aside,
                text=box.text if not (down or aside) else "",
                rows=1,
                columns=1,
            )
            for line in rows
            for box in line
            for down in range(box.rows)
            for aside in range(box.columns)
        ]
    )


def _as_boxes(rows: Rows, table: str, row: str, cell: str) -> str:
    lines = (
        f"<div {row}>" + "".join(f"<div {cell}>{escape(box.text)}</div>" for box in line) + "</div>"
        for line in _square(rows)
    )
    return f"<div {table}>" + "".join(lines) + "</div>"


def _table_boxes(rows: Rows) -> str:
    return _as_boxes(rows, 'style="display:table"', 'style="display:table-row"', 'style="display:table-cell"')


def _flex_boxes(rows: Rows) -> str:
    return _as_boxes(rows, 'class="tbl"', 'style="display:flex"', 'style="flex:1;border:1px solid"')


def _classed_boxes(rows: Rows) -> str:
    style = "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"
    return style + _as_boxes(rows, 'class="t"', 'class="r"', 'class="c"')


def _role_boxes(rows: Rows) -> str:
    return _as_boxes(rows, 'role="table"', 'role="row"', 'role="cell"')


def _grid_boxes(rows: Rows) -> str:
    """A CSS grid: all cells side by side in one box, their reach in their style."""

    def cell(box: Box) -> str:
        reach = f"grid-row:{box.row + 1} / span {box.rows};grid-column:{box.column + 1} / span {box.columns}"
        return f'<div style="{reach}">{escape(box.text)}</div>'

    cells = "".join(cell(box) for line in rows for box in line)
    return f'<div style="display:grid;grid-template-columns:repeat({width(rows)},1fr)">{cells}</div>'


def _article_boxes(rows: Rows) -> str:
    """An article laid out by sections beside each other."""
    lines = (
        '<section style="display:flex;flex-flow:row">'
        + "".join(
            f'<section style="display:inline-block;width:10%"><p>{escape(box.text) or "<br>"}</p></section>'
            for box in line
        )
        + "</section>"
        for line in _square(rows)
    )
    return f"<section>{''.join(lines)}</section>"


def _items(rows: Rows) -> str:
    lines = (
        "<ul>" + "".join(f"<li><span>{escape(box.text)}</span></li>" for box in line) + "</ul>"
        for line in _square(rows)
    )
    return "<div class=tablelist>" + "".join(lines) + "</div>"


# ------------------------------------------------------------------------------------------------ tables in pieces


def _cell(box: Box) -> str:
    return f"<td{_spans(box)}>{escape(box.text)}</td>"


def _pieces(rows: Rows) -> list[Rows]:
    """Rows that cells do not reach over."""
    pieces: list[Rows] = []
    end = 0
    for at, line in enumerate(rows):
        if at >= end or not pieces:
            pieces.append([])
        end = max([end, *(box.row + box.rows for box in line)])
        pieces[-1].append(line)
    return pieces


def _table_a_row(rows: Rows) -> str:
    """Each row a table of its own, but where cells reach over rows."""
    return "".join(_table(piece, _cell) for piece in _pieces(rows))


def _apart_from_heads(rows: Rows) -> str:
    """The heads in a table above that of the figures, which scrolls."""
    first = first_figures(rows)
    above = _table(rows[:first], _cell)
    below = _table(rows[first:], _cell)
    return f'<div class="table__header">{above}</div><div class="table__body" style="overflow:auto">{below}</div>'


def _in_three(rows: Rows) -> str:
    """Three tables, the heads again over each."""
    first = first_figures(rows)
    body = rows[first:]
    if width(rows) == _ACTIVE:
        return _table(rows, _cell)  # its heads are others further down
    if any(box.rows > 1 for line in body for box in line):
        body = _square([*([] for _ in range(first)), *body])[first:]
    third = -(-len(body) // 3)
    heads = rows[:first]
    parts = [body[at : at + third] for at in range(0, len(body), third)]
    return "<p>（续表）</p>".join(_table([*heads, *part], _cell) for part in parts)


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "from Word": (_from_word, _word_text),
        "article": (_article, _article_text),
        "loose markup": (_loose_markup, _paragraph),
        "headed": (_headed, _paragraph),
        "in fields": (_in_fields, _paragraph),
        "framed": (_framed, _paragraph),
        "hidden parts": (_hidden_parts, _paragraph),
        "table boxes": (_table_boxes, _paragraph),
        "flex boxes": (_flex_boxes, _paragraph),
        "classed boxes": (_classed_boxes, _paragraph),
        "role boxes": (_role_boxes, _paragraph),
        "grid boxes": (_grid_boxes, _paragraph),
        "article boxes": (_article_boxes, _article_text),
        "items": (_items, _paragraph),
        "a table a row": (_table_a_row, _paragraph),
        "apart from heads": (_apart_from_heads, _paragraph),
        "in three": (_in_three, _paragraph),
    }
)
