"""The annual inconsistency summary: worked out once, for a page, a workbook and documents."""
