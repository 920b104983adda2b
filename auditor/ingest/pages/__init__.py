"""Printed pages: glyphs and rules with their places become lines, paragraphs and tables."""
