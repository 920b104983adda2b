"""Queries that find, in the database that holds a table, the rows that a rule fails or leaves open.

The engine's own terms are printed as SQL over the figures in stored integers. A row in which any figure is not plainly
one (a text, a figure with too many decimals or too large to be exact in a database, a negative count) is found, too:
what came back is judged again by whoever asked, so that the queries decide only what need not be fetched.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlglot import exp

from auditor.diagnostics import Words
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.frames import Names
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.as_sql import Dialect
from auditor.engine.lowered.as_sql import UnsupportedError
from auditor.engine.lowered.as_sql import query
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.ruling import ruling
from auditor.engine.lowered.terms import WIDE
from auditor.engine.lowered.terms import Op
from auditor.engine.plan import make_plan
from auditor.engine.verdict_codes import FAIL
from auditor.engine.verdict_codes import UNKNOWN
from auditor.engine.verdict_codes import column
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.lowered.terms import Term
    from auditor.engine.plan import Statement
    from auditor.engine.wide.batch import Layout
    from auditor.lang.typed import CheckedRule

# What the table is called in a query.
GIVEN = "auditor_given"
# Up to where a DOUBLE is exact, and by how much of itself a product of one may be off by rounding alone.
_EXACT, _ROUNDING = "9000000000000000", "5e-16"
_SMALLEST = 10_000
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE")
_OTHER_ROWS = Words("规则要看其他行或登记信息", "the rule looks at other rows, or at the list of units")
_NO_COLUMN = Words("缺少规则所需的列，或一项有两列", "a column that the rule needs is missing, or there are two of one")
_CANNOT = Words("数据库不能精确计算这条规则", "the database cannot calculate the rule exactly")
# What SQLite, whose largest number has 64 bits and whose division is one of floating points, calculates exactly.
_IN_SQLITE = frozenset(
    {Op.COLUMN, Op.NUMBER, Op.LINEAR, Op.TIMES, Op.CHOOSE, Op.ABOVE, Op.NULL, Op.AMONG, Op.NOT, Op.ALL, Op.ANY}
    | {Op.TRUE, Op.FALSE}
)


class Database(StrEnum):
    """Whose queries are printed."""

    SQLITE = "sqlite"
    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


class NotThereError(Exception):
    """A rule that has to be judged where the rows are fetched to; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Column(Struct, frozen=True):
    """A column of figures: how many stored integers one is, and whether it may be negative."""

    name: str
    factor: int = 1
    signed: bool = False


class Asked(Struct, frozen=True, eq=False):
    """A rule over the columns of a table in a database.

    `names` are what its figures are called in the query, `columns` by these names what they are made of; `fetched` are
    the columns that are wanted of a row that is found.
    """

    database: Database
    statements: tuple[Statement, ...]
    names: Mapping[Leaf, str]
    columns: Mapping[str, Column]
    doubtful: str | None
    fetched: tuple[str, ...]


def ask(rules: Iterable[CheckedRule], layout: Layout, fetched: Sequence[str], database: Database) -> Asked:
    """What is to be asked of a table.

    Raises:
        NotThereError: it cannot be.
    """
    plan = make_plan(rules)
    if plan.broken or len(plan.steps) != 1 or plan.steps[0].grain is not Grain.RECORD:
        raise NotThereError(_CANNOT)
    statements = plan.steps[0].statements
    scopes = [it.rule.scope for it in statements]
    if any(it.levels or it.regions or it.kinds or it.except_units for it in scopes):
        raise NotThereError(_OTHER_ROWS)
    by_cell = {cell: name for name, cell in layout.cells.items()}
    if len(by_cell) != len(layout.cells):
        raise NotThereError(_NO_COLUMN)
    names: dict[Leaf, str] = {}
    columns: dict[str, Column] = {}
    for leaf in dict.fromkeys(bare(leaf) for it in statements for leaf in it.leaves):
        if leaf.kind is not LeafKind.FIGURE or leaf.years_back:
            raise NotThereError(_OTHER_ROWS)
        if (leaf.code, leaf.member) not in by_cell:
            raise NotThereError(_NO_COLUMN)
        indicator = layout.form.by_code[leaf.code]
        names[leaf] = f"v{len(names)}"
        columns[names[leaf]] = Column(by_cell[leaf.code, leaf.member], indicator.measure.factor, indicator.signed)
    if any(it.years for it in scopes):
        if layout.year is None:
            raise NotThereError(_NO_COLUMN)
        columns["year"] = Column(layout.year)
    return Asked(
        database, statements, MappingProxyType(names), MappingProxyType(columns), layout.doubtful, tuple(fetched)
    )


def survey(asked: Asked) -> str:
    """How many rows there are, and how large the figures of each column: one row."""
    sizes = [exp.alias_(exp.Max(this=exp.Abs(this=exp.column(name))), f"m_{name}") for name in asked.columns]
    counted = exp.alias_(exp.Count(this=exp.Star()), "n")
    return exp.select(counted, *sizes).from_(_figures(asked).subquery("figures")).sql(asked.database.value)


def kinds(asked: Asked) -> str:
    """The types of the columns of figures in PostgreSQL, by a row: what is no number there cannot even be tried."""
    told = [
        exp.cast(exp.Anonymous(this="pg_typeof", expressions=[_given(it.name)]), "TEXT")
        for it in asked.columns.values()
    ]
    return exp.select(*told).from_(GIVEN).limit(1).sql(asked.database.value)


def open_rows(asked: Asked, sizes: Iterable[int | None]) -> str:
    """The rows that may fail or be left open, their columns as `o0`, `o1`, … in the order of what is fetched.

    `sizes` are those of the survey.

    Raises:
        NotThereError: the database cannot calculate it exactly.
    """
    largest = max([_SMALLEST, *(size for size in sizes if size is not None)])
    context = Context(Names(asked.names, MappingProxyType({}), MappingProxyType({})), largest)
    rulings = [ruling(it, context) for it in asked.statements]
    if asked.database is Database.SQLITE and not _is_for_sqlite(term for it in rulings for term in it.terms):
        raise NotThereError(_CANNOT)
    wanted = [f"o{at}" for at in range(len(asked.fetched))]
    dialect = Dialect.DUCKDB if asked.database is Database.DUCKDB else Dialect.SPARK
    try:
        judged = query(rulings, _figures(asked).subquery("figures"), [*wanted, "unclear"], dialect)
    except UnsupportedError as error:
        raise NotThereError(_CANNOT) from error
    is_open = [exp.column(column(at)).isin(FAIL, UNKNOWN) for at in range(len(rulings))]
    chosen = exp.select(*map(exp.column, wanted)).from_(judged.subquery("judged"))
    return chosen.where(exp.or_(exp.column("unclear"), *is_open)).sql(asked.database.value)


# ------------------------------------------------------------------------------------------------------------- within


def _is_for_sqlite(terms: Iterable[Term]) -> bool:
    found = list(terms)
    seen: set[Term] = set()
    while found:
        term = found.pop()
        if term.op not in _IN_SQLITE or term.width == WIDE:
            return False
        if term not in seen:
            seen.add(term)
            found += term.args
    return True


def _figures(asked: Asked) -> exp.Select:
    """The columns as they are (`o0`, …), the figures in stored integers (`v0`, …), and whether any is none plainly."""
    columns = [exp.alias_(_given(name), f"o{at}") for at, name in enumerate(asked.fetched)]
    unclear: list[exp.Expression] = []
    for name, given in asked.columns.items():
        plain = _is_plain(given, asked.database)
        whole = exp.cast(exp.Round(this=_scaled(given)), "BIGINT")
        columns.append(exp.alias_(exp.Case().when(plain, whole), name))
        stands = exp.not_(_given(given.name).is_(exp.null()))
        unclear.append(exp.paren(exp.and_(stands, exp.not_(plain.copy()))))
    if asked.doubtful is not None:
        said = exp.Coalesce(this=_given(asked.doubtful), expressions=[exp.Literal.string("")])
        unclear.append(said.neq(""))
    return exp.select(*columns, exp.alias_(exp.or_(*unclear), "unclear")).from_(GIVEN)


def _given(name: str) -> exp.Expression:
    return exp.column(name, quoted=True)


def _scaled(it: Column) -> exp.Expression:
    number = exp.TryCast(this=_given(it.name), to=exp.DataType.build("DOUBLE"))
    return number if it.factor == 1 else exp.Mul(this=number, expression=exp.Literal.number(it.factor))


def _is_plain(it: Column, database: Database) -> exp.Expression:
    """Whether a column holds a figure that is a whole number of stored ones; never null."""
    off = exp.Abs(this=exp.Sub(this=_scaled(it), expression=exp.Round(this=_scaled(it))))
    asks: list[exp.Expression] = [
        exp.LTE(
            this=off,
            expression=exp.Mul(this=exp.Abs(this=_scaled(it)), expression=exp.Literal.number(_ROUNDING)),
        ),
        exp.LTE(this=exp.Abs(this=_scaled(it)), expression=exp.Literal.number(_EXACT)),
    ]
    if not it.signed:
        asks.append(exp.GTE(this=_scaled(it), expression=exp.Literal.number(0)))
    kind = exp.Anonymous(this="typeof", expressions=[_given(it.name)])
    if database is Database.SQLITE:
        asks.append(kind.isin("integer", "real"))
    if database is Database.DUCKDB:
        decimal = exp.Like(this=kind.copy(), expression=exp.Literal.string("DECIMAL%"))
        asks.append(exp.paren(exp.or_(kind.isin(*_NUMBERS), decimal)))
    return exp.Coalesce(this=exp.paren(exp.and_(*asks)), expressions=[exp.false()])
