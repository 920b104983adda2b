"""Whom lines above a table name: 填报单位：某局, 某局2016年政府信息公开情况统计表, or the name alone."""

from __future__ import annotations

from auditor.ingest.identity.units import body_name
from auditor.ingest.identity.units import plain_name
from auditor.patterns import regex
from auditor.source import fold

_FILLED_BY = regex(
    r"(?:填[报表]|编制|报送|报告|上报)?(?:单位|机关|部门)(?:名称|全称)?(?:\([盖公]?章?\))?\s*[:\s]\s*"
    r"(?P<unit>[㐀-鿿]{2,30}(?:\([㐀-鿿]{2,12}\))?)"
)
_NUMBER = regex(r"^(?:附[件表]\s*\d{0,2}\s*[:.、]?|\(?[一二三四五六七八九十\d]{1,3}[)、.])?\s*")
_OF_YEAR = regex(r"\(?20\d{2}\s*年?度?\)?|年度")
_OF_TABLE = regex(
    r"(?:政[府务])?(?:信息)?公开(?:工作)?(?:情况|年度)?的?(?:统\s?计|情况|数据)[表数据情况]{0,4}|统\s?计[表数据]{1,3}"
)
SENTENCE = regex("[。;,]")
LONGEST_CAPTION = 80
# No day: 填报日期：2025年1月12日.
_YEAR = regex(r"(?<!\d)20\d{2}(?=\s*年(?!\s*\d{1,2}\s*月)|年?度)")


def unit_above_table(line: str) -> str | None:
    """The body that a line names and says nothing else of; what stands beside `填报单位` is of the form."""
    words = fold(" ".join(line.split()))
    filled = _FILLED_BY.match(words)
    return body_name(filled["unit"]) if filled else _unit_alone(line, words)


def unit_of_caption(line: str) -> str | None:
    """The body of whose figures a line is the title, as of a table: 某局2016年政府信息公开情况统计表."""
    words = fold(" ".join(line.split()))
    return _unit_alone(line, words) if _OF_TABLE.search(words) else None


def year_of_caption(line: str) -> int | None:
    """The year that the title of a table names."""
    return year_within(line) if _OF_TABLE.search(fold(line)) and not SENTENCE.search(fold(line)) else None


def year_within(line: str) -> int | None:
    """The first year that a line names, and not the day of a year."""
    found = _YEAR.search(fold(line))
    return int(found[0]) if found else None


def _unit_alone(line: str, words: str) -> str | None:
    if "\t" in line.strip() or SENTENCE.search(words):
        return None
    bare = _OF_TABLE.sub("", _OF_YEAR.sub("", _NUMBER.sub("", words, count=1))).strip(" :")
    name = body_name(bare)
    return name if name is not None and plain_name(bare) == name else None
