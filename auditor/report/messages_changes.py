"""The words of what became of findings over time, and of their explanations."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGES: Mapping[str, Words] = MappingProxyType(
    {
        "change_new": Words("新发现", "New"),
        "change_persisting": Words("仍存在", "Persisting"),
        "change_regressed": Words("又出现", "Regressed"),
        "change_corrected": Words("已改正", "Corrected"),
        "change_unjudged": Words("未能再判", "No longer judged"),
        "change_new_meaning": Words("上次没有", "not found the time before"),
        "change_persisting_meaning": Words("上次就有，尚未改正", "found before, not corrected yet"),
        "change_regressed_meaning": Words("改正过，又出现了", "corrected once, and back again"),
        "change_corrected_meaning": Words("曾经有误，现在通过", "was wrong, passes now"),
        "change_unjudged_meaning": Words(
            "曾经有误，这次无法判断：不等于已改正", "was wrong and cannot be judged now: not the same as corrected"
        ),
        "changes": Words("与上次审核相比", "Since the audit before"),
        "changes_since": Words("与审核 {audit} 相比", "Compared with audit {audit}"),
        "gone_corrected": Words("已改正的", "Corrected"),
        "gone_unjudged": Words("曾经有误、这次未能再判的", "Wrong before, not judged this time"),
        "gone_lead": Words(
            "以下问题以前的审核发现过，本次不再列为问题。", "Earlier audits found these; this one does not."
        ),
        "gone_figures": Words("当时的数", "Figures then"),
        "gone_since": Words("自审核 {audit} 起", "since audit {audit}"),
        "file_changes": Words("各处问题的变化", "what became of each finding"),
        "answer": Words("说明状态", "Explanation"),
        "answer_pending": Words("待说明", "to be explained"),
        "answer_given": Words("已说明，待认可", "explained, to be decided on"),
        "answer_accepted": Words("已说明，认可", "explained, accepted"),
        "answer_rejected": Words("说明未获认可", "explanation rejected"),
        "answer_mended": Words("称已整改，但问题仍在", "said to be mended, but still found"),
        "answer_stale": Words("说明已失效", "Explanation no longer counts"),
        "answer_error": Words("已说明；强制性问题仍须改正", "explained; an error must be corrected all the same"),
        "explained_by": Words("说明人：{name}", "by {name}"),
        "explained_count": Words("已说明", "Explained"),
        "accepted_count": Words("其中认可", "of these accepted"),
        "open_count": Words("待处理", "Open"),
        "progress": Words("整改与说明情况", "Corrected, explained, open"),
        "progress_lead": Words(
            "已改正：自有台账以来发现过、现在通过的；已说明：说明所依据的数没有变；待处理：其余仍存在的问题。",
            "Corrected: found since the ledger was begun, and right now. Explained: by an explanation whose figures "
            "are what they were. Open: all others that are still found.",
        ),
        "summary_changes": Words(
            "与审核 {audit} 相比：新发现{new}处，仍存在{persisting}处，又出现{regressed}处，已改正{corrected}处，"
            "未能再判{unjudged}处",
            "Since audit {audit}: new {new}, persisting {persisting}, regressed {regressed}, corrected {corrected}, "
            "no longer judged {unjudged}",
        ),
        "summary_explained": Words(
            "说明：已说明{explained}处，其中认可{accepted}处；已失效{stale}处",
            "Explanations: {explained}, of these accepted {accepted}; no longer valid {stale}",
        ),
    }
)
