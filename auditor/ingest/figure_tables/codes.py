"""What reading tables of ready-made figures can say: codes AUD470 to AUD479."""

from __future__ import annotations

from auditor.diagnostics import Code
from auditor.diagnostics import error
from auditor.diagnostics import warning
from auditor.ingest.codes import tell

__all__ = ["BAD_YEAR", "CODES", "NO_UNIT", "UNKNOWN_COLUMN", "UNKNOWN_FORM", "UNKNOWN_ROW", "WRONG_HEAD", "tell"]

WRONG_HEAD = error(
    470,
    "figures-head",
    ("数据表的表头不全：{problem}", "the head of this table of figures is not complete: {problem_en}"),
    (
        "宽表：单位、年度，其余各列为指标的名称或代码（可加 版式、列）；长表：单位、年度、指标、数值（可加 版式、列）",
        (
            "wide: unit, year, and a column for each indicator by name or code (form and member may be added); "
            "long: unit, year, indicator, value (form and member may be added)"
        ),
    ),
)
UNKNOWN_COLUMN = warning(
    471,
    "figures-column",
    ("列“{name}”不是指标，未读取", "the column `{name}` is no indicator and was not read"),
    ("指标的名称与代码见规则中的版式", "see the forms in the rules for the names and codes of indicators"),
)
UNKNOWN_ROW = warning(
    472,
    "figures-indicator",
    ("版式 {form} 没有指标“{name}”，第 {row} 行未读取", "{form} has no indicator `{name}`: row {row} was not read"),
    ("指标的名称与代码见规则中的版式", "see the forms in the rules for the names and codes of indicators"),
)
BAD_YEAR = error(
    473,
    "figures-year",
    ("第 {row} 行的年度“{found}”不是年份", "the year of row {row}, `{found}`, is none"),
    ("年度写四位数，如 2018", "write a year in four digits, such as 2018"),
)
NO_UNIT = error(
    474, "figures-unit", ("第 {row} 行没有单位", "row {row} has no unit"), ("补上单位名称", "add the name of the unit")
)

UNKNOWN_FORM = warning(
    475,
    "figures-form",
    ("没有版式“{name}”，{unit} {year} 的数未读取", "no form `{name}`: the figures of {unit} {year} were not read"),
    ("版式写代码或名称，或者去掉这一列，按年度认版式", "write the code or title of a form, or leave the column out"),
)

CODES = tuple(value for value in tuple(globals().values()) if isinstance(value, Code))
