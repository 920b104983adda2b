"""Readers, one a format, each from bytes to a document; they know nothing of each other."""

from __future__ import annotations
