"""Tables of the 2014 form as files really print them: every layout of the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.source import Source
from tests.ingest.forms_2014 import FORM_2014

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.schema import Indicator

NOTES = {
    "disclosed_total": "（不同渠道和方式公开相同信息计1条）",
    "hot_topics": "（不同方式回应同一热点或舆情计1次）",
    "staff_full_time": "（不包括政府公报及政府网站工作人员数）",
    "budget": "（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
}
FIRST_OF_WHICH = {"normative_disclosed", "press_conferences_led", "interviews_led", "denied_state_secret"}


@dataclass(frozen=True)
class Line:
    """One printed row."""

    code: str
    number: str
    label: str
    unit: str
    value: str


def printed_number(indicator: Indicator) -> str:
    """The number as the form prints it before a row: （一） 一、 1. 其中：."""
    if indicator.code in FIRST_OF_WHICH:
        return "其中："
    tail = indicator.number.rpartition("）")[2]
    if tail.isdigit():
        return f"{tail}."
    if "（" not in indicator.number:
        return f"{indicator.number}、"
    if indicator.number.endswith("）") and indicator.code != "normative_issued":
        return "（" + indicator.number.rpartition("（")[2]
    return ""


def lines(values: Mapping[str, str]) -> tuple[Line, ...]:
    """The rows of the form with figures as they are to be printed; a head row has a dash for its unit."""
    return tuple(
        Line(
            indicator.code,
            printed_number(indicator),
            indicator.label + NOTES.get(indicator.code, ""),
            indicator.measure.unit or "—",
            values.get(indicator.code, ""),
        )
        for indicator in FORM_2014.indicators
    )


def cell_a_line(rows: Iterable[Line]) -> str:
    return "统计指标\n\n单位\n\n统计数\n\n" + "\n\n".join(
        "\n\n".join(filter(None, (row.number + row.label, row.unit, row.value))) for row in rows
    )


def glued(rows: Iterable[Line]) -> str:
    return "统计指标单位统计数\n" + "\n".join(f"  {row.number}{row.label}{row.value}" for row in rows) + "\n"


def glued_with_unit(rows: Iterable[Line]) -> str:
    return "统计指标单位统计数\n" + "\n".join(f"{row.number}{row.label}{row.unit}{row.value}" for row in rows) + "\n"


def tabs_on_lines(rows: Iterable[Line]) -> str:
    return "\t统计指标\n\t单位\n\t统计数\n\n" + "\n".join(
        f"\t　　{row.number}{row.label}\n\t{row.unit}\n\t{row.value}\n" for row in rows
    )


def tabs_in_row(rows: Iterable[Line]) -> str:
    return "统计指标\t单位\t统计数\n" + "\n".join(f"{row.number}{row.label}\t{row.unit}\t{row.value}" for row in rows)


def numbered_rows(rows: Iterable[Line]) -> str:
    return "序号\t统计指标\t单位\t统计数\n" + "\n".join(
        f"{count}\t{row.number}{row.label}\t{row.unit}\t{row.value}" for count, row in enumerate(rows, start=1)
    )


def counted_figures(rows: Iterable[Line]) -> str:
    """Rows counted in a column of their own, heads left out of the count."""
    count = 0
    printed = ["序号\t统计指标\t单位\t统计数"]
    for row in rows:
        count += row.unit != "—"
        number = "" if row.unit == "—" else count
        printed.append(f"{number}\t{row.number}{row.label}\t{row.unit}\t{row.value}")
    return "\n".join(printed)


def marked_ends(rows: Iterable[Line]) -> str:
    """Figures with a full stop behind them."""
    return tabs_in_row(replace(row, value=row.value + "。" if row.value[-1:].isdigit() else row.value) for row in rows)


def side_by_side(rows: Iterable[Line]) -> str:
    printed = [f"{row.number}{row.label}\t{row.unit}\t{row.value}" for row in rows]
    half = (len(printed) + 1) // 2
    pairs = zip_longest(printed[:half], printed[half:], fillvalue="")
    return "统计指标\t单位\t统计数\t统计指标\t单位\t统计数\n" + "\n".join(f"{left}\t{right}" for left, right in pairs)


def spaced(rows: Iterable[Line]) -> str:
    return "统计指标 单位 统计数 " + " ".join(f"{row.number}{row.label} {row.unit} {row.value}" for row in rows)


def flattened(rows: Iterable[Line]) -> str:
    return "统计指标单位统计数" + "".join(
        f"{row.number}{row.label}{'' if row.unit == '—' else row.unit}{row.value}" for row in rows
    )


def led_to(before: str, *, with_unit: bool) -> Callable[[Iterable[Line]], str]:
    """Rows typed as lines, signs leading from the label to the figure, and the unit behind it or nowhere."""

    def printed(rows: Iterable[Line]) -> str:
        return "\n".join(f"{row.number}{row.label}{before}{figure(row)}" for row in rows)

    def figure(row: Line) -> str:
        number, bracket, note = row.value.partition("(")
        unit = row.unit if with_unit and row.unit != "—" and (number[-1:] or "0").isdigit() else ""
        return f"{number}{unit}{bracket}{note}"

    return printed


LAYOUTS: Mapping[str, Callable[[Iterable[Line]], str]] = {
    "a cell a line": cell_a_line,
    "glued": glued,
    "glued with unit": glued_with_unit,
    "tabs on lines": tabs_on_lines,
    "tabs in a row": tabs_in_row,
    "numbered rows": numbered_rows,
    "counted figures": counted_figures,
    "marked ends": marked_ends,
    "side by side": side_by_side,
    "spaced": spaced,
    "flattened": flattened,
    "colons": led_to("：", with_unit=True),
    "half colons": led_to(": ", with_unit=False),
    "dots": led_to("……", with_unit=True),
    "full stops": led_to(" ........ ", with_unit=False),
    "long dashes": led_to("——", with_unit=False),
}


def with_value(rows: Iterable[Line], code: str, value: str, unit: str | None = None) -> tuple[Line, ...]:
    """The rows with another figure (and unit) in one of them."""
    return tuple(
        replace(row, value=value, unit=row.unit if unit is None else unit) if row.code == code else row for row in rows
    )


def with_label(rows: Iterable[Line], code: str, label: str) -> tuple[Line, ...]:
    """The rows with another label on one of them."""
    return tuple(replace(row, label=label) if row.code == code else row for row in rows)


def without(rows: Iterable[Line], *codes: str) -> tuple[Line, ...]:
    """The rows without some of them."""
    return tuple(row for row in rows if row.code not in codes)


def document(text: str) -> Document:
    return Document("report.txt", "", "text", Source("report.txt", text))
