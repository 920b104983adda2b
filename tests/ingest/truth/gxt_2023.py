"""The tables of a department's report of 2023, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-gxt-2023.txt",
    "disclosure-2021",
    "河北省工业和信息化厅",
    2023,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 1 normative_repealed 1 normative_in_force 26
licences_decided 3189
penalties_decided 81
coercions_decided 0
fees_amount 670.376375
reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 1 reviews_total 1
suits_direct_upheld 3 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 3
suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 1
suits_after_review_total 1
""",
    rows="""
new_received 8 1 0 1 0 0 10
granted 3 1 0 0 0 0 4
partially_granted 2 0 0 0 0 0 2
unable_not_held 3 0 0 1 0 0 4
processed_total 8 1 0 1 0 0 10
""",
    usual="0",
)
