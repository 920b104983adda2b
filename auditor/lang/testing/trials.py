"""测试: rows of figures with the verdict expected, as cases that the engine runs.

The rows of one table that have a year are one unit's history: the year before a row's is another row, or is missing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeVar
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang import typed
from auditor.lang.testing.benches import Bench
from auditor.lang.testing.benches import Key
from auditor.lang.testing.benches import Known
from auditor.lang.testing.benches import Test
from auditor.lang.testing.benches import make_bench
from auditor.lang.testing.cells import Unreadable
from auditor.lang.testing.cells import read_attribute
from auditor.lang.testing.cells import read_figure
from auditor.lang.testing.cells import read_parts
from auditor.lang.testing.cells import read_percent
from auditor.lang.testing.cells import read_stated
from auditor.lang.testing.columns import AspectColumn
from auditor.lang.testing.columns import AttributeColumn
from auditor.lang.testing.columns import Column
from auditor.lang.testing.columns import FieldColumn
from auditor.lang.testing.columns import FigureColumn
from auditor.lang.testing.columns import LoopColumn
from auditor.lang.testing.columns import PartsColumn
from auditor.lang.testing.columns import PercentColumn
from auditor.lang.testing.columns import ResultColumn
from auditor.lang.testing.columns import is_flag
from auditor.lang.testing.columns import read_column
from auditor.lang.vocabulary.keywords import VERDICT_WORDS
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.world.files import each
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.names import meant
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.world.environment import Env
    from auditor.lang.world.environment import Mentioned
    from auditor.lang.world.environment import World
    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes
    from auditor.lang.world.spec import Spec
    from auditor.results import Verdict
    from auditor.schema import Indicator

_VERDICTS = Words(
    f"可以填：{'、'.join(words[0] for words in VERDICTS.values())}",
    f"there are: {', '.join(words[1] for words in VERDICTS.values())}",
)
_FIGURE = Words("填数，如 12 或 12 件；没有填的填 空", "a number such as 12; blank for what is not filled in")
_FLAG = Words("填 是 或 否", "write yes or no")
_FLAG_WORDS: Mapping[str, str] = MappingProxyType({"是": "1", "yes": "1", "否": "0", "no": "0"})
_YEAR = "年度"
_FORM = "版式"
_K = TypeVar("_K")
_V = TypeVar("_V")


class Tried(Struct, frozen=True, eq=False):
    """What tests can speak of: the rules as written and as checked, and the ids of those that are broken."""

    specs: tuple[Spec, ...]
    rules: tuple[typed.CheckedRule, ...]
    world: World
    broken: frozenset[str]


class _Row(Struct, frozen=True):
    """One row read: what it gives, for which instances."""

    node: ast.Row
    figures: dict[Key, int | None]
    attributes: dict[str, int | str | None]
    aspects: dict[tuple[str, str | None, typed.Aspect], int]
    fields: dict[typed.Field, int | None]
    stated: dict[Mentioned, tuple[int | None, int]]
    first: dict[Key, int | None]
    instances: tuple[typed.Instance, ...]
    expected: list[Verdict]

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
    known: Known = {}
    made: list[typed.Case] = []
    for file, node in each(files, ast.TestStatement):
        name = node.rule.text
        if name in rules:
            spec = specs.get(name)
            benches = [make_bench(Test(file, node, rule, spec, tried.world), known) for rule in rules[name]]
            made += _cases(benches, notes)
        elif name not in tried.broken and not any(name in other.parsed.lost for other in files):
            beside = [spec.id for spec in tried.specs if spec.source.path == file.source.path]
            hint = meant(name, beside) or meant(name, rules)
            notes.say(codes.UNKNOWN_RULE, file.source, node.rule.span, hint, name=name)
    return tuple(made)


def untried(files: tuple[File, ...], cases: tuple[typed.Case, ...]) -> int:
    """How many rows of tests became no case: their rule is wrong, or what they say cannot be read."""
    tried = {(case.path, case.span) for case in cases}
    rows = ((file.source.path, row.span) for file, node in each(files, ast.TestStatement) for row in node.rows)
    return sum(row not in tried for row in rows)


def _cases(benches: list[Bench], notes: Notes) -> list[typed.Case]:
    # NOTE: a column that one form of the rule does not have leaves the test to the other forms.
    at_home = [bench for bench in benches if bench.is_at_home]
    if not at_home:
        test = benches[0].test
        env = test.env(is_hinting=True)
        for cell in test.node.header.cells:
            read_column(cell, env)
        notes.diagnostics += env.report.diagnostics
    made = [case for bench in at_home for case in _rows(bench)]
    for bench in at_home:
        notes.diagnostics += bench.env.report.diagnostics
    return made


def _rows(bench: Bench) -> list[typed.Case]:
    if not any(isinstance(column, ResultColumn) for column in bench.columns):
        bench.env.say(syntax_codes.NO_RESULT_COLUMN, bench.test.node.header.span)
        return []
    read = [_read_row(row, bench) for row in bench.test.node.rows]
    rows = [row for row in read if row is not None and _is_of_form(row, bench)]
    history = {row.year: row for row in rows if row.year is not None}
    return [_case(row, bench, history) for row in rows]


def _is_of_form(row: _Row, bench: Bench) -> bool:
    """A row that names another form is for that form's rule."""
    form = row.attributes.get(_FORM)
    return form not in bench.env.world.forms or form == bench.test.rule.form


# ------------------------------------------------------------------------------------------------------------- rows


def _read_row(node: ast.Row, bench: Bench) -> _Row | None:
    row = _Row(node, {}, {}, {}, {}, {}, {}, _instances(node, bench), [])
    for cell, column, head in zip(node.cells, bench.columns, bench.test.node.header.cells, strict=True):
        if not _read_cell(cell, column, row, bench):
            span = cell.span if cell.value else node.span
            hint = _VERDICTS if isinstance(column, ResultColumn) else None
            hint = _FIGURE if isinstance(column, FigureColumn | AspectColumn) else hint
            hint = _FLAG if is_flag(column) else hint
            bench.env.say(syntax_codes.BAD_CELL, span, hint, column=head.value, found=cell.value)
            return None
    return row


def _instances(node: ast.Row, bench: Bench) -> tuple[typed.Instance, ...]:
    """The instances that the row's loop columns and mentions leave."""
    left = bench.test.rule.instances
    for cell, column in zip(node.cells, bench.columns, strict=True):
        if isinstance(column, LoopColumn):
            left = tuple(instance for instance in left if _is_bound(instance, column.variable, fold(cell.value)))
        elif isinstance(column, FieldColumn | PercentColumn) and column.mentioned and not bench.is_of_record:
            left = tuple(it for it in left if (it.indicator, it.column) == column.mentioned)
    return left


def _is_bound(instance: typed.Instance, variable: str, wanted: str) -> bool:
    return (variable, wanted) in instance.bound or wanted in instance.binding.split(".")


def _read_cell(cell: ast.Text, column: Column, row: _Row, bench: Bench) -> bool:
    """Puts what a cell says into the row; whether it can be read."""
    env = bench.env
    if is_flag(column):
        cell = replace(cell, value=_FLAG_WORDS.get(fold(cell.value).lower(), cell.value))
    match column:
        case FieldColumn(mentioned=said) | PercentColumn(mentioned=said) if said and bench.is_of_record:
            return _put(row.stated, said, read_stated(cell, column, env))
        case ResultColumn():
            verdict = VERDICT_WORDS.get(fold(cell.value))
            row.expected.extend([verdict] if verdict is not None else [])
            return verdict is not None
        case LoopColumn():
            return bool(row.instances)
        case PartsColumn() | PercentColumn():
            found = read_parts(cell) if isinstance(column, PartsColumn) else read_percent(cell)
            row.fields.update(() if isinstance(found, Unreadable) else found)
            return not isinstance(found, Unreadable)
        case _:
            return _read_value(cell, column, row, env)


def _read_value(
    cell: ast.Text, column: FigureColumn | AspectColumn | AttributeColumn | FieldColumn, row: _Row, env: Env
) -> bool:
    match column:
        case FigureColumn():
            key = (column.indicator.code, _member(column, row, env), column.years_back)
            return _put(
                row.first if column.first else row.figures, key, read_figure(cell, column.indicator.measure, env)
            )
        case AspectColumn():
            count = read_figure(cell, PLAIN, env)
            counted = count if isinstance(count, int) else Unreadable()
            return _put(row.aspects, (column.indicator, column.member, column.aspect), counted)
        case AttributeColumn():
            return _put(row.attributes, column.name, read_attribute(cell, column, env))
        case FieldColumn():
            return _put(row.fields, column.field, read_figure(cell, column.measure, env))
        case _:
            assert_never(column)


def _put(table: dict[_K, _V], key: _K, value: _V | Unreadable) -> bool:
    if isinstance(value, Unreadable):
        return False
    table[key] = value
    return True


def _member(column: FigureColumn, row: _Row, env: Env) -> str | None:
    """The column of a figure: as written, else that of the row's binding, else the table's total."""
    if column.member is not None or not column.indicator.members:
        return column.member
    members = {instance.member for instance in row.instances}
    if len(members) == 1 and (only := next(iter(members))) in column.indicator.members:
        return only
    return _total(column.indicator, env)


def _total(indicator: Indicator, env: Env) -> str:
    wholes = [member.part_of for member in env.form.members(indicator) if member.part_of is not None]
    return wholes[0] if wholes else indicator.members[-1]


# ------------------------------------------------------------------------------------------------------------ cases


def _case(row: _Row, bench: Bench, history: Mapping[int, _Row]) -> typed.Case:
    bindings = {instance.binding for instance in row.instances}
    narrowed = len(bindings) == 1 and len(row.instances) < len(bench.test.rule.instances)
    earlier = _earlier(row, bench, history) if bench.earlier else {}
    return typed.Case(
        rule=bench.test.rule.info.id,
        form=bench.test.rule.form,
        figures=tuple({**earlier, **row.figures}.items()),
        attributes=tuple(row.attributes.items()),
        aspects=tuple(row.aspects.items()),
        fields=tuple(row.fields.items()),
        stated=tuple(row.stated.items()),
        first=tuple(row.first.items()),
        expected=row.expected[0],
        path=bench.env.source.path,
        span=row.node.span,
        binding=bindings.pop() if narrowed else "",
        world=f"{bench.env.source.path}:{bench.test.node.span.start}:{bench.test.rule.form}"
        if bench.is_together
        else "",
    )


def _earlier(row: _Row, bench: Bench, history: Mapping[int, _Row]) -> dict[Key, int | None]:
    """The figures of earlier years that the row's instances look at: of the other rows, or of no report."""
    named = {key[:2] for key in row.figures}
    looked_at = [bench.earlier[id(instance)] for instance in row.instances if id(instance) in bench.earlier]
    keys = [key for each in looked_at if named & each.named for key in each.keys]
    return {key: _recall(key, row, history) for key in keys}


def _recall(key: Key, row: _Row, history: Mapping[int, _Row]) -> int | None:
    other = history.get(row.year - key[2]) if row.year is not None else None
    return None if other is None else other.figures.get((key[0], key[1], 0), 0)
