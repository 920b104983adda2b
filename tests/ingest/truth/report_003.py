"""The table of a report in the form of 2014, in the printed order."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "003_135d3461a5eeb3ef.txt",
    "disclosure-2014",
    "青铜峡市邵岗镇",
    2018,
    figures="""
744 6 1  0 79 7 133 525  6  0 0 0 0 34 6 0
1 0 0 1 0  1 1 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0
0 0  15 2 2 1 1 6.6  2 1 35
""",
)
