"""Why a statement failed on a row: the comparison that broke, its two sides, and the formula with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from msgspec.structs import replace

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.normal import leaf_of
from auditor.engine.findings.evidence.beyond import at_least
from auditor.engine.findings.exact import stands
from auditor.engine.findings.percent import Sides
from auditor.engine.findings.percent import compared
from auditor.engine.findings.percent import is_in_percent
from auditor.engine.findings.percent import percent_sides
from auditor.engine.findings.percent import rate_of
from auditor.engine.findings.wording.beyond import AT_LEAST
from auditor.engine.findings.wording.printed import decimal
from auditor.engine.findings.wording.printed import plain
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.spoken import Name
from auditor.engine.findings.wording.spoken import in_condition
from auditor.engine.findings.wording.statements import CONTRARY
from auditor.engine.findings.wording.statements import Writer
from auditor.lang import typed
from auditor.lang.typed import Field
from auditor.lang.typing.rounding import as_written
from auditor.results import Verdict
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from auditor.engine.findings.row import Row
    from auditor.engine.findings.wording.statements import Speaker
    from auditor.schema import Measure


_MARKS = frozenset(
    {
        Field.DENIED,
        Field.UNIVERSAL,
        Field.SCOPED,
        Field.AGREES_ELSEWHERE,
        Field.COMPLETE,
        Field.OVERLAPPING,
        Field.CARRIED,
        Field.BY_WAY,
        Field.BASE_ALONE,
    }
)


def failed_comparison(row: Row) -> typed.Comparison | None:
    """The comparison of the statement that broke, where the statement comes down to one."""
    return _broken(row.statement.instance.require, row, holds=False)


def sides_of(row: Row) -> Sides:
    """The two sides of the comparison that broke."""
    if rate := rate_of(row):
        return rate.sides
    comparison = failed_comparison(row)
    if comparison is None:
        return Sides()
    measure = row.printed_in(comparison.left.measure)
    left, right = row.value(comparison.left), row.value(comparison.right)
    if is_in_percent(comparison):
        return percent_sides(left, right)
    if left is None or right is None:
        first, second = (None if side is None else plain(side, measure) for side in (left, right))
        return Sides(first, second, unit=measure.unit)
    gap = left - right
    difference = decimal(gap) if measure.kind is Kind.DATE else plain(gap, measure)
    share = f"{decimal(abs(gap) * 100 / abs(right))}%" if right else None
    return Sides(plain(left, measure), plain(right, measure), difference, share, measure.unit)


def formula(row: Row, speaker: Speaker, *, failed: bool) -> str:
    """The statement with its figures, and with the operators that hold instead of those that should."""
    writer = Writer(speaker, lambda name: _figure(name, row, speaker), lambda it: _constant(it, row))
    if rate := rate_of(row):
        return rate.formula
    require = row.statement.instance.require
    # Counts of rows, blanks and notes are no figures of the document: the message says it in words.
    if all(isinstance(name, typed.CellAspect) for name in in_condition(require)) and any(in_condition(require)):
        return ""
    if not failed:
        return writer.condition(require)
    reasons = dict.fromkeys(_reasons(require, row, writer, holds=False))
    return speaker.word("but").join(reasons) or writer.condition(require)


def least_text(name: Name, row: Row, speaker: Speaker, written: Callable[[Fraction, Measure], str]) -> str:
    """What those units below that reported come to, as a bound; empty where there is none."""
    least = at_least(name, row.known)
    if least is None or not isinstance(name, typed.Relative):
        return ""
    return AT_LEAST.say(speaker.lang).format(written(least, row.printed_in(name.measure)))


# ------------------------------------------------------------------------------------------------------------- within


def _broken(it: typed.Condition, row: Row, *, holds: bool) -> typed.Comparison | None:
    match it:
        case typed.Comparison():
            said = as_written(it)
            return replace(said, op=CONTRARY[said.op]) if holds else said
        case typed.Denial(arg):
            return _broken(arg, row, holds=not holds)
        case typed.Every() | typed.Either():
            guilty = _guilty(it, row, holds=holds)
            one = len(guilty) == 1 or isinstance(it, typed.Either) is holds
            return _broken(guilty[0], row, holds=holds) if one and guilty else None
        case typed.Implication() if not holds:
            return _broken(_branch(it, row), row, holds=False)
        case _:
            return None


def _guilty(it: typed.Every | typed.Either, row: Row, *, holds: bool) -> list[typed.Condition]:
    """The parts that make a condition hold, or not hold; those about mere marks of a sentence only where alone."""
    found = [arg for arg in it.args if row.truth(arg) is holds]
    return [arg for arg in found if not _is_mark(arg)] or found


def _is_mark(it: typed.Condition) -> bool:
    """Whether a condition only asks what kind of a sentence it is: 句.列举完整 = 1."""
    names = list(in_condition(it))
    return bool(names) and all(isinstance(name, typed.ItemField) and name.field in _MARKS for name in names)


def _branch(it: typed.Implication, row: Row) -> typed.Condition:
    """Which branch of an implication broke."""
    if it.otherwise is None or row.truth(it.antecedent) is not False:
        return it.consequent
    return it.otherwise


def _reasons(  # noqa: C901, PLR0911, PLR0912 - one case a node
    it: typed.Condition, row: Row, writer: Writer, *, holds: bool
) -> list[str]:
    """What makes a condition hold, or not hold, on the row."""
    match it:
        case typed.Comparison():
            said = as_written(it)
            return [compared(said if holds else replace(said, op=CONTRARY[said.op]), row, writer)]
        case typed.Denial(arg):
            return _reasons(arg, row, writer, holds=not holds)
        case typed.Every() | typed.Either():
            guilty = _guilty(it, row, holds=holds)
            found = [reason for arg in guilty for reason in _reasons(arg, row, writer, holds=holds)]
            return [writer.speaker.word("also").join(dict.fromkeys(found))] if found else []
        case typed.Implication(antecedent):
            if holds:
                return [writer.condition(it)]
            known = row.truth(antecedent)
            if _is_mark(antecedent):
                return _reasons(_branch(it, row), row, writer, holds=False)
            # NOTE: where blanks leave the antecedent open, both branches broke; it is shown as it reads.
            first = [writer.condition(antecedent)] if known is None else _reasons(antecedent, row, writer, holds=known)
            return [*first, *_reasons(_branch(it, row), row, writer, holds=False)]
        case typed.Equivalence(left, right):
            return [
                reason
                for side in (left, right)
                for reason in _reasons(side, row, writer, holds=row.truth(side) is True)
            ]
        case typed.Present(arg):
            word = "present" if stands(_leaf(arg), row.known) else "missing"
            return [writer.speaker.word(word).format(writer.speaker.name(arg))]
        case typed.TextIn(arg):
            return [writer.speaker.word("in").format(writer.speaker.name(arg), f"“{row.known.texts.get(arg.name)}”")]
        case typed.TextFits(arg, _, printed):
            word = "contains" if holds else "lacks"
            return [writer.speaker.word(word).format(writer.speaker.name(arg), f"“{printed}”")]
        case typed.Possible(_, _, base):
            return [writer.speaker.word("possible" if holds else "impossible").format(writer.number(base))]
        case typed.Unique():
            return [f"{writer.speaker.name(it)} {'=' if holds else '≠'} 1"]
        case typed.Standing(rule):
            verdicts = tuple(each for each in Verdict if row.truth(typed.Standing(rule, (each,))) is True)
            return [writer.condition(typed.Standing(rule, verdicts))]
        case typed.Always():
            return []
        case _ as never:
            assert_never(never)


def _leaf(arg: typed.Figure | typed.AttributeFigure | typed.AttributeText) -> Leaf:
    return Leaf(LeafKind.ATTRIBUTE, arg.name, aspect="text") if isinstance(arg, typed.AttributeText) else leaf_of(arg)


def _figure(name: Name, row: Row, speaker: Speaker) -> str:
    if isinstance(name, typed.AttributeText):
        return row.known.texts.get(name.name) or speaker.word("blank")
    if name in row.shown:
        return row.shown[name]
    value = row.value(name)
    if value is None:
        return least_text(name, row, speaker, plain) or speaker.word("blank")
    if isinstance(name, typed.Unique):
        return str(value)
    written = with_unit if name.measure.unit == "%" else plain
    return written(value, row.printed_in(name.measure))


def _constant(it: typed.Constant, row: Row) -> str:
    if it.printed.endswith("%"):
        return it.printed
    return plain(it.value, row.printed_in(it.measure))
