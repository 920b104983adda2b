"""Makes the tables of the forms with columns in many layouts, and keeps what is written in them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.schema import Form
    from auditor.schema import Indicator

Truth = dict[tuple[str, str | None], int | None]
Box = tuple[int, int, str, int, int]
MEMBERS = ("natural_person", "company", "research", "welfare", "legal_service", "other_org", "total")
PRINTED = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
REWORDED = {
    "结果维持": "结果维护",
    "行政规范性文件": "规范性文件",
    "其他法律行政法规禁止公开": "其他法律行政止公开",
    "要求行政机关确认或重新出具已获取信息": "要求行政机关确认或重 新出具\n已获取信息",
    "补正后申请内容仍不明确": "补正后申请内容仍然不明确",
    "属于国家秘密": "涉及国家秘密",
    "现行有效件数": "现行有效数量",
}


@dataclass
class Layout:
    """The choices of one layout, drawn from a seed."""

    rng: random.Random
    truth: Truth = field(default_factory=dict)

    def yes(self, chance: float = 0.5) -> bool:
        return self.rng.random() < chance

    def figure(self) -> int:
        return self.rng.choice((0, 0, 0, 0, 1, 2, 3, 7, 10, 12, 25, 130, 1101, 20480))

    def printed(self, value: int | None) -> str:
        if value is None:
            return self.rng.choice(("", "-", "/", "—"))
        if self.yes(0.05):
            return f"{value:,}"
        if self.yes(0.05):
            return f"{value}件"
        if self.yes(0.05):
            return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
        return f" {value} " if self.yes(0.1) else str(value)

    def worded(self, text: str) -> str:
        return REWORDED.get(text, text) if self.yes(0.3) else text


def document(grids: list[list[Box]], *, between: str = "\n", pages: bool = False) -> Document:
    """A document whose text is the cells of its tables, tabs between cells and line breaks between rows."""
    text = ""
    made: list[Grid] = []
    starts: list[int] = []
    for number, boxes in enumerate(grids):
        starts.append(len(text))
        cells: list[Cell] = []
        row = 0
        for at, column, words, rows, columns in sorted(boxes):
            text += ("\n" if at > row else "\t") if cells else ""
            row = at
            cells.append(Cell(at, column, words, Span(len(text), len(text) + len(words)), rows, columns))
            text += words
        text += between
        made.append(Grid(tuple(cells), number + 1 if pages else None))
    return Document("made.html", "0", "html", Source("made.html", text), tuple(made), tuple(starts) if pages else ())


def turned(boxes: list[Box]) -> list[Box]:
    """The table on its side."""
    return [(column, row, text, columns, rows) for row, column, text, rows, columns in boxes]


def active(form: Form, layout: Layout) -> list[Box]:
    """Table two in blocks, each with its title, its heads and its rows."""
    rows: dict[str, dict[str, list[Indicator]]] = {}
    for indicator in form.indicators:
        if indicator.table == "公开表":
            rows.setdefault(indicator.number, {}).setdefault(indicator.label, []).append(indicator)
    blocks = list(rows.items())
    if layout.yes(0.2):
        layout.rng.shuffle(blocks)
    boxes: list[Box] = []
    at = 0
    merged = layout.yes(0.7)
    for title, labels in blocks:
        boxes.append((at, 0, title, 1, 4 if merged else 1))
        heads = [indicator.column for indicator in next(iter(labels.values()))]
        wide = 3 if merged and len(heads) == 1 else 1
        unit = "（单位：万元）" if heads == ["本年收费金额"] and layout.yes(0.8) else ""
        boxes.append((at + 1, 0, "信息内容", 1, 1))
        boxes.extend((at + 1, 1 + place, layout.worded(head) + unit, 1, wide) for place, head in enumerate(heads))
        at += 2
        for label, indicators in labels.items():
            if layout.yes(0.05):
                continue
            boxes.append((at, 0, layout.worded(label), 1, 1))
            for place, indicator in enumerate(indicators):
                value = None if layout.yes(0.1) else layout.figure()
                layout.truth[indicator.code, None] = None if value is None else value * indicator.measure.factor
                boxes.append((at, 1 + place, layout.printed(value).replace("件", ""), 1, wide))
            at += 1
    return boxes


def handled(form: Form, layout: Layout) -> list[Box]:
    """Table three: heads in one, two or three decks, side heads or none, rows and columns in any order."""
    order = list(range(7))
    if layout.yes(0.2):
        layout.rng.shuffle(order)
    side = layout.rng.choice(("merged", "rows", "none"))
    left = 3 if side == "merged" else 1
    boxes, at = _heads(layout, order, left)
    repeated = at
    rows = _rows(form, layout)
    first_deck = list(boxes)
    for number, (label, head, codes) in enumerate(rows):
        if number == len(rows) // 2 and layout.yes(0.2):
            boxes.extend((row + at, column, text, high, wide) for row, column, text, high, wide in first_deck)
            at += repeated
        if side == "merged" and head:
            boxes.extend(((at, 0, "三、本年度办理结果", 1, 1), (at, 1, head, 1, 1)))
            boxes.append((at, 2, label, 1, 1))
        else:
            if side == "rows" and head and (number == 0 or rows[number - 1][1] != head):
                boxes.append((at, 0, head, 1, left))
                boxes.extend((at, left + place, "", 1, 1) for place in range(7))
                at += 1
            boxes.append((at, 0, label, 1, left))
        for place, member in enumerate(order):
            value = None if layout.yes(0.05) else layout.figure()
            boxes.append((at, left + place, layout.printed(value), 1, 1))
            for taken, code in enumerate(codes):
                layout.truth[code, MEMBERS[member]] = value if taken == len(codes) - 1 or value is None else 0
        at += 1
        if layout.yes(0.03) and head:
            boxes.append((at, 0, f"{head}小计", 1, left))
            boxes.extend((at, left + place, "9", 1, 1) for place in range(7))
            at += 1
    return boxes


def _rows(form: Form, layout: Layout) -> list[tuple[str, str, tuple[str, ...]]]:
    """Label, side head and the indicators that the row stands for."""
    heads = {each.number: each for each in form.indicators if each.is_heading and each.number != "三"}
    whole = layout.yes(0.2)
    made: list[tuple[str, str, tuple[str, ...]]] = []
    for indicator in form.indicators:
        if indicator.table != "办理表" or indicator.is_heading or layout.yes(0.03):
            continue
        above = heads.get(indicator.number[:4])
        if above and above.number == "三（六）" and whole:
            parts = tuple(
                each.code for each in form.indicators if each.number.startswith("三（六）") and not each.is_heading
            )
            if not made or made[-1][2] != parts:
                made.append(("（六）其他处理", "", parts))
            continue
        ordinal = (
            indicator.number.removeprefix(above.number) + "."
            if above
            else indicator.number[1:] or indicator.number + "、"
        )
        label = (ordinal if layout.yes(0.8) else "") + layout.worded(indicator.label)
        made.append((label, f"{above.number[1:]}{above.label}" if above else "", (indicator.code,)))
    if layout.yes(0.15):
        layout.rng.shuffle(made)
    return made


def _heads(layout: Layout, order: list[int], left: int) -> tuple[list[Box], int]:
    decks = layout.rng.choice((1, 2, 3, "unmerged"))
    if decks == 1 or order != list(range(7)):
        return [(0, 0, NOTE, 1, left), *((0, left + place, PRINTED[each], 1, 1) for place, each in enumerate(order))], 1
    if decks == "unmerged":
        upper = ("自然人", "法人或其他组织", "", "", "", "", "总计")
        lower = ("", *PRINTED[1:6], "")
        rows = ((0, upper), (1, lower))
        return [(row, left + at, text, 1, 1) for row, texts in rows for at, text in enumerate(texts)], 2
    top = 1 if decks == 3 else 0
    boxes: list[Box] = [(0, 0, NOTE, top + 2, left)]
    if top:
        boxes.append((0, left, "申请人情况", 1, 7))
    boxes.extend(
        ((top, left, "自然人", 2, 1), (top, left + 1, "法人或其他组织", 1, 5), (top, left + 6, "总  计", 2, 1))
    )
    boxes.extend((top + 1, left + 1 + place, text, 1, 1) for place, text in enumerate(("商业\n企业", *PRINTED[2:6])))
    return boxes, top + 2


def disputed(form: Form, layout: Layout) -> list[Box]:
    """Table four: three decks of heads, merged or not, over one row."""
    leaves = [indicator for indicator in form.indicators if indicator.table == "争议表"]
    merged = layout.yes(0.7)
    boxes: list[Box] = [(0, 0, "行政复议", 1, 5 if merged else 1), (0, 5, "行政诉讼", 1, 10 if merged else 1)]
    boxes.extend(
        (1, column, text, 1, 5 if merged else 1) for column, text in ((5, "未经复议直接起诉"), (10, "复议后起诉"))
    )
    if not merged:
        taken = {(row, column) for row, column, *_ in boxes}
        boxes.extend((row, column, "", 1, 1) for row in range(2) for column in range(15) if (row, column) not in taken)
    for column, indicator in enumerate(leaves):
        high = 2 if merged and column < 5 else 1
        boxes.append((1 if high == 2 else 2, column, layout.worded(indicator.label.split(" / ")[-1]), high, 1))
        value = None if layout.yes(0.05) else layout.figure()
        layout.truth[indicator.code, None] = value
        boxes.append((3, column, layout.printed(value), 1, 1))
    return boxes


def stacked(tables: list[list[Box]]) -> list[Box]:
    """Tables under each other as one, as in a sheet."""
    boxes: list[Box] = []
    for table in tables:
        below = max((row + high for row, _, _, high, _ in boxes), default=0)
        boxes.extend((row + below, *rest) for row, *rest in table)  # type: ignore[misc]
    return boxes


def made(form: Form, seed: int) -> tuple[Document, Truth]:
    """A document with the three tables in a layout of its own, and what is written in it."""
    layout = Layout(random.Random(seed))  # noqa: S311
    tables = [active(form, layout), handled(form, layout), disputed(form, layout)]
    if layout.yes(0.15):
        return document([stacked(tables)]), layout.truth
    return document([turned(each) if layout.yes(0.15) else each for each in tables]), layout.truth
