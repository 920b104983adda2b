from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

import pytest

from auditor.engine.plan import make_plan
from auditor.engine.plan import normal_form
from auditor.engine.plan import normalise
from auditor.engine.run import run_plan
from auditor.lang.typed import Absolute
from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import AttributeText
from auditor.lang.typed import Implication
from auditor.lang.typed import Largest
from auditor.lang.typed import Missing
from auditor.lang.typed import Negative
from auditor.lang.typed import Present
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import TextIn
from auditor.lang.typed import Tolerance
from auditor.lang.typed import YearDate
from tests.engine.verdict_samples import FAIL
from tests.engine.verdict_samples import IDLE
from tests.engine.verdict_samples import PASS
from tests.engine.verdict_samples import UNKNOWN
from tests.engine.verdict_samples import A
from tests.engine.verdict_samples import B
from tests.engine.verdict_samples import C
from tests.engine.verdict_samples import verdict
from tests.engine.verdict_samples import verdicts
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
    from auditor.results import Verdict

SUM = compare("=", total(A, B), C)


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
