"""Which clauses a statement has, and the shape of each clause's words."""

from __future__ import annotations

from enum import Enum
from enum import auto
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang.vocabulary.keywords import ClauseKey as C
from auditor.lang.vocabulary.keywords import StatementKey as S

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(Enum):
    """How the words of a clause are read."""

    EXPR = auto()
    FOREACH = auto()
    TOLERANCES = auto()
    GRADES = auto()
    APPLIES = auto()
    PERIOD = auto()
    CHOICE = auto()
    TEXT = auto()
    LIST = auto()
    COLUMNS = auto()
    SENTENCES = auto()
    FLAG = auto()


_SHAPES: Mapping[Shape, tuple[C, ...]] = MappingProxyType(
    {
        Shape.EXPR: (C.REQUIRE, C.WHEN),
        Shape.FOREACH: (C.FOREACH,),
        Shape.TOLERANCES: (C.TOLERANCE,),
        Shape.GRADES: (C.GRADE,),
        Shape.APPLIES: (C.APPLIES,),
        Shape.PERIOD: (C.YEARS,),
        Shape.CHOICE: (C.MISSING, C.ROUNDING, C.STATUS),
        Shape.TEXT: (
            C.MESSAGE,
            C.MESSAGE_EN,
            C.BASIS,
            C.FIX,
            C.VERSION,
            C.KIND,
            C.LANGUAGE,
            C.NUMBER,
            C.LABEL,
            C.COLUMN_LABEL,
            C.TRUST,
            C.ENGLISH,
            C.ID,
            C.TITLE,
            C.TOTAL_COLUMN,
            C.ORG,
            C.REASON,
            C.APPROVED_BY,
            C.UNTIL,
            C.BINDING,
        ),
        Shape.LIST: (
            C.BY,
            C.RELATED,
            C.UNLESS_FAILED,
            C.TAGS,
            C.FORM,
            C.ALIAS,
            C.HEADS,
            C.SCOPE,
            C.EXCLUDE,
            C.FIGURES,
        ),
        Shape.COLUMNS: (C.COLUMNS, C.COLUMN_ALIAS),
        Shape.SENTENCES: (C.WORDING, C.DENIAL, C.UNIVERSAL, C.MENTION, C.CONTEXT, C.EXAMPLE, C.COUNTEREXAMPLE),
        Shape.FLAG: (C.SIGNED,),
    }
)

SHAPE: Mapping[C, Shape] = MappingProxyType({key: shape for shape, keys in _SHAPES.items() for key in keys})

# What an application of a template may say for itself: it takes the place of the template's own clause.
_ABOUT_RULE = frozenset(
    {
        C.WHEN,
        C.BY,
        C.TOLERANCE,
        C.ROUNDING,
        C.MISSING,
        C.APPLIES,
        C.GRADE,
        C.MESSAGE,
        C.MESSAGE_EN,
        C.BASIS,
        C.FIX,
        C.RELATED,
        C.UNLESS_FAILED,
        C.TAGS,
        C.STATUS,
        C.VERSION,
        C.KIND,
        C.ENGLISH,
    }
)
_OF_RULE = _ABOUT_RULE | {C.REQUIRE, C.FOREACH}

ALLOWED: Mapping[S, frozenset[C]] = MappingProxyType(
    {
        S.RULESET: frozenset({C.VERSION, C.LANGUAGE, C.FORM, C.MISSING, C.BASIS, C.APPLIES, C.STATUS, C.KIND, C.TAGS}),
        S.IMPORT: frozenset(),
        S.UNIT: frozenset(),
        S.PARAM: frozenset({C.BASIS}),
        S.FORM: frozenset({C.YEARS, C.ALIAS}),
        S.TABLE: frozenset({C.COLUMNS, C.COLUMN_ALIAS, C.TOTAL_COLUMN, C.HEADS, C.ALIAS, C.APPLIES, C.NUMBER}),
        S.INDICATOR: frozenset(
            {
                C.NUMBER,
                C.LABEL,
                C.COLUMN_LABEL,
                C.ALIAS,
                C.COLUMNS,
                C.SIGNED,
                C.TRUST,
                C.APPLIES,
                C.ENGLISH,
            }
        ),
        S.GROUP: frozenset(),
        S.RULE: _OF_RULE,
        S.TEMPLATE: _OF_RULE,
        S.APPLY: _ABOUT_RULE | {C.ID, C.TITLE},
        S.TEST: frozenset(),
        S.WORD_GROUP: frozenset(),
        S.CLAIM: frozenset(
            {C.WORDING, C.DENIAL, C.UNIVERSAL, C.MENTION, C.CONTEXT, C.SCOPE, C.EXCLUDE, C.EXAMPLE, C.COUNTEREXAMPLE}
        ),
        S.WAIVER: frozenset({C.ORG, C.YEARS, C.REASON, C.APPROVED_BY, C.UNTIL, C.BINDING, C.FIGURES}),
    }
)

# Clauses that may stand more than once in a statement.
REPEATABLE = frozenset(
    {
        C.FOREACH,
        C.TOLERANCE,
        C.ALIAS,
        C.TAGS,
        C.RELATED,
        C.UNLESS_FAILED,
        C.WORDING,
        C.DENIAL,
        C.UNIVERSAL,
        C.MENTION,
        C.CONTEXT,
        C.SCOPE,
        C.EXCLUDE,
        C.EXAMPLE,
        C.COUNTEREXAMPLE,
        C.FIGURES,
    }
)

# Statements that mean nothing without a clause.
NEEDED: Mapping[S, tuple[C, ...]] = MappingProxyType(
    {S.RULE: (C.REQUIRE,), S.TEMPLATE: (C.REQUIRE,), S.WAIVER: (C.ORG, C.YEARS, C.REASON)}
)

# Lists whose items 、 parts too; in lists of labels and words it belongs to the item.
SPLIT_AT_PAUSE = frozenset({C.BY, C.RELATED, C.UNLESS_FAILED, C.TAGS, C.FORM})
