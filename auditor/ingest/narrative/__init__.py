"""Narratives: what the prose of a report states of figures, found in its sentences."""
