"""The table of a report in the form of 2014, in the printed order."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "001_dc82018ac597aaab.txt",
    "disclosure-2014",
    "桃源县陬市镇",
    2017,
    figures="""
222 0 0  0 192 0 0 30  0  0 0 0 0 0 0 0
0 0 0 0 0  0 0 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0
0 0  1 0 0 0 1 5  0 0 0
""",
)
