from __future__ import annotations

import pytest

from auditor.ingest.narrative.read import read_narrative
from tests.ingest.narrative.samples import FORM
from tests.ingest.narrative.samples import figures
from tests.ingest.prose import document
from tests.ingest.prose import schema


@pytest.mark.parametrize(
    "text",
    [
        "收到外籍人士提出的政府信息公开申请1件。",
        "收到补正后的政府信息公开申请2件。",
        "通过邮寄收到政府信息公开申请11件。",
        "收到邮政快递寄来的政府信息公开申请7件。",
        "涉及征地的政府信息公开申请共12件，占一半。",
        "围绕征地，收到政府信息公开申请31件，其余27件涉及规划。",
        "信函渠道收到政府信息公开申请12件。",
        "收到申请量前三位的单位共收到政府信息公开申请15件。",
        "告知补正后重新收到政府信息公开申请4件。",
    ],
)
def test_requests_of_some_alone_are_no_total(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到公民、法人和其他组织提出的政府信息公开申请21件。", {"requests_received": 21}),
        ("收到社会各界的政府信息公开申请21件。", {"requests_received": 21}),
        ("答复时限缩短5天，收到政府信息公开申请21件。", {"requests_received": 21}),
        ("通过网站、信函等多种渠道收到政府信息公开申请21件。", {"requests_received": 21}),
        ("我县2017年共收到书面申请21件。", {"requests_received": 21}),
        ("依申请公开方面，共接收申请21件。", {"requests_received": 21}),
        (
            "受理残疾证申请480件，收到政府信息公开申请21件，办结20件。",
            {"requests_received": 21, "requests_completed": 20},
        ),
        ("没有公民、法人或其他组织申请公开政府信息。", {"requests_received": 0}),
        (
            "收到政府信息公开申请21件，受理残疾证申请480件，延期办结2件。",
            {"requests_received": 21},
        ),
    ],
)
def test_requests_are_told_by_what_they_are_for(text: str, found: dict[str, int]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("举办扶贫干部培训班6期，培训480人次。", {}),
        ("统计业务培训班6期，培训企业统计人员430人次。", {}),
        ("举办政务公开培训班2期，接受培训90人次。", {"trainings": 2, "trainees": 90}),
        ("开展了2次全县政务公开分管同志、专职人员培训，累计培训90人次。", {"trainings": 2, "trainees": 90}),
    ],
)
def test_training_is_told_by_what_it_is_in(text: str, found: dict[str, int]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "考核组随机调阅主动公开政府信息60条。",
        "因网址变更，导致主动公开政府信息38条无法打开。",
        "撤下不宜主动公开政府信息9条。",
        "删除网站过期公开政府信息130条。",
        "转载上级政策解读稿件41篇。",
        "旁听信息公开行政诉讼2次。",
        "人民陪审员参审信息公开行政诉讼4件。",
        "邮政寄错收到政府信息公开申请3件，已退回。",
        "县政府网站检索到以“补贴”为主题的公开信息310条。",
        "组织学习政策解读稿件20篇。",
        "督促8个部门规范答复政府信息公开申请22件。",
        "查阅点被评为示范查阅点1个。",
    ],
)
def test_what_is_only_looked_at_or_done_away_with_is_no_figure(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "县委制发规范性文件4件。",
        "市政府制定规范性文件9件，我县逐一转发。",
        "上级制发规范性文件5件。",
        "教育系统主动公开政府信息410条。",
        "执法信息公开：受理行政复议申请19件，均为治安处罚类。",
        "作为复议机关受理政府信息公开类行政复议案件5件。",
        "县政府行政复议机构受理政府信息公开类行政复议12件。",
        "十二五期间主动公开政府信息2.3万条。",
        "三年来共收到政府信息公开申请166件。",
        "县政府网站日均更新信息42条。",
        "一个月内收到政府信息公开申请8件，为全年高峰。",
        "国庆节前后收到政府信息公开申请6件。",
        "本届政府已主动公开政府信息9800条。",
        "“十二五”以来累计主动公开政府信息2万条。",
        "推广邻县经验，该县全年主动公开政府信息1.1万条。",
        "邻县因政府信息公开被提起行政诉讼3件。",
        "清水镇率先公开政府信息620条。",
        "实验小学主动公开信息310条。",
        "“青屏交警”微信公众号推送信息420条。",
        "乡镇微信公众号合计推送信息6300条。",
        "主动公开政府信息300条以上的单位有6家。",
        "收到市民申请68件，由各街道另行答复。",
        "各设区市水利局共举办培训37期，培训2140人次。",
        "受理公众申请：全县48件，其中县本级14件，其余为乡镇受理。",
        "以上数据不含转为信访的4件和信息不存在的2件。",
        "2016年全年收到政府信息公开申请53件。",
        "上年全年收到政府信息公开申请53件。",
        "截至年底，在县政府网站累计公开政府信息846条，其中本年度在本单位网站公开214条。",
    ],
)
def test_what_others_did_or_other_years_had_is_no_figure(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("unit", "found"),
    [("青屏县人民政府", {"normative_issued": 7}), ("青屏县水务局", {}), ("望川区住房和城乡建设局", {}), ("清水镇", {})],
)
def test_a_government_is_above_its_offices_and_what_lies_in_it(unit: str, found: dict[str, int]) -> None:
    assert figures("2017年，县政府制发规范性文件7件。", unit) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("微博粉丝38万，发博5214条，微信推送1095条。", {}),
        ("学校主页新闻1240篇，官方微博发布2163条，官方微信推送365期。", {}),
        ("官方微博发布72条、村广播播出1.1万次，均不重复计算。", {}),
        ("阅读量38万，官方微博发布72条信息；官方微博公开政府信息64条。", {"channel_weibo": 64}),
        ("政务微博发布64条，粉丝1300个。", {"channel_weibo": 64}),
    ],
)
def test_posts_told_beside_their_readers_are_no_information_disclosed(text: str, found: dict[str, int]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("unit", "text", "found"),
    [
        ("青屏县国土资源局", "市、县两级联合举办培训班4期，参训320人次；我局举办培训班1期。", {"trainings": 1}),
        ("青屏县国土资源局", "按照省、市组织的检查，收到政府信息公开申请21件。", {"requests_received": 21}),
        ("青屏县人民政府", "县、乡两级举办培训班4期。", {"trainings": 4}),
        ("青屏县国土资源局", "举办新闻发布会4场，由县政府新闻办、县委宣传部联合举办。", {}),
        ("青屏县人民政府", "举办新闻发布会4场，均由县政府新闻办组织。", {"press_conferences": 4}),
        ("青屏县人民政府", "举办新闻发布会4场，由县人大、县政协举办。", {}),
        ("青屏县国土资源局", "举办培训班4期，由县国土局组织。", {"trainings": 4}),
    ],
)
def test_what_others_held_is_told_before_or_behind(unit: str, text: str, found: dict[str, int]) -> None:
    assert figures(text, unit) == found


def test_a_report_of_the_office_alone_tells_of_the_whole_beside() -> None:
    whole = "全县共收到政府信息公开申请612件。本机关收到政府信息公开申请13件。"
    alone = "本报告反映县政府办公室本机关的情况，不含其他部门和乡镇。"
    facts = read_narrative(document(alone + whole), FORM, schema().claims, (), 2017, "青屏县").facts
    assert [fact.value for fact in facts] == [13]
    facts = read_narrative(document(whole), FORM, schema().claims, (), 2017, "青屏县").facts
    assert [fact.value for fact in facts] == [612, 13]


@pytest.mark.parametrize(
    "text",
    [
        "要求未收到政府信息公开申请的县也要建立台账。",
        "多数乡镇没有收到政府信息公开申请。",
        "群众反映未收到申请答复的，督促限期补办。",
        "如全年未收到申请，仍须填报零。",
        "未发现应公开而未收到申请的情形。",
        "未收到申请人对收费的异议。",
    ],
)
def test_a_denial_is_no_denial_where_its_words_go_on(text: str) -> None:
    assert figures(text) == {}
