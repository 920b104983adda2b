"""What a rule file says, as written: nodes with their place, names not yet looked up.

A node's span is outside equality, so that trees are compared without their places. Spans point into the source's own
text; names are kept folded (full-width as half-width), texts as they stand in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from auditor.lang.keywords import ClauseKey
    from auditor.lang.keywords import ScopeKey
    from auditor.results import Severity
    from auditor.schema import Kind
    from auditor.schema import Split
    from auditor.schema import Years
    from auditor.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place in the file."""

    span: Span = field(compare=False, repr=False, kw_only=True)


# ------------------------------------------------------------------------------------------------------ expressions


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Star(Node):
    """`*` in brackets: each column in turn."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number with its unit word, which may begin with 万 or 亿."""

    value: Fraction
    unit: Name | None = None


@dataclass(frozen=True, slots=True)
class Date(Node):
    """A day; without a year it is a day of any year."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """A name, perhaps of something within something (`正文.x`), perhaps with a column (`x[列]`)."""

    parts: tuple[Name, ...]
    index: tuple[Name | Star, ...] = ()


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function with its arguments."""

    name: Name
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    """Some things between braces."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """A number with its sign changed."""

    arg: Expr


@dataclass(frozen=True, slots=True)
class Additive(Node):
    """Terms joined by `+` and `-`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Multiplicative(Node):
    """Factors joined by `*` and `/`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A comparison, or a chain of them (0 ≤ a ≤ b); `ops` are the signs of `keywords.COMPARISONS`."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """介于 … 与 …, both ends included."""

    arg: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class Within(Node):
    """属于 or 不属于."""

    arg: Expr
    choices: Expr
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """非."""

    arg: Expr


@dataclass(frozen=True, slots=True)
class And(Node):
    """且, n-ary."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """或, n-ary."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Iff(Node):
    """当且仅当."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class If(Node):
    """若 … 则 … [否则 …]."""

    antecedent: Expr
    consequent: Expr
    otherwise: Expr | None = None


Expr: TypeAlias = (
    Number
    | Date
    | Text
    | Ref
    | Call
    | SetOf
    | Minus
    | Additive
    | Multiplicative
    | Compare
    | Between
    | Within
    | Not
    | And
    | Or
    | Iff
    | If
)

# ---------------------------------------------------------------------------------------------------------- clauses


@dataclass(frozen=True, slots=True)
class Foreach(Node):
    """对每个 x 于 S."""

    name: Name
    items: Expr


@dataclass(frozen=True, slots=True)
class Tolerance(Node):
    """One tolerance."""

    amount: Number
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Tolerances(Node):
    """容差: any one of them suffices."""

    items: tuple[Tolerance, ...]


@dataclass(frozen=True, slots=True)
class GradeStep(Node):
    """One step of 分级; without a condition it is what else holds."""

    condition: Expr | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Grades(Node):
    """分级."""

    steps: tuple[GradeStep, ...]


@dataclass(frozen=True, slots=True)
class ScopePart(Node):
    """One part of 适用: ranges of years, or words."""

    key: ScopeKey
    years: tuple[Years, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applies(Node):
    """适用."""

    parts: tuple[ScopePart, ...]


@dataclass(frozen=True, slots=True)
class Period(Node):
    """Ranges of years."""

    years: tuple[Years, ...]


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """One word of a closed list, as its canonical spelling."""

    word: str


@dataclass(frozen=True, slots=True)
class Texts(Node):
    """Some texts, each with its place."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Column(Node):
    """One column of a table: its name and its code."""

    name: Name
    code: Name | None = None


@dataclass(frozen=True, slots=True)
class Columns(Node):
    """列."""

    items: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sentence(Node):
    """A wording or an example, with the figure that it stands for."""

    text: Text
    value: Number | None = None


@dataclass(frozen=True, slots=True)
class Sentences(Node):
    """Some wordings or examples."""

    items: tuple[Sentence, ...]


ClauseValue: TypeAlias = Expr | Foreach | Tolerances | Grades | Applies | Period | Choice | Texts | Columns | Sentences


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """One clause; `body` is where its words stand."""

    key: ClauseKey
    value: ClauseValue
    word: Name
    body: Span = field(compare=False, repr=False)


# ------------------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class Ruleset(Node):
    """规则集: what holds for the whole file."""

    title: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Import(Node):
    """引用."""

    path: Text


@dataclass(frozen=True, slots=True)
class Unit(Node):
    """计量单位 万元 = 10000 元."""

    name: Name
    aliases: tuple[Name, ...] = ()
    kind: Kind | None = None
    value: Number | None = None


@dataclass(frozen=True, slots=True)
class Dated(Node):
    """A value for a range of years."""

    years: Years
    value: Expr


@dataclass(frozen=True, slots=True)
class Param(Node):
    """参数, one value or one for each range of years."""

    name: Name
    value: Expr | None = None
    dated: tuple[Dated, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class FormStatement(Node):
    """版式."""

    code: Name
    title: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class TableStatement(Node):
    """表."""

    code: Name
    title: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree(Node):
    """分为 {…} or 其中 {…}."""

    split: Split
    items: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Branch(Node):
    """One part of a tree, perhaps with parts of its own."""

    name: Name
    code: Name | None = None
    tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class IndicatorStatement(Node):
    """指标; `label` is the name as the file prints it."""

    name: Name
    code: Name | None = None
    kind: Kind | None = None
    unit: Name | None = None
    signed: bool = False
    table: Name | None = None
    tree: Tree | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupStatement(Node):
    """组."""

    name: Name
    value: Expr


@dataclass(frozen=True, slots=True)
class RuleStatement(Node):
    """规则."""

    id: Name
    title: str
    severity: Severity
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True)
class TemplateStatement(Node):
    """模板."""

    name: Name
    params: tuple[Name, ...]
    title: str = ""
    severity: Severity | None = None
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True)
class ApplyStatement(Node):
    """套用."""

    name: Name
    args: tuple[Expr, ...]
    title: str = ""
    severity: Severity | None = None
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Row(Node):
    """One line of a test table: its cells."""

    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TestStatement(Node):
    """测试."""

    __test__ = False  # it is no test of pytest's

    rule: Name
    title: str
    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ClaimStatement(Node):
    """陈述 x, or 陈述 x[列] of one column, or of a group of columns together.

    With a kind it is of a figure that stands in the narrative alone, such as 陈述 办结率 : 比率 %.
    """

    name: Name
    column: Name | None = None
    kind: Kind | None = None
    unit: Name | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver(Node):
    """豁免."""

    rule: Name
    clauses: tuple[Clause, ...] = ()


Statement: TypeAlias = (
    Ruleset
    | Import
    | Unit
    | Param
    | FormStatement
    | TableStatement
    | IndicatorStatement
    | GroupStatement
    | RuleStatement
    | TemplateStatement
    | ApplyStatement
    | TestStatement
    | ClaimStatement
    | Waiver
)
