from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.engine.testing.cases import run_cases
from auditor.explain import explain_rule
from auditor.lang.analysis.analyse import analyse
from auditor.lang.check import check_sources
from auditor.lang.load import load_rules
from auditor.lang.parsing.parser import parse_file
from auditor.lang.sentence import find_rule
from auditor.lang.sentence import read_rule
from auditor.lang.skeleton import newest
from auditor.lang.skeleton import skeleton
from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.sentence_words import FUNCTIONS as PHRASES
from auditor.lang.world.declare import declare
from auditor.lang.world.notes import Notes
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.lang.typed import RuleBook

RULES = Path(__file__).parents[2] / "rules"
FORM = """\
指标 收到申请数 (requests_received) : 计数 件 分为 { 当面申请数 (in_person), 网络申请数 (online) }
指标 申请办结数 (requests_closed) : 计数 件
组 方式 = { 当面申请数, 网络申请数 }
"""


def sentences(rule: str) -> tuple[str, str]:
    reading = read_rule((Source("例.rules", FORM + rule),), "R-1")
    assert reading is not None
    return reading.sentence.zh, reading.sentence.en


@pytest.mark.parametrize(
    ("clauses", "zh", "en"),
    [
        (
            "要求: 申请办结数 ≤ 收到申请数",
            "申请办结数应不大于 收到申请数。",
            "Requests closed must not exceed requests received.",
        ),
        (
            "要求: 若 收到申请数 > 0 则 申请办结数 > 0 否则 申请办结数 = 0",
            "如果收到申请数大于 0，那么申请办结数应大于 0；否则申请办结数应等于 0。",
            (
                "If requests received is more than 0, then requests closed must be more than 0; "
                "otherwise requests closed must equal 0."
            ),
        ),
        (
            "当: 有值(上年(收到申请数))\n  要求: 合计(方式) = 收到申请数 - 1 件",
            "当填写了上年的收到申请数时，方式之和应等于 收到申请数 - 1 件。",
            "When last year's requests received is filled in: the sum of 方式 must equal requests received - 1 cases.",
        ),
        (
            "要求: 收到申请数 ≥ 上年.申请办结数",
            "收到申请数应不小于 上年的申请办结数。",
            "Requests received must be at least last year's requests closed.",
        ),
        (
            "对每个 项 于 方式:\n  要求: 项 介于 0 与 5 之间 或 非 缺失(项)",
            "对方式中的每一个“项”：项应在 0 与 5 之间，或填写了项。",
            "For each `项` of 方式: 项 must be between 0 and 5 or 项 is filled in.",
        ),
    ],
)
def test_a_rule_is_a_sentence_in_both_languages(clauses: str, zh: str, en: str) -> None:
    assert sentences(f"规则 R-1 强制\n  {clauses}\n") == (zh, en)


@pytest.mark.parametrize(
    "written",
    [
        "要求: 申请办结数 ≤ 上年(收到申请数)\n  空值: 试零\n",
        "require: requests_closed <= prev(requests_received)\n  missing: try_zero\n",
    ],
)
def test_the_clauses_of_a_rule_are_said_in_both_languages(written: str) -> None:
    reading = read_rule((Source("例.rules", f"{FORM}规则 R-1 强制\n  {written}"),), "R-1")
    assert reading is not None
    assert [each.zh for each in reading.clauses] == ["要求: 申请办结数 ≤ 上年(收到申请数)", "空值: 试零"]
    assert [each.en for each in reading.clauses] == [
        "require: requests_closed <= prev(requests_received)",
        "missing: try_zero",
    ]


@pytest.mark.parametrize(
    ("rules", "zh", "en"),
    [
        (
            "参数 上限 = 50%\n规则 R-1 强制\n  要求: 申请办结数 ≤ 收到申请数 × 上限\n",
            "申请办结数应不大于 收到申请数 × 上限（50%）。",
            "Requests closed must not exceed requests received × 上限 (50%).",
        ),
        (
            "参数 起点\n  ..2017: 5 件\n  2018..: 9 件\n规则 R-1 强制\n  要求: 收到申请数 < 起点\n",
            "收到申请数应小于 起点（..2017 5 件；2018.. 9 件）。",
            "Requests received must be less than 起点 (..2017 5 cases; 2018.. 9 cases).",
        ),
        (
            "规则 R-1 强制\n  要求: 错位表数 = 0\n",
            "不在规定部分的表的个数应等于 0。",
            "The number of tables in another part than theirs must equal 0.",
        ),
        (
            "陈述 收费\n  提到: 收费\n规则 R-1 强制\n  当: 提到(收费) = 0\n  要求: 提到(收费) > 0\n",
            "当正文没有提到收费时，正文应提到收费。",
            "When the narrative does not mention 收费: the narrative must mention 收费.",
        ),
    ],
)
def test_a_sentence_has_words_for_attributes_and_the_values_of_parameters(rules: str, zh: str, en: str) -> None:
    assert sentences(rules) == (zh, en)


def test_an_applied_template_speaks_of_its_arguments() -> None:
    rules = "模板 合计相符(总, 分) 强制\n  要求: 合计(分) = 总\n套用 合计相符(收到申请数, 方式)\n  编号: R-1\n"
    assert sentences(rules)[0] == "方式之和应等于 收到申请数。"


def test_every_function_has_a_phrase() -> None:
    assert {str(function) for function in FUNCTIONS} == set(PHRASES)


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    return load_rules(RULES)[0]


def test_every_shipped_rule_can_be_read_aloud(shipped: RuleBook) -> None:
    declared = declare(tuple(parse_file(source) for source in shipped.sources), Notes())
    readings = [find_rule(declared, info.id) for info in shipped.infos if "." not in info.id]
    assert all(reading is not None and reading.sentence.zh.endswith("。") for reading in readings)
    assert all(reading is not None and reading.sentence.en.endswith(".") for reading in readings)


def test_there_is_nothing_to_read_of_a_rule_that_is_not_there() -> None:
    assert read_rule((Source("例.rules", FORM),), "R-1") is None


def test_an_explanation_has_the_compiled_form_and_the_tests() -> None:
    test = "测试 R-1\n  | 收到申请数 | 申请办结数 | 结果 |\n  | 3 | 2 | 通过 |\n  | 2 | 3 | 不通过 |\n"
    text = f"{FORM}规则 R-1 强制\n  要求: 申请办结数 ≤ 收到申请数\n{test}"
    explained = explain_rule(check_sources((Source("例.rules", text),))[0], "R-1")
    assert explained is not None
    (compiled,) = explained.compiled
    assert {name for _, name in compiled.columns} == {"申请办结数", "收到申请数"}
    assert ".then(1)" in compiled.verdict
    assert compiled.sql is not None
    assert all(column in compiled.sql for column, _ in compiled.columns)
    assert "THEN 1" in compiled.sql
    assert [case.ok for case in explained.cases] == [True, True]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("form", ["disclosure-2014", "disclosure-2019", "disclosure-2021"])
def test_a_new_rule_is_right_and_its_tests_hold(shipped: RuleBook, form: str, lang: Lang) -> None:
    text = skeleton("X-01", shipped.schema.forms[form], lang)
    book, diagnostics = check_sources((*shipped.sources, Source("X-01.rules", text)))
    assert diagnostics == ()
    own = replace(book, cases=tuple(case for case in book.cases if case.rule == "X-01"))
    assert [case.ok for case in run_cases(own)] == [True, True]


def test_a_new_rule_follows_from_none_of_the_shipped_ones(shipped: RuleBook) -> None:
    new = (Source(f"{form}.rules", skeleton(f"X-{form}", shipped.schema.forms[form])) for form in shipped.schema.forms)
    book, _ = check_sources((*shipped.sources, *new))
    assert [each for each in analyse(book) if each.values["rule"].startswith("X-")] == []


@pytest.mark.parametrize("lang", Lang)
def test_a_new_rule_where_nothing_is_declared_brings_its_figures(lang: Lang) -> None:
    book, diagnostics = check_sources((Source("X-01.rules", skeleton("X-01", None, lang)),))
    assert diagnostics == ()
    assert [case.ok for case in run_cases(book)] == [True, True]


def test_a_new_rule_is_for_the_form_in_use_unless_another_is_asked_for(shipped: RuleBook) -> None:
    form = newest(shipped.schema.forms.values())
    assert form is not None
    assert form.code == "disclosure-2021"
    assert newest(()) is None
