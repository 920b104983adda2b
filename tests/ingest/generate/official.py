"""The three tables of the forms of 2019 and 2021 as they are printed, with the figures of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.ingest.generate.model import Box

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from tests.ingest.generate.model import Rows

APPLICANTS = 7
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
DENIED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNABLE = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
REFUSED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
OTHER = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
NEW, BEFORE = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
RESULTS, TOTAL, NEXT = "三、本年度办理结果", "（七）总计", "四、结转下年度继续办理"
GRANTED = "（一）予以公开"
OTHER_2019 = "（六）其他处理"
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

# Each block of table two: its article, its heads, its rows.
BLOCKS: Mapping[int, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    2019: (
        ("第二十条第（一）项", ("本年新制作数量", "本年新公开数量", "对外公开总数量"), ("规章", "规范性文件")),
        (
            "第二十条第（五）项",
            ("上一年项目数量", "本年增/减", "处理决定数量"),
            ("行政许可", "其他对外管理服务事项"),
        ),
        ("第二十条第（六）项", ("上一年项目数量", "本年增/减", "处理决定数量"), ("行政处罚", "行政强制")),
        ("第二十条第（八）项", ("上一年项目数量", "本年增/减"), ("行政事业性收费",)),
        ("第二十条第（九）项", ("采购项目数量", "采购总金额（单位：万元）"), ("政府集中采购",)),
    ),
    2021: (
        ("第二十条第（一）项", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
        ("第二十条第（五）项", ("本年处理决定数量",), ("行政许可",)),
        ("第二十条第（六）项", ("本年处理决定数量",), ("行政处罚", "行政强制")),
        ("第二十条第（八）项", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
    ),
}
GROUPS: Mapping[int, tuple[tuple[str, tuple[str, ...]], ...]] = {
    2019: (("（三）不予公开", DENIED), ("（四）无法提供", UNABLE), ("（五）不予处理", REFUSED)),
    2021: (
        ("（三）不予公开", DENIED),
        ("（四）无法提供", UNABLE),
        ("（五）不予处理", REFUSED),
        ("（六）其他处理", OTHER),
    ),
}


@dataclass(frozen=True)
class Figures:
    """What a report fills in: table two by its rows, table three by its rows, table four in its order.

    Rows of table three that are not given are `filler` in every column.
    """

    form: int
    active: Mapping[str, Sequence[str]]
    handled: Mapping[str, str]
    disputes: Sequence[str]
    filler: str = "0"

    def row(self, label: str) -> list[str]:
        """The seven figures of a row, written in one string with blanks between them."""
        return self.handled[label].split(" ") if label in self.handled else [self.filler] * APPLICANTS


def active_tables(figures: Figures) -> list[Rows]:
    """Table two as it is printed: a small table for each article."""
    made: list[Rows] = []
    for article, heads, labels in BLOCKS[figures.form]:
        rows: Rows = [[Box(0, 0, article, columns=len(heads) + 1)]]
        rows.append([Box(1, place, text) for place, text in enumerate(("信息内容", *heads))])
        for label in labels:
            cells = (label, *figures.active[label])
            rows.append([Box(len(rows), place, text) for place, text in enumerate(cells)])
        made.append(rows)
    return made


def _head() -> Rows:
    people = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    return [
        [Box(0, 0, NOTE, 3, 3), Box(0, 3, "申请人情况", 1, APPLICANTS)],
        [Box(1, 3, "自然人", 2), Box(1, 4, "法人或其他组织", 1, 5), Box(1, 9, "总计", 2)],
        [Box(2, 4 + place, text) for place, text in enumerate(people)],
    ]


def handled_table(figures: Figures) -> Rows:
    """Table three as it is printed, its side heads merged over their rows."""
    rows = _head()

    def add(label: str, column: int, reach: int, *before: Box) -> None:
        at = len(rows)
        cells = [Box(at, 3 + place, text) for place, text in enumerate(figures.row(label))]
        rows.append([*before, Box(at, column, label, 1, reach), *cells])

    add(NEW, 0, 3)
    add(BEFORE, 0, 3)
    groups = GROUPS[figures.form]
    alone = 3 if figures.form == 2021 else 4
    height = alone + sum(len(labels) for _, labels in groups)
    add(GRANTED, 1, 2, Box(len(rows), 0, RESULTS, height))
    add(PARTIAL, 1, 2)
    for head, labels in groups:
        add(f"{labels[0]}", 2, 1, Box(len(rows), 1, head, len(labels)))
        for label in labels[1:]:
            add(label, 2, 1)
    if figures.form != 2021:
        add(OTHER_2019, 1, 2)
    add(TOTAL, 1, 2)
    add(NEXT, 0, 3)
    return rows


def disputes_table(figures: Figures) -> Rows:
    """Table four as it is printed: heads in three decks and one row of figures."""
    deck = [Box(1, 5, "未经复议直接起诉", 1, 5), Box(1, 10, "复议后起诉", 1, 5)]
    return [
        [Box(0, 0, "行政复议", 1, 5), Box(0, 5, "行政诉讼", 1, 10)],
        [*(Box(1, place, text, 2) for place, text in enumerate(OUTCOMES)), *deck],
        [Box(2, place, OUTCOMES[place % 5]) for place in range(5, 15)],
        [Box(3, place, text) for place, text in enumerate(figures.disputes)],
    ]


def flattened(rows: Rows) -> str:
    """A table as an archive saved its page: every cell's text, nothing between them."""
    return "".join(box.text for line in rows for box in line)
