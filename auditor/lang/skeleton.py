"""A new rule to start from: every clause that it should have, with a test that passes and one that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.lang.fmt.sources import format_source
from auditor.schema import Kind
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.schema import Form
    from auditor.schema import Indicator

_NO_YEAR = 9999
_ZH = """\
规则集 {id}
  版本: 1.0.0
  语言: 中文
{form}{declared}
## {id}：用一句话说明为什么要有这条规则。
规则 {id} 「一句话说明应当怎样」 核实
  # 类别：格式、平衡、界限、条件、合理、时限、文表、文内、跨期、跨级
  类别: 跨期
  # 草案只运行自己的测试；试行运行而不计入；启用计入
  状态: 试行
  # 只在一部分报告上适用时写 当: 条件；只在一部分年度适用时写 适用: 年度 2014..2018
  # 要求写必须成立的话：= ≠ > ≥ < ≤，且 或 非，若…则…，合计(…)，上年(…)
  要求: 若 上年.{figure} ≥ 10 则 {figure} ≤ 上年.{figure} × 3
  消息: "{figure}今年{{{figure}}}，是上年（{{上年.{figure}}}）的三倍以上"
  依据: "写明文件名称、文号和条款"
  整改: "写明报送单位应当怎样核对和改正"

# 每行是一份报告：没有写出的指标都是 0；结果可以是 通过、不通过、无法判定、不适用
测试 {id}
  | {figure} | 上年.{figure} | 结果 |
  | 20 | 10 | 通过 |
  | 40 | 10 | 不通过 |
"""
_EN = """\
ruleset {id}
  version: 1.0.0
  language: en
{form}{declared}
## {id}: say in a sentence why this rule is needed.
rule {id} 「Say in a few words what should be so」 warning
  # kind: format, balance, bound, condition, plausibility, deadline, narrative_table, narrative, cross_period
  kind: cross_period
  # a draft runs only in its own tests; one on trial runs and does not count; an active one counts
  status: trial
  # where it applies to some reports only: when: condition; to some years only: applies: year 2014..2018
  # require what must hold: = != > >= < <=, and or not, if ... then ..., sum(...), prev(...)
  require: if prev.{figure} >= 10 then {figure} <= prev.{figure} * 3
  message: "{figure}: {{{figure}}}, more than three times what it was a year ago ({{prev.{figure}}})"
  basis: "the document, its number and the article"
  fix: "how the unit should check and correct its figures"

# each row is a report: figures that are not named are 0; result is one of pass, fail, unknown, na
test {id}
  | {figure} | prev.{figure} | result |
  | 20 | 10 | pass |
  | 40 | 10 | fail |
"""


def skeleton(rule: str, form: Form | None = None, lang: Lang = Lang.ZH) -> str:
    """The text of a file with a new rule on a form; it is right as it stands, and its tests hold."""
    zh = lang is Lang.ZH
    clause = f"  {'版式' if zh else 'form'}: {form.code}\n" if form is not None and form.code else ""
    known = next((each for each in form.figures if _is_plain(each)), None) if form is not None else None
    figure = _named(known, lang) if known is not None else ("指标一" if zh else "indicator_1")
    declare = "指标 {} : 计数 件" if zh else "indicator {} : count cases"
    declared = "" if known is not None else f"\n{declare.format(figure)}\n"
    text = (_ZH if zh else _EN).format(id=rule, form=clause, declared=declared, figure=figure)
    return format_source(Source(f"{rule}.rules", text))[0]


def newest(forms: Iterable[Form]) -> Form | None:
    """The form that is in use last, which a new rule is most likely for."""
    return max(forms, key=lambda form: (form.years.last or _NO_YEAR, form.years.first or 0), default=None)


def _is_plain(indicator: Indicator) -> bool:
    """Whether an indicator counts something, without columns."""
    return indicator.measure.kind is Kind.COUNT and not indicator.members


def _named(indicator: Indicator, lang: Lang) -> str:
    english = indicator.english or indicator.code
    return english if lang is Lang.EN and english.isascii() else indicator.name
