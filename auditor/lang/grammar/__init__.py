"""The grammar: elements, expressions of them, and the parts of statements that are made of both."""
