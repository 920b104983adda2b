"""What `rules explain` and `rules coverage` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.coverage.scores import mutation_scores
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.lang.analysis.code import form_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.explain import Compiled
    from auditor.explain import Explanation
    from auditor.lang.analysis.code import FormCode
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form

_SHOWN = 24
_GENERATED = Words("由指标的“分为”“其中”生成", "generated from the tree of an indicator")
_TESTS = Words("测试：{passed} 项符合，{failed} 项不符", "tests: {passed} hold, {failed} do not")
_COMPILED = Words("编译结果（{form}，{count} 个实例）", "compiled for {form} ({count} instances)")
_VERDICT = Words("结论 0 通过 1 不通过 2 无法判定 3 不适用", "verdict: 0 pass, 1 fail, 2 unknown, 3 not applicable")
_SQL = Words("SQL（DuckDB，表 figures 以上列）", "SQL (DuckDB, over a table `figures` of these columns)")
_NO_SQLGLOT = Words(
    "需要另外安装 sqlglot：pip install 'auditor[sql]'", "sqlglot is to be installed first: pip install 'auditor[sql]'"
)
_NOT_IN_SQL = Words("这条规则只能由 polars 计算", "only polars can calculate this rule")
_CODE = Words(
    "{form}：{cells} 个单元格；填错一格，{detected}% 查得出，{located}% 找得准",
    "{form}: {cells} cells; of single errors {detected} % are detected, {located} % located",
)
_BLIND = Words("填错了没有等式会发现（{count}）：{cells}", "no equality would notice ({count}): {cells}")
_CONFUSED = Words(
    "分不清是哪一格的（{count} 组），例如：{cells}", "told apart from no other ({count} groups), such as: {cells}"
)
_NOTICED = Words(
    "改动试验：{tried} 处改动，{percent}% 至少有一条强制规则发现",
    "mutation: of {tried} changes {percent} % are noticed by an error rule",
)


def explanation_text(explanation: Explanation, lang: Lang, *, compiled: bool = False) -> str:
    """A rule explained, for the terminal: its sentence, its clauses, how its tests fare, perhaps what is compiled."""
    return "\n".join(_explained(explanation, lang, compiled=compiled))


def coverage_text(book: RuleBook, lang: Lang) -> str:
    """What the rules of each form can notice, locate and not see, for the terminal."""
    scores = {score.form: score.total for score in mutation_scores(book)}
    lines: list[str] = []
    for code in form_codes(book):
        lines += _coded(code, book.schema.forms[code.form], lang)
        if code.form in scores:
            total = scores[code.form]
            lines.append("  " + _NOTICED.say(lang, {"tried": str(total.tried), "percent": str(total.percent)}))
    return "\n".join(lines)


def _explained(explanation: Explanation, lang: Lang, *, compiled: bool) -> Iterator[str]:
    reading = explanation.reading
    if reading is None:
        yield f"{explanation.rule}  {_GENERATED.say(lang)}"
    else:
        yield f"{reading.id} 「{reading.title.say(lang)}」 {reading.weight.say(lang)}  {reading.path}:{reading.line}"
        yield from (reading.sentence.zh, reading.sentence.en, *reading.comment.splitlines(), "")
        yield from (f"  {clause.say(lang)}" for clause in reading.clauses)
    for each in explanation.compiled if compiled else ():
        yield ""
        yield from _compiled(each, lang)
    yield ""
    passed = sum(case.ok for case in explanation.cases)
    yield _TESTS.say(lang, {"passed": str(passed), "failed": str(len(explanation.cases) - passed)})


def _compiled(compiled: Compiled, lang: Lang) -> Iterator[str]:
    yield _COMPILED.say(lang, {"form": compiled.form or "—", "count": str(len(compiled.bindings))})
    yield from (f"  {column} = {name}" for column, name in compiled.columns)
    yield from (f"  {column} := {expr}" for column, expr in compiled.shared)
    yield f"  {_VERDICT.say(lang)}:"
    yield f"  {compiled.verdict}"
    yield f"  {_SQL.say(lang)}:"
    if compiled.sql:
        yield from (f"  {line}" for line in compiled.sql.splitlines())
    else:
        yield f"  {(_NO_SQLGLOT if compiled.sql is None else _NOT_IN_SQL).say(lang)}"


def _coded(code: FormCode, form: Form, lang: Lang) -> Iterator[str]:
    def named(cells: tuple[tuple[str, str | None], ...]) -> str:
        names = [form.by_code[cell].name + (f"[{member}]" if member else "") for cell, member in cells[:_SHOWN]]
        return lang.listed(names) + ("……" if len(cells) > _SHOWN else "")

    values = {
        "cells": str(len(code.cells)),
        "detected": str(code.share(code.detected)),
        "located": str(code.share(len(code.located))),
    }
    yield _CODE.say(lang, {"form": code.form or "—", **values})
    if code.groups:
        yield "  " + _CONFUSED.say(lang, {"count": str(len(code.groups)), "cells": named(code.groups[0])})
    if code.blind:
        yield "  " + _BLIND.say(lang, {"count": str(len(code.blind)), "cells": named(code.blind)})
