"""What is kept over time: every audit in one database file, and what people wrote about findings."""

from __future__ import annotations
