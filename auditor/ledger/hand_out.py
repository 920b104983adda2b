"""Forms for explanations handed out: a line for each finding, added to what people wrote and never in its place."""

from __future__ import annotations

import csv
import hashlib
import io
from enum import Enum
from enum import auto
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.file_names import unit_slugs
from auditor.ledger.forms import ANSWERS
from auditor.ledger.forms import COLUMNS
from auditor.ledger.forms import FOLDER
from auditor.ledger.forms import THEIRS
from auditor.ledger.forms import figures_text
from auditor.ledger.forms import folded
from auditor.ledger.forms import parse_form
from auditor.ledger.forms import read_forms
from auditor.ledger.safely import put
from auditor.ledger.safely import recover
from auditor.ledger.values import figures_of
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.explanations import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.ledger.forms import Form
    from auditor.ledger.forms import Line
    from auditor.ledger.replies import Reply
    from auditor.results import Finding

_BOM = "\ufeff"  # NOTE: without it a spreadsheet takes UTF-8 for the local encoding, and Chinese is garbled
_TRIES = 3
_CHECK = 6
_MUST = Words("强制性问题，须改正；说明不能代替改正", "an error: to be corrected; no explanation stands in for it")
_AGAIN = Words(
    "数值已变，原说明见上，请重新说明", "the figures have changed since it was explained above: explain again"
)
_OUT_OF = Words("摘自通知书的答复：{file}", "out of the answered notice {file}")


class _Became(Enum):
    """What became of a form: it was written, had nothing to add, or was left alone."""

    WRITTEN = auto()
    SAME = auto()
    LEFT = auto()


class HandedOut(Struct, frozen=True):
    """What became of the forms: files written, files that had nothing to add, and files that were left alone."""

    folder: Path
    written: tuple[Path, ...]
    same: tuple[Path, ...]
    left: tuple[Path, ...]


def hand_out(findings: Iterable[Finding], ledger: Path, lang: Lang, replies: tuple[Reply, ...] = ()) -> HandedOut:
    """Writes a form for each unit into the ledger's folder; what people have written stands as they wrote it.

    A file that somebody saves at the same moment is read again; one that is open elsewhere, or that cannot be read, is
    left alone. `replies` are what units answered in notices: each becomes a line of its own.
    """
    folder = ledger / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    by_unit: dict[str, list[Finding]] = {}
    for each in findings:
        if each.verdict is Verdict.FAIL and not each.trial:
            by_unit.setdefault(each.unit, []).append(each)
    units = sorted(by_unit)
    wanted = {f"{name}.csv": tuple(by_unit[unit]) for unit, name in zip(units, unit_slugs(units), strict=True)}
    forms = {form.name.rsplit("/", 1)[-1]: form for form in read_forms(folder)[0]}
    done: dict[_Became, list[Path]] = {each: [] for each in _Became}
    for name in sorted(wanted.keys() | forms.keys()):
        others = tuple(form for other, form in forms.items() if other != name)
        made = partial(form_bytes, others=others, findings=wanted.get(name, ()), lang=lang, replies=replies)
        done[_hand_out(folder / name, forms.get(name), made)].append(folder / name)
    return HandedOut(folder, *(tuple(done[each]) for each in (_Became.WRITTEN, _Became.SAME, _Became.LEFT)))


def form_bytes(
    form: Form | None,
    others: Iterable[Form],
    findings: tuple[Finding, ...],
    lang: Lang,
    replies: tuple[Reply, ...] = (),
) -> bytes:
    """A form as it is to be, from what it is.

    Lines that somebody has touched stay as they are, down to the last character. A line that nobody touched is made
    anew or, where its finding is gone or has other figures now, left out. `others` are the files beside it: what a
    unit sent back need not be asked for again.
    """
    by_id = {each.id: each for each in findings}
    heads = form.heads if form is not None else tuple(COLUMNS)
    separator = form.separator if form is not None else ","
    kept = [line for line in form.lines if not _is_untouched(line)] if form is not None else []
    sent_back = [line for each in others for line in each.lines if not _is_untouched(line)]
    written = {(line.finding, _without_blanks(line.cells.get("text", ""))) for line in (*sent_back, *kept)}
    replied = {
        each.finding: _line(_reply_cells(by_id[each.finding], each, lang), heads, separator)
        for each in replies
        if each.finding in by_id and (each.finding, _without_blanks(each.text)) not in written
    }
    answered = {_key(line) for line in (*sent_back, *kept)}
    explained = {line.finding for line in kept}
    fresh = [
        _line(_cells(finding, explained, lang), heads, separator)
        for finding in by_id.values()
        if finding.id not in replied and answered.isdisjoint(_keys(finding))
    ]
    head = form.head if form is not None else _line({key: COLUMNS[key].say(lang) for key in COLUMNS}, heads, ",")
    parts = [_ended(part) for part in (head, *(line.raw for line in kept), *replied.values(), *fresh)]
    return (_BOM + "".join(parts)).encode("utf-8", "replace")


# ------------------------------------------------------------------------------------------------------------- within


def _hand_out(path: Path, form: Form | None, made: Callable[[Form | None], bytes]) -> _Became:
    """Writes a form as it is to be made from what it is, and from what somebody makes of it meanwhile."""
    for _ in range(_TRIES):
        if (form is None and path.exists()) or (form is not None and not form.is_whole):
            return _Became.LEFT
        content = made(form)
        if form is not None and form.data == content:
            return _Became.SAME
        if put(path, None if form is None else form.data, content):
            return _Became.WRITTEN
        form = parse_form(path.name, path.read_bytes())[0] if path.exists() else None
    return _Became.LEFT


def _cells(finding: Finding, explained: set[str], lang: Lang) -> Mapping[str, str]:
    message = finding.message.say(lang) or finding.title.say(lang)
    remark = _AGAIN if finding.id in explained else _MUST if finding.severity is Severity.ERROR else None
    cells = {
        "unit": finding.unit,
        "year": str(finding.year or ""),
        "severity": finding.severity.words.say(lang),
        "rule": finding.rule,
        "problem": " ".join(message.split()),
        "figures": figures_text(folded(figures_of(finding))),
        "status": ANSWERS[Answer.PENDING].say(lang),
        "remark": remark.say(lang) if remark else "",
    }
    return {"finding": finding.number, **cells, "check": _check(cells)}


def _reply_cells(finding: Finding, reply: Reply, lang: Lang) -> Mapping[str, str]:
    status = ANSWERS[Answer.GIVEN].say(lang)
    remark = _OUT_OF.say(lang, {"file": reply.file})
    return {**_cells(finding, set(), lang), "status": status, "text": reply.text, "remark": remark}


def _is_untouched(line: Line) -> bool:
    """Whether a line is as the program wrote it: nobody filled in anything, and its cells fit its check."""
    is_blank = not any(line.cells.get(key, "").strip() for key in THEIRS if key not in {"status", "remark"})
    return is_blank and not line.others and line.cells.get("check", "").strip() == _check(line.cells)


def _check(cells: Mapping[str, str]) -> str:
    told = "\x1f".join(
        _without_blanks(cells.get(key, ""))
        for key in COLUMNS
        if key not in {"finding", "text", "author", "day", "check"}
    )
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_CHECK]


def _key(line: Line) -> tuple[str, str]:
    return line.finding, _without_blanks(line.cells.get("figures", ""))


def _keys(finding: Finding) -> set[tuple[str, str]]:
    """The key of a line about a finding as it is: with its figures folded, or in full as they once were written."""
    figures = figures_of(finding)
    return {(finding.id, _without_blanks(figures_text(each))) for each in (figures, folded(figures))}


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _line(cells: Mapping[str, str], heads: tuple[str, ...], separator: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="").writerow(_inert(cells.get(head, "")) for head in heads)
    return buffer.getvalue()


def _inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in set("=+-@＝＋－\t") and text else text.replace("\x00", "\ufffd")


def _ended(part: str) -> str:
    return part if part.endswith("\n") else part.rstrip("\r") + "\r\n"
