"""A formula over the rows and columns of a form becomes statements over its indicators."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
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


class UntakenError(Exception):
    """What the language has no words for, and the offset of it."""

    def __init__(self, at: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.at = at
        self.words = Words(zh, en)


@dataclass(frozen=True, slots=True)
class Statement:
    """What must hold; `loop` is what it is repeated for, empty where it is said once."""

    require: str
    loop: str = ""


@dataclass(frozen=True, slots=True)
class _Binding:
    """What the stars of a formula stand for: a row and a column by number, or a loop variable."""

    row: int = 0
    column: int = 0
    loop: str = ""


def statements_of(formula: Formula, sheets: tuple[Sheet, ...]) -> tuple[Statement, ...]:
    """The statements that a formula makes, one for each row or column where no loop can go through them.

    Raises:
        UntakenError: it speaks of what is not in the form, or not in the language.
    """
    found = cells(formula.body)
    for cell in found:
        _check(cell)
    starred = tuple(cell for cell in found if STAR in (cell.first, cell.second) or cell.second is None)
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
    return tuple(Statement(_Writer(sheets, binding).text(formula.body), loop) for binding, loop in bindings)


# ------------------------------------------------------------------------------------------------------------- within


def _check(cell: Cell) -> None:
    if cell.task:
        raise UntakenError(cell.at, f"关联任务 @{cell.task} 不在本报表内", f"the linked task @{cell.task} is not here")
    if "''" in (cell.first, cell.second):
        raise UntakenError(cell.at, "浮动行没有固定的指标", "floating rows have no indicators")
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


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the nodes of a formula in the language, its stars bound."""

    sheets: tuple[Sheet, ...]
    binding: _Binding

    def text(self, node: Node, rank: int = 0) -> str:
        """A node; `rank` is how closely its surroundings bind."""
        match node:
            case Number(_, text):
                return text
            case Cell():
                return self._cell(node)
            case Chain(_, operands, signs):
                own = _RANKS.get(signs[0], _COMPARED)
                parts = [self.text(operand, own + 1) for operand in operands]
                words = (_SIGNS.get(sign, sign) for sign in signs)
                joined = parts[0] + "".join(f" {w} {part}" for w, part in zip(words, parts[1:], strict=True))
                return f"({joined})" if rank > own else joined
            case Before(_, sign, operand):
                return f"非 ({self.text(operand)})" if sign == "NOT" else f"{sign}{self.text(operand, 6)}"
            case Conditional(_, condition, consequent, otherwise):
                more = "" if otherwise is None else f" 否则 {self.text(otherwise)}"
                return f"若 {self.text(condition)} 则 {self.text(consequent)}{more}"
            case Call():
                return self._call(node)
            case Name(at, text):
                raise UntakenError(at, f"封面代码 {text} 不是表中的数", f"{text} of the cover page is no figure here")
            case Text(at, text):
                raise UntakenError(
                    at, f"文本“{text}”不能与数比较", f"the text `{text}` cannot be compared with figures"
                )

    def _cell(self, cell: Cell) -> str:
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
        if not cell.back:
            return name + index
        return f"上年({name}{index})" if cell.back == 1 else f"前({name}{index}, {cell.back})"

    def _call(self, call: Call) -> str:
        if call.name == "EXIST" and len(call.args) == 1 and isinstance(call.args[0], Name):
            return f"{self._exists(call.args[0])} > 0"
        if call.name == "INLIST" and len(call.args) > 1:
            first, *others = call.args
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
