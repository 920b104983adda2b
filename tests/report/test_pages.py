from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.document import Document
from auditor.ingest.codes import NOT_NAMED
from auditor.ingest.codes import UNKNOWN_UNIT
from auditor.ingest.codes import tell
from auditor.report.write import report_files
from auditor.results import AuditResult
from auditor.results import Finding
from auditor.results import Missing
from auditor.source import Source
from tests.report import report_rules
from tests.report import report_samples
from tests.report.report_outline import outline

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script></style><!--",
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202eevil\u2066\x00\x1b[31m",
    "=cmd|' /C calc'!A0",
    "长" * 10_000,
)


def hostile_audit(text: str) -> AuditResult:
    """The sample audit with one hostile text in every field that comes from outside."""
    submission, findings = report_samples.town()
    document = submission.document
    assert document is not None
    bad_submission = replace(
        submission,
        path=f"{text}.txt",
        unit=text,
        document=Document(document.path, document.digest, text, Source(document.path, text + document.source.text)),
        facts=tuple(replace(fact, raw=text, doubt=text, scope=text) for fact in submission.facts),
        attributes=tuple(replace(attribute, raw=text, text=text) for attribute in submission.attributes),
        diagnostics=tuple(replace(each, values={"file": text}) for each in report_samples.broken_file().diagnostics),
    )
    return AuditResult(
        (bad_submission,),
        tuple(hostile_finding(finding, text) for finding in findings),
        report_samples.outcomes(findings),
        tuple(
            replace(info, title=text, statement=text, basis=text, fix=text, kind=text) for info in report_rules.RULES
        ),
        report_rules.SCHEMA,
        bad_submission.diagnostics,
    )


def hostile_finding(finding: Finding, text: str) -> Finding:
    return replace(
        finding,
        submission=f"{text}.txt",
        unit=text,
        title=Words(text, text),
        message=Words(text, text),
        formula=text,
        difference=text,
        binding=text,
        evidence=tuple(
            replace(each, name=text, value=text, raw=text, quote=text, scope=text, cause=text)
            for each in finding.evidence
        ),
    )


def pages_of(result: AuditResult, lang: Lang = Lang.ZH) -> dict[str, str]:
    return {name: content.decode() for name, content in report_files(result, lang) if name.endswith(".html")}


def test_every_page_is_well_formed(pages: dict[str, str]) -> None:
    assert {name: outline(page).problems for name, page in pages.items()} == {name: [] for name in pages}


def test_ids_are_unique(pages: dict[str, str]) -> None:
    counts = {name: outline(page).ids for name, page in pages.items()}
    assert {name: len(set(ids)) for name, ids in counts.items()} == {name: len(ids) for name, ids in counts.items()}


def test_every_link_within_a_page_has_its_target(pages: dict[str, str]) -> None:
    units = {name: outline(page) for name, page in pages.items() if name.startswith("units/")}
    assert [
        (name, link)
        for name, page in units.items()
        for link in page.links
        if link.startswith("#") and link[1:] not in page.ids
    ] == []


def test_every_link_between_pages_has_its_target(pages: dict[str, str], files: dict[str, bytes]) -> None:
    known = {*files, "run.json"}
    targets = [
        posixpath.normpath((PurePosixPath(name).parent / unquote(link.partition("#")[0])).as_posix())
        for name, page in pages.items()
        for link in outline(page).links
        if not link.startswith(("#", "data:"))
    ]
    assert [target for target in targets if target not in known] == []


def test_a_finding_links_to_its_cell_and_the_cell_back(town_page: str) -> None:
    cell = re.search(r'<td id="(c\d+)" class="value wrong error">.*?</td>', town_page)
    assert cell is not None
    assert f'href="#{cell[1]}"' in town_page
    assert 'href="#f1"' in cell[0]


def test_a_cited_place_of_the_text_is_marked_and_links_back(town_page: str) -> None:
    assert re.search(r'专门配备了<mark id="t\d+">3</mark><a class="sign" href="#f2"', town_page)


def test_the_quoted_sentence_shows_the_figure_itself(town_page: str) -> None:
    assert "<bdi>镇党政办公室专门配备了<mark>3</mark>名工作人员，负责全镇信息公开工作。</bdi>" in town_page


def test_scope_words_basis_and_action_are_shown(town_page: str) -> None:
    text = "".join(outline(town_page).text)
    assert "口径词：镇党政办公室" in text
    assert "请核对人员名册后更正统计表。" in text
    assert "政府信息公开情况统计表" in text


def test_what_could_not_be_judged_stands_apart_with_its_cause(town_page: str) -> None:
    apart = town_page[town_page.index('id="unjudged"') : town_page.index('id="trials"')]
    assert "格子空白" in apart
    assert "统计表中没有这一行" in apart


def test_every_row_of_the_form_is_shown(town_page: str) -> None:
    table = town_page[town_page.index("<tbody>") : town_page.index("</tbody>")]
    assert table.count("<tr") == len(report_rules.FORM_2014.indicators)


def test_a_table_with_members_is_a_matrix(pages: dict[str, str]) -> None:
    page = next(page for name, page in pages.items() if "云溪县" in name)
    assert all(f'<th scope="col" class="figure">{name}</th>' in page for name in ("自然人", "商业企业", "总计"))


def test_no_page_asks_any_network_for_anything(pages: dict[str, str]) -> None:
    outlines = [outline(page) for page in pages.values()]
    assert [link for page in outlines for link in page.links if ":" in link and link != "data:,"] == []
    assert [
        page
        for page in pages.values()
        if "url(" in page or "@import" in page or "http" in page.replace("http-equiv", "")
    ] == []


def test_no_element_has_a_handler_or_a_style_of_its_own(pages: dict[str, str]) -> None:
    names = {name for page in pages.values() for name, _ in outline(page).attributes}
    assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_the_policy_admits_the_very_style_and_script_of_the_page(pages: dict[str, str]) -> None:
    page = pages["index.html"]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy
    assert style
    assert script
    allowed = policy[1].replace("&#39;", "'")
    assert f"script-src 'sha256-{_digest(script[1])}'" in allowed
    assert f"style-src 'sha256-{_digest(style[1])}'" in allowed
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_a_submission_s_page_has_no_script(town_page: str) -> None:
    assert "script" not in outline(town_page).tags


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_makes_no_element_and_no_attribute(text: str) -> None:
    usual = pages_of(hostile_audit("无害"))
    hostile = pages_of(hostile_audit(text))
    kinds = [sorted(set(outline(page).tags)) for page in hostile.values()]
    names = [sorted({name for name, _ in outline(page).attributes}) for page in hostile.values()]
    assert [outline(page).problems for page in hostile.values()] == [[]] * len(usual)
    assert kinds == [sorted(set(outline(page).tags)) for page in usual.values()]
    assert names == [sorted({name for name, _ in outline(page).attributes}) for page in usual.values()]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_cannot_end_the_data_of_the_overview(text: str) -> None:
    page = pages_of(hostile_audit(text))["index.html"]
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert len(json.loads(data)["rows"]) == 1
    assert "<" not in data


def test_marks_that_reverse_the_reading_direction_are_shown_as_replaced() -> None:
    whole = "".join(pages_of(hostile_audit("\u202e\u2066\u200f\x1b\x00")).values())
    assert re.search("[\u202a-\u202e\u2066-\u2069\u200f\x1b\x00]", whole) is None
    assert "\ufffd" in whole


def test_the_same_audit_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(report_files(report_samples.audit())) == files


def test_a_usual_page_is_light(files: dict[str, bytes]) -> None:
    assert max(len(content) for name, content in files.items() if name.startswith("units/")) < 200_000


def test_english_is_the_same_page_in_other_words() -> None:
    result = report_samples.audit()
    chinese, english = pages_of(result), pages_of(result, Lang.EN)
    assert [outline(page).tags for page in english.values()] == [outline(page).tags for page in chinese.values()]
    assert "Submissions" in english["index.html"]


def test_an_audit_of_nothing_is_a_page_all_the_same() -> None:
    page = pages_of(AuditResult((), (), (), (), report_rules.SCHEMA))["index.html"]
    assert "没有收到任何文件。" in page
    assert outline(page).problems == []


def test_a_rule_that_never_judged_anything_is_told(pages: dict[str, str]) -> None:
    assert "从未起作用" in pages["index.html"]


def test_the_overview_tells_reports_by_their_gravest_finding(pages: dict[str, str]) -> None:
    caption = re.search("<figcaption>(.*?)</figcaption>", pages["index.html"], re.DOTALL)
    assert caption is not None
    said = re.sub("<.*?>|\\s", "", caption[1])
    assert said == "报告份数，按其中最重的问题：有强制性问题1有核实性问题0仅有提示0没有发现问题2"
    assert re.findall(r'<rect class="(\w+)" x="(\d+)" width="(\d+)"', pages["index.html"]) == [
        ("error", "0", "333"),
        ("clean", "333", "667"),
    ]


def test_the_overview_says_who_has_not_reported() -> None:
    missing = (Missing("青山市公安局", 2017, "部门"), Missing("青山市公安局", 2018, "部门"))
    files = dict(report_files(replace(report_samples.audit(), missing=missing)))
    page = outline(files["index.html"].decode())
    assert page.problems == []
    assert "青山市公安局 2017、2018 部门" in " ".join(" ".join(page.text).split())


def test_the_overview_names_a_report_of_a_unit_that_is_not_on_the_list_beside_the_one_that_may_be_meant() -> None:
    told = report_samples.audit()
    first = next(each for each in told.submissions if each.unit == "青山市柳河镇")
    marked = replace(first, diagnostics=(tell(UNKNOWN_UNIT, first.path, unit="青山市柳河镇"),))
    others = tuple(marked if each is first else each for each in told.submissions)
    missing = (Missing("青山市柳合镇", 2018, "乡镇"), Missing("青山市民政局", 2018, "部门"))
    result = replace(told, submissions=others, missing=missing)
    page = outline(dict(report_files(result))["index.html"].decode())
    assert page.problems == []
    assert "单位不在名单上的报告1份" in " ".join(page.text)
    assert "名单上相近而未报的 青山市柳河镇 2018 青山市柳合镇 " in " ".join(" ".join(page.text).split())


def test_a_report_whose_unit_cannot_be_read_says_so_where_it_looks_right() -> None:
    told = report_samples.audit()
    first = next(each for each in told.submissions if each.unit == "青山市柳河镇")
    unnamed = replace(first, unit=None, diagnostics=(tell(NOT_NAMED, first.path, what="单位", what_en="unit"),))
    files = pages_of(replace(told, submissions=(unnamed,), findings=()))
    (unit_page,) = (page for name, page in files.items() if name.startswith("units/"))
    assert "读不出单位，没有完整审核" in " ".join(outline(files["index.html"]).text)
    assert (
        '<div class="verdict"><p><strong>读不出单位，没有完整审核</strong></p><p>把单位全称和年度写进文件名'
        in unit_page
    )
    assert '<p class="verdict clean">' not in unit_page


def test_on_an_english_page_all_that_is_chinese_is_marked_so() -> None:
    unmarked = [
        f"{name}: {text}"
        for name, page in pages_of(report_samples.audit(), Lang.EN).items()
        for text in outline(page).unmarked
    ]
    assert unmarked == []
