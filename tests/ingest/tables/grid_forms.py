"""The 2019 and 2021 forms, typed for the tests of reading: they need no rule files."""

from __future__ import annotations

from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Member
from auditor.schema import Table
from auditor.schema import Years

MONEY = Measure(Kind.MONEY, "万元", "元", 10**6)
HEADING = Measure(Kind.HEADING)
MEMBERS = tuple(
    Member(code, name, tuple(others), part_of="total" if code != "total" else None)
    for code, name, *others in (
        ("natural_person", "自然人", "公民", "公民个人"),
        ("company", "商业企业", "企业", "商业企业法人"),
        ("research", "科研机构", "科研院所", "科研单位"),
        ("welfare", "社会公益组织", "公益组织", "公益性社会组织"),
        ("legal_service", "法律服务机构", "法律机构", "法律服务组织"),
        ("other_org", "其他组织", "其他法人组织"),
        ("total", "总计"),
    )
)
TABLES = (
    Table("公开表", "主动公开政府信息情况", heads=("信息内容",)),
    Table("办理表", "收到和处理政府信息公开申请情况", members=MEMBERS, heads=("申请人情况", "法人或其他组织")),
    Table("争议表", "政府信息公开行政复议、行政诉讼情况"),
)

# code, table, place in the outline, unit, printed label (heads over heads parted by /), column, other wordings
_HANDLED = """
new_received 办理表 一 件 本年新收政府信息公开申请数量 - 本年新收申请数,本年新收政府信息公开申请件数
carried_in 办理表 二 件 上年结转政府信息公开申请数量 - 上年结转申请数,上年度结转政府信息公开申请数量
heading_results 办理表 三 - 本年度办理结果 - 本年度办理结果情况
granted 办理表 三（一） 件 予以公开 - -
partially_granted 办理表 三（二） 件 部分公开（区分处理的，只计这一情形，不计其他情形） - -
heading_denied 办理表 三（三） - 不予公开 - -
denied_state_secret 办理表 三（三）1 件 属于国家秘密 - 涉及国家秘密
denied_by_law 办理表 三（三）2 件 其他法律行政法规禁止公开 - 其他法律、行政法规禁止公开
denied_security 办理表 三（三）3 件 危及“三安全一稳定” - 涉及三安全一稳定
denied_third_party 办理表 三（三）4 件 保护第三方合法权益 - 损害第三方合法权益
denied_internal 办理表 三（三）5 件 属于三类内部事务信息 - 属于内部事务信息
denied_process 办理表 三（三）6 件 属于四类过程性信息 - 属于过程性信息
denied_case_files 办理表 三（三）7 件 属于行政执法案卷 - 属于行政执法案卷信息
denied_inquiry 办理表 三（三）8 件 属于行政查询事项 - -
heading_unable 办理表 三（四） - 无法提供 - -
unable_not_held 办理表 三（四）1 件 本机关不掌握相关政府信息 - 本机关不掌握相关信息
unable_to_be_made 办理表 三（四）2 件 没有现成信息需要另行制作 - 没有现成信息、需要另行制作
unable_unclear 办理表 三（四）3 件 补正后申请内容仍不明确 - -
heading_refused 办理表 三（五） - 不予处理 - -
refused_petition 办理表 三（五）1 件 信访举报投诉类申请 - 信访、举报、投诉类申请
refused_repeat 办理表 三（五）2 件 重复申请 - -
refused_publication 办理表 三（五）3 件 要求提供公开出版物 - -
refused_excessive 办理表 三（五）4 件 无正当理由大量反复申请 - -
refused_reissue 办理表 三（五）5 件 要求行政机关确认或重新出具已获取信息 - -
"""
_REST = """
processed_total 办理表 三（七） 件 总计 - 合计
carried_out 办理表 四 件 结转下年度继续办理 - 结转下年度继续办理数量
reviews_upheld 争议表 - 件 行政复议/结果维持 - -
reviews_corrected 争议表 - 件 行政复议/结果纠正 - -
reviews_other 争议表 - 件 行政复议/其他结果 - -
reviews_pending 争议表 - 件 行政复议/尚未审结 - -
reviews_total 争议表 - 件 行政复议/总计 - -
suits_direct_upheld 争议表 - 件 行政诉讼/未经复议直接起诉/结果维持 - -
suits_direct_corrected 争议表 - 件 行政诉讼/未经复议直接起诉/结果纠正 - -
suits_direct_other 争议表 - 件 行政诉讼/未经复议直接起诉/其他结果 - -
suits_direct_pending 争议表 - 件 行政诉讼/未经复议直接起诉/尚未审结 - -
suits_direct_total 争议表 - 件 行政诉讼/未经复议直接起诉/总计 - -
suits_after_review_upheld 争议表 - 件 行政诉讼/复议后起诉/结果维持 - -
suits_after_review_corrected 争议表 - 件 行政诉讼/复议后起诉/结果纠正 - -
suits_after_review_other 争议表 - 件 行政诉讼/复议后起诉/其他结果 - -
suits_after_review_pending 争议表 - 件 行政诉讼/复议后起诉/尚未审结 - -
suits_after_review_total 争议表 - 件 行政诉讼/复议后起诉/总计 - -
"""
_2019 = f"""
rules_made 公开表 第二十条第（一）项 件 规章 本年新制作数量 -
rules_published 公开表 第二十条第（一）项 件 规章 本年新公开数量 -
rules_public_total 公开表 第二十条第（一）项 件 规章 对外公开总数量 -
normative_made 公开表 第二十条第（一）项 件 规范性文件 本年新制作数量 行政规范性文件
normative_published 公开表 第二十条第（一）项 件 规范性文件 本年新公开数量 行政规范性文件
normative_public_total 公开表 第二十条第（一）项 件 规范性文件 对外公开总数量 行政规范性文件
licences_items_last_year 公开表 第二十条第（五）项 项 行政许可 上一年项目数量 -
licences_items_change 公开表 第二十条第（五）项 项 行政许可 本年增/减 -
licences_decided 公开表 第二十条第（五）项 件 行政许可 处理决定数量 -
other_services_items_last_year 公开表 第二十条第（五）项 项 其他对外管理服务事项 上一年项目数量 -
other_services_items_change 公开表 第二十条第（五）项 项 其他对外管理服务事项 本年增/减 -
other_services_decided 公开表 第二十条第（五）项 件 其他对外管理服务事项 处理决定数量 -
penalties_items_last_year 公开表 第二十条第（六）项 项 行政处罚 上一年项目数量 -
penalties_items_change 公开表 第二十条第（六）项 项 行政处罚 本年增/减 -
penalties_decided 公开表 第二十条第（六）项 件 行政处罚 处理决定数量 -
coercions_items_last_year 公开表 第二十条第（六）项 项 行政强制 上一年项目数量 -
coercions_items_change 公开表 第二十条第（六）项 项 行政强制 本年增/减 -
coercions_decided 公开表 第二十条第（六）项 件 行政强制 处理决定数量 -
charges_items_last_year 公开表 第二十条第（八）项 项 行政事业性收费 上一年项目数量 -
charges_items_change 公开表 第二十条第（八）项 项 行政事业性收费 本年增/减 -
procurement_items 公开表 第二十条第（九）项 项 政府集中采购 采购项目数量 -
procurement_amount 公开表 第二十条第（九）项 万元 政府集中采购 采购总金额 -
{_HANDLED}
other_handling 办理表 三（六） 件 其他处理 - -
{_REST}
"""
_2021 = f"""
rules_issued 公开表 第二十条第（一）项 件 规章 本年制发件数 -
rules_repealed 公开表 第二十条第（一）项 件 规章 本年废止件数 -
rules_in_force 公开表 第二十条第（一）项 件 规章 现行有效件数 -
normative_issued 公开表 第二十条第（一）项 件 行政规范性文件 本年制发件数 规范性文件
normative_repealed 公开表 第二十条第（一）项 件 行政规范性文件 本年废止件数 规范性文件
normative_in_force 公开表 第二十条第（一）项 件 行政规范性文件 现行有效件数 规范性文件
licences_decided 公开表 第二十条第（五）项 件 行政许可 本年处理决定数量 -
penalties_decided 公开表 第二十条第（六）项 件 行政处罚 本年处理决定数量 -
coercions_decided 公开表 第二十条第（六）项 件 行政强制 本年处理决定数量 -
fees_amount 公开表 第二十条第（八）项 万元 行政事业性收费 本年收费金额 -
{_HANDLED}
heading_other_handling 办理表 三（六） - 其他处理 - -
other_not_corrected 办理表 三（六）1 件 申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 - -
other_unpaid 办理表 三（六）2 件 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 - -
other_handling 办理表 三（六）3 件 其他 - 其他情形
{_REST}
"""
_RESULTS = ("granted", "partially", "denied", "unable", "refused", "other")


def _indicator(line: str) -> Indicator:
    code, table, number, unit, label, column, aliases = line.split(" ")
    measure = {"-": HEADING, "万元": MONEY}.get(unit, Measure(Kind.COUNT, unit, unit))
    return Indicator(
        code,
        code,
        measure,
        label=label.replace("/", " / "),
        aliases=() if aliases == "-" else tuple(aliases.split(",")),
        table=table,
        number=number.removeprefix("-"),
        column=column.removeprefix("-"),
        members=tuple(member.code for member in MEMBERS) if table == "办理表" else (),
        part_of=_whole(code, table, unit),
        signed=code.endswith("_change"),
    )


def _whole(code: str, table: str, unit: str) -> str | None:
    if table == "争议表" and not code.endswith("_total"):
        return code.rsplit("_", 1)[0] + "_total"
    results = table == "办理表" and unit != "-" and code.split("_", maxsplit=1)[0] in _RESULTS
    return "processed_total" if results else None


def _form(code: str, years: Years, rows: str) -> Form:
    indicators = tuple(_indicator(line) for line in filter(None, rows.splitlines()))
    return Form(code, "政府信息公开工作年度报告", years, TABLES, indicators)


FORM_2019 = _form("disclosure-2019", Years(2019, 2020), _2019)
FORM_2021 = _form("disclosure-2021", Years(2021), _2021)
