"""Tables of ready-made figures as submissions."""
