"""What a rule folder comes to: rules, their tests and their waivers."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.typed.kinds import Aspect
    from auditor.lang.typed.kinds import Field
    from auditor.lang.typed.rules import CheckedRule
    from auditor.results import RuleInfo
    from auditor.results import Verdict
    from auditor.schema import Schema
    from auditor.schema import Years
    from auditor.scoring import Scoring
    from auditor.source import Source
    from auditor.source import Span


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a test: figures given, verdict expected.

    `figures` maps (indicator, member, years back) to a stored integer, None for a blank; `attributes` and `fields`
    likewise. A figure that the test does not name is 0; an instance none of whose figures is named is not judged. The
    verdict of the row is fail if any judged instance fails, else unknown if any is, else pass if any passes, else na.

    The rows of one `world` are reports that are there together, as the units and the history that a rule looks at; a
    row without one is alone. There the attribute 下级 lists the units that are to report to the row's unit.

    `first` are figures as first published. `stated` are the figures that the narrative states of indicators and
    columns, each with its printed decimals; where a rule is judged on mentions, `fields` are of the mention.
    """

    rule: str
    form: str
    figures: tuple[tuple[tuple[str, str | None, int], int | None], ...]
    attributes: tuple[tuple[str, int | str | None], ...]
    aspects: tuple[tuple[tuple[str, str | None, Aspect], int], ...]
    fields: tuple[tuple[Field, int | None], ...]
    expected: Verdict
    path: str = ""
    span: Span | None = field(default=None, compare=False)
    binding: str = ""
    world: str = ""
    first: tuple[tuple[tuple[str, str | None, int], int | None], ...] = ()
    stated: tuple[tuple[tuple[str, str | None], tuple[int | None, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted explanation of the finding of a rule on a unit and year (豁免).

    `binding` narrows it to one instance: the name or the code of what the rule's loop is bound to, or a finding's whole
    binding; empty means every one. `until` is the ordinal of its last day. `figures` are the names and the figures that
    it explained, as written: when one of them is another now, the waiver no longer counts.
    """

    rule: str
    unit: str
    years: tuple[Years, ...]
    reason: str
    approver: str = ""
    binding: str = ""
    until: int | None = None
    figures: tuple[tuple[str, str], ...] = ()
    path: str = ""
    span: Span | None = field(default=None, compare=False)


class RuleBook(Struct, frozen=True):
    """A rule folder, checked: what can be spoken of, the rules that can run, and the tests of rules.

    `infos` has every rule that could be read, retired and broken ones too; `broken` are the ids of rules that could
    not be checked, each with a diagnostic of its own; `untried` is how many rows of tests cannot run. `drafts` run in
    no audit, only in their own tests. `digest` is of the rule files' paths and texts, `decisive` by the id of each rule
    of all that decides its verdicts.
    """

    schema: Schema
    rules: tuple[CheckedRule, ...]
    infos: tuple[RuleInfo, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    broken: tuple[str, ...] = ()
    digest: str = ""
    waivers: tuple[Waiver, ...] = ()
    scoring: Scoring | None = None
    drafts: tuple[CheckedRule, ...] = ()
    untried: int = 0
    decisive: Mapping[str, str] = MappingProxyType({})
