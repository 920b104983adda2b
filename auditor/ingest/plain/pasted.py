"""What programs put around the lines and fields of plain text that they pass on: marks of mail, quotes of sheets.

Blanks as web pages write them, and how characters are read, which converters to traditional ones put behind them.
"""

from __future__ import annotations

from html import unescape

from auditor.patterns import regex

_MAILED = regex(r"^(?:[ \t]?>)+[ \t]?")
_FEWEST_MAILED = 5
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SIGNS = frozenset(_TONES)
_TONED = regex(rf"(?<=[㐀-鿿])\([a-zü]{{0,5}}[{_TONES}][a-z]{{0,4}}\)")
_SPOKEN = regex(rf"(?<=[㐀-鿿])\([a-zü{_TONES}]{{1,6}}\)")
_FEWEST_SPOKEN = 3
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
    if "&nbsp;" in text:
        text = unescape(text).replace("\xa0", " ")
    if ">" in text:
        lines = text.split("\n")
        if sum(_MAILED.match(line) is not None for line in lines) >= _FEWEST_MAILED:
            text = "\n".join(_MAILED.sub("", line) for line in lines)
    head = text[:_HEAD]
    if not _SIGNS.isdisjoint(head) and len(_TONED.findall(head)) >= _FEWEST_SPOKEN:
        text = _SPOKEN.sub("", text)
    if "\t" in text and any(mark in text for mark in ("**", "__", "`")):
        text = _EMPHASISED.sub(r"\2", text)
    if '"' in text and "\t" in text:
        text = _QUOTED_FIELD.sub(lambda found: found[1].replace('""', '"').replace("\n", ""), text)
    return text
