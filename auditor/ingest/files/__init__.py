"""Received files to submissions: found, told apart, read in processes with limits, kept."""
