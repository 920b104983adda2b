from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Lang
from auditor.ingest.lists.codes import LIST_CIRCLE
from auditor.ingest.lists.names import Names
from auditor.ingest.lists.names import due
from auditor.ingest.lists.registry import parse_registry
from auditor.ingest.lists.registry import read_registry
from auditor.ingest.lists.unread import unread_lists

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.registry import Registry

LIST = """unit,aliases,parent,level,region,kind,from,to,predecessor
河北省科学技术厅,河北省科技厅；省科技厅,河北省,省级,河北省,部门,,,
淮安市洪泽区,洪泽区,淮安市,县级,淮安市,政府,2016,,洪泽县
洪泽县,,淮安市,县级,淮安市,政府,,2015,
南京市鼓楼区,鼓楼区,南京市,县级,南京市,政府,,,
徐州市鼓楼区,鼓楼区,徐州市,县级,徐州市,政府,,,
"""


def registry(text: str = LIST) -> Registry:
    made, diagnostics = parse_registry(text)
    assert made is not None
    assert diagnostics == ()
    return made


def named(printed: str, year: int | None = None, *folders: str) -> str | None:
    unit = Names(registry()).find(printed, year, folders)
    return unit.name if unit else None


@pytest.mark.parametrize("printed", ["河北省科学技术厅", "河北省科技厅", "省科技厅", "河北省 科技厅"])
def test_a_unit_is_known_by_its_name_and_its_aliases(printed: str) -> None:
    assert named(printed) == "河北省科学技术厅"


def test_a_government_is_its_place() -> None:
    assert named("淮安市洪泽区人民政府办公室") == "淮安市洪泽区"
    assert named("淮安市洪泽区行政公署") == "淮安市洪泽区"


def test_a_name_that_two_units_have_is_told_by_the_folder_or_not_at_all() -> None:
    assert named("鼓楼区", 2021) is None
    assert named("鼓楼区", 2021, "徐州市") == "徐州市鼓楼区"
    assert named("鼓楼区", 2021, "2021", "苏州市") is None


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("青屏县白荷镇", "白荷镇"),
        ("岚州市青屏县白荷镇人民政府", "白荷镇"),
        ("柳营镇", "青屏县柳营镇"),
        ("岚州市林业局", "林业局"),
        ("望川区白荷镇", None),
        ("财政局", None),
    ],
)
def test_a_name_may_have_the_places_above_it_or_leave_them_out(printed: str, meant: str | None) -> None:
    units = "单位,上级\n青屏县,岚州市\n白荷镇,青屏县\n青屏县柳营镇,青屏县\n林业局,岚州市\n岚州市财政局,岚州市\n"
    unit = Names(registry(units)).find(printed, 2021)
    assert (unit.name if unit else None) == meant


def test_a_name_that_is_not_listed_is_nobody() -> None:
    assert named("清江浦区") is None


def test_units_are_due_in_the_years_that_they_were_there() -> None:
    assert "洪泽县" in {unit.name for unit in due(registry(), 2015)}
    assert {unit.name for unit in due(registry(), 2016)} >= {"淮安市洪泽区"}
    assert "洪泽县" not in {unit.name for unit in due(registry(), 2016)}


def test_heads_may_be_chinese_and_columns_in_any_order() -> None:
    (unit,) = registry("级别\t单位\t别名\n省级\t河北省教育厅\t教育厅、省教育厅\n").units
    assert (unit.name, unit.level, unit.aliases) == ("河北省教育厅", "省级", ("教育厅", "省教育厅"))


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (",别名,,,,,,,", ",别名,,,,,,,", "没有单位名称"),
        ("某县,,,,,,去年,,", "去年", "不是年度或日期：“去年”"),
        ("某县,,,,,,2020,2018,", "某县,,,,,,2020,2018,", "起止颠倒"),
        ("洪泽县,,,,,,2010,2012,", "洪泽县", "单位重复"),
    ],
)
def test_a_wrong_line_has_no_effect_and_its_cell_is_shown(line: str, cell: str, words: str) -> None:
    made, (diagnostic,) = parse_registry(f"{LIST}{line}\n")
    assert made is not None
    assert len(made.units) == 5
    assert words in diagnostic.message(Lang.ZH)
    assert not re.search("[a-z]", diagnostic.message(Lang.ZH))
    assert not re.search("[\u4e00-\u9fff]", re.sub("“.+”", "", diagnostic.message(Lang.EN)))
    assert diagnostic.source is not None
    assert diagnostic.span is not None
    assert diagnostic.source.slice(diagnostic.span) == cell


@pytest.mark.parametrize(
    ("level", "hint"),
    [
        ("县及", "是不是“县级”？"),
        ("区级", "规则提到的有：乡镇、县级、市级"),
        ("县级", None),
        ("国家", None),
        ("省直部门", None),
        ("", None),
    ],
)
def test_a_level_nearly_as_rules_name_it_is_told_once(level: str, hint: str | None) -> None:
    text = f"单位,级别\n甲县,{level}\n乙县,{level}\n"
    made, told = parse_registry(text, {"市级", "县级", "乡镇"})
    assert made is not None
    assert len(made.units) == 2
    assert [each.help(Lang.ZH) for each in told] == [hint] * (hint is not None)
    assert {each.values["line"] for each in told} <= {"2"}


def test_a_unit_may_stand_twice_at_different_times() -> None:
    assert len(registry("unit,level,from,to\n某市,县级,,2017\n某市,市级,2018,\n").units) == 2


@pytest.mark.parametrize("sign", [";", "，", "；", "\t"])
def test_columns_may_be_parted_by_what_else_people_and_programs_write(sign: str) -> None:
    (unit,) = registry(f"单位{sign}上级\n甲镇{sign}乙县\n").units
    assert (unit.name, unit.parent) == ("甲镇", "乙县")


def test_a_unit_is_not_meant_by_its_own_parent() -> None:
    _, (told,) = parse_registry("单位,上级\n甲乡,清远县\n乙乡,清远县\n丙乡,清远县\n清原县丁乡,清原县\n")
    assert told.help(Lang.ZH) == "是否指“清远县”？"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("units.xlsx", "units.csv"), ("单位名单.csv", "units.csv"), ("评分表.xlsx", "scores.csv"), ("说明.xlsx", "")],
)
def test_a_list_that_is_not_read_for_its_name_is_told(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / name).touch()
    assert [each.values["name"] for each in unread_lists(tmp_path)] == [meant] * bool(meant)
    if meant:
        (tmp_path / meant).touch()
        assert list(unread_lists(tmp_path)) == []


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00"])
def test_a_list_without_units_is_none_and_is_told(text: str) -> None:
    made, (diagnostic,) = parse_registry(text)
    assert made is None
    assert diagnostic.code.slug == "units-file"


def test_the_list_lies_beside_the_rules_in_any_encoding(tmp_path: Path) -> None:
    assert read_registry(tmp_path) == (None, ())
    (tmp_path / "units.csv").write_bytes(LIST.encode("gb18030"))
    assert read_registry(tmp_path) == (registry(), ())


def told_of(text: str) -> list[str]:
    """What is said of a list, in Chinese, with what is marked of it."""
    _, told = parse_registry(text)
    return [f"{each.message(Lang.ZH)} § {each.source.slice(each.span)}" for each in told if each.source and each.span]


def test_a_department_misspelt_is_told_by_the_lines_that_have_it_right() -> None:
    made, (told,) = parse_registry("单位,级别\n甲局,市直部门\n乙局,市直部们\n丙镇,乡镇\n", {"乡镇"})
    assert made is not None
    assert (told.values["level"], told.help(Lang.ZH)) == ("市直部们", "是不是“市直部门”？")


@pytest.mark.parametrize("odd", ["不存在的市", "某世"])
def test_a_parent_that_is_not_listed_and_that_of_no_other_unit_is_told(odd: str) -> None:
    text = f"单位,上级,地区\n某市,某省,\n甲局,某市,\n乙局,某市人民政府,\n丙局,{odd},\n丁局,另市,另市\n戊局,某市,\n"
    assert told_of(text) == [f"单位名单第 5 行：上级“{odd}”不在名单上，也不是别的单位的上级 § {odd}"]


def test_parents_that_no_two_units_of_a_list_have_in_common_are_nothing_odd() -> None:
    assert told_of("单位,上级\n甲县,东市\n乙县,西市\n丙县,南市\n") == []


def test_a_name_that_two_units_have_at_a_time_is_told_with_both_lines() -> None:
    text = "单位,别名\n文化和旅游局,文旅局\n旅游发展局,文旅局；旅发局\n旅发局,\n"
    assert told_of(text) == [
        "单位名单第 3 行：“文旅局”也是“文化和旅游局”（第 2 行）的名称或别名 § 文旅局",
        "单位名单第 4 行：“旅发局”也是“旅游发展局”（第 3 行）的名称或别名 § 旅发局",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "单位,别名,起,止\n洪泽县,,,2015\n洪泽区,洪泽县,2016,\n",
        "单位,别名,上级\n甲市鼓楼区,鼓楼区,甲市\n乙市鼓楼区,鼓楼区,乙市\n",
        "单位,别名,起,止\n某局,老局,,2015\n某局,老局,2016,\n",
        "单位,别名\n某县,某县人民政府\n",
    ],
)
def test_a_name_that_years_or_parents_tell_apart_is_nothing_to_tell(text: str) -> None:
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("甲县,乙市\n乙市,甲县", ["甲县", "乙市"]),
        ("甲县,甲县", ["甲县"]),
        ("甲镇,乙县\n乙县,丙市\n丙市,乙县", ["乙县", "丙市"]),
        ("甲镇,乙县\n乙县,丙市\n丙市,", []),
        ("甲镇,乙县\n丁镇,乙县", []),
    ],
)
def test_a_unit_that_stands_above_itself_is_told(lines: str, told: list[str]) -> None:
    _, diagnostics = parse_registry(f"单位,上级\n{lines}\n")
    assert [each.values["unit"] for each in diagnostics if each.code is LIST_CIRCLE] == told
