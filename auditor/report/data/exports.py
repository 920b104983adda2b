"""The findings as a spreadsheet and as JSON, and the record of the run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import platform
import re
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version
from itertools import chain
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.report.data.records import finding_rows
from auditor.results import Verdict
from auditor.results import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.report.data.records import EvidenceRow
    from auditor.report.data.records import FindingRow
    from auditor.results import AuditResult

# Of how many findings a piece of a file is.
_AT_ONCE = 500
_LIBRARIES = ("jinja2", "polars", "pyparsing")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# A spreadsheet takes a cell that begins so for a formula, also behind blanks or as a full-width character.
_FORMULA = re.compile(r"\s*[=+\-@|＝＋－\uff20\t\r\n]")
_CSV_COLUMNS = (
    "finding",
    "submission",
    "unit",
    "year",
    "form",
    "rule",
    "title",
    "severity",
    "verdict",
    "member",
    "indicators",
    "left",
    "right",
    "difference",
    "formula",
    "message",
    "evidence",
    "suspects",
    "trial",
    "binding",
    "number",
    "change",
    "answer",
    "waived",
    "explained",
)
_CHANGES = (
    "finding",
    "change",
    "unit",
    "year",
    "submission",
    "rule",
    "title",
    "severity",
    "message",
    "reason",
    "since",
    "number",
)
_BOM = "\ufeff"  # NOTE: without it a spreadsheet takes UTF-8 for the local encoding, and Chinese is garbled


def version_of(package: str) -> str:
    """The version of an installed package; empty when it runs from its sources without being installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def findings_csv(rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """The findings for a spreadsheet: no cell of it is ever taken for a formula."""
    return _csv(_CSV_COLUMNS, map(csv_cells, rows))


def changes_csv(result: AuditResult, rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """What became of every finding since the audit before: those that are made, and those that are gone."""
    why_new = {name: words.zh for name, words in result.past.why_new.items()} if result.past else {}
    made = ({**csv_cells(row), "reason": why_new.get(row["finding"], ""), "since": ""} for row in rows)
    gone = (
        {
            "finding": each.id,
            "change": each.change.value,
            "unit": each.unit,
            "year": str(each.year or ""),
            "submission": each.submission,
            "rule": each.rule,
            "title": each.title.zh,
            "severity": each.severity.value,
            "message": each.message.zh,
            "reason": each.reason.zh if each.reason else "",
            "since": each.since,
            "number": number_of(each.id, each.figures),
        }
        for each in (result.past.gone if result.past else ())
    )
    return _csv(_CHANGES, chain(made, gone))


def _csv(names: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
    return written(names, ([row[name] for name in names] for row in rows))


def written(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The file a piece at a time: the whole of it grows with the findings."""
    left = iter(lines)
    some: Iterable[Iterable[str]] = (heads,)
    mark = _BOM
    while some:
        text = io.StringIO(mark)
        text.seek(0, io.SEEK_END)
        csv.writer(text, lineterminator="\r\n").writerows(map(inert_cell, line) for line in some)
        yield text.getvalue().encode("utf-8", "replace")
        some, mark = tuple(islice(left, _AT_ONCE)), ""


def csv_cells(row: FindingRow) -> Mapping[str, str]:
    """The cells of a finding, each as a text."""
    return {
        **{name: "" if value is None else str(value) for name, value in row.items()},
        "indicators": " ".join(row["indicators"]),
        "suspects": " ".join(row["suspects"]),
        "evidence": "; ".join(_evidence_text(evidence) for evidence in row["evidence"]),
        "trial": "1" if row["trial"] else "",
        "waived": "1" if row["waived"] else "",
    }


def _evidence_text(evidence: EvidenceRow) -> str:
    value = evidence["value"] or evidence["cause"]
    place = " ".join(filter(None, (evidence["source"], evidence["place"])))
    quoted = f"“{evidence['quote']}”" if evidence["quote"] else ""
    return f"{evidence['name']}={value}（{place}）{quoted}"


def inert_cell(text: str) -> str:
    """A text as a cell that a spreadsheet shows and never runs; plain numbers stay numbers."""
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text.replace("\x00", "\ufffd")
    return "'" + text.replace("\x00", "\ufffd")


def findings_json(rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """The findings as a list of objects, a piece at a time."""
    before, end = b"[\n", b"[]\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        before, end = b",\n", b"\n]\n"
    yield end


def run_json(result: AuditResult, rules_digest: str, digests: Mapping[str, str]) -> bytes:
    """What was run on what, how it went, and which files of the folder are the audit's own, with their digests."""
    verdicts = {
        Verdict.PASS.value: sum(outcome.passed for outcome in result.outcomes),
        Verdict.FAIL.value: sum(outcome.failed for outcome in result.outcomes),
        Verdict.UNKNOWN.value: sum(outcome.unknown for outcome in result.outcomes),
        Verdict.NOT_APPLICABLE.value: sum(outcome.not_applicable for outcome in result.outcomes),
        Verdict.BROKEN.value: sum(outcome.error is not None for outcome in result.outcomes),
    }
    return _json(
        {
            "audit": audit_digest(result, rules_digest, digests),
            "versions": {
                "auditor": version_of("auditor"),
                "python": platform.python_version(),
                **{name: version_of(name) for name in _LIBRARIES},
            },
            "inputs": [
                {"submission": each.path, "digest": each.digest, "status": each.status.value}
                for each in result.submissions
            ],
            "rules_digest": rules_digest,
            "verdicts": verdicts,
            "not_judged": _not_judged(result),
            "rules": [
                {
                    "rule": outcome.rule,
                    "pass": outcome.passed,
                    "fail": outcome.failed,
                    "unknown": outcome.unknown,
                    "na": outcome.not_applicable,
                    "yielded": outcome.yielded,
                    "unknown_for": {obstacle.value: count for obstacle, count in outcome.obstacles},
                    "broken": outcome.error is not None,
                }
                for outcome in sorted(result.outcomes, key=lambda each: each.rule)
            ],
            "files": {name: digests[name] for name in sorted(digests)},
        }
    )


def audit_digest(result: AuditResult, rules_digest: str, written: Mapping[str, str] = MappingProxyType({})) -> str:
    """What tells an audit from any other: its inputs and rules, its findings, and what became of those before.

    `written` are the digests of its files, where they are known already.
    """
    if not written.keys() >= {"findings.json", "changes.csv"}:
        rows = finding_rows(result)
        files = {"findings.json": findings_json(rows), "changes.csv": changes_csv(result, rows)}
        written = {name: _digest(pieces) for name, pieces in files.items()}
    inputs = sorted((each.path, each.digest) for each in result.submissions)
    told = (version_of("auditor"), rules_digest, written["findings.json"], written["changes.csv"], *map(repr, inputs))
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _not_judged(result: AuditResult) -> Mapping[str, object]:
    """What the run says nothing about: files, reports that are missing, rules that never judged or are broken."""
    return {
        "submissions": [each.path for each in result.submissions if each.status is not Status.AUDITED],
        "missing": [f"{each.unit} {each.year}" for each in result.missing],
        "unknown": sum(outcome.unknown for outcome in result.outcomes),
        "yielded": sum(outcome.yielded for outcome in result.outcomes),
        "vacuous_rules": sorted({outcome.rule for outcome in result.outcomes if outcome.is_vacuous}),
        "broken_rules": sorted({outcome.rule for outcome in result.outcomes if outcome.error is not None}),
    }
