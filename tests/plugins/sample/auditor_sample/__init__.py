"""A plugin as another package would bring it: a reader, a function, an output, and some that do not work."""
