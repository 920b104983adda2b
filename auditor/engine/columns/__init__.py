"""Facts as columns: figures, what is known of them, and what is looked up in other reports."""
