"""How many random cases a property is tried on: `AUDITOR_EXAMPLES=2000 pytest tests/properties` for a long look."""

from __future__ import annotations

import os

from hypothesis import HealthCheck
from hypothesis import settings

EXAMPLES = int(os.environ.get("AUDITOR_EXAMPLES", "60"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
