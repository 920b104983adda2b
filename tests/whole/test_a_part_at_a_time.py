"""What is worked off a part at a time, so that memory does not grow with the reports, gives what it gives at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.audit import audit_folder
from auditor.disk import spool
from auditor.engine import gate
from auditor.engine import judge
from auditor.engine.findings import finding as writing
from auditor.facts import UNREAD
from auditor.ingest import frames as tables
from auditor.ingest import tabulate
from auditor.report.data import frames
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    import polars as pl

    from auditor.results import AuditResult

RULES = Path(__file__).parents[2] / "rules"
REPORTS = (
    (spool, "_AT_HAND"),
    (spool, "_TOGETHER"),
    (gate, "_AT_ONCE"),
    (judge, "_AT_ONCE"),
    (judge, "_JUDGED_AT_ONCE"),
    (writing, "_AT_HAND"),
    (tabulate, "_MOST_IN_MEMORY"),
)
ROWS = ((tables, "_AT_ONCE"), (frames, "_AT_ONCE"))


def audited(folder: Path) -> tuple[AuditResult, tuple[pl.DataFrame, ...]]:
    result, _ = audit_folder((folder,), RULES)
    return result, (frames.facts_frame(result), frames.findings_frame(result), frames.submissions_frame(result))


def test_one_at_a_time_gives_what_all_at_once_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, unit in enumerate("甲乙乙"):  # those of the second are of two years, one after the other
        name, data = written(content(FORMS["disclosure-2014"], number, (), f"{unit}县"), "text, tabs")
        (tmp_path / f"{number}{name}").write_bytes(data)
    result, tables = audited(tmp_path)
    assert len(result.findings) > len(result.submissions) > 2
    assert any(each.submission for finding in result.findings for each in finding.evidence)
    for modules, size in ((REPORTS, 1), (ROWS, 7)):
        for module, name in modules:
            monkeypatch.setattr(module, name, size)
    again, same = audited(tmp_path)
    assert (again.findings, again.outcomes, again.causes) == (result.findings, result.outcomes, result.causes)
    assert again.submissions == result.submissions
    assert all(one.equals(other) for one, other in zip(tables, same, strict=True))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_tables_for_which_there_is_no_room_on_the_disk_stay_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "units.parquet"
    file.symlink_to("/dev/full")
    found = tables.kept_rows(lambda: iter([("甲县", 2017)]), UNREAD, file, 1)
    assert found.lazy().collect().rows() == [("甲县", 2017)]
    assert not file.is_symlink()
