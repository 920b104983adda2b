"""What can be known of rules before any data; what is said of several rests on proofs checked in exact numbers."""
