"""How well reports are read: every cell of real documents typed by eye, and of generated ones of every kind.

    python benchmarks/accuracy.py [--reports DIR] [--seeds N] [--publish]

`--reports` is where the real documents lie (they are no part of the project); `--publish` writes docs/accuracy.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
