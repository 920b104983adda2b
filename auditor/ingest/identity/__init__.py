"""Whose report a document is, of which year, and when it was published."""
