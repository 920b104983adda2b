"""Whole pages of the format of 2021: what the rules about tables and two years tell of one planted slip."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.engine.judge import judge
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from tests.ingest.generate.reports import WANGCHUAN_2021
from tests.ingest.generate.samples import as_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
RULES = {"B-F02", "B-F03", "B-F03B", "B-F11", "B-R12", "B-R13", "B-B04", "B-F07", "N-10B", "N-37", "N-37H"}
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_NOTHING = ("0",) * 5
_UPHELD = ("3", "0", "0", "0", "3"), _NOTHING, _NOTHING
_AFTER_REVIEW = _NOTHING, _NOTHING


def page(unit: str, year: int, disputes: Sequence[Sequence[str]] | None = None, *, requests: bool = True) -> str:
    """The right report of 2021 as the page of another unit and year."""
    report = WANGCHUAN_2021
    figures = replace(report.figures, handled=report.figures.handled if requests else {})
    if disputes is not None:
        figures = replace(figures, disputes=tuple(figure for group in disputes for figure in group))
    return as_page(replace(report, figures=figures)).decode().replace("望川区", unit).replace("2021", str(year))


def without_table(text: str, number: int) -> str:
    table = list(_TABLE.finditer(text))[number]
    return text[: table.start()] + text[table.end() :]


def moved(text: str, number: int, heading: str) -> str:
    """The page with a table right before a heading."""
    table = list(_TABLE.finditer(text))[number][0]
    return without_table(text, number).replace(f"<p><strong>　　{heading}", f"{table}<p><strong>　　{heading}")


def without_row(text: str, label: str) -> str:
    return re.sub(rf"<tr>(?:(?!</tr>).)*{label}(?:(?!</tr>).)*</tr>", "", text, count=1, flags=re.DOTALL)


def without_part(text: str, sign: str) -> str:
    """The page without a part, its heading, its prose and its table."""
    start = text.index(f"<p><strong>　　{sign}、")
    end = text.find("<p><strong>", start + 1)
    return text[:start] + text[end if end > 0 else text.index("</div>", start) :]


def with_prose(text: str, words: str) -> str:
    return text.replace("（二）依申请公开。", f"（二）依申请公开。{words}", 1)


# By unit: its reports by year, and which of the rules tell something of the last one.
CASES: Mapping[str, tuple[Callable[[str], dict[int, str]], set[str]]] = {
    "望川区": (lambda unit: {2021: page(unit, 2021)}, set()),
    "青屏县": (lambda unit: {2021: without_table(page(unit, 2021), -1)}, {"B-F03"}),
    "河口县": (lambda unit: {2021: without_table(page(unit, 2021), -2)}, {"B-F03"}),
    # A part that is missing with its table is one thing missing; so is the last part, whatever it should have told.
    "竹溪县": (lambda unit: {2021: without_part(page(unit, 2021), "四")}, {"B-F03"}),
    "梅岭县": (lambda unit: {2021: without_part(page(unit, 2021), "六")}, {"B-F02"}),
    "桃源县": (lambda unit: {2021: page(unit, 2021).replace("（三）政府信息管理", "（四）政府信息管理")}, {"N-37H"}),
    "柳林县": (lambda unit: {2021: page(unit, 2021).replace("五、存在", "六、存在")}, {"N-37"}),
    "双溪县": (lambda unit: {2021: moved(page(unit, 2021), -1, "四、")}, {"B-F03B"}),
    "石埠县": (lambda unit: {2021: moved(page(unit, 2021), -2, "六、")}, {"B-F03B"}),
    "松林县": (lambda unit: {2021: without_row(page(unit, 2021), "重复申请")}, {"B-F11"}),
    "白云县": (
        lambda unit: {
            2021: page(unit, 2021, (_NOTHING,) * 3, requests=False),
            2022: page(unit, 2022, _UPHELD, requests=False),
        },
        {"B-R12"},
    ),
    "石桥县": (lambda unit: {2021: page(unit, 2021), 2022: page(unit, 2022, _UPHELD, requests=False)}, set()),
    "岚山县": (
        lambda unit: {2021: page(unit, 2021, _UPHELD), 2022: page(unit, 2022, (*_AFTER_REVIEW, ("4", *"0004")))},
        {"B-R13"},
    ),
    # The total of the table is wrong and the prose has the right one: one does not hide the other.
    "云台县": (
        lambda unit: {
            2021: with_prose(
                page(unit, 2021, (("4", "0", "1", "1", "9"), _NOTHING, _NOTHING)),
                "因政府信息公开被申请行政复议6件。",
            )
        },
        {"B-B04", "N-10B"},
    ),
    "清水县": (
        lambda unit: {2021: page(unit, 2021, _UPHELD), 2022: page(unit, 2022, (*_AFTER_REVIEW, ("3", *"0003")))},
        set(),
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The rules in question that fail, by unit."""
    folder = tmp_path_factory.mktemp("pages")
    for unit, (reports, _) in CASES.items():
        for year, text in reports(unit).items():
            (folder / f"{unit}{year}.html").write_text(text, encoding="utf-8")
    book = load_rules(ROOT / "rules")[0]
    submissions = receive(folder, book.schema)
    findings, _ = judge(book, tabulate(submissions, book.schema), submissions)
    found: dict[str, list[str]] = {unit: [] for unit in CASES}
    for it in findings:
        if it.rule in RULES and it.verdict == "fail":
            found[next(unit for unit in CASES if it.unit.startswith(unit))].append(it.rule)
    return found


@pytest.mark.parametrize("unit", CASES)
def test_a_planted_slip_is_told_once_and_by_its_rule(told: dict[str, list[str]], unit: str) -> None:
    assert sorted(told[unit]) == sorted(CASES[unit][1])
