from __future__ import annotations

from pathlib import Path

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span

ORIGIN = Origin(Span(0, 1), 1)


def table(member: str, value: int) -> Fact:
    return Fact("new_received", ORIGIN, str(value), value=value, member=member)


def said(value: int) -> Fact:
    return Fact("new_received", ORIGIN, f"{value}件", value=value, stance=Stance.FIGURE)


def test_a_narrative_figure_without_a_column_is_compared_with_the_total_column() -> None:
    book, _ = load_rules(Path(__file__).parents[3] / "rules")
    facts = (table("natural_person", 17), table("total", 95), said(95), said(17))
    document = Document("a.txt", "0", "text", Source("a.txt", "x"))
    submission = Submission("a.txt", "0", Status.AUDITED, "甲县", 2022, "disclosure-2021", document, facts)
    figures = tabulate((submission,), book.schema).figures.lazy().collect()
    assert figures["agrees_elsewhere"].to_list() == [False, False, False, True]
