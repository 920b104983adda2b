"""Statements and figures in words, in both languages."""
