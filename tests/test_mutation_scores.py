"""The mutation score: what the rules notice of figures that were changed on purpose."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from auditor.coverage.good_records import good_records
from auditor.coverage.scores import MutationScore
from auditor.coverage.scores import mutation_scores
from auditor.lang.check import check_sources
from auditor.lang.load import load_rules
from auditor.source import Source

ROOT = Path(__file__).parents[1]
FORM = """\
规则集 样表
  版式: 样表
版式 样表 「样表」
  年度: 2014..2018
指标 总数 (total) : 计数 件 分为 { 分一 (one), 分二 (two) }
指标 自由 (free) : 计数 件
指标 经费 (money) : 金额 万元
"""


def scores(rules: str) -> MutationScore:
    book, diagnostics = check_sources((Source("样表.rules", FORM + rules),))
    assert diagnostics == ()
    (score,) = mutation_scores(book)
    return score


def test_every_change_of_a_sum_is_noticed_and_none_of_a_free_cell() -> None:
    score = scores("")
    assert score.unnoticed == (("free", None), ("money", None))
    assert 0 < score.total.noticed < score.total.tried


def test_only_severe_rules_in_force_count() -> None:
    mild = "规则 R-1 核实\n  要求: 自由 = 总数\n规则 R-2 强制\n  要求: 经费 ≤ 10000 万元\n  状态: 试行\n"
    assert scores(mild).unnoticed == (("free", None), ("money", None))


def test_a_bound_notices_some_changes() -> None:
    score = scores("规则 R-1 强制\n  要求: 自由 = 总数\n")
    assert score.unnoticed == (("money", None),)
    assert 0 < score.total.noticed < score.total.tried


def test_made_up_submissions_add_up() -> None:
    book = load_rules(ROOT / "rules")[0]
    table = good_records(book, book.schema.forms["disclosure-2021"], count=2)
    totals = table.figures.filter((pl.col("indicator") == "new_received") & (pl.col("record") == 0))
    figures = dict(totals.lazy().select("member", "stored").collect().iter_rows())
    assert figures["total"] == sum(value for member, value in figures.items() if member != "total")
    assert figures["total"] > 0


@pytest.fixture(scope="module")
def shipped() -> dict[str, MutationScore]:
    return {score.form: score for score in mutation_scores(load_rules(ROOT / "rules")[0])}


@pytest.mark.parametrize(
    ("form", "percent", "blind"),
    [("disclosure-2014", 59, 24), ("disclosure-2019", 88, 22), ("disclosure-2021", 94, 10)],
)
def test_the_shipped_rules_notice_what_the_equalities_of_their_forms_let_them(
    shipped: dict[str, MutationScore], form: str, percent: int, blind: int
) -> None:
    assert shipped[form].records >= 3
    assert shipped[form].total.percent >= percent
    assert len(shipped[form].unnoticed) <= blind
