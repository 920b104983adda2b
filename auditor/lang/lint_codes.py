"""What is said of rules that are right as they are written and still are not good: never an error.

AUD25x is about a rule by itself, AUD35x about what rules say together.
"""

from __future__ import annotations

from auditor.diagnostics import info
from auditor.diagnostics import warning

NO_TEST = warning(
    251,
    "no-test",
    ("规则 {rule} 没有测试", "rule {rule} has no test"),
    (
        "在规则下面写 测试 {rule}，至少一行通过、一行不通过",
        "write a test {rule} below it, with a row that passes and one that fails",
    ),
)
NO_FAILING_TEST = warning(
    252,
    "no-failing-test",
    ("规则 {rule} 没有不通过的测试", "rule {rule} has no test that fails"),
    ("加一行结果为“不通过”的数", "add a row with result `fail`"),
)
NO_PASSING_TEST = warning(
    253,
    "no-passing-test",
    ("规则 {rule} 没有通过的测试", "rule {rule} has no test that passes"),
    ("加一行结果为“通过”的数", "add a row with result `pass`"),
)
NO_BASIS = warning(
    254,
    "no-basis",
    ("规则 {rule} 没有写依据", "rule {rule} gives no basis"),
    ("写一行 依据: 文件名称与文号", "add a line basis: the document that asks for it"),
)
DEAD_SCOPE = warning(
    255,
    "dead-scope",
    (
        "规则 {rule} 适用的年度（{years}）不在版式 {form} 的年度（{form_years}）之内",
        "rule {rule} applies to {years}, form {form} to {form_years}: no year is left",
    ),
    ("改正 适用 的年度，或把规则移到该年度的版式", "correct the years, or move the rule to the form of those years"),
)
NO_PERCENT = warning(
    256,
    "no-percent",
    (
        "规则 {rule} 把一个比值与 {bound} 相比：比值 1 就是 100%",
        "rule {rule} compares a ratio with {bound}: a ratio of 1 is 100%",
    ),
    (
        "指百分之{bound}的，写 {bound}%；确指{bound}倍的，写成 分子 ≥ {bound} × 分母 那样",
        "write {bound}% where percent are meant, or multiply the divisor by {bound} where times are",
    ),
)
NO_SUCH_YEAR = warning(
    257,
    "no-such-year",
    (
        "规则 {rule} 的条件“年度 {op} {year}”永不成立：版式 {form} 的年度是 {form_years}",
        "the condition `year {op} {year}` of rule {rule} never holds: form {form} is of {form_years}",
    ),
    ("改正年度；确指别的年度的，把规则移到该年度的版式", "correct the year, or move the rule to the form of that year"),
)
EXACT_RATIO = warning(
    259,
    "exact-ratio",
    (
        "规则 {rule} 要求“{name}”与算出的比值分毫不差：表里的率只印到几位小数",
        "rule {rule} asks `{name}` to equal a ratio to the last digit: a table prints but some of them",
    ),
    (
        "加一行 容差: 0.05 个百分点（印到一位小数时的一半）",
        "add a line tolerance: 0.05 points (half of one printed decimal)",
    ),
)
NO_TABLE = warning(
    258,
    "no-table",
    (
        "指标“{name}”没有写在哪张表里，读报表时找不到它的数",
        "indicator `{name}` is in no table: no figure of it is found in reports",
    ),
    (
        "在它的行末写 于 表名（{tables}）；只在正文里写的数，加一条 陈述 {name}",
        "add `of` and its table ({tables}) to its line; a figure that only the text gives needs a claim {name}",
    ),
)

CONTRADICTION = warning(
    351,
    "contradiction",
    (
        "规则 {rule} 与 {others} 矛盾：没有任何填报能同时满足",
        "rules {rule} and {others} contradict each other: no figures satisfy them together",
    ),
    ("改正或删去其中一条", "correct one of them or remove it"),
)
REDUNDANT = warning(
    352,
    "redundant",
    ("规则 {rule} 多余：由 {others} 已推出", "rule {rule} is redundant: it follows from {others}"),
    (
        "删去这一条，或写得比 {others} 更严；有意保留的，写一行 让位: {others}",
        "remove it, or make it stricter than {others}; if it is kept on purpose, write a line unless_failed: {others}",
    ),
)
IMPLIED = info(
    353,
    "implied",
    ("规则 {rule} 由 {others} 推出", "rule {rule} follows from {others}"),
    (
        "可以保留：它的消息更具体，多出的平衡关系也有助于找出填错的是哪一格；写一行 让位: {others}，就不再提示",
        (
            "it may stay: its message is closer to the matter, and an equality to spare helps to find the wrong cell; "
            "with a line unless_failed: {others} this is no longer mentioned"
        ),
    ),
)
NEVER_APPLIES = warning(
    354,
    "never-applies",
    ("规则 {rule} 的条件永不成立{because_zh}", "the condition of rule {rule} never holds{because_en}"),
    ("改正 当 或 若 后面的条件", "correct the condition after `when` or `if`"),
)
NEVER_HOLDS = warning(
    355,
    "never-holds",
    (
        "规则 {rule} 一旦适用就不可能满足{because_zh}",
        "rule {rule} cannot be satisfied where it applies{because_en}",
    ),
    ("改正要求，或把条件写成“不得”的要求", "correct the requirement, or require the denial of the condition"),
)
CONFLICT = warning(
    356,
    "conflict",
    (
        "规则 {rule} 与 {others} 的条件可以同时成立，要求却不能同时满足",
        "the conditions of rules {rule} and {others} may hold together, their requirements cannot",
    ),
    ("把其中一条的条件写窄，使两条不同时适用", "narrow the condition of one, so that they never apply together"),
)
ALWAYS_HOLDS = info(
    357,
    "always-holds",
    ("规则 {rule} 对任何非负数都成立", "rule {rule} holds whatever figures are filled in"),
    ("确认没有把方向或数写错", "make sure that no sign or number is the wrong way round"),
)
