"""Files to facts: what was received, read and found."""

from __future__ import annotations
