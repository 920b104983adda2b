"""Statements as written: a keyword, a head, and clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.lang.ast.expressions import Node

if TYPE_CHECKING:
    from auditor.lang.ast.clauses import Clause
    from auditor.lang.ast.expressions import Expr
    from auditor.lang.ast.expressions import Name
    from auditor.lang.ast.expressions import Number
    from auditor.lang.ast.expressions import Text
    from auditor.results import Severity
    from auditor.schema import Kind
    from auditor.schema import Split
    from auditor.schema import Years


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
