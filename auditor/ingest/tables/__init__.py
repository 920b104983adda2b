"""Tables: the figures of official forms, found by their headings in any layout."""
