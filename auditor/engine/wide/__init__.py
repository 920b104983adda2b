"""Ready-made tables, one row a record: verdict counts and findings, block by block."""
