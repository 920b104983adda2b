"""Random statements on random records: the engine against the naive meaning."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.findings.exact import truth
from auditor.engine.findings.rows import known_rows
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.lang import typed
from auditor.lang.typed import Aspect
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.results import Verdict
from tests.oracle import interpreter
from tests.oracle.interpreter import Absent
from tests.oracle.interpreter import Blank
from tests.oracle.interpreter import Record
from tests.oracle.interpreter import Unread
from tests.oracle.tables import COUNT
from tests.oracle.tables import DATE
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.trying import many

if TYPE_CHECKING:
    from auditor.facts import FactTable

SIGNED = frozenset({"s"})
FIGURES = (
    figure("a"),
    figure("b"),
    figure("c", member="m"),
    figure("s", signed=True),
    figure("a", years_back=1),
    figure("c", member="m", years_back=2),
)
YEAR = typed.AttributeFigure("年度", COUNT)
COPIES = typed.AttributeFigure("统计表个数", COUNT)
SIGNED_ON = typed.AttributeFigure("填报日期", DATE)
ROWS = typed.CellAspect(FIGURES[1], Aspect.ROWS, COUNT)

constants = st.builds(
    lambda top, bottom: typed.Constant(Fraction(top, bottom), COUNT, f"{top}/{bottom}"),
    st.integers(-5, 9),
    st.sampled_from((1, 1, 1, 2, 3)),
)
leaves = st.one_of(st.sampled_from(FIGURES), st.sampled_from(FIGURES), constants, st.sampled_from((COPIES, ROWS)))


def _grown(inner: st.SearchStrategy[typed.Number]) -> st.SearchStrategy[typed.Number]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lambda args: typed.Sum(args, COUNT), some),
        st.builds(lambda args: typed.Sum(args, COUNT), some),
        st.builds(lambda arg: typed.Negative(arg, COUNT), inner),
        st.builds(lambda left, right: typed.Product(left, right, COUNT), inner, inner),
        st.builds(lambda left, right: typed.Quotient(left, right, COUNT), inner, inner),
        st.builds(lambda args: typed.Largest(args, COUNT), some),
        st.builds(lambda args: typed.Smallest(args, COUNT), some),
        st.builds(lambda arg: typed.Absolute(arg, COUNT), inner),
        st.builds(lambda arg, other: typed.Default(arg, other, COUNT), st.sampled_from(FIGURES), inner),
    )


numbers = st.recursive(leaves, _grown, max_leaves=5)
tolerances = st.lists(
    st.builds(typed.Tolerance, st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(1, 50))), st.booleans()),
    max_size=2,
).map(tuple)
dates = st.builds(
    lambda op, shift, month_day: typed.Comparison(
        op,
        SIGNED_ON,
        typed.YearDate(
            typed.Sum((YEAR, typed.Constant(Fraction(shift), COUNT, "")), COUNT), month_day[0], month_day[1], DATE
        ),
    ),
    st.sampled_from(Operator),
    st.integers(-1, 1),
    st.sampled_from(((1, 1), (2, 28), (2, 29), (3, 1), (12, 31))),
)
comparisons = st.builds(typed.Comparison, st.sampled_from(Operator), numbers, numbers, tolerances)
texts = st.just(typed.TextIn(typed.AttributeText("文种"), ("年度报告", "通报")))
present = st.one_of(
    st.sampled_from(FIGURES).map(typed.Present),
    st.sampled_from((typed.Present(COPIES), typed.Present(typed.AttributeText("文种")))),
)
atoms = st.one_of(comparisons, comparisons, comparisons, dates, texts, present, st.builds(typed.Always, st.booleans()))


def _joined(inner: st.SearchStrategy[typed.Condition]) -> st.SearchStrategy[typed.Condition]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(typed.Every, some),
        st.builds(typed.Either, some),
        st.builds(typed.Denial, inner),
        st.builds(typed.Implication, inner, inner),
        st.builds(typed.Implication, inner, inner, inner),
        st.builds(typed.Equivalence, inner, inner),
    )


conditions = st.recursive(atoms, _joined, max_leaves=3)
whens = st.one_of(st.none(), st.none(), comparisons)
cells = st.one_of(
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from((Blank(), Blank(), Absent(), Unread(), 10**12, 2**62)),
)
known = st.integers(0, 9)


@st.composite
def records(draw: st.DrawFn, cell: st.SearchStrategy[Any], attribute: st.SearchStrategy[Any]) -> Record:
    found = {(it.indicator, it.member, it.years_back): draw(cell) for it in FIGURES}
    found["s", None, 0] = draw(st.one_of(cell, st.integers(-5, -1)))
    rows = int(not isinstance(found["b", None, 0], Absent))
    given_texts = {"文种": draw(st.sampled_from(("年度报告", "通知", None)))}
    given_numbers = {"统计表个数": draw(attribute), "填报日期": draw(st.one_of(attribute, st.integers(736000, 736400)))}
    return Record(
        cells=found,
        attributes={"年度": 2016, **given_numbers, **given_texts},
        aspects={("b", None, 0, "rows"): rows},
        fields={},
        filled={},
    )


unsure = records(cells, st.one_of(known, st.none()))
sure = records(known, known)
policies = st.sampled_from((Missing.UNKNOWN, Missing.TRY_ZERO, Missing.ZERO))
rules = st.builds(lambda require, when, missing: rule(require, when=when, missing=missing), conditions, whens, policies)
some_rules = st.lists(rules, min_size=1, max_size=4)


def table_of(found: list[Record]) -> FactTable:
    """Each record's unit with its reports of the year and of the years before."""
    years = list(enumerate((2016, 2015, 2014)))
    return fact_table(
        [
            {"record": 3 * at + back, "submission": f"{at}-{year}.txt", "unit": f"{at}县", "year": year}
            for at in range(len(found))
            for back, year in years
        ],
        [
            {"record": 3 * at + back, "indicator": code, "member": member, **_cell(cell)}
            for at, record in enumerate(found)
            for (code, member, back), cell in record.cells.items()
            if not isinstance(cell, Absent)
        ],
        [
            {"record": 3 * at, "name": name, "text" if isinstance(value, str) else "number": value}
            for at, record in enumerate(found)
            for name, value in record.attributes.items()
            if name != "年度" and value is not None
        ],
    )


def _cell(cell: object) -> dict[str, Any]:
    match cell:
        case int():
            return {"stored": cell}
        case Unread():
            return {"stored": 4, "reading": "doubtful"}
        case _:
            return {"reading": "blank"}


def judged(checked: list[typed.CheckedRule], found: list[Record]) -> list[list[Verdict]]:
    """For each rule its verdict on each record."""
    run = run_plan(make_plan(checked), table_of(found))
    assert run.broken == ()
    codes = run.judged[0].codes.gather_every(3)
    return [[VERDICTS[code] for code in codes[f"c{index}"]] for index in range(len(checked))]


def meant(checked: list[typed.CheckedRule], found: list[Record]) -> list[list[Verdict]]:
    """What the naive meaning says of each rule on each record."""
    return [[interpreter.verdict(one.instances[0], one.missing, record, SIGNED) for record in found] for one in checked]


@many
@given(some_rules, st.lists(sure, min_size=1, max_size=4))
def test_what_is_known_is_judged_as_it_reads(checked: list[typed.CheckedRule], found: list[Record]) -> None:
    assert judged(checked, found) == meant(checked, found)


def _agrees(got: Verdict, expected: Verdict) -> bool:
    # NOTE: where a rule passes for every filling it may also be idle for every filling; the bounds need not see that.
    return got in {expected, Verdict.UNKNOWN} or (got, expected) == (Verdict.PASS, Verdict.NOT_APPLICABLE)


@many
@given(some_rules, st.lists(unsure, min_size=1, max_size=3))
def test_no_filling_of_the_blanks_contradicts_a_verdict(checked: list[typed.CheckedRule], found: list[Record]) -> None:
    got, expected = judged(checked, found), meant(checked, found)
    pairs = [pair for row, other in zip(got, expected, strict=True) for pair in zip(row, other, strict=True)]
    assert [pair for pair in pairs if not _agrees(*pair)] == []


@many
@given(st.lists(conditions, min_size=1, max_size=4), st.lists(unsure, min_size=1, max_size=3))
def test_the_explanation_agrees_with_the_verdict(requires: list[typed.Condition], found: list[Record]) -> None:
    run = run_plan(make_plan([rule(require) for require in requires]), table_of(found))
    judged_step = run.judged[0]
    places = pl.Series(range(0, 3 * len(found), 3), dtype=pl.UInt32)
    explained = [
        [truth(statement.require, known_row) for known_row in known_rows(judged_step, statement, places)]
        for statement in judged_step.step.statements
    ]
    codes = judged_step.codes.gather_every(3)
    told = {Verdict.PASS: True, Verdict.FAIL: False, Verdict.UNKNOWN: None}
    got = [[told.get(VERDICTS[code], True) for code in codes[f"c{index}"]] for index in range(len(requires))]
    # NOTE: the frames leave open what does not fit into 128 bits, while Python's numbers have no end.
    pairs = [pair for row, other in zip(got, explained, strict=True) for pair in zip(row, other, strict=True)]
    assert [(frames, exact) for frames, exact in pairs if frames is not None and frames is not exact] == []


@many
@given(
    st.sampled_from(Operator),
    st.integers(0, 9),
    st.integers(0, 4),
    st.lists(st.integers(0, 12), min_size=1, max_size=5),
    st.sampled_from(("as it is", "denied")),
)
def test_a_loose_figure_of_the_narrative_is_read_as_suits_best(
    op: Operator, low: int, width: int, figures: list[int], form: str
) -> None:
    mention = typed.ItemField(typed.Field.MENTION, COUNT, "正文.a")
    comparison = typed.Comparison(op, mention, FIGURES[0])
    denied = form == "denied"
    checked = rule(typed.Denial(comparison) if denied else comparison, grain=typed.Grain.MENTION, indicator="a")
    cells_and_mentions = [
        row
        for at, figure_ in enumerate(figures)
        for row in (
            {"record": at, "indicator": "a", "stored": figure_},
            {"record": at, "indicator": "a", "source": "narrative", "stance": "figure", "stored": low}
            | {"low": low, "high": low + width},
        )
    ]
    table = fact_table(
        [{"submission": f"{at}", "unit": f"{at}", "year": 2017} for at in range(len(figures))], cells_and_mentions
    )
    run = run_plan(make_plan([checked]), table)
    got = [VERDICTS[code] for code in run.judged[0].codes["c0"]]
    readings = range(low, low + width + 1)
    holds = [any((_holds(op, value, figure_)) is not denied for value in readings) for figure_ in figures]
    assert got == [Verdict.PASS if it else Verdict.FAIL for it in holds]


def _holds(op: Operator, left: int, right: int) -> bool:
    agrees = {Operator.EQ: left == right, Operator.LE: left <= right, Operator.LT: left < right}
    contrary = {Operator.NE: Operator.EQ, Operator.GT: Operator.LE, Operator.GE: Operator.LT}
    return agrees[op] if op in agrees else not agrees[contrary[op]]
