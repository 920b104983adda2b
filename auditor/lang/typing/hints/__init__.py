"""What is said of clauses that are not written as the language has them: the one way in which they can be meant."""
