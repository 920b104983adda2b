"""Submissions beside one another: halves of a report, one report a unit and year."""
