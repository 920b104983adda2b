"""上年(x, 首次公布) on reports as they come: which of two versions is meant, and what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.lang.check import check_sources
from auditor.results import Verdict
from auditor.source import Source
from auditor.source import Span
from tests.oracle.trying import LOCAL

if TYPE_CHECKING:
    from auditor.engine.engines import Engine

RULES = """\
版式 f 「样表」
规则集 样例
  版式: f
指标 结转数 (carried) : 计数 件
指标 上年结转数 (brought) : 计数 件
规则 R-1 核实
  要求: 上年结转数 = 上年(结转数, 首次公布)
规则 R-2 核实
  要求: 上年结转数 = 上年(结转数)
规则 R-3 核实
  要求: 上年(结转数, 首次公布) = 上年(结转数)
"""


def report(path: str, year: int, day: int, *, judged: bool = True, **figures: int) -> Submission:
    facts = tuple(Fact(code, Origin(Span(0, 1), 1), str(value), value=value) for code, value in figures.items())
    status = Status.AUDITED if judged else Status.NOT_APPLICABLE
    return Submission(path, path, status, "甲县", year, "f", facts=facts, attributes=(Attribute("公布日期", day),))


@pytest.mark.parametrize("engine", LOCAL)
def test_the_first_version_and_the_last_are_told_apart(engine: Engine) -> None:
    pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
    book, wrong = check_sources((Source("例.rules", RULES),))
    assert wrong == ()
    received = (
        report("2017-一.txt", 2017, 100, judged=False, carried=7, brought=0),
        report("2017-二.txt", 2017, 200, carried=9, brought=0),
        report("2018.txt", 2018, 500, carried=1, brought=9),
    )
    found = judge(book, tabulate(received, book.schema), received, engine=engine)[0]
    failed = {each.rule: each for each in found if each.verdict is Verdict.FAIL}
    assert sorted(failed) == ["R-1", "R-3"]
    shown = [(each.name, each.value, each.submission) for each in failed["R-1"].evidence]
    assert shown == [("上年结转数", "9件", ""), ("上年的结转数（首次公布）", "7件", "2017-一.txt")]
    assert failed["R-3"].formula == "7 ≠ 9"
