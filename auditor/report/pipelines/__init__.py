"""Verdicts and findings in the formats of build servers and reviewers."""
