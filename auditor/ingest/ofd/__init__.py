"""Documents of the Chinese standard for fixed layouts (OFD, GB/T 33190): packages whose parts say what is painted."""
