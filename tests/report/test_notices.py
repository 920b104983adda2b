from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.report.notices.template import shipped_template
from auditor.report.notices.template import unknown_placeholders
from auditor.report.notices.written import write_notices
from auditor.results import Change
from auditor.results import Gone
from auditor.results import Past
from auditor.results import Severity
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from auditor.results.explanations import Answer
from auditor.results.explanations import Explanation
from tests.report import report_samples
from tests.report.report_outline import outline

if TYPE_CHECKING:
    from pathlib import Path

RESULT = report_samples.two_years()
WORDED = ("R-1", Words("标题", "title"), Severity.ERROR, Words("问题", "problem"))


def words_of(path: Path) -> str:
    made = Document(str(path))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in made.paragraphs), *cells))


def template(tmp_path: Path, *texts: tuple[str, ...]) -> Path:
    """A template of one paragraph a text, each cut into the runs given."""
    made = Document()
    for runs in texts:
        paragraph = made.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    path = tmp_path / "own.docx"
    made.save(str(path))
    return path


def test_each_unit_with_errors_or_queries_has_a_notice(tmp_path: Path) -> None:
    written = write_notices(RESULT, tmp_path)
    assert [path.name for path in written] == [
        "青山市柳河镇-2017.docx",
        "青山市柳河镇-2017.html",
        "青山市柳河镇-2018.docx",
        "青山市柳河镇-2018.html",
    ]


def test_one_year_can_be_asked_for(tmp_path: Path) -> None:
    assert len(write_notices(RESULT, tmp_path, year=2017)) == 2


def test_a_notice_says_what_where_what_to_do_and_by_when(tmp_path: Path) -> None:
    docx, html = write_notices(RESULT, tmp_path, year=2018, deadline="2019年4月30日", office="县政务公开办")
    for text in (words_of(docx), "".join(outline(html.read_text()).text)):
        assert "从事政府信息公开工作人员数应等于专职与兼职之和，相差1人" in text
        assert "专职人员数" in text
        assert "请核对人员名册后更正统计表。" in text
        assert "请于2019年4月30日前报回。" in text
        assert "县政务公开办" in text
        assert "{{" not in text


def test_an_english_notice_has_no_chinese_but_what_the_report_and_the_rules_say(tmp_path: Path) -> None:
    docx, html = write_notices(RESULT, tmp_path, year=2018, lang=Lang.EN)
    for text in (words_of(docx), "".join(outline(html.read_text()).text)):
        assert "Rectification notice" in text
        assert "in writing.Please" not in text
        assert not any(label in text for label in ("整改", "依据", "编号", "签字", "日期"))


def test_the_row_of_the_template_is_repeated_for_each_finding(tmp_path: Path) -> None:
    docx, _ = write_notices(RESULT, tmp_path, year=2018)
    rows = Document(str(docx)).tables[0].rows
    assert [row.cells[0].text for row in rows] == ["序号", "1", "2", "3"]


def test_notices_of_attention_and_trials_are_not_sent(tmp_path: Path) -> None:
    docx, _ = write_notices(RESULT, tmp_path, year=2018)
    assert "标题行不应填数" not in words_of(docx)
    assert "培训人次不少于班数" not in words_of(docx)


def test_a_placeholder_that_word_has_cut_into_runs_is_found(tmp_path: Path) -> None:
    own = template(tmp_path, ("致{", "{单", "位}}：", "{{年度}}年"))
    docx, _ = write_notices(RESULT, tmp_path / "out", year=2018, template=own)
    assert Document(str(docx)).paragraphs[0].text == "致青山市柳河镇：2018年"


def test_what_a_submission_says_is_never_taken_for_a_placeholder_or_code(tmp_path: Path) -> None:
    bad = "{{年度}}{% for x in y %}{{7*7}}\x00\u202e"
    submissions = tuple(replace(each, unit=bad) for each in RESULT.submissions)
    findings = tuple(replace(each, unit=bad, message=Words(bad, bad)) for each in RESULT.findings)
    own = template(tmp_path, ("{{单位}}",))
    made = replace(RESULT, submissions=submissions, findings=findings)
    docx, html = write_notices(made, tmp_path / "out", year=2018, template=own)
    assert Document(str(docx)).paragraphs[0].text == "{{年度}}{% for x in y %}{{7*7}}\ufffd\ufffd"
    assert outline(html.read_text()).problems == []


def test_placeholders_that_mean_nothing_are_told_and_left(tmp_path: Path) -> None:
    own = template(tmp_path, ("{{单位}} {{单位名}} {{序号}}",))
    assert unknown_placeholders(own.read_bytes()) == ("单位名",)
    assert [unknown_placeholders(shipped_template(lang)) for lang in Lang] == [(), ()]
    docx, _ = write_notices(RESULT, tmp_path / "out", year=2018, template=own)
    assert "{{单位名}}" in words_of(docx)


def test_what_is_gone_by_another_report_is_not_put_right_by_the_unit(tmp_path: Path) -> None:
    here = next(each for each in RESULT.findings if each.year == 2018)
    own = Gone("a", here.submission, here.unit, 2018, here.form, *WORDED, "", (), Change.CORRECTED, "1")
    by_others = replace(own, id="b", reason=Words("因另一单位的报告改动", "that of another unit was changed"))
    told = replace(RESULT, past=Past("1", (own, by_others)))
    text = words_of(write_notices(told, tmp_path, year=2018)[0])
    assert "以前发现的问题中，1处已改正。以前发现的问题中，1处因另一份报告改动而不再有。" in text


def test_figures_of_the_text_are_told_with_their_sentence_once(tmp_path: Path) -> None:
    query = next(each for each in RESULT.findings if (each.rule, each.year) == ("N-06", 2018))
    said, other = query.evidence
    assert said.quote
    twice = replace(query, evidence=(said, replace(said, name="分项", value="1人"), other))
    for quoted in (said.quote, f"{'前' * 900}{said.raw}{'后' * 900}"):
        known = tuple(replace(each, quote=quoted) if each.quote else each for each in twice.evidence)
        told = replace(RESULT, findings=(replace(twice, evidence=known),))
        docx, html = write_notices(told, tmp_path, year=2018)
        for text in (words_of(docx), "".join(outline(html.read_text(encoding="utf-8")).text)):
            (sentence,) = re.findall("原句（[^）]+）：(.{9,330})", text)
            assert said.raw in sentence
            assert "前" * 200 not in text


def test_the_same_audit_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_notices(RESULT, tmp_path / "one")]
    assert first == [path.read_bytes() for path in write_notices(RESULT, tmp_path / "two")]


def test_a_unit_that_cannot_be_a_file_name_has_a_notice_all_the_same(tmp_path: Path) -> None:
    submissions = tuple(replace(each, unit="../../x/" + "长" * 300) for each in RESULT.submissions)
    written = write_notices(replace(RESULT, submissions=submissions), tmp_path / "out", year=2018)
    assert {path.parent for path in written} == {tmp_path / "out" / "notices"}
    assert Document(io.BytesIO(written[0].read_bytes())).paragraphs


def test_rows_that_a_table_lacks_are_one_thing_to_be_put_right(tmp_path: Path) -> None:
    error = next(each for each in RESULT.findings if each.rule == "A-B07")
    row = replace(error.evidence[0], value="", origin=None, cause="表中没有这一行")
    lacking = tuple(
        replace(error, id=f"f{each}", evidence=(replace(row, indicator=f"i{each}", name=f"第{each}项"),))
        for each in range(9)
    )
    _, html = write_notices(replace(RESULT, findings=(*lacking, error)), tmp_path, year=2017)
    text = "".join(outline(html.read_text(encoding="utf-8")).text)
    assert "统计表缺9行：第0项、第1项、" in text
    assert text.count("整改情况或说明") == 2


def test_cells_of_which_one_rule_says_the_same_are_one_thing_to_be_put_right(tmp_path: Path) -> None:
    error = next(each for each in RESULT.findings if each.rule == "A-B07")
    cells = (replace(error.evidence[0], indicator=f"i{each}", name=f"第{each}项") for each in range(9))
    many = tuple(replace(error, id=each.indicator, evidence=(each,)) for each in cells)
    for count, times in ((9, 1), (3, 3)):
        _, html = write_notices(replace(RESULT, findings=many[:count]), tmp_path / str(count), year=2017)
        text = "".join(outline(html.read_text(encoding="utf-8")).text)
        assert text.count("整改情况或说明") == times
        assert (f"{error.title.zh}：9格都不符：第0项、第1项、" in text) is (count > times)


def test_queries_of_many_cells_are_told_with_the_numbers_of_all_that_one_answer_explains(tmp_path: Path) -> None:
    error = next(each for each in RESULT.findings if each.rule == "A-B07")
    cells = [replace(error.evidence[0], indicator=f"i{each}", name=f"第{each}项") for each in range(9)]
    many = tuple(replace(error, id=it.indicator, severity=Severity.WARNING, evidence=(it,)) for it in cells)
    _, html = write_notices(replace(RESULT, findings=many), tmp_path, year=2017)
    text = "".join(outline(html.read_text(encoding="utf-8")).text)
    assert text.count("整改情况或说明") == 1
    assert all(each.number in text for each in many)
    explained = replace(many[0], explained=Explanation("已核对", answer=Answer.REJECTED))
    _, html = write_notices(replace(RESULT, findings=(explained, *many[1:])), tmp_path, year=2017)
    assert "".join(outline(html.read_text(encoding="utf-8")).text).count("整改情况或说明") == 2


def test_what_is_likely_wrong_is_told_with_each_of_its_findings(tmp_path: Path) -> None:
    error, query = (
        next(each for each in RESULT.findings if (each.rule, each.year) == (rule, 2018)) for rule in ("A-B07", "N-06")
    )
    told = Words("疑似“工作人员”由2人改为1人；改正后这2处全部成立。", "Likely staff from 2 to 1.")
    suspect = Suspect("staff_total", None, Words("工作人员", "staff"), "2人", "1人")
    cause = Cause("c", error.submission, (error.id, query.id), ((suspect,),), told, is_likely=True)
    for number, known in enumerate((cause, replace(cause, is_likely=False))):
        written = write_notices(replace(RESULT, causes=(known,)), tmp_path / str(number), year=2018)
        for text in (words_of(written[0]), "".join(outline(written[1].read_text(encoding="utf-8")).text)):
            assert text.count(f"疑似原因（2个问题）：{told.zh}") == (2 if known.is_likely else 0)


def test_places_of_figures_that_make_the_sum_are_not_cut_off_by_rows_of_zero(tmp_path: Path) -> None:
    error = next(each for each in RESULT.findings if each.rule == "A-B07")
    said = ("10件", "8件", *["0件"] * 7, "2件", "1件")
    figures = tuple(replace(error.evidence[0], value=value, name=f"第{place}项") for place, value in enumerate(said))
    docx, html = write_notices(replace(RESULT, findings=(replace(error, evidence=figures),)), tmp_path)
    for text in (words_of(docx), "".join(outline(html.read_text(encoding="utf-8")).text)):
        places = [text.index(f"第{place}项") for place in (0, 1, 9, 10, 2, 3)]
        assert places == sorted(places)
        assert "第4项" not in text


def test_sentences_that_were_counted_are_quoted_and_a_date_is_not(tmp_path: Path) -> None:
    query = next(each for each in RESULT.findings if (each.rule, each.year) == ("N-06", 2018))
    _, other = query.evidence
    of_report = {"indicator": "", "source": "attribute", "cause": ""}
    counted = replace(
        other, **of_report, name="他年语句数", value="1", raw="2016年本镇没有收到申请", quote="2016年本镇没有收到申请"
    )
    dated = replace(other, **of_report, name="年度", value="2018年", raw="2018年", quote="2018年")
    told = replace(RESULT, findings=(replace(query, evidence=(counted, dated)),))
    text = words_of(write_notices(told, tmp_path, year=2018)[0])
    assert re.findall("原句[^：]*：([^\n]+)", text) == ["2016年本镇没有收到申请"]


def test_a_notice_that_is_sent_on_alone_leads_nowhere(tmp_path: Path) -> None:
    _, html = write_notices(RESULT, tmp_path, year=2018)
    assert re.findall(r'href="([^"]*)"', html.read_text(encoding="utf-8")) == ["data:,", "#main"]
