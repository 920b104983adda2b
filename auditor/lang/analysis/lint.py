"""What a rule by itself lacks or gets wrong: tests that pass and fail, a basis, a year, a share meant in percent."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import did_you_mean_one_of
from auditor.lang import lint_codes as codes
from auditor.lang.analysis.scopes import meets
from auditor.lang.analysis.untabled import untabled
from auditor.lang.analysis.years import never_in
from auditor.lang.analysis.years import of_reports
from auditor.lang.analysis.years import years_near
from auditor.lang.fmt.words import years as year_range
from auditor.lang.typed import Constant
from auditor.lang.typed import Figure
from auditor.lang.typed import Negative
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Sum
from auditor.lang.typed.shift import atoms
from auditor.lang.typing.tolerance import required
from auditor.results import Verdict
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.diagnostics import Code
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Comparison
    from auditor.lang.typed import Number
    from auditor.lang.typed import RuleBook
    from auditor.schema import Years

# What a share is compared with when percent are meant and `%` was left out.
_PERCENTS = range(10, 101)


def lint(book: RuleBook) -> Iterator[Diagnostic]:
    """What rules and indicators lack; a rule that stands for the tree of an indicator lacks nothing."""
    yield from untabled(book)
    sources = {source.path: source for source in book.sources}
    verdicts: defaultdict[str, set[Verdict]] = defaultdict(set)
    for case in book.cases:
        verdicts[case.rule].add(case.expected)
    told: set[tuple[str, str]] = set()
    for rule in book.rules:
        lacking: list[tuple[Code, dict[str, str]]] = [(code, {}) for code in _bare(rule, verdicts[rule.info.id])] + [
            *_dead(rule, book),
            *_without_year(rule, book),
            *_without_percent(rule),
            *_to_the_last_digit(rule),
        ]
        for code, values in lacking:
            if (rule.info.id, code.id) in told:
                continue
            told.add((rule.info.id, code.id))
            known = MappingProxyType({"rule": rule.info.id, **values})
            hint = did_you_mean_one_of(tuple(filter(None, values.get("near", "").split("、"))))
            yield Diagnostic(code, sources.get(rule.info.path), rule.span, known, hint)


def _bare(rule: CheckedRule, verdicts: set[Verdict]) -> Iterator[Code]:
    if rule.info.id.endswith((".分项", ".其中")):
        return
    if not verdicts:
        yield codes.NO_TEST
    elif Verdict.FAIL not in verdicts:
        yield codes.NO_FAILING_TEST
    elif Verdict.PASS not in verdicts:
        yield codes.NO_PASSING_TEST
    if not rule.info.basis:
        yield codes.NO_BASIS


def _dead(rule: CheckedRule, book: RuleBook) -> Iterator[tuple[Code, dict[str, str]]]:
    spans = _spans(rule, book)
    if spans and not any(meets(rule.scope.years, (of_reports(span),)) for span in spans):
        yield codes.DEAD_SCOPE, {**_told(rule, spans), "years": _listed(rule.scope.years)}


def _without_year(rule: CheckedRule, book: RuleBook) -> Iterator[tuple[Code, dict[str, str]]]:
    """A comparison of the year that no year of any form of the rule fulfils."""
    spans = _spans(rule, book)
    found = next(never_in(spans, rule), None) if spans else None
    if found is not None:
        op, year = found
        near = "、".join(map(str, years_near(year, spans)))
        yield codes.NO_SUCH_YEAR, {**_told(rule, spans), "op": op.value, "year": str(year), "near": near}


def _spans(rule: CheckedRule, book: RuleBook) -> tuple[Years, ...]:
    """The years of the forms that a rule is written for; none where one of them is of any year."""
    spans = tuple(book.schema.forms[code].years for code in rule.info.forms if code in book.schema.forms)
    return spans if all(map(_is_dated, spans)) else ()


def _told(rule: CheckedRule, spans: Iterable[Years]) -> dict[str, str]:
    return {"form": "、".join(rule.info.forms), "form_years": _listed(spans)}


def _without_percent(rule: CheckedRule) -> Iterator[tuple[Code, dict[str, str]]]:
    for instance in rule.instances:
        for comparison in required(instance.require):
            bound = _share_bound(comparison)
            if bound is not None:
                yield codes.NO_PERCENT, {"bound": bound.printed}
                return


def _to_the_last_digit(rule: CheckedRule) -> Iterator[tuple[Code, dict[str, str]]]:
    """A ratio of a table, which prints some of its decimals, that is to equal one that is worked out."""
    for instance in rule.instances:
        for comparison in required(instance.require):
            figure = _exact_ratio(comparison)
            if figure is not None:
                yield codes.EXACT_RATIO, {"name": figure.name}
                return


def _exact_ratio(comparison: Comparison) -> Figure | None:
    if comparison.op is not Operator.EQ or comparison.tolerances:
        return None
    match comparison.left, comparison.right:
        case (Product(Figure() as figure, Constant()), Quotient()) | (
            Quotient(),
            Product(Figure() as figure, Constant()),
        ):
            return figure if figure.measure.kind is Kind.RATIO else None
        case _:
            return None


def _share_bound(comparison: Comparison) -> Constant | None:
    match comparison.left, comparison.right:
        case (Quotient() as share, Constant() as bound) | (Constant() as bound, Quotient() as share):
            plain = bound.printed.isdecimal() and int(bound.value) in _PERCENTS
            return bound if plain and (_is_share(share) or _is_growth(share)) else None
        case _:
            return None


def _is_share(share: Quotient) -> bool:
    """Whether figures of a report are divided by others: one by its own year before may well be tenfold."""
    part, whole = atoms(share.left), atoms(share.right)
    if share.left.measure.base != share.right.measure.base:
        return False
    if not all(isinstance(each, Figure) for each in (*part, *whole)):
        return False
    return _indicators(part).isdisjoint(_indicators(whole))


def _is_growth(share: Quotient) -> bool:
    """Whether it is by how much a figure has grown, divided by what it was."""
    grown = share.left.args if isinstance(share.left, Sum) else ()
    return any(isinstance(each, Negative) and each.arg == share.right for each in grown)


def _indicators(numbers: Iterable[Number]) -> set[str]:
    return {each.indicator for each in numbers if isinstance(each, Figure)}


def _is_dated(years: Years) -> bool:
    return years.first is not None or years.last is not None


def _listed(ranges: Iterable[Years]) -> str:
    return "、".join(year_range(span) for span in ranges)
