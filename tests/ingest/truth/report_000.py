"""The table of a report in the form of 2014, in the printed order."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "000_011591719922f726.txt",
    "disclosure-2014",
    "永宁县",
    2018,
    figures="""
18529 12 12  28 11872 1277 1765 3689  2  0 0 4 1 126 498 198
1 0 0 1 0  1 1 0  1 0 0 0 0  0 0 0 0 0 0  0 0 0 1  1 0 0 1  0 0 0 0
0 0  1 10 78 38 40 50  9 40 610
""",
)
