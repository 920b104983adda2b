"""How much the rules notice: good submissions changed in one cell at a time, judged by the very engine that audits.

Each cell is changed by one up and down, to ten times its figure, in the order of its last digits, and to the figure of
the row below. A change is noticed when a rule of severity 强制 that is in force fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.coverage.good_records import good_records
from auditor.document import Reading
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import FAIL
from auditor.facts import FIGURES
from auditor.facts import no_facts
from auditor.results import Severity
from auditor.results import State

if TYPE_CHECKING:
    from auditor.facts import FactTable
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form

_MOST_RECORDS = 5
_KEY = ["record", "indicator", "member"]
_PARTS = ("figures", "attributes", "enumerations", "rates")


class Noticed(Struct, frozen=True):
    """How many changes there were and how many were noticed."""

    tried: int = 0
    noticed: int = 0

    @property
    def percent(self) -> int:
        """The share that was noticed."""
        return round(100 * self.noticed / self.tried) if self.tried else 0


class MutationScore(Struct, frozen=True):
    """What the rules of a form notice.

    `records` is how many good submissions were changed, drawn from the form's own equalities. `unnoticed` are the
    cells (indicator and column) of which no change was ever noticed, in the printed order.
    """

    form: str
    records: int
    total: Noticed
    unnoticed: tuple[tuple[str, str | None], ...]


def mutation_scores(book: RuleBook) -> tuple[MutationScore, ...]:
    """The score of each form, over made-up submissions that its rules find nothing wrong with."""
    scores = (_score(book, form) for form in book.schema.forms.values() if form.figures)
    return tuple(score for score in scores if score is not None)


def _score(book: RuleBook, form: Form) -> MutationScore | None:
    rules = tuple(rule for rule in book.rules if rule.form == form.code and _counts(rule))
    good = _good(book, rules, good_records(book, form))
    if good.records.is_empty() or not rules:
        return None
    changes = _changes(good, form)
    noticed = _failing(book, rules, _changed(good, changes))
    judged = changes.with_columns(noticed=pl.col("mutant").is_in(noticed.implode()))
    return MutationScore(
        form.code,
        good.records.height,
        Noticed(judged.height, int(judged["noticed"].sum())),
        _unnoticed(judged, form),
    )


def _counts(rule: CheckedRule) -> bool:
    return rule.info.severity is Severity.ERROR and rule.info.state is State.ACTIVE


def _unnoticed(judged: pl.DataFrame, form: Form) -> tuple[tuple[str, str | None], ...]:
    seen = judged.filter("noticed").select("indicator", "member").unique()
    tried = set(judged.select("indicator", "member").unique().iter_rows())
    left = tried - set(seen.iter_rows())
    cells = ((each.code, member) for each in form.figures for member in each.members or (None,))
    return tuple(cell for cell in cells if cell in left)


# ------------------------------------------------------------------------------------------------------- submissions


def _good(book: RuleBook, rules: tuple[CheckedRule, ...], table: FactTable) -> FactTable:
    """The first few submissions that no rule objects to."""
    bad = _failing(book, rules, table)
    records = table.records.filter(~pl.col("record").is_in(bad.implode())).head(_MOST_RECORDS)
    kept = records.select("record").lazy()
    parts = {name: getattr(table, name).lazy().join(kept, on="record", how="semi").collect() for name in _PARTS}
    return replace(no_facts(), records=records, **parts)


def _failing(book: RuleBook, rules: tuple[CheckedRule, ...], table: FactTable) -> pl.Series:
    """The records of which some rule fails."""
    run = run_plan(make_plan(rules, book.sources), table, book.sources)
    none = pl.Series("record", [], dtype=pl.UInt32)
    found = [
        judged.codes.filter(pl.any_horizontal(pl.exclude("record", "item") == FAIL))["record"] for judged in run.judged
    ]
    return pl.concat([none, *found]).unique()


# ----------------------------------------------------------------------------------------------------------- changes


def _changes(good: FactTable, form: Form) -> pl.DataFrame:
    """Every change of every cell, numbered: the record and cell, the figure it makes."""
    factors = {each.code: each.measure.factor for each in form.figures}
    signed = [each.code for each in form.figures if each.signed]
    order = {each.code: at for at, each in enumerate(form.figures)}
    code, old, step = pl.col("indicator"), pl.col("stored"), pl.col("step")
    cells = (
        good.figures.lazy()
        .filter((pl.col("source") == "table") & (pl.col("reading") == Reading.VALUE.value) & code.is_in(list(factors)))
        .unique(_KEY, keep="first", maintain_order=True)
        .with_columns(
            step=code.replace_strict(factors, return_dtype=pl.Int64),
            order=code.replace_strict(order, return_dtype=pl.Int64),
        )
        .sort("record", "member", "order", nulls_last=True)
        .with_columns(below=old.shift(-1).over("record", "member"))
        .collect()
    )
    whole = old // step
    last, before = whole % 10, whole // 10 % 10
    changed = (
        old + step,
        old - step,
        old * 10,
        pl.when(whole >= 10).then(old + (last * 10 + before - before * 10 - last) * step),  # noqa: PLR2004 - two digits
        pl.col("below"),
    )
    return (
        pl.concat(cells.select(*_KEY, "fact", stored=pl.col("stored"), made=made) for made in changed)
        .filter(
            pl.col("made").is_not_null()
            & (pl.col("made") != pl.col("stored"))
            & ((pl.col("made") >= 0) | code.is_in(signed))
        )
        .with_row_index("mutant")
    )


def _changed(good: FactTable, changes: pl.DataFrame) -> FactTable:
    """One record for each change: the good submission with one figure in the place of another."""
    which = changes.select("mutant", "record", "fact", "made", changed="indicator")
    here = pl.col("fact") == pl.col("fact_right")
    spoken = (pl.col("source") == "narrative") & (pl.col("indicator") == pl.col("changed"))
    figures = (
        good.figures.lazy()
        .join(which.lazy(), on="record", how="inner")
        .with_columns(
            record=pl.col("mutant"),
            stored=pl.when(here).then("made").otherwise("stored"),
            # NOTE: what agreed with the old figure of the cell does not agree with the new one.
            agrees_elsewhere=pl.col("agrees_elsewhere") & ~spoken,
        )
        .select(FIGURES.keys())
        .collect()
    )
    records = good.records.join(which.select("record", "mutant"), on="record").with_columns(
        record=pl.col("mutant"), unit=pl.format("{}", "mutant"), submission=pl.format("{}", "mutant")
    )
    mutants = which.lazy().select("record", "mutant")
    parts = {
        name: getattr(good, name)
        .lazy()
        .join(mutants, on="record")
        .with_columns(record="mutant")
        .drop("mutant")
        .collect()
        for name in _PARTS[1:]
    }
    return replace(no_facts(), records=records.select(good.records.columns), figures=figures, **parts)
