"""Ready-made tables of many records, one row a record and one column a figure: verdict counts and findings.

The rows are judged in blocks, so that memory does not grow with them; what is asked of several rows at once (that keys
are unique, the median of a group) is looked up in small tables made first. Rules that ask for more than such a table
holds are refused before anything is read.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import Literal

import polars as pl
from msgspec import Struct
from msgspec import field

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.frames import Names
from auditor.engine.lowered.as_polars import printer
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.folds import any_of
from auditor.engine.lowered.ruling import ruling
from auditor.engine.lowered.ruling import scope_columns
from auditor.engine.plan import make_plan
from auditor.engine.wide.findings import ROW
from auditor.engine.wide.findings import Clerk
from auditor.engine.wide.lookups import look_up
from auditor.engine.wide.lookups import lookups_for
from auditor.engine.wide.rows import TOGETHER
from auditor.engine.wide.rows import WIDTHS
from auditor.engine.wide.rows import Rows
from auditor.engine.wide.rows import cast
from auditor.engine.wide.rows import narrowest
from auditor.engine.wide.steps import Steps
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.lowered.as_polars import Printer
    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.lowered.terms import Term
    from auditor.engine.plan import Statement
    from auditor.engine.wide.lookups import LookedUp
    from auditor.engine.wide.lookups import Lookup
    from auditor.lang.typed import CheckedRule

_FEW, _ENOUGH = 100_000, 20_000
_WRONG = "wrong"
SMALLEST = 10_000  # what numbers are taken to reach at least


class WideTable(Struct, frozen=True, eq=False):
    """A table with what its columns are: figures by indicator and column of the form, and attributes by name."""

    frame: pl.DataFrame | pl.LazyFrame
    cells: Mapping[tuple[str, str | None], str]
    attributes: Mapping[str, str]


class WideVerdicts(Struct, frozen=True, eq=False):
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


class Prepared(Struct, frozen=True, eq=False):
    """Rules made ready for tables with some columns; may be used again and again."""

    statements: tuple[Statement, ...]
    names: Names
    lookups: tuple[Lookup, ...]
    kept: dict[Hashable, Lowered] = field(default_factory=dict)

    def judge(self, frame: pl.DataFrame | pl.LazyFrame) -> WideVerdicts:
        """Judges every row of a table."""
        rows = Rows.of(frame, self._columns(frame))
        looked_up = look_up(self.lookups, rows)
        lowered = self._lowered(rows, looked_up)
        counts: list[pl.DataFrame] = []
        findings: list[pl.DataFrame] = []
        wrong: list[pl.DataFrame] = []
        # NOTE: what one block leaves to one core, the other core has the next block for.
        with ThreadPoolExecutor(TOGETHER) as pool:
            for total, failing in pool.map(lambda start: lowered.judge(start, rows, looked_up), rows.starts):
                counts.append(total)
                wrong.append(failing)
                # NOTE: to draw up findings costs much for a few, and memory for many.
                if sum(each.height for each in wrong) > _ENOUGH:
                    findings.append(lowered.clerk.findings(pl.concat(wrong, rechunk=True)))
                    wrong.clear()
        findings += [lowered.clerk.findings(pl.concat(wrong, rechunk=True))] if wrong else []
        return WideVerdicts(counted(self.statements, counts, rows.height), pl.concat(findings))

    def _columns(self, frame: pl.DataFrame | pl.LazyFrame) -> list[str]:
        """The columns of a frame that the rules ask for, in its order."""
        scopes = (name for it in self.statements for name in scope_columns(it.rule))
        keys = (name for it in self.lookups for name in it.keys)
        asked = {*self.names.values.values(), *self.names.texts.values(), *scopes, *keys}
        return [name for name in frame.collect_schema().names() if name in asked]

    def _lowered(self, rows: Rows, looked_up: tuple[LookedUp, ...]) -> Lowered:
        """The statements for columns of some types, with numbers of so many bits; made but once."""
        bits, dtypes = dict(rows.bits), dict(rows.dtypes)
        for each in looked_up:
            bits |= each.bits
            dtypes |= each.found.schema
        key = (tuple(bits.items()), tuple(dtypes.items()))
        if key not in self.kept:
            sizes = {name: 2**needed for name, needed in bits.items()}
            context = Context(self.names, max((SMALLEST, *sizes.values())), sizes=sizes, widths=WIDTHS)
            rulings = tuple(ruling(it, context) for it in self.statements)
            to = printer((it for each in rulings for it in _asked(each)), dtypes, self.names.full)
            masks = _masks(rulings, to)
            wrong = any_of([pl.col(f"f{at}") for at in range(len(rulings))]).alias(_WRONG)
            chosen = tuple(each.meta.output_name() for each in (*masks, wrong))
            narrow = {name: narrowest(needed) for name, needed in rows.bits.items()}
            clerk = Clerk.of(self.statements, context, dtypes | narrow)
            steps = Steps.of((*to.stages, masks, (wrong,)), chosen)
            self.kept[key] = Lowered(steps, chosen, clerk, narrow)
        return self.kept[key]


class Lowered(Struct, frozen=True, eq=False):
    """Rules as expressions over columns of some types, worked out step by step; `masks` are the columns of verdicts.

    Rows that fail are kept for the clerk in columns of the types in `narrow`.
    """

    steps: Steps
    masks: tuple[str, ...]
    clerk: Clerk
    narrow: Mapping[str, pl.DataType]

    def judge(self, start: int, rows: Rows, looked_up: tuple[LookedUp, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Judges the block of rows that starts here.

        Given are how often each mask holds, and the rows that fail, numbered in `ROW`, with a mask for each statement.
        """
        block = rows.block(start)
        whole = block.with_columns(column for each in looked_up for column in each.columns(start, block.height))
        masks = self._judged(whole)
        fails = masks[[f"f{at}" for at in range(len(self.clerk.statements))]]
        wrong = masks[_WRONG]
        few = whole.with_row_index(ROW, start).filter(wrong).with_columns(cast(*each) for each in self.narrow.items())
        return masks.select(pl.all().sum()), few.hstack(fails.filter(wrong))

    def _judged(self, block: pl.DataFrame) -> pl.DataFrame:
        """The masks of some rows."""
        # NOTE: what is streamed takes little memory, but more than few rows are worth to set up.
        engine: Literal["streaming", "in-memory"] = "streaming" if block.height > _FEW else "in-memory"
        judged = self.steps.on(block).select(pl.col(self.masks))
        return judged.collect(engine=engine, optimizations=pl.QueryOptFlags.none())


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


def counted(statements: tuple[Statement, ...], counts: list[pl.DataFrame], height: int) -> pl.DataFrame:
    """The counts of every verdict, of the sums of some blocks: `p0` pass, `f0` fail, `i0` are idle."""
    total = pl.concat(counts).sum().row(0, named=True) if counts else {}
    told = {
        verdict: [int(total.get(f"{kind}{at}") or 0) for at in range(len(statements))]
        for verdict, kind in (("pass", "p"), ("fail", "f"), ("na", "i"))
    }
    ids, bindings = [it.rule.info.id for it in statements], [it.instance.binding for it in statements]
    kinds = {"rule": pl.String, "binding": pl.String, **dict.fromkeys(told, pl.Int64)}
    made = pl.DataFrame({"rule": ids, "binding": bindings, **told}, schema=kinds)
    unknown = height - pl.col("pass") - pl.col("fail") - pl.col("na")
    return made.select("rule", "binding", "pass", "fail", unknown.alias("unknown"), "na")


# ------------------------------------------------------------------------------------------------------------- within


def _said(leaf: Leaf) -> str:
    kind = leaf.aspect.partition("|")[0] if leaf.kind is LeafKind.DERIVED else leaf.kind.value
    return f"{kind} {leaf.code}" + (f" (-{leaf.years_back})" if leaf.years_back else "")


def _asked(it: Ruling) -> tuple[Term, ...]:
    """The conditions of a statement, each as often as its masks are made of it."""
    return it.terms if it.idles is None else (*it.terms, it.fails, it.idles)


def _masks(rulings: tuple[Ruling, ...], to: Printer) -> tuple[pl.Expr, ...]:
    """For each statement `f0` fails, `i0` is idle (where it can be) and `p0` passes, each without the ones before."""
    columns: list[pl.Expr] = []
    for at, it in enumerate(rulings):
        columns.append(to.of(it.fails).alias(f"f{at}"))
        if it.idles is not None:
            columns.append((to.of(it.idles) > to.of(it.fails)).alias(f"i{at}"))
            columns.append((to.of(it.passes) > (to.of(it.idles) | to.of(it.fails))).alias(f"p{at}"))
        else:
            columns.append(to.of(it.passes).alias(f"p{at}"))
    return tuple(columns)
