"""What PDFium is asked of a file, its pages and the objects on them, as calls that give plain values."""
