"""What receiving and reading submissions can say (AUD401 to AUD429, AUD490, AUD491)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import error
from auditor.diagnostics import info
from auditor.diagnostics import warning
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.source import Span

EMPTY_FILE = error(
    401, "empty-file", ("文件是空的", "the file is empty"), ("请向报送单位重新索取", "ask the unit to hand it in again")
)
BINARY_TEXT = error(
    402,
    "not-text",
    ("文件名是文本，内容却是二进制数据", "the name says text, but the content is binary"),
    ("请确认文件类型，改正扩展名或重新索取", "check what kind of file it is: correct its ending or ask for it again"),
)
TOO_LARGE = error(
    403,
    "file-too-large",
    ("文件过大：{size} MB，上限 {limit} MB，未读取", "the file has {size} MB, more than {limit} MB: it was not read"),
    ("请只保留报告本身", "keep only the report itself"),
)
UNKNOWN_TYPE = error(
    404,
    "unknown-type",
    ("不认识的文件类型：{type}", "an unknown type of file: {type}"),
    (
        "可读取的类型：文本、网页、Word、PDF、Excel、CSV、Markdown、压缩包",
        "these can be read: text, web pages, Word, PDF, Excel, CSV, Markdown, archives",
    ),
)
NO_READER = error(
    406,
    "no-reader",
    ("此版本不能读取 {format} 格式", "this version has no reader for {format}"),
    ("请另存为文本或网页后重新放入", "save it as text or as a web page and put it in again"),
)
READER_FAILED = error(
    407,
    "reader-failed",
    ("读取时出错，文件可能已损坏", "reading failed ({error}); the file may be damaged"),
    ("请用办公软件打开后另存一份；其余文件不受影响", "open it with an office program and save it anew"),
)
LINK_LEAVES = warning(
    408,
    "link-leaves-folder",
    ("符号链接指向输入目录之外，已跳过", "a symbolic link leads out of the input folder and was skipped"),
)
LINK_BROKEN = warning(
    453,
    "link-leads-nowhere",
    (
        "符号链接（快捷方式）指向的文件已不存在，已跳过",
        "a symbolic link leads to a file that is no longer there and was skipped",
    ),
)
HIDDEN_FILE = info(409, "hidden-file", ("隐藏文件或临时文件，已跳过", "a hidden or temporary file was skipped"))
NOT_REGULAR = warning(
    410, "not-a-file", ("不是普通文件或无权读取，已跳过：{error}", "not a plain file, or not readable: {error}")
)
NOT_ANNUAL = info(
    411,
    "not-an-annual-report",
    ("不是年度报告（文种：{kind}），不审核", "not an annual report (it is: {kind}), so it is not audited"),
    ("如确属年度报告，请检查标题是否完整", "if it is one, see whether its title is complete"),
)
NO_FORM = warning(
    412,
    "no-form",
    ("没有识别出统计表版式，年度 {year} 也没有对应版式", "no form was recognised, and none is declared for {year}"),
    ("请检查报告年度，或在规则中声明该年度的版式", "check the year, or declare a form for it in the rules"),
)
OTHER_FORM = warning(
    413,
    "form-of-another-year",
    (
        "{year} 年度报告使用了版式 {form}，该年度应为 {expected}",
        "a report of {year} uses {form} in place of {expected}",
    ),
)
IDENTITY_CONFLICT = warning(
    414,
    "identity-conflict",
    ("{what}不一致：{chosen}（{from}）与 {other}（{of}）", "{what} differs: {chosen} ({from}) and {other} ({of})"),
)
FUZZY_LABEL = info(
    415, "label-misspelt", ("栏目“{printed}”按“{label}”读取", "the row `{printed}` was read as `{label}`")
)
AMBIGUOUS_CELL = warning(
    416,
    "cell-in-doubt",
    ("“{name}”读数存疑，不参与判断", "the figure of `{name}` is in doubt and not judged"),
    ("请核对原文", "look at the original"),
)
SEVERAL_TABLES = warning(
    417,
    "several-tables",
    (
        "同一版式的统计表有 {count} 份，只审核其中一份（年度最近的，同年度的取第一份）",
        "{count} tables of one form: one of them is judged, that of the latest year, and of those the first",
    ),
)
ANOTHER_CONTENT = error(
    418,
    "content-differs",
    (
        "扩展名是 .{ending}，内容却不是{kind_zh}，也不是其他认识的格式",
        "the ending is .{ending}, but the content is no {kind_en} and nothing else that is known",
    ),
    ("文件可能已损坏或未传完，请重新索取", "it may be damaged or cut short: ask for it again"),
)
READER_DIED = error(
    419,
    "reader-died",
    ("读取此文件的进程意外终止，未读取", "the process that read this file died: it was not read"),
    (
        "文件可能已损坏；请用办公软件打开后另存一份",
        "it may be damaged: open it with an office program and save it anew",
    ),
)
READER_HUNG = error(
    420,
    "reader-hung",
    ("读取超过 {limit} 秒，已放弃", "reading took more than {limit} seconds and was given up"),
    ("请只保留报告本身，或另存为文本后重新放入", "keep only the report itself, or save it as text"),
)
OUT_OF_MEMORY = error(
    421,
    "out-of-memory",
    ("读取所需内存超过 {limit} MB，已放弃", "reading needs more than {limit} MB of memory and was given up"),
    ("请只保留报告本身，或另存为文本后重新放入", "keep only the report itself, or save it as text"),
)
SUPERSEDED = warning(
    422,
    "superseded",
    (
        "{unit} {year} 年度另有更晚的报告（{path}），本份不审核；{differences_zh}",
        "a later report of {unit} for {year} was received ({path}), so this one is not audited; {differences_en}",
    ),
    ("如应以本份为准，请移走另一份", "take the other one away if this one is meant"),
)
NAMED_OTHERWISE = info(
    423, "unit-by-alias", ("“{printed}”在单位名单中为“{name}”", "`{printed}` is `{name}` in the list of units")
)
UNKNOWN_UNIT = warning(
    424,
    "unit-not-listed",
    ("“{unit}”不在单位名单中", "`{unit}` is not in the list of units"),
    ("请在 units.csv 中补上该单位或别名", "add the unit, or an alias of it, to units.csv"),
)
NOT_NAMED = warning(
    452,
    "not-named",
    (
        "读不出{what}，没有完整审核",
        "its {what_en} cannot be read, so it was not audited in full",
    ),
    (
        "把单位全称和年度写进文件名，或放进以单位命名的文件夹；名称特别的，再在 units.csv 中列出；然后重新审核",
        (
            "put the unit's full name and the year into the name of the file, or the file into a folder of that name; "
            "list a unit of an unusual name in units.csv, too; then audit again"
        ),
    ),
)
NAMESAKE = info(
    496,
    "namesake",
    (
        "“{unit}”与{others_zh}可能是同一单位；现各作一个单位，不跨年比较",
        "`{unit}` may be the same unit as {others_en}; each is taken for one, their years are not compared",
    ),
    (
        "如是同一单位，请在 units.csv 中写一行：全称和别名",
        "if it is, give units.csv a line with its name and the alias",
    ),
)
NAMED_BY_FILE = info(
    491,
    "named-by-file",
    (
        "按文件名认作{unit}{year}年度的报告：已报，文件无法读取",
        "by its name the report of {unit} for {year}: handed in, but the file cannot be read",
    ),
    ("请向该单位重新索取", "ask the unit to hand it in again"),
)
REGISTRY_LINE = error(
    425,
    "units-line",
    ("单位名单第 {line} 行：{zh}", "line {line} of the list of units: {en}"),
    ("该行不起作用，其余各行照常", "the line has no effect, the others do"),
)
REGISTRY_FILE = error(
    426,
    "units-file",
    ("单位名单不能读取：{zh}", "the list of units cannot be read: {en}"),
    (
        "第一行如：单位,别名,上级,级别,地区,类型,起,止,前身（只有“单位”必须有，各列之间用逗号分开）",
        "its head is: unit,aliases,parent,level,region,kind,from,to,predecessor, of which only unit must be there",
    ),
)
SAME_UNIT_TWICE = warning(
    427, "duplicate", ("与 {path} 内容完全相同，不重复审核", "the same as {path}, byte by byte: it is audited once")
)
ORDER_UNKNOWN = warning(
    428,
    "order-unknown",
    (
        (
            "{unit} {year} 年度另有一份报告（{path}），公布日期不能分先后（{why_zh}），按文件名取它审核，本份不审核；"
            "{differences_zh}"
        ),
        (
            "another report of {unit} for {year} was received ({path}); days do not tell which is the later "
            "({why_en}), so that one is audited, by its name, and this one is not; {differences_en}"
        ),
    ),
    ("请确认以哪一份为准，移走另一份", "find out which one holds and take the other one away"),
)
LESS_COMPLETE = warning(
    429,
    "less-complete",
    (
        "{unit} {year} 年度另有一份更完整的报告（{path}），本份不审核；{differences_zh}",
        (
            "a more complete report of {unit} for {year} was received ({path}), so this one is not audited; "
            "{differences_en}"
        ),
    ),
    ("如应以本份为准，请移走另一份", "take the other one away if this one is meant"),
)
JOINED = info(
    490,
    "joined",
    ("正文与统计表分在两个文件：与 {path} 合为一份报告审核", "text and table are two files: audited with {path}"),
)

CODES = tuple(value for value in tuple(globals().values()) if isinstance(value, Code))


def tell(code: Code, source: Source | str, span: Span | None = None, **values: object) -> Diagnostic:
    """A diagnostic about a document, or about the file at a path where there is no text to point into."""
    place = Source(source, "") if isinstance(source, str) else source
    return Diagnostic(code, place, span, MappingProxyType({name: str(value) for name, value in values.items()}))
