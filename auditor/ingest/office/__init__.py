"""Documents and workbooks of office programs as blocks."""
