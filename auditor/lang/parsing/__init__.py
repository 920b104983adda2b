"""Text to trees: where statements begin, the shape of their clauses, what is wrong with them."""
