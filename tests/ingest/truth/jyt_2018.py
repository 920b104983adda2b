"""The table of a report in the form of 2014, in the printed order."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-jyt-2018-table.txt",
    "disclosure-2014",
    None,  # the file is the table alone and does not say whose it is
    2018,
    figures="""
1683 4 4  0 1683 0 1057 575  4  2 2 2 2 50 1 0
1 0 0 0 1  1 1 0  0 0 0 0 0  0 0 0 0 0 0  0 0 0 0  1 1 0 0  5 5 0 0
0 0  0 2 2 0 2 0  2 0 0
""",
)
