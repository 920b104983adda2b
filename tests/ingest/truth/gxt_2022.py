"""The tables of a department's report of 2022, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-gxt-2022.txt",
    "disclosure-2021",
    "河北省工业和信息化厅",
    2022,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 5 normative_repealed 4 normative_in_force 26
licences_decided 194
penalties_decided 46
coercions_decided 0
fees_amount 650.6
reviews_upheld 1 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 1
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 1 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 1
""",
    rows="""
new_received 12 1 0 1 0 0 14
granted 3 1 0 1 0 0 5
partially_granted 1 0 0 0 0 0 1
unable_not_held 8 0 0 0 0 0 8
processed_total 12 1 0 1 0 0 14
""",
    usual="0",
)
