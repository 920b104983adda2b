"""A reader of annual FOIA reports: one file becomes the report of the agency and one of each of its components.

The agency's own figures (overall) and those of a component are submissions of their own, and a component's says whose
part it is, so that rules compare them as they compare any unit with those below it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import digest
from auditor.ingest.layout import one_line
from auditor.ingest.plugin_codes import refuse
from auditor.ingest.plugin_codes import remark
from auditor.ingest.tables.reading import Places
from auditor.packs.foia.items import Entry
from auditor.packs.foia.items import items_of
from auditor.packs.foia.markup import MalformedError
from auditor.packs.foia.markup import UnsafeError
from auditor.packs.foia.markup import parse
from auditor.packs.foia.sections import SECTIONS
from auditor.packs.foia.values import is_below
from auditor.packs.foia.values import read_value
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.packs.foia.markup import Element
    from auditor.schema import Form
    from auditor.schema import Schema

FORM = "foia-annual"
ROOT = "FoiaAnnualReport"
_AGENCY, _COMPONENT = "agency", "component"
_UNSAFE = re.compile(r"[\\/:\x00-\x1f]+")
_LAST_YEAR = 2100
_FIRST_YEAR = 1975


class _Body(Struct, frozen=True):
    """The agency or one of its components; `key` is the identifier that the file refers to it by."""

    key: str
    name: str
    short: str


class _Report(Struct, frozen=True):
    """What is the same for every submission of a file."""

    path: str
    data: bytes
    year: int | None
    form: Form
    bodies: tuple[_Body, ...]


def recognises(path: str, head: bytes) -> bool:
    """Whether the first element of a file is that of an annual FOIA report."""
    del path
    return ROOT.encode() in head or ROOT.encode("utf-16-le") in head or ROOT.encode("utf-16-be") in head


def read(path: str, data: bytes, schema: Schema) -> tuple[tuple[Submission, ...] | None, tuple[Diagnostic, ...]]:
    """The submissions of a file, the agency's first; what is odd in it is told with the line of the file."""
    try:
        root = parse(data)
    except MalformedError as error:
        where = f"{error.line}: {error.reason}"
        return None, (refuse(path, Words(f"不是合法的 XML，第 {where}", f"no well-formed XML, line {where}")),)
    except UnsafeError as error:
        words = Words(f"含有报告用不到的内容，未读取：{error}", f"holds what no report needs and was not read: {error}")
        return None, (refuse(path, words),)
    if root.name != ROOT:
        words = Words(f"不是信息自由法年度报告：{root.name}", f"no annual FOIA report: {root.name}")
        return None, (refuse(path, words),)
    bodies = tuple(_bodies(root))
    if not bodies:
        return None, (refuse(path, Words("没有写明机关 (nc:Organization)", "names no agency (nc:Organization)")),)
    form = schema.forms.get(FORM)
    if form is None:
        return (Submission(path, digest(data), Status.NOT_APPLICABLE, bodies[0].name, form=FORM),), ()
    entries, odd = items_of(root, SECTIONS, frozenset(body.key for body in bodies))
    report = _Report(path, data, _year(root), form, bodies)
    made = tuple(_submission(report, body, bodies[0], entries.get(body.key, ()), at) for body, at in _paths(bodies))
    remarks = [remark(path, words) for words in odd]
    if report.year is None:
        said = root.said("DocumentFiscalYearDate")
        remarks.append(remark(path, Words(f"财政年度不是年份：“{said}”", f"the fiscal year is no year: `{said}`")))
    return made, tuple(remarks)


# ------------------------------------------------------------------------------------------------------------- within


def _bodies(root: Element) -> Iterator[_Body]:
    """The agency, then its components; of several with one identifier the first."""
    agency = root.first("Organization")
    if agency is None:
        return
    seen: set[str] = set()
    for element in (agency, *agency.all("OrganizationSubUnit")):
        short = one_line(clean(element.said("OrganizationAbbreviationText")))
        name = one_line(clean(element.said("OrganizationName"))) or short
        key = element.attributes.get("id", "")
        if name and key not in seen:
            seen.add(key)
            yield _Body(key, name, short or name)


def _paths(bodies: tuple[_Body, ...]) -> Iterator[tuple[_Body, str]]:
    """Each body with what its path has below the file's: its abbreviation, and its identifier where two share that."""
    plain = {body.key: _UNSAFE.sub("-", body.short).strip(". ") for body in bodies[1:]}
    times = Counter(plain.values())
    yield bodies[0], ""
    for body in bodies[1:]:
        name = plain[body.key]
        yield body, f"/{name}" if name and times[name] == 1 else f"/{name} {_UNSAFE.sub('-', body.key)}"


def _year(root: Element) -> int | None:
    said = root.said("DocumentFiscalYearDate")
    year = int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(_LAST_YEAR)) else None
    return year if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR else None


def _submission(report: _Report, body: _Body, agency: _Body, entries: tuple[Entry, ...], below: str) -> Submission:
    is_agency = body is agency
    shared = sum(other.name == body.name for other in report.bodies) > 1
    own = f"{body.name} [{below[1:]}]" if shared else body.name
    unit = body.name if is_agency else f"{own} ({agency.short})"
    title = f"{unit} · {report.form.title} {report.year or '?'}"
    document = _document(report, title, entries)
    document = replace(document, path=report.path + below, source=Source(report.path + below, document.source.text))
    attributes = [
        Attribute("文种", None, "年度报告"),
        Attribute("单位", None, unit),
        Attribute("版式", None, FORM),
        Attribute("单位级别", None, _AGENCY if is_agency else _COMPONENT),
    ]
    if report.year is not None:
        attributes.append(Attribute("年度", report.year))
    if not is_agency:
        attributes.append(Attribute("上级单位", None, agency.name))
    return Submission(
        report.path + below,
        document.digest,
        Status.AUDITED,
        unit,
        report.year,
        FORM,
        document,
        tuple(_facts(document, entries, report.form)),
        tuple(attributes),
    )


def _document(report: _Report, title: str, entries: tuple[Entry, ...]) -> Document:
    """The figures as a text to read: a table for each section, with the element and the line that each came from."""
    blocks: list[str | Table] = [title]
    for section in SECTIONS:
        own = [entry for entry in entries if entry.section is section]
        slots = (
            Slot(row, column, text)
            for row, entry in enumerate(own)
            for column, text in enumerate(
                (_label(entry, report.form), _raw(entry), f"{entry.element}, line {entry.line}")
            )
        )
        if own:
            blocks += [f"{section.number} {section.element}", Table(tuple(slots))]
    return assemble(report.path, report.data, "xml", blocks)


def _label(entry: Entry, form: Form) -> str:
    indicator = form.by_code.get(entry.code)
    label = (indicator.label or indicator.name) if indicator else entry.code
    return f"{label} [{entry.member}]" if entry.member else label


def _raw(entry: Entry) -> str:
    return one_line(clean(entry.text))


def _facts(document: Document, entries: tuple[Entry, ...], form: Form) -> Iterator[Fact]:
    """The figures, each with its cell.

    An element without any text is as good as none; what the form does not declare is left to be read by people.
    """
    rows = {(at, cell.row): cell for at, grid in enumerate(document.grids) for cell in grid.cells if cell.column == 1}
    in_order = [entry for section in SECTIONS for entry in entries if entry.section is section]
    places = Places(document)
    seen: Counter[tuple[str, str | None]] = Counter()
    for entry, place in zip(in_order, sorted(rows), strict=True):
        indicator, cell = form.by_code.get(entry.code), rows[place]
        if indicator is None or (entry.is_listed and not cell.text):
            continue
        seen[entry.code, entry.member] += 1
        times = seen[entry.code, entry.member]
        reading, value, doubt = read_value(cell.text, indicator)
        origin = replace(places.origin(cell.span), table=place[0] + 1, row=cell.row + 1, column=cell.column + 1)
        note = cell.text if doubt and is_below(cell.text) else ""
        yield Fact(
            entry.code, origin, cell.text, reading, value, entry.member, note=note, occurrence=times, doubt=doubt
        )
