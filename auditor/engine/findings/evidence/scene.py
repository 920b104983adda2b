"""What the evidence and the words of a finding are taken from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.engine.findings.evidence.dossier import Dossier
    from auditor.engine.findings.wording.spoken import Name
    from auditor.engine.plan import Statement
    from auditor.results import Evidence
    from auditor.schema import Form


class Scene(Struct, frozen=True):
    """What a finding is drawn from: the submission judged, those of earlier years, and the item where there is one."""

    statement: Statement
    form: Form | None
    dossier: Dossier | None
    earlier: Mapping[int, Dossier | None]
    item: int
    first: Mapping[int, Dossier | None] = MappingProxyType({})
    beyond: Mapping[Name, tuple[Evidence, ...]] = MappingProxyType({})

    @property
    def mention(self) -> Fact | None:
        """The narrative figure that was judged."""
        if self.dossier is None or self.statement.rule.grain is not Grain.MENTION:
            return None
        facts = self.dossier.submission.facts
        return facts[self.item] if self.item < len(facts) else None
