"""Ready-made tables of many records, one row a record and one column a figure: verdict counts and findings.

The rows are judged in blocks, so that memory does not grow with them; what is asked of several rows at once (that keys
are unique, the median of a group) is looked up in small tables made first. Rules that ask for more than such a table
holds are refused before anything is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.engine.as_polars import printer
from auditor.engine.context import Context
from auditor.engine.frames import Names
from auditor.engine.plan import make_plan
from auditor.engine.ruling import ruling
from auditor.engine.ruling import scope_columns
from auditor.engine.wide_findings import ROW
from auditor.engine.wide_findings import Clerk
from auditor.engine.wide_lookups import lookups_for
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.as_polars import Printer
    from auditor.engine.plan import Statement
    from auditor.engine.ruling import Ruling
    from auditor.engine.wide_lookups import Lookup
    from auditor.lang.typed import CheckedRule

BLOCK = 1_000_000
SMALLEST = 10_000  # what numbers are taken to reach at least
_FIRST = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class WideTable:
    """A table with what its columns are: figures by indicator and column of the form, and attributes by name."""

    frame: pl.LazyFrame
    cells: Mapping[tuple[str, str | None], str]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class WideVerdicts:
    """What became of the rows.

    `counts`: rule, binding, pass, fail, unknown, na. `findings`, one row a fail: rule, binding, row (from 0), left,
    right, difference (null where they are no whole numbers) and blanks (the columns that are blank).
    """

    counts: pl.DataFrame
    findings: pl.DataFrame


class CannotJudgeError(Exception):
    """Rules that a table alone cannot answer; `rules` are their ids, each with what it lacks."""

    def __init__(self, rules: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{rule}: {lacking}" for rule, lacking in rules))
        self.rules = rules


def judge_wide(rules: Iterable[CheckedRule], table: WideTable) -> WideVerdicts:
    """Judges every row.

    Raises:
        CannotJudgeError: some rules ask for what the table does not hold.
    """
    return prepare(rules, table).judge(table.frame)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Rules made ready for tables with some columns; may be used again and again."""

    statements: tuple[Statement, ...]
    names: Names
    lookups: tuple[Lookup, ...]
    kept: dict[Hashable, Lowered] = field(default_factory=dict)

    def _lowered(self, bits: int, dtypes: Mapping[str, pl.DataType]) -> Lowered:
        """The statements for figures of so many bits, made but once."""
        key = (bits, tuple(dtypes.items()))
        if key not in self.kept:
            context = Context(self.names, 2**bits, narrow=True)
            rulings = tuple(ruling(it, context) for it in self.statements)
            to = printer((it for each in rulings for it in each.terms), dtypes, self.names.full)
            self.kept[key] = Lowered(to.stages, _masks(rulings, to), Clerk.of(self.statements, self.names, dtypes))
        return self.kept[key]

    def judge(self, frame: pl.LazyFrame) -> WideVerdicts:
        """Judges every row of a table."""
        schema = frame.collect_schema()
        columns = sorted(set(self.names.values.values()) & set(schema.names()))
        height, largest = _size(_ends(frame, columns).collect(engine="streaming"))
        looked_up = _looked_up(self.lookups, frame)
        lowered = self._lowered(max(largest, height, SMALLEST).bit_length(), dict(schema))
        counts: list[pl.DataFrame] = []
        findings: list[pl.DataFrame] = []
        for start, block in _blocks(frame, height):
            for lookup, values in looked_up.items():
                block = lookup.joined(block, values)  # noqa: PLW2901 - the block with more columns
            masks = lowered.judged(block)
            counts.append(masks.select(pl.all().sum()))
            failed = [at for at in range(len(self.statements)) if counts[-1][f"f{at}"][0]]
            if failed:
                findings.append(lowered.clerk.findings(failed, masks, block.with_row_index(ROW, start)))
        return WideVerdicts(counted(self.statements, counts, height), found_in(findings))


@dataclass(frozen=True, slots=True, eq=False)
class Lowered:
    """Rules as expressions over tables with columns of some types: those to be worked out first, and the verdicts."""

    stages: tuple[tuple[pl.Expr, ...], ...]
    masks: tuple[pl.Expr, ...]
    clerk: Clerk

    def judged(self, block: pl.DataFrame) -> pl.DataFrame:
        """The masks of some rows."""
        lazy = block.lazy()
        for stage in self.stages:
            lazy = lazy.with_columns(stage)
        # NOTE: a constant would make a frame of one row, so that the columns are added and then chosen.
        chosen = lazy.with_columns(self.masks).select(each.meta.output_name() for each in self.masks)
        options = pl.QueryOptFlags(comm_subexpr_elim=False, comm_subplan_elim=False)
        if block.height > _FIRST:
            return chosen.collect(engine="streaming", optimizations=options)
        return chosen.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())


def prepare(rules: Iterable[CheckedRule], table: WideTable) -> Prepared:
    """The rules, made ready for a table.

    Raises:
        CannotJudgeError: some rules ask for what the table does not hold.
    """
    ready, lacking = fit(rules, table)
    if lacking:
        raise CannotJudgeError(lacking)
    return ready


def fit(rules: Iterable[CheckedRule], table: WideTable) -> tuple[Prepared, tuple[tuple[str, str], ...]]:
    """The rules that a table can answer, made ready for it, and the others, each with what the table lacks."""
    plan = make_plan(rules)
    statements = tuple(it for step in plan.steps for it in step.statements)
    *_, absent = lookups_for(statements, table.cells, table.attributes)
    columns = frozenset(table.frame.collect_schema().names())
    lacking = [(rule, str(diagnostic.values.get("reason", ""))) for rule, diagnostic in plan.broken]
    lacking += [(it.rule.info.id, it.rule.grain.value) for it in statements if it.rule.grain is not Grain.RECORD]
    lacking += [(it.rule.info.id, _said(leaf)) for it in statements for leaf in it.leaves if leaf in absent]
    lacking += [(it.rule.info.id, name) for it in statements for name in scope_columns(it.rule) if name not in columns]
    refused = {rule for rule, _ in lacking}
    kept = tuple(it for it in statements if it.rule.info.id not in refused)
    lookups, values, _ = lookups_for(kept, table.cells, table.attributes)
    return Prepared(kept, Names(values, {}, dict(table.attributes)), lookups), tuple(dict.fromkeys(lacking))


NOTHING = pl.DataFrame(
    schema={
        "rule": pl.String,
        "binding": pl.String,
        "row": pl.UInt32,
        "left": pl.Int64,
        "right": pl.Int64,
        "difference": pl.Int64,
        "blanks": pl.List(pl.String),
    }
)


def counted(statements: tuple[Statement, ...], counts: list[pl.DataFrame], height: int) -> pl.DataFrame:
    """The counts of every verdict, of the sums of some blocks: `p0` pass, `f0` fail, `i0` are idle."""
    total = pl.concat(counts).sum().row(0, named=True) if counts else {}
    rows = [
        (it.rule.info.id, it.instance.binding, *(int(total.get(f"{kind}{at}") or 0) for kind in "pfi"))
        for at, it in enumerate(statements)
    ]
    made = pl.DataFrame(rows, schema=["rule", "binding", "pass", "fail", "na"], orient="row")
    unknown = height - pl.col("pass") - pl.col("fail") - pl.col("na")
    return made.select("rule", "binding", "pass", "fail", unknown.alias("unknown"), "na")


def found_in(findings: list[pl.DataFrame]) -> pl.DataFrame:
    """The findings of all blocks as one frame."""
    return pl.concat(findings) if findings else NOTHING


# ------------------------------------------------------------------------------------------------------------- within


def _said(leaf: Leaf) -> str:
    kind = leaf.aspect.partition("|")[0] if leaf.kind is LeafKind.DERIVED else leaf.kind.value
    return f"{kind} {leaf.code}" + (f" (-{leaf.years_back})" if leaf.years_back else "")


def _ends(frame: pl.LazyFrame, columns: list[str]) -> pl.LazyFrame:
    schema = frame.collect_schema()
    numeric = [name for name in columns if schema[name].is_integer()]
    ends = [each for name in numeric for each in (pl.col(name).min().alias(f"{name}-"), pl.col(name).max())]
    return frame.select(pl.len().alias("-"), *ends)


def _size(ends: pl.DataFrame) -> tuple[int, int]:
    """How many rows there are, and how large their figures."""
    height, *figures = ends.row(0)
    return height, max((abs(end) for end in figures if end is not None), default=0)


def _looked_up(lookups: tuple[Lookup, ...], frame: pl.LazyFrame) -> dict[Lookup, pl.DataFrame]:
    """The tables of the lookups, one after the other, since each may need much memory; those by few keys first."""
    found: dict[Lookup, pl.DataFrame] = {}
    for lookup in sorted(lookups, key=lambda it: len(it.keys)):
        found[lookup] = lookup.table(frame, found).collect(engine="streaming")
    return found


def _blocks(frame: pl.LazyFrame, height: int) -> Iterator[tuple[int, pl.DataFrame]]:
    for start in range(0, height, BLOCK):
        yield start, frame.slice(start, BLOCK).collect(engine="streaming")


def _masks(rulings: tuple[Ruling, ...], to: Printer) -> tuple[pl.Expr, ...]:
    """For each statement `f0` fails, `i0` is idle (where it can be) and `p0` passes, each without the ones before."""
    columns: list[pl.Expr] = []
    for at, it in enumerate(rulings):
        columns.append(to.of(it.fails).alias(f"f{at}"))
        if it.idles is not None:
            columns.append((to.of(it.idles) & ~to.of(it.fails)).alias(f"i{at}"))
            columns.append((to.of(it.passes) & ~to.of(it.idles) & ~to.of(it.fails)).alias(f"p{at}"))
        else:
            columns.append(to.of(it.passes).alias(f"p{at}"))
    return tuple(columns)
