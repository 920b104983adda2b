"""Rectification notices."""
