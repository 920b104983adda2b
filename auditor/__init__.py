"""Audits statistical submissions with rules that supervisors write."""

from __future__ import annotations
