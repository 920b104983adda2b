"""A formula over the rows and columns of a form becomes statements over its indicators."""

from __future__ import annotations

from dataclasses import replace  # noqa: TID251 - cells are data classes
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang.fmt.words import quoted
from auditor.lang.jio.meanings import Meanings
from auditor.lang.jio.tree import FLOATING
from auditor.lang.jio.tree import STAR
from auditor.lang.jio.tree import Before
from auditor.lang.jio.tree import Call
from auditor.lang.jio.tree import Cell
from auditor.lang.jio.tree import Chain
from auditor.lang.jio.tree import Conditional
from auditor.lang.jio.tree import Name
from auditor.lang.jio.tree import Number
from auditor.lang.jio.tree import Text
from auditor.lang.jio.tree import cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.jio.sheet import Row
    from auditor.lang.jio.sheet import Sheet
    from auditor.lang.jio.tree import Formula
    from auditor.lang.jio.tree import Node

_SIGNS: Mapping[str, str] = MappingProxyType({"AND": "且", "OR": "或", "<>": "≠", "!=": "≠", "<=": "≤", ">=": "≥"})
_RANKS: Mapping[str, int] = MappingProxyType({"OR": 1, "AND": 2, "+": 4, "-": 4, "*": 5, "/": 5})
_COMPARED = 3
_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {"ROUND": "四舍五入", "ABS": "绝对值", "SUM": "合计", "MAX": "最大", "MIN": "最小"}
)
_ROW, _COLUMN = "行", "列"
_NONE = Meanings()


class UntakenError(Exception):
    """What the language has no words for, and the offset of it."""

    def __init__(self, at: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.at = at
        self.words = Words(zh, en)


class Statement(Struct, frozen=True):
    """What must hold; `loop` is what it is repeated for, empty where it is said once."""

    require: str
    loop: str = ""


class _Binding(Struct, frozen=True):
    """What the stars of a formula stand for: a row and a column by number, or a loop variable."""

    row: int = 0
    column: int = 0
    loop: str = ""


def statements_of(formula: Formula, sheets: tuple[Sheet, ...], meanings: Meanings = _NONE) -> tuple[Statement, ...]:
    """The statements that a formula makes, one for each row or column where no loop can go through them.

    `meanings` say what codes of the cover page, linked tasks and floating rows are.

    Raises:
        UntakenError: it speaks of what is not in the form, or not in the language.
    """
    found = cells(formula.body)
    for cell in found:
        _check(cell, meanings)
    starred = tuple(cell for cell in found if STAR in (cell.first, cell.second) or cell.second in (None, FLOATING))
    by_row = tuple(cell for cell in starred if cell.first == STAR)
    if by_row and len(by_row) < len(starred):
        raise UntakenError(starred[0].at, "行通配与列通配混用，含义不明", "stars of rows and of columns in one formula")
    if by_row:
        bindings = _rows(formula, by_row, sheets)
    elif starred:
        bindings = _columns(formula, starred, sheets)
    elif formula.scope:
        raise UntakenError(formula.scope_at, "公式没有通配，{} 不知限定什么", "{} restricts nothing: there is no star")
    else:
        bindings = ((_Binding(), ""),)
    writers = ((_Writer(sheets, binding, meanings), loop) for binding, loop in bindings)
    return tuple(Statement(writer.text(formula.body), loop) for writer, loop in writers)


# ------------------------------------------------------------------------------------------------------------- within


def _check(cell: Cell, meanings: Meanings) -> None:
    if cell.task and cell.task not in meanings.tasks:
        zh = f"关联任务 @{cell.task} 不在本报表内；若是上年的本报表，请加 --task {cell.task}=1"
        raise UntakenError(
            cell.at, zh, f"the linked task @{cell.task} is not here; --task {cell.task}=1 if last year's"
        )
    is_floating = cell.second == FLOATING and (cell.table, cell.first) in meanings.floating
    if FLOATING in (cell.first, cell.second) and not is_floating:
        place = f"{cell.table}[{cell.first}]"
        zh = f'浮动行没有固定的指标；若就是版式中的几行，请加 --floating "{place}=起行~止行"'
        en = f'floating rows have no indicators; --floating "{place}=FIRST~LAST" if they are rows of the form'
        raise UntakenError(cell.at, zh, en)
    if cell.first == STAR and cell.second in (STAR, None):
        raise UntakenError(cell.at, "[*] 同时通配行与列", "[*] stands for rows and columns at once")


def _sheet(cell: Cell, sheets: tuple[Sheet, ...]) -> Sheet:
    if not cell.table:
        if len(sheets) > 1:
            known = "、".join(sheet.code for sheet in sheets)
            raise UntakenError(cell.at, f"版式有多张表，须写明是哪张（{known}）", f"name one of the tables ({known})")
        return sheets[0]
    found = next((sheet for sheet in sheets if cell.table in sheet.names), None)
    if found is None:
        raise UntakenError(cell.at, f"版式中没有表 {cell.table}", f"the form has no table {cell.table}")
    return found


def _row(cell: Cell, number: int, sheets: tuple[Sheet, ...]) -> Row:
    sheet = _sheet(cell, sheets)
    row = sheet.row(number)
    if row is None:
        last = len(sheet.rows)
        raise UntakenError(cell.at, f"没有第 {number} 行（共 {last} 行）", f"there is no row {number} (of {last})")
    if row.is_heading:
        raise UntakenError(cell.at, f"第 {number} 行是标题行，没有数", f"row {number} is a head row without figures")
    return row


def _rows(formula: Formula, starred: tuple[Cell, ...], sheets: tuple[Sheet, ...]) -> tuple[tuple[_Binding, str], ...]:
    """What `[*,5]` stands for: the rows of the scope, or all that have the columns which the formula names."""
    sheet = _sheet(starred[0], sheets)
    wanted = {int(cell.second) for cell in starred if isinstance(cell.second, int)}
    for number in formula.scope:
        row = sheet.row(number)
        if row is None or any(row.at(column) is None for column in wanted):
            raise UntakenError(
                formula.scope_at, f"第 {number} 行没有所说的列", f"row {number} has not the columns spoken of"
            )
    every = (number for number, row in enumerate(sheet.rows, start=1) if all(map(row.at, wanted)))
    numbers = formula.scope or tuple(every)
    rows = [row for number in numbers if (row := sheet.row(number)) is not None]
    if not rows:
        raise UntakenError(starred[0].at, "没有一行有所说的列", "no row has the columns spoken of")
    if len(rows) > 1 and rows[0].members and all(row.members == rows[0].members for row in rows):
        named = ", ".join(f"「{row.cells[0][1].name}」" for row in rows)
        return ((_Binding(row=numbers[0], loop=_ROW), f"对每个 {_ROW} 于 {{ {named} }}:"),)
    return tuple((_Binding(row=number), "") for number in numbers)


def _columns(
    formula: Formula, starred: tuple[Cell, ...], sheets: tuple[Sheet, ...]
) -> tuple[tuple[_Binding, str], ...]:
    """What `[14]` stands for: the row in each column of the scope, or in every column that all such rows have."""
    rows = [_row(cell, int(cell.first), sheets) for cell in starred]
    common = [number for number, *_ in rows[0].cells if all(row.at(number) for row in rows)]
    for number in formula.scope:
        if number not in common:
            raise UntakenError(formula.scope_at, f"没有第 {number} 列", f"there is no column {number}")
    numbers = formula.scope or tuple(common)
    if not numbers:
        raise UntakenError(starred[0].at, "各行没有共同的列", "the rows have no column in common")
    if len(numbers) > 1 and rows[0].members and all(row.members == rows[0].members for row in rows):
        named = ", ".join(f"「{rows[0].members[number - 1]}」" for number in numbers)
        return ((_Binding(column=numbers[0], loop=_COLUMN), f"对每个 {_COLUMN} 于 {{ {named} }}:"),)
    return tuple((_Binding(column=number), "") for number in numbers)


def _no_figure(at: int, name: str) -> UntakenError:
    if _is_for_display(name):
        return UntakenError(at, f"{name} 只用于显示，与审核无关", f"{name} is for display, no matter of an audit")
    return UntakenError(at, f"封面代码 {name} 不是表中的数", f"{name} of the cover page is no figure here")


def _is_for_display(name: str) -> bool:
    return name.upper().startswith("SYS_")


class _Writer(Struct, frozen=True):
    """Writes the nodes of a formula in the language, its stars bound."""

    sheets: tuple[Sheet, ...]
    binding: _Binding
    meanings: Meanings

    def text(self, node: Node, rank: int = 0) -> str:
        """A node; `rank` is how closely its surroundings bind."""
        match node:
            case Number(_, text):
                return text
            case Cell():
                return self._cell(node)
            case Chain():
                return self._chain(node, rank)
            case Before(_, sign, operand):
                return f"非 ({self.text(operand)})" if sign == "NOT" else f"{sign}{self.text(operand, 6)}"
            case Conditional(_, condition, consequent, otherwise):
                more = "" if otherwise is None else f" 否则 {self.text(otherwise)}"
                return f"若 {self.text(condition)} 则 {self.text(consequent)}{more}"
            case Call():
                return self._call(node)
            case Name(at, text):
                raise _no_figure(at, text)
            case Text(at, text):
                raise UntakenError(
                    at, f"文本“{text}”不能与数比较", f"the text `{text}` cannot be compared with figures"
                )

    def _chain(self, node: Chain, rank: int) -> str:
        match node:
            case Chain(_, (Name() as code, Text() as value) | (Text() as value, Name() as code), ("=" | "<>" | "!=",)):
                among = self._among(code, (value,))
                return among if node.signs == ("=",) else f"非 ({among})"
            case _:
                pass
        own = _RANKS.get(node.signs[0], _COMPARED)
        parts = [self.text(operand, own + 1) for operand in node.operands]
        words = (_SIGNS.get(sign, sign) for sign in node.signs)
        joined = parts[0] + "".join(f" {w} {part}" for w, part in zip(words, parts[1:], strict=True))
        return f"({joined})" if rank > own else joined

    def _cell(self, cell: Cell) -> str:
        if cell.second == FLOATING:
            return self._floating(cell)
        number = self.binding.row if cell.first == STAR else int(cell.first)
        row = _row(cell, number, self.sheets)
        column = cell.second if isinstance(cell.second, int) else self.binding.column
        found = row.at(column)
        if found is None:
            raise UntakenError(cell.at, f"第 {number} 行没有第 {column} 列", f"row {number} has no column {column}")
        indicator, member = found
        name, index = f"「{indicator.name}」", f"[「{member}」]" if member else ""
        if cell.first == STAR and self.binding.loop == _ROW:
            name = _ROW
        if not isinstance(cell.second, int) and self.binding.loop == _COLUMN:
            index = f"[{_COLUMN}]"
        back = cell.back + (self.meanings.tasks[cell.task] if cell.task else 0)
        if not back:
            return name + index
        return f"上年({name}{index})" if back == 1 else f"前({name}{index}, {back})"

    def _floating(self, cell: Cell) -> str:
        """The sum of the rows that floating rows stand for."""
        rows = self.meanings.floating[cell.table, int(cell.first)]
        return f"合计({', '.join(self._cell(replace(cell, first=row, second=None)) for row in rows)})"

    def _among(self, code: Name, values: tuple[Node, ...]) -> str:
        """Whether a code of the cover page has one of some values."""
        attribute = self.meanings.cover.get(code.text)
        if attribute is None and _is_for_display(code.text):
            raise _no_figure(code.at, code.text)
        if attribute is None:
            zh = f"不知封面代码 {code.text} 在这里是什么；请加 --cover {code.text}=单位类型 之类"
            en = (
                f"what {code.text} of the cover page is here is not known; add --cover {code.text}=单位类型 or the like"
            )
            raise UntakenError(code.at, zh, en)
        named = [self.meanings.values.get((code.text, it.text), it.text) for it in values if isinstance(it, Text)]
        if len(named) < len(values):
            raise _no_figure(code.at, code.text)
        return f"{attribute} 属于 {{ {', '.join(quoted(name) for name in named)} }}"

    def _call(self, call: Call) -> str:
        if call.name == "EXIST" and len(call.args) == 1 and isinstance(call.args[0], Name):
            return f"{self._exists(call.args[0])} > 0"
        if call.name == "INLIST" and len(call.args) > 1:
            first, *others = call.args
            if isinstance(first, Name):
                return self._among(first, tuple(others))
            return f"({' 或 '.join(f'{self.text(first, _COMPARED + 1)} = {self.text(other)}' for other in others)})"
        if call.name not in _FUNCTIONS or not call.args:
            raise UntakenError(call.at, f"没有对应的函数：{call.name}", f"there is no function like {call.name}")
        return f"{_FUNCTIONS[call.name]}({', '.join(self._args(call))})"

    def _args(self, call: Call) -> Iterator[str]:
        yield from (self.text(arg) for arg in call.args)

    def _exists(self, name: Name) -> str:
        sheet = _sheet(Cell(name.at, name.text, 1, 1), self.sheets)
        figures = tuple(dict.fromkeys(indicator.name for row in sheet.rows for _, indicator, _ in row.cells))
        return f"合计(行数({', '.join(f'「{figure}」' for figure in figures)}))"
