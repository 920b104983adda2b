"""Tables on printed pages, with lines around their cells and without, and which glyphs stand in which cell."""
