"""The figures of real tables, read from the documents by eye in the order of the form, as printed."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURES = {
    "000_011591719922f726.txt": """
        18529 12 12  28 11872 1277 1765 3689  2  0 0 4 1 126 498 198
        1 0 0 1 0  1 1 0  1 0 0 0 0  0 0 0 0 0 0  0 0 0 1  1 0 0 1  0 0 0 0
        0 0  1 10 78 38 40 50  9 40 610""",
    "001_dc82018ac597aaab.txt": """
        222 0 0  0 192 0 0 30  0  0 0 0 0 0 0 0
        0 0 0 0 0  0 0 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0
        0 0  1 0 0 0 1 5  0 0 0""",
    "003_135d3461a5eeb3ef.txt": """
        744 6 1  0 79 7 133 525  6  0 0 0 0 34 6 0
        1 0 0 1 0  1 1 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0
        0 0  15 2 2 1 1 6.6  2 1 35""",
    "real/hebei-jyt-2018-table.txt": """
        1683 4 4  0 1683 0 1057 575  4  2 2 2 2 50 1 0
        1 0 0 0 1  1 1 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  1 1 0 0  5 5 0 0
        0 0  0 2 2 0 2 0  2 0 0""",
}


def _stored(figures: str) -> Mapping[str, int]:
    printed = figures.split()
    pairs = zip(FIGURES, printed, strict=True)
    return MappingProxyType({each.code: int(Decimal(figure) * each.measure.factor) for each, figure in pairs})


TRUTH: Mapping[str, Mapping[str, int]] = MappingProxyType({path: _stored(text) for path, text in _FIGURES.items()})
