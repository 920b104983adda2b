"""The words of the language in both spellings, and other words that people use for them."""
