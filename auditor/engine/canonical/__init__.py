"""Checked statements in canonical form: quotients of polynomials, in negation normal form."""
