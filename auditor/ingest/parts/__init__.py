"""The parts of a report: found by their headings, their words as rules can ask for them, the fee that one must tell."""
