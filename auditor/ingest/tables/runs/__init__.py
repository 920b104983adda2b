"""The tables of forms with columns in text without cells: runs of figures between their headings."""
