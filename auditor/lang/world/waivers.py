"""豁免: which findings are accepted as explained, by whom and until when."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.typed import Waiver
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.files import each
from auditor.lang.world.files import find_clause
from auditor.lang.world.files import find_text
from auditor.lang.world.files import find_texts
from auditor.lang.world.names import meant
from auditor.results import Severity
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.typed import CheckedRule
    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes

_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_FIGURE = re.compile(r"\s*(?P<name>[^=]+?)\s*=\s*(?P<figure>[^=]+?)\s*")


def read_waivers(
    files: tuple[File, ...], rules: Iterable[CheckedRule], broken: Iterable[str], notes: Notes
) -> tuple[Waiver, ...]:
    """The waivers of all files; one that is wrong is left out, with a diagnostic."""
    by_id: dict[str, list[CheckedRule]] = {}
    for rule in rules:
        by_id.setdefault(rule.info.id, []).append(rule)
    unknown = frozenset(broken)
    made = [_waiver(file, node, by_id, unknown, notes) for file, node in each(files, ast.Waiver)]
    return tuple(waiver for waiver in made if waiver is not None)


def _waiver(
    file: File, node: ast.Waiver, rules: Mapping[str, list[CheckedRule]], broken: frozenset[str], notes: Notes
) -> Waiver | None:
    name = node.rule.text
    if name not in rules:
        if name not in broken:
            notes.say(codes.UNKNOWN_RULE, file.source, node.rule.span, meant(name, rules), name=name)
        return None
    if not any(_can_be_waived(rule) for rule in rules[name]):
        notes.say(codes.WAIVED_ERROR, file.source, node.rule.span, name=name)
        return None
    before = len(notes.diagnostics)
    until, figures = _until(file, node, notes), _figures(file, node, notes)
    if node.broken or file.broken or len(notes.diagnostics) > before:
        return None
    return Waiver(
        rule=name,
        unit=find_text(node.clauses, ClauseKey.ORG),
        years=tuple(
            years
            for clause in node.clauses
            if clause.key is ClauseKey.YEARS and isinstance(clause.value, ast.Period)
            for years in clause.value.years
        ),
        reason=find_text(node.clauses, ClauseKey.REASON),
        approver=find_text(node.clauses, ClauseKey.APPROVED_BY),
        binding=find_text(node.clauses, ClauseKey.BINDING),
        until=until,
        figures=figures,
        path=file.source.path,
        span=node.span,
    )


def _can_be_waived(rule: CheckedRule) -> bool:
    """Whether any finding of a rule is less than 强制; 分级 decides where the rule has it."""
    severities = {grade.severity for instance in rule.instances for grade in (*instance.grades, *rule.grades)}
    return bool((severities | {rule.info.severity}) - {Severity.ERROR})


def _until(file: File, node: ast.Waiver, notes: Notes) -> int | None:
    clause = find_clause(node.clauses, ClauseKey.UNTIL)
    if clause is None:
        return None
    words = fold(find_text(node.clauses, ClauseKey.UNTIL)).strip()
    match = _DAY.fullmatch(words)
    day = _day(match.groups()) if match else None
    if day is None:
        notes.say(codes.BAD_UNTIL, file.source, clause.body, found=file.source.slice(clause.body))
    return day


def _day(parts: tuple[str, ...]) -> int | None:
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _figures(file: File, node: ast.Waiver, notes: Notes) -> tuple[tuple[str, str], ...]:
    made: list[tuple[str, str]] = []
    for text in find_texts(node.clauses, ClauseKey.FIGURES):
        match = _FIGURE.fullmatch(fold(text.value))
        if match is None:
            notes.say(codes.BAD_WAIVER_FIGURE, file.source, text.span, found=text.value)
        else:
            made.append((match["name"], match["figure"]))
    return tuple(made)
