"""A district's report of 2023, its tables ruled, typed by eye from the pages."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/huaian-hongze-2023.pdf",
    "disclosure-2021",
    "淮安市洪泽区",
    2023,
    singles="""
rules_issued 0 rules_repealed 0 rules_in_force 0
normative_issued 0 normative_repealed 5 normative_in_force 5
licences_decided 550
penalties_decided 4119
coercions_decided 195
fees_amount 7730.28
reviews_upheld 10 reviews_corrected 1 reviews_other 0 reviews_pending 0 reviews_total 0
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 5 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 0
""",
    rows="""
new_received 21 0 0 0 0 0 21
partially_granted 4 0 0 0 0 0 4
denied_state_secret 1 0 0 0 0 0 1
denied_process 1 0 0 0 0 0 1
denied_case_files 1 0 0 0 0 0 1
unable_not_held 10 0 0 0 0 0 10
unable_to_be_made 3 0 0 0 0 0 3
refused_petition 1 0 0 0 0 0 1
processed_total 21 0 0 0 0 0 21
""",
    usual="0",
    format="pdf",
)
