"""Small rule files that the tests of the language speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.lang.check import check_sources
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook

FORM = """\
规则集 样表
指标 收到件数 (received) : 计数 件
  别名: 收件数
指标 当面件数 (in_person) : 计数 件
指标 网络件数 (online) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 专项经费 (budget) : 金额 万元
指标 零星费用 (petty) : 金额 元
组 方式 = { 当面件数, 网络件数 }
"""


def check(text: str, *more: str) -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    """The book of some texts."""
    return check_sources(tuple(Source(f"{at}.rules", each) for at, each in enumerate((text, *more))))


def sound(text: str, *more: str) -> RuleBook:
    """The book of texts in which nothing is wrong."""
    book, diagnostics = check(text, *more)
    assert diagnostics == ()
    return book


def rule_of(text: str, name: str = "R-1") -> CheckedRule:
    """A rule of the sample form."""
    book = sound(FORM + text)
    return next(rule for rule in book.rules if rule.info.id == name)


def said(text: str, *more: str) -> tuple[str, ...]:
    """What is said of some texts: code, line and column."""
    _, diagnostics = check(text, *more)
    return tuple(_place(diagnostic) for diagnostic in diagnostics)


def _place(diagnostic: Diagnostic) -> str:
    if diagnostic.source is None or diagnostic.span is None:
        return diagnostic.code.id
    place = diagnostic.source.position(diagnostic.span.start)
    return f"{diagnostic.code.id}@{place.line}:{place.column}"
