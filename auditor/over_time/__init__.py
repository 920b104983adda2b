"""Audits over time: one set beside the one before and kept, and two of them side by side, as a page and as text."""
