"""What pages show: finished values, so that a template has nothing left to decide."""
