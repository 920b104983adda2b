from __future__ import annotations

import pytest

from auditor.ingest.faint import faded
from auditor.ingest.faint import settled
from auditor.ingest.layout import UNREAD


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (f"12{faded('甲')} 34", "12 34"),
        (f"12 {faded('甲 乙')} 34", "12  34"),
        (f"12 {faded('3')} 34", f"12 {UNREAD} 34"),
    ],
)
def test_what_is_seen_on_both_sides_of_faint_text_is_not_run_together(written: str, seen: str) -> None:
    assert settled([written], in_cell=True) == [seen]


def test_faint_text_with_blanks_in_it_is_one_when_it_stands_alone() -> None:
    assert settled([faded("行政 许可")], in_cell=True) == ["行政 许可"]
