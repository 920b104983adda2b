"""Conditions, and the rules that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from auditor.diagnostics import Words
    from auditor.lang.typed.kinds import Grain
    from auditor.lang.typed.kinds import PeerKey
    from auditor.lang.typed.numbers import AttributeFigure
    from auditor.lang.typed.numbers import AttributeText
    from auditor.lang.typed.numbers import Figure
    from auditor.lang.typed.numbers import Number
    from auditor.results import RuleInfo
    from auditor.results import Severity
    from auditor.results import Verdict
    from auditor.schema import Years
    from auditor.source import Span


class Operator(StrEnum):
    """How two numbers are compared."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A difference that is let pass: absolute in stored integers, or relative to the right-hand side."""

    amount: Fraction
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers compared; any one of the tolerances suffices."""

    op: Operator
    left: Number
    right: Number
    tolerances: tuple[Tolerance, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """且, n-ary."""

    args: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """或, n-ary."""

    args: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """非."""

    arg: Condition


@dataclass(frozen=True, slots=True)
class Implication:
    """若 … 则 … [否则 …]; at the top of a rule a false antecedent without 否则 means not applicable."""

    antecedent: Condition
    consequent: Condition
    otherwise: Condition | None = None


@dataclass(frozen=True, slots=True)
class Equivalence:
    """当且仅当."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Present:
    """有值: the figure, attribute or item field stands there (缺失 is its denial). Always decided."""

    arg: Figure | AttributeFigure | AttributeText


@dataclass(frozen=True, slots=True)
class TextIn:
    """An attribute that is one of some texts; undecided where the attribute is absent."""

    arg: AttributeText
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Always:
    """A statement that is true or false whatever the figures."""

    holds: bool


@dataclass(frozen=True, slots=True)
class TextFits:
    """包含, 匹配: a text in which a linear-time pattern is found; undecided where the text is absent."""

    arg: AttributeText
    pattern: str
    printed: str


@dataclass(frozen=True, slots=True)
class Possible:
    """整数可得: whether a printed percentage can come of a whole part of a base, rounded as the rule says."""

    stated: Number
    scale: Number
    base: Number
    low: Fraction
    high: Fraction
    printed: str


@dataclass(frozen=True, slots=True)
class Unique:
    """唯一: no other report has the same unit, year, or whatever is named."""

    keys: tuple[PeerKey | str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
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


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies (适用); an empty part does not narrow."""

    years: tuple[Years, ...] = ()
    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of 分级: the severity where the condition certainly holds (None: otherwise)."""

    condition: Condition | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Instance:
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
