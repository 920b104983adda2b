"""Tests of rules: the columns of their tables, and the cases that they are."""
