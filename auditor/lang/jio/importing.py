"""A file of formulas becomes a rule file: each formula beside its rule, and why some could not be taken.

What is written passes the check of rules: whatever the checker refuses (units that cannot be compared, a ratio where a
number is wanted) is left out with the checker's own words.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import Words
from auditor.lang.check import check_sources
from auditor.lang.fmt.sources import format_sources
from auditor.lang.jio.codes import NO_FORMULA
from auditor.lang.jio.codes import NOT_TAKEN
from auditor.lang.jio.grammar import Fault
from auditor.lang.jio.grammar import parse
from auditor.lang.jio.meanings import Meanings
from auditor.lang.jio.sheet import sheets_of
from auditor.lang.jio.translate import UntakenError
from auditor.lang.jio.translate import statements_of
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.jio.sheet import Sheet
    from auditor.lang.jio.translate import Statement
    from auditor.schema import Form

_NONE = Meanings()
_REMARKS = ("//", "#", ";")


class Imported(Struct, frozen=True):
    """The rule file, how many formulas it takes of how many, and why the others are left out."""

    text: str
    taken: int
    formulas: int
    diagnostics: tuple[Diagnostic, ...]


class _Line(Struct, frozen=True):
    """A line that holds a formula: its number, its text and the offset of that."""

    number: int
    text: str
    start: int


class _Draft(Struct, frozen=True):
    """A formula with its rules in the language."""

    line: _Line
    text: str


def import_formulas(  # noqa: PLR0913 - what is imported, into what, and how it is called there
    source: Source,
    form: Form,
    known: tuple[Source, ...],
    path: str,
    prefix: str = "J",
    *,
    meanings: Meanings = _NONE,
) -> Imported:
    """The formulas of a text, one a line, as a rule file at `path` beside the known ones.

    Formulas that are not taken stand at its end as remarks, each with the reason.
    """
    sheets = sheets_of(form)
    lines = tuple(_lines(source))
    drafts: list[_Draft] = []
    told: list[Diagnostic] = []
    for line in lines:
        made = _draft(line, (sheets, meanings), source, prefix)
        if isinstance(made, _Draft):
            drafts.append(made)
        else:
            told.append(made)
    kept, refused = _sound(tuple(drafts), form, known, source, path)
    told += refused
    told.sort(key=lambda each: each.order)
    head = _head(form, source)
    (text,) = format_sources((Source(path, head + "".join(draft.text for draft in kept)),))
    return Imported(text + "".join(_remarks(lines, told)), len(kept), len(lines), tuple(told))


# ------------------------------------------------------------------------------------------------------------- within


def _lines(source: Source) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(source.text.split("\n"), start=1):
        text = line.strip()
        if text and not text.startswith(_REMARKS):
            yield _Line(number, text, start + line.index(text))
        start += len(line) + 1


def _draft(line: _Line, over: tuple[tuple[Sheet, ...], Meanings], source: Source, prefix: str) -> _Draft | Diagnostic:
    formula = parse(line.text)
    if isinstance(formula, Fault):
        wanted = {"expected_zh": formula.expected.zh, "expected_en": formula.expected.en}
        return Diagnostic(NO_FORMULA, source, _span(line, formula.at), MappingProxyType(wanted))
    try:
        statements = statements_of(formula, *over)
    except UntakenError as error:
        return _not_taken(source, _span(line, error.at), error.words)
    return _Draft(line, "".join(_rules(line, statements, prefix)))


def _remarks(lines: tuple[_Line, ...], told: list[Diagnostic]) -> Iterator[str]:
    """The formulas that were not taken, each with the reason, as remarks."""
    reasons = {each.source.position(each.span.start).line: each for each in told if each.source and each.span}
    left = [line for line in lines if line.number in reasons]
    if left:
        yield "\n## 没有采用的公式：\n"
    for line in left:
        yield f"## 第 {line.number} 行：{line.text}\n##   {reasons[line.number].message(Lang.ZH)}\n"


def _span(line: _Line, at: int) -> Span:
    start = line.start + min(at, len(line.text))
    return Span(start, min(start + 1, line.start + len(line.text)))


def _not_taken(source: Source, span: Span, reason: Words) -> Diagnostic:
    return Diagnostic(NOT_TAKEN, source, span, MappingProxyType({"reason_zh": reason.zh, "reason_en": reason.en}))


def _rules(line: _Line, statements: tuple[Statement, ...], prefix: str) -> Iterator[str]:
    yield f"\n## 原公式（第 {line.number} 行）：{line.text}\n"
    for number, statement in enumerate(statements, start=1):
        part = f"-{number}" if len(statements) > 1 else ""
        yield f"规则 {prefix}-{line.number:03}{part} 「久其公式 第 {line.number} 行」 强制\n"
        yield "  标签: 久其\n"
        yield f"  {statement.loop}\n" if statement.loop else ""
        yield f"  要求: {statement.require}\n\n"


def _head(form: Form, source: Source) -> str:
    """The head of the file: a blank counts as 0, as it does where the formulas come from."""
    name = source.path.rpartition("/")[2]
    return f"规则集 久其公式（{name}）\n  版式: {form.code}\n  空值: 视为零\n"


def _sound(
    drafts: tuple[_Draft, ...], form: Form, known: tuple[Source, ...], source: Source, path: str
) -> tuple[tuple[_Draft, ...], list[Diagnostic]]:
    """The drafts that the checker lets pass, and what it says of the others."""
    told: list[Diagnostic] = []
    while drafts:
        begins, text = [], _head(form, source)
        for draft in drafts:
            begins.append(len(text))
            text += draft.text
        _, diagnostics = check_sources((*known, Source(path, text)))
        wrong: dict[int, Diagnostic] = {}
        for each in diagnostics:
            if each.code.level is Level.ERROR and each.source is not None and each.source.path == path:
                at = each.span.start if each.span else 0
                wrong.setdefault(max((i for i, begin in enumerate(begins) if begin <= at), default=0), each)
        if not wrong:
            break
        for index, each in wrong.items():
            words = Words(each.message(Lang.ZH), each.message(Lang.EN))
            line = drafts[index].line
            told.append(_not_taken(source, Span(line.start, line.start + len(line.text)), words))
        drafts = tuple(draft for index, draft in enumerate(drafts) if index not in wrong)
    return drafts, told
