from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import load_book
from auditor.diagnostics import Lang
from auditor.ingest.lists.scores import parse_scores
from auditor.ingest.lists.scores import read_scores
from auditor.scoring import ScoreItem
from auditor.scoring import Scoring
from auditor.snippet import render_diagnostic

RULES, KINDS = ("A-B01", "A-B02"), ("平衡", "时限")
TABLE = """# 说明
项目,规则,类别,级别,分值,封顶
满分,,,,4,
漏报,,,,4,
迟报,,时限,,4,4
强制问题,,,强制,0.25,2
"""


def read(text: str) -> tuple[Scoring | None, list[str]]:
    scoring, found = parse_scores(text, RULES, KINDS)
    return scoring, [render_diagnostic(each, Lang.ZH) for each in found]


def test_points_are_whole_thousandths() -> None:
    scoring = Scoring(
        4000,
        4000,
        (
            ScoreItem("迟报", 4000, kind="时限", most=4000),
            ScoreItem("强制问题", 250, severity="error", most=2000),
        ),
    )
    assert read(TABLE) == (scoring, [])
    english = "item,kind,severity,points,at_most\nfull,,,4,\nmissing,,,4,\n迟报,时限,,4,4\n强制问题,,Error,0.250,2\n"
    assert read(english) == (scoring, [])


@pytest.mark.parametrize(
    ("line", "cell", "said", "hint"),
    [
        ("甲,A-B1,,,1,", "A-B1", "没有这个规则：“A-B1”", "是不是“A-B0"),
        ("甲,,平横,,1,", "平横", "没有这个类别：“平横”", "是不是“平衡”？"),
        ("甲,,,严重,1,", "严重", "没有这个级别：“严重”", "可以写："),
        ("甲,,,核实,一分,", "一分", "不是分数：“一分”", "写不小于 0 的数"),
        ("甲,,,核实,-1,", "-1", "不是分数：“-1”", "写不小于 0 的数"),
        ("甲,,,核实,1,很多", "很多", "不是分数：“很多”", "写不小于 0 的数"),
        ("甲,,,,1,", "甲", "“甲”没有写规则、类别或级别", "写上扣分所按的"),
        ("又一强制,,,强制,1,", "又一强制", "“又一强制”与上面的一行重复", "留下其中一行"),
        ("满分,,,,6,", "满分", "“满分”与上面的一行重复", "留下其中一行"),
    ],
)
def test_a_wrong_line_has_no_effect_and_its_cell_is_shown(line: str, cell: str, said: str, hint: str) -> None:
    scoring, found = parse_scores(f"{TABLE}{line}\n", RULES, KINDS)
    assert scoring == read(TABLE)[0]
    (told,) = found
    text = render_diagnostic(told, Lang.ZH)
    assert said in text
    assert hint in text
    assert text.startswith("scores.csv:7:")
    assert told.source is not None
    assert told.span is not None
    assert told.source.slice(told.span) == cell
    assert not any("\u4e00" <= char <= "\u9fff" for char in told.message(Lang.EN).replace(cell, ""))


def test_without_a_full_score_or_its_columns_nothing_is_scored() -> None:
    for text, said in (
        ("项目,级别,分值\n强制问题,强制,1\n", "没有“满分”一行"),
        ("", "没有“项目”“分值”列"),
        ("名目,分值\n满分,4\n", "没有“项目”列"),
    ):
        scoring, found = read(text)
        assert scoring is None
        assert said in found[-1]


def test_a_misspelt_head_is_told_and_somebody_s_own_column_is_not() -> None:
    scoring, (told,) = read("项目,规侧,级别,分值,备注\n满分,,,4,\n甲,,强制,1,\n")
    assert scoring is not None
    assert "不认识表头“规侧”" in told
    assert "是不是“规则”？" in told


def test_columns_that_nobody_knows_are_told_in_one_line() -> None:
    scoring, (told,) = read("项目,联系电话,分值,经办人\n满分,12345,4,甲\n")
    assert scoring is not None
    assert "不认识的列没有使用：联系电话、经办人" in told
    assert "还可以写的表头：规则、类别、级别、封顶" in told


def test_the_table_lies_beside_the_rules(tmp_path: Path) -> None:
    assert read_scores(tmp_path, RULES, KINDS) == (None, ())
    (tmp_path / "scores.csv").write_bytes(TABLE.encode("gb18030"))
    assert read_scores(tmp_path, RULES, KINDS) == (read(TABLE)[0], ())


def test_the_shipped_table_is_right() -> None:
    book, diagnostics = load_book(Path("rules"))
    assert diagnostics == ()
    assert book.scoring is not None
    assert book.scoring.full == book.scoring.missing == 4000


def test_by_the_shipped_table_no_table_of_figures_costs_as_much_as_all_that_is_wrong_in_one() -> None:
    scoring = load_book(Path("rules"))[0].scoring
    assert scoring is not None
    none, *wrong = (
        scoring.item_of(rule, "格式", of) for rule, of in (("A-F01", "error"), ("", "error"), ("", "warning"))
    )
    assert none is not None
    assert none.points == sum(each.most or 0 for each in wrong if each is not None) < scoring.missing
