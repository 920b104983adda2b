"""Checked rules: names resolved, units reconciled, loops unrolled, nothing left that can be wrong.

A rule is checked once for each form it applies to. Every number is in stored integers (`Measure.factor`), so that no
scale is left to reconcile: constants are exact fractions of them.
"""

from __future__ import annotations

from auditor.lang.typed.book import Case
from auditor.lang.typed.book import RuleBook
from auditor.lang.typed.book import Waiver
from auditor.lang.typed.kinds import Aspect
from auditor.lang.typed.kinds import Field
from auditor.lang.typed.kinds import Grain
from auditor.lang.typed.kinds import Kin
from auditor.lang.typed.kinds import PeerKey
from auditor.lang.typed.kinds import PeerStatistic
from auditor.lang.typed.kinds import Trait
from auditor.lang.typed.kinds import Twins
from auditor.lang.typed.numbers import Absolute
from auditor.lang.typed.numbers import Applied
from auditor.lang.typed.numbers import AttributeFigure
from auditor.lang.typed.numbers import AttributeText
from auditor.lang.typed.numbers import CellAspect
from auditor.lang.typed.numbers import ChildrenCount
from auditor.lang.typed.numbers import Constant
from auditor.lang.typed.numbers import Default
from auditor.lang.typed.numbers import Figure
from auditor.lang.typed.numbers import ItemField
from auditor.lang.typed.numbers import Largest
from auditor.lang.typed.numbers import Length
from auditor.lang.typed.numbers import Negative
from auditor.lang.typed.numbers import Number
from auditor.lang.typed.numbers import Numbers
from auditor.lang.typed.numbers import Peers
from auditor.lang.typed.numbers import Product
from auditor.lang.typed.numbers import Quotient
from auditor.lang.typed.numbers import Relative
from auditor.lang.typed.numbers import Resemblance
from auditor.lang.typed.numbers import Rounded
from auditor.lang.typed.numbers import Similarity
from auditor.lang.typed.numbers import Smallest
from auditor.lang.typed.numbers import Stated
from auditor.lang.typed.numbers import Sum
from auditor.lang.typed.numbers import Tally
from auditor.lang.typed.numbers import Workdays
from auditor.lang.typed.numbers import YearDate
from auditor.lang.typed.numbers import YearOf
from auditor.lang.typed.rules import Always
from auditor.lang.typed.rules import CheckedRule
from auditor.lang.typed.rules import Comparison
from auditor.lang.typed.rules import Condition
from auditor.lang.typed.rules import Denial
from auditor.lang.typed.rules import Either
from auditor.lang.typed.rules import Equivalence
from auditor.lang.typed.rules import Every
from auditor.lang.typed.rules import Grade
from auditor.lang.typed.rules import Implication
from auditor.lang.typed.rules import Instance
from auditor.lang.typed.rules import Missing
from auditor.lang.typed.rules import Operator
from auditor.lang.typed.rules import Possible
from auditor.lang.typed.rules import Present
from auditor.lang.typed.rules import Scope
from auditor.lang.typed.rules import Standing
from auditor.lang.typed.rules import TextFits
from auditor.lang.typed.rules import TextIn
from auditor.lang.typed.rules import Tolerance
from auditor.lang.typed.rules import Unique

__all__ = [
    "Absolute",
    "Always",
    "Applied",
    "Aspect",
    "AttributeFigure",
    "AttributeText",
    "Case",
    "CellAspect",
    "CheckedRule",
    "ChildrenCount",
    "Comparison",
    "Condition",
    "Constant",
    "Default",
    "Denial",
    "Either",
    "Equivalence",
    "Every",
    "Field",
    "Figure",
    "Grade",
    "Grain",
    "Implication",
    "Instance",
    "ItemField",
    "Kin",
    "Largest",
    "Length",
    "Missing",
    "Negative",
    "Number",
    "Numbers",
    "Operator",
    "PeerKey",
    "PeerStatistic",
    "Peers",
    "Possible",
    "Present",
    "Product",
    "Quotient",
    "Relative",
    "Resemblance",
    "Rounded",
    "RuleBook",
    "Scope",
    "Similarity",
    "Smallest",
    "Standing",
    "Stated",
    "Sum",
    "Tally",
    "TextFits",
    "TextIn",
    "Tolerance",
    "Trait",
    "Twins",
    "Unique",
    "Waiver",
    "Workdays",
    "YearDate",
    "YearOf",
]
