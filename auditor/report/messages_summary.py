"""The words of the annual summary."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY: Mapping[str, Words] = MappingProxyType(
    {
        "year_title": Words("{year}年度数据不一致情况汇总", "Inconsistencies of {year}"),
        "year_lead": Words(
            "收到{received}份，审核{audited}份，其中{clean}份未发现强制性或核实性问题；"
            "强制性问题{error}处，核实性问题{warning}处，提示{notice}处。",
            "Received {received}, audited {audited}, of which {clean} show neither errors nor queries. "
            "Errors {error}, queries {warning}, notices {notice}.",
        ),
        "year_none": Words("本次审核中没有{year}年度的报告。", "The audit holds no report of {year}."),
        "received_section": Words("报送情况", "What was received"),
        "overall": Words("总体结果", "Overall"),
        "by_unit": Words("按单位", "By unit"),
        "by_level": Words("按单位级别", "By level"),
        "by_region": Words("按地区", "By region"),
        "by_rule": Words("按规则", "By rule"),
        "by_kind": Words("按类别", "By kind"),
        "frequent": Words("最常见的不一致", "The most frequent inconsistencies"),
        "frequent_lead": Words(
            "按涉及单位数排列的前{count}项，各举数例。", "The first {count} by the number of units, with examples."
        ),
        "repeated": Words("与上年相同的问题", "The same as last year"),
        "repeated_lead": Words(
            "同一单位上年度已有同一规则、同一指标的问题，本年度又出现。",
            "The same rule found the same figures of the same unit wrong the year before.",
        ),
        "repeated_none": Words("没有单位重复上年度的问题。", "No unit repeats a finding of the year before."),
        "trend": Words("历年趋势", "Over the years"),
        "trend_chart": Words("各年度平均每份报告的问题数", "Findings per audited report, by year"),
        "trend_alternative": Words("{year}年{values}", "{year}: {values}"),
        "method": Words("方法与局限", "Method and limits"),
        "method_rules": Words(
            "共{rules}条规则参与审核，规则库校验值{digest}。试行规则的结果不计入。",
            "{rules} rules took part; digest of the rules {digest}. Rules on trial do not count.",
        ),
        "method_rules_plain": Words(
            "共{rules}条规则参与审核。试行规则的结果不计入。", "{rules} rules took part. Rules on trial do not count."
        ),
        "method_severity": Words(
            "强制性问题必须改正；核实性问题应改正或书面说明；提示供留意。",
            "An error must be corrected; a query corrected or explained; a notice is for attention.",
        ),
        "method_unknown": Words(
            "缺少数据而无法判断的{unknown}处不计为问题，也不表示数据正确。",
            "{unknown} cases could not be judged for want of figures: neither findings nor a sign of right figures.",
        ),
        "method_reading": Words(
            "数据由程序从报送的文件中读出，没有把握的读数不参与判断；{not_audited}份文件没有审核，原因见上。",
            "Figures were read by a program; doubtful readings are not judged. {not_audited} files were not audited.",
        ),
        "method_limits": Words(
            "审核只能发现报告内部以及与上年报告之间的不一致，不能证明数据真实。",
            "An audit finds what does not add up within reports and against last year's; it cannot prove figures true.",
        ),
        "method_no_list": Words(
            "没有应报单位名单，因此不统计迟报与漏报。", "Without a list of units due, late and missing are not counted."
        ),
        "method_yearless": Words(
            "另有{count}份文件看不出年度，不在本表。", "{count} files of no known year are not in it."
        ),
        "appendix": Words("附录：全部问题", "Appendix: every finding"),
        "due_units": Words("应报", "Due"),
        "missing_units": Words("漏报", "Missing"),
        "late_units": Words("迟报", "Late"),
        "published": Words("公布日期", "Published on"),
        "due_date": Words("应公布日期", "Due on"),
        "number": Words("序号", "No."),
        "count_of_findings": Words("问题数", "Findings"),
        "count_of_units": Words("单位数", "Units"),
        "count_of_reports": Words("报告数", "Reports"),
        "share_of_reports": Words("占已审核报告", "Share of audited"),
        "reports_with_errors": Words("有强制性问题的报告", "Reports with errors"),
        "share_with_errors": Words("所占比例", "Share"),
        "per_report": Words("平均每份", "Per report"),
        "last_year": Words("上年度", "Year before"),
        "change": Words("增减", "Change"),
        "repeats": Words("重复上年", "Repeated"),
        "level_of_unit": Words("级别", "Level"),
        "region": Words("地区", "Region"),
        "not_said": Words("（不明）", "(not known)"),
        "example": Words("示例", "Example"),
        "message": Words("说明", "Message"),
        "message_before": Words("上年度的说明", "The year before"),
        "to_summary": Words("年度汇总：", "Summaries: "),
        "to_year": Words("{year}年", "{year}"),
        "signature": Words("审核单位（盖章）：", "Audited by (seal):"),
        "signature_date": Words("日期：", "Date:"),
        "legend": Words("图例", "Legend"),
        "page_number": Words("第{page}页", "page {page}"),
    }
)
