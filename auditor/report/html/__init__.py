"""Views made into pages: templates and what they share."""
