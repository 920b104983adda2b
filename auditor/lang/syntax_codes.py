"""Every mistake in how something is written in a rule file (AUD1xx): never renumbered, never reused."""

from __future__ import annotations

from auditor.diagnostics import error
from auditor.diagnostics import warning

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
    ("删去行首的空白、编号和项目符号", "remove the blanks, number or bullet before it"),
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
    ("规则文件不是文本，或其中有读不出的字", "the rule file is no text, or has signs that cannot be read"),
    (
        "用记事本打开，“另存为”时编码选 UTF-8；是 Word、WPS 文档的，把规则粘贴到记事本新建的文件里",
        "open it in a text editor and save it as UTF-8; paste the rules of a document into a text file",
    ),
)
ANOTHER_ENDING = warning(
    125,
    "another-ending",
    (
        "这个文件里的规则没有读取：规则文件的扩展名应是 .rules",
        "the rules of this file are not read: rule files end in .rules",
    ),
    ("改名为“{name}”", "rename it to `{name}`"),
)
TOO_MANY_DIGITS = error(
    126,
    "too-many-digits",
    ("数太长：最多 {most} 位", "a number has no more than {most} digits"),
    ("换一个大的单位，如 万元、亿元", "take a larger unit of measure"),
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
