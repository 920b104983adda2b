"""What rules can speak of: units of measure, forms with their indicators, and the claims of the narrative.

Everything here is declared in rule files; the engine and the readers know no domain of their own.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.source import Span


class Kind(StrEnum):
    """What a figure is. Only counts and money stand in tables; a heading is a row that must hold no figure."""

    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    DAYS = "days"
    DATE = "date"
    TEXT = "text"
    HEADING = "heading"

    @property
    def is_amount(self) -> bool:
        """Whether such a figure is never negative, unless its indicator is signed."""
        return self in {Kind.COUNT, Kind.MONEY, Kind.DAYS}


# No stored integer is larger: two of them can still be added.
LARGEST = 2**62


class Measure(Struct, frozen=True):
    """A kind with its unit.

    `base` is the dimension: two figures can be added when their bases are equal (万元 and 元 share the base 元;
    件 and 条 do not). `factor` is how many stored integers one printed unit is: 1 for counts and days, 1,000,000 for
    万元 and 100 for 元 (money is stored in 分), so that every figure of a form is an exact integer inside.
    """

    kind: Kind
    unit: str = ""
    base: str = ""
    factor: int = 1


class Split(StrEnum):
    """How parts relate to their whole: 分为 (they sum to it) or 其中 (none exceeds it)."""

    SUM = "sum"
    OF_WHICH = "of_which"


class Years(Struct, frozen=True):
    """A closed range of years; an open end is None."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: object) -> bool:
        """Whether a year lies in the range."""
        return (
            isinstance(year, int)
            and (self.first is None or self.first <= year)
            and (self.last is None or year <= self.last)
        )


class Member(Struct, frozen=True):
    """One column of a table with columns: the applicant kinds of table three."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None


class Indicator(Struct, frozen=True):
    """One row of a form, or one cell of it where the form has named columns.

    `name` is unique within its form and is what rules say; `label` is what the form prints in the row (labels repeat
    under different heads, so `number`, the place in the form's outline such as 三（一）1, tells them apart);
    `column` is the printed head of the column where a row has several figures of different meaning (2019, table two);
    `members` are the codes of the columns where one indicator is counted for each of them (table three).
    """

    code: str
    name: str
    measure: Measure
    label: str = ""
    aliases: tuple[str, ...] = ()
    english: str = ""
    table: str = ""
    number: str = ""
    column: str = ""
    members: tuple[str, ...] = ()
    part_of: str | None = None
    split: Split | None = None
    signed: bool = False
    trust: int = 1
    years: Years = Years()

    @property
    def names(self) -> Words:
        """What it is called."""
        return Words(self.name, (self.english or self.code).replace("_", " "))

    @property
    def is_heading(self) -> bool:
        """Whether this is a head row, which holds no figure."""
        return self.measure.kind is Kind.HEADING


class Table(Struct, frozen=True):
    """A table of a form: its printed title, its other titles, and its columns where it has them.

    `heads` are heads that it prints over others, from the top down; they name no figure.
    """

    code: str
    title: str
    aliases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    heads: tuple[str, ...] = ()


class Form(Struct, frozen=True, dict=True):
    """An official layout: its indicators in the printed order, head rows included.

    `aliases` are what else its reports call themselves.
    """

    code: str
    title: str
    years: Years = Years()
    tables: tuple[Table, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its code: what is made of a form once and kept is asked for at every document."""
        return hash(self.code)

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """Indicators by their code."""
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def figures(self) -> tuple[Indicator, ...]:
        """The indicators that hold figures, in the printed order."""
        return tuple(indicator for indicator in self.indicators if not indicator.is_heading)

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            if indicator.part_of is not None:
                found.setdefault(indicator.part_of, []).append(indicator)
        return {whole: tuple(parts) for whole, parts in found.items()}

    def spoken(self, indicator: Indicator) -> Indicator:
        """An indicator as the narrative counts it: a head row, which holds no figure, in the unit of the rows below."""
        if not indicator.is_heading:
            return indicator
        below = (each.measure for each in self.figures if each.number.startswith(indicator.number))
        return replace(indicator, measure=next(below, indicator.measure))

    @cached_property
    def _columns(self) -> Mapping[str, str]:
        return {member.code: member.name for table in self.tables for member in table.members}

    def column_name(self, column: str) -> str:
        """What a column is called, by its code; several that are said together (`Claim.member`) by all their names."""
        return "、".join(self._columns.get(code, code) for code in column.split(TOGETHER))

    def cell_name(self, indicator: Indicator, column: str | None) -> str:
        """What a cell is called: its indicator, with the column in brackets where it has one."""
        return f"{indicator.name}[{self.column_name(column)}]" if column else indicator.name

    def parts(self, code: str) -> tuple[Indicator, ...]:
        """The direct parts of an indicator."""
        return self._parts.get(code, ())


class Example(Struct, frozen=True):
    """A sentence that tests a claim: the figure it must give (as a stored integer), or None when it must give none.

    `path` and `span` are where it is written.
    """

    text: str
    expected: int | None
    path: str = ""
    span: Span | None = None


# Of each of these sets of words one, in this order; prose without blanks has them as they are.
Needs: TypeAlias = tuple[tuple[str, ...], ...]


class Wording(Struct, frozen=True):
    """One way to say a claim, lowered to a linear-time regular expression (RE2 syntax).

    The group `n` is the figure as printed; `fixed` is the figure of a wording that prints none (未收到申请 = 0).
    `measure` is what the wording's own unit word gives, where it differs from the indicator's (元 for 万元).
    `needs` are words of which whatever it finds has one of each, one after the other: it need not be looked for where
    they are not.
    """

    text: str
    pattern: str
    fixed: int | None = None
    measure: Measure | None = None
    needs: Needs = ()


class Stance(StrEnum):
    """How a sentence speaks of an indicator: a figure, a denial (未收到), a universal (均按期), or a mere mention."""

    FIGURE = "figure"
    DENIAL = "denial"
    UNIVERSAL = "universal"
    MENTION = "mention"


class Claim(Struct, frozen=True):
    """How the narrative states an indicator.

    `member` is the column that its figures are of, several joined by `+` where they are of these together, None where
    a sentence names none; `measure` is of a figure that the narrative alone gives. `scopes` are words that narrow
    whose figure it is; a clause that holds one of `exclusions` states something else. Of each of `contexts` one
    expression must be found before it in its paragraph, for a claim whose wordings say too little by themselves.
    """

    indicator: str
    wordings: Mapping[Stance, tuple[Wording, ...]]
    scopes: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    contexts: tuple[tuple[str, ...], ...] = ()
    examples: tuple[Example, ...] = ()
    forms: tuple[str, ...] = ()
    member: str | None = None
    measure: Measure | None = None


class Schema(Struct, frozen=True):
    """All that was declared: units of measure by word, forms by code, claims in order, and who reports."""

    units: Mapping[str, Measure] = MappingProxyType({})
    forms: Mapping[str, Form] = MappingProxyType({})
    claims: tuple[Claim, ...] = ()
    registry: Registry = Registry()


# How many stored integers a ratio has for 100 %.
RATIO_SCALE = 1_000_000
# Joins the codes of columns that one figure is of together: 法人或其他组织 stands in no column of its own.
TOGETHER = "+"
