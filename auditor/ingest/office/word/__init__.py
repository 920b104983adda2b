"""Word processor documents as blocks: paragraphs, tables and notes as they are shown."""
