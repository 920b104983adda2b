"""The slips that people make: in a figure, between two of them, along a row or a column."""
