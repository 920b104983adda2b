from __future__ import annotations

import pytest

from auditor.ingest.identity.units import body_name
from auditor.ingest.identity.units import level_of


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


@pytest.mark.parametrize("words", ["我厅", "本单位", "各部门", "省政府", "2018年", "乡镇", "城市", "社区", "本市", ""])
def test_what_only_points_at_a_body_is_no_name(words: str) -> None:
    assert body_name(words) is None


@pytest.mark.parametrize("words", ["青屏市人民政府本级", "青屏市政府本级", "青屏市本级"])
def test_what_a_government_does_itself_is_a_unit_beside_the_government(words: str) -> None:
    assert body_name(words) == "青屏市本级"
    assert body_name(words.removesuffix("本级")) == "青屏市"


def test_a_government_that_is_only_pointed_at_is_no_unit_of_its_own() -> None:
    assert body_name("县政府本级") is None
