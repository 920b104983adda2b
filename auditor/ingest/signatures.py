"""The bytes that containers of several formats begin with."""

from __future__ import annotations

# Compound files: the old formats of office programs, and the new ones where they are encrypted.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
