"""The rule language: text to checked rules, knowing nothing of data frames or of documents."""

from __future__ import annotations
