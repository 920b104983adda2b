"""What programs put around the lines and fields of plain text that they pass on: marks of mail, quotes of sheets.

Blanks as web pages write them, and how characters are read, which converters to traditional ones put behind them.
"""

from __future__ import annotations

from html import unescape
from itertools import pairwise

from auditor.patterns import regex

_MAILED = regex(r"(?m)^(?:[ \t]?>)+[ \t]?")
_BULLET = regex(r"(?m)^[ ]{0,8}[-*•●▪■◆][ ]+(?=[(]?(?:[^\W_A-Za-z]|（))(?!\d+[ ]*[-*])")
_FEWEST_MARKED = 5
_COUNTED = regex(r"(?m)^(\d{1,3})[)）][ \t]+")
_FEWEST_COUNTED = 20
_INDENTED = regex(r"(?m)^\t(?=[^\t\n])(?=[^\t\n]*$)")
_FEWEST_INDENTED = 20
_MOST = 0.9
_ENTITY = regex(r"&(?:nbsp|amp|lt|gt|quot|#\d{1,6}|#x[\da-fA-F]{1,5});")
_REFERENCE = regex(r"\[\^\w{1,8}\](?!:)")
# What browsers print at the edges of each page: the address and the number of the page, the time and the title.
_ADDRESS = regex(r"(?m)^[ \t]*(https?://[^\s/]{1,80})\S*(?:[ \t]+\d{1,3}/\d{1,3})?[ \t]*$")
_PRINTED = regex(
    r"(?m)^[ \t]*(?:\d{1,3}/\d{1,3}|(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4})"
    r"[ \t,]+(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]+\S.{0,80})?)[ \t]*$"
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SIGNS = frozenset(_TONES)
_TONED = regex(rf"(?<=[㐀-鿿])\([a-zü]{{0,5}}[{_TONES}][a-z]{{0,4}}\)")
_SPOKEN = regex(rf"(?<=[㐀-鿿])\([a-zü{_TONES}]{{1,6}}\)")
_FEWEST_SPOKEN = 3
_FEWEST_PAGES = 2
_HEAD = 2000
# Marks of emphasis around a figure between tabs.
_EMPHASISED = regex(r"(?<=\t)[ ]?(\*\*|__|`)([-+]?\d[\d,.]{0,20})\1(?=[ ]?(?:\t|\n|$))")
# A field in quotes; one that a sheet's cell of several lines became goes on over them.
_QUOTED_FIELD = regex(r'(?:(?<=\t)|(?<=\n)|^)"((?:[^"]|""){0,400})"(?=\t|\n|$)')


def without_marks(text: str) -> str:
    r"""The text without the marks of mail before its lines, the quotes around its fields and readings of characters.

    Nor has it marks of emphasis around its figures.

    >>> without_marks('甲\t"1"\t"结果\n维持"'), without_marks("甲\t&nbsp;\t1")
    ('甲\t1\t结果维持', '甲\t \t1')
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]).replace("\xa0", " "), text)
    for sign, mark in ((">", _MAILED), ("", _BULLET)):
        if sign in text and sum(1 for _ in mark.finditer(text)) >= _FEWEST_MARKED:
            text = mark.sub("", text)
    text = _without_counts(text)
    if "[^" in text:
        text = without_references(text)
    if "://" in text:
        text = _without_print_marks(text)
    head = text[:_HEAD]
    if not _SIGNS.isdisjoint(head) and len(_TONED.findall(head)) >= _FEWEST_SPOKEN:
        text = _SPOKEN.sub("", text)
    if "\t" in text and any(mark in text for mark in ("**", "__", "`")):
        text = _EMPHASISED.sub(r"\2", text)
    if "\t" in text:
        text = _without_indent(text)
    if '"' in text and "\t" in text:
        text = _QUOTED_FIELD.sub(lambda found: found[1].replace('""', '"').replace("\n", ""), text)
    return text


def _without_counts(text: str) -> str:
    """The text without the numbers of its lines, 1) 2) 3), where they are counted through."""
    counted = [int(found[1]) for found in _COUNTED.finditer(text)]
    if len(counted) < _FEWEST_COUNTED or any(later != sooner + 1 for sooner, later in pairwise(counted)):
        return text
    return _COUNTED.sub("", text)


def _without_indent(text: str) -> str:
    """The text without the tab before each of its lines, where hardly any has another one: no blank field is there."""
    indented = sum(1 for _ in _INDENTED.finditer(text))
    return _INDENTED.sub("", text) if indented >= _FEWEST_INDENTED and indented >= _MOST * text.count("\t") else text


def without_references(text: str) -> str:
    """The text without the references to notes at its foot, as Markdown writes them: 12[^1]."""
    return _REFERENCE.sub("", text)


def _without_print_marks(text: str) -> str:
    """The text with blank lines for what a browser printed at the edges of its pages, where there are several."""
    sites = {found[1] for found in _ADDRESS.finditer(text)}
    if len(sites) != 1 or len(_ADDRESS.findall(text)) < _FEWEST_PAGES:
        return text
    return _PRINTED.sub("", _ADDRESS.sub("", text))
