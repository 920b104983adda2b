"""The tables of a department's report of 2023, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-kjt-2023.txt",
    "disclosure-2021",
    "河北省科学技术厅",
    2023,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 1 normative_repealed 1 normative_in_force 53
licences_decided 1029
penalties_decided 0
coercions_decided 0
fees_amount 0
reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 0
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 0
""",
    rows="""
new_received 17 0 0 0 0 0 17
granted 17 0 0 0 0 0 17
processed_total 17 0 0 0 0 0 17
""",
    usual="0",
)
