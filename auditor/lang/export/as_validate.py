"""Rules as files of the R package `validate`: a YAML file a form, and beside it what its columns stand for."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Words
from auditor.lang import typed
from auditor.lang.export.as_r import OF_SENTENCES
from auditor.lang.export.as_r import Speech
from auditor.lang.export.as_r import UnsayableError
from auditor.lang.export.as_r import condition
from auditor.lang.export.as_r import guarded
from auditor.lang.export.as_r import texts
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Instance
    from auditor.lang.typed import RuleBook
    from auditor.lang.typed import Scope
    from auditor.schema import Form
    from auditor.schema import Years

# What a table of figures can say of a report beside its figures; R names are the English names.
_IN_A_TABLE = ("年度", "版式", "单位", "单位级别", "单位性质", "所属级别", "单位地区", "单位类型", "上级单位")
_KEYS = {"year": "年度", "level": "单位级别", "region": "单位地区", "type": "单位类型", "parent": "上级单位"}
_RESERVED = frozenset(
    {"if", "else", "repeat", "while", "function", "for", "next", "break", "TRUE", "FALSE", "NULL", "Inf", "NaN", "NA"}
)
_SEVERITIES = {"error": "error", "warning": "warning", "notice": "info"}
_SKIPPED = Words("空白不计入合计（空值: 跳过）", "leaves blanks out of its sums")
_HEAD = """\
# 规则 rules: {form} {title}
# 列的含义见 what the columns stand for: {form}.csv
#   library(validate)
#   rules <- validator(.file = "{form}.yaml")
#   summary(confront(read.csv("{form}-figures.csv"), rules))
# 一行一份报告，数字用表中的计量单位；.prev1 结尾的列是上一年报告的数。
# One row a report, figures in the printed unit; a column that ends in .prev1 is that of the report of the year before.
# 空白在 R 中是 NA：程序凭“空白不会是负数”等仍能断定的，R 留作 NA，不会得出相反的结论。
# A blank is NA: what the engine decides all the same, since a blank is not negative, R leaves open.
# 1e-08 是浮点计算的余量。1e-08 is a slack for floating point.
"""
_NONE_LEFT_OUT = "# 本版式的规则都已写出。Every rule of the form is here.\n"
_LEFT_OUT = "# 以下 {count} 条不能用 R validate 表达 these cannot be said in R validate:\n"


class Validated(Struct, frozen=True):
    """The rules of one form: the files by name, the rules that are in them, and those that are not, with the reason."""

    form: str
    files: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    left_out: tuple[tuple[str, Words], ...]

    @property
    def reasons(self) -> Mapping[Words, tuple[str, ...]]:
        """The rules that are left out, by reason."""
        return {words: tuple(rule for rule, why in self.left_out if why == words) for _, words in self.left_out}


def validate_files(book: RuleBook) -> Iterator[Validated]:
    """`FORM.yaml` has the rules of a form for `validator(.file = …)`; `FORM.csv` explains its columns."""
    for form in book.schema.forms.values():
        rules = [rule for rule in book.rules if rule.form == form.code]
        if rules:
            yield _validated(form, rules)


# ------------------------------------------------------------------------------------------------------------- within


def _validated(form: Form, rules: Sequence[CheckedRule]) -> Validated:
    columns = _Columns(form)
    names: dict[str, None] = {}
    blocks: list[str] = []
    said: list[str] = []
    left_out: list[tuple[str, Words]] = []
    for rule in rules:
        try:
            written = [(it, _expression(rule, it, columns)) for it in rule.instances]
        except UnsayableError as error:
            left_out.append((rule.info.id, error.words))
            continue
        said.append(rule.info.id)
        for it, expression in written:
            name = _unique(_legal(".".join(part for part in (rule.info.id, it.binding) if part)), names)
            blocks.append(_block(name, rule, it, expression))
    made = Validated(form.code, (), tuple(said), tuple(left_out))
    yaml = _head(form, made) + "\n" + ("rules:\n" + "".join(blocks) if blocks else "")
    spoken = frozenset(re.findall(r"[\w.]+", "\n".join(blocks)))
    return replace(made, files=((f"{form.code}.yaml", yaml), (f"{form.code}.csv", columns.legend(spoken))))


def _head(form: Form, made: Validated) -> str:
    head = _HEAD.format(form=form.code, title=form.title)
    if not made.left_out:
        return head + _NONE_LEFT_OUT
    lines = [f"#   {words.zh} {words.en}: {' '.join(ids)}\n" for words, ids in made.reasons.items()]
    return head + _LEFT_OUT.format(count=len(made.left_out)) + "".join(lines)


def _expression(rule: CheckedRule, it: Instance, columns: _Columns) -> str:
    if rule.grain is not Grain.RECORD:
        raise UnsayableError(OF_SENTENCES)
    if rule.missing is Missing.SKIP:
        raise UnsayableError(_SKIPPED)
    speech = Speech(columns.figure, columns.attribute, blank_is_zero=rule.missing is Missing.ZERO)
    required = it.require
    guards = [*_scope(rule.scope), *([] if it.when is None else [condition(it.when, speech)])]
    if isinstance(required, typed.Implication) and required.otherwise is None:
        guards.append(condition(required.antecedent, speech))
        required = required.consequent
    text = condition(required, speech)
    if rule.missing is Missing.FAIL:
        text = f"!is.na({text}) & ({text})"
    return guarded(guards, text)


def _scope(scope: Scope) -> Iterator[str]:
    """Where a rule applies; what is not known is out of its scope."""
    if scope.years:
        yield f"!is.na(year) & ({' | '.join(map(_years, scope.years))})"
    for column, allowed in (
        ("unit_level", scope.levels),
        ("unit_region", scope.regions),
        ("unit_type", scope.kinds),
    ):
        if allowed:
            yield f"!is.na({column}) & {column} %in% {texts(allowed)}"
    if scope.except_units:
        yield f"!(unit %in% {texts(scope.except_units)})"


def _years(it: Years) -> str:
    if it.first == it.last:
        return f"year == {it.first}"
    ends = (("year >= {}", it.first), ("year <= {}", it.last))
    return " & ".join(text.format(end) for text, end in ends if end is not None)


def _block(name: str, rule: CheckedRule, it: Instance, expression: str) -> str:
    info = rule.info
    meta: dict[str, Any] = {
        "severity": _SEVERITIES[info.severity],
        "rule": info.id,
        "binding": it.binding,
        "state": info.state.value,
        "missing": rule.missing.value,
        "basis": info.basis,
        "fix": info.fix,
        "grading": info.grading,
        "unless_failed": " ".join(rule.unless_failed),
    }
    keys = {"expr": expression, "name": name, "label": info.title, "description": info.statement}
    lines = [f"  {key}: {_quoted(value)}" for key, value in keys.items()]
    lines += ["  meta:", *(f"    {key}: {_quoted(value)}" for key, value in meta.items() if value)]
    return "-" + "\n".join(lines)[1:] + "\n"


def _quoted(text: str) -> str:
    """A text as YAML: what JSON writes is YAML, too."""
    return json.dumps(text, ensure_ascii=False)


# -------------------------------------------------------------------------------------------------------------- names


class _Columns:
    """The names of a form's columns in R, and what they stand for."""

    def __init__(self, form: Form) -> None:
        self._taken: dict[str, None] = dict.fromkeys(KNOWN_ATTRIBUTES[name][0] for name in _IN_A_TABLE)
        self._form = form
        self._names = {
            (indicator.code, member): _unique(
                _legal(".".join((indicator.code, *([member] if member else [])))), self._taken
            )
            for indicator in form.indicators
            for member in indicator.members or (None,)
        }
        self._before: dict[str, typed.Figure] = {}

    def figure(self, it: typed.Figure) -> str:
        name = self._names[it.indicator, it.member]
        if not it.years_back:
            return name
        before = f"{name}.prev{it.years_back}"
        self._before[before] = it
        return before

    def attribute(self, name: str) -> str | None:
        word = _KEYS.get(name, name)
        return KNOWN_ATTRIBUTES[word][0] if word in _IN_A_TABLE else None

    def legend(self, spoken: frozenset[str]) -> str:
        """A line for each column that is spoken of."""
        rows = [(KNOWN_ATTRIBUTES[name][0], "attribute", name, "", 0, name, "") for name in _IN_A_TABLE]
        places = [(name, *place, 0) for place, name in self._names.items()]
        places += [(name, it.indicator, it.member, it.years_back) for name, it in self._before.items()]
        for name, code, member, back in places:
            indicator = self._form.by_code[code]
            shown = self._form.cell_name(indicator, member)
            rows.append((name, "figure", code, member or "", back, shown, indicator.measure.unit))
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(("column", "kind", "code", "member", "years_back", "name", "unit"))
        table.writerows(row for row in rows if row[0] in spoken)
        return written.getvalue()


def _legal(text: str) -> str:
    """A name that R takes in any locale: ASCII letters, digits, points and underscores."""
    plain = re.sub(r"[^A-Za-z0-9_.]", lambda it: "." if it[0].isascii() else f"u{ord(it[0]):04X}", text)
    is_name = re.match(r"[A-Za-z]", plain) and plain not in _RESERVED
    return plain if is_name else f"X{plain}"


def _unique(name: str, taken: dict[str, None]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    taken[found] = None
    return found
