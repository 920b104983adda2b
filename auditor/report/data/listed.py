"""The findings as a list for people, who open it in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.report.data.exports import csv_cells
from auditor.report.data.exports import written
from auditor.report.submission.passage import quote_of
from auditor.report.words.messages import say
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.report.data.records import EvidenceRow
    from auditor.report.data.records import FindingRow
    from auditor.results import AuditResult

_JOINED = re.compile("[；，;,]")  # of two comparisons or more
# A cell of a spreadsheet holds 32,767 characters, and nobody reads a tenth of that.
_MOST_FIGURES = 20
_LIST_HEADS = (
    "unit",
    "year",
    "severity",
    "rule",
    "rule_title",
    "problem",
    "formula",
    "difference",
    "figures_and_places",
    "fix",
    "file",
    "became",
    "answer",
    "finding_number",
)


def findings_list(result: AuditResult, rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """The findings for people, in Chinese from head to cell: what `findings.csv` says to programs."""
    fixes = {info.id: info.fix for info in result.rules}
    return written((say(key, Lang.ZH) for key in _LIST_HEADS), _list_lines(fixes, rows))


def _list_lines(fixes: Mapping[str, str], rows: Iterable[FindingRow]) -> Iterator[Iterable[str]]:
    for row in rows:
        grade = "trial" if row["trial"] else row["severity"] if row["verdict"] == Verdict.FAIL else row["verdict"]
        cells = csv_cells(row)
        difference = _difference(row)
        said = (say(grade, Lang.ZH), row["rule"], row["title"], row["message"], row["formula"])
        rest = (difference, _figures(row["evidence"]), fixes.get(row["rule"], ""), row["submission"])
        became = say(f"change_{row['change']}", Lang.ZH) if row["change"] else ""
        answer = say(f"answer_{row['answer']}", Lang.ZH) if row["answer"] else ""
        yield (cells["unit"], cells["year"], *said, *rest, became, answer, row["number"])


def _difference(row: FindingRow) -> str:
    """By how much two figures differ, percentages by points."""
    found = (row["difference"] or "").removeprefix("-") if _has_difference(row) else ""
    return say("points", Lang.ZH, difference=found) if found and "%" in row["formula"] else found


def _has_difference(row: FindingRow) -> bool:
    """Whether left less right means something to people: of one comparison of figures of the report."""
    is_of_figures = any(each["value"] and each["source"] in {"table", "narrative"} for each in row["evidence"])
    return is_of_figures and row["formula"] != "" and not _JOINED.search(row["formula"])


def _figures(found: Sequence[EvidenceRow]) -> str:
    """The figures with their places, the first of very many, and the sentences that they are of."""
    texts = [*map(_figure_text, found[:_MOST_FIGURES])]
    more = [say("figures_more", Lang.ZH, count=len(found))] if len(found) > _MOST_FIGURES else []
    return "；".join((*texts, *more, *_sentences(found)))


def _figure_text(evidence: EvidenceRow) -> str:
    place = f"（{evidence['place']}）" if evidence["place"] else ""
    return f"{evidence['name']} {evidence['value'] or evidence['cause'] or say('blank', Lang.ZH)}{place}"


def _sentences(found: Iterable[EvidenceRow]) -> Iterator[str]:
    """Each sentence that figures are of, once: what a message calls 这句话."""
    for text, hit in {each["quote"]: each["raw"] for each in found if each["source"] == "narrative"}.items():
        yield say("sentence_of", Lang.ZH, place="", quote=quote_of(text, hit).text)
