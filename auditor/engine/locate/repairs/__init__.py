"""Failed balances as puzzles in whole numbers, and the smallest sets of figures whose change settles them."""
