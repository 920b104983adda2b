"""The tables of a department's report of 2021, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-gxt-2021.txt",
    "disclosure-2021",
    "河北省工业和信息化厅",
    2021,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 5 normative_repealed 2 normative_in_force 25
licences_decided 273
penalties_decided 54
coercions_decided 0
fees_amount 739.0766
reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 0
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 0
""",
    rows="""
new_received 4 0 0 0 0 0 4
granted 3 0 0 0 0 0 3
partially_granted 1 0 0 0 0 0 1
processed_total 4 0 0 0 0 0 4
""",
    usual="0",
)
