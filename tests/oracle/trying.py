"""How many random cases a property is tried on: `AUDITOR_EXAMPLES=2000 pytest tests/properties` for a long look."""

from __future__ import annotations

import os

from hypothesis import HealthCheck
from hypothesis import settings

from auditor.engine.engines import Engine

# The engines that every environment for tests has; Spark has tests of its own.
LOCAL = (Engine.POLARS, Engine.DUCKDB)
EXAMPLES = int(os.environ.get("AUDITOR_EXAMPLES", "60"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
