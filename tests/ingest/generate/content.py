"""A whole report before it becomes a file: its title, parts, sentences and tables, and what is written in them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate.figures import TOTAL
from tests.ingest.generate.figures import figures
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import plain
from tests.ingest.tables.grid_forms import MEMBERS
from tests.ingest.tables.outline_layouts import NOTES
from tests.ingest.tables.outline_layouts import printed_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.schema import Form
    from auditor.schema import Indicator
    from tests.ingest.truth.typed import Key

Block = str | Rows
WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
UNITS = ("桃源县", "青铜峡市邵岗镇", "淮安市洪泽区", "河北省科学技术厅", "永宁县教育局", "固原市")
REWORDED = {
    "结果维持": "结果维护",
    "行政规范性文件": "规范性文件",
    "属于国家秘密": "涉及国家秘密",
    "现行有效件数": "现行有效数量",
    "政府网站公开政府信息数": "政府网站公开政府信息数量",
}
QUIRKS = (
    *("zeros blank", "zeros dashed", "full-width", "thousands", "units in cells", "notes", "loose", "reworded"),
    *("rows missing", "row moved", "subtotals", "other handling as one", "date above the table", "wrapped title"),
    *("figures in the text", "spaced"),
)
_PRINTED = (*(member.name for member in MEMBERS[:-2]), "其他", "总计")
_SIDE = 3


@dataclass
class Content:
    """What a report says: its blocks in reading order, and the figure of each cell as a stored integer."""

    form: Form
    unit: str
    year: int
    quirks: frozenset[str]
    rng: random.Random
    values: dict[Key, Decimal]
    blocks: list[Block] = field(default_factory=list)
    truth: dict[Key, int | None] = field(default_factory=dict)

    def shown(self, code: str, member: str | None = None) -> str:
        """A cell as it is printed; what it means is kept."""
        value = self.values[code, member]
        nothing = {"zeros blank", "zeros dashed"} & self.quirks
        if not value and nothing:
            self.truth[code, member] = None
            return "" if "zeros blank" in self.quirks else self.rng.choice(("-", "—", "/", "无"))
        indicator = self.form.by_code[code]
        self.truth[code, member] = int(value * indicator.measure.factor)
        return self._spelt(value, indicator)

    def _spelt(self, value: Decimal, indicator: Indicator) -> str:
        text = f"{value.normalize():f}"
        if self.quirk("thousands", 0.5):
            text = f"{value.normalize():,f}"
        if self.quirk("full-width", 0.5):
            text = text.translate(WIDE)
        if self.quirk("loose", 0.02):
            return f"约{text}"
        if self.quirk("units in cells", 0.3) and not indicator.signed:
            text += indicator.measure.unit
        elif self.quirk("notes", 0.05):
            text += "（县级）"
        return f" {text} " if self.quirk("spaced", 0.3) else text

    def quirk(self, name: str, chance: float) -> bool:
        """Whether a quirk of this report shows here."""
        return name in self.quirks and self.rng.random() < chance

    def worded(self, label: str) -> str:
        """A label as it is printed."""
        return REWORDED.get(label, label) if "reworded" in self.quirks else label


def content(form: Form, seed: int, quirks: Sequence[str] = (), unit: str = "") -> Content:
    """A report of a form with random figures that agree, printed with quirks; of any unit where none is named."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    year = rng.randint(form.years.first or 2021, form.years.last or 2024)
    made = Content(form, unit or rng.choice(UNITS), year, frozenset(quirks), rng, figures(form, rng))
    made.blocks += _head(made)
    made.blocks += _of_2014(made) if form is FORM_2014 else _of_2019(made)
    return made


def _head(made: Content) -> list[Block]:
    title = f"{made.year}年{made.rng.choice(('', '度'))}政府信息公开工作年度报告"
    wrapped = "wrapped title" in made.quirks
    titles: list[Block] = [made.unit, title] if wrapped else [f"{made.unit}{title}"]
    year = made.year
    return [
        *titles,
        (
            "根据《中华人民共和国政府信息公开条例》规定，现公布本单位政府信息公开工作年度报告。"
            f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        ),
    ]


def _sentences(made: Content) -> str:
    """A paragraph with figures of its own, some of them those of the tables."""
    code, member = ("requests_received", None) if made.form is FORM_2014 else ("new_received", TOTAL)
    received = made.values[code, member]
    extra = "第二十条规定的信息应当公开，规章3件，行政许可 12 件。" if "figures in the text" in made.quirks else ""
    return f"{made.year}年，全年收到政府信息公开申请{received}件，均按时办结。组织培训3次，发布信息约1.2万条。{extra}"


# ------------------------------------------------------------------------------------------------------ form of 2014


def _of_2014(made: Content) -> list[Block]:
    date: list[Block] = [f"{made.year + 1}年1月25日"] if "date above the table" in made.quirks else []
    title: list[Block] = [f"政府信息公开情况统计表（{made.year}年度）"]
    return [
        "一、概述",
        _sentences(made),
        "二、存在的主要问题和改进情况",
        "公开的内容还不够全面，下一步将加强培训。",
        *date,
        *title,
        _one_column(made),
        f"单位负责人：王小明  审核人：李大为  填报人：张三  填报日期：{made.year + 1}年1月20日",
    ]


def _one_column(made: Content) -> Rows:
    indicators = list(made.form.indicators)
    gone = set(made.rng.sample(range(len(indicators)), 5)) if "rows missing" in made.quirks else set()
    lines = [_line(each, made) for at, each in enumerate(indicators) if at not in gone]
    if "row moved" in made.quirks:
        lines.insert(made.rng.randrange(len(lines)), lines.pop(made.rng.randrange(len(lines))))
    return plain([["统计指标", "单位", "统计数"], *lines])


def _line(indicator: Indicator, made: Content) -> list[str]:
    label = printed_number(indicator) + made.worded(indicator.label) + NOTES.get(indicator.code, "")
    if indicator.is_heading:
        return [label, "—", ""]
    return [label, indicator.measure.unit, made.shown(indicator.code)]


# --------------------------------------------------------------------------------------------- forms of 2019 and 2021


def _of_2019(made: Content) -> list[Block]:
    blocks: list[Block] = ["一、总体情况", _sentences(made), "二、主动公开政府信息情况", _active(made)]
    blocks += ["三、收到和处理政府信息公开申请情况", _handled(made)]
    blocks += ["四、政府信息公开行政复议、行政诉讼情况", _disputed(made)]
    problems = "2022年，部分公开的信息不够，规章 3 件。" if "figures in the text" in made.quirks else "公开还不够全面。"
    blocks += ["五、存在的主要问题及改进情况", problems, "六、其他需要报告的事项", "本年度未收取信息处理费。"]
    return blocks


def _active(made: Content) -> Rows:
    blocks: dict[str, dict[str, list[Indicator]]] = {}
    for each in made.form.figures:
        if each.table == "公开表":
            blocks.setdefault(each.number, {}).setdefault(each.label, []).append(each)
    rows: Rows = []
    for title, labels in blocks.items():
        heads = [each.column for each in next(iter(labels.values()))]
        wide = 3 if len(heads) == 1 else 1
        unit = "（单位：万元）" if heads == ["本年收费金额"] else ""
        rows.append([Box(len(rows), 0, title, 1, 4)])
        words = ["信息内容", *(made.worded(head) + unit for head in heads)]
        rows.append([Box(len(rows), at, word, 1, wide if at else 1) for at, word in enumerate(words)])
        for label, indicators in labels.items():
            if made.quirk("rows missing", 0.1):
                continue
            texts = [made.worded(label), *(made.shown(each.code) for each in indicators)]
            rows.append([Box(len(rows), at, text, 1, wide if at else 1) for at, text in enumerate(texts)])
    return rows


def _handled(made: Content) -> Rows:
    """Table three as the form prints it: three decks of heads, side heads over their rows."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: Rows = [
        [Box(0, 0, note, 3, _SIDE), Box(0, _SIDE, "申请人情况", 1, 7)],
        [
            Box(1, _SIDE, "自然人", 2, 1),
            Box(1, _SIDE + 1, "法人或其他组织", 1, 5),
            Box(1, _SIDE + 6, "总计", 2, 1),
        ],
        [Box(2, _SIDE + 1 + at, text) for at, text in enumerate(_PRINTED[1:6])],
    ]
    lines = _lines(made)
    for side, head, label, figures_of in lines:
        at = len(rows)
        first_of_side = side and not any(box.column == 0 and box.text == side for line in rows for box in line)
        first_of_head = head and not any(box.column == 1 and box.text == head for line in rows for box in line)
        row: list[Box] = []
        if first_of_side:
            row.append(Box(at, 0, side, sum(each[0] == side for each in lines), 1))
        if first_of_head:
            row.append(Box(at, 1, head, sum(each[1] == head for each in lines), 1))
        left = 2 if head else 1 if side else 0
        row.append(Box(at, left, label, 1, _SIDE - left))
        row += [Box(at, _SIDE + column, text) for column, text in enumerate(figures_of)]
        rows.append(row)
    return rows


_Line = tuple[str, str, str, list[str]]


def _lines(made: Content) -> list[_Line]:
    """Side head, head, label and the seven figures of each row."""
    heads = {each.number: each for each in made.form.indicators if each.is_heading}
    whole = "other handling as one" in made.quirks and "三（六）" in heads
    lines: list[_Line] = []
    for each in made.form.figures:
        if each.table != "办理表" or made.quirk("rows missing", 0.05):
            continue
        deep = len(each.number) > 4  # 三（三）1
        above = heads.get(each.number[:4]) if deep else None
        side = "三、本年度办理结果" if each.number.startswith("三") else ""
        if above and whole and above.number == "三（六）":
            if each.code == "other_handling":
                lines.append((side, "", "（六）其他处理", _as_one(made)))
            continue
        ordinal = each.number[4:] + "." if deep else each.number[1:] or each.number + "、"
        head = above.number[1:] + above.label if above else ""
        label = ordinal + made.worded(each.label)
        lines.append((side, head, label, [made.shown(each.code, member.code) for member in MEMBERS]))
        if each.number.endswith("8") and "subtotals" in made.quirks:
            lines.append((side, head, "小计", ["3"] * 7))
    return lines


def _as_one(made: Content) -> list[str]:
    """The parts of a head filled in as one row: all of it is the last part's, the others are 0."""
    parts = ("other_not_corrected", "other_unpaid", "other_handling")
    texts = []
    for member in MEMBERS:
        total = sum((made.values[part, member.code] for part in parts), Decimal(0))
        made.values["other_handling", member.code] = total
        texts.append(made.shown("other_handling", member.code))
        blank = made.truth["other_handling", member.code] is None
        for part in parts[:-1]:
            made.truth[part, member.code] = None if blank else 0
    return texts


def _disputed(made: Content) -> Rows:
    leaves = [each for each in made.form.figures if each.table == "争议表"]
    names = [made.worded(each.label.rpartition(" / ")[2]) for each in leaves]
    return [
        [Box(0, 0, "行政复议", 1, 5), Box(0, 5, "行政诉讼", 1, 10)],
        [
            *(Box(1, at, name, 2, 1) for at, name in enumerate(names[:5])),
            Box(1, 5, "未经复议直接起诉", 1, 5),
            Box(1, 10, "复议后起诉", 1, 5),
        ],
        [Box(2, 5 + at, name) for at, name in enumerate(names[5:])],
        [Box(3, at, made.shown(each.code)) for at, each in enumerate(leaves)],
    ]
