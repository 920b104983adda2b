"""Verdicts by engines that run SQL."""
