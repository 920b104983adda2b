"""Evidence for what does not stand in one report alone: the units below with their figures, peers, other reports."""

from __future__ import annotations

from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct
from msgspec import field

from auditor.diagnostics import Lang
from auditor.engine.canonical.derive import DERIVED
from auditor.engine.canonical.derive import LINE
from auditor.engine.canonical.derive import derived_ratio
from auditor.engine.canonical.derive import figures_code
from auditor.engine.canonical.derive import known_part
from auditor.engine.canonical.derive import unique_leaf
from auditor.engine.columns.kin import Kinship
from auditor.engine.columns.kin import children_of
from auditor.engine.columns.kin import figures_of
from auditor.engine.columns.resemblance import closest
from auditor.engine.columns.tallies import others_sharing
from auditor.engine.columns.tallies import twins_of
from auditor.engine.findings.exact import exact_value
from auditor.engine.findings.wording.beyond import AT_LEAST
from auditor.engine.findings.wording.beyond import HANDED_IN
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.lang import typed
from auditor.lang.typed import Kin
from auditor.results import OTHER_REPORT
from auditor.results import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.derive import Derived
    from auditor.engine.findings.exact import Known
    from auditor.engine.findings.wording.spoken import Name
    from auditor.facts import FactTable
    from auditor.schema import Form

_MOST = 30
_GROWING = frozenset({Kin.CHILDREN_SUM, Kin.CHILDREN_MAX})
_CHILDREN = frozenset({Kin.CHILDREN_SUM, Kin.CHILDREN_MAX, Kin.CHILDREN_MIN})


class Surroundings(Struct):
    """All reports of a run, looked up once."""

    table: FactTable
    paths: Mapping[int, str]
    units: Mapping[int, str | None]
    found: dict[str, Kinship] = field(default_factory=dict)
    nearest: dict[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def kinship(self) -> Kinship:
        """Who belongs to whom."""
        if "" not in self.found:
            self.found[""] = Kinship.of(self.table)
        return self.found[""]

    def closest_to(self, text: str, record: int) -> int | None:
        """The record of the most similar text."""
        if text not in self.nearest:
            self.nearest[text] = closest(self.table, text)
        return self.nearest[text].get(record)


def _value_beyond(name: Name, known: Known) -> Fraction | None:
    """The value of such a thing on a row."""
    if isinstance(name, typed.Unique):
        count = known.numbers.get(unique_leaf(name))
        return None if count is None else Fraction(count)
    return exact_value(derived_ratio(name), known) if isinstance(name, DERIVED) else None


def at_least(name: Name, known: Known) -> Fraction | None:
    """What the units below that reported come to, where not all did: the whole is no less."""
    if not isinstance(name, typed.Relative) or name.kin not in _GROWING or name.figure.signed:
        return None
    return exact_value(known_part(name), known) if _value_beyond(name, known) is None else None


def evidence_beyond(
    name: Derived | typed.Unique, record: int, known: Known, form: Form | None, around: Surroundings
) -> tuple[Evidence, ...]:
    """The evidence for one of them: what it comes to, then what it is made of."""
    called = Speaker(form, Lang.ZH).name(name)
    value = _value_beyond(name, known)
    least = at_least(name, known)
    shown = "" if value is None else _shown(value, name)
    if least is not None:
        shown = AT_LEAST.zh.format(_shown(least, name))
    parts = tuple(_parts(name, record, form, around))
    # NOTE: what is missing is told of the units that it is missing of, where there are any.
    cause = "" if value is not None or any(part.cause for part in parts) else _cause(name)
    return (Evidence(called, "", None, "attribute", shown, "", None, cause=cause), *parts[:_MOST])


# ------------------------------------------------------------------------------------------------------------- within


def _shown(value: Fraction, name: Derived | typed.Unique) -> str:
    if isinstance(name, typed.Unique):
        return str(value)
    return with_unit(value, name.measure)


def _cause(name: Derived | typed.Unique) -> str:  # noqa: PLR0911 - one case a node
    match name:
        case typed.Relative(Kin.PARENT):
            return "没有上级报告"
        case typed.Relative(Kin.OWN):
            return "没有本级报告"
        case typed.Relative() | typed.ChildrenCount():
            return "下级未报"
        case typed.Peers(typed.PeerStatistic.DEVIATION | typed.PeerStatistic.GROWTH):
            return "同级无差异"
        case typed.Peers():
            return "没有同级数"
        case typed.Stated():
            return "正文没有写明，或几处不同"
        case typed.Tally():
            return "没有上年报告，或有读数存疑"
        case typed.Length() | typed.Similarity() | typed.Resemblance():
            return "没有可比的文字"
        case typed.Unique():
            return "单位或年度不明"
        case _ as never:
            assert_never(never)


def _parts(name: Derived | typed.Unique, record: int, form: Form | None, around: Surroundings) -> Iterable[Evidence]:
    match name:
        case typed.Relative(kin, figure) if kin in _CHILDREN:
            return _children(figure, record, form, around)
        case typed.ChildrenCount():
            children = children_of(around.kinship, record)
            missing = ((child, received) for child, report, received in children if report is None)
            return (
                Evidence(child, "", None, "attribute", "", "", None, cause=HANDED_IN if received else "未报")
                for child, received in sorted(missing, key=itemgetter(1))
            )
        case typed.Unique(keys):
            return _reports(others_sharing(around.table, LINE.join(keys), record), around)
        case typed.Resemblance(_, args, None):
            return _reports(twins_of(around.table, figures_code(args), record), around)
        case typed.Resemblance(_, _, text) if text is not None:
            near = around.closest_to(text.name, record)
            return _reports(() if near is None else (near,), around)
        case _:
            return ()


def _children(figure: typed.Figure, record: int, form: Form | None, around: Surroundings) -> Iterable[Evidence]:
    called = Speaker(form, Lang.ZH).name(figure)
    cell = (figure.indicator, figure.member)
    figures = dict(figures_of(around.table, (cell,)).select("report", "value").collect().iter_rows())
    for child, report, received in children_of(around.kinship, record):
        value = None if report is None else figures.get(report)
        no_report = "下级报告无法读取" if received else "下级未报"
        cause = no_report if report is None else "" if value is not None else "未读出"
        yield Evidence(
            f"{child}：{called}",
            figure.indicator,
            figure.member,
            "table",
            "" if value is None else with_unit(Fraction(value), figure.measure),
            "",
            None,
            cause=cause,
            submission="" if report is None else around.paths[report],
        )


def _reports(records: Iterable[int], around: Surroundings) -> Iterable[Evidence]:
    for record in records:
        path = around.paths[record]
        yield Evidence(OTHER_REPORT, "", None, "attribute", around.units[record] or path, "", None, submission=path)
