"""A district's report of 2024, its tables ruled, typed by eye from the pages."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/huaian-hongze-2024.pdf",
    "disclosure-2021",
    "淮安市洪泽区",
    2024,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 3 normative_repealed 0 normative_in_force 8
licences_decided 9487
penalties_decided 2776
coercions_decided 84
fees_amount 7545
reviews_upheld 1 reviews_corrected 1 reviews_other 0 reviews_pending 0 reviews_total 2
suits_direct_upheld 1 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 1
suits_after_review_upheld 2 suits_after_review_corrected 0 suits_after_review_other 1 suits_after_review_pending 0
suits_after_review_total 3
""",
    rows="""
new_received 95 0 0 0 0 0 95
granted 50 0 0 0 0 0 50
partially_granted 9 0 0 0 0 0 9
denied_security 1 0 0 0 0 0 1
denied_process 1 0 0 0 0 0 1
denied_case_files 1 0 0 0 0 0 1
unable_not_held 31 0 0 0 0 0 31
unable_to_be_made 1 0 0 0 0 0 1
refused_petition 1 0 0 0 0 0 1
processed_total 95 0 0 0 0 0 95
""",
    usual="0",
    format="pdf",
)
