"""The figures of a form that a narrative alone states."""

from __future__ import annotations

from auditor.ingest.narrative.read import read_narrative
from auditor.schema import Stance
from tests.ingest.prose import document
from tests.ingest.prose import schema

FORM = schema().forms["disclosure-2014"]


def figures(text: str, unit: str | None = "青屏县人民政府") -> dict[str, int | None]:
    facts = read_narrative(document(text), FORM, schema().claims, (), 2017, unit).facts
    return {fact.indicator: fact.value for fact in facts if fact.stance is not Stance.MENTION}
