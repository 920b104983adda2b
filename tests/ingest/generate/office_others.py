"""What offices do to the tables of active disclosure and of disputes of the forms of 2019 and 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import down
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import rows_of
from tests.ingest.generate.office_blocks import tables

if TYPE_CHECKING:
    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows


def dispute_list(rows: Rows) -> Rows:
    """A row a figure: 类别, 情形, 件数."""
    names = [box.text for box in (*rows[1][:5], *rows[2])]
    figures = [box.text for box in rows[3]]
    groups = [("行政复议", ""), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉")]
    boxes = [Box(0, 0, "类别", 1, 2), Box(0, 2, "结果"), Box(0, 3, "件数")]
    for at, (name, figure) in enumerate(zip(names, figures, strict=True)):
        group, part = groups[at // 5]
        if at == 0:
            boxes.append(Box(1, 0, group, 5, 2))
        elif at == 5:
            boxes.append(Box(6, 0, group, 10, 1))
        if at in (5, 10):
            boxes.append(Box(at + 1, 1, part, 5, 1))
        boxes += [Box(at + 1, 2, name), Box(at + 1, 3, figure)]
    return by_rows(boxes)


def dispute_rows(rows: Rows) -> Rows:
    """Three rows, five columns: 行政复议, 未经复议直接起诉, 复议后起诉 by result."""
    names = [box.text for box in rows[1][:5]]
    figures = [box.text for box in rows[3]]
    sides = [["行政复议", ""], ["行政诉讼", "未经复议直接起诉"], ["行政诉讼", "复议后起诉"]]
    boxes = [Box(0, 0, "类型", 1, 2), *(Box(0, 2 + at, name) for at, name in enumerate(names))]
    boxes += [Box(1, 0, "行政复议", 1, 2), Box(2, 0, "行政诉讼", 2, 1)]
    boxes += [Box(2, 1, sides[1][1]), Box(3, 1, sides[2][1])]
    boxes += [Box(1 + at // 5, 2 + at % 5, figure) for at, figure in enumerate(figures)]
    return by_rows(boxes)


def two_dispute_tables(content: Content) -> None:
    """Reviews and lawsuits in two tables with a line between."""
    if content.form is FORM_2014:
        return
    rows = rows_of(content, 2)
    reviews = by_rows(
        [*rows[0][:1], *(b._replace(rows=1) for b in rows[1][:5]), *(b._replace(row=2) for b in rows[3][:5])]
    )
    suits = by_rows(
        [
            rows[0][1]._replace(column=0),
            *(box._replace(column=box.column - 5) for box in rows[1][5:]),
            *(box._replace(column=box.column - 5) for box in rows[2]),
            *(box._replace(column=box.column - 5) for box in rows[3][5:]),
        ]
    )
    at = tables(content)[2]
    content.blocks[at : at + 1] = ["（一）行政复议情况", reviews, "（二）行政诉讼情况", suits]


def active_tables(content: Content) -> None:
    """Each article of the law in a table of its own, its title above it."""
    if content.form is FORM_2014:
        return
    rows = rows_of(content, 0)
    blocks: list[str | Rows] = []
    group: Rows = []
    for line in rows:
        if line[0].columns == 4 and len(line) == 1:
            if group:
                blocks.append(down(group, -group[0][0].row))
                group = []
            blocks.append(line[0].text)
        else:
            group.append(line)
    blocks.append(down(group, -group[0][0].row))
    at = tables(content)[0]
    content.blocks[at : at + 1] = blocks


def article_column(rows: Rows) -> Rows:
    """The article in a column beside its rows."""
    lines: list[list[Box]] = []
    title = ""
    for line in rows:
        if len(line) == 1 and line[0].columns == 4:
            title = line[0].text
            continue
        at = len(lines)
        shifted = [box._replace(row=at, column=box.column + 1) for box in line]
        lines.append([*([Box(at, 0, title)] if title else []), *shifted])
        title = ""
    starts = [at for at, line in enumerate(lines) if line[0].column == 0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        lines[start][0] = lines[start][0]._replace(rows=end - start)
    return lines
