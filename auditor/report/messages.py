"""The words of the reports, in both languages: a further language is a further column, never another code path."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.report.messages_changes import CHANGES
from auditor.report.messages_notices import NOTICES
from auditor.report.messages_rules import RULES
from auditor.report.messages_summary import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang

CATALOGUE: Mapping[str, Words] = MappingProxyType(
    {
        **RULES,
        **SUMMARY,
        **NOTICES,
        **CHANGES,
        # what things are called
        "error": Words("强制", "Error"),
        "warning": Words("核实", "Query"),
        "notice": Words("提示", "Notice"),
        "unknown": Words("无法判断", "Undecided"),
        "trial": Words("试行", "Trial"),
        "error_meaning": Words("必须改正", "must be corrected"),
        "warning_meaning": Words("改正，或书面说明情况", "correct it, or explain it"),
        "notice_meaning": Words("请留意", "for attention"),
        "unknown_meaning": Words("缺少判断所需的数据，不等于有错", "figures are missing: not the same as wrong"),
        "trial_meaning": Words("试行规则的结果，不计入上面各数", "of rules on trial; not counted above"),
        "explained": Words("已说明", "Explained"),
        "approved_by": Words("批准：{name}", "approved by {name}"),
        "explained_until": Words("有效至 {day}", "until {day}"),
        "explained_changed": Words(
            "说明时 {name} 是 {then}，现在是 {now}", "{name} was {then} when explained and is {now} now"
        ),
        "explained_expired": Words("说明已过有效期", "the explanation has expired"),
        "audited": Words("已审核", "Audited"),
        "not_received": Words("未报", "Not received"),
        "missing_years": Words("未报的年度", "Years missing"),
        "missing_lead": Words(
            "在应报单位名单上，但没有收到报告。", "On the list of units that must report, and nothing was received."
        ),
        "parent_unit": Words("上级", "Reports to"),
        "not_applicable": Words("不适用", "Not applicable"),
        "unreadable": Words("无法读取", "Unreadable"),
        "draft_state": Words("草案", "draft"),
        "trial_state": Words("试行", "trial"),
        "active_state": Words("启用", "active"),
        "retired_state": Words("停用", "retired"),
        "table": Words("统计表", "table"),
        "narrative": Words("正文", "narrative"),
        "attribute": Words("报告信息", "report"),
        "level_error": Words("错误", "error"),
        "level_warning": Words("注意", "warning"),
        "level_info": Words("说明", "note"),
        # the overview
        "product": Words("报表数据质量审核", "Data quality audit"),
        "overview_title": Words("审核总览", "Audit overview"),
        "overview_lead": Words(
            "收到{received}份文件，审核{audited}份；强制性问题{error}处，核实性问题{warning}处，提示{notice}处。",
            "Files received: {received}, audited: {audited}. Errors: {error}, queries: {warning}, notices: {notice}.",
        ),
        "overview_clean": Words(
            "收到{received}份文件，审核{audited}份，未发现问题。",
            "Files received: {received}, audited: {audited}. Nothing was found wrong.",
        ),
        "overview_none": Words("没有收到任何文件。", "No file was received."),
        "received": Words("收到", "Received"),
        "counts": Words("总数", "Totals"),
        "submissions": Words("各单位报告", "Submissions"),
        "concerned": Words("涉及报告", "Submissions"),
        "unit": Words("单位", "Unit"),
        "year": Words("年度", "Year"),
        "form": Words("版式", "Form"),
        "status": Words("状态", "Status"),
        "unit_unknown": Words("（单位不明）", "(unit unknown)"),
        "search": Words("查找单位或文件", "Find a unit or file"),
        "search_hint": Words("单位名称、文件名", "unit, file name"),
        "severity": Words("级别", "Severity"),
        "rule": Words("规则", "Rule"),
        "all": Words("全部", "all"),
        "clear": Words("清除条件", "Clear"),
        "shown": Words("显示{shown}份，共{total}份", "Showing {shown} of {total}"),
        "more": Words("再显示{count}份", "Show {count} more"),
        "nothing_matches": Words("没有符合条件的报告。", "No submission matches."),
        "no_script": Words(
            "浏览器未启用脚本，此处按原样列出前{count}份；全部结果见同一文件夹中的 findings.csv。",
            "Scripts are off: the first {count} are listed as they are; findings.csv beside this page has everything.",
        ),
        "sort_by": Words("按“{column}”排序", "Sort by {column}"),
        "rules_fired": Words("各规则发现的问题", "Findings by rule"),
        "rules_quiet": Words("其余{count}条规则", "Other rules: {count}"),
        "rule_title": Words("内容", "Title"),
        "kind": Words("类别", "Kind"),
        "state": Words("状态", "State"),
        "failed": Words("不通过", "Failed"),
        "passed": Words("通过", "Passed"),
        "passed_times": Words("次通过", "times passed"),
        "failed_times": Words("次不通过", "times failed"),
        "unknown_times": Words("次无法判断", "times undecided"),
        "inapplicable_times": Words("次不适用", "times not applicable"),
        "yielded_times": Words("次让位", "times yielded"),
        "times_lead": Words(
            "一条规则对一份报告（逐列、逐项、逐句的规则则每列、每项、每句）判断一次，以下是次数；总览上的“无法判断”是问题的处数，"
            "只算影响结论的，同一缺口只列一处。",
            "A rule judges a report once, or once for each column, item or sentence: these are the times. The overview "
            "counts findings instead: only what matters, and what is undecided for one reason once.",
        ),
        "inapplicable": Words("不适用", "N/A"),
        "yielded": Words("让位", "Yielded"),
        "vacuous": Words("从未起作用", "never judged anything"),
        "broken": Words("规则有误，未执行", "broken, not run"),
        "filter_by_rule": Words("只看违反{rule}的报告", "Only submissions that {rule} found wrong"),
        "no_rules_fired": Words("没有规则发现问题。", "No rule found anything wrong."),
        "run_notes": Words("本次运行的说明", "Notes of the run"),
        "files": Words("数据文件", "Data files"),
        "files_lead": Words("同一文件夹中还有：", "Beside this page:"),
        "file_findings": Words("问题清单（可用表格软件打开）", "findings, for a spreadsheet"),
        "file_data": Words("全部指标、问题与文件（供分析软件使用）", "all figures, findings and files, for analysis"),
        "file_run": Words("版本、文件与规则的校验值、各规则计数", "versions, digests, counts by rule"),
        # the page of a submission
        "skip": Words("跳到正文", "Skip to content"),
        "back": Words("返回总览", "Overview"),
        "previous": Words("上一份", "Previous"),
        "next": Words("下一份", "Next"),
        "contents": Words("本页内容", "On this page"),
        "findings": Words("发现的问题", "Findings"),
        "findings_none": Words("未发现问题。", "Nothing was found wrong."),
        "not_audited": Words("这份文件没有审核。", "This file was not audited."),
        "file": Words("文件", "File"),
        "format": Words("格式", "Format"),
        "digest": Words("校验值", "Digest"),
        "facts_of_report": Words("报告信息", "The report"),
        "formula": Words("算式", "Formula"),
        "difference": Words("相差", "Difference"),
        "figure": Words("指标", "Figure"),
        "value": Words("数值", "Value"),
        "place": Words("出处", "Place"),
        "printed_as": Words("原文“{raw}”", "printed “{raw}”"),
        "scope": Words("口径词", "Scope"),
        "basis": Words("依据", "Basis"),
        "fix": Words("处理", "What to do"),
        "statement": Words("规则要求", "The rule"),
        "suspects": Words("可能有误", "Likely wrong"),
        "suspect": Words("疑", "suspect"),
        "suspect_should": Words("疑应为{value}", "likely {value}"),
        "suspect_one_of": Words("疑（其一）", "one of several suspects"),
        "see_cell": Words("看表格", "to the cell"),
        "see_text": Words("看原文", "to the text"),
        "to_finding": Words("问题{number}", "Finding {number}"),
        "more_figures": Words("其余{count}项", "{count} more"),
        "extracted": Words("读出的统计表", "The table as read"),
        "extracted_lead": Words(
            "以下是从文件中读出的数，按版式的顺序；有编号的格子与上面的问题对应。",
            "Figures as read from the file, in the order of the form; numbered cells belong to the findings above.",
        ),
        "table_absent": Words("文件中没有读到统计表。", "No table was found in the file."),
        "rows_read": Words("应有{count}个数，读到{read}个", "{count} figures expected, {read} read"),
        "only_marked": Words("只看有问题的行", "Only rows with findings"),
        "item": Words("统计指标", "Indicator"),
        "unit_of_measure": Words("单位", "Unit"),
        "count_column": Words("统计数", "Figure"),
        "blank": Words("空白", "blank"),
        "missing": Words("未见此行", "row not found"),
        "not_a_figure": Words("不是数", "not a figure"),
        "doubtful": Words("读数存疑", "doubtful"),
        "occurrence": Words("第{count}次出现", "occurrence {count}"),
        "out_of_order": Words("顺序不符", "out of order"),
        "said": Words("正文里读出的数", "Figures read from the narrative"),
        "said_lead": Words(
            "凡正文写到的指标都列在这里，供与统计表对照。", "Every indicator that the narrative states, for comparison."
        ),
        "sentence": Words("原句", "Sentence"),
        "denial": Words("“没有”的说法", "a denial"),
        "universal": Words("“全部、均”的说法", "a universal"),
        "text": Words("原文", "The document's text"),
        "text_lead": Words("行号与上面的出处一致。", "Line numbers are those of the places above."),
        "elided": Words("……略去{count}行……", "… {count} lines left out …"),
        "unjudged": Words("未能判断的", "What could not be judged"),
        "trials": Words("试行规则的结果", "Findings of rules on trial"),
        "because": Words("原因", "Why"),
        "notes": Words("读取时的说明", "Notes of reading"),
        "line": Words("第{line}行", "line {line}"),
        "page": Words("第{page}页", "page {page}"),
        "table_number": Words("表{table}", "table {table}"),
        "table_row": Words("第{row}行", "row {row}"),
        "table_column": Words("第{column}列", "column {column}"),
        "made_by": Words("auditor {version} 生成", "Made by auditor {version}"),
        # the terminal
        "summary_done": Words(
            "审核完成：收到{received}份，已审核{audited}份，不适用{not_applicable}份，无法读取{unreadable}份",
            "Audit done: received {received}, audited {audited}, not applicable {not_applicable}, "
            "unreadable {unreadable}",
        ),
        "summary_counts": Words(
            "发现：强制{error}处，核实{warning}处，提示{notice}处；无法判断{unknown}处",
            "Found: errors {error}, queries {warning}, notices {notice}; undecided {unknown}",
        ),
        "summary_wrong": Words("有强制性问题的报告：", "Submissions with errors:"),
        "summary_not_audited": Words("没有审核的文件：", "Files that were not audited:"),
        "summary_more": Words("……另有{count}份", "… and {count} more"),
        "summary_broken": Words("有误而未执行的规则：{rules}", "Rules that broke and were not run: {rules}"),
        "case_differs": Words(
            "规则{rule}的测试不符：应为“{expected}”，实为“{got}”", "test of {rule}: expected `{expected}`, got `{got}`"
        ),
        "example_differs": Words(
            "陈述“{claim}”的例句不符：应读出{expected}，实际{found}：{text}",
            "example of `{claim}`: expected {expected}, found {found}: {text}",
        ),
        "nothing": Words("无", "nothing"),
        "verdict_pass": Words("通过", "pass"),
        "verdict_fail": Words("不通过", "fail"),
        "verdict_unknown": Words("无法判断", "unknown"),
        "verdict_na": Words("不适用", "not applicable"),
        "verdict_broken": Words("规则有误", "broken"),
        "summary_look": Words("请打开：{page}", "Open: {page}"),
    }
)


def say(key: str, lang: Lang, **values: object) -> str:
    """One entry of the catalogue with its values filled in."""
    if not values:
        return words(lang)[key]
    return CATALOGUE[key].say(lang, {name: str(value) for name, value in values.items()})


@cache
def words(lang: Lang) -> Mapping[str, str]:
    """The whole catalogue in one language, as templates use it."""
    return MappingProxyType({key: entry.say(lang) for key, entry in CATALOGUE.items()})
