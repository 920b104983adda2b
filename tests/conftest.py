"""No test may fail because the machine is busy; what was changed on purpose need not be told in the shortest way."""

from __future__ import annotations

from hypothesis import Phase
from hypothesis import settings

settings.register_profile("auditor", deadline=None)
settings.register_profile("mutants", deadline=None, database=None, phases=(Phase.explicit, Phase.generate))
settings.load_profile("auditor")
