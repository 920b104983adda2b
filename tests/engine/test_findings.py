from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.document import Reading
from auditor.lang.typed import Aspect
from auditor.lang.typed import AttributeText
from auditor.lang.typed import CellAspect
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Constant
from auditor.lang.typed import Every
from auditor.lang.typed import Field
from auditor.lang.typed import Grade
from auditor.lang.typed import Grain
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Present
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import TextIn
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.outcomes import Obstacle
from auditor.results.outcomes import Outcome
from tests.engine.finding_samples import BALANCE
from tests.engine.finding_samples import FACTS
from tests.engine.finding_samples import PART
from tests.engine.finding_samples import PEOPLE
from tests.engine.finding_samples import STAFF
from tests.engine.finding_samples import SUBMISSION
from tests.engine.finding_samples import TEXT
from tests.engine.finding_samples import finding
from tests.engine.finding_samples import judged
from tests.engine.finding_samples import people
from tests.oracle.tables import COUNT
from tests.oracle.tables import MONEY
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.tables import total

SAID = ItemField(Field.MENTION, PEOPLE, "正文.从事政府信息公开工作人员数")


def test_a_broken_balance_shows_its_figures_and_what_they_make() -> None:
    found = finding(rule(BALANCE))
    assert found.formula == "0 ≠ 0 + 1"
    assert (found.left, found.right, found.difference) == ("0", "1", "-1")
    assert found.message == Words(
        "从事政府信息公开工作人员数（0人）应等于 专职人员数（0人）+ 兼职人员数（1人）：0 ≠ 0 + 1，相差 1人",
        "staff (0人) should equal full time (0人) + part-time staff (1人): 0 ≠ 0 + 1, off by 1人",
    )
    assert found.indicators == ("staff", "full_time", "part_time")


def test_every_figure_of_a_finding_has_its_place_and_its_raw_text() -> None:
    evidence = finding(rule(BALANCE)).evidence
    assert [(it.name, it.value, it.raw) for it in evidence] == [
        ("从事政府信息公开工作人员数", "0人", "0"),
        ("专职人员数", "0人", "0"),
        ("兼职人员数", "1人", "1"),
    ]
    assert [it.origin and TEXT[it.origin.span.start : it.origin.span.end] for it in evidence] == ["0", "0", "1"]


def test_the_operator_shown_is_the_one_that_holds() -> None:
    assert finding(rule(compare("≤", PART, STAFF))).formula == "1 > 0"
    assert finding(rule(Every((compare("≤", constant(0), PART), compare("≤", PART, STAFF))))).formula == "1 > 0"


def test_an_implication_shows_why_it_applies_and_what_broke() -> None:
    found = finding(rule(Implication(compare(">", PART, constant(0)), compare(">", STAFF, constant(0)))))
    assert found.formula == "1 > 0，而0 ≤ 0"
    assert found.message.zh == "兼职人员数（1人）> 0 时，从事政府信息公开工作人员数（0人）应大于0：1 > 0，而0 ≤ 0"
    assert (found.left, found.right) == ("0", "0")


def test_money_is_shown_in_the_unit_of_the_form() -> None:
    limit = Constant(Fraction(5_000_000), MONEY, "5 万元")
    found = finding(rule(compare("<", people("fees", measure=MONEY), limit)))
    assert (found.formula, found.difference) == ("5.2 ≥ 5", "0.2")
    assert found.evidence[0].value == "5.2万元"


def test_a_side_has_its_unit_where_no_word_behind_it_says_what_it_counts() -> None:
    message = Words("{左} 人、{右}的两倍；左 {左}，右（{右}）", "{left} people; {left}, {right}")
    found = finding(rule(BALANCE, message=message))
    assert found.message == Words("0 人、1的两倍；左 0人，右（1人）", "0 people; 0人, 1人")


def test_the_rules_own_message_is_filled_in() -> None:
    message = Words(
        "{单位}{年度}：{算式}，左{左}右{右}差{差额}，{兼职人员数}，{上年.兼职人员数}，{收取费用}，{x}，{出处}，{谁}",
        "{unit} {year}: {formula}, {left} {right} {difference}",
    )
    found = finding(rule(BALANCE, message=message, bound=(("x", "某项"),)))
    assert found.message.zh == ("甲县2017：0 ≠ 0 + 1，左0右1差1人，1人，空，5.2万元，某项，第1行、第2行、第3行，{谁}")
    assert found.message.en == "甲县 2017: 0 ≠ 0 + 1, 0人 1人 1人"


def test_a_mention_is_quoted_with_its_scope() -> None:
    checked = rule(
        compare("=", SAID, STAFF),
        grain=Grain.MENTION,
        indicator="staff",
        message=Words("正文写{正文.从事政府信息公开工作人员数}：{引文}", ""),
    )
    found = finding(checked)
    assert (found.binding, found.formula) == ("staff#1", "1 ≠ 0")
    assert found.message.zh == "正文写1人：甲县配备工作人员1名。"
    assert (found.evidence[0].quote, found.evidence[0].scope) == ("甲县配备工作人员1名。", "甲县")
    assert [it.source for it in found.evidence] == ["narrative", "table"]


def test_a_loose_mention_is_shown_as_printed() -> None:
    mention = ItemField(Field.MENTION, COUNT, "正文.收到申请数")
    found = finding(rule(compare("=", mention, constant(3)), grain=Grain.MENTION, indicator="received"))
    assert (found.formula, found.left, found.right) == ("1.2万 ≠ 3", None, "3")


def test_an_enumeration_shows_its_parts_at_their_places() -> None:
    whole, parts = ItemField(Field.TOTAL, COUNT, "句.总数"), ItemField(Field.SUM, COUNT, "合计(句.分项)")
    found = finding(rule(compare("=", parts, whole), grain=Grain.ENUMERATION))
    assert (found.binding, found.formula) == ("#1", "204 ≠ 205")
    assert [(it.name, it.value, it.raw) for it in found.evidence] == [
        ("总数", "205条", "205"),
        ("分项1", "120条", "120"),
        ("分项2", "81条", "81"),
        ("分项3", "3条", "3"),
    ]


def test_a_percentage_is_shown_with_what_its_figures_give() -> None:
    stated, base = ItemField(Field.STATED, COUNT, ""), ItemField(Field.BASE, COUNT, "")
    scaled = Product(ItemField(Field.SCALE, COUNT, ""), ItemField(Field.PART, COUNT, ""), COUNT)
    found = finding(rule(compare("≤", Product(stated, base, COUNT), scaled), grain=Grain.RATE))
    assert found.formula == "97.9% ≠ 89 ÷ 91 = 97.802%"
    assert (found.left, found.right, found.difference) == ("97.9", "97.802", "0.098")


def test_beside_a_percentage_the_other_side_is_one_and_they_differ_by_points() -> None:
    least = Constant(Fraction(95, 100), COUNT, "95%")
    share = Quotient(total(PART, PART), Product(PART, constant(8), COUNT), COUNT)
    found = finding(rule(compare("≥", share, least), message=Words("相差 {差额}", "off by {difference}")))
    assert found.formula == "(1 + 1) ÷ (1 × 8) = 25% < 95%"
    assert (found.left, found.right, found.difference, found.in_percent) == ("25", "95", "-70", True)
    assert found.message == Words("相差 70 个百分点", "off by 70 percentage points")
    alike = compare("<", people("part_time"), Constant(Fraction(95, 100), COUNT, "95%"))
    assert finding(rule(alike)).formula == "100% ≥ 95%"


def test_a_blank_cell_is_named_with_its_cause() -> None:
    ((unknown,), outcomes) = judged(rule(compare("=", people("received", measure=COUNT), PART)))
    assert (unknown.verdict, unknown.formula) == (Verdict.UNKNOWN, "空 = 1")
    assert unknown.message == Words(
        "“标题”无法判定，缺：收到申请数（空白）", "“标题” cannot be decided; missing: received (blank)"
    )
    assert outcomes == (Outcome("R", unknown=1, obstacles=((Obstacle.BLANK, 1),)),)


@pytest.mark.parametrize(
    "checked",
    [
        rule(compare("=", people("received", measure=COUNT), PART), severity=Severity.WARNING),
        rule(compare("=", people("received", measure=COUNT), people("received", measure=COUNT, years_back=1))),
    ],
)
def test_an_open_question_is_reported_only_of_an_error_with_some_figure_there(checked: CheckedRule) -> None:
    findings, outcomes = judged(checked)
    assert (findings, outcomes[0].unknown) == ((), 1)


def test_a_missing_text_is_said_to_be_missing() -> None:
    found = finding(rule(Present(AttributeText("审核人"))))
    assert found.formula == "审核人缺失"
    assert found.evidence[0].cause == "未写明"


def test_a_question_about_cells_shows_the_cells_it_is_about() -> None:
    blanks = CellAspect(people("received", measure=COUNT), Aspect.BLANKS, COUNT)
    found = finding(rule(compare("=", blanks, constant(0)), binding="received"))
    assert (found.binding, found.formula, found.indicators) == ("received", "", ("received",))
    assert [(it.name, it.cause) for it in found.evidence] == [("收到申请数", "空白")]


def test_the_form_of_a_report_is_called_by_its_title() -> None:
    (told,) = finding(rule(TextIn(AttributeText("版式"), ("别的",)))).evidence
    assert told.value == "统计表"


def test_of_a_form_that_is_mostly_blank_the_blanks_are_shown() -> None:
    cells = [FACTS[0]] * 3 + [replace(FACTS[0], reading=Reading.BLANK, value=None, raw="")] * 12
    facts = tuple(replace(fact, indicator=f"cell{at}") for at, fact in enumerate(cells))
    asked = (figure(it.indicator, measure=COUNT, name=it.indicator) for it in facts)
    aspects = [CellAspect(each, Aspect.BLANKS, COUNT) for each in asked]
    (found,), _ = judged(rule(compare("=", total(*aspects), constant(0))), of=(replace(SUBMISSION, facts=facts),))
    assert {it.cause for it in found.evidence} == {"空白"}
    assert len(found.evidence) == 12


def test_the_grade_is_that_of_the_first_step_that_holds() -> None:
    steps = (Grade(compare(">", STAFF, constant(5)), Severity.ERROR), Grade(None, Severity.NOTICE))
    assert finding(rule(BALANCE, grades=steps)).severity is Severity.NOTICE


def test_last_years_figure_names_the_report_it_stands_in() -> None:
    before = replace(SUBMISSION, path="县/b.txt", year=2016, facts=(replace(FACTS[0], value=9, raw="9"),))
    checked = rule(compare("=", STAFF, people("staff", years_back=1)))
    findings, _ = judged(checked, of=(SUBMISSION, before))
    found = next(it for it in findings if it.year == 2017)
    assert (found.formula, found.evidence[1].submission) == ("0 ≠ 9", "县/b.txt")
    assert found.evidence[1].name == "上年的从事政府信息公开工作人员数"
