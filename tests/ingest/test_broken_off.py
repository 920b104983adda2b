"""A text that breaks off is told as such; what may have stood behind is not told as missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.engine.judge import judge
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.table_codes import BREAKS_OFF
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules

if TYPE_CHECKING:
    from auditor.document import Submission

RULES = load_rules(Path(__file__).parents[2] / "rules")[0]
HEAD = "青屏县水利局{year}年政府信息公开工作年度报告\n\n一、总体情况\n{year}年，我局认真公开政府信息。\n"
TABLE = (
    "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t4\n"
    "信息内容\t本年处理决定数量\n行政许可\t3\n信息内容\t本年处理决定数量\n行政处罚\t2\n行政强制\t0\n"
)
WHOLE = f"{TABLE}信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n"
FOLLOWING = "三、收到和处理政府信息公开申请情况\n没有收到申请。\n四、政府信息公开行政复议、行政诉讼情况\n没有发生。\n"


def read(text: str, year: int = 2023) -> Submission:
    (submission,) = read_bytes("a.txt", text.replace("{year}", str(year)).encode(), RULES.schema)
    return submission


def breaks_off(submission: Submission) -> bool:
    return any(each.code == BREAKS_OFF for each in submission.diagnostics)


def told(submission: Submission) -> set[str]:
    findings, _ = judge(RULES, tabulate([submission], RULES.schema), (submission,))
    return {each.rule for each in findings}


@pytest.mark.parametrize(
    "rest",
    [
        "（一）主动公开情况。全年公开信息12条，其中通过门户网站",
        "（一）主动公开情况。全年公开信息12条。20",
        "（一）主动公开情况。\n二",
        "（一）主动公开情况。\n（二）依申请公开情况",
        TABLE,
        f"{WHOLE}三、收到和处理政府信息公开",
        f"{WHOLE}三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n一、本年新",
        f"{WHOLE}{FOLLOWING}五、存在的主要问题及改进情况\n一是公开不够及时，二是",
    ],
)
def test_what_is_behind_the_end_of_a_text_that_breaks_off_is_not_missing(rest: str) -> None:
    submission = read(f"{HEAD}{rest}")
    assert breaks_off(submission)
    assert not told(submission) & {"B-F02", "B-F03", "B-F04", "B-F07", "B-F11"}


@pytest.mark.parametrize(
    "rest",
    [
        "（一）主动公开情况。全年公开信息12条。",
        "（一）主动公开情况。全年公开信息12条。\n青屏县水利局\n2024年1月5日",
        "（一）主动公开情况。全年公开信息12条。\n联系地址：甲路1号，联系电话：0000000",
        "（一）主动公开情况。全年公开信息12条。\n主办单位：青屏县人民政府办公室",
        "（一）主动公开情况。全年公开信息12条。\n返回顶部",
        WHOLE,
        f"{WHOLE}{FOLLOWING}五、存在的主要问题及改进情况\n公开不够及时。\n六、其他需要报告的事项\n无",
    ],
)
def test_a_text_that_ends_lacks_what_is_not_there(rest: str) -> None:
    submission = read(f"{HEAD}{rest}")
    assert not breaks_off(submission)
    assert "B-F03" in told(submission)


def test_the_table_of_2019_ends_with_what_was_bought() -> None:
    text = (
        "青屏县水利局{year}年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
        "规章\t0\t0\t0\n规范性文件\t0\t0\t0\n行政许可\t1\t0\t2\n行政事业性收费\t1\t0\n"
    )
    assert breaks_off(read(text, 2020))
    assert not breaks_off(read(f"{text}政府集中采购\t1\t0\n", 2020))


def test_a_report_of_one_table_breaks_off_in_its_words_only() -> None:
    text = "青屏县水利局{year}年政府信息公开工作年度报告\n一、概述\n{year}年，我局认真公开政府信息，全年公开信息"
    assert breaks_off(read(text, 2016))
    assert "A-F01" not in told(read(text, 2016))
    for end in ("12条。", "12条。\n附件：青屏县水利局政府信息公开情况统计表"):
        assert not breaks_off(read(f"{text}{end}", 2016))
        assert "A-F01" in told(read(f"{text}{end}", 2016))
