"""A rule over the columns of a table that no form declares: each column is an indicator by its own name."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang.parsing.parser import parse_file
from auditor.lang.typing.rules import check_rule
from auditor.lang.world.environment import FormNames
from auditor.lang.world.environment import Report
from auditor.lang.world.environment import World
from auditor.lang.world.files import File
from auditor.lang.world.measures import BARE
from auditor.lang.world.measures import BUILTIN
from auditor.lang.world.notes import Notes
from auditor.lang.world.spec import gather_specs
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.lang.parsing.parser import Parsed
    from auditor.lang.typed import CheckedRule

FORM = "table"
_RULE = re.compile(r"\s*(?:规则|rule)\s", re.IGNORECASE)


def parse_adhoc(text: str) -> Parsed:
    """A rule statement, or the statement that must hold alone, as a file of one rule."""
    if _RULE.match(text):
        return parse_file(Source("rule", text.strip("\n") + "\n"))
    lines = "\n    ".join(line.strip() for line in text.strip().splitlines())
    return parse_file(Source("rule", f"规则 rule 强制\n  要求: {lines}\n"))


def rule_over(
    text: str, columns: Sequence[str], decimals: int = 0
) -> tuple[CheckedRule | None, Form, tuple[Diagnostic, ...]]:
    """The rule with the form that the columns make; None, with what is wrong, where it cannot be.

    `decimals` is how many digits behind the point the figures of the table have at most. Figures may be negative.
    """
    measure = Measure(Kind.COUNT, "", "数", 10**decimals) if decimals else BARE
    form = Form(FORM, FORM, indicators=tuple(Indicator(name, name, measure, signed=True) for name in columns))
    names = FormNames(form, {name: (name,) for name in columns}, {}, {})
    parsed = parse_adhoc(text)
    notes = Notes()
    specs = gather_specs((File(parsed, (FORM,)),), notes)
    report = Report()
    world = World(BUILTIN, MappingProxyType({FORM: names}))
    rule = check_rule(specs[0], names, world, report) if specs and not specs[0].broken else None
    return rule, form, (*parsed.diagnostics, *notes.diagnostics, *report.diagnostics)
