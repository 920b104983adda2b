"""What offices do to any table before they send it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.ingest.generate.model import Box
from tests.ingest.generate.model import down
from tests.ingest.generate.office_blocks import aside
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import each
from tests.ingest.generate.office_blocks import height
from tests.ingest.generate.office_blocks import width

if TYPE_CHECKING:
    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows


def parted(rows: Rows) -> Rows:
    """Merged cells parted, the text in the first of them."""
    return by_rows(
        [
            Box(box.row + d, box.column + a, box.text if (d, a) == (0, 0) else "")
            for line in rows
            for box in line
            for d in range(box.rows)
            for a in range(box.columns)
        ]
    )


def repeated(rows: Rows) -> Rows:
    """Merged cells parted, the text in all of them."""
    return by_rows(
        [
            Box(box.row + d, box.column + a, box.text)
            for line in rows
            for box in line
            for d in range(box.rows)
            for a in range(box.columns)
        ]
    )


def turned(rows: Rows) -> Rows:
    """Rows and columns exchanged."""
    return by_rows([Box(box.column, box.row, box.text, box.columns, box.rows) for line in rows for box in line])


def numbered(rows: Rows) -> Rows:
    """A column of numbers counted through the table before all others."""
    first = first_figures(rows)
    boxes = [Box(0, 0, "序号", first), *(Box(at, 0, str(at - first + 1)) for at in range(first, height(rows)))]
    return by_rows([*boxes, *(box for line in aside(rows, 1) for box in line)])


def first_figures(rows: Rows) -> int:
    """The first row with figures."""
    figured = (line[0].row for line in rows if sum(box.text.strip().isdecimal() for box in line) >= len(line) / 3)
    return next(figured, 1)


def lettered(rows: Rows) -> Rows:
    """A row of column letters or numbers below the heads: 甲, 1, 2, 3…"""
    at = first_figures(rows)
    letters = [Box(at, column, "甲" if column == 0 else str(column)) for column in range(width(rows))]
    above = [box for line in rows for box in line if box.row < at]
    below = [box._replace(row=box.row + 1) for line in rows for box in line if box.row >= at]
    return by_rows([*above, *letters, *below])


def captioned(rows: Rows) -> Rows:
    """A title and a unit line as the first rows of the table."""
    wide = width(rows)
    head = [Box(0, 0, "政府信息公开情况统计表", 1, wide)], [Box(1, 0, "单位：件", 1, wide)]
    return [*head, *down(rows, 2)]


def footed(rows: Rows) -> Rows:
    """Who filled it in as the last row of the table."""
    wide = width(rows)
    at = height(rows)
    foot = [[Box(at, 0, "填报人：张三    联系电话：0951-3072111    填报日期：2024年1月15日", 1, wide)]]
    return [*rows, *foot]


def blank_rows(rows: Rows) -> Rows:
    """An empty row behind every one, as spacers leave them."""
    wide = width(rows)
    if any(box.rows > 1 for line in rows for box in line):
        return rows
    boxes = [box._replace(row=2 * box.row) for line in rows for box in line]
    boxes += [Box(2 * at + 1, column, "") for at in range(height(rows)) for column in range(wide)]
    return by_rows(boxes)


def blank_columns(rows: Rows) -> Rows:
    """An empty column behind every one."""
    boxes = [box._replace(column=2 * box.column, columns=2 * box.columns - 1) for line in rows for box in line]
    boxes += [Box(box.row, 2 * (box.column + box.columns) - 1, "", box.rows, 1) for line in rows for box in line]
    return by_rows(boxes)


def with_units(content: Content) -> None:
    """件 behind all figures."""

    def change(rows: Rows) -> Rows:
        return [
            [box._replace(text=box.text + "件") if box.text.isdecimal() and box.column else box for box in line]
            for line in rows
        ]

    each(change)(content)


def decimals(rows: Rows) -> Rows:
    """Figures with needless decimals."""
    return [[box._replace(text=f"{box.text}.00") if box.text.isdecimal() else box for box in line] for line in rows]


def broken_words(rows: Rows) -> Rows:
    """Blanks between the signs of short heads, as typists centre them."""
    return [
        [box._replace(text="　".join(box.text)) if re.fullmatch("[㐀-鿿]{2,4}", box.text) else box for box in line]
        for line in rows
    ]
