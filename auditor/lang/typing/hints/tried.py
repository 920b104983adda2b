"""What would still be wrong with a rule if one of its clauses were written in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.lang import codes
from auditor.lang.parsing.layout import prepare
from auditor.lang.parsing.layout import split_statements
from auditor.lang.parsing.parser import parse_file
from auditor.lang.typing.rules import check_rule
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.world.environment import Report
from auditor.lang.world.files import make_file
from auditor.lang.world.notes import Notes
from auditor.lang.world.spec import gather_specs
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.lang.parsing.layout import RawClause
    from auditor.lang.parsing.layout import RawStatement
    from auditor.lang.world.environment import World


_OF_FILE = frozenset({StatementKey.RULESET, StatementKey.FORM})


def faults_of(
    source: Source, place: tuple[RawStatement, RawClause], written: tuple[str, ...], world: World
) -> tuple[Diagnostic, ...]:
    """What is wrong within a clause of a rule that is written so: its body, and lines behind it.

    Only the head of the file, and the form that it may declare, stand beside the rule: of other rules that it asks for
    nothing is said, and templates are checked where they are applied, thus not here.
    """
    raw, clause = place
    heads = [each for each in split_statements(prepare(source.text))[0] if each.key in _OF_FILE]
    head = "".join(f"{source.slice(_whole(each))}\n\n" for each in heads)
    whole = _whole(raw)
    start = len(head) + clause.body.start - whole.start
    body = "\n  ".join(written)
    text = f"{head}{source.text[whole.start : clause.body.start]}{body}{source.text[clause.body.end : whole.end]}\n"
    tried = Source(source.path, text)
    parsed = parse_file(tried)
    found = [*parsed.diagnostics]
    for spec in gather_specs((make_file(parsed, tuple(world.forms)),), Notes()):
        for form in spec.forms if not spec.broken else ():
            report = Report(is_hinting=False)
            check_rule(spec, world.forms[form], world, report)
            found += report.diagnostics
    within = (each for each in found if each.span is None or start <= each.span.start <= start + len(body))
    return tuple(each for each in within if each.code is not codes.UNKNOWN_RULE)


def _whole(raw: RawStatement) -> Span:
    clauses = (end for each in raw.clauses for end in (each.place.end, each.body.end))
    return Span(raw.place.start, max(raw.place.end, raw.head.end, *clauses))
