"""Statements as written: a keyword, a head, and clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.lang.ast.expressions import Node

if TYPE_CHECKING:
    from auditor.lang.ast.clauses import Clause
    from auditor.lang.ast.clauses import Texts
    from auditor.lang.ast.expressions import Expr
    from auditor.lang.ast.expressions import Name
    from auditor.lang.ast.expressions import Number
    from auditor.lang.ast.expressions import Text
    from auditor.results import Severity
    from auditor.schema import Kind
    from auditor.schema import Split
    from auditor.schema import Years


class Ruleset(Node, frozen=True):
    """规则集: what holds for the whole file."""

    title: str
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


class Import(Node, frozen=True):
    """引用."""

    path: Text


class Unit(Node, frozen=True):
    """计量单位 万元 = 10000 元."""

    name: Name
    aliases: tuple[Name, ...] = ()
    kind: Kind | None = None
    value: Number | None = None


class Dated(Node, frozen=True):
    """A value for a range of years."""

    years: Years
    value: Expr


class Param(Node, frozen=True):
    """参数, one value or one for each range of years."""

    name: Name
    value: Expr | None = None
    dated: tuple[Dated, ...] = ()
    clauses: tuple[Clause, ...] = ()


class FormStatement(Node, frozen=True):
    """版式."""

    code: Name
    title: str
    clauses: tuple[Clause, ...] = ()


class TableStatement(Node, frozen=True):
    """表."""

    code: Name
    title: str
    clauses: tuple[Clause, ...] = ()


class Tree(Node, frozen=True):
    """分为 {…} or 其中 {…}."""

    split: Split
    items: tuple[Branch, ...]


class Branch(Node, frozen=True):
    """One part of a tree, perhaps with parts of its own."""

    name: Name
    code: Name | None = None
    tree: Tree | None = None


class IndicatorStatement(Node, frozen=True):
    """指标; `label` is the name as the file prints it."""

    name: Name
    code: Name | None = None
    kind: Kind | None = None
    unit: Name | None = None
    signed: bool = False
    table: Name | None = None
    tree: Tree | None = None
    clauses: tuple[Clause, ...] = ()


class GroupStatement(Node, frozen=True):
    """组."""

    name: Name
    value: Expr


class RuleStatement(Node, frozen=True):
    """规则."""

    id: Name
    title: str
    severity: Severity
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


class TemplateStatement(Node, frozen=True):
    """模板."""

    name: Name
    params: tuple[Name, ...]
    title: str = ""
    severity: Severity | None = None
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


class ApplyStatement(Node, frozen=True):
    """套用."""

    name: Name
    args: tuple[Expr, ...]
    title: str = ""
    severity: Severity | None = None
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


class Row(Node, frozen=True):
    """One line of a test table: its cells."""

    cells: tuple[Text, ...]


class TestStatement(Node, frozen=True):
    """测试."""

    __test__ = False  # it is no test of pytest's

    rule: Name
    title: str
    header: Row
    rows: tuple[Row, ...]


class WordGroup(Node, frozen=True):
    """词组 发布 = 公开, 公布: words that wordings and lists of claims share."""

    name: Name
    words: Texts


class ClaimStatement(Node, frozen=True):
    """陈述 x, or 陈述 x[列] of one column, or of a group of columns together.

    With a kind it is of a figure that stands in the narrative alone, such as 陈述 办结率 : 比率 %.
    """

    name: Name
    column: Name | None = None
    kind: Kind | None = None
    unit: Name | None = None
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


class Waiver(Node, frozen=True):
    """豁免."""

    rule: Name
    clauses: tuple[Clause, ...] = ()
    broken: bool = False


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
    | WordGroup
    | ClaimStatement
    | Waiver
)
