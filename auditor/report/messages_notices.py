"""The words of rectification notices."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTICES: Mapping[str, Words] = MappingProxyType(
    {
        "notice_title": Words("整改通知书", "Rectification notice"),
        "notice_to": Words("{unit}：", "To {unit}:"),
        "notice_lead": Words(
            "经审核，你单位{year}年度报告有以下{count}处数据不一致（强制性{error}处，核实性{warning}处）。"
            "强制性问题必须改正；核实性问题请改正，或书面说明情况。",
            "The audit of your report of {year} found {count} inconsistencies ({error} errors, {warning} queries). "
            "Errors must be corrected; queries corrected, or explained in writing.",
        ),
        "notice_deadline": Words("请于{deadline}前报回。", "Please answer by {deadline}."),
        "notice_no_deadline": Words("请按规定期限报回。", "Please answer within the time set."),
        "notice_where": Words("位置", "Where"),
        "notice_required": Words("整改要求", "Required"),
        "notice_answer": Words("整改情况或说明", "Answer"),
        "notice_answer_hint": Words("（由填报单位填写）", "(for the unit to fill in)"),
        "notice_found": Words("问题", "Finding"),
        "notice_by": Words("审核单位（盖章）", "Audited by (seal)"),
        "notice_signed": Words("填报单位负责人（签字）", "Head of the unit (signature)"),
        "notice_day": Words("日期", "Date"),
        "notice_file": Words("所审文件：{files}", "Files audited: {files}"),
        "notice_corrected": Words(
            "以前发现的问题中，{count}处已改正。", "Of what was found before, {count} are corrected. "
        ),
        "notice_label": Words("{severity}（{change}）", "{severity} ({change})"),
        "required_given": Words("已收到说明，待认可。", "Your explanation was received; it is to be decided on."),
        "required_accepted": Words("说明已获认可，无须再答。", "Your explanation was accepted: no answer is needed."),
        "required_again": Words(
            "原说明未获认可或所依据的数已变，请改正，或重新说明。",
            "The explanation was not accepted, or its figures have changed: correct it, or explain it again.",
        ),
        "required_error": Words("核对后更正。", "Check and correct."),
        "required_warning": Words("核对后更正，或书面说明情况。", "Check and correct, or explain in writing."),
        "required_notice": Words("请留意。", "For attention."),
        "unit_year": Words("{unit}（{year}年度）", "{unit} ({year})"),
        "table_cell": Words("统计表“{name}”", "table: {name}"),
        "narrative_figure": Words("正文“{name}”", "narrative: {name}"),
    }
)
