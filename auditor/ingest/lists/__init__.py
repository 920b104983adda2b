"""The tables beside the rules: the list of units, the table of scores."""
