"""Workbooks as rows of texts: what their sheets show, and what of it is hidden, struck out or cannot be seen."""
