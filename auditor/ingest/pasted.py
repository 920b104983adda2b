"""What programs put around the lines and fields of plain text that they pass on: marks of mail, quotes of sheets.

And blanks as web pages write them.
"""

from __future__ import annotations

from html import unescape

from auditor.patterns import regex

_MAILED = regex(r"^(?:[ \t]?>)+[ \t]?")
_FEWEST_MAILED = 5
# A field in quotes; one that a sheet's cell of several lines became goes on over them.
_QUOTED_FIELD = regex(r'(?:(?<=\t)|(?<=\n)|^)"((?:[^"]|""){0,400})"(?=\t|\n|$)')


def without_marks(text: str) -> str:
    r"""The text without the marks of mail before its lines and the quotes around its fields.

    >>> without_marks('甲\t"1"\t"结果\n维持"'), without_marks("甲\t&nbsp;\t1")
    ('甲\t1\t结果维持', '甲\t \t1')
    """
    if "&nbsp;" in text:
        text = unescape(text).replace("\xa0", " ")
    if ">" in text:
        lines = text.split("\n")
        if sum(_MAILED.match(line) is not None for line in lines) >= _FEWEST_MAILED:
            text = "\n".join(_MAILED.sub("", line) for line in lines)
    if '"' in text and "\t" in text:
        text = _QUOTED_FIELD.sub(lambda found: found[1].replace('""', '"').replace("\n", ""), text)
    return text
