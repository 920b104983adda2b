"""Random units, years and registries: what looks beyond one report against its naive meaning."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from statistics import median
from typing import TYPE_CHECKING

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.engine.columns.growth import scores
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.facts import UNITS
from auditor.facts import FactTable
from auditor.lang import typed
from auditor.lang.typed import Kin
from auditor.lang.typed import PeerKey
from auditor.lang.typed import PeerStatistic
from auditor.lang.typed import Trait
from auditor.results import Verdict
from tests.oracle import interpreter
from tests.oracle.interpreter import Record
from tests.oracle.tables import COUNT
from tests.oracle.tables import DATE
from tests.oracle.tables import FORM
from tests.oracle.tables import MONEY
from tests.oracle.tables import RATIO
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.trying import many

if TYPE_CHECKING:
    from collections.abc import Mapping

X = figure("x")
CHILDREN = ("乙", "丙", "丁")
operators = st.sampled_from(typed.Operator)
counts = st.integers(0, 6)
blanks = st.one_of(counts, counts, st.none())


def verdicts(require: typed.Condition, table: FactTable) -> list[Verdict]:
    run = run_plan(make_plan([rule(require)]), table)
    assert run.broken == ()
    return [VERDICTS[code] for code in run.judged[0].codes["c0"]]


def units_of(parents: Mapping[str, str]) -> pl.DataFrame:
    rows = [{**dict.fromkeys(UNITS), "unit": unit, "parent": parent} for unit, parent in parents.items()]
    return pl.DataFrame(rows, schema=dict(UNITS), orient="row")


def year_of_units(figures: Mapping[str, int | None], parents: Mapping[str, str] | None = None) -> FactTable:
    """One report a unit, all of one year, with one figure each."""
    table = fact_table(
        [{"submission": unit, "unit": unit, "year": 2017} for unit in figures],
        [
            {"record": at, "indicator": "x", "stored": value, "reading": "blank" if value is None else "value"}
            for at, value in enumerate(figures.values())
        ],
        [{"record": at, "name": "单位级别", "text": "县级"} for at in range(len(figures))],
    )
    return replace(table, units=units_of(parents or {}))


def _meant(kin: Kin, values: tuple[int, ...]) -> Fraction:
    match kin:
        case Kin.CHILDREN_MAX:
            return Fraction(max(values))
        case Kin.CHILDREN_MIN:
            return Fraction(min(values))
        case _:
            return Fraction(sum(values))


@many
@given(
    st.sampled_from((Kin.CHILDREN_SUM, Kin.CHILDREN_MAX, Kin.CHILDREN_MIN)),
    operators,
    counts,
    st.lists(blanks, min_size=0, max_size=3),
    st.integers(0, 2),
)
def test_what_the_units_below_have_not_reported_may_be_any_figure(
    kin: Kin, op: typed.Operator, own: int, reported: list[int | None], silent: int
) -> None:
    children = [f"{name}{at}" for at, name in enumerate((CHILDREN * 2)[: len(reported) + silent])]
    table = year_of_units({"甲": own, **dict(zip(children, reported, strict=False))}, dict.fromkeys(children, "甲"))
    got = verdicts(compare(op, X, typed.Relative(kin, X, COUNT)), table)[0]
    known = tuple(value for value in reported if value is not None)
    # NOTE: the largest and the smallest figure of no units are not known; their sum is nothing.
    left_open = len(children) - len(known) or int(not children and kin is not Kin.CHILDREN_SUM)
    held = {
        _verdict(op, Fraction(own), _meant(kin, (*known, *filling)))
        for filling in product((0, 1, 2, 3, 4, 5, 6, 7, 10**6), repeat=left_open)
    }
    assert got is (held.pop() if len(held) == 1 else Verdict.UNKNOWN)


@many
@given(operators, st.lists(blanks, min_size=1, max_size=7), st.fractions(-4, 4, max_denominator=4))
def test_the_deviation_from_peers_is_that_of_the_medians(
    op: typed.Operator, values: list[int | None], limit: Fraction
) -> None:
    peers = typed.Peers(PeerStatistic.DEVIATION, X, (PeerKey.YEAR, PeerKey.LEVEL), RATIO)
    table = year_of_units({f"{at}": value for at, value in enumerate(values)})
    got = verdicts(compare(op, peers, typed.Constant(limit, RATIO, "")), table)
    known = [Fraction(value) for value in values if value is not None]
    middle = median(known) if known else Fraction(0)
    spread = median([abs(value - middle) for value in known]) if known else Fraction(0)
    expected = [
        Verdict.UNKNOWN
        if value is None or not spread
        else _verdict(op, Fraction(6745, 10000) * (value - middle) / spread, limit)
        for value in values
    ]
    surely = [pair for pair, value in zip(zip(got, expected, strict=True), values, strict=True) if value is not None]
    assert [first for first, _ in surely] == [second for _, second in surely]


def _verdict(op: typed.Operator, left: Fraction, right: Fraction) -> Verdict:
    held = interpreter.condition(compare(op, constant(left), constant(right)), Record({}, {}, {}, {}, {}))
    return Verdict.PASS if held else Verdict.FAIL


@many
@given(st.lists(st.integers(1, 50), min_size=1, max_size=9))
def test_among_units_of_one_size_the_score_rises_with_growth(figures: list[int]) -> None:
    found = scores({at: (now, 1000) for at, now in enumerate(figures)})
    ordered = [found[key] for key in sorted(found, key=lambda key: figures[key])]
    assert ordered == sorted(ordered)


@many
@given(st.lists(st.integers(1, 50), min_size=1, max_size=9).filter(lambda figures: len(figures) % 2 == 1))
def test_the_unit_in_the_middle_has_no_score_to_speak_of(figures: list[int]) -> None:
    found = scores({at: (now, 1000) for at, now in enumerate(figures)})
    assert found[figures.index(sorted(figures)[len(figures) // 2])] == 0


@many
@given(st.lists(st.tuples(st.sampled_from(("甲", "乙", None)), st.integers(2016, 2018)), min_size=1, max_size=6))
def test_a_report_is_unique_when_no_other_has_its_unit_and_year(reports: list[tuple[str | None, int]]) -> None:
    table = fact_table([{"submission": f"{at}", "unit": unit, "year": year} for at, (unit, year) in enumerate(reports)])
    expected = [
        Verdict.UNKNOWN if unit is None else Verdict.PASS if reports.count((unit, year)) == 1 else Verdict.FAIL
        for unit, year in reports
    ]
    assert verdicts(typed.Unique(("单位", "年度")), table) == expected


CODES = ("x", "y", "z")


@many
@given(
    st.lists(blanks, min_size=3, max_size=3), st.lists(blanks, min_size=3, max_size=3), counts, st.sampled_from(Trait)
)
def test_figures_are_counted_as_last_year_or_as_not_zero(
    now: list[int | None], before: list[int | None], limit: int, trait: Trait
) -> None:
    rows = [
        {"record": at, "indicator": code, "stored": value, "reading": "blank" if value is None else "value"}
        for at, values in enumerate((now, before))
        for code, value in zip(CODES, values, strict=True)
    ]
    years = [{"submission": f"{year}", "unit": "甲", "year": year} for year in (2017, 2016)]
    tally = typed.Tally(trait, tuple(figure(code) for code in CODES), COUNT)
    got = verdicts(compare("=", tally, constant(limit)), fact_table(years, rows))
    same = sum(bool(one) and one == other for one, other in zip(now, before, strict=True))
    nonzero = sum(bool(one) for one in now)
    counted = same if trait is Trait.SAME else nonzero
    assert got[0] is (Verdict.PASS if counted == limit else Verdict.FAIL)
    assert got[1] is (
        Verdict.UNKNOWN if trait is Trait.SAME else _verdict(typed.Operator.EQ, _count(before), Fraction(limit))
    )


def _count(values: list[int | None]) -> Fraction:
    return Fraction(sum(bool(value) for value in values))


@many
@given(st.integers(-400, 400), st.integers(0, 3), st.integers(-40, 40))
def test_rounding_is_half_away_from_zero(value: int, digits: int, limit: int) -> None:
    amount = figure("m", measure=MONEY, signed=True)
    rounded = typed.Rounded(typed.Quotient(amount, constant(3), MONEY), digits, MONEY)
    require = compare("=", rounded, typed.Constant(Fraction(limit * 10**6, 10**digits), MONEY, ""))
    table = fact_table(
        [{"submission": "a", "unit": "甲", "year": 2017}],
        [{"indicator": "m", "stored": value * 10**4}],
    )
    record = Record({("m", None, 0): value * 10**4}, {}, {}, {}, {})
    held = interpreter.condition(require, record)
    assert verdicts(require, table) == [Verdict.PASS if held else Verdict.FAIL]


@many
@given(st.dates(date(2018, 2, 1), date(2018, 3, 31)), st.dates(date(2018, 2, 1), date(2018, 3, 20)), st.integers(-5, 5))
def test_working_days_are_those_of_the_calendar(signed: date, published: date, shift: int) -> None:
    start, end = typed.AttributeFigure("填报日期", DATE), typed.AttributeFigure("公布日期", DATE)
    given_days: dict[str, int | str | None] = {"填报日期": signed.toordinal(), "公布日期": published.toordinal()}
    record = Record({}, given_days, {}, {}, {})
    days = typed.Workdays(start, end, COUNT)
    exact = interpreter.number(days, record)
    assert exact is not None
    require = compare("≤", days, constant(exact + shift))
    table = fact_table(
        [{"submission": "a", "unit": "甲", "year": 2017}],
        attributes=[{"record": 0, "name": name, "number": value} for name, value in given_days.items()],
    )
    assert verdicts(require, table) == [Verdict.PASS if shift >= 0 else Verdict.FAIL]


@many
@given(st.integers(0, 1200), st.sampled_from((100, 1000)), st.integers(1, 60))
def test_a_percentage_is_possible_when_some_whole_part_gives_it(stated: int, scale: int, base: int) -> None:
    stated_field, scale_field, base_field = (
        typed.ItemField(field, COUNT, field) for field in (typed.Field.STATED, typed.Field.SCALE, typed.Field.BASE)
    )
    require = typed.Possible(stated_field, scale_field, base_field, Fraction(-1, 2), Fraction(1, 2), "")
    checked = rule(require, grain=typed.Grain.RATE)
    table = fact_table(
        [{"submission": "a", "unit": "甲", "year": 2017, "form": FORM}],
        rates=[{"record": 0, "part": 0, "base": base, "stated": stated, "scale": scale}],
    )
    run = run_plan(make_plan([checked]), table)
    record = Record({}, {}, {}, {"stated": stated, "scale": scale, "base": base}, {})
    held = interpreter.condition(require, record)
    assert VERDICTS[run.judged[0].codes["c0"][0]] is (Verdict.PASS if held else Verdict.FAIL)
