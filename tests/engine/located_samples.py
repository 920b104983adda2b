"""A form with balances, figures of it, and what is found to be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.engine.locate.causes import with_suspects
from auditor.ingest.tabulate import tabulate
from auditor.lang.check import check_sources
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.lang.typed import RuleBook
    from auditor.results import Finding
    from auditor.results.causes import Cause

HEAD = """规则集 试
  版本: 1.0.0
  语言: 中文
  版式: f
  空值: 试零

版式 f 「表」
  年度: 2020..

"""
# Two balances that share 办结: 收到 = 网络 + 信函, 办结 = 按时 + 延期, and 收到 = 办结.
FORM = """指标 收到 (received) : 计数 件 分为 { 网络 (online), 信函 (letter) }

指标 办结 (done) : 计数 件 分为 { 按时 (in_time), 延期 (late) }

规则 G-1 「收到等于办结」 强制
  类别: 平衡
  要求: 收到 = 办结
"""
PLAIN = {"received": 30, "online": 17, "letter": 13, "done": 30, "in_time": 21, "late": 9}
SUM = "指标 总数 (total) : 计数 件 分为 { 甲 (a), 乙 (b), 丙 (c) }\n"


def book(text: str) -> RuleBook:
    made, diagnostics = check_sources((Source("a.rules", HEAD + text),))
    assert diagnostics == ()
    return made


def fact(code: str, value: int | None, **more: object) -> Fact:
    read = Fact(code, Origin(Span(0, 0), 1), "" if value is None else str(value), value=value)
    blank = replace(read, reading=Reading.BLANK) if value is None else read
    return replace(blank, **more)


def paper(*facts: Fact, year: int = 2021, text: str = "") -> Submission:
    document = Document(f"{year}.txt", "", "text", Source(f"{year}.txt", text))
    return Submission(f"{year}.txt", "", Status.AUDITED, "甲乡", year, "f", document, facts)


def found(rules: RuleBook, *papers: Submission) -> tuple[tuple[Cause, ...], tuple[Finding, ...]]:
    findings, _ = judge(rules, tabulate(papers, rules.schema), papers)
    causes = locate(rules, papers, findings)
    return tuple(causes), tuple(with_suspects(findings, causes))


def only(rules: RuleBook, *papers: Submission) -> Cause:
    (cause,), _ = found(rules, *papers)
    return cause


def figures(cause: Cause) -> list[list[tuple[str, str, str]]]:
    return [[(it.code, it.printed, it.repaired) for it in them] for them in cause.sets]


def facts(changes: dict[str, int | None]) -> tuple[Fact, ...]:
    return tuple(fact(code, value) for code, value in {**PLAIN, **changes}.items())
