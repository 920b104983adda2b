"""Forms of one column in a stream of text: a label, its unit, its figure, the next label."""
