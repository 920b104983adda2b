"""What the engine and the rules say in Chinese only, in the language of a page: kinds, causes, names of figures."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.attributes import attribute_names
from auditor.diagnostics import Lang
from auditor.ingest.doubts import DOUBTS
from auditor.lang.vocabulary.keywords import KINDS
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.results import Evidence
    from auditor.schema import Form

_KINDS: Mapping[str, str] = MappingProxyType({zh: english for zh, english, *_ in KINDS})
_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "空白": "blank",
        "未写明": "not stated",
        "未读出": "not read",
        "表中没有这一行": "not in the table",
        "没有上年报告": "no report of last year",
        "读数存疑": "read with doubt",
        "同一指标有多行，数值不一致": "several rows that differ",
        **{f"读数存疑：{words.zh}": f"read with doubt: {words.en}" for words in DOUBTS.values()},
    }
)
_PATTERNS = (
    (re.compile("填“(.*)”"), "“{}” is filled in"),
    (re.compile("“(.*)”不是数值"), "“{}” is not a figure"),
    (re.compile("没有([0-9]+)年前的报告"), "no report of {} years before"),
)
_NARRATIVE = "正文："
_ITEMS = (
    (re.compile("总数"), "total"),
    (re.compile("分项([0-9]+)"), "part {}"),
    (re.compile("分子"), "numerator"),
    (re.compile("分母"), "denominator"),
    (re.compile("百分比"), "percentage"),
)


def kind_text(kind: str, lang: Lang) -> str:
    """A kind of rules; one of a supervisor's own is as it was written."""
    english = _KINDS.get(kind)
    return kind if lang is Lang.ZH or english is None else say(f"kind_{english}", lang)


def cause_text(cause: str, lang: Lang) -> str:
    """Why a figure is not there."""
    if lang is Lang.ZH:
        return cause
    found = ((pattern.fullmatch(cause), text) for pattern, text in _PATTERNS)
    matched = next((text.format(match[1]) for match, text in found if match is not None), cause)
    return _CAUSES.get(cause, matched)


def _other_name(name: str) -> str:
    """An attribute of the report, or a figure of a sentence, which the form has no name for."""
    found = ((pattern.fullmatch(name), text) for pattern, text in _ITEMS)
    english = next((text.format(*match.groups()) for match, text in found if match is not None), "")
    english = english or (attribute_names(name).en if name in KNOWN_ATTRIBUTES else "")
    return f"{english} · {name}" if english else name


def figure_name(evidence: Evidence, form: Form | None, lang: Lang) -> str:
    """What a figure is called; in English with its official name behind it, as the document has it."""
    if lang is Lang.ZH:
        return evidence.name
    indicator = form.by_code.get(evidence.indicator) if form is not None else None
    if indicator is None:
        return _other_name(evidence.name)
    column = f" [{evidence.member.replace('_', ' ')}]" if evidence.member else ""
    where = "narrative: " if evidence.name.startswith(_NARRATIVE) else ""
    return f"{where}{indicator.names.en}{column} · {evidence.name.removeprefix(_NARRATIVE)}"
