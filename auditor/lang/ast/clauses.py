"""What stands in the clauses of a statement, as written."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.lang.ast.expressions import Expr
from auditor.lang.ast.expressions import Node

if TYPE_CHECKING:
    from auditor.lang.ast.expressions import Name
    from auditor.lang.ast.expressions import Number
    from auditor.lang.ast.expressions import Text
    from auditor.lang.keywords import ClauseKey
    from auditor.lang.keywords import ScopeKey
    from auditor.results import Severity
    from auditor.schema import Years
    from auditor.source import Span


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
