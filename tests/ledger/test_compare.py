from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from auditor.diagnostics import Lang
from auditor.file_names import slug
from auditor.ledger.compare import compare
from auditor.ledger.compare import pick
from auditor.ledger.differ import of_unit
from auditor.ledger.messages import NO_RUN
from auditor.ledger.messages import NO_UNIT
from auditor.ledger.messages import ONE_RUN
from auditor.ledger.messages import ONE_VERSION
from auditor.ledger.messages import LedgerError
from auditor.ledger.store import reading
from auditor.over_time.changes_page import compared_page
from auditor.over_time.changes_page import difference_page
from auditor.over_time.changes_text import compared_csv
from auditor.over_time.changes_text import compared_lines
from auditor.over_time.changes_text import figure_lines
from tests.ledger.series import RIGHT
from tests.ledger.series import RULE
from tests.ledger.series import SECOND
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import report
from tests.report.report_outline import outline

if TYPE_CHECKING:
    from auditor.ledger.compare import Compared

OTHER = report(1, 2, 2, unit="望川区")


@pytest.fixture
def three(series: Series) -> Series:
    """Three audits: wrong, right, and wrong again with another unit and another rule."""
    series.audit(WRONG, name="初审", at="2026-03-01T09:30:00+08:00")
    series.audit(RIGHT, name="复审", at="2026-03-01T17:00:00+08:00")
    series.audit(report(3, 9), OTHER, rules=RULE + SECOND, at="2026-04-02T08:00:00+08:00")
    return series


def compared(series: Series, earlier: str | None = None, later: str | None = None) -> tuple[Compared, ...]:
    with reading(series.folder) as ledger:
        assert ledger is not None
        start, end = pick(ledger.runs(), earlier, later)
        return compare(ledger.entries(start.number), ledger.entries(end.number))


def told(found: tuple[Compared, ...]) -> list[tuple[str, str, str]]:
    return [(each.change.value, each.seen.unit, each.seen.rule) for each in found]


def test_the_last_two_audits_are_compared_where_none_is_named(three: Series) -> None:
    assert told(compared(three)) == [
        ("new", "望川区", "R-2"),
        ("new", "望川区", "R-1"),
        ("regressed", "青屏县", "R-1"),
    ]


def test_audits_are_named_by_number_name_or_day_in_either_order(three: Series) -> None:
    expected = [("corrected", "青屏县", "R-1")]
    assert told(compared(three, "初审", "复审")) == expected
    assert told(compared(three, "2", "#1")) == expected
    assert told(compared(three, "1", "2026-03-01")) == expected
    assert told(compared(three, "1", "2026-04")) == [
        ("new", "望川区", "R-2"),
        ("new", "望川区", "R-1"),
        ("persisting", "青屏县", "R-1"),
    ]


def test_an_audit_that_is_not_there_is_answered_by_those_that_are(three: Series) -> None:
    with pytest.raises(LedgerError) as refused:
        compared(three, "终审")
    assert refused.value.words is NO_RUN
    assert "1 初审 (2026-03-01 09:30)" in refused.value.values["known"]


def test_one_audit_cannot_be_compared(series: Series) -> None:
    series.audit(WRONG)
    with pytest.raises(LedgerError) as refused:
        compared(series)
    assert refused.value.words is ONE_RUN


def test_the_comparison_is_a_table_in_either_language(three: Series) -> None:
    found = compared(three, "初审", "复审")
    assert list(compared_lines(found, ("甲", "乙"), Lang.ZH, whole=False)) == [
        "甲  →  乙",
        "新发现 0  仍存在 0  又出现 0  已改正 1  未能再判 0",
        "",
        "已改正 1",
        "  青屏县 2017  核实  R-1  办结件数（4件）应不大于收到件数（3件）：4 > 3，相差 1件",
    ]
    assert list(compared_lines(found, ("a", "b"), Lang.EN, whole=False))[3] == "Corrected 1"
    lines = compared_csv(found, Lang.ZH).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("变化,单位,年度,级别,规则")
    assert ",办结件数=4件；收到件数=3件,," in lines[1]


def test_two_versions_of_a_report_show_the_figures_that_differ(three: Series) -> None:
    with reading(three.folder) as ledger:
        found = of_unit(ledger, "青屏县", "2017")
    assert [(each.name, each.then, each.now) for each in found.figures] == [
        ("收到件数", "4", "3"),
        ("办结件数", "4", "9"),
    ]
    assert told(found.findings) == [("regressed", "青屏县", "R-1")]
    lines = list(figure_lines(found, Lang.ZH))
    assert lines[:2] == ["改动的数（2）：", "  收到件数    4 → 3  第1行"]


def test_the_comparison_is_a_page_whose_units_lead_to_the_overview(three: Series) -> None:
    page = outline(compared_page(compared(three, "初审", "复审"), ("甲", "<乙>"), Lang.ZH, "../index.html").decode())
    text = " ".join("".join(page.text).split())
    assert page.problems == []
    assert "两次审核的比较 甲 → <乙>" in text
    assert "已改正 1 曾经有误，现在通过 单位年度级别规则问题 青屏县2017核实R-1办结不超过收到" in text
    assert "../index.html#q=%E9%9D%92%E5%B1%8F%E5%8E%BF" in page.links
    english = "".join(outline(compared_page((), ("a", "b"), Lang.EN).decode()).text)
    assert "Nothing changed." in english


def test_units_and_rules_lead_to_their_own_pages_where_there_are_such(three: Series) -> None:
    found = compared(three, "初审", "复审")
    seen = found[0].seen
    pages = frozenset({f"units/{slug(seen.submission, seen.unit, seen.year)}.html", "rules/R-1.html"})
    page = outline(compared_page(found, ("甲", "乙"), Lang.ZH, "../index.html", pages).decode())
    assert {f"../{quote(name)}" for name in pages} <= set(page.links)


def test_two_versions_are_a_page_with_the_figures_that_differ(three: Series) -> None:
    with reading(three.folder) as ledger:
        found = of_unit(ledger, "青屏县", "2017")
    page = outline(difference_page(found, Lang.ZH).decode())
    text = " ".join("".join(page.text).split())
    assert page.problems == []
    assert "改动的数 2 指标原来现在出处 收到件数43第1行 办结件数49第1行" in text
    assert "又出现 1" in text


def test_a_unit_that_is_not_known_or_has_one_version_is_told(three: Series) -> None:
    with reading(three.folder) as ledger:
        with pytest.raises(LedgerError) as unknown:
            of_unit(ledger, "青屏", None)
        with pytest.raises(LedgerError) as single:
            of_unit(ledger, "望川区", None)
    assert (unknown.value.words, single.value.words) == (NO_UNIT, ONE_VERSION)
    assert unknown.value.values["known"].startswith("青屏县、")
