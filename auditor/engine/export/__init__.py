"""An audit as tables, for people who go on with it in tools of their own."""
