"""What reports say, in both languages: words, figures, places, notes."""
