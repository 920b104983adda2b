"""What a report says is attached to it and does not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.ingest.tables.reading import Places
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.document import Document

_LONGEST_CLAUSE = 1_000
_REFERENCE = regex(r"(?:详见|参见|见)(?:本报告|后|所)?附\s?[件表](?:\s?(?P<number>\d{1,2}))?")
_ATTACHED = regex(r"(?:^|\n)[^\S\n]*附\s?[件表录](?:\s?(?P<number>\d{1,2}))?\s*(?:[:.、\n]|$)")
_OF_TABLES = regex("表|数据|统计")


def read_attachments(document: Document, *, has_tables: bool, of_columns: bool) -> Attribute:
    """How many attachments are referred to that are not there, with the first reference.

    A form of one column is itself what is attached; tables in the text (`of_columns`) leave another attachment missing.
    """
    text = fold(document.source.text)
    headed = {it["number"] for it in _ATTACHED.finditer(text)}
    references = [it for it in _REFERENCE.finditer(text) if not (has_tables and of_columns and _is_of_table(text, it))]
    if headed:  # the one attachment may be told without its number, a second one may not
        references = [it for it in references if int(it["number"] or 1) > 1 and it["number"] not in headed]
    missing = references if headed or not has_tables or of_columns else []
    first = Span(*missing[0].span()) if missing else None
    origin = Places(document).origin(first) if first else None
    return Attribute("附件引用缺失数", len(missing), None, origin, document.source.slice(first) if first else "")


def _is_of_table(text: str, reference: re.Match[str]) -> bool:
    """Whether what is said to be attached is a table: 统计表见附件, 数据详见附表."""
    clause = re.split("[,;。\n]", text[max(0, reference.end() - _LONGEST_CLAUSE) : reference.end()])[-1]
    return _OF_TABLES.search(clause) is not None
