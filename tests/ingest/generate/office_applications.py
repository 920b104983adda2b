"""What offices do to the table of applications of the forms of 2019 and 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.generate.model import Box
from tests.ingest.generate.model import down
from tests.ingest.generate.office_blocks import OTHER_FIGURE
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import height

if TYPE_CHECKING:
    from tests.ingest.generate.model import Rows

_SHORT = {
    "商业企业": "企业",
    "科研机构": "科研",
    "社会公益组织": "公益组织",
    "法律服务机构": "法律服务",
    "其他": "其他组织",
}


def short_heads(rows: Rows) -> Rows:
    return [[box._replace(text=_SHORT.get(box.text, box.text)) for box in line] for line in rows]


def org_subtotal(rows: Rows) -> Rows:
    """A column 小计 before the total for all organisations."""
    boxes: list[Box] = []
    for line in rows:
        for box in line:
            if box.column >= 9:
                boxes.append(box._replace(column=box.column + 1))
            elif (box.column <= 4 and box.column + box.columns >= 9 and box.text == "法人或其他组织") or (
                box.column == 3 and box.text == "申请人情况"
            ):
                boxes.append(box._replace(columns=box.columns + 1))
            else:
                boxes.append(box)
    for at in range(2, height(rows)):
        if at == 2:
            boxes.append(Box(2, 9, "小计"))
        else:
            figures = [box.text for box in rows[at] if 4 <= box.column <= 8]
            boxes.append(Box(at, 9, str(sum(int(text) for text in figures))))
    return by_rows(boxes)


def org_subtotal_first(rows: Rows) -> Rows:
    """A column 小计 first among the organisations."""
    boxes: list[Box] = []
    for line in rows:
        for box in line:
            if box.column >= 4:
                wide = box.columns + 1 if box.text == "法人或其他组织" else box.columns
                shift = 0 if box.text == "法人或其他组织" else 1
                boxes.append(box._replace(column=box.column + shift, columns=wide))
            elif box.text == "申请人情况":
                boxes.append(box._replace(columns=box.columns + 1))
            else:
                boxes.append(box)
    boxes.append(Box(2, 4, "小计"))
    for at in range(3, height(rows)):
        figures = [box.text for box in rows[at] if 4 <= box.column <= 8]
        boxes.append(Box(at, 4, str(sum(int(text) for text in figures))))
    return by_rows(boxes)


def total_first(rows: Rows) -> Rows:
    """The column of totals before the others."""
    boxes = []
    for line in rows:
        for box in line:
            if box.column == 9:
                boxes.append(box._replace(column=3))
            elif box.column >= 3 and box.text != "申请人情况":
                boxes.append(box._replace(column=box.column + 1))
            else:
                boxes.append(box)
    return by_rows(boxes)


def one_head_row(rows: Rows) -> Rows:
    """The three decks of heads as one row."""
    heads = ["申请情形", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    top = [[Box(0, 0, heads[0], 1, 3), *(Box(0, at, heads[at]) for at in range(3, 10))]]
    return [*top, *down(rows[3:], -2)]


def indented(rows: Rows) -> Rows:
    """One column of labels: heads as rows of their own without figures, their parts indented below them."""
    heads = ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines: list[list[str]] = [heads]
    for line in rows[3:]:
        labels = [box.text for box in line if box.column < 3]
        figures = [box.text for box in line if box.column >= 3]
        lines += [[label, *[""] * 7] for label in labels[:-1]]
        indent = "　" if len(labels) > 1 else ""
        lines.append([indent + labels[-1], *figures])
    return [[Box(at, column, text) for column, text in enumerate(line)] for at, line in enumerate(lines)]


def joined_labels(rows: Rows) -> Rows:
    """One column of labels: side head, head and label joined by strokes."""
    lines: list[list[str]] = [
        ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "总计"]
    ]
    side = head = ""
    for line in rows[3:]:
        for box in line:
            side = box.text if box.column == 0 else side
            head = box.text if box.column == 1 and box.columns == 1 else head
        labels = [box for box in line if box.column < 3]
        last = labels[-1]
        above = [] if last.column == 0 else [side] if last.column == 1 else [side, head]
        figures = [box.text for box in line if box.column >= 3]
        lines.append(["-".join([*above, last.text]), *figures])
    return [[Box(at, column, text) for column, text in enumerate(line)] for at, line in enumerate(lines)]


def without_side(rows: Rows) -> Rows:
    """The outermost side head left out, its column too."""
    boxes = [Box(0, 0, "项目", 3, 2)]
    for line in rows:
        for box in line:
            if box.column == 0 and box.columns == 1:
                continue
            if box.column == 0 and box.row:
                boxes.append(box._replace(columns=box.columns - 1))
            elif box.column:
                boxes.append(box._replace(column=box.column - 1))
    return by_rows(boxes)


def last_year_columns(rows: Rows) -> Rows:
    """Behind the total a column with the total of the year before."""
    boxes = [box for line in rows for box in line]
    boxes.append(Box(0, 10, "上年总计", 3, 1))
    boxes += [Box(at, 10, OTHER_FIGURE) for at in range(3, height(rows))]
    return by_rows(boxes)


def ratio_column(rows: Rows) -> Rows:
    """Behind the total a column with shares in percent."""
    boxes = [box for line in rows for box in line]
    boxes.append(Box(0, 10, "占比", 3, 1))
    boxes += [Box(at, 10, "12.5%") for at in range(3, height(rows))]
    return by_rows(boxes)


def unit_column(rows: Rows) -> Rows:
    """Between labels and figures a column with the unit."""
    boxes = [box._replace(column=box.column + 1) if box.column >= 3 else box for line in rows for box in line]
    boxes.append(Box(0, 3, "单位", 3, 1))
    boxes += [Box(at, 3, "件") for at in range(3, height(rows))]
    return by_rows(boxes)


def heads_on_two_rows(rows: Rows) -> Rows:
    """Long heads split over two rows of cells: 社会公益 above 组织."""
    boxes: list[Box] = []
    for line in rows:
        for box in line:
            if box.row == 2 and len(box.text) < 4:
                boxes.append(box._replace(rows=2))
            elif box.row == 2:
                half = (len(box.text) + 1) // 2
                boxes += [Box(2, box.column, box.text[:half]), Box(3, box.column, box.text[half:])]
            elif box.row < 2 and box.row + box.rows == 3:
                boxes.append(box._replace(rows=box.rows + 1))
            elif box.row > 2:
                boxes.append(box._replace(row=box.row + 1))
            else:
                boxes.append(box)
    return by_rows(boxes)
