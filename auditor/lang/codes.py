"""Every kind of mistake that a rule file can hold, in both languages: never renumbered, never reused.

AUD1xx is about how something is written, AUD2xx about names, AUD3xx about what is said with them.
"""

from __future__ import annotations

from auditor.diagnostics import error
from auditor.diagnostics import warning

# ----------------------------------------------------------------------------------------------------------- syntax

EXPECTED = error(101, "expected", ("语法错误：此处应为{expected_zh}", "expected {expected_en} here"))
UNEXPECTED = error(
    102,
    "unexpected",
    ("语法错误：此处不应有“{found}”", "unexpected `{found}`"),
    ("前后两项之间可能少了运算符", "an operator may be missing between the two terms"),
)
UNCLOSED_BRACKET = error(
    103,
    "unclosed-bracket",
    ("括号“{bracket}”没有配对", "bracket `{bracket}` has no counterpart"),
    ("补上或删去一个括号", "add the other bracket or remove this one"),
)
UNCLOSED_TEXT = error(
    104,
    "unclosed-text",
    ("引号{quote}没有配对", "quotation mark {quote} is not closed"),
    (
        '文字写在一行内，用 "…" 或 “…” 括起；文字里面的引号用 “ ”',
        'write a text on one line between "…" or “…”; quote within it by “ ”',
    ),
)
UNKNOWN_STATEMENT = error(
    105,
    "unknown-statement",
    ("没有“{word}”这种语句", "`{word}` is not a kind of statement"),
    ("是否指“{close}”？", "did you mean `{close}`?"),
)
UNKNOWN_CLAUSE = error(
    106, "unknown-clause", ("{statement}语句没有“{word}”一项", "a {statement} has no clause `{word}`")
)
DUPLICATE_CLAUSE = error(
    107,
    "duplicate-clause",
    ("“{word}”一项写了两次", "clause `{word}` stands twice"),
    ("合并成一项；两个条件用 且 连接，或分成两条规则", "join the two; two conditions by `and`, or as two rules"),
)
MISSING_CLAUSE = error(
    108,
    "missing-clause",
    ("缺少“{word}”一项", "clause `{word}` is missing"),
    ("补写一行：{word}: …", "add a line: {word}: …"),
)
MISSING_COLON = error(
    109,
    "missing-colon",
    ("“{word}”后面缺冒号", "a colon is missing after `{word}`"),
    ("写成“{word}: …”", "write `{word}: …`"),
)
UNKNOWN_CHOICE = error(
    110,
    "unknown-choice",
    ("“{word}”不能填“{found}”", "`{found}` is not a value of `{word}`"),
    ("可填：{choices}", "one of: {choices}"),
)
STRAY_TEXT = error(
    111,
    "stray-text",
    ("文字不属于任何语句", "text outside of any statement"),
    (
        "语句从行首的关键词开始，如 规则、指标；说明文字前加 #",
        "a statement starts with its keyword at column 1; put # before a remark",
    ),
)
EMPTY_CLAUSE = error(112, "empty-clause", ("“{word}”一项没有内容", "clause `{word}` is empty"))
ROW_WIDTH = error(
    113,
    "row-width",
    ("这一行有 {found} 格，表头有 {expected} 格", "this row has {found} cells, the header {expected}"),
)
QUOTES_IN_TEXT = error(
    114,
    "quotes-in-text",
    ("文字在此结束，后面还有内容", "the text ends here, but more follows"),
    ('整段文字用 "…" 括起，里面的引号用 “ ”', 'put the whole text between "…", and quote within it by “ ”'),
)
TOO_DEEP = error(
    115,
    "too-deep",
    ("括号或条件嵌套过深", "brackets or conditions are nested too deeply"),
    ("拆成几条规则，或用 组 和 模板", "split it into several rules, or use a group or a template"),
)
BAD_DATE = error(116, "bad-date", ("没有 {date} 这一天", "there is no day {date}"))
BAD_CELL = error(117, "bad-cell", ("“{column}”一列不能填“{found}”", "`{found}` cannot stand in column `{column}`"))
BAD_WORDING = error(118, "bad-wording", ("写法有误：{what_zh}", "bad wording: {what_en}"))
INDENTED_STATEMENT = warning(
    119,
    "indented-statement",
    ("语句“{word}”没有从行首开始", "statement `{word}` does not start at column 1"),
    ("删去行首的空白", "remove the blanks before it"),
)
BAD_YEARS = error(
    120,
    "bad-years",
    ("“{found}”不是年度范围", "`{found}` is not a range of years"),
    ("写成 2014..2018、2019..、..2018 或 2020", "write 2014..2018, 2019.., ..2018 or 2020"),
)
EMPTY_TEST = error(
    121,
    "empty-test",
    ("测试没有数据行", "the test has no rows"),
    (
        "先写一行表头，再每行写一例：| 指标 | 结果 |",
        "write a header line and a line for each case: | indicator | result |",
    ),
)
NOT_TEXT = error(
    122,
    "not-text",
    ("规则文件不是 UTF-8 文本", "the rule file is not UTF-8 text"),
    ("用“另存为”选 UTF-8 编码", "save it as UTF-8"),
)
ANOTHER_ENDING = warning(
    125,
    "another-ending",
    ("这个文件没有读取：规则文件的扩展名应是 .rules", "this file is not read: rule files end in .rules"),
    ("改名为“{name}”", "rename it to `{name}`"),
)
NO_RESULT_COLUMN = error(
    123,
    "no-result-column",
    ("测试表缺“结果”一列", "the test has no column `result`"),
    ("最后一列写 结果：通过、不通过、无法判定、不适用", "add a last column `result`: pass, fail, unknown, na"),
)
MISSING_BLANK = warning(
    124,
    "missing-blank",
    ("“{word}”后面要有空格", "a blank belongs after `{word}`"),
    ("写成“{word} {rest}”；rules fmt 会改好", "write `{word} {rest}`; rules fmt does it"),
)

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
    ("换一个编号", "choose another id"),
)
UNKNOWN_UNIT = error(207, "unknown-unit", ("未知计量单位“{name}”", "`{name}` is not a known unit of measure"))
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

UNIT_CLASH = error(301, "unit-clash", ("单位不符：{left}与{right}", "units do not fit: {left} and {right}"))
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
