"""What is said of the list of units and the table of scores: AUD455 to AUD458, AUD468, AUD469, AUD497 to AUD499."""

from __future__ import annotations

from auditor.diagnostics import error
from auditor.diagnostics import info
from auditor.diagnostics import warning

SCORES_LINE = error(
    455,
    "scores-line",
    ("评分表第 {line} 行：{zh}", "line {line} of the table of scores: {en}"),
    ("该行不起作用。{do_zh}", "The line has no effect. {do_en}"),
)
SCORES_FILE = error(
    456,
    "scores-file",
    ("评分表不能使用，本次不评分：{zh}", "the table of scores cannot be used, nothing is scored: {en}"),
    ("{do_zh}", "{do_en}"),
)
LIST_HEAD = warning(
    457,
    "list-head",
    ("不认识表头“{head}”，这一列没有使用", "the head “{head}” is not known, its column is not used"),
    ("是不是“{near}”？", "do you mean “{near}”?"),
)
LIST_HEADS = info(
    458,
    "list-heads",
    ("不认识的列没有使用：{heads}", "columns that are not known are not used: {heads}"),
    ("还可以写的表头：{known}", "heads that can be written, too: {known}"),
)
LIST_LEVEL = warning(
    468,
    "list-level",
    (
        "单位名单第 {line} 行：没有规则提到级别“{level}”",
        "line {line} of the list of units: no rule names the level “{level}”",
    ),
    ("{do_zh}", "{do_en}"),
)
LIST_UNREAD = warning(
    469,
    "list-unread",
    ("这个文件没有读取：规则旁只读 {name}", "this file is not read: of the lists beside the rules, {name} is"),
    ("另存为 CSV，改名为 {name}", "save it as CSV under the name {name}"),
)
LIST_PARENT = info(
    498,
    "list-parent",
    (
        "单位名单第 {line} 行：上级“{parent}”不在名单上，也不是别的单位的上级",
        "line {line} of the list of units: the parent “{parent}” is not on the list, nor that of any other unit",
    ),
    ("没有写错的，可不理会", "leave it where it is as it should be"),
)
LIST_CIRCLE = warning(
    497,
    "list-circle",
    (
        "单位名单第 {line} 行：“{unit}”的上级“{parent}”又在“{unit}”之下",
        "line {line} of the list of units: the parent of “{unit}”, “{parent}”, is below “{unit}” again",
    ),
    ("改正上级；最高一级的单位不写上级", "correct the parent; the highest unit has none"),
)
LIST_SHARED = warning(
    499,
    "list-shared-name",
    (
        "单位名单第 {line} 行：“{name}”也是“{other}”（第 {before} 行）的名称或别名",
        "line {line} of the list of units: “{name}” is a name of “{other}”, too (line {before})",
    ),
    (
        "报告只写这个名称时，认不出是谁的；请只留给一个单位，或写明各自的上级、地区",
        "whose report says no more is not told; leave it to one of them, or say whose parts they are",
    ),
)

CODES = (
    SCORES_LINE,
    SCORES_FILE,
    LIST_HEAD,
    LIST_HEADS,
    LIST_LEVEL,
    LIST_UNREAD,
    LIST_CIRCLE,
    LIST_PARENT,
    LIST_SHARED,
)
