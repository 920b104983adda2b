"""The rule that an expectation is about, for the columns of a batch."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

import polars as pl
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import closest
from auditor.engine.wide.batch import BatchError
from auditor.engine.wide.batch import Layout
from auditor.engine.wide.batch import cells_of
from auditor.engine.wide.batch import judge_rows
from auditor.engine.wide.batch import lay_out
from auditor.ingest.figure_tables.heads import find_heads
from auditor.ingest.lists.registry import read_registry
from auditor.ingest.tabulate import unit_rows
from auditor.lang.adhoc import parse_adhoc
from auditor.lang.adhoc import rule_over
from auditor.lang.check import check_sources
from auditor.lang.load import read_sources
from auditor.snippet import render_diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.engine.wide.open_rows import Asked
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.source import Source

_MOST_DECIMALS = 9


class RuleRef(NamedTuple):
    """A rule as an expectation names it: its text, or the folder (or file) of rules with an id, and perhaps a form."""

    rule: str | None = None
    rules: str | None = None
    rule_id: str | None = None
    form: str | None = None


class RuleError(ValueError):
    """A rule that cannot be judged on a batch; the message shows the place and what to do."""


def check_text(rule: str) -> None:
    """Refuses a rule that cannot be parsed, whatever the names in it.

    Raises:
        RuleError: with the place.
    """
    _refuse(parse_adhoc(rule).diagnostics)


def columns_of(ref: RuleRef, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of a batch that the rule needs, the unit and the year first."""
    return _found(ref, tuple(columns))[1].columns


def open_rows_query(ref: RuleRef, columns: Sequence[str], fetched: Sequence[str], database: str) -> Asked:
    """What finds the rows of a table in a database that the rule may fail or leave open.

    Raises:
        NotThereError: the rule has to be judged where the rows are fetched to.
        RuleError: there is no such rule, or it is wrong.
    """
    from auditor.engine.wide.open_rows import Database
    from auditor.engine.wide.open_rows import ask

    rules, layout, _ = _found(ref, tuple(columns))
    return ask(rules, layout, fetched, Database(database))


def verdicts_on(ref: RuleRef, frame: pl.DataFrame) -> pl.Series:
    """The verdict of the rule on each row of a batch.

    Raises:
        RuleError: there is no such rule, or it is wrong.
    """
    decimals = _decimals(frame) if ref.rule is not None else 0
    rules, layout, units = _found(ref, tuple(frame.columns), decimals)
    try:
        return judge_rows(rules, layout, frame, units)
    except BatchError as error:
        _refuse(error.diagnostics)
        raise


# ------------------------------------------------------------------------------------------------------------- within


def _found(
    ref: RuleRef, columns: tuple[str, ...], decimals: int = 0
) -> tuple[tuple[CheckedRule, ...], Layout, pl.DataFrame | None]:
    if ref.rule is not None:
        return (*_over_columns(ref.rule, columns, decimals), None)
    book, units = _book(ref)
    rules = tuple(rule for rule in book.rules if rule.info.id == ref.rule_id)
    if not rules:
        near = closest(ref.rule_id or "", (info.id for info in book.infos))
        hint = f"；是否指“{near}” did you mean `{near}`?" if near else ""
        msg = f"没有规则 no such rule: {ref.rule_id}{hint}"
        raise RuleError(msg)
    form = _form(ref, rules, columns, book)
    kept = tuple(rule for rule in rules if rule.form == form)
    whole, spoken = lay_out(book.schema.forms[form], columns), cells_of(kept)
    cells = {name: cell for name, cell in whole.cells.items() if cell in spoken}
    return kept, replace(whole, cells=cells), units


def _over_columns(text: str, columns: tuple[str, ...], decimals: int) -> tuple[tuple[CheckedRule, ...], Layout]:
    heads = find_heads(columns)
    unit, year = (columns[heads.roles[role]] if heads else None for role in ("unit", "year"))
    rule, form, diagnostics = rule_over(text, [name for name in columns if name not in {unit, year}], decimals)
    if rule is None:
        _refuse(diagnostics)
        msg = f"不能理解的规则 not understood: {text}"
        raise RuleError(msg)
    spoken = cells_of((rule,))
    cells = {name: (name, None) for name in columns if (name, None) in spoken}
    return (rule,), Layout(form, cells, unit, year)


def _form(ref: RuleRef, rules: tuple[CheckedRule, ...], columns: tuple[str, ...], book: RuleBook) -> str:
    """The form that is named, or of the rule's forms the one that knows most of the columns."""
    forms = [rule.form for rule in rules]
    if ref.form is None:
        return max(forms, key=lambda form: len(lay_out(book.schema.forms[form], columns).cells))
    if ref.form not in forms:
        msg = f"规则 {ref.rule_id} 不用于 does not apply to: {ref.form} ({', '.join(forms)})"
        raise RuleError(msg)
    return ref.form


def _book(ref: RuleRef) -> tuple[RuleBook, pl.DataFrame]:
    path = Path(ref.rules or "")
    if not path.exists():
        msg = f"找不到规则 no such folder or file of rules: {path}"
        raise RuleError(msg)
    folder = path if path.is_dir() else path.parent
    sources, unreadable = read_sources(folder)
    if not path.is_dir():
        sources = tuple(source for source in sources if source.path.rpartition("/")[2] == path.name)
    _refuse(unreadable)
    registry, _ = read_registry(folder)
    return _checked(sources), unit_rows(registry.units if registry else ())


@lru_cache(maxsize=4)
def _checked(sources: tuple[Source, ...]) -> RuleBook:
    book, diagnostics = check_sources(sources)
    if not book.rules:
        _refuse(diagnostics)
    return book


def _refuse(diagnostics: Iterable[Diagnostic]) -> None:
    wrong = [each for each in diagnostics if each.code.level is Level.ERROR]
    if wrong:
        said = (render_diagnostic(each, lang) for lang in (Lang.ZH, Lang.EN) for each in wrong)
        raise RuleError("\n" + "\n".join(said))


def _decimals(frame: pl.DataFrame) -> int:
    """The most digits behind a point that any number of a frame has."""
    kinds = {name: frame[name].dtype for name in frame.columns}
    scales = [kind.scale or 0 for kind in kinds.values() if isinstance(kind, pl.Decimal)]
    floats = [name for name, kind in kinds.items() if kind.is_float()]
    for name in floats:
        values = frame[name].drop_nulls().unique()
        scales += [
            -int(Decimal(repr(value)).normalize().as_tuple().exponent)
            for value in values.filter(values.is_finite() & (values != values.round(0))).to_list()
        ]
    return min(_MOST_DECIMALS, max(scales, default=0))
