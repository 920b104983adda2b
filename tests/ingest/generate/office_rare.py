"""What offices do to any table now and then: other numerals, marks, heads in other words, two years in one document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.ingest.generate.content import WIDE
from tests.ingest.generate.content import content as generated
from tests.ingest.generate.model import Box
from tests.ingest.generate.office_blocks import OTHER_FIGURE
from tests.ingest.generate.office_blocks import by_rows
from tests.ingest.generate.office_blocks import height
from tests.ingest.generate.office_blocks import width
from tests.ingest.generate.office_common import first_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ingest.generate.content import Block
    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows

_PLACES = ("", "十", "百", "千")
_SIGNS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_OTHER_WORDS = {
    "自然人": "公民",
    "商业企业": "企业",
    "科研机构": "科研院所",
    "社会公益组织": "公益组织",
    "法律服务机构": "法律机构",
    "总计": "合计",
}


def numeral(number: int) -> str:
    """A number below 10^8 in Chinese numerals: 一百零二, 一万二千."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if rest and rest < 1000 else ""
        return f"{numeral(number // 10_000)}万{gap}{numeral(rest) if rest else ''}"
    digits = str(number)
    said = "".join(
        _SIGNS[int(digit)] + _PLACES[len(digits) - at - 1] if digit != "0" else "零" for at, digit in enumerate(digits)
    )
    return re.sub("零+", "零", said).rstrip("零") or "零"


def figures(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """A change of all figures below the heads, labels left as they are."""

    def changed(rows: Rows) -> Rows:
        first = first_figures(rows)
        return [
            [box._replace(text=change(box.text)) if box.text.isdecimal() and at >= first else box for box in line]
            for at, line in enumerate(rows)
        ]

    return changed


chinese = figures(lambda text: numeral(int(text)))
formal = figures(lambda text: numeral(int(text)).translate(_FORMAL))
by_digits = figures(lambda text: "".join("〇一二三四五六七八九"[int(digit)] for digit in text))
apostrophes = figures(lambda text: f"'{text}")
starred = figures(lambda text: f"{text}*")
circled = figures(lambda text: f"{text}①")
wide = figures(lambda text: text.translate(WIDE))
spaced_thousands = figures(lambda text: f"{int(text):,}".replace(",", " "))
wide_thousands = figures(lambda text: f"{int(text):,}".replace(",", "，"))
ended = figures(lambda text: f"{text}。")
counted = figures(lambda text: f"共{text}件")


def labels(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """A change of all words."""

    def changed(rows: Rows) -> Rows:
        return [[box._replace(text=change(box.text)) if _worded(box.text) else box for box in line] for line in rows]

    return changed


def _worded(text: str) -> bool:
    return re.search("[一-鿿]{2}", text) is not None and text != "万元"


colons = labels(lambda text: f"{text}：")
wrapped = labels(lambda text: "\n".join(text[at : at + 4] for at in range(0, len(text), 4)))
one_sign_a_line = labels(lambda text: "\n".join(text) if len(text) <= 6 else text)
half_width = labels(lambda text: text.translate(str.maketrans("（），、：", "(),、:")))
arabic = labels(lambda text: re.sub("^（([一二三四五六七])）", lambda it: f"({'零一二三四五六七'.index(it[1])})", text))
other_heads = labels(lambda text: _OTHER_WORDS.get(text, text))
heads_with_units = labels(lambda text: f"{text}（件）" if text in _OTHER_WORDS else text)


def notes_between(rows: Rows) -> Rows:
    """A note over the whole width behind every fifth row that no cell reaches over."""
    wide_as = width(rows)
    boxes: list[Box] = []
    added = 0
    for at, line in enumerate(rows):
        boxes += [box._replace(row=box.row + added) for box in line]
        open_below = any(box.row + box.rows > at + 1 for each in rows[: at + 1] for box in each)
        if at % 5 == 4 and not open_below:
            added += 1
            boxes.append(Box(at + added, 0, "注：以上由业务科室提供", 1, wide_as))
    return by_rows(boxes)


def heads_again(rows: Rows) -> Rows:
    """The heads once more in the middle of the table, as for print."""
    first = first_figures(rows)
    if any(box.rows > 1 for line in rows[first:] for box in line):
        return rows
    middle = (first + height(rows)) // 2
    if width(rows) == 4:
        return rows
    above = [box for line in rows[:middle] for box in line]
    again = [box._replace(row=box.row + middle) for line in rows[:first] for box in line]
    below = [box._replace(row=box.row + first) for line in rows[middle:] for box in line]
    return by_rows([*above, *again, *below])


def merged_units(rows: Rows) -> Rows:
    """One cell for the unit of several rows."""
    boxes = [box for line in rows for box in line if box.column != 1]
    run: Box | None = None
    for line in rows:
        for box in line:
            if box.column != 1:
                continue
            if run is not None and run.text == box.text:
                run = run._replace(rows=run.rows + 1)
                continue
            boxes += [run] if run else []
            run = box
    return by_rows([*boxes, *([run] if run else [])])


def numbers_apart(rows: Rows) -> Rows:
    """The number of a row's label in a cell of its own."""
    boxes: list[Box] = []
    for line in rows:
        for box in line:
            found = re.match(r"\d\.|（[一二三四五六七]）|[一二三四]、", box.text)
            if box.column == 2 and box.columns == 1 and found:
                boxes.append(box._replace(column=2, text=found[0]))
                boxes.append(box._replace(column=3, text=box.text[found.end() :]))
            elif box.column > 2:
                boxes.append(box._replace(column=box.column + 1))
            elif box.column + box.columns > 2:
                boxes.append(box._replace(columns=box.columns + 1))
            else:
                boxes.append(box)
    return by_rows(boxes)


def shuffled(rows: Rows) -> Rows:
    """The columns of applicants in another order."""
    order = {3: 3, 4: 8, 5: 6, 6: 4, 7: 5, 8: 7, 9: 9}
    return by_rows(
        [
            box._replace(column=order[box.column]) if box.column >= 4 and box.columns == 1 else box
            for line in rows
            for box in line
        ]
    )


def foreign_column(rows: Rows) -> Rows:
    """A column among the others that the form does not have."""
    boxes: list[Box] = []
    for line in rows:
        for box in line:
            if box.column >= 6:
                boxes.append(box._replace(column=box.column + 1))
            elif box.column + box.columns > 6:
                boxes.append(box._replace(columns=box.columns + 1))
            else:
                boxes.append(box)
    boxes.append(Box(2, 6, "境外机构"))
    boxes += [Box(at, 6, OTHER_FIGURE) for at in range(3, height(rows))]
    return by_rows(boxes)


def _tables_of_the_year_before(content: Content) -> list[Block]:
    year = content.year - 1
    old = generated(content.form, content.rng.randrange(1000), unit=content.unit)
    named = [block if not isinstance(block, str) else block.replace(str(old.year), str(year)) for block in old.blocks]
    return named[2:]


def report_behind(content: Content) -> None:
    """The report of the year before behind this year's, with a title of its own."""
    year = content.year - 1
    content.blocks += [f"附：{content.unit}{year}年政府信息公开工作年度报告", *_tables_of_the_year_before(content)]


def report_before(content: Content) -> None:
    """The tables of the year before, each under its year, before this year's parts."""
    attached: list[Block] = []
    for block in _tables_of_the_year_before(content):
        if not isinstance(block, str):
            attached += [f"附表：{content.year - 1}年统计表", block]
    content.blocks[2:2] = [*attached, f"{content.year}年统计表"]
