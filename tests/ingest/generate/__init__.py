"""Writers of documents for the tests of reading: what is written is known."""
