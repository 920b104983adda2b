"""Explanations that people wrote, and the findings that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.dates import parse_date
from auditor.ledger import codes
from auditor.ledger.forms import figures_read
from auditor.ledger.forms import figures_text
from auditor.ledger.forms import folded
from auditor.ledger.forms import is_folded
from auditor.ledger.values import figures_of
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.explanations import Answer
from auditor.results.explanations import Explanation
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.ledger.forms import Form
    from auditor.ledger.forms import Line
    from auditor.ledger.values import Entry
    from auditor.results import Finding


class Written(Struct, frozen=True):
    """A line that somebody filled in, with its file."""

    form: Form
    line: Line

    @property
    def is_filled(self) -> bool:
        """Whether it says anything."""
        text = self.line.cells.get("text", "").strip()
        return bool(text) or self.line.answer not in {Answer.PENDING, None}


def explain(
    findings: Iterable[Finding], forms: tuple[Form, ...], gone: Iterable[Entry] = ()
) -> tuple[Mapping[str, Explanation | None], tuple[Diagnostic, ...]]:
    """What was written about findings, by their ids, and what is wrong with what was written.

    `gone` are findings of earlier audits: what was written about them waits, should they come back. Of several
    explanations of one finding one that counts goes before one that holds, and that before one that does not; of equals
    the later one is taken.
    """
    asked = {line.finding for form in forms for line in form.lines}
    about = {each.id: each for each in findings if each.id in asked} if asked else {}
    ids = about.keys() | ({each.seen.id for each in gone} & asked if asked else set())
    found = {name: each for name, each in about.items() if each.verdict is Verdict.FAIL}
    written: dict[str, list[Written]] = {}
    told: list[Diagnostic] = []
    for form in forms:
        for line in form.lines:
            told += _problems(Written(form, line), ids, found.get(line.finding))
            written.setdefault(line.finding, []).append(Written(form, line))
    explained = {finding: _best(found[finding], each) for finding, each in written.items() if finding in found}
    return explained, tuple(told)


def changes(then: str, finding: Finding) -> tuple[tuple[str, str, str], ...]:
    """The figures that are not what they were when a cell of figures was written: name, then, now."""
    earlier = figures_read(then)
    now = folded(figures_of(finding)) if is_folded(earlier) else figures_of(finding)
    if _plain(then) in {_plain(figures_text(now)), ""}:
        return ()
    values: dict[str, list[str]] = {}
    for name, value in now:
        values.setdefault(_plain(name), []).append(value)
    named = {_plain(name) for name, _ in earlier}
    changed = [
        (name, value, "、".join(values.get(_plain(name), ())))
        for name, value in earlier
        if _plain(value) not in map(_plain, values.get(_plain(name), ()))
    ]
    changed += [(name, "", value) for name, value in now if _plain(name) not in named]
    return tuple(changed)


# ------------------------------------------------------------------------------------------------------------- within


def _best(finding: Finding, written: list[Written]) -> Explanation | None:
    waiver = [] if finding.explained is None else [finding.explained]
    found = [*waiver, *(_explanation(finding, each) for each in written if each.is_filled)]
    ranked = max(enumerate(found), key=lambda it: (it[1].counts, it[1].holds, it[0]), default=None)
    return ranked[1] if ranked else None


def _explanation(finding: Finding, written: Written) -> Explanation:
    cells = written.line.cells
    text = cells.get("text", "").strip()
    answer = written.line.answer or Answer.GIVEN
    day = parse_date(cells.get("day", ""))
    return Explanation(
        reason=" ".join(text.split()),
        figures=figures_read(cells.get("figures", "")),
        changed=changes(cells.get("figures", ""), finding),
        answer=Answer.PENDING if not text and answer in {Answer.GIVEN, Answer.ACCEPTED} else answer,
        author=cells.get("author", "").strip(),
        day=day.isoformat() if day else cells.get("day", "").strip(),
        place=f"{written.form.name}:{written.line.number}",
    )


def _problems(written: Written, known: set[str], finding: Finding | None) -> Iterator[Diagnostic]:
    form, line = written.form, written.line
    cells = line.cells
    if not any(cell.strip() for cell in cells.values()):
        return
    if line.finding not in known:
        yield form.tell(codes.UNKNOWN_FINDING, line, cells.get("finding", "").strip())
        return
    status, day, text = (cells.get(key, "").strip() for key in ("status", "day", "text"))
    if line.answer is None:
        yield form.tell(codes.UNKNOWN_STATUS, line, status)
    if day and parse_date(day) is None:
        yield form.tell(codes.NOT_A_DAY, line, day)
    if line.answer in {Answer.GIVEN, Answer.ACCEPTED} and not text:
        yield form.tell(codes.NO_WORDS, line, status)
    elif line.answer is Answer.ACCEPTED and finding is not None and finding.severity is Severity.ERROR:
        yield form.tell(codes.ERROR_ACCEPTED, line, status, finding=finding.number)


def _plain(text: str) -> str:
    return squeezed(text).replace(",", "").replace("空白", "")
