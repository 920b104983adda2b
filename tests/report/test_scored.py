from __future__ import annotations

import io

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.document import Status
from auditor.ingest.lists.scores import parse_scores
from auditor.report.annual.scored import Score
from auditor.report.annual.scored import score
from auditor.report.annual.scored import score_link
from auditor.report.annual.summary import Format
from auditor.report.annual.summary import summary_bytes
from auditor.report.annual.summary import year_view
from auditor.report.site import site_of
from auditor.report.views.view import Link
from auditor.report.write import report_files
from auditor.results import Missing
from auditor.results import Severity
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from auditor.results.explanations import Explanation
from auditor.scoring import ScoreItem
from auditor.scoring import Scoring
from tests.report import report_samples

ERRORS = ScoreItem("强制问题", 300, severity="error", most=1000)
WARNINGS = ScoreItem("核实问题", 100, severity="warning")
SCORING = Scoring(4000, 4000, (ERRORS, WARNINGS))
RESULT = replace(report_samples.audit(), scoring=SCORING)
ERROR = next(each for each in RESULT.findings if each.severity is Severity.ERROR and not each.trial)
WARNING = next(each for each in RESULT.findings if each.severity is Severity.WARNING and each.verdict == "fail")
ACCEPTED = Explanation("已核实", "某人")


def scored(*findings: object, causes: tuple[Cause, ...] = (), scoring: Scoring = SCORING) -> Score:
    return score(findings, causes, scoring, {each.id: each for each in RESULT.rules})  # type: ignore[arg-type]


def test_each_finding_costs_until_the_most_is_reached() -> None:
    errors = [replace(ERROR, id=str(number)) for number in range(5)]
    assert scored(*errors[:3]).points == 4000 - 900
    made = scored(*errors, WARNING)
    assert made.points == 4000 - 1000 - 100
    assert [(each.count, each.points, each.is_capped) for each in made.deductions] == [
        (5, 1000, True),
        (1, 100, False),
    ]


def test_the_line_that_names_a_finding_most_exactly_counts() -> None:
    kind = next(each.kind for each in RESULT.rules if each.id == ERROR.rule)
    exact = Scoring(
        4000,
        items=(
            ERRORS,
            ScoreItem("本规则", 700, rule=ERROR.rule),
            ScoreItem("本类别", 500, kind=kind),
        ),
    )
    assert scored(ERROR, scoring=exact).points == 3300
    assert scored(ERROR, scoring=replace(exact, items=exact.items[::2])).points == 3500


def test_what_is_explained_and_accepted_costs_nothing_and_an_error_always_does() -> None:
    assert scored(replace(WARNING, explained=ACCEPTED)) == Score(4000, accepted=1)
    assert scored(replace(ERROR, explained=ACCEPTED)).points == 3700


def test_findings_of_one_wrong_figure_cost_once() -> None:
    errors = [replace(ERROR, id=str(number)) for number in range(3)]
    suspect = Suspect("x", None, Words("甲", "a"), "1", "2")
    ids = tuple(each.id for each in (*errors, WARNING))
    one = Cause("c", ERROR.submission, ids, ((suspect,),), Words("", ""))
    found = (*errors, WARNING)
    assert scored(*found, causes=(one,)) == Score(3700, scored(ERROR).deductions, spared=3)
    two = replace(one, sets=((suspect, suspect),))
    assert scored(*found, causes=(two,)).points == 4000 - 600
    assert scored(*found, causes=(replace(one, sets=()),)) == scored(*found)


def test_what_two_rules_say_of_the_same_figures_costs_once_and_the_dearer_counts() -> None:
    own = replace(WARNING, id="again", rule="L-01", evidence=ERROR.evidence)
    assert scored(own, ERROR) == Score(3700, scored(ERROR).deductions, spared=1)
    fewer = replace(own, evidence=ERROR.evidence[1:])
    assert scored(fewer, ERROR).points == 3700 - 100
    assert scored(replace(own, evidence=()), replace(ERROR, evidence=())).points == 3700 - 100


def test_rows_that_a_table_lacks_cost_once() -> None:
    row = replace(ERROR.evidence[0], value="", origin=None, cause="表中没有这一行")
    lacking = [replace(ERROR, id=str(each), evidence=(replace(row, indicator=f"i{each}"),)) for each in range(9)]
    assert scored(*lacking) == Score(3700, scored(ERROR).deductions, spared=8)


def test_a_mistake_that_is_no_cells_costs_points_once_and_one_of_another_report_none() -> None:
    ids = (ERROR.id, WARNING.id)
    copied = Cause("c", ERROR.submission, ids, ((),), Words("", ""), is_likely=True, faults=1)
    assert scored(ERROR, WARNING, causes=(copied,)).points == scored(ERROR).points
    elsewhere = Cause("c", ERROR.submission, ids, ((),), Words("", ""), is_likely=True)
    assert scored(ERROR, WARNING, causes=(elsewhere,)).points == scored().points


def test_a_score_is_never_below_zero() -> None:
    assert scored(ERROR, scoring=Scoring(1000, items=(replace(ERRORS, points=5000, most=None),))).points == 0


def rows(result: object = RESULT) -> dict[str, tuple[object, ...]]:
    view = year_view(site_of(result, Lang.ZH), 2018)  # type: ignore[arg-type]
    tables = {table.key: table for section in view.sections for table in section.tables}
    return {(row[0].text if isinstance(row[0], Link) else str(row[0])): row[1:] for row in tables["scores"].rows}


def test_the_missing_have_nothing_and_what_was_not_audited_has_no_score() -> None:
    found = rows(replace(RESULT, missing=(Missing("青山市公安局", 2018, "部门"),)))
    assert next(iter(found.items())) == ("青山市公安局", ("部门", 0.0, 4.0, "漏报"))
    assert found["青山市教育局"] == ("", 4.0, 0.0, "")
    assert found["青山市柳河镇"][1:] == (3.5, 0.5, "强制问题 1 处 × 0.3 = 0.3；核实问题 2 处 × 0.1 = 0.2")
    unread = tuple(
        replace(each, status=Status.UNREADABLE) if each.unit == "青山市教育局" else each for each in RESULT.submissions
    )
    assert rows(replace(RESULT, submissions=unread))["青山市教育局"] == ("", None, None, "无法读取")


def test_scores_stand_in_every_form_of_the_summary_and_on_the_unit_s_page() -> None:
    view = year_view(site_of(RESULT, Lang.ZH), 2018)
    book = openpyxl.load_workbook(io.BytesIO(summary_bytes(view, Format.XLSX, Lang.ZH)))
    assert [cell.value for cell in book["评分"][2]][2:4] == [3.5, 0.5]
    pdf = pypdfium2.PdfDocument(summary_bytes(view, Format.PDF, Lang.ZH))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    assert "评分标准" in text
    page = next(content.decode() for name, content in report_files(RESULT) if "柳河镇" in name)
    assert '<b>3.5</b> <a href="../summary/2018.html#scores">分（满分 4）</a>' in page


def test_without_a_table_of_scores_nothing_is_said_of_scores() -> None:
    plain = replace(RESULT, scoring=None)
    assert {score_link(site_of(plain, Lang.ZH), each) for each in plain.submissions} == {None}
    assert "scores" not in [section.key for section in year_view(site_of(plain, Lang.ZH), 2018).sections]


def test_a_line_that_was_left_out_is_told_where_the_scores_are() -> None:
    _, told = parse_scores("项目,级别,分值\n满分,,4\n强制问题,强制,零点二\n", (), ())
    site = site_of(replace(RESULT, diagnostics=told), Lang.ZH)
    (section,) = (each for each in year_view(site, 2018).sections if each.key == "scores")
    (paragraph,) = section.paragraphs
    assert "没有起作用" in paragraph
    assert "评分表第 3 行：不是分数：“零点二”" in paragraph
    (plain,) = (each for each in year_view(site_of(RESULT, Lang.ZH), 2018).sections if each.key == "scores")
    assert plain.paragraphs == ()
