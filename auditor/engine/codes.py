"""The diagnostics of the evaluation (`AUD5xx`)."""

from __future__ import annotations

from auditor.diagnostics import error
from auditor.diagnostics import warning

RULE_BROKEN = error(
    501,
    "rule-broken",
    ("规则 {rule} 执行出错，未作判定：{reason}", "rule {rule} broke while it ran and was not judged: {reason}"),
    (
        "其余规则不受影响；请把这条规则和这行提示一起反馈给维护者",
        "the other rules are not affected; report this rule with this line to the maintainers",
    ),
)
RULE_TOO_LARGE = error(
    502,
    "rule-too-large",
    ("规则 {rule} 展开后过长，未作判定：{reason}", "rule {rule} grows too large and was not judged: {reason}"),
    ("请把它拆成几条较短的规则", "split it into shorter rules"),
)
GATE_FAILED = error(
    503,
    "gate",
    (
        "读取结果没有通过自检：{zh}（{count} 处，如 {sample}）；本份没有审核",
        "what was read did not pass the gate: {en} ({count}, such as {sample}); the report was not audited",
    ),
    (
        "这是程序的错误，不是报告的错误：请把这份报告交给维护人员",
        "this is an error of the program, not of the report: hand the report to whoever maintains it",
    ),
)
WAIVER_OF_NOBODY = warning(
    504,
    "waiver-of-nobody",
    (
        "豁免 {rule} 的单位“{unit}”没有报告，也不在单位名单上：这条豁免没有用到",
        "no report is of “{unit}”, for which rule {rule} is waived, nor is it listed: the waiver has no effect",
    ),
    ("是否指“{near}”？单位写报告上的全名", "do you mean “{near}”? Write the name as reports have it"),
)
LEVEL_OF_NOBODY = warning(
    505,
    "level-of-nobody",
    (
        "规则 {rule} 的级别“{level}”没有单位属于：按名称认不出这样的级别，单位名单上也没有",
        "rule {rule} names the level “{level}”, which no name of a unit tells, and no unit of the list has",
    ),
    ("是否指“{near}”？", "do you mean “{near}”?"),
)
