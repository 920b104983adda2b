"""The page of a rule, and what rules leave out."""
