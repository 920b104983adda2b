from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.narrative.read import read_narrative
from tests.ingest.prose import document

if TYPE_CHECKING:
    from auditor.document import Enumeration
    from auditor.document import Rate


def enumerations(text: str) -> tuple[Enumeration, ...]:
    return read_narrative(document(text), None, ()).enumerations


def sums(text: str) -> list[tuple[int, tuple[int, ...]]]:
    return [(item.total, item.parts) for item in enumerations(text)]


def rates(text: str) -> list[tuple[int | None, int, int, int]]:
    found: tuple[Rate, ...] = read_narrative(document(text), None, ()).rates
    return [(rate.part, rate.base, rate.stated, rate.digits) for rate in found]


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("共收到来信12件，其中投诉5件，咨询4件，建议3件。", 12, (5, 4, 3)),
        ("共收到来信12件。其中，投诉5件；咨询7件。", 12, (5, 7)),
        ("收到申请8件（其中网络5件、信函3件）。", 8, (5, 3)),
        ("收到申请20件，其中网上申请15件，占75%；信函5件，占25%。", 20, (15, 5)),
        ("公开信息90条，比上年增加30条，其中文件类60条、动态类30条。", 90, (60, 30)),
        ("6件建议中，涉及交通3件、农业2件、教育1件，目前6件均已办结。", 6, (3, 2, 1)),
        ("对30件文件进行清理，其中20件保留、7件修改、3件废止。", 30, (20, 7, 3)),
        ("微信发布信息120条，微博发布信息84条，网站发布信息315条，合计529条。", 529, (120, 84, 315)),
        ("70件答复中，予以公开29件、部分公开8件，两项合计37件。", 70, (29, 8)),
        ("收到提案9件，已办结5件，正在办理3件，1件暂时无法办理。", 9, (5, 3, 1)),
        ("12件建议已办结10件，正在办理2件。", 12, (10, 2)),
        ("信箱收到来信40封，办结25封，处理中10封，待处理4封。", 40, (25, 10, 4)),
        ("我局公开政府信息累计100条，概况信息10条，工作动态70条，通知公告20条。", 100, (10, 70, 20)),
        ("公开就业信息20条、教育信息30条、医疗信息50条3大领域信息，公开信息100条。", 100, (20, 30, 50)),
        ("网上申请3件、信函申请5件，共计8件。", 8, (3, 5)),
        ("网站公开318条，公众号公开265条，电子屏公开41条，三项共624条。", 624, (318, 265, 41)),
        ("公开信息60条，其中，公报公开5条，网站公开40条微博公开15条。", 60, (5, 40, 15)),
        ("公开信息60条，其中在网站公开20条，在镇级、村级公开栏公开40条。", 60, (20, 40)),
        ("受理12件，办结10件，按时办结9件，延期1件。", 10, (9, 1)),
        ("收到申请10件，其中当面申请1宗，网上申请9宗。", 10, (1, 9)),
    ],
)
def test_a_whole_is_found_with_its_parts(text: str, total: int, parts: tuple[int, ...]) -> None:
    assert sums(text) == [(total, parts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请17件，经批准延长答复期限的4件。其中同意公开11件，部分公开5件。", []),
        ("收到申请17件，另有3件尚未办结。其中同意公开9件，不予公开5件。", []),
        ("收到申请17件，其中牵头科室答复9件。其中同意公开11件，部分公开5件。", []),
        ("收到申请17件，延期4件。其中当面3件，网络1件。", [(4, (3, 1))]),
        ("收到申请17件。其中同意公开11件，部分公开8件。", [(17, (11, 8))]),
        ("收到申请17件，延期4件，其中当面3件，网络2件。", [(4, (3, 2))]),
    ],
)
def test_a_sentence_on_the_whole_says_nothing_of_the_part_before_it(text: str, found: list[object]) -> None:
    assert sums(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "发布要闻70条、政务动态100条、经济动态80条。",
        "参加发布会2次，参加热线1次、访谈1次。",
        "公开案件18项、处罚信息88起、抽检343批次。",
        "公开信息约100条，其中文件20条、动态90条。",
        "公开信息1.2万条，其中文件2000条、动态9000条。",
        "公开信息100条，其中规范性文件8件、公告3件。",
        "公开信息137条，同比增量29条。其中规范性文件5件。",
        "公开住房信息17条、土地信息5条、采购等6大领域的信息10余条。",
        "收到申请5件，办结5件，答复5件。",
        "收到申请1件，办理答复1件，不属于本机关的1件。",
        "召开会议10次，培训5次，检查4次，督查2次。",
        "每季度其中检查2次，督查1次。",
        "新收122件，结转3件，办结109件，结转下年16件。",
        "新收37件中，33件当年办结；加上结转办结的3件，全年办结36件。",
        "专职12名，兼职36名，其中县级8名、乡镇40名。",
        "19个乡镇、46个部门开设专栏，其中38个按月更新、28个按周更新。",
        "收到申请37件，上年结转3件，其中网络申请21件、信函申请19件。",
        "收到申请12件。网络申请5件，占41.7%。其中同意公开4件，部分公开3件，其余作了答复。",
        "因政府信息公开引发的行政复议3件，行政诉讼5件；上年分别为9件和7件。",
        "收到申请12件，行政复议、行政诉讼分别为3件和5件。",
        "公开信息90条。其中目录公开指南1条、文件19条、其他10条，共公开30条；专栏公开60条。",
    ],
)
def test_what_may_not_be_a_whole_gives_nothing(text: str) -> None:
    assert sums(text) == []


def test_a_total_behind_the_parts_that_they_do_not_make_leaves_them_to_the_one_before() -> None:
    assert sums("公开信息90条，其中指南1条、文件19条、其他10条，共公开70条。") == [(90, (1, 19, 10))]
    assert sums("收到申请30件，其中网络19件、信函10件，共办结29件。") == [(30, (19, 10))]


def test_the_parts_stop_where_the_story_goes_on() -> None:
    assert sums("受理申请12件，其中当面5件，网络6件，办结10件，答复10件。") == [(12, (5, 6))]
    story = "受理申请51件，其中网络20件、信函15件、当面14件；上年结转2件，办结50件，结转3件。"
    assert sums(story) == [(51, (20, 15, 14))]


def test_states_that_shut_each_other_out_are_complete() -> None:
    assert enumerations("收到来信40封，办结25封，处理中10封，待处理4封。")[0].complete


def test_a_remainder_makes_a_list_complete() -> None:
    assert enumerations("公开信息50条，其中文件10条，公告20条，其他信息15条。")[0].complete


def test_mere_examples_are_not_complete() -> None:
    assert not enumerations("公开信息50条，其中文件10条，公告20条。")[0].complete


def test_and_so_on_is_not_complete() -> None:
    assert not enumerations("公开信息50条，分别为文件10条、公告20条等。")[0].complete


@pytest.mark.parametrize("rest", ["、视频7个", "和视频7个"])
def test_a_list_that_goes_on_with_something_else_is_not_complete(rest: str) -> None:
    assert not enumerations(f"发布信息47条，分别为文字30条、图片10条{rest}。")[0].complete


def test_brackets_within_a_name_do_not_end_a_list() -> None:
    text = "公开信息500条，具体为门户网站90条、信用公示系统（云岭）350条和其他媒体60条。"
    assert (sums(text), enumerations(text)[0].complete) == ([(500, (90, 350, 60))], True)


def test_which_of_these_is_of_the_list_where_its_last_part_is_less() -> None:
    text = "受理申请32件，包括来函9件、网络23件，全部办结。其中予以公开25件、部分公开7件。"
    assert sums(text) == [(32, (9, 23)), (32, (25, 7))]
    assert sums(text.replace("部分公开7件", "部分公开6件")) == [(32, (9, 23))]


def test_channels_overlap() -> None:
    item = enumerations("公开信息50条，其中网站公开40条，微信公开20条，其他方式公开5条。")[0]
    assert (item.overlapping, item.complete) == (True, True)


def test_parts_overlap_where_the_report_says_so() -> None:
    assert enumerations("办理建议96件，其中主办60件、会办40件（有4件既主办又会办）。")[0].overlapping
    assert not enumerations("办理建议96件，其中主办60件、会办40件（均已答复）。")[0].overlapping
    assert not enumerations("办理建议96件，其中主办60件、会办40件，由办公室主任兼任联络员，半年交叉检查。")[
        0
    ].overlapping
    assert enumerations("办理建议96件，其中主办60件、会办40件，两类互有交叉。")[0].overlapping
    assert enumerations("解读35篇，其中27篇由部门撰写、12篇由专家撰写（4篇为合写）。")[0].overlapping
    assert enumerations("申请36件，其中邮寄20件、邮件14件、自取4件（个别选择两种方式）。")[0].overlapping


def test_bodies_that_did_different_things_overlap() -> None:
    assert enumerations("街道辖12个社区，其中8个社区设立公开栏、12个社区建立居民群。")[0].overlapping
    assert enumerations("46所学校中，38所公开预决算，46所公开招生简章。")[0].overlapping
    assert not enumerations("公开示范点12个，其中社区8个、村12个。")[0].overlapping


def test_a_part_that_may_lie_within_another_overlaps() -> None:
    text = "公开信息139条，其中动态74条、政务63条、解读21条、回应2条。"
    assert enumerations(text)[0].overlapping
    assert not enumerations(text.replace("139", "138"))[0].overlapping


def test_kinds_of_information_do_not_overlap() -> None:
    assert not enumerations("公开信息50条，其中文件类40条，公告类10条。")[0].overlapping


def test_the_whole_and_the_parts_point_to_their_figures() -> None:
    source = document("共收到来信 12 件，其中投诉5件，咨询7件。")
    item = read_narrative(source, None, ()).enumerations[0]
    assert [source.source.slice(span) for span in item.spans] == ["12 件", "5件", "7件"]
    assert (item.unit, item.text) == ("件", "共收到来信 12 件，其中投诉5件，咨询7件。")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("受理问题91件，已办结89件，办结率为97.8%。", (89, 91, 978, 1)),
        ("全年应办40件，实际办结36件，办结率95.0%。", (36, 40, 950, 1)),
        ("受理问题91件，已办结80件，办结率为97.8%。", (80, 91, 978, 1)),
        ("收到建议15条，现已办理13条，办结率86.7%。", (13, 15, 867, 1)),
        ("事项120项，进驻111项，进驻率达92.5%。", (111, 120, 925, 1)),
        ("收到申请8件，其中网络申请6件，占75%；信函申请2件，占25%。", (6, 8, 75, 0)),
        ("收到申请9件，网络6件、信函3件。其中同意公开5件，占答复总数的65.6%；不属于本机关公开4件。", (5, 9, 656, 1)),
        ("收到申请8件，其中网络申请5件、信函申请3件，网络申请占比75%。", (5, 8, 75, 0)),
        ("受理12345热线工单91件，办结80件，办结率97.8%。", (80, 91, 978, 1)),
        ("收到帖子210条，答复率为96.3%。", (None, 210, 963, 1)),
    ],
)
def test_a_rate_is_tied_to_its_two_figures(text: str, rate: tuple[int | None, int, int, int]) -> None:
    assert rates(text)[0] == rate


def test_a_pair_near_by_that_gives_the_rate_is_the_one_meant() -> None:
    text = "梳理事项200项。其中166项可网上办理，30项全程网办，不见面率达83%。"
    assert rates(text) == [(166, 200, 83, 0)]


def test_shares_that_were_evened_out_to_make_all_are_let_pass() -> None:
    text = "收到申请9件，其中网络3件，占33.3%；信函3件，占33.3%；当面3件，占33.4%。"
    assert rates(text) == [(3, 9, 333, 1)] * 2
    assert rates(text.replace("33.4", "33.5"))[2:] == [(3, 9, 335, 1)]
    assert rates(text.replace("33.3", "33.2")) == [(3, 9, 332, 1)] * 2 + [(3, 9, 334, 1)]


def test_shares_are_evened_out_beside_one_that_was_cut_off_and_one_without_its_last_zero() -> None:
    text = "公开信息600条，其中概况15条、占2.5%，动态285条、占47.5%，文件200条、占33.34%，其他100条、占16.66%。"
    assert rates(text) == [(15, 600, 25, 1), (285, 600, 475, 1)]
    assert rates(text.replace("16.66", "16.67"))[2:] == [(200, 600, 3334, 2), (100, 600, 1667, 2)]


def test_a_share_of_nothing_is_a_share() -> None:
    text = "收到申请9件，其中网络申请9件，占100%；信函申请0件，占0%。"
    assert rates(text) == [(9, 9, 100, 0), (0, 9, 0, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息222条，电子化率达86%。",
        "审批效率提速75%，其中即办件286项，占划转事项的72%。",
        "主动公开信息13655条，比上年增加28.7%。",
        "60%的村开展了活动。",
        "收到帖子210条，答复率为100%。",
        "受理咨询3542件、办结率达82.9%。",
        "受理问题91件，转办20件，已办结60件，办结率为70%。",
        "受理问题91件，已办结80件，满意率为95%。",
        "受理问题91件，已办结80件，办结率约95%。",
        "收到来信91件，其中投诉40件，约占总量的45%。",
        "要求受理91件，办结80件，办结率不低于95%。",
    ],
)
def test_a_rate_whose_figures_are_not_certain_gives_nothing(text: str) -> None:
    assert rates(text) == []


def test_a_rate_that_was_cut_off_is_let_pass() -> None:
    assert rates("受理问题300件，已办结200件，办结率为66.6%。") == []


@given(st.text(alphabet="共收到件，其中办结率占其他网站微信等123%、。；（\n", max_size=150))
def test_any_text_is_read_and_points_into_itself(text: str) -> None:
    found = read_narrative(document(text), None, ())
    assert all(item.text == text[item.origin.span.start : item.origin.span.end] for item in found.enumerations)
    assert all(rate.text == text[rate.origin.span.start : rate.origin.span.end] for rate in found.rates)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("召开发布会6次，其中主要负责同志参加4次；网站在线访谈3次。", []),
        ("收到申请12件，其中网络申请5件；信函申请8件。", [(12, (5, 8))]),
        ("收到申请12件，其中：邮寄5件；网站提交8件。", [(12, (5, 8))]),
        ("收到来信12件，其中投诉5件、咨询7件；办结12件。", [(12, (5, 7))]),
        ("公开信息120条，其中政府网站公开80条；县信用办公开信用信息230条。", []),
        ("公开信息120条，其中政府网站公开80条；公众号公开40条。", [(120, (80, 40))]),
        ("公开政策文件12条，其中图解5条；转载发布森林防火信息160条。", []),
        ("公开政策文件12条，其中图解5条；在门户网站首页滚动播出防火提示160条。", []),
    ],
)
def test_a_semicolon_behind_one_part_goes_on_only_with_a_like_one(
    text: str, found: list[tuple[int, tuple[int, ...]]]
) -> None:
    assert sums(text) == found


def test_what_was_carried_over_from_the_year_before_is_no_part_of_what_came_in() -> None:
    text = "收到申请464件，结转上年度申请3件，本年度办结441件，剩余26件结转下年度办理。"
    assert not [each for each in enumerations(text) if each.complete]


def test_ways_of_applying_are_told_from_other_parts() -> None:
    ways = "收到申请20件，其中网络申请13件、通过信函提交6件、当面2件。"
    others = "收到申请20件，其中网上答复13件、邮寄送达8件。收到申请20件，其中自然人13件、法人或其他组织7件。"
    assert [each.by_way for each in enumerations(ways)] == [True]
    assert [each.by_way for each in enumerations(others)] == [False, False]


def test_a_sentence_that_divides_the_one_before_by_ways_tells_all_of_its_parts() -> None:
    assert sums("收到申请21件，均已答复。按申请方式分，当面4件、网络11件、信函4件。") == [(21, (4, 11, 4))]
    assert sums("收到申请21件，上年结转2件。从申请方式看，当面4件、网络13件、信函4件。") == [(21, (4, 13, 4))]
    assert enumerations("收到申请21件。按申请方式分，当面4件、网络11件、信函4件。")[0].complete


def test_a_share_behind_the_sentence_on_its_one_whole_is_of_that() -> None:
    assert rates("主动公开政府信息320条。其中政府网站公开208条，占62.1%。") == [(208, 320, 621, 1)]
    assert rates("主动公开政府信息320条，微博发布40条。其中政府网站公开208条，占62.1%。") == []


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        (
            "收到申请38件。年底前已办结36件，其余2件转入下年。公开10件，占办结数的28.8%；部分公开6件。",
            [(10, 36, 288, 1)],
        ),
        ("上半年办结36件。公开10件，占办结数的28.8%。", []),
        ("全市办结139件，市本级办结36件。公开10件，占办结数的28.8%。", []),
        ("答复来信36件。公开10件，占答复总数的28.8%。", []),
        ("办结36件。2月办结4件。公开10件，占办结数的28.8%。", []),
    ],
)
def test_a_share_names_its_whole(text: str, judged: list[tuple[int, int, int, int]]) -> None:
    assert rates(text) == judged
