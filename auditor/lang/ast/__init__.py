"""What a rule file says, as written: nodes with their place, names not yet looked up.

A node's span is outside equality, so that trees are compared without their places. Spans point into the source's own
text; names are kept folded (full-width as half-width), texts as they stand in the file.
"""

from __future__ import annotations

from auditor.lang.ast.clauses import Applies
from auditor.lang.ast.clauses import Choice
from auditor.lang.ast.clauses import Clause
from auditor.lang.ast.clauses import ClauseValue
from auditor.lang.ast.clauses import Column
from auditor.lang.ast.clauses import Columns
from auditor.lang.ast.clauses import Foreach
from auditor.lang.ast.clauses import Grades
from auditor.lang.ast.clauses import GradeStep
from auditor.lang.ast.clauses import Period
from auditor.lang.ast.clauses import ScopePart
from auditor.lang.ast.clauses import Sentence
from auditor.lang.ast.clauses import Sentences
from auditor.lang.ast.clauses import Texts
from auditor.lang.ast.clauses import Tolerance
from auditor.lang.ast.clauses import Tolerances
from auditor.lang.ast.expressions import Additive
from auditor.lang.ast.expressions import And
from auditor.lang.ast.expressions import Between
from auditor.lang.ast.expressions import Call
from auditor.lang.ast.expressions import Compare
from auditor.lang.ast.expressions import Date
from auditor.lang.ast.expressions import Expr
from auditor.lang.ast.expressions import If
from auditor.lang.ast.expressions import Iff
from auditor.lang.ast.expressions import Minus
from auditor.lang.ast.expressions import Multiplicative
from auditor.lang.ast.expressions import Name
from auditor.lang.ast.expressions import Node
from auditor.lang.ast.expressions import Not
from auditor.lang.ast.expressions import Number
from auditor.lang.ast.expressions import Or
from auditor.lang.ast.expressions import Ref
from auditor.lang.ast.expressions import SetOf
from auditor.lang.ast.expressions import Star
from auditor.lang.ast.expressions import Text
from auditor.lang.ast.expressions import Within
from auditor.lang.ast.statements import ApplyStatement
from auditor.lang.ast.statements import Branch
from auditor.lang.ast.statements import ClaimStatement
from auditor.lang.ast.statements import Dated
from auditor.lang.ast.statements import FormStatement
from auditor.lang.ast.statements import GroupStatement
from auditor.lang.ast.statements import Import
from auditor.lang.ast.statements import IndicatorStatement
from auditor.lang.ast.statements import Param
from auditor.lang.ast.statements import Row
from auditor.lang.ast.statements import Ruleset
from auditor.lang.ast.statements import RuleStatement
from auditor.lang.ast.statements import Statement
from auditor.lang.ast.statements import TableStatement
from auditor.lang.ast.statements import TemplateStatement
from auditor.lang.ast.statements import TestStatement
from auditor.lang.ast.statements import Tree
from auditor.lang.ast.statements import Unit
from auditor.lang.ast.statements import Waiver
from auditor.lang.ast.statements import WordGroup

__all__ = [
    "Additive",
    "And",
    "Applies",
    "ApplyStatement",
    "Between",
    "Branch",
    "Call",
    "Choice",
    "ClaimStatement",
    "Clause",
    "ClauseValue",
    "Column",
    "Columns",
    "Compare",
    "Date",
    "Dated",
    "Expr",
    "Foreach",
    "FormStatement",
    "GradeStep",
    "Grades",
    "GroupStatement",
    "If",
    "Iff",
    "Import",
    "IndicatorStatement",
    "Minus",
    "Multiplicative",
    "Name",
    "Node",
    "Not",
    "Number",
    "Or",
    "Param",
    "Period",
    "Ref",
    "Row",
    "RuleStatement",
    "Ruleset",
    "ScopePart",
    "Sentence",
    "Sentences",
    "SetOf",
    "Star",
    "Statement",
    "TableStatement",
    "TemplateStatement",
    "TestStatement",
    "Text",
    "Texts",
    "Tolerance",
    "Tolerances",
    "Tree",
    "Unit",
    "Waiver",
    "Within",
    "WordGroup",
]
