"""Where a rule fired in the last audit, as `rules explain` tells it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.file_names import rule_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIRED = Words("最近一次审核（结果在 {out}）：{count} 处", "in the last audit (in {out}): {count} findings")
_NOT_RUN = Words(
    "最近一次审核（结果在 {out}）时还没有这条规则，或没有运行它；再审核一次（audit）才有结论",
    "the last audit (in {out}) did not have this rule, or did not run it; audit again to see",
)
_IDLE = Words(
    "最近一次审核（结果在 {out}）中没有一份报告适用这条规则：核对 版式、适用 和 当；单位、级别要与报告页上的一字不差",
    "in the last audit (in {out}) it applied to no report: check its form, `applies` and `when`; units and levels must"
    " be written as the pages of the reports have them",
)
_UNREADABLE = Words("最近一次审核的结果读不出：{path}", "the last audit cannot be read: {path}")
_MORE = Words("  ……另有 {count} 处", "  … and {count} more")
_PAGE = Words("  网页：{path}", "  page: {path}")
_SHOWN = 20
_GIVEN = ("pass", "fail", "unknown", "yielded")


def fired_lines(out: Path, rule: str, lang: Lang) -> Iterator[str]:
    """The findings of a rule in an audit's folder: unit, year and message; nothing where there was no audit.

    A rule that the audit did not run, as one that was written since, is told as such.
    """
    path = out / "findings.json"
    if not path.is_file():
        return
    try:
        found = [each for each in json.loads(path.read_bytes()) if each["rule"] == rule]
        told = "message" if lang is Lang.ZH else "message_en"
        lines = [f"  {each['unit'] or each['submission']} {each['year'] or ''}  {each[told]}" for each in found]
        path = out / "run.json"
        verdicts = _verdicts(path) if path.is_file() else {}
    except (OSError, ValueError, TypeError, KeyError):
        yield _UNREADABLE.say(lang, {"path": str(path)})
        return
    if not found and path.is_file() and not verdicts.get(rule):
        yield (_IDLE if rule in verdicts else _NOT_RUN).say(lang, {"out": str(out)})
        return
    yield _FIRED.say(lang, {"out": str(out), "count": str(len(lines))})
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield _MORE.say(lang, {"count": str(len(lines) - _SHOWN)})
    page = out / "rules" / f"{rule_slugs([rule])[rule]}.html"
    if lines and page.is_file():
        yield _PAGE.say(lang, {"path": str(page)})


def _verdicts(record: Path) -> dict[str, int]:
    """The rules that an audit ran, each with how many verdicts it gave: it applied."""
    told = json.loads(record.read_bytes())["rules"]
    return {each["rule"]: sum(each[name] for name in _GIVEN) for each in told if not each["broken"]}
