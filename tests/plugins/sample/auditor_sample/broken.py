"""What cannot even be imported."""

from __future__ import annotations

message = "this plugin\nis for another version"
raise RuntimeError(message)
