"""Forms put together from their statements: tables with columns, indicators in the printed order, their trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.grammar.elements import MOST_DIGITS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import ScopeKey
from auditor.lang.world.files import each
from auditor.lang.world.files import find_clause
from auditor.lang.world.files import find_text
from auditor.lang.world.files import find_texts
from auditor.lang.world.form_columns import Place
from auditor.lang.world.form_columns import columns_of
from auditor.lang.world.form_columns import say_twice
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.names import meant
from auditor.lang.world.notes import place_words
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Split
from auditor.schema import Table
from auditor.schema import Years
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes


class FormBuilder(Struct):
    """What is known of a form while its indicators are gathered."""

    code: str
    statement: ast.FormStatement | None
    units: Mapping[str, Measure]
    notes: Notes
    tables: dict[str, Table] = field(default_factory=dict)
    own: dict[str, tuple[File, ast.IndicatorStatement]] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    table_places: dict[str, Place] = field(default_factory=dict)
    relations: dict[str, tuple[Indicator, Split]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)


def build_form(
    code: str, statement: ast.FormStatement | None, files: tuple[File, ...], units: Mapping[str, Measure], notes: Notes
) -> tuple[Form, Mapping[str, Place]]:
    """A form from the files that belong to it, with the place of each of its indicators (by code)."""
    builder = FormBuilder(code, statement, units, notes)
    _gather_tables(builder, files)
    _gather_statements(builder, files)
    for file, node in builder.own.values():
        _declare(builder, file, node)
    clauses = statement.clauses if statement is not None else ()
    period = find_clause(clauses, ClauseKey.YEARS)
    years = period.value.years[0] if period is not None and isinstance(period.value, ast.Period) else Years()
    title = statement.title if statement is not None else ""
    aliases = tuple(text.value for text in find_texts(clauses, ClauseKey.ALIAS))
    form = Form(code, title, years, tuple(builder.tables.values()), _related(builder), aliases)
    return form, {indicator.code: builder.places[indicator.name] for indicator in form.indicators}


def _related(builder: FormBuilder) -> tuple[Indicator, ...]:
    """The indicators in the printed order, each knowing its whole."""
    made = []
    for indicator in builder.indicators.values():
        relation = builder.relations.get(indicator.name)
        known = replace(indicator, part_of=relation[0].code, split=relation[1]) if relation else indicator
        made.append(known)
    return tuple(made)


# ----------------------------------------------------------------------------------------------------------- tables


def _gather_tables(builder: FormBuilder, files: tuple[File, ...]) -> None:
    for file, node in each(files, ast.TableStatement):
        code = node.code.text
        if code in builder.tables:
            say_twice(builder.notes, file, node.code, ("表", "table"), builder.table_places[code])
            continue
        builder.table_places[code] = Place(file.source, node)
        aliases = tuple(text.value for text in find_texts(node.clauses, ClauseKey.ALIAS))
        heads = tuple(fold(text.value) for text in find_texts(node.clauses, ClauseKey.HEADS))
        builder.tables[code] = Table(code, node.title or code, aliases, columns_of(node, file, builder.notes), heads)


# ------------------------------------------------------------------------------------------------------- indicators


def _gather_statements(builder: FormBuilder, files: tuple[File, ...]) -> None:
    for file, node in each(files, ast.IndicatorStatement):
        name = node.name.text
        if name in builder.own:
            first, other = builder.own[name]
            say_twice(builder.notes, file, node.name, ("指标", "indicator"), Place(first.source, other))
            continue
        builder.own[name] = (file, node)


def _declare(builder: FormBuilder, file: File, node: ast.IndicatorStatement) -> None:
    """Adds an indicator and the parts that only its tree declares."""
    if _is_attribute(node):
        return
    made = _indicator(builder, file, node)
    if _add(builder, made, Place(file.source, node)) and node.tree is not None:
        _grow(builder, file, made, node.tree)


def _is_attribute(node: ast.IndicatorStatement) -> bool:
    """Whether an indicator statement only says what is an attribute of every submission (公布日期)."""
    return (
        node.name.text in KNOWN_ATTRIBUTES
        and KNOWN_ATTRIBUTES[node.name.text][1] is node.kind
        and node.kind in (Kind.DATE, Kind.TEXT)
    )


def _add(builder: FormBuilder, made: Indicator, place: Place) -> bool:
    owner = builder.owners.setdefault(made.code, made.name)
    if owner != made.name:
        where = builder.places[owner]
        words = place_words(where.source, where.node.span)
        span = _code_span(place.node)
        builder.notes.say(codes.DUPLICATE_CODE, place.source, span.span, used=made.code, name=owner, place=words)
        return False
    builder.indicators[made.name] = made
    builder.places[made.name] = place
    return True


def _code_span(node: ast.Node) -> ast.Node:
    if isinstance(node, (ast.IndicatorStatement, ast.Branch)):
        return node.code or node.name
    return node


def _grow(builder: FormBuilder, file: File, whole: Indicator, tree: ast.Tree) -> None:
    for branch in tree.items:
        name = branch.name.text
        if _is_ancestor(builder, name, whole):
            builder.notes.say(codes.CIRCULAR, file.source, branch.name.span, name=name)
            continue
        other = builder.relations.get(name)
        if other is not None:
            builder.notes.say(codes.TWO_WHOLES, file.source, branch.name.span, name=name, whole=other[0].name)
            continue
        builder.relations[name] = (whole, tree.split)
        part = _part(builder, file, whole, branch)
        if part is not None and branch.tree is not None:
            _grow(builder, file, part, branch.tree)


def _is_ancestor(builder: FormBuilder, name: str, whole: Indicator) -> bool:
    if whole.name == name:
        return True
    above = builder.relations.get(whole.name)
    return above is not None and _is_ancestor(builder, name, above[0])


def _part(builder: FormBuilder, file: File, whole: Indicator, branch: ast.Branch) -> Indicator | None:
    name = branch.name.text
    if name in builder.own:
        # NOTE: its own statement says all else, and where it is printed; the tree says only whose part it is.
        own_file, own = builder.own[name]
        return builder.indicators.get(name) or _indicator(builder, own_file, own, silent=True)
    code = branch.code.text if branch.code is not None else name
    part = Indicator(
        code=code,
        name=name,
        measure=whole.measure,
        label=file.source.slice(branch.name.span).strip("「」`"),
        table=whole.table,
        members=whole.members,
        signed=whole.signed,
        years=whole.years,
    )
    return part if _add(builder, part, Place(file.source, branch)) else None


def _indicator(builder: FormBuilder, file: File, node: ast.IndicatorStatement, *, silent: bool = False) -> Indicator:
    clauses = node.clauses
    table = _table(builder, file, node, silent=silent)
    label = find_text(clauses, ClauseKey.LABEL) or file.source.slice(node.name.span).strip("「」`")
    return Indicator(
        code=node.code.text if node.code is not None else node.name.text,
        name=node.name.text,
        measure=read_measure(node, builder.units, file, None if silent else builder.notes),
        label=label,
        aliases=tuple(text.value for text in find_texts(clauses, ClauseKey.ALIAS)),
        english=find_text(clauses, ClauseKey.ENGLISH),
        table=table.code if table is not None else "",
        number=find_text(clauses, ClauseKey.NUMBER),
        column=find_text(clauses, ClauseKey.COLUMN_LABEL),
        members=_own_members(builder, file, node, table, silent=silent),
        signed=node.signed or find_clause(clauses, ClauseKey.SIGNED) is not None,
        trust=_trust(clauses),
        years=_years(clauses),
    )


def _trust(clauses: tuple[ast.Clause, ...]) -> int:
    words = fold(find_text(clauses, ClauseKey.TRUST)).strip()
    return int(words) if words.isdecimal() and len(words) <= MOST_DIGITS else 1


def _years(clauses: tuple[ast.Clause, ...]) -> Years:
    clause = find_clause(clauses, ClauseKey.APPLIES)
    parts = clause.value.parts if clause is not None and isinstance(clause.value, ast.Applies) else ()
    ranges = [years for part in parts if part.key is ScopeKey.YEARS for years in part.years]
    return ranges[0] if ranges else Years()


def _table(builder: FormBuilder, file: File, node: ast.IndicatorStatement, *, silent: bool) -> Table | None:
    if node.table is None:
        return None
    name = node.table.text
    found = next((each for each in builder.tables.values() if name in (each.code, each.title, *each.aliases)), None)
    if found is None and not silent:
        builder.notes.say(codes.UNKNOWN_TABLE, file.source, node.table.span, meant(name, builder.tables), name=name)
    return found


def _own_members(
    builder: FormBuilder, file: File, node: ast.IndicatorStatement, table: Table | None, *, silent: bool
) -> tuple[str, ...]:
    members = table.members if table is not None else ()
    clause = find_clause(node.clauses, ClauseKey.COLUMNS)
    if clause is None or not isinstance(clause.value, ast.Columns):
        return tuple(member.code for member in members)
    found: list[str] = []
    for column in clause.value.items:
        member = next((each for each in members if column.name.text in (each.name, each.code)), None)
        if member is not None:
            found.append(member.code)
        elif not silent:
            hint = meant(column.name.text, [each.name for each in members])
            builder.notes.say(
                codes.UNKNOWN_COLUMN, file.source, column.span, hint, indicator=node.name.text, name=column.name.text
            )
    return tuple(found)


_DEFAULT_UNITS = {Kind.MONEY: "元", Kind.DAYS: "天", Kind.RATIO: "%"}


def read_measure(
    node: ast.IndicatorStatement | ast.ClaimStatement, units: Mapping[str, Measure], file: File, notes: Notes | None
) -> Measure:
    """The kind and the unit that a statement gives; mistakes are noted where notes are kept."""
    kind = node.kind or Kind.COUNT
    if kind in (Kind.DATE, Kind.TEXT, Kind.HEADING):
        return Measure(kind)
    if node.unit is None:
        default = _DEFAULT_UNITS.get(kind)
        return units[default] if default else PLAIN
    measure = units.get(node.unit.text)
    if measure is not None and measure.kind is kind:
        return measure
    if notes is not None and measure is None:
        notes.say(codes.UNKNOWN_UNIT, file.source, node.unit.span, meant(node.unit.text, units), name=node.unit.text)
    elif notes is not None:
        notes.say(codes.WRONG_UNIT_KIND, file.source, node.unit.span, name=node.unit.text)
    return PLAIN
