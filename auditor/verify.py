"""Whether an audit's folder is whole, and whether it was made from these submissions and these rules."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.disk.store import file_digests
from auditor.report.files.derived import derived_files
from auditor.report.files.folder import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.document import Submission


class Flaw(Enum):
    """What can be amiss with an audit, in the words that people read."""

    NO_RECORD = Words("没有可读的运行记录", "there is no readable record of a run")
    FILE_MISSING = Words("结果文件缺失", "a file of the audit is missing")
    FILE_CHANGED = Words("结果文件已被改动", "a file of the audit was changed")
    INPUT_MISSING = Words("审核过的报告现已不在", "a submission that was audited is not there now")
    INPUT_CHANGED = Words("报告在审核后有改动", "a submission was changed since the audit")
    OTHERS = Words("是另一批报告的审核结果", "this is the audit of other submissions")
    INPUT_NEW = Words("审核之后收到的报告", "a submission came in after the audit")
    STALE = Words("出自另一次审核（过期）", "made from another audit: stale")
    RULES_CHANGED = Words("规则或单位名单在审核后有改动", "the rules or the list of units were changed since the audit")


class Mismatch(Struct, frozen=True):
    """One thing that is not as the record of the run says; `subject` is a file, a submission or a folder."""

    flaw: Flaw
    subject: str


class _Record(Struct, frozen=True):
    """What `run.json` says: digests of the audit, of its files, of its submissions, and of its rules."""

    audit: str
    files: Mapping[str, str]
    inputs: Mapping[str, str]
    rules: str


def verify(out: Path, inputs: tuple[Path, ...], rules: Path) -> tuple[Mismatch, ...]:
    """All that differs between the audit in `out`, the submissions and the rules as they are now; nothing if all fits.

    Submissions are read again (or taken from the cache), so that those inside archives are compared, too.
    """
    record = _read(out)
    if record is None:
        return (Mismatch(Flaw.NO_RECORD, RECORD),)
    return (*_files(out, record), *_stale(out, record), *_inputs(inputs, rules, record))


def is_as_left(out: Path) -> bool:
    """Whether a folder is as its audit left it, and nothing in it was made from another audit."""
    record = _read(out)
    return record is not None and not any((*_files(out, record), *_stale(out, record)))


def is_of_others(out: Path, submissions: Iterable[Submission]) -> bool:
    """Whether the folder holds an audit of other submissions, none of which is among these."""
    record = _read(out)
    if record is None or not record.inputs:
        return False
    return not {each.digest for each in submissions} & set(record.inputs.values())


def _read(out: Path) -> _Record | None:
    try:
        told = json.loads((out / RECORD).read_text(encoding="utf-8"))
        return _Record(
            str(told.get("audit", "")),
            MappingProxyType({str(name): str(digest) for name, digest in told["files"].items()}),
            MappingProxyType({str(each["submission"]): str(each["digest"]) for each in told["inputs"]}),
            str(told["rules_digest"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _files(out: Path, record: _Record) -> Iterator[Mismatch]:
    inside = {name: digest for name, digest in record.files.items() if _is_inside(PurePosixPath(name))}
    for (name, digest), found in zip(inside.items(), file_digests([out / name for name in inside]), strict=True):
        if found != digest:
            yield Mismatch(Flaw.FILE_MISSING if isinstance(found, OSError) else Flaw.FILE_CHANGED, name)
    if len(inside) < len(record.files):  # a record that was tampered with reads nothing elsewhere
        yield Mismatch(Flaw.FILE_CHANGED, RECORD)


def _is_inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and ".." not in path.parts


def _stale(out: Path, record: _Record) -> Iterator[Mismatch]:
    """Summaries, notices and the like that were made from another audit than the one that is there."""
    for name, each in derived_files(out).items():
        if each.audit != record.audit and (out / name).is_file():
            yield Mismatch(Flaw.STALE, name)


def _inputs(inputs: tuple[Path, ...], rules: Path, record: _Record) -> Iterator[Mismatch]:
    from auditor.audit import load_book  # here, as it brings the engine, which the files alone do not need
    from auditor.audit import receive_all
    from auditor.ingest.files.cache import Cache

    book, _ = load_book(rules)
    if book.digest != record.rules:
        yield Mismatch(Flaw.RULES_CHANGED, rules.name)
    now = {each.path: each.digest for each in receive_all(inputs, book.schema, cache=Cache.of(book.schema))}
    if record.inputs and record.inputs.keys().isdisjoint(now) and not {*record.inputs.values()} & {*now.values()}:
        yield Mismatch(Flaw.OTHERS, RECORD)
        return
    for path, digest in record.inputs.items():
        if path not in now:
            yield Mismatch(Flaw.INPUT_MISSING, path)
        elif now[path] != digest:
            yield Mismatch(Flaw.INPUT_CHANGED, path)
    yield from (Mismatch(Flaw.INPUT_NEW, path) for path in now if path not in record.inputs)
