"""The head of a table of ready-made figures: which column says who, when and what."""

from __future__ import annotations

from collections import Counter
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.ingest.tables.headings import member_total
from auditor.ingest.traditional import simplify
from auditor.patterns import regex
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.schema import Form
    from auditor.schema import Indicator

Cell = tuple[str, str | None]

# What a column is for, by the words that head it.
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit": ("单位", "单位名称", "填报单位", "报送单位", "unit"),
        "year": ("年度", "年份", "报告年度", "year"),
        "form": ("版式", "form"),
        "member": ("列", "列名", "member"),
        "indicator": ("指标", "指标名称", "指标代码", "indicator"),
        "value": ("数值", "值", "value"),
        "raw": ("原文", "raw"),
        "source": ("出处", "source"),
        "reading": ("读数", "reading"),
        "doubtful": ("存疑", "doubtful"),  # of a wide table: the columns of which nothing certain is known, by 、
    }
)
_ROLE_OF: Mapping[str, str] = MappingProxyType({word: role for role, words in ROLES.items() for word in words})
# What stands in a long table beside the figures, such as in `facts.parquet`, and says nothing that is read here.
_KEPT_ASIDE = frozenset(("submission", "place", "measure", "stance", "occurrence", "scope"))
_WITH_MEMBER = regex(r"(?P<name>[^\[\].]+)(?:\[(?P<inner>[^\[\]]+)\]|\.(?P<after>[^\[\].]+))")
_YEAR = regex(r"(\d{4})(?:\.0)?年?度?")


class Heads(Struct, frozen=True):
    """The columns of a table of figures by what they are for; `rest` are the others, by position and name.

    A long table has one figure a row (`indicator`, `value`), a wide one a column an indicator.
    """

    roles: Mapping[str, int]
    rest: tuple[tuple[int, str], ...]

    @property
    def is_long(self) -> bool:
        """Whether each row holds one figure."""
        return "indicator" in self.roles and "value" in self.roles


def find_heads(names: Sequence[str]) -> Heads | None:
    """The heads of a table of figures; None where no unit and no year stands in the first row: it is something else."""
    roles: dict[str, int] = {}
    rest: list[tuple[int, str]] = []
    for place, name in enumerate(names):
        role = _ROLE_OF.get(plain(name))
        if role is not None and role not in roles:
            roles[role] = place
        elif name.strip():
            rest.append((place, name.strip()))
    if not {"unit", "year"} <= roles.keys():
        return None
    return Heads(MappingProxyType(roles), tuple(rest))


def is_half_a_head(names: Sequence[str], forms: Sequence[Names]) -> bool:
    """Whether a first row heads a table of figures that lacks its unit or its year: no report has such a row.

    It heads a unit or a year, and indicators in all its other columns.
    """
    given = [plain(name) for name in names if name.strip()]
    who = [name for name in given if _ROLE_OF.get(name) in {"unit", "year"}]
    figures = [name for name in given if _ROLE_OF.get(name) is None]
    return len(who) == 1 and bool(figures) and all(any(form.find(name) for form in forms) for name in figures)


def what_is_missing(heads: Heads | None, names: Sequence[str], forms: Sequence[Names]) -> Words | None:
    """What the head of a table lacks to be one of figures, with the name that may have been meant; None if nothing."""
    if heads is None:
        found = "、".join(name for name in names if name.strip()) or "—"
        roles = {_ROLE_OF.get(plain(name)) for name in names}
        lacks = [(role, ROLES[role][0]) for role in ("unit", "year") if role not in roles]
        zh = "和".join(f"“{word}”" for _, word in lacks)
        en = " and ".join(f"`{role}`" for role, _ in lacks)
        return Words(f"没有{zh}列（现有：{found}）", f"no column {en} (found: {found})")
    if heads.is_long or any(form.find(name) for form in forms for _, name in heads.rest):
        return None
    hints = [(name, meant) for name, meant in unknown_columns(heads, forms) if meant]
    zh = "".join(f"；“{name}”是否指“{meant}”" for name, meant in hints)
    en = "".join(f"; is `{name}` meant for `{meant}`?" for name, meant in hints)
    return Words(f"没有一列是指标{zh}", f"no column is an indicator{en}")


def unknown_columns(heads: Heads, forms: Sequence[Names]) -> Iterator[tuple[str, str | None]]:
    """The columns of a wide table that are no indicator of any of some forms, each with the name that may be meant."""
    known = [name for form in forms for name in form.codes]
    for _, name in heads.rest:
        if plain(name) not in _KEPT_ASIDE and not any(form.find(name) for form in forms):
            yield name, closest(plain(name), known)


class Names(Struct, frozen=True):
    """A form with the codes of its indicators by every name that they have."""

    form: Form
    codes: Mapping[str, str]

    @classmethod
    @cache
    def of(cls, form: Form) -> Names:
        """The names of a form's figures; where two have the same name, the first, and labels that only one has."""
        found: dict[str, str] = {}
        for indicator in form.figures:
            for name in (indicator.code, indicator.name, indicator.english, *indicator.aliases):
                if name:
                    found.setdefault(plain(name), indicator.code)
        printed = Counter(label for each in form.figures for label in _labels(each))
        for indicator in form.figures:
            for label in _labels(indicator):
                if printed[label] == 1:
                    found.setdefault(label, indicator.code)
        return cls(form, MappingProxyType(found))

    def find(self, name: str) -> Cell | None:
        """The indicator and the column that a name stands for: 收到申请数, `requests_received`, 本年新收[总计]."""
        whole = self.codes.get(plain(name))
        if whole is not None:
            return whole, None
        parts = _WITH_MEMBER.fullmatch(plain(name))
        indicator = self.codes.get(parts["name"]) if parts else None
        member = self.member(indicator, parts["inner"] or parts["after"]) if parts and indicator else None
        return None if indicator is None or member is None else (indicator, member)

    def total(self, indicator: str) -> str | None:
        """The column of all together, which is meant where a name says none."""
        code = self.form.by_code[indicator].table
        table = next((each for each in self.form.tables if each.code == code), None)
        total = member_total(table) if table is not None and self.form.by_code[indicator].members else None
        return total.code if total is not None else None

    def member(self, indicator: str, name: str) -> str | None:
        """The column of an indicator that a name stands for."""
        wanted = plain(name)
        among = self.form.by_code[indicator].members
        for table in self.form.tables:
            for member in table.members:
                if member.code in among and wanted in map(plain, (member.code, member.name, *member.aliases)):
                    return member.code
        return None


def _labels(indicator: Indicator) -> tuple[str, ...]:
    """What a form prints for a figure: the label of its row, with the head of its column where it has one."""
    label = indicator.label
    shown = f"{label}({indicator.column})" if label and indicator.column else label
    return (plain(shown),) if shown else ()


def year_of(text: str) -> int | None:
    """The year that a cell says: 2018, 2018.0, 2018年度."""
    found = _YEAR.fullmatch(plain(text))
    return int(found[1]) if found else None


def plain(name: str) -> str:
    """A name as it is compared: without blanks, full-width letters and capitals."""
    return squeezed(simplify(name)).casefold()
