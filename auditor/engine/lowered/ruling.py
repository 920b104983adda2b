"""What becomes of a statement on a row, as conditions: fails, idle, passes, in this order; else it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.columns.frames import mentions_of
from auditor.engine.columns.frames import scope_column
from auditor.engine.lowered.context import is_blank
from auditor.engine.lowered.lower import certainty
from auditor.engine.lowered.terms import USUAL
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing

if TYPE_CHECKING:
    from auditor.engine.lowered.context import Certainty
    from auditor.engine.lowered.context import Context
    from auditor.engine.lowered.terms import Term
    from auditor.engine.plan import Statement
    from auditor.lang.typed import CheckedRule
    from auditor.schema import Years

_FIRST_YEAR, _LAST_YEAR = 0, 9999


class Ruling(Struct, frozen=True):
    """The conditions of one statement; `due` says on which rows it is judged at all, None on every one."""

    fails: Term
    idles: Term | None
    passes: Term
    due: Term | None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All of them."""
        return tuple(it for it in (self.fails, self.idles, self.passes, self.due) if it is not None)


def ruling(it: Statement, context: Context) -> Ruling:
    """The conditions of a statement; out of its rule's scope it is idle."""
    terms, missing = context.terms, it.rule.missing
    zeroing = missing in {Missing.TRY_ZERO, Missing.ZERO} and bool(it.figures)
    as_zero = replace(context, blank_is_zero=True) if zeroing else context
    tried = certainty(it.require, as_zero)
    strict = certainty(it.require, context) if zeroing and missing is Missing.TRY_ZERO else tried
    fails = strict.false
    if it.when is not None:
        applies = certainty(it.when, as_zero if missing is Missing.ZERO else context).true
        fails = terms.all_((fails, applies))
    if missing is Missing.FAIL:
        fails = terms.any_((fails, _fails_by_blank(it, strict, context)))
    idles = None if it.idle is None else certainty(it.idle, as_zero).true
    inside = _in_scope(it.rule, context)
    if inside is not None:
        fails = terms.all_((fails, inside))
        outside = terms.not_(inside)
        idles = outside if idles is None else terms.any_((outside, idles))
    mention = it.rule.grain is Grain.MENTION
    due = terms.among("indicator", [mentions_of(it.instance)]) if mention else None
    return Ruling(fails, idles, tried.true, due)


def scope_columns(rule: CheckedRule) -> tuple[str, ...]:
    """The columns by which it is told whether a rule applies to a row."""
    scope = rule.scope
    asked = {
        "year": scope.years,
        scope_column("levels"): scope.levels,
        scope_column("regions"): scope.regions,
        scope_column("kinds"): scope.kinds,
        "unit": scope.except_units,
    }
    return tuple(name for name, allowed in asked.items() if allowed)


# ------------------------------------------------------------------------------------------------------------- within


def _fails_by_blank(it: Statement, pair: Certainty, context: Context) -> Term:
    """空值: 不通过: a blank that leaves the statement open fails it, where it is certain that the statement applies."""
    terms = context.terms
    blank = terms.any_(is_blank(leaf, context) for leaf in it.figures)
    left_open = terms.all_((terms.not_(pair.true), blank))
    return left_open if it.idle is None else terms.all_((left_open, certainty(it.idle, context).false))


def _in_scope(rule: CheckedRule, context: Context) -> Term | None:
    """Whether a rule applies to a row at all, None where it applies to all; what is not known is out of its scope."""
    scope, terms = rule.scope, context.terms
    parts = [_in_years(scope.years, context)] if scope.years else []
    for name, allowed in (("levels", scope.levels), ("regions", scope.regions), ("kinds", scope.kinds)):
        if allowed:
            parts.append(terms.among(scope_column(name), allowed))
    if scope.except_units:
        parts.append(terms.not_(terms.among("unit", scope.except_units)))
    return terms.all_(parts) if parts else None


def _in_years(ranges: tuple[Years, ...], context: Context) -> Term:
    terms = context.terms
    year = terms.column("year", USUAL)
    ends = (
        (_FIRST_YEAR if it.first is None else it.first, _LAST_YEAR if it.last is None else it.last) for it in ranges
    )
    within = terms.any_(terms.between(year, first, last) for first, last in ends)
    return terms.all_((terms.not_(terms.null("year")), within))
