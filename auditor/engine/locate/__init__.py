"""Which figure is wrong: failed balances as a puzzle in whole numbers, and its smallest repairs in words."""
