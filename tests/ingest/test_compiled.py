"""Reports of several units bound in one document: each is a submission; citations and appendices are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import Content
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema
UNITS = ("临江市水务局", "临江市教育局", "临江市")
# A line of its own is what a title is known by; sheets of a workbook are taken apart by their names, too.
FORMATS = [how for how in WRITERS if how not in {"text, flattened", "xlsx"}]
CASES = [(how, form) for number, how in enumerate(FORMATS) for form in (tuple(FORMS)[number % len(FORMS)],)]


def report(form: str, seed: int, unit: str = "", year: int | None = None) -> Content:
    """A report of a unit, of the seed's year or another one."""
    made = content(FORMS[form], seed, (), unit or UNITS[seed % len(UNITS)])
    if year is not None:
        made.blocks[:] = [
            block.replace(str(made.year), str(year)) if isinstance(block, str) else block for block in made.blocks
        ]
        made.year = year
    return made


def bound(*reports: Content) -> Content:
    first = report("disclosure-2021", 1)
    first.blocks[:] = [block for each in reports for block in each.blocks]
    return first


@pytest.mark.parametrize(("how", "form"), CASES)
def test_reports_bound_in_one_document_are_a_submission_each(how: str, form: str) -> None:
    made = [report(form, seed) for seed in (3, 4, 5)]
    name, data = written(bound(*made), how)
    found = read_bytes(name, data, SCHEMA)
    assert [(each.unit, each.year, each.form) for each in found] == [(each.unit, each.year, form) for each in made]
    assert [each.path for each in found] == [f"{name}/{each.unit}{each.year}" for each in made]
    assert len({each.digest for each in found}) == len(made)
    for submission, each in zip(found, made, strict=True):
        assert score(submission, FORMS[form], each.truth).faults == ()
        assert score(submission, FORMS[form], each.truth).missing == 0


def test_what_stands_in_a_part_is_found_on_its_page_of_the_whole() -> None:
    made = [report("disclosure-2021", seed) for seed in (3, 4)]
    first, second = read_bytes(*written(bound(*made), "pdf"), SCHEMA)
    pages = [[fact.origin.page or 0 for fact in each.facts if fact.origin.table] for each in (first, second)]
    assert 0 < max(pages[0]) <= min(pages[1])


def test_a_list_of_the_reports_in_front_is_none_of_them() -> None:
    made = [report("disclosure-2021", seed) for seed in (3, 4)]
    whole = bound(*made)
    whole.blocks[:0] = [f"{each.unit}{each.year}年政府信息公开工作年度报告" for each in made]
    found = read_bytes(*written(whole, "docx"), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, each.year) for each in made]


def test_two_years_of_a_unit_are_two_reports_and_last_years_tables_behind_its_own_are_none() -> None:
    own, before = report("disclosure-2021", 3, "临江市", 2023), report("disclosure-2021", 4, "临江市", 2022)
    found = read_bytes(*written(bound(own, before), "html"), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [("临江市", 2023), ("临江市", 2022)]
    before.blocks[:] = [
        "临江市2022年政府信息公开工作年度报告",
        *(each for each in before.blocks if not isinstance(each, str)),
    ]
    (only,) = read_bytes(*written(bound(own, before), "html"), SCHEMA)
    assert (only.unit, only.year) == ("临江市", 2023)


def test_a_title_of_another_unit_without_tables_begins_no_report() -> None:
    own = report("disclosure-2021", 3)
    own.blocks.append("临江市财政局2023年政府信息公开工作年度报告")
    own.blocks.extend(["上一篇", "本年度，我局按时公布各类信息，" * 60])
    (only,) = read_bytes(*written(own, "docx"), SCHEMA)
    assert (only.unit, only.path) == (own.unit, "报告.docx")
