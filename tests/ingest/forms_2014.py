"""The 2014 form, typed for the tests of reading: it needs no rule files."""

from __future__ import annotations

from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Years

MONEY = Measure(Kind.MONEY, "万元", "元", 10**6)
HEADING = Measure(Kind.HEADING)

# code, place in the outline, unit, printed label
_ROWS = """
heading_disclosure 一 - 主动公开情况
disclosed_total 一（一） 条 主动公开政府信息数
normative_disclosed 一（一）其中 条 主动公开规范性文件数
normative_issued 一（一） 件 制发规范性文件总数
heading_channels 一（二） - 通过不同渠道和方式公开政府信息的情况
channel_gazette 一（二）1 条 政府公报公开政府信息数
channel_website 一（二）2 条 政府网站公开政府信息数
channel_weibo 一（二）3 条 政务微博公开政府信息数
channel_wechat 一（二）4 条 政务微信公开政府信息数
channel_other 一（二）5 条 其他方式公开政府信息数
heading_responses 二 - 回应解读情况
hot_topics 二（一） 次 回应公众关注热点或重大舆情数
heading_response_channels 二（二） - 通过不同渠道和方式回应解读的情况
press_conferences 二（二）1 次 参加或举办新闻发布会总次数
press_conferences_led 二（二）1其中 次 主要负责同志参加新闻发布会次数
interviews 二（二）2 次 政府网站在线访谈次数
interviews_led 二（二）2其中 次 主要负责同志参加政府网站在线访谈次数
interpretations 二（二）3 篇 政策解读稿件发布数
social_responses 二（二）4 次 微博微信回应事件数
other_responses 二（二）5 次 其他方式回应事件数
heading_requests 三 - 依申请公开情况
requests_received 三（一） 件 收到申请数
requests_in_person 三（一）1 件 当面申请数
requests_fax 三（一）2 件 传真申请数
requests_online 三（一）3 件 网络申请数
requests_letter 三（一）4 件 信函申请数
requests_completed 三（二） 件 申请办结数
completed_on_time 三（二）1 件 按时办结数
completed_delayed 三（二）2 件 延期办结数
replies_total 三（三） 件 申请答复数
reply_already_public 三（三）1 件 属于已主动公开范围数
reply_granted 三（三）2 件 同意公开答复数
reply_partial 三（三）3 件 同意部分公开答复数
reply_denied 三（三）4 件 不同意公开答复数
denied_state_secret 三（三）4其中 件 涉及国家秘密
denied_trade_secret 三（三）4其中 件 涉及商业秘密
denied_privacy 三（三）4其中 件 涉及个人隐私
denied_security 三（三）4其中 件 危及国家安全、公共安全、经济安全和社会稳定
denied_not_information 三（三）4其中 件 不是《条例》所指政府信息
denied_other 三（三）4其中 件 法律法规规定的其他情形
reply_not_held 三（三）5 件 不属于本行政机关公开数
reply_not_existing 三（三）6 件 申请信息不存在数
reply_amend 三（三）7 件 告知作出更改补充数
reply_other_route 三（三）8 件 告知通过其他途径办理数
reviews_total 四 件 行政复议数量
reviews_upheld 四（一） 件 维持具体行政行为数
reviews_corrected 四（二） 件 被依法纠错数
reviews_other 四（三） 件 其他情形数
lawsuits_total 五 件 行政诉讼数量
lawsuits_upheld 五（一） 件 维持具体行政行为或者驳回原告诉讼请求数
lawsuits_corrected 五（二） 件 被依法纠错数
lawsuits_other 五（三） 件 其他情形数
complaints 六 件 举报投诉数量
fees_collected 七 万元 依申请公开信息收取的费用
heading_resources 八 - 机构建设和保障经费情况
offices 八（一） 个 政府信息公开工作专门机构数
reading_points 八（二） 个 设置政府信息公开查阅点数
staff_total 八（三） 人 从事政府信息公开工作人员数
staff_full_time 八（三）1 人 专职人员数
staff_part_time 八（三）2 人 兼职人员数
budget 八（四） 万元 政府信息公开专项经费
heading_meetings 九 - 政府信息公开会议和培训情况
meetings 九（一） 次 召开政府信息公开工作会议或专题会议数
trainings 九（二） 次 举办各类培训班数
trainees 九（三） 人次 接受培训人员数
"""


def _indicator(line: str) -> Indicator:
    code, number, unit, label = line.split(" ")
    measures = {"-": HEADING, "万元": MONEY}
    return Indicator(code, code, measures.get(unit, Measure(Kind.COUNT, unit, unit)), label=label, number=number)


FORM_2014 = Form(
    "disclosure-2014",
    "政府信息公开情况统计表",
    Years(2014, 2018),
    indicators=tuple(_indicator(line) for line in _ROWS.strip().splitlines()),
)
FIGURES = tuple(indicator for indicator in FORM_2014.indicators if not indicator.is_heading)
