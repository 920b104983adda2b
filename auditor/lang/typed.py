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
    from auditor.scoring import Scoring
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
    COUNT, COMPLETE, OVERLAPPING, CARRIED of an enumeration; PART, BASE, STATED (the printed number without its point)
    and SCALE (10 to the number of printed decimals, times 100) of a rate; GROWTH is 1 when it is one to the year
    before, 2 when it compares with that year without a ratio; CHANGE is the difference that it states and QUOTED the
    figure of that year as quoted, 0 where it does not; REPORTED is the figure of that year's own report. BASE_ALONE is
    1 for a percentage that is printed with its base and without its part. SCOPED is 1 when scope words narrow the
    mention; AGREES_ELSEWHERE is 1 when another mention of the same indicator in the submission, or a figure noted in
    the table's cell, equals the table.
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
    CARRIED = "carried"
    PART = "part"
    BASE = "base"
    STATED = "stated"
    SCALE = "scale"
    GROWTH = "growth"
    CHANGE = "change"
    QUOTED = "quoted"
    REPORTED = "reported"
    BASE_ALONE = "base_alone"


# ---------------------------------------------------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in the rule, in stored integers; `printed` is how it was written."""

    value: Fraction
    measure: Measure
    printed: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A table figure of this unit: `years_back` 0 is this year, 1 the year before (joined on the year).

    Of several reports of one year the last is meant, or the `first` that was published.
    """

    indicator: str
    measure: Measure
    name: str
    member: str | None = None
    years_back: int = 0
    signed: bool = False
    first: bool = False


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


class Kin(StrEnum):
    """Whose figures of the same year are looked at, by the registry: the unit's own part, those below, the one above.

    What is expected but not reported may be any figure that the indicator can take.
    """

    OWN = "own"
    PARENT = "parent"
    CHILDREN_SUM = "children_sum"
    CHILDREN_MAX = "children_max"
    CHILDREN_MIN = "children_min"


@dataclass(frozen=True, slots=True)
class Relative:
    """本级, 上级, 下级合计, 下级最大, 下级最小 of an indicator."""

    kin: Kin
    figure: Figure
    measure: Measure


@dataclass(frozen=True, slots=True)
class ChildrenCount:
    """下级个数: how many units below this one are to report, or have reported."""

    reported: bool
    measure: Measure


class PeerStatistic(StrEnum):
    """What is said of the units of one kind in one year.

    COUNT how many have the figure; MEDIAN of it; DEVIATION this unit's 0.6745 · (x - median) / MAD; GROWTH the
    Hidiroglou-Berthelot score of its growth, and GROWTH_COUNT how many units have one.
    """

    COUNT = "peer_count"
    MEDIAN = "peer_median"
    DEVIATION = "peer_z"
    GROWTH = "hb_score"
    GROWTH_COUNT = "growth_count"


class PeerKey(StrEnum):
    """What peers have in common."""

    YEAR = "year"
    LEVEL = "level"
    REGION = "region"
    KIND = "type"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Peers:
    """A statistic over the units that have the same form and the same `by`."""

    statistic: PeerStatistic
    figure: Figure
    by: tuple[PeerKey, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Stated:
    """The one figure that the narrative states of an indicator in a column; blank where it states none, or several.

    `half` is half a unit of its last printed digit instead.
    """

    indicator: str
    column: str | None
    measure: Measure
    name: str
    half: bool = False


class Trait(StrEnum):
    """What figures are counted for: SAME not zero and as the year before; NONZERO not zero."""

    SAME = "same_as_last_year"
    NONZERO = "nonzero"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some figures have a trait."""

    trait: Trait
    args: tuple[Figure, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Length:
    """长度: the characters of a text, blanks left out."""

    text: AttributeText
    measure: Measure


@dataclass(frozen=True, slots=True)
class Similarity:
    """相似度 of two texts, years left out: 1 is the same."""

    left: AttributeText
    right: AttributeText
    measure: Measure


class Twins(StrEnum):
    """How other units' reports of the same year resemble this one."""

    FIGURES = "twin_count"
    TEXT = "peer_similarity"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """同级相同个数: other units with the very same figures that are not zero; 同级相似度: the most similar text."""

    twins: Twins
    args: tuple[Figure, ...]
    text: AttributeText | None
    measure: Measure


@dataclass(frozen=True, slots=True)
class Rounded:
    """四舍五入: half away from zero, to so many decimals of the printed unit."""

    arg: Number
    digits: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class YearOf:
    """年份 of a date."""

    date: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Workdays:
    """工作日数: the working days after the first date, up to and with the second; undecided where no table says."""

    start: Number
    end: Number
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


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of another package; `function` is the name of its entry point, the arguments are whole numbers."""

    function: str
    args: tuple[Number, ...]
    measure: Measure


Number: TypeAlias = (
    Constant
    | Figure
    | AttributeFigure
    | CellAspect
    | ItemField
    | Relative
    | ChildrenCount
    | Peers
    | Stated
    | Tally
    | Length
    | Similarity
    | Resemblance
    | Rounded
    | YearOf
    | Workdays
    | YearDate
    | Sum
    | Negative
    | Product
    | Quotient
    | Largest
    | Smallest
    | Absolute
    | Default
    | Applied
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
    """A text known of the submission, or of the unit's so many years before."""

    name: str
    years_back: int = 0


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


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a test: figures given, verdict expected.

    `figures` maps (indicator, member, years back) to a stored integer, None for a blank; `attributes` and `fields`
    likewise. A figure that the test does not name is 0; an instance none of whose figures is named is not judged. The
    verdict of the row is fail if any judged instance fails, else unknown if any is, else pass if any passes, else na.

    The rows of one `world` are reports that are there together, as the units and the history that a rule looks at; a
    row without one is alone. There the attribute 下级 lists the units that are to report to the row's unit.

    `first` are figures as first published. `stated` are the figures that the narrative states of indicators and
    columns, each with its printed decimals; where a rule is judged on mentions, `fields` are of the mention.
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
    world: str = ""
    first: tuple[tuple[tuple[str, str | None, int], int | None], ...] = ()
    stated: tuple[tuple[tuple[str, str | None], tuple[int | None, int]], ...] = ()


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
    not be checked, each with a diagnostic of its own; `untried` is how many rows of tests cannot run. `drafts` run in
    no audit, only in their own tests. `digest` is of the rule files' paths and texts.
    """

    schema: Schema
    rules: tuple[CheckedRule, ...]
    infos: tuple[RuleInfo, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    broken: tuple[str, ...] = ()
    digest: str = ""
    waivers: tuple[Waiver, ...] = ()
    scoring: Scoring | None = None
    drafts: tuple[CheckedRule, ...] = ()
    untried: int = 0
