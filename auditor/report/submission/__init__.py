"""The page of a submission: its findings with both ends of the evidence, its tables, its text."""
