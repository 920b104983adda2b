"""What offices do to the tables of a report before they send it, by name: each changes the blocks of a `Content`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.generate import office_2014
from tests.ingest.generate import office_applications
from tests.ingest.generate import office_common
from tests.ingest.generate import office_others
from tests.ingest.generate import office_rare
from tests.ingest.generate.office_blocks import each
from tests.ingest.generate.office_blocks import in_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ingest.generate.office_blocks import Change

CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "as printed": lambda _: None,
        "parted": each(office_common.parted),
        "repeated": each(office_common.repeated),
        "turned": each(office_common.turned),
        "numbered": each(office_common.numbered),
        "lettered": each(office_common.lettered),
        "captioned": each(office_common.captioned),
        "footed": each(office_common.footed),
        "blank rows": each(office_common.blank_rows),
        "blank columns": each(office_common.blank_columns),
        "with units": office_common.with_units,
        "decimals": each(office_common.decimals),
        "broken words": each(office_common.broken_words),
        "short heads": in_table(1, office_applications.short_heads),
        "org subtotal": in_table(1, office_applications.org_subtotal),
        "org subtotal first": in_table(1, office_applications.org_subtotal_first),
        "total first": in_table(1, office_applications.total_first),
        "one head row": in_table(1, office_applications.one_head_row),
        "indented": in_table(1, office_applications.indented),
        "joined labels": in_table(1, office_applications.joined_labels),
        "without side": in_table(1, office_applications.without_side),
        "last year column": in_table(1, office_applications.last_year_columns),
        "ratio column": in_table(1, office_applications.ratio_column),
        "unit column": in_table(1, office_applications.unit_column),
        "heads on two rows": in_table(1, office_applications.heads_on_two_rows),
        "dispute list": in_table(2, office_others.dispute_list),
        "dispute rows": in_table(2, office_others.dispute_rows),
        "two dispute tables": office_others.two_dispute_tables,
        "active tables": office_others.active_tables,
        "article column": in_table(0, office_others.article_column),
        "side by side": in_table(0, office_2014.side_by_side, of_2014=True),
        "without units": in_table(0, office_2014.without_units, of_2014=True),
        "unit last": in_table(0, office_2014.unit_last, of_2014=True),
        "year columns": in_table(0, office_2014.year_columns, of_2014=True),
        "explained": in_table(0, office_2014.explained, of_2014=True),
        "coded": in_table(0, office_2014.coded, of_2014=True),
        "number column": in_table(0, office_2014.number_column, of_2014=True),
        "in yuan": office_2014.in_yuan,
        "part bars": in_table(0, office_2014.part_bars, of_2014=True),
        "last year's tables": office_2014.extra_year_table,
        "numerals": each(office_rare.chinese),
        "numerals of cheques": each(office_rare.formal),
        "figures as texts": each(office_rare.apostrophes),
        "starred": each(office_rare.starred),
        "circled": each(office_rare.circled),
        "wide": each(office_rare.wide),
        "wide thousands": each(office_rare.wide_thousands),
        "ended": each(office_rare.ended),
        "counted": each(office_rare.counted),
        "colons": each(office_rare.colons),
        "half width": each(office_rare.half_width),
        "Arabic numbers": each(office_rare.arabic),
        "one sign a line": each(office_rare.one_sign_a_line),
        "notes between": each(office_rare.notes_between),
        "heads again": each(office_rare.heads_again),
        "other heads": each(office_rare.other_heads),
        "heads with units": in_table(1, office_rare.heads_with_units),
        "numbers apart": in_table(1, office_rare.numbers_apart),
        "shuffled": in_table(1, office_rare.shuffled),
        "foreign column": in_table(1, office_rare.foreign_column),
        "merged units": in_table(0, office_rare.merged_units, of_2014=True),
        "report behind": office_rare.report_behind,
        "tables before": office_rare.report_before,
        "quarter columns": in_table(0, office_2014.quarter_columns, of_2014=True),
    }
)
