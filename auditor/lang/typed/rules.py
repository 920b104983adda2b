"""Conditions, and the rules that are made of them."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang.typed.kinds import Grain
from auditor.lang.typed.numbers import AttributeFigure
from auditor.lang.typed.numbers import AttributeText
from auditor.lang.typed.numbers import Figure
from auditor.lang.typed.numbers import Number
from auditor.results import RuleInfo
from auditor.results import Severity
from auditor.results import Verdict
from auditor.schema import Years
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping


class Operator(StrEnum):
    """How two numbers are compared."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"

    @property
    def mirrored(self) -> Operator:
        """How the same two numbers compare the other way round."""
        return _MIRRORED.get(self, self)

    def holds(self, left: Fraction, right: Fraction) -> bool:
        """Whether two numbers compare so."""
        return _HOLDS[self](left, right)


_MIRRORED: Mapping[Operator, Operator] = MappingProxyType(
    {
        Operator.LT: Operator.GT,
        Operator.LE: Operator.GE,
        Operator.GT: Operator.LT,
        Operator.GE: Operator.LE,
    }
)
_HOLDS: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {
        Operator.EQ: operator.eq,
        Operator.NE: operator.ne,
        Operator.LT: operator.lt,
        Operator.LE: operator.le,
        Operator.GT: operator.gt,
        Operator.GE: operator.ge,
    }
)


class Tolerance(Struct, frozen=True):
    """A difference that is let pass: absolute in stored integers, or relative to the right-hand side."""

    amount: Fraction
    relative: bool = False


class Comparison(Struct, frozen=True):
    """Two numbers compared; any one of the tolerances suffices."""

    op: Operator
    left: Number
    right: Number
    tolerances: tuple[Tolerance, ...] = ()


class Every(Struct, frozen=True):
    """且, n-ary."""

    args: tuple[Condition, ...]


class Either(Struct, frozen=True):
    """或, n-ary."""

    args: tuple[Condition, ...]


class Denial(Struct, frozen=True):
    """非."""

    arg: Condition


class Implication(Struct, frozen=True):
    """若 … 则 … [否则 …]; at the top of a rule a false antecedent without 否则 means not applicable."""

    antecedent: Condition
    consequent: Condition
    otherwise: Condition | None = None


class Equivalence(Struct, frozen=True):
    """当且仅当."""

    left: Condition
    right: Condition


class Present(Struct, frozen=True):
    """有值: the figure, attribute or item field stands there (缺失 is its denial). Always decided."""

    arg: Figure | AttributeFigure | AttributeText


class TextIn(Struct, frozen=True):
    """An attribute that is one of some texts; undecided where the attribute is absent."""

    arg: AttributeText
    values: tuple[str, ...]


class Always(Struct, frozen=True):
    """A statement that is true or false whatever the figures."""

    holds: bool


class TextFits(Struct, frozen=True):
    """包含, 匹配: a text in which a linear-time pattern is found; undecided where the text is absent."""

    arg: AttributeText
    pattern: str
    printed: str


class Possible(Struct, frozen=True):
    """整数可得: whether a printed percentage can come of a whole part of a base, rounded as the rule says."""

    stated: Number
    scale: Number
    base: Number
    low: Fraction
    high: Fraction
    printed: str


class Unique(Struct, frozen=True):
    """唯一: no other report has the same unit, year, or whatever attributes are named."""

    keys: tuple[str, ...]


class Standing(Struct, frozen=True):
    """状态: another rule has one of some verdicts on the same report; always decided."""

    rule: CheckedRule
    verdicts: tuple[Verdict, ...]


Condition: TypeAlias = (
    Comparison
    | Every
    | Either
    | Denial
    | Implication
    | Equivalence
    | Present
    | TextIn
    | TextFits
    | Possible
    | Unique
    | Standing
    | Always
)


class Missing(StrEnum):
    """What a blank means to a rule (空值)."""

    UNKNOWN = "unknown"
    TRY_ZERO = "try_zero"
    ZERO = "zero"
    SKIP = "skip"
    FAIL = "fail"


class Scope(Struct, frozen=True):
    """Where a rule applies (适用); an empty part does not narrow."""

    years: tuple[Years, ...] = ()
    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_units: tuple[str, ...] = ()


class Grade(Struct, frozen=True):
    """One step of 分级: the severity where the condition certainly holds (None: otherwise)."""

    condition: Condition | None
    severity: Severity


class Instance(Struct, frozen=True):
    """A rule for one binding of its loops.

    `binding` is stable: an indicator code, a member code, or both joined by `.`, empty without a loop. `bound` are the
    words that message placeholders of loop variables stand for. For a rule on mentions, `indicator` is whose mentions,
    and `column` of which column (see `schema.Claim.member`).
    `grades` are the rule's with this binding's figures in them; `CheckedRule.grades` are the same where no binding
    differs, else empty.
    """

    binding: str
    require: Condition
    when: Condition | None = None
    member: str | None = None
    indicator: str | None = None
    bound: tuple[tuple[str, str], ...] = ()
    grades: tuple[Grade, ...] = ()
    column: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A rule that can be run as it stands, on the records of one form."""

    info: RuleInfo
    form: str
    grain: Grain
    instances: tuple[Instance, ...]
    missing: Missing
    scope: Scope
    message: Words | None
    unless_failed: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    span: Span | None = field(default=None, compare=False)
