"""What the head of a sheet's printed pages says, where it is the title of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.books.cell_styles import named
from auditor.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Where the left, the middle and the right part begin; fonts, sizes, colours, and what is filled in on printing.
_PART = regex(r"&[LCR]")
_LOOKS = regex(r'&"[^"]{0,100}"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[A-Za-z]')
_TITLE = regex("报告|统计表|情况表|一览表")


def page_head(sheet: Element) -> tuple[str, ...]:
    """The titles that stand in the head of each page of a sheet."""
    said = next((element.text or "" for element in named(sheet, "oddHeader")), "")
    lines = (one_line(clean(_LOOKS.sub("", part))) for part in _PART.split(said))
    return tuple(line for line in lines if _TITLE.search(line))
