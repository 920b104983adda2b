"""Ready-made tables of many records: the same verdicts as the facts they hold, and findings with both sides."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.wide import rows as wide_rows
from auditor.engine.wide.judge import WideTable
from auditor.engine.wide.judge import WideVerdicts
from auditor.engine.wide.judge import fit
from auditor.lang import typed
from auditor.lang.typed import Missing
from auditor.lang.typed import PeerKey
from auditor.lang.typed import PeerStatistic
from tests.oracle.tables import COUNT
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.tables import total

A, B, C = (figure(code) for code in "abc")
RULES = (
    rule(compare("=", total(A, B), C), id="sum"),
    rule(compare("≤", A, C), id="bound"),
    rule(compare("=", total(A, B), C), id="tried", missing=Missing.TRY_ZERO),
    rule(typed.Implication(compare(">", A, constant(0)), compare(">", B, constant(0))), id="if"),
    rule(compare("<", typed.Quotient(A, B, COUNT), constant(2)), id="ratio"),
    rule(typed.Present(C), id="required"),
    rule(typed.Unique(("单位", "年度")), id="unique"),
    rule(compare("≤", A, typed.Peers(PeerStatistic.MEDIAN, A, (PeerKey.YEAR,), COUNT)), id="median"),
)
# What fits into few bits by itself, and what no longer does when it is added up or doubled.
edges = st.sampled_from((2**13 - 1, 2**14, 2**15 - 1, 2**29, 2**31 - 1, 2**40, 2**61))
cell = st.one_of(st.integers(0, 5), st.integers(0, 5), st.none(), edges)
rows = st.lists(
    st.tuples(st.sampled_from(("甲", "乙", "丙")), st.sampled_from((2016, 2017)), cell, cell, cell), min_size=1
)


def table_of(given_rows: list[tuple[str, int, int | None, int | None, int | None]]) -> WideTable:
    schema = {"u": pl.String(), "y": pl.Int32(), "a": pl.Int64(), "b": pl.Int64(), "c": pl.Int64()}
    frame = pl.DataFrame(given_rows, schema=schema, orient="row")
    return WideTable(frame.lazy(), {(code, None): code for code in "abc"}, {"单位": "u", "年度": "y"})


def judged(rules: tuple[typed.CheckedRule, ...], table: WideTable) -> WideVerdicts:
    ready, refused = fit(rules, table)
    assert refused == ()
    return ready.judge(table.frame)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows, st.sampled_from((1, 2, 1000)))
def test_a_table_has_the_verdicts_of_its_facts(
    given_rows: list[tuple[str, int, int | None, int | None, int | None]], block: int
) -> None:
    facts = fact_table(
        [{"submission": f"{at}", "unit": row[0], "year": row[1]} for at, row in enumerate(given_rows)],
        [
            {"record": at, "indicator": code, "stored": value, "reading": "blank" if value is None else "value"}
            for at, row in enumerate(given_rows)
            for code, value in zip("abc", row[2:], strict=True)
        ],
    )
    # NOTE: of several reports of a unit and year only one counts among peers, while a table's rows all count.
    checked = RULES if len({row[:2] for row in given_rows}) == len(given_rows) else RULES[:-1]
    codes = run_plan(make_plan(checked), facts).judged[0].codes
    expected = [
        tuple(codes[f"c{at}"].to_list().count(code) for code in range(len(VERDICTS))) for at in range(len(checked))
    ]
    failed = [(at, row) for at in range(len(checked)) for row, code in enumerate(codes[f"c{at}"]) if code == 1]
    ids = [each.info.id for each in checked]
    table = table_of(given_rows)
    for read in (table, replace(table, frame=table.frame.lazy().collect())):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(wide_rows, "BLOCK", block)
            got = judged(checked, read)
        assert got.counts.select("pass", "fail", "unknown", "na").rows() == expected
        assert sorted((ids.index(name), row) for name, row in got.findings.select("rule", "row").rows()) == failed


def test_a_finding_has_both_sides_and_what_is_blank() -> None:
    got = judged(RULES[:1], table_of([("甲", 2016, 3, 4, 7), ("乙", 2016, 3, 4, 9), ("丙", 2016, 9, None, 5)]))
    assert got.findings.drop("binding").rows() == [("sum", 1, 7, 9, -2, []), ("sum", 2, None, 5, None, ["b"])]


def test_without_rules_nothing_is_found() -> None:
    got = judged((), table_of([("甲", 2016, 3, 4, 7)]))
    assert (got.counts.rows(), got.findings.rows()) == ([], [])
    some = judged(RULES, table_of([("甲", 2016, 3, 4, 9)]))
    assert (got.counts.schema, got.findings.schema) == (some.counts.schema, some.findings.schema)


def test_what_a_table_does_not_hold_is_refused_before_anything_is_read() -> None:
    later = rule(compare("=", A, figure("a", years_back=1)), id="later")
    ready, refused = fit((*RULES, later), table_of([]))
    assert refused == (("later", "figure a (-1)"),)
    assert {it.rule.info.id for it in ready.statements} == {each.info.id for each in RULES}


@pytest.mark.parametrize(
    ("height", "starts"),
    [(0, [0]), (1, [0]), (3, [0]), (4, [0, 2]), (6, [0, 3]), (7, [0, 2, 4, 6]), (12, [0, 3, 6, 9])],
)
def test_blocks_are_of_one_size_and_judged_two_at_a_time(
    height: int, starts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wide_rows, "BLOCK", 3)
    rows = wide_rows.Rows.of(pl.DataFrame({"a": range(height)}, schema={"a": pl.Int64}), ["a"])
    assert list(rows.starts) == starts
    assert [part["a"].to_list() for _, part in rows.parts(["a"])] == [
        list(range(start, min(start + rows.size, height))) for start in starts
    ]
