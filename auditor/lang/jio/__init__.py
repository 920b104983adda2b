"""Formulas of the 久其 (JIO) report system, over a declared form, as rules of the language."""
