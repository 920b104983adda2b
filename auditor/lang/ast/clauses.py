"""What stands in the clauses of a statement, as written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.lang.ast.expressions import Expr
from auditor.lang.ast.expressions import Node

if TYPE_CHECKING:
    from auditor.lang.ast.expressions import Name
    from auditor.lang.ast.expressions import Number
    from auditor.lang.ast.expressions import Text
    from auditor.lang.vocabulary.keywords import ClauseKey
    from auditor.lang.vocabulary.keywords import ScopeKey
    from auditor.results import Severity
    from auditor.schema import Years
    from auditor.source import Span


class Foreach(Node, frozen=True):
    """对每个 x 于 S."""

    name: Name
    items: Expr


class Tolerance(Node, frozen=True):
    """One tolerance."""

    amount: Number
    relative: bool = False


class Tolerances(Node, frozen=True):
    """容差: any one of them suffices."""

    items: tuple[Tolerance, ...]


class GradeStep(Node, frozen=True):
    """One step of 分级; without a condition it is what else holds."""

    condition: Expr | None
    severity: Severity


class Grades(Node, frozen=True):
    """分级."""

    steps: tuple[GradeStep, ...]


class ScopePart(Node, frozen=True):
    """One part of 适用: ranges of years, or words."""

    key: ScopeKey
    years: tuple[Years, ...] = ()
    words: tuple[str, ...] = ()


class Applies(Node, frozen=True):
    """适用."""

    parts: tuple[ScopePart, ...]


class Period(Node, frozen=True):
    """Ranges of years."""

    years: tuple[Years, ...]


class Choice(Node, frozen=True):
    """One word of a closed list, as its canonical spelling."""

    word: str


class Texts(Node, frozen=True):
    """Some texts, each with its place."""

    items: tuple[Text, ...]


class Column(Node, frozen=True):
    """One column of a table: its name and its code."""

    name: Name
    code: Name | None = None


class Columns(Node, frozen=True):
    """列."""

    items: tuple[Column, ...]


class Sentence(Node, frozen=True):
    """A wording or an example, with the figure that it stands for."""

    text: Text
    value: Number | None = None


class Sentences(Node, frozen=True):
    """Some wordings or examples."""

    items: tuple[Sentence, ...]


ClauseValue: TypeAlias = Expr | Foreach | Tolerances | Grades | Applies | Period | Choice | Texts | Columns | Sentences


class Clause(Node, frozen=True):
    """One clause; `body` is where its words stand."""

    key: ClauseKey
    value: ClauseValue
    word: Name
    body: Span
