"""Which texts of a line are figures, and of which it is open whose they are, or whether they are whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.pages.page import NO_TEXT
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece

_UNIT = "[条件次篇个人项份场家处起宗部期名封]|[人件家]次|[万亿]?元|[万亿]"
_FIGURE = regex(
    r"[-—–/]{1,2}|无|['’]?(?:"
    rf"[（(]?[-−+]?\d[\d,，.．%％]*[余多]?(?:{_UNIT})?[）)]?|[〇零一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]{{1,12}}(?:{_UNIT})?)"
    r"[*#①-⑳⁰¹²³⁴-⁹]{0,3}(?:[（(\[【][^（）()]{1,12}[）)\]】])?[。；;]?"
)
# A numeral in Chinese of which a part may stand on another line; without these it may count rows: 一, 二.
_NUMERAL = regex("[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
_TIMES = regex("[百千万亿佰仟]")
_NO_SIGNS = dict.fromkeys(map(ord, (" ", NO_TEXT, UNREAD)))
# In widths of a character: how far behind the one before it one begins at least that is not printed over it; and how
# many are where lines of two labels run into each other.
_OVER = 0.6
_FEWEST = 2
# In sizes of a figure: how far the lines of one are apart at most, and reach into each other.
_BROKEN = 0.3
_BELOW = 2


def is_figure(piece: Piece) -> bool:
    """Whether a text is a figure, also one of which something cannot be read."""
    text = piece.text.translate(_NO_SIGNS)
    return not text or _FIGURE.fullmatch(text) is not None


def is_printed_over(piece: Piece) -> bool:
    """Whether several characters of a text stand where others of it do."""
    over = (after[0] - before[0] < _OVER * (before[1] - before[0]) for before, after in pairwise(piece.places))
    return sum(over) >= _FEWEST


def with_broken_figures(lines: Sequence[Line]) -> list[Line]:
    """The lines, figures in doubt that may be one in two lines: right below each other, one of them beside no label."""
    broken: set[Piece] = set()
    for number, line in enumerate(lines):
        for other in lines[number + 1 : number + 1 + _BELOW]:
            if all(map(is_figure, line)) or all(map(is_figure, other)):
                pairs = ((above, below) for above in line for below in other if _is_broken(above, below))
                broken.update(piece for pair in pairs for piece in pair)
    return [
        tuple(piece._replace(text=piece.text + UNREAD) if piece in broken else piece for piece in line)
        if broken.intersection(line)
        else line
        for line in lines
    ]


def _is_broken(above: Piece, below: Piece) -> bool:
    texts = above.text.translate(_NO_SIGNS), below.text.translate(_NO_SIGNS)
    digits = all(map(str.isdecimal, texts)) or (all(map(_NUMERAL.fullmatch, texts)) and _TIMES.search("".join(texts)))
    beside = above.x0 < below.x1 and below.x0 < above.x1
    return bool(digits) and beside and abs(below.y0 - above.y1) < _BROKEN * above.size
