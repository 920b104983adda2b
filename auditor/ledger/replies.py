"""Notices that came back: the answers that units wrote into them, as lines of the forms for explanations."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import reason_of
from auditor.ingest.readers.docx import read as read_docx
from auditor.ledger import codes
from auditor.ledger.forms import LARGEST
from auditor.results import Verdict
from auditor.source import Source
from auditor.source import fold
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Grid
    from auditor.results import Finding

_NUMBER = re.compile(r"f-([0-9a-z]+)-([0-9a-z]{6})", re.IGNORECASE | re.ASCII)
_ANSWER_HEADS = frozenset({"整改情况或说明", "整改情况", "情况说明", "说明", "答复", "回复", "answer", "explanation"})


class Reply(Struct, frozen=True):
    """What a unit answered to a finding, by the finding's number as it was printed; `file` is the notice.

    `place` tells that the finding has other figures now, at the place of the answer.
    """

    finding: str
    number: str
    text: str
    file: str
    place: Diagnostic


def read_replies(
    paths: Iterable[Path], findings: Iterable[Finding]
) -> tuple[tuple[Reply, ...], tuple[Diagnostic, ...]]:
    """The answers in notices that came back, of findings that are still what they were, and what is wrong.

    Of a folder all Word documents in it are read.
    """
    known = {each.id: each for each in findings if each.verdict is Verdict.FAIL and not each.trial}
    taken: list[Reply] = []
    told: list[Diagnostic] = []
    for path in chain.from_iterable(map(_documents, paths)):
        document, wrong = _read(path)
        told += wrong
        replies = list(_answers(document)) if document is not None else []
        if document is not None and not replies:
            told.append(Diagnostic(codes.NO_REPLY, Source(path.name, "")))
        for reply in replies:
            now = known.get(reply.finding)
            if now is None:
                told.append(replace(reply.place, code=codes.UNKNOWN_FINDING))
            elif now.number.lower() != reply.number.lower():
                told.append(reply.place)
            else:
                taken.append(reply)
    return tuple(taken), tuple(told)


def _documents(path: Path) -> list[Path]:
    """The documents of a folder that are no lock of an office program, or what is no folder; an empty one as it is."""
    found = sorted(each for each in path.glob("*.docx") if not each.name.startswith("~$")) if path.is_dir() else []
    return found or [path]


def _read(path: Path) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        problem = reason_of(error)
        return None, (Diagnostic(codes.REPLY_UNREADABLE, Source(path.name, ""), None, {"problem": problem}),)
    return read_docx(path.name, data)


def _answers(document: Document) -> Iterator[Reply]:
    for grid in document.grids:
        rows = _rows(grid)
        column = next((found for row in rows.values() if (found := _answer_column(row)) is not None), None)
        if column is None:
            continue
        for row in rows.values():
            answer = row.get(column)
            if answer is None or not answer.text.strip():
                continue
            text = " ".join(answer.text.split())
            for number in next(filter(None, (list(_NUMBER.finditer(fold(cell.text))) for cell in row.values())), ()):
                told = Diagnostic(codes.FIGURES_CHANGED, document.source, answer.span, {"found": number[0]})
                yield Reply(number[1].lower(), number[0], text, document.path, told)


def _rows(grid: Grid) -> Mapping[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _answer_column(row: Mapping[int, Cell]) -> int | None:
    """The column for the answers, where a row is the head of the table."""
    return next((n for n, cell in row.items() if squeezed(cell.text).lower() in _ANSWER_HEADS), None)
