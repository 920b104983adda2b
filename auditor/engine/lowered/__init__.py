"""Canonical statements as terms over columns, which every engine is given in its own words."""
