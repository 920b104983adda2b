"""Random figures of a form that agree with each other, as its rules want them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.schema import Kind
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.grid_forms import MEMBERS

if TYPE_CHECKING:
    import random

    from auditor.schema import Form
    from tests.ingest.truth.typed import Key

Values = dict["Key", Decimal]
APPLICANTS = tuple(member.code for member in MEMBERS[:-1])
TOTAL = MEMBERS[-1].code
_SMALL = (0, 0, 0, 0, 0, 1, 2, 3, 7)
_ANY = (0, 0, 0, 1, 2, 5, 12, 30, 101, 478, 1683, 20480, 123456)
_SUMS = {
    "requests_received": ("requests_in_person", "requests_letter"),
    "requests_completed": ("completed_on_time", "completed_delayed"),
    "reply_denied": ("denied_state_secret", "denied_other"),
    "reviews_total": ("reviews_upheld", "reviews_other"),
    "lawsuits_total": ("lawsuits_upheld", "lawsuits_other"),
    "staff_total": ("staff_full_time", "staff_part_time"),
}
_REPLIES = (
    *("reply_already_public", "reply_granted", "reply_partial", "reply_denied"),
    *("reply_not_held", "reply_not_existing", "reply_amend", "reply_other_route"),
)


def figures(form: Form, rng: random.Random) -> Values:
    """Figures of every cell of a form in the printed unit."""
    return _one_column(rng) if form is FORM_2014 else _several_columns(form, rng)


def _one_column(rng: random.Random) -> Values:
    values: Values = {}
    for each in FIGURES:
        count = Decimal(rng.choice(_ANY if each.number.startswith(("一", "二", "八", "九")) else _SMALL))
        money = each.measure.kind is Kind.MONEY and rng.random() < 0.5
        values[each.code, None] = count + Decimal(rng.randint(1, 99)) / 100 if money else count
    codes = [each.code for each in FIGURES]
    for total, (first, last) in _SUMS.items():
        parts = codes[codes.index(first) : codes.index(last) + 1]
        values[total, None] = sum((values[part, None] for part in parts), Decimal(0))
    values["replies_total", None] = sum((values[part, None] for part in _REPLIES), Decimal(0))
    return values


def _several_columns(form: Form, rng: random.Random) -> Values:
    values: Values = {}
    for each in form.figures:
        if each.table == "公开表":
            count = Decimal(rng.choice(_ANY))
            change = each.signed and rng.random() < 0.5
            money = each.measure.kind is Kind.MONEY and rng.random() < 0.7
            values[each.code, None] = -count if change else count + Decimal(rng.randint(0, 99)) / 100 * money
    _applications(form, rng, values)
    leaves = [each.code for each in form.figures if each.table == "争议表"]
    for start, end in pairwise(range(0, len(leaves) + 1, 5)):
        for code in leaves[start : end - 1]:
            values[code, None] = Decimal(rng.choice(_SMALL) if rng.random() < 0.4 else 0)
        values[leaves[end - 1], None] = sum((values[code, None] for code in leaves[start : end - 1]), Decimal(0))
    return values


def _applications(form: Form, rng: random.Random, values: Values) -> None:
    """Table three: results sum to their total, what came in is what went out, columns sum to the last one."""
    parts = [each.code for each in form.figures if each.part_of == "processed_total"]
    busy = rng.choice((0.02, 0.1, 0.4))
    for column in APPLICANTS:
        for part in parts:
            values[part, column] = Decimal(rng.choice((1, 1, 2, 3, 10, 25, 130)) if rng.random() < busy else 0)
        processed = sum((values[part, column] for part in parts), Decimal(0))
        out = Decimal(rng.choice(_SMALL) if rng.random() < 0.2 else 0)
        taken_over = Decimal(rng.randint(0, int(min(processed + out, Decimal(9)))))
        values["processed_total", column] = processed
        values["carried_out", column] = out
        values["carried_in", column] = taken_over
        values["new_received", column] = processed + out - taken_over
    for code in (*parts, "processed_total", "carried_out", "carried_in", "new_received"):
        values[code, TOTAL] = sum((values[code, column] for column in APPLICANTS), Decimal(0))
