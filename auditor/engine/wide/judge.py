"""Ready-made tables of many records, one row a record and one column a figure: verdict counts and findings.

The rows are judged in blocks, so that memory does not grow with them; what is asked of several rows at once (that keys
are unique, the median of a group) is looked up in small tables made first. Rules that ask for more than such a table
holds are refused, each with what it lacks, before anything is read.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec import field

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.frames import Names
from auditor.engine.lowered.as_series import workings
from auditor.engine.lowered.context import Context
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
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.lowered.as_series import Workings
    from auditor.engine.lowered.making import Terms
    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.lowered.terms import Term
    from auditor.engine.plan import Statement
    from auditor.engine.wide.lookups import LookedUp
    from auditor.engine.wide.lookups import Lookup
    from auditor.lang.typed import CheckedRule

_ENOUGH = 20_000
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


class Prepared(Struct, frozen=True, eq=False):
    """Rules made ready for tables with some columns; may be used again and again."""

    statements: tuple[Statement, ...]
    names: Names
    lookups: tuple[Lookup, ...]
    kept: dict[Hashable, Lowered] = field(default_factory=dict)

    def judge(self, frame: pl.DataFrame | pl.LazyFrame) -> WideVerdicts:
        """Judges every row of a table."""
        rows = Rows.of(frame, self._columns(frame))
        # NOTE: to look for the largest numbers waits for the memory, and much of the lookups has but one core.
        with ThreadPoolExecutor(1) as beside:
            measured = beside.submit(rows.measured)
            looked_up = look_up(self.lookups, rows)
            rows = measured.result()
        lowered = self._lowered(rows, looked_up)
        total = Counter[str]()
        findings: list[pl.DataFrame] = []
        wrong: list[pl.DataFrame] = []
        # NOTE: what one block leaves to one core, the other core has the next block for.
        with ThreadPoolExecutor(TOGETHER) as pool:
            for counts, failing in pool.map(lambda start: lowered.judge(start, rows, looked_up), rows.starts):
                total.update(counts)
                wrong.append(failing)
                # NOTE: to draw up findings costs much for a few, and memory for many.
                if sum(each.height for each in wrong) > _ENOUGH:
                    findings.append(lowered.clerk.findings(pl.concat(wrong, rechunk=True)))
                    wrong.clear()
        findings += [lowered.clerk.findings(pl.concat(wrong, rechunk=True))] if wrong else []
        return WideVerdicts(counted(self.statements, total, rows.height), pl.concat(findings))

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
            conditions = _conditions([ruling(it, context) for it in self.statements], context.terms)
            clerk = Clerk.of(self.statements, context, dtypes)
            asked = workings((*conditions.values(), *clerk.given.values()), dtypes, self.names.full)
            self.kept[key] = Lowered(conditions, asked, clerk)
        return self.kept[key]


class Lowered(Struct, frozen=True, eq=False):
    """Statements as conditions on columns of some types, and how they are worked out, with what the clerk is given.

    `f0`, `f1`, … say on which rows each fails, `i0` where it is idle, and `p0` where it passes, each without the ones
    before.
    """

    conditions: Mapping[str, Term]
    workings: Workings
    clerk: Clerk

    def judge(self, start: int, rows: Rows, looked_up: tuple[LookedUp, ...]) -> tuple[dict[str, int], pl.DataFrame]:
        """Judges the block of rows that starts here.

        Given are how often each mask holds, and the rows that fail, numbered in `ROW`, with a mask for each statement.
        """
        block = rows.block(start)
        whole = block.with_columns(column for each in looked_up for column in each.columns(start, block.height))
        made = self.workings.on(whole)
        counts = {name: int(made[it].sum()) for name, it in self.conditions.items()}
        fails = {name: made[it] for name, it in self.conditions.items() if name.startswith("f")}
        some = (mask for name, mask in fails.items() if counts[name])
        wrong = reduce(or_, some, pl.repeat(value=False, n=block.height, eager=True))
        told = pl.DataFrame(fails | {name: made[it] for name, it in self.clerk.given.items()})
        return counts, told.with_row_index(ROW, start).filter(wrong)


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


def counted(statements: tuple[Statement, ...], total: Mapping[str, int], height: int) -> pl.DataFrame:
    """The counts of every verdict, of how often each mask holds: `p0` pass, `f0` fail, `i0` are idle."""
    told = {
        verdict: [total.get(f"{kind}{at}", 0) for at in range(len(statements))]
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


def _conditions(rulings: Sequence[Ruling], terms: Terms) -> dict[str, Term]:
    """The conditions of statements by the names of their masks."""
    made: dict[str, Term] = {}
    for at, it in enumerate(rulings):
        made[f"f{at}"], before = it.fails, it.fails
        if it.idles is not None:
            made[f"i{at}"] = terms.all_((it.idles, terms.not_(it.fails)))
            before = terms.any_((it.idles, it.fails))
        made[f"p{at}"] = it.passes if it.idles is None else terms.all_((it.passes, terms.not_(before)))
    return made
