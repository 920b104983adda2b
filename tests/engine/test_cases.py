from __future__ import annotations

from typing import Any

from auditor.engine.testing.cases import run_cases
from auditor.lang.typed import Aspect
from auditor.lang.typed import Case
from auditor.lang.typed import CellAspect
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typed import Instance
from auditor.lang.typed import ItemField
from auditor.lang.typed import Missing
from auditor.lang.typed import RuleBook
from auditor.lang.typed import Scope
from auditor.results import Verdict
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Schema
from auditor.schema import Years
from tests.oracle.tables import COUNT
from tests.oracle.tables import FORM
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import figure
from tests.oracle.tables import loop
from tests.oracle.tables import rule
from tests.oracle.tables import total

A, B, C = figure("a"), figure("b"), figure("c")
HEADING = Indicator("head", "标题行", Measure(Kind.HEADING))
SCHEMA = Schema(forms={FORM: Form(FORM, "", indicators=(*(Indicator(it, it, COUNT) for it in "abc"), HEADING))})
SUM = rule(compare("=", total(A, B), C))
PASS, FAIL, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN


def case(expected: Verdict = PASS, *, of: str = "R", **given: Any) -> Case:  # noqa: ANN401 - whatever a case takes
    figures = tuple(((code, None, 0), value) for code, value in given.pop("now", {}).items())
    before = tuple(((code, None, 1), value) for code, value in given.pop("before", {}).items())
    usual: dict[str, Any] = {"attributes": (), "aspects": (), "fields": ()}
    return Case(of, FORM, figures + before, expected=expected, **{**usual, **given})


def got(checked: CheckedRule, *cases: Case) -> list[Verdict]:
    book = RuleBook(SCHEMA, (checked,), (checked.info,), cases, ())
    return [result.got for result in run_cases(book)]


def test_each_row_of_a_test_is_judged_on_its_own() -> None:
    rows = ({"a": 10, "b": 2, "c": 12}, {"a": 10, "b": 3, "c": 12}, {"a": 10, "b": None, "c": 12})
    assert got(SUM, *(case(now=row) for row in rows)) == [PASS, FAIL, UNKNOWN]


def test_a_row_is_right_when_the_rule_gives_what_it_expects() -> None:
    book = RuleBook(SCHEMA, (SUM,), (), (case(FAIL, now={"c": 1}), case(PASS, now={"c": 1})), ())
    assert [result.ok for result in run_cases(book)] == [True, False]


def test_a_figure_that_is_not_named_is_zero() -> None:
    assert got(SUM, case(now={"a": 5, "c": 5}), case(now={"a": 5})) == [PASS, FAIL]


def test_an_instance_none_of_whose_figures_is_named_is_not_judged() -> None:
    checked = loop(tuple(Instance(it, compare("=", figure(it), constant(3))) for it in "abc"))
    assert got(checked, case(now={"a": 3}), case(now={"a": 3, "b": 4})) == [PASS, FAIL]


def test_a_row_can_name_the_binding_it_is_about() -> None:
    checked = loop(tuple(Instance(it, compare("≤", figure(it), C)) for it in "ab"))
    assert got(checked, case(now={"c": 1, "a": 1}, binding="a"), case(now={"c": 1, "b": 2}, binding="b")) == [
        PASS,
        FAIL,
    ]


def test_figures_of_the_year_before_make_a_report_of_the_year_before() -> None:
    checked = rule(compare("=", A, figure("a", years_back=1)))
    rows = (
        case(now={"a": 2}, before={"a": 2}),
        case(now={"a": 2}, before={"a": 3}),
        case(now={"a": 2}, before={"a": None}),
    )
    assert got(checked, *rows) == [PASS, FAIL, UNKNOWN]


def test_a_report_that_is_not_there_is_not_tried_as_zero() -> None:
    checked = rule(compare("=", A, figure("a", years_back=1)), missing=Missing.TRY_ZERO)
    assert got(checked, case(now={"a": 0}, before={"a": None})) == [UNKNOWN]


def test_a_row_stands_in_the_scope_of_its_rule_unless_it_says_otherwise() -> None:
    scope = Scope(years=(Years(2014, 2018),), levels=("县级",))
    checked = rule(compare("=", A, constant(1)), scope=scope)
    rows = (
        case(now={"a": 1}),
        case(now={"a": 1}, attributes=(("年度", 2019),)),
        case(now={"a": 1}, attributes=(("单位级别", "乡镇"),)),
    )
    assert got(checked, *rows) == [PASS, Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE]


def test_aspects_of_cells_can_be_given() -> None:
    rows = rule(compare("=", CellAspect(A, Aspect.ROWS, COUNT), constant(1)))
    notes = rule(compare("=", CellAspect(A, Aspect.NOTES, COUNT), constant(0)))
    counts = (1, 0, 2)
    assert got(rows, *(case(aspects=((("a", None, Aspect.ROWS), it),)) for it in counts)) == [PASS, FAIL, FAIL]
    assert got(notes, *(case(aspects=((("a", None, Aspect.NOTES), it),)) for it in (0, 1))) == [PASS, FAIL]


def test_a_heading_is_empty_unless_it_is_said_to_be_filled() -> None:
    filled = CellAspect(figure("head"), Aspect.FILLED, COUNT)
    rows = (case(), case(aspects=((("head", None, Aspect.FILLED), 1),)))
    assert got(rule(compare("=", filled, constant(0))), *rows) == [PASS, FAIL]


def test_a_mention_is_given_by_its_fields() -> None:
    mention = ItemField(Field.MENTION, COUNT, "正文.a")
    checked = rule(compare("=", mention, A), grain=Grain.MENTION, indicator="a")
    assert got(
        checked,
        case(now={"a": 3}, fields=((Field.MENTION, 3),)),
        case(now={"a": 3}, fields=((Field.MENTION, 4),)),
        case(now={"a": None}, fields=((Field.MENTION, 4),)),
    ) == [PASS, FAIL, UNKNOWN]


def test_an_enumeration_and_a_rate_are_given_by_their_fields() -> None:
    parts, whole = ItemField(Field.SUM, COUNT, ""), ItemField(Field.TOTAL, COUNT, "")
    sums = rule(compare("=", parts, whole), grain=Grain.ENUMERATION)
    rates = rule(compare("≤", ItemField(Field.PART, COUNT, ""), ItemField(Field.BASE, COUNT, "")), grain=Grain.RATE)
    assert got(sums, case(fields=((Field.SUM, 204), (Field.TOTAL, 205)))) == [FAIL]
    assert got(rates, case(fields=((Field.PART, 2), (Field.BASE, 3)))) == [PASS]


def test_a_test_of_a_rule_that_cannot_run_gives_broken() -> None:
    assert got(SUM, case(of="no such rule")) == [Verdict.BROKEN]


def test_a_book_without_tests_gives_nothing() -> None:
    assert got(SUM) == []
