"""What messages are filled in from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.diagnostics import Words
    from auditor.engine.findings.evidence.scene import Scene
    from auditor.engine.findings.percent import Sides
    from auditor.engine.findings.row import Row
    from auditor.results import Evidence
    from auditor.results import Verdict


class Told(Struct, frozen=True):
    """All that a message can tell of a finding; formulas by language."""

    row: Row
    scene: Scene
    verdict: Verdict
    sides: Sides
    formulas: Words
    evidence: tuple[Evidence, ...]
    unit: str
    year: int | None
