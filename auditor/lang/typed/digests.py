"""What tells whether a rule is the same rule: a digest of all that decides its verdicts, and of nothing else."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.typed.book import RuleBook
    from auditor.lang.typed.rules import CheckedRule
    from auditor.schema import Schema

_PLACE = re.compile(r"\bline=\d+|\bSpan\(start=\d+, end=\d+\)")


def rule_digests(book: RuleBook, version: str) -> Mapping[str, str]:
    """The digest of each rule by its id; by another `version` of the program every rule is another."""
    return {rule: _digest(version, decisive) for rule, decisive in book.decisive.items()}


def decisive_of(rules: Iterable[CheckedRule], schema: Schema) -> Mapping[str, str]:
    """The digest of each rule by its id: of its checked form, its form and claims, and the rules that it yields to.

    A rule that stands elsewhere, reads otherwise or has another message is the same. The list of units does not count.
    """
    claims = _digest(repr(schema.claims))
    forms = {code: _digest(claims, repr(form)) for code, form in schema.forms.items()}
    written: defaultdict[str, list[str]] = defaultdict(list)
    yields: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rules:
        written[rule.info.id] += (forms.get(rule.form, claims), _decisive(rule))
        yields[rule.info.id] |= {*rule.unless_failed}
    own = {rule: _digest(*texts) for rule, texts in written.items()}
    found = {rule: _digest(own[rule], *(own.get(each, "") for each in sorted(yields[rule]))) for rule in own}
    return MappingProxyType(found)


def _decisive(rule: CheckedRule) -> str:
    info = rule.info
    told = repr(
        (
            info.state,
            info.severity,
            rule.grain,
            rule.instances,
            rule.missing,
            rule.scope,
            rule.unless_failed,
            rule.grades,
        )
    )
    return _PLACE.sub("", told) if "Span(" in told else told  # of rules whose state it asks for


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
