"""What the words around a figure make of it: whose it is, of which year and kind, planned, denied, one of several."""
