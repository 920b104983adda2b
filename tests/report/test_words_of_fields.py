from __future__ import annotations

from auditor.lang.typed import Field
from auditor.report.words.messages import catalogue


def test_every_figure_of_an_item_has_words_for_the_pages_of_rules() -> None:
    assert {f"field_{field.value}" for field in Field} <= set(catalogue())
