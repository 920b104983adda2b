"""The tables of a department's report of 2021, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-kjt-2021.txt",
    "disclosure-2021",
    "河北省科学技术厅",
    2021,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued ? normative_repealed ? normative_in_force ?
licences_decided 1689
penalties_decided 0
coercions_decided _
fees_amount 0
reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 0
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 0
""",
    rows="""
new_received 2 0 0 0 0 0 2
granted 1 0 0 0 0 0 1
denied_internal 1 0 0 0 0 0 1
processed_total 2 0 0 0 0 0 2
""",
    usual="0",
)
