"""What is said of a document's tables as a whole, or of why there are none: AUD489, AUD492 to AUD495."""

from __future__ import annotations

from auditor.diagnostics import warning
from auditor.ingest.codes import tell

__all__ = ["BREAKS_OFF", "CODES", "PAGE_CUT", "PICTURED_TABLE", "QUOTE_LOST", "SEVERAL_FORMS", "tell"]

SEVERAL_FORMS = warning(
    492,
    "several-forms",
    (
        "文件里有不同版式的统计表，按报告年度（{year}）审核“{form}”，没有审核“{others}”",
        "there are tables of different forms: “{form}” is judged, by the report's year ({year}), and not “{others}”",
    ),
)
PICTURED_TABLE = warning(
    493,
    "table-is-a-picture",
    ("统计表是图片，读不出数", "the table is a picture: no figure can be read"),
    ("请向报送单位索取 Word、Excel 或网页格式的统计表", "ask the unit for the table as a Word, Excel or web document"),
)
PAGE_CUT = warning(
    494,
    "page-incomplete",
    (
        "网页没有传完，在表格中间断了，读出的数字都不确定",
        "the page ends in the middle of a table: no figure read from it is certain",
    ),
    ("请重新保存网页，或向报送单位索取", "save the page again, or ask the unit for it"),
)
BREAKS_OFF = warning(
    495,
    "text-breaks-off",
    (
        "文字在“{words}”处断了，后面的没有读到：缺哪些部分、哪些表，不作判断",
        "the text breaks off at “{words}”: which parts and tables are missing behind it is not judged",
    ),
    ("请索取完整的报告，或重新复制", "ask for the whole report, or copy it again"),
)
QUOTE_LOST = warning(
    489,
    "quotation-mark-lost",
    (
        "少了一个引号，前后的字段、各行连到了一起，读出的数字都不确定",
        "a quotation mark was lost, and fields and lines ran together around it: no figure read is certain",
    ),
    ("请从原来的表格重新另存为 CSV，或向报送单位索取", "save the sheet as CSV again, or ask the unit for it"),
)

CODES = (SEVERAL_FORMS, PICTURED_TABLE, PAGE_CUT, BREAKS_OFF, QUOTE_LOST)
