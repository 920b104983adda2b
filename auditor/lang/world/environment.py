"""What the files declare, and the surroundings of an expression within it."""

from __future__ import annotations

from enum import Enum
from enum import auto
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.lang.typed import PeerKey
from auditor.lang.vocabulary.keywords import Rounding

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Code
    from auditor.lang import ast
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Number
    from auditor.lang.typed import Peers
    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Measure
    from auditor.schema import Member
    from auditor.schema import Years
    from auditor.source import Source
    from auditor.source import Span


class Defined(Struct, frozen=True):
    """An expression with the file that it stands in."""

    expr: ast.Expr
    source: Source


class Parameter(Struct, frozen=True):
    """A named value, or one for each range of years."""

    name: str
    source: Source
    span: Span
    values: tuple[tuple[Years, ast.Expr], ...]


class Narrated(Struct, frozen=True):
    """A figure that the narrative alone gives (陈述 办结率 : 比率 %), with the columns that its claims are of."""

    indicator: Indicator
    columns: tuple[Member, ...] = ()


class FormNames(Struct, frozen=True, eq=False):
    """What names stand for within one form. `shared` holds for the names of files without a form."""

    form: Form
    indicators: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, Defined]
    params: Mapping[str, Parameter]
    claims: Mapping[str, str] = MappingProxyType({})
    narrated: Mapping[str, Narrated] = MappingProxyType({})

    def members(self, indicator: Indicator) -> tuple[Member, ...]:
        """The columns of an indicator."""
        if indicator.code in self.narrated:
            return self.narrated[indicator.code].columns
        tables = [table for table in self.form.tables if table.code == indicator.table]
        return tuple(member for table in tables for member in table.members if member.code in indicator.members)

    def find_member(self, name: str, among: Iterable[Member] | None = None) -> Member | None:
        """The column that a name stands for, among some or among all of the form."""
        known = among if among is not None else (member for table in self.form.tables for member in table.members)
        return next((member for member in known if name in (member.name, member.code, *member.aliases)), None)


class Lacking(Enum):
    """Why a rule has no verdict that another could ask for: there is none, not for the form, wrong, or no end to it."""

    RULE = auto()
    FORM = auto()
    SENSE = auto()
    END = auto()


def _no_rule(_name: str, _form: str) -> CheckedRule | Lacking:
    return Lacking.RULE


class World(Struct, frozen=True, eq=False):
    """All that the files declare; `rule_of` gives the rule of an id as it is for a form.

    `words` are the word groups that a file can use, by the file's forms and then by their names.
    """

    units: Mapping[str, Measure]
    forms: Mapping[str, FormNames]
    words: Mapping[tuple[str, ...], Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    rule_ids: tuple[str, ...] = ()
    rule_of: Callable[[str, str], CheckedRule | Lacking] = _no_rule


class Mentioned(NamedTuple):
    """Whose mentions a rule is judged on: those of an indicator in one column, or in none."""

    indicator: str
    column: str | None


class Report(Struct):
    """What checking one rule brings to light: what is wrong, and what the rule needs to be repeated for.

    `is_hinting` says that whoever wrote a name that stands for nothing is to be told the nearest that does, which takes
    milliseconds to find.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    dated: dict[str, Parameter] = field(default_factory=dict)
    is_hinting: bool = True
    mentions: dict[Mentioned, None] = field(default_factory=dict)
    peers: dict[Peers, None] = field(default_factory=dict)


class Item(Struct, frozen=True):
    """One thing that a loop goes through: an indicator, a column, or a kind of sentence."""

    kind: str  # indicator | member | enumeration | rate
    code: str
    name: str


class Env(Struct, frozen=True, eq=False):
    """The surroundings of an expression: where names are looked up, and where mistakes are noted."""

    world: World
    form: FormNames
    source: Source
    report: Report
    loops: Mapping[str, Item] = MappingProxyType({})
    macros: Mapping[str, tuple[ast.Expr, Env]] = MappingProxyType({})
    extras: Mapping[str, Number] = MappingProxyType({})
    column: str | None = None
    years: Years | None = None
    rounding: Rounding = Rounding.HALF_UP
    expanding: frozenset[str] = frozenset()
    calling: str = ""
    peers: tuple[PeerKey, ...] = (PeerKey.YEAR, PeerKey.LEVEL)

    def say(self, code: Code, span: Span, hint: Words | None = None, **values: str) -> None:
        """Notes something wrong."""
        self.report.diagnostics.append(Diagnostic(code, self.source, span, MappingProxyType(values), hint))

    def within(self, name: str, defined: Defined) -> Env:
        """The surroundings of a definition that this expression uses by its name."""
        empty: Mapping[str, Item] = MappingProxyType({})
        return replace(
            self, source=defined.source, expanding=self.expanding | {name}, loops=empty, macros=MappingProxyType({})
        )

    def looping(self, name: str, item: Item) -> Env:
        """The surroundings with a loop variable bound."""
        return replace(self, loops=MappingProxyType({**self.loops, name: item}))

    def at(self, source: Source) -> Env:
        """The same surroundings in another file."""
        return self if source is self.source else replace(self, source=source)

    def text(self, node: ast.Node) -> str:
        """A node as the file writes it."""
        return " ".join(self.source.slice(node.span).split())
