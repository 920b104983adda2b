"""测试: rows of figures with the verdict expected, as cases that the engine runs.

The rows of one table that have a year are one unit's history: the year before a row's is another row, or is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.columns import AspectColumn
from auditor.lang.columns import AttributeColumn
from auditor.lang.columns import Column
from auditor.lang.columns import FieldColumn
from auditor.lang.columns import FigureColumn
from auditor.lang.columns import LoopColumn
from auditor.lang.columns import PartsColumn
from auditor.lang.columns import PercentColumn
from auditor.lang.columns import ResultColumn
from auditor.lang.columns import Unreadable
from auditor.lang.columns import read_attribute
from auditor.lang.columns import read_column
from auditor.lang.columns import read_figure
from auditor.lang.columns import read_parts
from auditor.lang.columns import read_percent
from auditor.lang.files import each
from auditor.lang.keywords import VERDICT_WORDS
from auditor.lang.measures import PLAIN
from auditor.lang.names import Env
from auditor.lang.names import Report
from auditor.lang.names import meant
from auditor.lang.rules import sample_env
from auditor.lang.shift import figures
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.files import File
    from auditor.lang.names import World
    from auditor.lang.notes import Notes
    from auditor.lang.spec import Spec
    from auditor.results import Verdict
    from auditor.schema import Form
    from auditor.schema import Indicator

_YEAR = "年度"
_Key = tuple[str, str | None, int]
_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, eq=False)
class Tried:
    """What tests can speak of: the rules as written and as checked, and the ids of those that are broken."""

    specs: tuple[Spec, ...]
    rules: tuple[typed.CheckedRule, ...]
    world: World
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row read: what it gives, for which instances."""

    node: ast.Row
    figures: dict[_Key, int | None]
    attributes: dict[str, int | str | None]
    aspects: dict[tuple[str, str | None, typed.Aspect], int]
    fields: dict[typed.Field, int | None]
    instances: tuple[typed.Instance, ...]
    expected: Verdict | None

    @property
    def year(self) -> int | None:
        """The year of the row."""
        year = self.attributes.get(_YEAR)
        return year if isinstance(year, int) else None


def read_cases(files: tuple[File, ...], tried: Tried, notes: Notes) -> tuple[typed.Case, ...]:
    """The cases of all tests, each row once for each form of its rule that knows its columns."""
    specs = {spec.id: spec for spec in tried.specs}
    rules: dict[str, list[typed.CheckedRule]] = {}
    for rule in tried.rules:
        rules.setdefault(rule.info.id, []).append(rule)
    made: list[typed.Case] = []
    for file, node in each(files, ast.TestStatement):
        name = node.rule.text
        if name in rules:
            made += _cases(file, node, rules[name], specs.get(name), tried.world, notes)
        elif name not in tried.broken and not any(name in other.parsed.lost for other in files):
            notes.say(codes.UNKNOWN_RULE, file.source, node.rule.span, meant(name, rules), name=name)
    return tuple(made)


def _cases(
    file: File,
    node: ast.TestStatement,
    rules: list[typed.CheckedRule],
    spec: Spec | None,
    world: World,
    notes: Notes,
) -> list[typed.Case]:
    made: list[typed.Case] = []
    reports: list[Report] = []
    for rule in rules:
        report = Report()
        env = _env(file, rule, spec, world, report)
        columns = [read_column(cell, env) for cell in node.header.cells]
        known = tuple(column for column in columns if column is not None)
        reports.append(report)
        if len(known) == len(columns) and not report.diagnostics:
            made += _rows(file, node, rule, known, env, notes)
    # NOTE: a column that one form of the rule does not have leaves the test to the other forms.
    if not any(not report.diagnostics for report in reports):
        notes.diagnostics += reports[0].diagnostics
    return made


def _env(file: File, rule: typed.CheckedRule, spec: Spec | None, world: World, report: Report) -> Env:
    form = world.forms[rule.form]
    if spec is None:
        return Env(world, form, file.source, report)
    return replace(sample_env(spec, form, world, report), source=file.source)


def _rows(
    file: File,
    node: ast.TestStatement,
    rule: typed.CheckedRule,
    columns: tuple[Column, ...],
    env: Env,
    notes: Notes,
) -> list[typed.Case]:
    if not any(isinstance(column, ResultColumn) for column in columns):
        notes.say(codes.NO_RESULT_COLUMN, file.source, node.header.span)
        return []
    read = [_read_row(row, node.header, columns, rule, env, notes) for row in node.rows]
    rows = [row for row in read if row is not None]
    history = {row.year: row for row in rows if row.year is not None}
    return [_case(file, row, rule, history, env.form.form) for row in rows]


# ------------------------------------------------------------------------------------------------------------- rows


def _read_row(
    row: ast.Row,
    header: ast.Row,
    columns: tuple[Column, ...],
    rule: typed.CheckedRule,
    env: Env,
    notes: Notes,
) -> _Row | None:
    instances = _instances(row, columns, rule)
    made = _Row(row, {}, {}, {}, {}, instances, None)
    expected: Verdict | None = None
    for cell, column, head in zip(row.cells, columns, header.cells, strict=True):
        fits = _read_cell(cell, column, made, env)
        if isinstance(column, ResultColumn):
            expected = VERDICT_WORDS.get(fold(cell.value))
            fits = expected is not None
        if isinstance(column, LoopColumn):
            fits = bool(instances)
        if not fits:
            span = cell.span if cell.value else row.span
            notes.say(codes.BAD_CELL, env.source, span, column=head.value, found=cell.value)
            return None
    return _Row(row, made.figures, made.attributes, made.aspects, made.fields, instances, expected)


def _instances(row: ast.Row, columns: tuple[Column, ...], rule: typed.CheckedRule) -> tuple[typed.Instance, ...]:
    """The instances that the row's loop columns and mentions leave."""
    left = rule.instances
    for cell, column in zip(row.cells, columns, strict=True):
        if isinstance(column, LoopColumn):
            wanted = fold(cell.value)
            left = tuple(each for each in left if _is_bound(each, column.variable, wanted))
        elif isinstance(column, FieldColumn) and column.indicator is not None:
            left = tuple(each for each in left if each.indicator == column.indicator)
    return left


def _is_bound(instance: typed.Instance, variable: str, wanted: str) -> bool:
    return (variable, wanted) in instance.bound or wanted in instance.binding.split(".")


def _read_cell(cell: ast.Text, column: Column, row: _Row, env: Env) -> bool:
    """Puts what a cell says into the row; whether it can be read."""
    match column:
        case FigureColumn():
            value = read_figure(cell, column.indicator.measure, env)
            key = (column.indicator.code, _member(column, row, env), column.years_back)
            return _put(row.figures, key, value)
        case AspectColumn():
            aspect = read_figure(cell, PLAIN, env)
            if not isinstance(aspect, int):
                return False
            return _put(row.aspects, (column.indicator, column.member, column.aspect), aspect)
        case AttributeColumn():
            return _put(row.attributes, column.name, read_attribute(cell, column, env))
        case FieldColumn():
            return _put(row.fields, column.field, read_figure(cell, column.measure, env))
        case PartsColumn() | PercentColumn():
            found = read_parts(cell) if isinstance(column, PartsColumn) else read_percent(cell)
            if isinstance(found, Unreadable):
                return False
            row.fields.update(found)
    return True


def _put(table: dict[_K, _V], key: _K, value: _V | Unreadable) -> bool:
    if isinstance(value, Unreadable):
        return False
    table[key] = value
    return True


def _member(column: FigureColumn, row: _Row, env: Env) -> str | None:
    """The column of a figure: as written, else that of the row's binding, else the table's total."""
    if column.member is not None or not column.indicator.members:
        return column.member
    members = {each.member for each in row.instances}
    if len(members) == 1 and (only := next(iter(members))) in column.indicator.members:
        return only
    return _total(column.indicator, env)


def _total(indicator: Indicator, env: Env) -> str:
    wholes = [member.part_of for member in env.form.members(indicator) if member.part_of is not None]
    return wholes[0] if wholes else indicator.members[-1]


# ------------------------------------------------------------------------------------------------------------ cases


def _case(file: File, row: _Row, rule: typed.CheckedRule, history: dict[int | None, _Row], form: Form) -> typed.Case:
    attributes = dict(row.attributes)
    if _YEAR not in attributes and (year := _default_year(rule, form)) is not None:
        attributes[_YEAR] = year
    found = {**_earlier(row, rule, history), **row.figures}
    bindings = {each.binding for each in row.instances}
    return typed.Case(
        rule=rule.info.id,
        form=rule.form,
        figures=tuple(found.items()),
        attributes=tuple(attributes.items()),
        aspects=tuple(row.aspects.items()),
        fields=tuple(row.fields.items()),
        expected=row.expected,  # type: ignore[arg-type] # a row without a verdict is not read
        path=file.source.path,
        span=row.node.span,
        binding=bindings.pop() if len(bindings) == 1 and len(row.instances) < len(rule.instances) else "",
    )


def _default_year(rule: typed.CheckedRule, form: Form) -> int | None:
    """A row that names no year stands in the first year of its rule."""
    for years in (*rule.scope.years, form.years):
        if years.first is not None or years.last is not None:
            return years.first if years.first is not None else years.last
    return None


def _earlier(row: _Row, rule: typed.CheckedRule, history: dict[int | None, _Row]) -> dict[_Key, int | None]:
    """The figures of earlier years that the row's instances look at: of the other rows, or of no report."""
    named = {key[:2] for key in row.figures}
    made: dict[_Key, int | None] = {}
    for instance in row.instances:
        used = [*figures(instance.require), *(figures(instance.when) if instance.when is not None else ())]
        if not named & {(figure.indicator, figure.member) for figure in used}:
            continue
        for figure in used:
            if figure.years_back:
                key = (figure.indicator, figure.member, figure.years_back)
                made[key] = _recall(key, row, history)
    return made


def _recall(key: _Key, row: _Row, history: dict[int | None, _Row]) -> int | None:
    other = history.get(row.year - key[2]) if row.year is not None else None
    return None if other is None else other.figures.get((key[0], key[1], 0), 0)
