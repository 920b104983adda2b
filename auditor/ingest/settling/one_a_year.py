"""One report a unit and year is judged; the others say which one took their place, why, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Reading
from auditor.document import Status
from auditor.ingest.codes import LESS_COMPLETE
from auditor.ingest.codes import ORDER_UNKNOWN
from auditor.ingest.codes import SAME_UNIT_TWICE
from auditor.ingest.codes import SUPERSEDED
from auditor.ingest.codes import tell
from auditor.ingest.settling.halves import day_of
from auditor.ingest.settling.halves import has_table
from auditor.ingest.settling.halves import is_correction
from auditor.ingest.settling.halves import kind_of
from auditor.ingest.settling.halves import order
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.schema import Form
    from auditor.schema import Schema

_MOST_DIFFERENCES, _MOST_SHOWN = 8, 30
# What a report is told of another one of its unit and year: its path, and each figure that is another one there.
_OTHER, _DIFFERENT = "另一份报告", "两份不同处"
_NO_DAY = Words("没有写明公布日期", "no day of publication")
_SAME_DAY = Words("公布日期相同", "the same day of publication")
_NAMED = Words("另一份的文件名写明是更正后的", "the name of the other file says that it was corrected")
_NO_TABLE = Words("其中一份没有统计表", "one of them has no table")
_AGREED = Words("表中各数相同", "the tables agree")


def one_a_year(submissions: Sequence[Submission], schema: Schema) -> tuple[Submission, ...]:
    """Of several reports of a unit and year the most complete is judged, and of those the latest.

    A table of ready-made figures does not take the place of a text.
    """
    groups: dict[tuple[str | int | bool, ...], list[int]] = {}
    for index, each in enumerate(submissions):
        if each.status is not Status.AUDITED:
            continue
        whose = (each.unit, each.year, each.document is None) if each.unit and each.year is not None else (each.digest,)
        groups.setdefault(whose, []).append(index)
    settled = list(submissions)
    for group in groups.values():
        if len(group) == 1:
            continue
        ranked = sorted(group, key=lambda index: (_completeness(submissions[index]), *order(submissions[index])))
        *others, judged = ranked
        for index in others:
            settled[index] = _passed_over(submissions[index], submissions[judged], schema)
        known = [submissions[index] for index in others if submissions[index].digest != submissions[judged].digest]
        if known:
            settled[judged] = _beside(submissions[judged], known[-1], schema)
    return tuple(settled)


def first_published(
    audited: Sequence[Submission], received: Iterable[Submission]
) -> Iterator[tuple[int, str, str, str | None, int | None, str]]:
    """The rows of `facts.FIRST`: the table of the report of a unit and year that was published first, if not this one.

    Where it is not known which was first, none of its figures is.
    """
    groups: dict[tuple[str, int | None, str | None], list[Submission]] = {}
    for each in received:
        if each.unit is not None:
            groups.setdefault((each.unit, each.year, each.form), []).append(each)
    for record, each in enumerate(audited):
        group = groups.get((each.unit or "", each.year, each.form), ())
        rivals = [other for other in group if other is not each and has_table(other)] if len(group) > 1 else ()
        if rivals:
            yield from _first(record, each, rivals)


def _first(
    record: int, submission: Submission, rivals: Sequence[Submission]
) -> Iterator[tuple[int, str, str, str | None, int | None, str]]:
    days = [day_of(each) for each in (submission, *rivals)]
    first = min((submission, *rivals), key=order)
    known = None not in days and len(set(days)) == len(days)
    if first is submission and known:
        return
    for fact in first.facts:
        if not fact.is_narrative:
            stored = fact.value if fact.reading is Reading.VALUE and known else None
            reading = fact.reading if known else Reading.DOUBTFUL
            yield record, first.path, fact.indicator, fact.member, stored, reading.value


def _completeness(submission: Submission) -> int:
    return kind_of(submission).value


def _passed_over(submission: Submission, judged: Submission, schema: Schema) -> Submission:
    """A report that another one took the place of, with that as its reason."""
    reason = _reason(submission, judged, schema)
    if submission.digest == judged.digest:  # what it says, the other says: nothing of it is counted twice
        submission = replace(submission, facts=(), enumerations=(), rates=(), growths=())
    return replace(submission, status=Status.NOT_APPLICABLE, diagnostics=(reason, *submission.diagnostics))


def _reason(submission: Submission, judged: Submission, schema: Schema) -> Diagnostic:
    if submission.digest == judged.digest:
        return tell(SAME_UNIT_TWICE, submission.path, path=judged.path)
    differences = _told(tuple(_changes(submission, judged, schema)), submission, judged)
    said = {
        "unit": judged.unit or "?",
        "year": str(judged.year),
        "path": judged.path,
        "differences_zh": differences.zh,
        "differences_en": differences.en,
    }
    if _completeness(submission) < _completeness(judged):
        return tell(LESS_COMPLETE, submission.path, None, **said)
    day, other = day_of(submission), day_of(judged)
    if day is not None and other is not None and day != other:
        return tell(SUPERSEDED, submission.path, None, **said)
    why = _SAME_DAY if day is not None and day == other else _NO_DAY
    why = _NAMED if is_correction(judged) and not is_correction(submission) else why
    return tell(ORDER_UNKNOWN, submission.path, None, why_zh=why.zh, why_en=why.en, **said)


class _Change(Struct, frozen=True):
    """A figure that two reports have differently: what it is called, as printed in one and in the other."""

    name: Words
    before: str
    fact: Fact


def _beside(judged: Submission, other: Submission, schema: Schema) -> Submission:
    """The report that is judged, with the other one of its unit and year and the figures that are others there."""
    found = tuple(_changes(other, judged, schema))
    if not found:
        return judged
    different = [Attribute(_DIFFERENT, None, _shown(each).zh, each.fact.origin, each.fact.raw) for each in found]
    if len(different) > _MOST_SHOWN:
        different = [*different[:_MOST_SHOWN], Attribute(_DIFFERENT, None, f"共 {len(found)} 处")]
    attributes = (*judged.attributes, Attribute(_OTHER, None, other.path), *different)
    return replace(judged, attributes=attributes)


def _changes(earlier: Submission, later: Submission, schema: Schema) -> Iterator[_Change]:
    """The cells that both reports have, and have differently; a heading has no figure, whatever stands beside it."""
    before, after = cells_of(earlier), cells_of(later)
    form = schema.forms.get(later.form or "")
    headings = {it.code for it in form.indicators if it.measure.kind is Kind.HEADING} if form else set()
    for key, fact in after.items():
        past = before.get(key)
        if (
            past is not None
            and fact.indicator not in headings
            and (past.reading, past.value) != (fact.reading, fact.value)
        ):
            yield _Change(_name(fact, form), _printed(past), fact)


def _told(changes: tuple[_Change, ...], earlier: Submission, later: Submission) -> Words:
    """The cells in which two reports differ, by name: 收到申请数 3→5."""
    if not changes:
        return _AGREED if cells_of(earlier) and cells_of(later) else _NO_TABLE
    shown = [_shown(each) for each in changes[:_MOST_DIFFERENCES]]
    more = len(changes) - len(shown)
    zh, en = "；".join(each.zh for each in shown), "; ".join(each.en for each in shown)
    return Words(f"{zh}；等 {len(changes)} 处", f"{en}; {more} more") if more else Words(zh, en)


def _shown(it: _Change) -> Words:
    change = f" {it.before}→{_printed(it.fact)}"
    return Words(it.name.zh + change, it.name.en + change)


def _printed(fact: Fact) -> str:
    return "".join(fact.raw.split()) or "∅"


def _name(fact: Fact, form: Form | None) -> Words:
    indicator = form.by_code.get(fact.indicator) if form else None
    if form is None or indicator is None:
        return Words(fact.indicator, fact.indicator)
    member = next((it.name for table in form.tables for it in table.members if it.code == fact.member), "")
    column = (f"[{member}]", f" [{fact.member}]") if member else ("", "")
    return Words(indicator.names.zh + column[0], indicator.names.en + column[1])


def cells_of(submission: Submission) -> dict[tuple[str, str | None], Fact]:
    """The figures of the tables, those in doubt left out."""
    return {
        (fact.indicator, fact.member): fact
        for fact in submission.facts
        if not fact.is_narrative and fact.occurrence == 1 and fact.reading is not Reading.DOUBTFUL
    }
