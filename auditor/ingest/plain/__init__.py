"""Plain text as people and programs lay it out: columns beside each other, tables drawn with signs, pasted lines."""
