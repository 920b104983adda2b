from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

import pytest

from auditor.engine.columns.frames import scope_column
from auditor.engine.lowered.ruling import scope_columns
from auditor.engine.plan import make_plan
from auditor.engine.plan import normal_form
from auditor.engine.plan import normalise
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.lang.typed import Absolute
from auditor.lang.typed import Aspect
from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import AttributeText
from auditor.lang.typed import CellAspect
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Default
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Largest
from auditor.lang.typed import Missing
from auditor.lang.typed import Negative
from auditor.lang.typed import Present
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Scope
from auditor.lang.typed import TextIn
from auditor.lang.typed import Tolerance
from auditor.lang.typed import YearDate
from auditor.results import Verdict
from auditor.schema import Years
from tests.oracle.tables import COUNT
from tests.oracle.tables import DATE
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import one_record
from tests.oracle.tables import rule
from tests.oracle.tables import total

if TYPE_CHECKING:
    from auditor.facts import FactTable

A, B, C = figure("a"), figure("b"), figure("c")
SUM = compare("=", total(A, B), C)
LAST = figure("a", years_back=1)

PASS, FAIL = Verdict.PASS, Verdict.FAIL
UNKNOWN, IDLE = Verdict.UNKNOWN, Verdict.NOT_APPLICABLE


def verdicts(checked: CheckedRule, table: FactTable) -> list[Verdict]:
    """The verdicts of a rule of one instance on all rows that are its own."""
    run = run_plan(make_plan([checked]), table)
    assert run.broken == ()
    return [VERDICTS[code] for code in run.judged[0].codes.sort("record", "item")["c0"].drop_nulls()]


def verdict(checked: CheckedRule, table: FactTable) -> Verdict:
    (only,) = verdicts(checked, table)
    return only


@pytest.mark.parametrize(
    ("a", "expected"),
    [(10, FAIL), (9, PASS), (None, UNKNOWN)],
)
def test_a_sum_is_exact_and_a_blank_leaves_it_open(a: int | None, expected: Verdict) -> None:
    assert verdict(rule(SUM), one_record(a=a, b=3, c=12)) is expected


def test_a_blank_cannot_save_a_sum_that_is_already_too_large() -> None:
    assert verdict(rule(SUM), one_record(a=15, b=None, c=12)) is FAIL


def test_a_blank_cannot_harm_a_sum_that_is_already_large_enough() -> None:
    assert verdict(rule(compare("≥", total(A, B), C)), one_record(a=12, b=None, c=12)) is PASS


def test_a_blank_of_a_signed_figure_can_be_anything() -> None:
    signed = compare("=", total(A, figure("b", signed=True)), C)
    assert verdict(rule(signed), one_record(a=15, b=None, c=12)) is UNKNOWN


def test_a_blank_that_cancels_does_not_matter() -> None:
    cancelling = compare("=", total(A, B, Negative(A, COUNT)), C)
    assert verdict(rule(cancelling), one_record(a=None, b=3, c=3)) is PASS


@pytest.mark.parametrize(
    ("a", "b", "c", "expected"),
    [(12, None, 12, PASS), (12, None, 11, FAIL), (12, None, 13, UNKNOWN), (None, None, 0, PASS)],
)
def test_trying_zero_passes_what_holds_with_blanks_as_zero(
    a: int | None, b: int | None, c: int, expected: Verdict
) -> None:
    assert verdict(rule(SUM, missing=Missing.TRY_ZERO), one_record(a=a, b=b, c=c)) is expected


@pytest.mark.parametrize("reading", ["doubtful", "text"])
@pytest.mark.parametrize("missing", [Missing.TRY_ZERO, Missing.ZERO])
def test_a_cell_that_may_be_misread_is_never_taken_for_zero(reading: str, missing: Missing) -> None:
    table = fact_table(
        [{"submission": "a", "year": 2017}],
        [
            {"indicator": "a", "stored": 12},
            {"indicator": "b", "reading": reading, "stored": 3},
            {"indicator": "c", "stored": 12},
        ],
    )
    assert verdict(rule(SUM, missing=missing), table) is UNKNOWN


def test_a_row_that_is_missing_is_never_taken_for_zero() -> None:
    assert verdict(rule(SUM, missing=Missing.TRY_ZERO), one_record(a=12, c=12)) is UNKNOWN


def test_blanks_that_count_as_zero_fail_what_zero_fails() -> None:
    assert verdict(rule(SUM, missing=Missing.ZERO), one_record(a=10, b=None, c=12)) is FAIL


def test_skipped_blanks_are_left_out_of_sums_but_not_of_sides() -> None:
    skipping = rule(SUM, missing=Missing.SKIP)
    assert verdict(skipping, one_record(a=10, b=None, c=12)) is FAIL
    assert verdict(skipping, one_record(a=10, b=2, c=None)) is UNKNOWN
    assert verdict(skipping, one_record(a=None, b=None, c=12)) is UNKNOWN


def test_a_blank_fails_where_the_rule_says_so() -> None:
    strict = rule(SUM, missing=Missing.FAIL)
    assert verdict(strict, one_record(a=10, b=None, c=12)) is FAIL
    assert verdict(strict, one_record(a=10, c=12)) is UNKNOWN


def test_a_precondition_on_a_blank_holds_where_blanks_count_as_zero() -> None:
    empty, unequal = compare("=", A, constant(0)), compare("=", B, C)
    found = [
        verdict(rule(unequal, when=empty, missing=missing), one_record(a=None, b=1, c=2))
        for missing in (Missing.ZERO, Missing.TRY_ZERO, Missing.UNKNOWN)
    ]
    assert found == [FAIL, UNKNOWN, UNKNOWN]


def test_a_blank_fails_only_where_it_is_certain_that_the_rule_applies() -> None:
    applies = compare(">", A, constant(0))
    for strict in (
        rule(Implication(applies, SUM), missing=Missing.FAIL),
        rule(SUM, when=applies, missing=Missing.FAIL),
    ):
        assert verdict(strict, one_record(a=1, b=None, c=12)) is FAIL
        assert verdict(strict, one_record(a=0, b=None, c=12)) is IDLE
        assert verdict(strict, one_record(a=None, b=1, c=12)) is UNKNOWN
        assert verdict(strict, one_record(a=1, b=11, c=12)) is PASS
        assert verdict(strict, one_record(a=13, b=None, c=12)) is FAIL


def test_a_false_precondition_makes_a_rule_not_applicable() -> None:
    checked = rule(SUM, when=compare(">", A, constant(0)))
    assert verdict(checked, one_record(a=0, b=0, c=5)) is IDLE
    assert verdict(checked, one_record(a=None, b=9, c=5)) is UNKNOWN
    assert verdict(checked, one_record(a=1, b=9, c=5)) is FAIL


def test_a_false_antecedent_makes_a_rule_not_applicable() -> None:
    checked = rule(Implication(compare(">", A, constant(0)), compare(">", B, constant(0))))
    assert verdict(checked, one_record(a=0, b=0)) is IDLE
    assert verdict(checked, one_record(a=1, b=0)) is FAIL
    assert verdict(checked, one_record(a=None, b=1)) is PASS


def test_an_antecedent_with_another_branch_is_always_judged() -> None:
    checked = rule(
        Implication(compare(">", A, constant(0)), compare(">", B, constant(0)), compare("=", B, constant(0)))
    )
    assert verdict(checked, one_record(a=0, b=0)) is PASS
    assert verdict(checked, one_record(a=0, b=1)) is FAIL


def test_an_antecedent_that_is_false_with_blanks_as_zero_counts_as_false_when_zero_is_tried() -> None:
    checked = rule(Implication(compare(">", A, constant(0)), compare(">", B, constant(0))), missing=Missing.TRY_ZERO)
    assert verdict(checked, one_record(a=None, b=0)) is IDLE


@pytest.mark.parametrize(("b", "expected"), [(0, UNKNOWN), (None, UNKNOWN), (2, PASS), (1, FAIL)])
def test_a_quotient_is_open_where_the_divisor_is_zero_or_blank(b: int | None, expected: Verdict) -> None:
    checked = rule(compare("≤", Quotient(A, B, COUNT), constant(5)))
    assert verdict(checked, one_record(a=10, b=b)) is expected


def test_a_quotient_over_a_negative_figure_keeps_its_sense() -> None:
    checked = rule(compare("≤", Quotient(A, figure("s", signed=True), COUNT), constant(-5)))
    assert verdict(checked, one_record(a=10, s=-2)) is PASS
    assert verdict(checked, one_record(a=10, s=-5)) is FAIL


def test_any_one_of_the_tolerances_suffices() -> None:
    checked = rule(compare("=", A, B, Tolerance(Fraction(1)), Tolerance(Fraction(1, 50), relative=True)))
    assert verdict(checked, one_record(a=102, b=100)) is PASS
    assert verdict(checked, one_record(a=11, b=10)) is PASS
    assert verdict(checked, one_record(a=12, b=10)) is FAIL


def test_fractions_are_multiplied_out_exactly() -> None:
    third = Product(A, constant(Fraction(1, 3)), COUNT)
    assert verdict(rule(compare("=", total(third, third, third), B)), one_record(a=10**15 + 1, b=10**15 + 1)) is PASS


def test_products_that_overflow_64_bits_are_still_exact() -> None:
    checked = rule(compare(">", Product(A, B, COUNT), Product(A, C, COUNT)))
    assert verdict(checked, one_record(a=2**62, b=5, c=4)) is PASS


def test_a_figure_too_large_even_for_128_bits_is_as_good_as_unread() -> None:
    cube = Product(Product(A, A, COUNT), A, COUNT)
    assert verdict(rule(compare("<", cube, constant(0))), one_record(a=2**62)) is FAIL
    assert verdict(rule(compare("<", cube, B)), one_record(a=2**62, b=1)) is UNKNOWN


def _years(*rows: tuple[str, int, int]) -> FactTable:
    return fact_table(
        [{"submission": path, "unit": "甲县", "year": year} for path, year, _ in rows],
        [{"record": at, "indicator": "a", "stored": value} for at, (_, _, value) in enumerate(rows)],
    )


def test_last_year_is_the_year_before_and_never_the_report_before() -> None:
    table = _years(("a", 2015, 1), ("b", 2017, 2), ("c", 2018, 2))
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, PASS]


def test_of_two_reports_of_a_year_the_last_by_its_path_is_last_years() -> None:
    table = _years(("b", 2016, 7), ("a", 2016, 1), ("c", 2017, 7))
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, PASS]


def test_a_report_without_unit_or_year_has_no_last_year() -> None:
    table = fact_table(
        [{"submission": "a", "year": 2016}, {"submission": "b", "year": 2017}, {"submission": "c", "unit": "甲县"}],
        [{"record": at, "indicator": "a", "stored": 1} for at in range(3)],
    )
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, UNKNOWN]


def test_no_report_is_never_tried_as_zero() -> None:
    table = _years(("a", 2017, 0))
    assert verdict(rule(compare("=", A, LAST), missing=Missing.TRY_ZERO), table) is UNKNOWN
    assert verdict(rule(compare("=", A, Default(LAST, constant(0), COUNT))), table) is PASS


@pytest.mark.parametrize(("second", "expected"), [(3, PASS), (4, UNKNOWN)])
def test_rows_that_repeat_an_indicator_are_believed_only_when_they_agree(second: int, expected: Verdict) -> None:
    rows = [{"indicator": "a", "stored": 3}, {"indicator": "a", "stored": second}, {"indicator": "b", "stored": 3}]
    assert verdict(rule(compare("=", A, B)), fact_table([{"submission": "a"}], rows)) is expected


def test_presence_is_always_decided() -> None:
    table = fact_table(
        [{"submission": "a"}],
        [
            {"indicator": "a", "stored": 0},
            {"indicator": "b", "reading": "dash"},
            {"indicator": "c", "reading": "text"},
        ],
    )
    found = [verdict(rule(Present(it)), table) for it in (A, B, C, figure("d"))]
    assert found == [PASS, FAIL, FAIL, FAIL]


def test_a_rule_applies_only_in_its_years_levels_and_units() -> None:
    table = fact_table(
        [
            {"submission": str(year), "unit": unit, "year": year}
            for year, unit in ((2013, "甲"), (2014, "甲"), (2018, "乙"))
        ],
        [],
        [{"record": at, "name": "单位级别", "text": level} for at, level in enumerate(("县级", "县级", "乡镇"))],
    )
    always = compare("=", constant(1), constant(1))
    years = rule(always, scope=Scope(years=(Years(2014, 2018),)))
    levels = rule(always, scope=Scope(levels=("县级",)))
    units = rule(always, scope=Scope(except_units=("甲",)))
    assert verdicts(years, table) == [IDLE, PASS, PASS]
    assert verdicts(levels, table) == [PASS, PASS, IDLE]
    assert verdicts(units, table) == [IDLE, IDLE, PASS]
    assert verdicts(rule(always, scope=Scope(years=(Years(None, 2013), Years(2018, None)))), table) == [
        PASS,
        IDLE,
        PASS,
    ]


def test_a_rule_applies_only_in_its_regions_and_to_its_kinds_of_units() -> None:
    attributes = [
        {"record": at, "name": name, "text": text}
        for at, given in enumerate(({"单位地区": "东部", "单位类型": "政府"}, {"单位地区": "西部", "单位类型": "部门"}))
        for name, text in given.items()
    ]
    table = fact_table([{"submission": str(at)} for at in range(3)], [], attributes)
    always = compare("=", constant(1), constant(1))
    assert verdicts(rule(always, scope=Scope(regions=("东部",))), table) == [PASS, IDLE, IDLE]
    assert verdicts(rule(always, scope=Scope(kinds=("部门",))), table) == [IDLE, PASS, IDLE]
    assert verdicts(rule(always, scope=Scope(years=(Years(None, None),))), table) == [IDLE, IDLE, IDLE]
    fails = rule(compare("=", constant(1), constant(2)), scope=Scope(regions=("东部", "西部"), kinds=("部门",)))
    assert verdicts(fails, table) == [IDLE, FAIL, IDLE]
    idle = rule(Implication(compare("=", constant(1), constant(2)), always), scope=Scope(kinds=("部门",)))
    assert verdicts(idle, table) == [IDLE, IDLE, IDLE]


def test_what_a_scope_asks_for_is_told() -> None:
    always = compare("=", constant(1), constant(1))
    everything = Scope((Years(2014, 2018),), ("县级",), ("东部",), ("部门",), ("甲",))
    asked = ("year", scope_column("levels"), scope_column("regions"), scope_column("kinds"), "unit")
    assert scope_columns(rule(always, scope=everything)) == asked
    assert scope_columns(rule(always)) == ()


def test_an_attribute_that_is_absent_leaves_a_rule_open() -> None:
    table = fact_table([{"submission": "a", "year": 2017}, {"submission": "b", "year": 2017}], [], [
        {"record": 0, "name": "文种", "text": "年度报告"},
        {"record": 0, "name": "表头年度", "number": 2016},
    ])  # fmt: skip
    kind = rule(TextIn(AttributeText("文种"), ("年度报告",)))
    year = rule(compare("=", AttributeFigure("表头年度", COUNT), AttributeFigure("年度", COUNT)))
    assert verdicts(kind, table) == [PASS, UNKNOWN]
    assert verdicts(year, table) == [FAIL, UNKNOWN]


def test_a_day_of_the_year_is_compared_exactly() -> None:
    last = YearDate(AttributeFigure("年度", COUNT), 12, 31, DATE)
    table = fact_table(
        [{"submission": "a", "year": 2016}, {"submission": "b", "year": 2017}],
        [],
        [{"record": at, "name": "统计止", "number": 736329} for at in (0, 1)],  # 2016-12-31
    )
    assert verdicts(rule(compare("=", AttributeFigure("统计止", DATE), last)), table) == [PASS, FAIL]


def test_a_row_of_a_table_counts_once_however_many_columns_it_has() -> None:
    rows: list[dict[str, Any]] = [
        {"indicator": "a", "member": member, "stored": 1, "reading": reading}
        for member, reading in (("x", "value"), ("y", "blank"), ("z", "blank"))
    ]
    table = fact_table([{"submission": "a"}], rows)
    for aspect, expected in ((Aspect.ROWS, 1), (Aspect.BLANKS, 2), (Aspect.FILLED, 1)):
        asked = CellAspect(A, aspect, COUNT)
        assert verdict(rule(compare("=", asked, constant(expected))), table) is PASS
    of_one = CellAspect(figure("a", member="y"), Aspect.BLANKS, COUNT)
    assert verdict(rule(compare("=", of_one, constant(1))), table) is PASS


def test_every_mention_of_the_indicator_is_judged_and_no_other() -> None:
    said: dict[str, Any] = {"source": "narrative", "stance": "figure"}
    table = fact_table(
        [{"submission": "a"}],
        [
            {"indicator": "a", "stored": 3},
            {**said, "indicator": "a", "stored": 3},
            {**said, "indicator": "a", "stored": 4},
            {**said, "indicator": "b", "stored": 9},
            {**said, "indicator": "a", "stance": "mention"},
            {**said, "indicator": "a", "stored": 7, "reading": "doubtful"},
        ],
    )
    checked = rule(compare("=", ItemField(Field.MENTION, COUNT, "正文.a"), A), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [PASS, FAIL, UNKNOWN]


def test_an_open_ended_figure_of_the_narrative_agrees_with_all_beyond_it() -> None:
    table = fact_table(
        [{"submission": "a"}, {"submission": "b"}],
        [
            row
            for record, stored in enumerate((120, 80))
            for row in (
                {"record": record, "indicator": "a", "stored": stored},
                {
                    "record": record,
                    "indicator": "a",
                    "source": "narrative",
                    "stance": "figure",
                    "stored": 100,
                    "low": 100,
                },
            )
        ],
    )
    checked = rule(compare("=", ItemField(Field.MENTION, COUNT, "正文.a"), A), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [PASS, FAIL]


def test_a_denial_is_asked_for_as_a_condition() -> None:
    table = fact_table(
        [{"submission": "a"}],
        [
            {"indicator": "a", "stored": 2},
            {"indicator": "a", "source": "narrative", "stance": "denial", "stored": 0},
            {"indicator": "a", "source": "narrative", "stance": "figure", "stored": 2},
        ],
    )
    denied = compare("=", ItemField(Field.DENIED, COUNT, ""), constant(1))
    checked = rule(Implication(denied, compare("=", A, constant(0))), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [FAIL, IDLE]


def test_a_printed_percentage_is_checked_by_whole_numbers() -> None:
    stated, scale, part, base = (
        ItemField(field, COUNT, "") for field in (Field.STATED, Field.SCALE, Field.PART, Field.BASE)
    )
    doubled = Product(constant(2), Product(scale, part, COUNT), COUNT)
    low = Product(total(Product(constant(2), stated, COUNT), constant(-1)), base, COUNT)
    high = Product(total(Product(constant(2), stated, COUNT), constant(1)), base, COUNT)
    rates = [
        {"record": 0, "part": 89, "base": 91, "stated": stated_, "scale": 100 * 10**digits}
        for stated_, digits in ((978, 1), (9780, 2), (98, 0), (979, 1))
    ]
    table = fact_table([{"submission": "a"}], rates=rates)
    below = rule(compare("≤", low, doubled), grain=Grain.RATE)
    above = rule(compare("<", doubled, high), grain=Grain.RATE)
    assert verdicts(below, table) == [PASS, PASS, PASS, FAIL]
    assert verdicts(above, table) == [PASS, PASS, PASS, PASS]


def test_a_rule_that_breaks_takes_no_other_with_it() -> None:
    day = YearDate(Quotient(A, B, COUNT), 1, 1, DATE)
    broken = rule(compare("=", day, day), id="broken")
    run = run_plan(make_plan([broken, rule(SUM, id="sound")]), one_record(a=1, b=2, c=3))
    assert [name for name, _ in run.broken] == ["broken"]
    assert run.broken[0][1].code.id == "AUD501"
    assert run.judged[0].codes["c0"].to_list() == [0]


def test_a_rule_that_breaks_while_it_is_lowered_takes_no_other_with_it() -> None:
    huge = rule(compare("=", Product(A, B, COUNT), constant(2**200)), id="huge")
    run = run_plan(make_plan([rule(SUM, id="first"), huge, rule(SUM, id="last")]), one_record(a=1, b=2, c=3))
    assert [(name, diagnostic.code.id) for name, diagnostic in run.broken] == [("huge", "AUD502")]
    assert [judged.codes["c0"].to_list() for judged in run.judged] == [[0], [0]]


def test_a_sum_of_ten_thousand_terms_is_judged() -> None:
    checked = rule(compare("=", total(*[A] * 5000, *[B] * 5000), C))
    assert verdict(checked, one_record(a=1, b=2, c=15000)) is PASS


def test_numbers_within_numbers_stay_small() -> None:
    nested: Any = A
    for _ in range(30):
        nested = Absolute(Largest((total(nested, Negative(B, COUNT)), Product(constant(2), B, COUNT)), COUNT), COUNT)
    assert verdict(rule(compare("=", nested, C)), one_record(a=7, b=1, c=2)) is PASS


def test_a_rule_that_grows_beyond_sense_is_refused_with_a_reason() -> None:
    wide = total(*(figure(f"i{index}") for index in range(400)))
    run = run_plan(make_plan([rule(compare("=", Product(wide, wide, COUNT), constant(0)))]), one_record(i0=1))
    assert [diagnostic.code.id for _, diagnostic in run.broken] == ["AUD502"]


def test_a_run_without_records_judges_nothing() -> None:
    assert run_plan(make_plan([rule(SUM)]), fact_table([])).judged == ()


def test_normal_forms_are_made_ready_for_as_long_as_it_is_asked_for() -> None:
    rules = [rule(compare("=", figure("ready"), constant(at)), id=f"ready {at}") for at in (1, 2)]
    goes_on, before = iter([True, False]), normal_form.cache_info().currsize
    normalise(rules, lambda: next(goes_on))
    assert normal_form.cache_info().currsize == before + 1
