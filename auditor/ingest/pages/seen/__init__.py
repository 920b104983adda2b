"""What can be seen on a page: glyphs, lines and images, without what is hidden, covered or struck out."""
