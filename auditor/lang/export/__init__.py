"""Checked rules for other programs."""
