"""Checked rules: names resolved, units reconciled, loops unrolled, nothing left that can be wrong.

A rule is checked once for each form it applies to. Every number is in stored integers (`Measure.factor`), so that no
scale is left to reconcile: constants are exact fractions of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from auditor.diagnostics import Words
    from auditor.results import RuleInfo
    from auditor.results import Severity
    from auditor.results import Verdict
    from auditor.schema import Measure
    from auditor.schema import Schema
    from auditor.schema import Years
    from auditor.source import Source
    from auditor.source import Span


class Grain(StrEnum):
    """What a rule is judged on: the record (one submission), or each item of a kind found in it."""

    RECORD = "record"
    MENTION = "mention"
    ENUMERATION = "enumeration"
    RATE = "rate"


class Aspect(StrEnum):
    """What can be asked of a table cell beside its figure; each is an exact integer, never blank.

    ROWS how many rows of the table hold the indicator (0: the row is missing); BLANKS how many of them are blank or a
    dash; NOTES how many hold more than a figure (`9(县级)`); TEXTS how many hold no figure that the indicator can
    take; STRAY how many hold a unit word other than the form's; DISORDERED how many stand out of the printed order;
    FILLED how many hold anything but a dash or a blank (for head rows).
    """

    ROWS = "rows"
    BLANKS = "blanks"
    NOTES = "notes"
    TEXTS = "texts"
    STRAY = "stray"
    DISORDERED = "disordered"
    FILLED = "filled"


class Field(StrEnum):
    """A figure of the item that a rule is judged on.

    MENTION the narrative figure; DENIED and UNIVERSAL 1 when the sentence denies or says all; TOTAL, SUM, LARGEST,
    COUNT, COMPLETE, OVERLAPPING of an enumeration; PART, BASE, STATED (the printed number without its point) and
    SCALE (10 to the number of printed decimals, times 100) of a rate. SCOPED is 1 when scope words narrow the mention;
    AGREES_ELSEWHERE is 1 when another mention of the same indicator in the submission, or a figure noted in the
    table's cell, equals the table.
    """

    MENTION = "mention"
    DENIED = "denied"
    UNIVERSAL = "universal"
    SCOPED = "scoped"
    AGREES_ELSEWHERE = "agrees_elsewhere"
    TOTAL = "total"
    SUM = "sum"
    LARGEST = "largest"
    COUNT = "count"
    COMPLETE = "complete"
    OVERLAPPING = "overlapping"
    PART = "part"
    BASE = "base"
    STATED = "stated"
    SCALE = "scale"


# ---------------------------------------------------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in the rule, in stored integers; `printed` is how it was written."""

    value: Fraction
    measure: Measure
    printed: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A table figure of this unit: `years_back` 0 is this year, 1 the year before (joined on the year)."""

    indicator: str
    measure: Measure
    name: str
    member: str | None = None
    years_back: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class AttributeFigure:
    """A number or a date (as its ordinal) known of the submission."""

    name: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class CellAspect:
    """An integer that says something of a table cell."""

    figure: Figure
    aspect: Aspect
    measure: Measure


@dataclass(frozen=True, slots=True)
class ItemField:
    """A figure of the item (mention, enumeration, rate) that the rule is judged on."""

    field: Field
    measure: Measure
    name: str


@dataclass(frozen=True, slots=True)
class YearDate:
    """日期(年度, 12-31): the ordinal of a day of a year that is known only when the rule runs."""

    year: Number
    month: int
    day: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum; a difference holds a `Negative`."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign changed."""

    arg: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Product:
    """A product."""

    left: Number
    right: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient; undecided where the divisor is zero or blank."""

    left: Number
    right: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Largest:
    """最大."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Smallest:
    """最小."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Absolute:
    """绝对值."""

    arg: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Default:
    """默认(x, y): y where any figure of x is blank."""

    arg: Number
    fallback: Number
    measure: Measure


Number: TypeAlias = (
    Constant
    | Figure
    | AttributeFigure
    | CellAspect
    | ItemField
    | YearDate
    | Sum
    | Negative
    | Product
    | Quotient
    | Largest
    | Smallest
    | Absolute
    | Default
)

# ------------------------------------------------------------------------------------------------------- conditions


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
class AttributeText:
    """A text known of the submission."""

    name: str


@dataclass(frozen=True, slots=True)
class TextIn:
    """An attribute that is one of some texts; undecided where the attribute is absent."""

    arg: AttributeText
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Always:
    """A statement that is true or false whatever the figures."""

    holds: bool


Condition: TypeAlias = Comparison | Every | Either | Denial | Implication | Equivalence | Present | TextIn | Always


# ------------------------------------------------------------------------------------------------------------ rules


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
    words that message placeholders of loop variables stand for. For a rule on mentions, `indicator` is whose mentions.
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


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a test: figures given, verdict expected.

    `figures` maps (indicator, member, years back) to a stored integer, None for a blank; `attributes` and `fields`
    likewise. A figure that the test does not name is 0; an instance none of whose figures is named is not judged. The
    verdict of the row is fail if any judged instance fails, else unknown if any is, else pass if any passes, else na.
    """

    rule: str
    form: str
    figures: tuple[tuple[tuple[str, str | None, int], int | None], ...]
    attributes: tuple[tuple[str, int | str | None], ...]
    aspects: tuple[tuple[tuple[str, str | None, Aspect], int], ...]
    fields: tuple[tuple[Field, int | None], ...]
    expected: Verdict
    path: str = ""
    span: Span | None = field(default=None, compare=False)
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted explanation of the finding of a rule on a unit and year (豁免).

    `binding` narrows it to one instance: the name or the code of what the rule's loop is bound to, or a finding's whole
    binding; empty means every one. `until` is the ordinal of its last day. `figures` are the names and the figures that
    it explained, as written: when one of them is another now, the waiver no longer counts.
    """

    rule: str
    unit: str
    years: tuple[Years, ...]
    reason: str
    approver: str = ""
    binding: str = ""
    until: int | None = None
    figures: tuple[tuple[str, str], ...] = ()
    path: str = ""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A rule folder, checked: what can be spoken of, the rules that can run, and the tests of rules.

    `infos` has every rule that could be read, retired and broken ones too; `broken` are the ids of rules that could
    not be checked, each with a diagnostic of its own. `digest` is of the rule files' paths and texts.
    """

    schema: Schema
    rules: tuple[CheckedRule, ...]
    infos: tuple[RuleInfo, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    broken: tuple[str, ...] = ()
    digest: str = ""
    waivers: tuple[Waiver, ...] = ()
