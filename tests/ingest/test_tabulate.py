from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from auditor.document import Attribute
from auditor.document import Enumeration
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Rate
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.ingest.tabulate import tabulate
from auditor.schema import Schema
from auditor.schema import Stance
from auditor.source import Span
from tests.ingest.forms_2014 import FORM_2014

SCHEMA = Schema(forms={FORM_2014.code: FORM_2014})
HERE = Origin(Span(0, 1), 1)


def submission(*facts: Fact, **others: Any) -> Submission:  # noqa: ANN401 - whatever a submission has
    return Submission("a.txt", "d", Status.AUDITED, "某县", 2018, FORM_2014.code, facts=facts, **others)


def cell(indicator: str, value: int | None, **others: Any) -> Fact:  # noqa: ANN401 - whatever a fact has
    return Fact(indicator, HERE, "", value=value, **others)


def mention(indicator: str, value: int, **others: Any) -> Fact:  # noqa: ANN401 - whatever a fact has
    return Fact(indicator, HERE, "", value=value, stance=Stance.FIGURE, **others)


def column(name: str, *facts: Fact) -> list[Any]:
    return tabulate([submission(*facts)], SCHEMA).figures.lazy().collect()[name].to_list()


def test_the_tables_have_the_columns_that_rules_are_judged_by() -> None:
    table = tabulate([], SCHEMA)
    assert dict(table.records.schema) == dict(RECORDS)
    assert dict(table.figures.schema) == dict(FIGURES)
    assert dict(table.attributes.schema) == dict(ATTRIBUTES)
    assert dict(table.enumerations.schema) == dict(ENUMERATIONS)
    assert dict(table.rates.schema) == dict(RATES)


def test_only_what_is_audited_is_tabulated() -> None:
    other = Submission("b.txt", "d", Status.NOT_APPLICABLE)
    table = tabulate([other, submission(cell("meetings", 3))], SCHEMA)
    assert table.records.rows() == [(0, "a.txt", "某县", 2018, "disclosure-2014")]
    assert table.figures.lazy().collect()["record"].to_list() == [0]


def test_a_figure_in_doubt_is_not_stored() -> None:
    doubted = cell("meetings", 5, reading=Reading.DOUBTFUL, doubt="loose")
    assert column("stored", cell("meetings", 3), doubted) == [3, None]


def test_a_unit_word_other_than_the_forms_is_stray() -> None:
    facts = (
        cell("budget", 1, unit="元"),
        cell("budget", 1, unit="万元"),
        cell("budget", 1),
        cell("meetings", 1, unit="次 "),
    )
    assert column("stray_unit", *facts) == [True, False, False, False]


def test_a_note_is_noted() -> None:
    assert column("noted", cell("meetings", 9, note="县级"), cell("meetings", 9)) == [True, False]


def test_a_mention_agrees_elsewhere_when_another_one_equals_the_table() -> None:
    facts = (cell("meetings", 3), mention("meetings", 3), mention("meetings", 5))
    assert column("agrees_elsewhere", *facts) == [False, False, True]


def test_a_mention_agrees_elsewhere_when_a_note_in_the_cell_equals_it() -> None:
    facts = (
        cell("trainees", 610, note="县级240", note_values=(240,)),
        mention("trainees", 240),
        mention("trainees", 250),
    )
    assert column("agrees_elsewhere", *facts) == [False, True, False]


def test_a_loose_mention_agrees_with_all_that_its_words_can_mean() -> None:
    facts = (
        cell("channel_website", 12034),
        mention("channel_website", 12000, low=11500, high=12500),
        mention("channel_website", 9),
    )
    assert column("agrees_elsewhere", *facts) == [False, False, True]


def test_attributes_enumerations_and_rates_are_rows() -> None:
    whole = submission(
        attributes=(Attribute("年度", 2018), Attribute("文种", None, "年度报告")),
        enumerations=(Enumeration(HERE, "", "件", 6, (3, 2, 1), (), complete=True),),
        rates=(Rate(HERE, "", 9269, 9476, 978, 1, ()),),
    )
    table = tabulate([whole], SCHEMA)
    assert table.attributes.lazy().collect().rows() == [(0, "年度", 2018, None), (0, "文种", None, "年度报告")]
    assert table.enumerations.rows() == [(0, 0, 6, 6, 3, 3, 1, 0, 0, 0)]
    assert table.rates.rows() == [(0, 0, 9269, 9476, 978, 1000, 0, 0, 0, None, 0)]


def published(path: str, day: int | None, *facts: Fact, judged: bool = True) -> Submission:
    days = (Attribute("公布日期", day),) if day is not None else ()
    status = Status.AUDITED if judged else Status.NOT_APPLICABLE
    return replace(submission(*facts, attributes=days), path=path, status=status)


def first(*received: Submission) -> list[Any]:
    return tabulate(received, SCHEMA).first.select("record", "submission", "indicator", "stored", "reading").rows()


def test_the_report_that_was_published_first_is_kept_beside_the_one_that_took_its_place() -> None:
    old = published("a.txt", 100, cell("meetings", 3), mention("meetings", 3), judged=False)
    assert first(old, published("b.txt", 200, cell("meetings", 4))) == [(0, "a.txt", "meetings", 3, "value")]


def test_a_later_report_that_was_passed_over_is_not_the_first() -> None:
    less = published("a.txt", 200, cell("meetings", 3), judged=False)
    assert first(published("b.txt", 100, cell("meetings", 4)), less) == []


def test_where_a_day_is_not_known_no_figure_is_the_first() -> None:
    old = published("a.txt", None, cell("meetings", 3), judged=False)
    assert first(old, published("b.txt", 200, cell("meetings", 4))) == [(0, "a.txt", "meetings", None, "doubtful")]


def test_the_report_of_another_unit_or_year_is_no_earlier_one() -> None:
    other = replace(published("a.txt", 100, cell("meetings", 3), judged=False), year=2017)
    assert first(other, published("b.txt", 200, cell("meetings", 4))) == []
