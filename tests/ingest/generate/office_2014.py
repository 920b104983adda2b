"""What offices do to the table of the form of 2014, and to reports that hold last year's tables, too."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate.content import content as generated
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import plain
from tests.ingest.generate.office_blocks import OTHER_FIGURE
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import rows_of
from tests.ingest.generate.office_blocks import set_rows

if TYPE_CHECKING:
    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows


def side_by_side(rows: Rows) -> Rows:
    """The second half of the rows beside the first."""
    head, *lines = rows
    half = (len(lines) + 1) // 2
    boxes = [*head, *(box._replace(column=box.column + 3) for box in head)]
    for at, line in enumerate(lines):
        boxes += [box._replace(row=1 + at % half, column=box.column + 3 * (at // half)) for box in line]
    return by_rows(boxes)


def without_units(rows: Rows) -> Rows:
    return by_rows([box._replace(column=min(box.column, 1)) for line in rows for box in line if box.column != 1])


def unit_last(rows: Rows) -> Rows:
    swap = {0: 0, 1: 2, 2: 1}
    return by_rows([box._replace(column=swap[box.column]) for line in rows for box in line])


def year_columns(rows: Rows) -> Rows:
    """This year's figures and, behind them, those of the year before."""
    boxes = [box for line in rows for box in line]
    boxes += [Box(at, 3, "上年数" if at == 0 else OTHER_FIGURE) for at in range(len(rows))]
    return by_rows(boxes)


def quarter_columns(rows: Rows) -> Rows:
    """The figures of the quarters before those of the year, and a check of them behind."""
    heads = ("一季度", "二季度", "三季度", "四季度")
    boxes = [box._replace(column=box.column + len(heads) * (box.column > 1)) for line in rows for box in line]
    boxes = [box._replace(text="全年合计") if (box.row, box.column) == (0, 6) else box for box in boxes]
    for column, head in (*enumerate(heads, start=2), (7, "差额")):
        boxes += [Box(at, column, head if at == 0 else OTHER_FIGURE) for at in range(len(rows))]
    return by_rows(boxes)


def explained(rows: Rows) -> Rows:
    """What each row counts in a column of its own behind the label, figures in it."""
    words = ("指标说明", "含下属单位2个", "按1次计")
    return plain(
        [[line[0].text, words[at and 1 + at % 2], *(box.text for box in line[1:])] for at, line in enumerate(rows)]
    )


def coded(rows: Rows) -> Rows:
    """A code for each row in a column between the unit and the figure."""
    texts = [[box.text for box in line] for line in rows]
    return plain([[*line[:2], f"{100 + at}" if at else "指标代码", line[2]] for at, line in enumerate(texts)])


def number_column(rows: Rows) -> Rows:
    """The numbers of the outline in a column of their own."""
    boxes = []
    for line in rows:
        label = line[0].text
        found = re.match(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])", label)
        number = found.group() if found else ""
        boxes += [Box(line[0].row, 0, number.strip()), line[0]._replace(column=1, text=label[len(number) :])]
        boxes += [box._replace(column=box.column + 1) for box in line[1:]]
    return by_rows(boxes)


def in_yuan(content: Content) -> None:
    """Money in 元."""
    if content.form is not FORM_2014:
        return
    rows = rows_of(content, 0)
    lines = []
    for line in rows:
        if line[1].text == "万元" and line[2].text:
            value = f"{(Decimal(line[2].text) * 10000).normalize():f}"
            lines.append([line[0], line[1]._replace(text="元"), line[2]._replace(text=value)])
        else:
            lines.append(line)
    set_rows(content, 0, lines)


def part_bars(rows: Rows) -> Rows:
    """Parts by merged cells on the left: 一、主动公开情况 beside all of its rows."""
    lines = rows[1:]
    boxes = [Box(0, 0, "类别"), *(box._replace(column=box.column + 1) for box in rows[0])]
    start = None
    out: list[Box] = []
    at = 0
    for line in lines:
        if line[0].text[:2].endswith("、") or line[0].text[1:2] == "、":
            if start is not None:
                out.append(start._replace(rows=at + 1 - start.row))
            if not line[2].text and line[1].text == "—":
                start = Box(at + 1, 0, line[0].text)
                continue
            start = Box(at + 1, 0, line[0].text.split("、")[0])
        at += 1
        boxes += [box._replace(row=at, column=box.column + 1) for box in line]
    if start is not None:
        out.append(start._replace(rows=at + 1 - start.row))
    return by_rows([*boxes, *out])


def extra_year_table(content: Content) -> None:
    """The tables of the year before, behind the report, each under a title that says so."""
    year = content.year - 1
    if not (content.form.years.first or 0) <= year:
        return
    old = generated(content.form, content.rng.randrange(1000))
    blocks: list[str | Rows] = [f"附：{year}年度政府信息公开情况统计表"]
    blocks += [block for block in old.blocks if not isinstance(block, str)]
    content.blocks += blocks
