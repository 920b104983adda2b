"""Results to what people read."""

from __future__ import annotations
