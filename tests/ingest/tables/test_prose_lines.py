"""What is a sentence beside a table is told by how the form calls its tables and their heads, not by any domain."""

from __future__ import annotations

from auditor.ingest.tables.headings import lexicon_of
from auditor.ingest.tables.prose_lines import sentences_of
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Table

COUNT = Measure(Kind.COUNT, "吨")
STORE = Form(
    "粮库",
    "粮库报表",
    tables=(Table("存", "粮食出入库明细", heads=("品种", "其中")), Table("检", "检查结果")),
    indicators=(
        Indicator("a", "甲", COUNT, label="抽查 / 合格", table="检"),
        Indicator("b", "乙", COUNT, label="抽查 / 不合格", table="检"),
    ),
)
OTHER = Form("别的", "别的报表")


def said(text: str, form: Form) -> list[str]:
    return [text[span.start : span.end] for span in sentences_of(text, form)]


def test_a_sentence_begins_behind_the_title_of_a_table() -> None:
    text = "入库品种小麦12玉米3粮食出入库明细全年出库14吨。"
    assert said(text, STORE) == ["全年出库14吨"]
    assert said(text, OTHER) == [text.removesuffix("。")]


def test_no_sentence_has_the_head_on_top_of_a_table() -> None:
    text = "全年入库的品种以小麦为主。"
    assert said(text, STORE) == []
    assert said(text, OTHER) == [text.removesuffix("。")]
    assert said("其中小麦最多。", STORE) == ["其中小麦最多"]


def test_no_sentence_has_two_columns_one_behind_the_other() -> None:
    assert said("抽查合格 不合格共120。", STORE) == []
    assert said("抽查合格的多，不合格的少。", STORE) == ["抽查合格的多，不合格的少"]


def test_heads_are_looked_for_without_their_number_and_signs() -> None:
    form = Form("别的", "别的报表", tables=(Table("存", "明细", heads=("（一）品种（类）", "—")),))
    assert lexicon_of(form).over == ("品种类",)


def test_a_text_without_any_stop_is_passed_and_a_sentence_behind_it_found() -> None:
    filler = ("粮库的人每天早晨开门以后先把各个仓的温度湿度逐一抄在墙上的本子里" + "\n") * 3000
    text = f"{filler}甲仓本月入库三吨。\n"
    assert [text[span.start : span.end].rpartition("\n")[2] for span in sentences_of(text, STORE)] == [
        "甲仓本月入库三吨"
    ]
