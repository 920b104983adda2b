"""The findings as SARIF 2.1.0, which code-review pipelines and editors read.

A failed rule is a result of the kind `fail`, one that could not be judged of the kind `open`; a finding with an
accepted explanation is suppressed. `partialFingerprints` holds the finding's identity, which is stable over runs. Set
beside an audit before, each result has its `baselineState`: what was corrected is `absent`, what cannot be judged any
more is `open` and `updated`. No times are written: the same audit gives the same bytes.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import quote

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.document import Status
from auditor.report.data.exports import version_of
from auditor.report.submission.findings import explained_lines
from auditor.report.words.notes import reason_of
from auditor.report.words.places import has_lines
from auditor.report.words.places import place_words
from auditor.results import Change
from auditor.results import Severity
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results import Gone
    from auditor.results import RuleInfo

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
)
_STATES: Mapping[Change, str] = MappingProxyType(
    {
        Change.NEW: "new",
        Change.REGRESSED: "new",
        Change.PERSISTING: "unchanged",
        Change.CORRECTED: "absent",
        Change.UNJUDGED: "updated",
    }
)
_NOTIFIED: Mapping[Level, str] = MappingProxyType({Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"})
# Formats whose lines are those of the file itself; in all others a line is one of the text that was read.

_Object = dict[str, Any]


def sarif(result: AuditResult, lang: Lang) -> bytes:
    """The audit as one SARIF run."""
    infos = tuple({info.id: info for info in result.rules}.values())
    places = {info.id: index for index, info in enumerate(infos)}
    files = {submission.path: submission for submission in result.submissions}
    run: _Object = {
        "tool": {"driver": _driver(infos, lang)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SUBMISSIONS": {"description": {"text": "the input folder"}}},
        "artifacts": [_artifact(each) for each in result.submissions],
        "invocations": [_invocation(result, lang)],
        "results": list(_results(result, places, files, lang)),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


# ------------------------------------------------------------------------------------------------------------- within


def _driver(infos: tuple[RuleInfo, ...], lang: Lang) -> _Object:
    return {
        "name": "auditor",
        "version": version_of("auditor") or "0",
        "language": "zh-CN" if lang is Lang.ZH else "en-US",
        "rules": [_rule(info) for info in infos],
    }


def _rule(info: RuleInfo) -> _Object:
    return {
        "id": info.id,
        "name": info.id,
        "shortDescription": {"text": info.title or info.id},
        "fullDescription": {"text": info.statement or info.title or info.id},
        "help": {"text": "\n".join(filter(None, (info.fix, info.basis))) or info.title or info.id},
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {"tags": list(info.tags), "kind": info.kind, "state": info.state.value},
    }


def _artifact(submission: Submission) -> _Object:
    found: _Object = {"location": _location(submission.path)}
    if len(submission.digest) == 64:  # noqa: PLR2004 - a SHA-256; other things are known by other digests
        found["hashes"] = {"sha-256": submission.digest}
    return found


def _invocation(result: AuditResult, lang: Lang) -> _Object:
    unread = (each for each in result.submissions if each.status is Status.UNREADABLE)
    notes = [
        *(_notification(each, lang) for each in result.diagnostics),
        *(
            {
                "level": "warning",
                "message": {"text": reason_of(each, lang) or each.path},
                "locations": [{"physicalLocation": {"artifactLocation": _location(each.path)}}],
            }
            for each in unread
        ),
    ]
    failed = any(each.code.level is Level.ERROR for each in result.diagnostics)
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _notification(diagnostic: Diagnostic, lang: Lang) -> _Object:
    found: _Object = {
        "level": _NOTIFIED[diagnostic.code.level],
        "descriptor": {"id": diagnostic.code.id},
        "message": {"text": diagnostic.message(lang)},
    }
    if diagnostic.source is not None:
        place: _Object = {"artifactLocation": {"uri": quote(diagnostic.source.path)}}
        if diagnostic.span is not None:
            at = diagnostic.source.position(diagnostic.span.start)
            place["region"] = {"startLine": at.line, "startColumn": at.column}
        found["locations"] = [{"physicalLocation": place}]
    return found


def _results(
    result: AuditResult, places: Mapping[str, int], files: Mapping[str, Submission], lang: Lang
) -> Iterator[_Object]:
    for finding in result.findings:
        state = {} if result.past is None else {"baselineState": _STATES[finding.change]}
        yield {**_result(finding, places, files, lang), **state}
    for gone in result.past.gone if result.past is not None else ():
        yield _gone(gone, places, lang)


def _result(finding: Finding, places: Mapping[str, int], files: Mapping[str, Submission], lang: Lang) -> _Object:
    is_open = finding.verdict is Verdict.UNKNOWN
    found: _Object = {
        "ruleId": finding.rule,
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else _LEVELS[finding.severity],
        "message": {"text": finding.message.zh if lang is Lang.ZH else finding.message.en},
        "locations": [_place(finding.submission, None, files, lang)],
        "relatedLocations": [
            {"id": number, **_place(each.submission or finding.submission, each, files, lang)}
            for number, each in enumerate(finding.evidence, start=1)
        ],
        "partialFingerprints": {"finding/v1": finding.id},
        "properties": dict(_properties(finding)),
    }
    if finding.rule in places:
        found["ruleIndex"] = places[finding.rule]
    first = next((each for each in finding.evidence if each.origin is not None and not each.submission), None)
    if first is not None:
        found["locations"] = [_place(finding.submission, first, files, lang)]
    if finding.explained is not None:
        status = "accepted" if finding.is_waived else "underReview"
        why = "；".join(explained_lines(finding.explained, lang))
        found["suppressions"] = [{"kind": "external", "status": status, "justification": why}]
    return found


def _gone(it: Gone, places: Mapping[str, int], lang: Lang) -> _Object:
    """What the audit before found and this one does not."""
    is_open = it.change is Change.UNJUDGED
    said = (it.message, *([it.reason] if it.reason is not None else []))
    found: _Object = {
        "ruleId": it.rule,
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else _LEVELS[it.severity],
        "message": {"text": "；".join(words.say(lang) for words in said)},
        "locations": [{"physicalLocation": {"artifactLocation": _location(it.submission)}}],
        "partialFingerprints": {"finding/v1": it.id},
        "baselineState": _STATES[it.change],
        "properties": {"unit": it.unit, "year": it.year, "form": it.form, "change": it.change.value},
    }
    return {**found, "ruleIndex": places[it.rule]} if it.rule in places else found


def _properties(finding: Finding) -> Iterator[tuple[str, object]]:
    yield from (("unit", finding.unit), ("year", finding.year), ("form", finding.form))
    yield from (("severity", finding.severity.value), ("verdict", finding.verdict.value), ("trial", finding.trial))
    yield "change", finding.change.value
    yield from (("indicators", list(finding.indicators)), ("member", finding.member), ("formula", finding.formula))
    yield from (("left", finding.left), ("right", finding.right), ("difference", finding.difference))
    yield "suspects", list(finding.suspects)


def _place(path: str, evidence: Evidence | None, files: Mapping[str, Submission], lang: Lang) -> _Object:
    """Where a finding or one of its figures stands."""
    place: _Object = {"artifactLocation": _location(path)}
    found: _Object = {"physicalLocation": place}
    if evidence is None:
        return found
    document = files[path].document if path in files and has_lines(files[path]) else None
    origin = evidence.origin
    if origin is not None and document is not None:
        start = document.source.position(origin.span.start)
        end = document.source.position(max(origin.span.start, origin.span.end))
        place["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": max(end.column, start.column + (start.line == end.line)),
        }
    said = f"{evidence.name} = {evidence.value or evidence.cause or '—'}"
    found["message"] = {
        "text": " ".join(filter(None, (said, place_words(origin, lang, in_lines=document is not None))))
    }
    return found


def _location(path: str) -> _Object:
    return {"uri": quote(path.encode("utf-8", "replace")), "uriBaseId": "SUBMISSIONS"}
