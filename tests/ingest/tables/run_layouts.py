"""Makes the tables of the forms with columns as text without cells: parted by tabs, lines or blanks, or glued."""

from __future__ import annotations

import random
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.source import Source
from tests.ingest.tables.grid_layouts import MEMBERS

if TYPE_CHECKING:
    from auditor.schema import Form
    from auditor.schema import Indicator

Truth = dict[tuple[str, str | None], int | None]
SEPARATORS = {
    "tabs": ("\t", "\n"),
    "lines": ("\n", "\n"),
    "blanks": (" ", "\n"),
    "wide": ("　　", "　　"),
    "glued": ("", ""),
}


@dataclass
class Writer:
    """A text with three tables, and what is written in it."""

    form: Form
    rng: random.Random
    style: str
    sparse: bool
    truth: Truth = field(default_factory=dict)
    text: str = ""

    def row(self, words: list[str]) -> None:
        between, after = SEPARATORS[self.style]
        self.text += between.join(words) + after

    def figure(self) -> int:
        return self.rng.choice((0, 0, 0, 0, 0, 0, 1, 2, 3, 7, 10, 12, 25, 130))

    def printed(self, value: int) -> str:
        return "" if self.sparse and value == 0 else str(value)

    def active(self) -> None:
        blocks: dict[str, dict[str, list[Indicator]]] = {}
        for indicator in self.form.indicators:
            if indicator.table == "公开表":
                blocks.setdefault(indicator.number, {}).setdefault(indicator.label, []).append(indicator)
        for title, labels in blocks.items():
            self.row([title])
            self.row(["信息内容", *(each.column for each in next(iter(labels.values())))])
            for label, indicators in labels.items():
                values = [self.figure() for _ in indicators]
                for indicator, value in zip(indicators, values, strict=True):
                    self.truth[indicator.code, None] = value * indicator.measure.factor
                self.row([label, *map(self.printed, values)])

    def handled(self) -> None:
        self.row(["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"])
        self.row(["自然人", "法人或其他组织", "总计"])
        self.row(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"])
        sums = [0] * 6
        for indicator in self.form.indicators:
            if indicator.table != "办理表":
                continue
            deep = len(indicator.number) > 4
            ordinal = indicator.number[4:] + "." if deep else indicator.number[1:] or indicator.number + "、"
            if indicator.is_heading:
                self.row([ordinal + indicator.label])
                continue
            values = [self.figure() if self.rng.random() < 0.15 else 0 for _ in range(6)]
            if indicator.part_of:
                sums = [a + b for a, b in zip(sums, values, strict=True)]
            values = sums if indicator.code == "processed_total" else values
            wrong = self.rng.random() < 0.02
            self.written(indicator, ordinal, [*values, sum(values) + wrong])

    def written(self, indicator: Indicator, ordinal: str, values: list[int]) -> None:
        for member, value in zip(MEMBERS, values, strict=True):
            self.truth[indicator.code, member] = value
        self.row([ordinal + indicator.label, *map(self.printed, values)])

    def disputed(self) -> None:
        leaves = [indicator for indicator in self.form.indicators if indicator.table == "争议表"]
        names = [indicator.label.split(" / ")[-1] for indicator in leaves]
        self.row(["行政复议", "行政诉讼"])
        self.row([*names[:5], "未经复议直接起诉", "复议后起诉"])
        self.row(names[5:])
        values: list[int] = []
        for _ in range(3):
            four = [self.figure() if self.rng.random() < 0.3 else 0 for _ in range(4)]
            values.extend((*four, sum(four)))
        for indicator, value in zip(leaves, values, strict=True):
            self.truth[indicator.code, None] = value
        self.row(
            ["", *map(self.printed, values)] if self.style == "tabs" else [self.printed(value) for value in values]
        )


def written(form: Form, seed: int, style: str, *, sparse: bool = False) -> tuple[Document, Truth]:
    """A text with the three tables, and what is written in it; `sparse` leaves zeros blank."""
    writer = Writer(form, random.Random(seed), style, sparse)  # noqa: S311
    writer.text = (
        "一、总体情况\n全年收到政府信息公开申请12件，予以公开3件，部分公开1件。\n二、主动公开政府信息情况"
        + SEPARATORS[style][1]
    )
    writer.active()
    writer.text += "三、收到和处理政府信息公开申请情况" + SEPARATORS[style][1]
    writer.handled()
    writer.text += "四、政府信息公开行政复议、行政诉讼情况" + SEPARATORS[style][1]
    writer.disputed()
    writer.text += "五、存在的主要问题及改进情况\n2023年，部分公开的信息不够，规章 3 件。\n"
    return Document("made.txt", "0", "text", Source("made.txt", writer.text)), writer.truth
