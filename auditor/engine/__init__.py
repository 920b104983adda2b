"""Checked rules against facts: verdicts, and findings with their evidence."""

from __future__ import annotations
