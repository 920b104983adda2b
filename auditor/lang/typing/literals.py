"""What is written out: numbers with their units, days, and the values of parameters."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang import typed
from auditor.lang.typing import arithmetic
from auditor.lang.world.environment import Defined
from auditor.lang.world.measures import DATE
from auditor.lang.world.measures import constant
from auditor.lang.world.measures import read_unit
from auditor.lang.world.names import known_names
from auditor.lang.world.names import meant
from auditor.lang.world.names import say_argument
from auditor.lang.world.names import spaced
from auditor.schema import Years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.lang.typed import Number
    from auditor.lang.world.environment import Env
    from auditor.lang.world.environment import Parameter

_DAY = re.compile(r"月(?P<day>\d{1,2})[日号]?")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def written_number(node: ast.Number, env: Env) -> Number | None:
    """A number with its unit; without one it takes that of what it stands with."""
    if node.unit is None:
        return arithmetic.bare(node.value, env.text(node))
    unit = read_unit(node.unit.text, env.world.units)
    if unit is None:
        near = spaced(node.unit.text, known_names(env)) or meant(node.unit.text, env.world.units)
        hint = _day_of_no_year(node, node.unit.text) or near
        env.say(codes.UNKNOWN_UNIT, node.unit.span, hint, name=node.unit.text)
        return None
    return constant(node.value, unit[0], unit[1], env.text(node))


def _day_of_no_year(node: ast.Number, unit: str) -> Words | None:
    """A hint at the year that a day needs: 2月1日."""
    match = _DAY.fullmatch(unit)
    if match is None or node.value not in range(1, len(_DAYS_IN_MONTH) + 1):
        return None
    day = f"{int(node.value):02}-{int(match['day']):02}"
    return Words(
        f"写明哪一年的：次年的写 日期(年度 + 1, {day})，本年度的写 日期(年度, {day})",
        f"say of which year: date(year + 1, {day}) is of the next one, date(year, {day}) of that of the report",
    )


# What is said of an indicator that is no number: the table shows it, and no rule reads it.
SHOWN_ONLY = Words(
    "日期、文本类的指标只读出、显示，规则里不能用；报告自身的日期和单位有别的名称，如 公布日期、填报日期、单位",
    "indicators that are dates or texts are read and shown, and no rule can use them; what a report says of itself has "
    "names of its own, such as published_on, signed_on, unit",
)


def written_day(node: ast.Date, env: Env) -> Number | None:
    """A day of a year."""
    if node.year is None:
        hint = Words(
            "写成 日期(年度, 01-31)；减号两边留空格", "write date(year, 01-31); put blanks around a minus sign"
        )
        env.say(codes.NOT_A_NUMBER, node.span, hint, found=env.text(node))
        return None
    try:
        ordinal = date(node.year, node.month, node.day).toordinal()
    except ValueError:
        env.say(syntax_codes.BAD_DATE, node.span, date=env.text(node))
        return None
    return typed.Constant(Fraction(ordinal), DATE, env.text(node))


def month_day(node: ast.Expr, env: Env) -> ast.Date | None:
    """A day of any year: written out, or a parameter."""
    if isinstance(node, ast.Ref) and len(node.parts) == 1 and node.parts[0].text in env.form.params:
        param = env.form.params[node.parts[0].text]
        value = param_value(param, env)
        return None if value is None else month_day(value, env.within(param.name, Defined(value, param.source)))
    if isinstance(node, ast.Date) and node.year is None:
        if 1 <= node.month <= len(_DAYS_IN_MONTH) and 1 <= node.day <= _DAYS_IN_MONTH[node.month - 1]:
            return node
        env.say(syntax_codes.BAD_DATE, node.span, date=env.text(node))
        return None
    say_argument(node, "日期", ("月-日，如 01-31", "month-day, such as 01-31"), env)
    return None


def param_value(param: Parameter, env: Env) -> ast.Expr | None:
    """The value of a parameter in the years that are looked at; a dated one makes the rule be checked by years."""
    if len(param.values) == 1 and param.values[0][0] == Years():
        return param.values[0][1]
    env.report.dated[param.name] = param
    years = env.years or param.values[-1][0]
    sample = years.first if years.first is not None else years.last
    found = [value for span, value in param.values if sample is None or sample in span]
    return found[-1] if found else param.values[-1][1]


def spread(choices: Sequence[ast.Expr], env: Env) -> tuple[ast.Expr, ...]:
    """Choices with groups and parameters by name taken apart; what they hold stands where the name does."""
    return tuple(
        each if each is choice else replace(each, span=choice.span)
        for choice in choices
        for each in _held_by(choice, env)
    )


def _held_by(choice: ast.Expr, env: Env) -> tuple[ast.Expr, ...]:
    """The members of a set that has a name, the text of a parameter, or the choice itself."""
    name = choice.parts[0].text if isinstance(choice, ast.Ref) and len(choice.parts) == 1 else ""
    if name in env.loops or name in env.macros:
        return (choice,)
    group, param = env.form.groups.get(name), env.form.params.get(name)
    value = group.expr if group is not None else param_value(param, env) if param is not None else None
    if isinstance(value, ast.SetOf):
        return value.items
    return (value,) if isinstance(value, ast.Text) else (choice,)
