"""Walks over checked rules: a number of an earlier year, and what numbers and conditions are made of."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from auditor.lang.typed import Absolute
from auditor.lang.typed import Always
from auditor.lang.typed import Applied
from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import CellAspect
from auditor.lang.typed import ChildrenCount
from auditor.lang.typed import Comparison
from auditor.lang.typed import Condition
from auditor.lang.typed import Constant
from auditor.lang.typed import Default
from auditor.lang.typed import Denial
from auditor.lang.typed import Either
from auditor.lang.typed import Equivalence
from auditor.lang.typed import Every
from auditor.lang.typed import Figure
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Largest
from auditor.lang.typed import Length
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Numbers
from auditor.lang.typed import Peers
from auditor.lang.typed import Possible
from auditor.lang.typed import Present
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Relative
from auditor.lang.typed import Resemblance
from auditor.lang.typed import Rounded
from auditor.lang.typed import Similarity
from auditor.lang.typed import Smallest
from auditor.lang.typed import Standing
from auditor.lang.typed import Stated
from auditor.lang.typed import Sum
from auditor.lang.typed import Tally
from auditor.lang.typed import TextFits
from auditor.lang.typed import TextIn
from auditor.lang.typed import Trait
from auditor.lang.typed import Unique
from auditor.lang.typed import Workdays
from auditor.lang.typed import YearDate
from auditor.lang.typed import YearOf


def shifted(number: Number, years: int, *, first: bool = False) -> Number:  # noqa: C901, PLR0911 - one case a node
    """The number as it was some years before (as first published, or as last); constants stay."""

    def turned(inner: Number) -> Number:
        return shifted(inner, years, first=first)

    match number:
        case Figure():
            return replace(number, years_back=number.years_back + years, first=number.first or first)
        case Sum() | Largest() | Smallest() | Applied():
            return replace(number, args=tuple(turned(arg) for arg in number.args))
        case Negative() | Absolute() | Rounded():
            return replace(number, arg=turned(number.arg))
        case Relative() | Peers():
            return replace(number, figure=replace(number.figure, years_back=number.figure.years_back + years))
        case Product() | Quotient():
            return replace(
                number, left=shifted(number.left, years, first=first), right=shifted(number.right, years, first=first)
            )
        case Default():
            return replace(
                number,
                arg=turned(number.arg),
                fallback=shifted(number.fallback, years, first=first),
            )
        case Length():
            return replace(number, text=replace(number.text, years_back=number.text.years_back + years))
        case Constant() | AttributeFigure() | CellAspect() | ItemField() | YearDate() | YearOf() | Workdays():
            return number
        case ChildrenCount() | Stated() | Tally() | Similarity() | Resemblance():
            return number
        case _:
            assert_never(number)


def atoms(number: Number) -> tuple[Number, ...]:  # noqa: PLR0911 - one case a node
    """What a number is made of in the end: figures, aspects, attributes, fields and constants, in reading order."""
    match number:
        case Sum() | Largest() | Smallest() | Applied():
            return tuple(atom for arg in number.args for atom in atoms(arg))
        case Negative() | Absolute() | Rounded():
            return atoms(number.arg)
        case YearOf():
            return atoms(number.date)
        case Workdays():
            return (*atoms(number.start), *atoms(number.end))
        case Product() | Quotient():
            return (*atoms(number.left), *atoms(number.right))
        case Default():
            return (*atoms(number.arg), *atoms(number.fallback))
        case YearDate():
            return (number, *atoms(number.year))
        case Constant() | Figure() | AttributeFigure() | CellAspect() | ItemField() | Stated():
            return (number,)
        case Relative() | ChildrenCount() | Peers() | Tally() | Length() | Similarity() | Resemblance():
            return (number, *_spoken_of(number))
        case _:
            assert_never(number)


def _spoken_of(number: Relative | ChildrenCount | Peers | Tally | Length | Similarity | Resemblance) -> Numbers:
    """The unit's own figures that a number about several reports also speaks of."""
    match number:
        case Peers() | Relative():
            return (number.figure,)
        case Tally():
            back = (0, 1) if number.trait is Trait.SAME else (0,)
            return tuple(replace(figure, years_back=years) for figure in number.args for years in back)
        case Resemblance():
            return number.args
        case ChildrenCount() | Length() | Similarity():
            return ()
        case _:
            assert_never(number)


def comparisons(found: Condition) -> tuple[Comparison, ...]:
    """The comparisons that a condition consists of, in reading order, whatever joins them."""
    match found:
        case Comparison():
            return (found,)
        case Every() | Either():
            return tuple(each for arg in found.args for each in comparisons(arg))
        case Denial() | Implication() | Equivalence():
            return tuple(each for part in _parts(found) for each in comparisons(part))
        case _:
            return ()


def figures(found: Condition) -> tuple[Figure, ...]:  # noqa: PLR0911 - one case a node
    """The table figures that a condition speaks of, in reading order."""
    match found:
        case Comparison():
            sides = (*atoms(found.left), *atoms(found.right))
            return tuple(atom for atom in sides if isinstance(atom, Figure))
        case Every() | Either():
            return tuple(figure for arg in found.args for figure in figures(arg))
        case Denial() | Implication() | Equivalence():
            return tuple(figure for part in _parts(found) for figure in figures(part))
        case Present():
            return (found.arg,) if isinstance(found.arg, Figure) else ()
        case Possible():
            return tuple(atom for atom in atoms(found.base) if isinstance(atom, Figure))
        case Standing():
            conditions = (it for instance in found.rule.instances for it in (instance.require, instance.when))
            return tuple(figure for it in conditions if it is not None for figure in figures(it))
        case TextIn() | TextFits() | Unique() | Always():
            return ()
        case _:
            assert_never(found)


def _parts(found: Denial | Implication | Equivalence) -> tuple[Condition, ...]:
    match found:
        case Denial():
            return (found.arg,)
        case Implication():
            parts = (found.antecedent, found.consequent, found.otherwise)
            return tuple(part for part in parts if part is not None)
        case Equivalence():
            return (found.left, found.right)
        case _:
            assert_never(found)
