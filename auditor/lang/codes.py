"""Every mistake in what a rule file says: never renumbered, never reused.

AUD2xx is about names, AUD3xx about what is said with them; how something is written is in `syntax_codes`.
"""

from __future__ import annotations

from auditor.diagnostics import error

# ------------------------------------------------------------------------------------------------------------ names

UNKNOWN_NAME = error(
    201,
    "unknown-name",
    ("未知名称“{name}”", "`{name}` is not a known name"),
    (
        "名称以版式文件里“指标”一行的为准；命令 import rows 加版式代码，列出各行各列的名称",
        "names are those of the form's indicators; `import rows` with the code of a form lists its rows and columns",
    ),
)
UNKNOWN_FUNCTION = error(202, "unknown-function", ("没有函数“{name}”", "there is no function `{name}`"))
AMBIGUOUS_NAME = error(
    203,
    "ambiguous-name",
    ("“{name}”可指 {candidates}", "`{name}` may be {candidates}"),
    ("改用其中一个名称", "use one of these names"),
)
DUPLICATE_NAME = error(
    204, "duplicate-name", ("{what_zh}“{name}”已在 {place} 定义", "{what_en} `{name}` is already defined at {place}")
)
DUPLICATE_CODE = error(
    205,
    "duplicate-code",
    ("代码“{used}”已用于“{name}”（{place}）", "code `{used}` is already that of `{name}` ({place})"),
)
DUPLICATE_RULE = error(
    206,
    "duplicate-rule",
    ("规则编号“{name}”已在 {place} 使用", "rule id `{name}` is already used at {place}"),
    (
        "要改或不用那一条的，到 {place} 去改，或在它下面加一行 状态: 停用，这里的删去；另写一条的，换一个编号",
        "to change that one, edit it there, or add `status: retired` below it and remove it here; else take another id",
    ),
)
UNKNOWN_UNIT = error(
    207,
    "unknown-unit",
    ("未知计量单位“{name}”", "`{name}` is not a known unit of measure"),
    (
        "新的单位先声明，在这个文件里另写一行：计量单位 {name}",
        "declare a new unit first, on a line of its own: unit {name}",
    ),
)
UNKNOWN_FORM = error(208, "unknown-form", ("未知版式“{name}”", "`{name}` is not a known form"))
UNKNOWN_TABLE = error(209, "unknown-table", ("未知的表“{name}”", "`{name}` is not a known table"))
UNKNOWN_COLUMN = error(
    210,
    "unknown-column",
    ("“{indicator}”所在的表没有“{name}”一列", "the table of `{indicator}` has no column `{name}`"),
)
UNKNOWN_PLACEHOLDER = error(
    211, "unknown-placeholder", ("消息中的“{{{name}}}”没有所指", "placeholder `{{{name}}}` stands for nothing")
)
UNKNOWN_RULE = error(212, "unknown-rule", ("没有编号为“{name}”的规则", "there is no rule `{name}`"))
UNKNOWN_TEMPLATE = error(213, "unknown-template", ("没有模板“{name}”", "there is no template `{name}`"))
CIRCULAR = error(214, "circular", ("“{name}”的定义绕回了自己", "the definition of `{name}` leads back to itself"))
UNKNOWN_IMPORT = error(215, "unknown-import", ("找不到引用的文件“{name}”", "the imported file `{name}` is not there"))
NEEDS_COLUMN = error(
    217,
    "needs-column",
    ("“{name}”每列各有一个数，须写明哪一列", "`{name}` has a figure in each column; say which"),
    ("写成 {name}[{column}]，或 {name}[*] 表示每一列", "write {name}[{column}], or {name}[*] for each column"),
)
NO_COLUMNS = error(
    218, "no-columns", ("“{name}”不分列", "`{name}` has no columns"), ("删去方括号", "remove the brackets")
)
NO_PARTS = error(
    219,
    "no-parts",
    ("“{name}”没有分项", "`{name}` has no parts"),
    ("在 指标 中用 分为 {{…}} 写明", "give them by `splits {{…}}` in its indicator statement"),
)
TWO_WHOLES = error(220, "two-wholes", ("“{name}”已是“{whole}”的分项", "`{name}` is already a part of `{whole}`"))
RESERVED_NAME = error(
    221,
    "reserved-name",
    ("“{name}”是写法的记号，不能作词组的名称", "`{name}` is a mark of wordings, and cannot name a word group"),
    ("换一个名称", "choose another name"),
)
NOT_PLAIN = error(
    222,
    "not-plain",
    (
        "词组“{name}”里的“{word}”有写法的记号，“{clause}”里只能是单纯的词",
        "`{word}` of word group `{name}` has marks of a wording, and `{clause}` takes plain words only",
    ),
    ("另立一个词组，只写单纯的词", "make another word group of plain words"),
)

# ------------------------------------------------------------------------------------------------------------ types

UNIT_CLASH = error(
    301,
    "unit-clash",
    ("单位不符：{left}与{right}", "units do not fit: {left} and {right}"),
    (
        "单位相同的数才能相加、相比；核对是不是要用的指标",
        "only figures of one unit are added or compared; check that these are the indicators meant",
    ),
)
NOT_A_NUMBER = error(
    302, "not-a-number", ("此处应为数，而“{found}”不是", "a number is needed here, and `{found}` is none")
)
NOT_A_CONDITION = error(
    303,
    "not-a-condition",
    ("此处应为条件，而“{found}”不是", "a condition is needed here, and `{found}` is none"),
    ("条件如 a = b、a > 0、有值(a)", "a condition is such as a = b, a > 0, present(a)"),
)
AMBIGUOUS_TOLERANCE = error(
    304,
    "ambiguous-tolerance",
    ("含糊：容差“{found}”可能指个百分点，也可能指相对", "ambiguous: tolerance `{found}` may be points or relative"),
    ("写成“{points} 个百分点”或“相对 {points}%”", "write `{points} points` or `relative {points}%`"),
)
UNUSED_TOLERANCE = error(
    305,
    "unused-tolerance",
    ("容差“{found}”用不到任何比较上", "tolerance `{found}` fits no comparison of the rule"),
    ("容差的单位应与所比较的数相同", "its unit must be that of the figures compared"),
)
ARITY = error(
    306,
    "arity",
    ("{function}应有{expected}个参数，这里有 {found} 个", "{function} takes {expected} arguments, not {found}"),
)
NOT_AVAILABLE = error(
    307,
    "not-available",
    ("本版本还不能使用“{name}”", "`{name}` is not available in this version"),
    ("先不写这条规则", "leave the rule out for now"),
)
ZERO_DIVISION = error(308, "zero-division", ("除数恒为零", "the divisor is always zero"))
MIXED_GRAINS = error(
    309,
    "mixed-grains",
    (
        "一条规则只能对一个指标的正文提法或一种句子判断",
        "a rule is judged on the mentions of one indicator or on one kind of sentence",
    ),
    ("拆成几条规则", "split it into several rules"),
)
HEADING_FIGURE = error(
    310,
    "heading-figure",
    ("标题行“{name}”没有数", "heading `{name}` holds no figure"),
    ("可用 填写数({name}) 检查其中是否填了数", "filled({name}) says how many of its cells are filled"),
)
NOT_A_TEXT = error(
    311,
    "not-a-text",
    ("文字只能与文字相比，“{found}”不是", "a text is compared with texts only, and `{found}` is none"),
)
NOT_WHOLE = error(312, "not-whole", ("“{name}”不是整数个最小单位", "`{name}` is no whole number of the smallest unit"))
WRONG_ARGUMENT = error(
    313, "wrong-argument", ("{function}的参数应为{expected_zh}", "the argument of {function} must be {expected_en}")
)
EMPTY_GROUP = error(314, "empty-group", ("“{name}”在版式 {form} 中没有成员", "`{name}` has no members in form {form}"))
NO_LOOP_ITEM = error(317, "no-loop-item", ("“{name}”不是对每个可以逐一代入的", "`{name}` cannot be taken one by one"))
UNKNOWN_FIELD = error(318, "unknown-field", ("“{name}”没有“{field}”", "`{name}` has no `{field}`"))
WAIVED_ERROR = error(
    320,
    "waived-error",
    ("强制规则 {name} 不能豁免", "rule {name} is mandatory and cannot be waived"),
    ("强制性问题须改正；可豁免的是核实与提示", "an error is to be corrected; warnings and notices can be waived"),
)
BAD_WAIVER_FIGURE = error(
    321,
    "bad-waiver-figure",
    ("“{found}”没有写明指标和数值", "`{found}` does not give an indicator and its figure"),
    ("写成 指标 = 数值，如 收到申请数 = 91", "write indicator = figure, such as requests_received = 91"),
)
BAD_UNTIL = error(
    322,
    "bad-until",
    ("“{found}”不是日期", "`{found}` is not a date"),
    ("写成 2026-12-31", "write it as 2026-12-31"),
)
BAD_PATTERN = error(
    323,
    "bad-pattern",
    ("“{found}”不是可用的匹配式：{reason}", "`{found}` is no pattern: {reason}"),
    ("匹配式用 RE2 语法，没有前后环视和反向引用", "patterns are those of RE2: without look-around and back references"),
)
WRONG_UNIT_KIND = error(
    319,
    "wrong-unit-kind",
    ("单位“{name}”不是这种类型的单位", "`{name}` is no unit of this type"),
    (
        "计数 用 条、件、次 等，金额 用 元、万元，比率 用 %",
        "count takes cases, items; money takes yuan, wan_yuan; ratio takes %",
    ),
)
SHARE_WITHOUT_PERCENT = error(
    324,
    "share-without-percent",
    ("相对容差“{found}”没有写百分号", "relative tolerance `{found}` has no percent sign"),
    (
        "指百分之{amount}的，写成 相对 {amount}%；指 {amount} 倍的，写成 相对 {percent}%",
        "write `relative {amount}%` where percent are meant, `relative {percent}%` where a share of {amount} is",
    ),
)
