"""How well reports are read: every cell of real documents typed by eye, and of generated ones of every kind.

    python benchmarks/accuracy.py [--reports DIR] [--seeds N] [--publish]

`--reports` is where the real documents lie (they are no part of the project); `--publish` writes docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from auditor.ingest.receive import read_bytes  # noqa: E402
from auditor.lang.load import load_rules  # noqa: E402
from tests.ingest.compare import Score  # noqa: E402
from tests.ingest.compare import score  # noqa: E402
from tests.ingest.generate.content import QUIRKS  # noqa: E402
from tests.ingest.generate.content import content  # noqa: E402
from tests.ingest.generate.whole import WRITERS  # noqa: E402
from tests.ingest.generate.whole import written  # noqa: E402
from tests.ingest.truth import TRUTH  # noqa: E402
from tests.ingest.truth.typed import FORMS  # noqa: E402

if TYPE_CHECKING:
    from auditor.schema import Schema
    from tests.ingest.truth.typed import Truth
