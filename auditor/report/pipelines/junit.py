"""The verdicts as JUnit XML, which build servers show: a suite a report, a case a rule.

A failed rule of a counted severity is a failure; any other one passes with its message as output. What could not be
judged is skipped, a file that could not be read an error. No times are written: the same audit gives the same bytes.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.report.site import who
from auditor.report.words.notes import reason_of
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Finding
    from auditor.results import RuleInfo

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(result: AuditResult, passed: Mapping[str, Iterable[str]], counted: frozenset[str], lang: Lang) -> bytes:
    """The audit as test suites.

    `passed` are the rules that were judged on each report by its path and hold there; `counted` are the severities that
    make a case fail.
    """
    infos = {info.id: info for info in result.rules}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        found[finding.submission].append(finding)
    root = ET.Element("testsuites", name="auditor")
    for submission in result.submissions:
        _add_suite(root, submission, found[submission.path], passed.get(submission.path, ()), (infos, counted, lang))
    _count(root)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace")


_Given = tuple["Mapping[str, RuleInfo]", "frozenset[str]", Lang]


def _add_suite(
    root: ET.Element, submission: Submission, findings: list[Finding], passed: Iterable[str], given: _Given
) -> None:
    infos, counted, lang = given
    suite = ET.SubElement(root, "testsuite", name=_clean(who(submission)), file=_clean(submission.path))
    if submission.status is not Status.AUDITED:
        case = ET.SubElement(suite, "testcase", classname=_clean(submission.path), name="read")
        kind = "error" if submission.status is Status.UNREADABLE else "skipped"
        ET.SubElement(case, kind, message=_clean(reason_of(submission, lang)))
        return
    for finding in findings:
        _add_case(suite, finding, infos, counted, lang)
    wrong = {finding.rule for finding in findings}
    for rule in sorted(set(passed) - wrong):
        title = infos[rule].title if rule in infos else ""
        ET.SubElement(suite, "testcase", classname=_clean(submission.path), name=_clean(f"{rule} {title}".strip()))


def _add_case(
    suite: ET.Element, finding: Finding, infos: Mapping[str, RuleInfo], counted: frozenset[str], lang: Lang
) -> None:
    title = finding.title.zh if lang is Lang.ZH else finding.title.en
    binding = f" [{finding.binding}]" if finding.binding else ""
    name = _clean(f"{finding.rule}{binding} {title}")
    case = ET.SubElement(suite, "testcase", classname=_clean(finding.submission), name=name)
    message = _clean(finding.message.zh if lang is Lang.ZH else finding.message.en)
    info = infos.get(finding.rule)
    more = _clean("\n".join(filter(None, (finding.formula, info.fix if info else "", info.basis if info else ""))))
    if finding.verdict is Verdict.UNKNOWN:
        ET.SubElement(case, "skipped", message=message)
    elif finding.severity.value in counted and not finding.trial and not finding.is_waived:
        ET.SubElement(case, "failure", message=message, type=finding.severity.value).text = more
    else:
        ET.SubElement(case, "system-out").text = f"{finding.severity.value}: {message}\n{more}"


def _count(root: ET.Element) -> None:
    """Sums on every suite and on the whole, as build servers expect them."""
    for suite in (*root, root):
        suite.set("tests", str(len(list(suite.iter("testcase")))))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            # NOTE: the schema of Jenkins knows no `skipped` of the whole, and refuses what it does not know.
            if suite is not root or attribute != "skipped":
                suite.set(attribute, str(len(list(suite.iter(tag)))))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
