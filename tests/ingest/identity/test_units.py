from __future__ import annotations

import pytest

from auditor.ingest.identity.levels import government_level
from auditor.ingest.identity.levels import government_level_listed
from auditor.ingest.identity.levels import level_of
from auditor.ingest.identity.units import body_name


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("河北省", "省级"),
        ("新疆维吾尔自治区", "省级"),
        ("重庆市", "省级"),
        ("固原市", "市级"),
        ("塔城地区", "市级"),
        ("永宁县", "县级"),
        ("淮安市洪泽区", "县级"),
        ("吴忠市青铜峡市", "县级"),
        ("桃源县陬市镇", "乡镇"),
        ("某区某街道", "乡镇"),
        ("河北省教育厅", "部门"),
        ("某县发展和改革委员会", "部门"),
    ],
)
def test_the_level_of_a_body_is_in_its_name(name: str, level: str) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    "words",
    [
        "我厅",
        "今年以来我乡",
        "街道办事处",
        "管委会",
        "本单位",
        "各部门",
        "省政府",
        "2018年",
        "乡镇",
        "城市",
        "社区",
        "本市",
        "",
    ],
)
def test_what_only_points_at_a_body_is_no_name(words: str) -> None:
    assert body_name(words) is None


@pytest.mark.parametrize(
    "name",
    [
        "青屏县自然资源局(林业局)",
        "青屏县委办公室(青屏县档案局)",
        "青屏市卫生健康委员会(市中医药管理局、市老龄工作委员会办公室)",
        "青屏市与周边九县(区)融合发展示范区管理委员会",
        "中国(青屏)自由贸易试验区管理委员会",
        "青屏市第98街道办事处",
        "青屏市第13中学",
        "第3师青屏市",
        "青屏市12345政务服务热线中心",
        "青屏县5A景区管理委员会",
        "青屏市G60科创走廊办公室",
    ],
)
def test_a_name_has_a_second_one_in_brackets_or_a_number(name: str) -> None:
    assert body_name(name) == name
    assert level_of(name) in {"部门", "乡镇", "县级", "市级"}


@pytest.mark.parametrize(
    "words",
    [
        "青屏县民政局(盖章)",
        "办公室(林业局)",
        "青屏县12个乡镇",
        "青屏市12家单位和9个镇",
        "第31页青屏县民政局",
        "共57永宁县",
    ],
)
def test_remarks_in_brackets_and_counts_are_no_names(words: str) -> None:
    assert body_name(words) is None


def test_what_a_body_was_called_before_is_no_part_of_its_name() -> None:
    assert body_name("青屏县水利局(原青屏县水务局)") == "青屏县水利局"


@pytest.mark.parametrize("words", ["青屏市人民政府本级", "青屏市政府本级", "青屏市本级"])
def test_what_a_government_does_itself_is_a_unit_beside_the_government(words: str) -> None:
    assert body_name(words) == "青屏市本级"
    assert body_name(words.removesuffix("本级")) == "青屏市"


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("青屏市政府信息公开办公室", "青屏市"),
        ("青屏市人民政府政务公开工作领导小组办公室", "青屏市"),
        ("青屏总署办公厅", "青屏总署"),
        ("国家青屏委办公厅", "国家青屏委"),
        ("青屏县高新技术产业园区管委会办公室", "青屏县高新技术产业园区管委会"),
        ("青屏总署(本级机关)", "青屏总署"),
        ("青屏市人民政府(本级)", "青屏市本级"),
        ("名称青屏市", "青屏市"),
        ("政府信息公开指南政府信息公开制度青屏市", "青屏市"),
        ("登录注册青屏市", "青屏市"),
        ("青屏市信息公开中心", "青屏市信息公开中心"),
        ("文件下载青屏市", "青屏市"),
        ("青屏市委机构编制委员会办公室", "青屏市委机构编制委员会办公室"),
        ("青屏市委办公厅", "青屏市委办公厅"),
    ],
)
def test_an_office_reports_for_the_body_that_it_is_in(words: str, unit: str) -> None:
    assert body_name(words) == unit


def test_a_government_that_is_only_pointed_at_is_no_unit_of_its_own() -> None:
    assert body_name("县政府本级") is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("永宁县", "县级"),
        ("永宁县水利局", "县级"),
        ("银川市金凤区教育局", "县级"),
        ("永宁县乡村振兴局", "县级"),
        ("沛县教育局", "县级"),
        ("国家税务总局永宁县税务局", "县级"),
        ("银川市灵武市教育局", "县级"),
        ("永宁县望洪镇财政所", "乡镇"),
        ("银川市水务局", "市级"),
        ("银川市市场监督管理局", "市级"),
        ("银川市县域经济办公室", "市级"),
        ("银川市社区矫正管理局", "市级"),
        ("银川市经济技术开发区管理委员会", "市级"),
        ("塔城地区水利局", "市级"),
        ("凉山州教育局", "市级"),
        ("广西壮族自治区林业局", "省级"),
        ("湖北省乡村振兴局", "省级"),
        ("北京市教育委员会", "省级"),
        ("省科技厅", "省级"),
        ("水利局", None),
    ],
)
def test_of_which_governments_level_a_body_is(name: str, level: str | None) -> None:
    assert government_level(name) == level


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("区直部门", "县级"),
        ("自治区直部门", "省级"),
        ("地区", "市级"),
        ("乡级", "乡镇"),
        ("直辖市", "省级"),
        ("部门", None),
    ],
)
def test_what_a_list_calls_a_level_tells_the_government_too(words: str, level: str | None) -> None:
    assert government_level_listed(words) == level
