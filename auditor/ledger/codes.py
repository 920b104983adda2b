"""What is told of explanation files: nothing of it stops an audit, and what a person wrote is kept whatever it is."""

from __future__ import annotations

from auditor.diagnostics import error
from auditor.diagnostics import warning

FILE_UNREADABLE = warning(
    911,
    "explanation-file",
    ("说明文件不能读取：{problem}", "the file of explanations cannot be read: {problem}"),
    (
        "文件原样保留，没有改写；改好后再审核，或重新运行 explanations 取得新表",
        "it is kept as it is; mend it and audit again, or move it away and run explanations for a new one",
    ),
)
BROKEN_QUOTES = warning(
    912,
    "explanation-quotes",
    ("从这一行起引号不成对，未能读取", "from this line on the quotation marks do not match: it was not read"),
    (
        "补上缺少的英文引号；文件原样保留，没有改写",
        "add the mark that is missing; the file is kept as it is until then",
    ),
)
UNKNOWN_FINDING = warning(
    913,
    "unknown-finding",
    ("没有编号为“{found}”的问题", "there is no finding `{found}`"),
    (
        "问题编号由程序填写，不要改动；这一行保留，但不起作用",
        "the number of a finding is filled in by the program; the line is kept, without effect",
    ),
)
UNKNOWN_STATUS = warning(
    914,
    "explanation-status",
    ("“{found}”不是说明的状态", "`{found}` is not a status of an explanation"),
    (
        "写成：待说明、已说明、认可、不认可、已整改；这一行暂按“已说明”",
        "write pending, given, accepted, rejected or mended; until then it counts as given",
    ),
)
NOT_A_DAY = warning(
    915,
    "explanation-date",
    ("“{found}”不是日期", "`{found}` is not a date"),
    ("写成 2026-12-31；说明仍然有效", "write 2026-12-31; the explanation stands all the same"),
)
ERROR_ACCEPTED = warning(
    916,
    "error-explained",
    ("强制性问题 {finding} 不能以说明代替改正", "finding {finding} is an error: no explanation stands in for it"),
    ("请单位更正后重报；说明照样显示", "have the unit correct it; the explanation is shown all the same"),
)
NO_WORDS = warning(
    917,
    "explanation-empty",
    ("状态是“{found}”，但没有写说明", "the status is `{found}`, but there is no explanation"),
    ("在“说明”一栏写明情况；在此之前按“待说明”", "write one; until then it counts as pending"),
)
NO_REPLY = warning(
    918,
    "no-reply",
    ("文件里没有找到填好的答复", "no answer was found in the file"),
    (
        "答复写在通知书表格的“整改情况或说明”一栏，不要删去“编号”",
        "answers stand in the last column of the notice's table, and the numbers of the findings stay where they are",
    ),
)
REPLY_UNREADABLE = error(
    920,
    "reply-unreadable",
    ("回复不能读取：{problem}", "the reply cannot be read: {problem}"),
    (
        "--from 写填好的通知书（.docx），或放这些通知书的文件夹",
        "--from names a notice that was filled in (.docx), or a folder of such notices",
    ),
)
FIGURES_CHANGED = warning(
    919,
    "reply-outdated",
    ("问题“{found}”的数值在通知书发出后已变，答复没有收录", "finding `{found}` has other figures than in the notice"),
    ("请单位按现在的数值重新说明", "the answer is not taken: have the unit explain what is there now"),
)
