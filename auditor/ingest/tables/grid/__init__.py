"""Marked tables: which place of a matrix is which cell of a form, by the headings over it and beside it."""
