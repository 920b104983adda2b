"""The tests of rules as people read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.report.views.rules import TestRow
from auditor.report.views.submission import Property
from auditor.report.words.figures import printed
from auditor.report.words.messages import say
from auditor.schema import Kind

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.lang.typed import Case
    from auditor.schema import Form
    from auditor.schema import Schema


def case_row(case: Case, schema: Schema, lang: Lang) -> TestRow:
    """One row of a test: what is given, and what must come out."""
    form = schema.forms.get(case.form)
    given = [
        *(Property(name, _attribute(name, value, lang)) for name, value in case.attributes),
        *(
            Property(_name(form, indicator, member, back, lang), _figure(form, indicator, value, lang))
            for (indicator, member, back), value in case.figures
        ),
        *(
            Property(f"{say(f'aspect_{aspect.value}', lang)}({_name(form, indicator, member, 0, lang)})", str(value))
            for (indicator, member, aspect), value in case.aspects
        ),
        *(
            Property(say(f"field_{field.value}", lang), say("blank", lang) if value is None else str(value))
            for field, value in case.fields
        ),
    ]
    return TestRow(tuple(given), case.expected.value, say(f"verdict_{case.expected.value}", lang))


def _name(form: Form | None, code: str, member: str | None, back: int, lang: Lang) -> str:
    indicator = form.by_code.get(code) if form else None
    name = indicator.name if indicator else code
    if member is not None and form is not None:
        name = say("in_table_of", lang, name=name, member=form.column_name(member))
    if back == 1:
        return say("last_year_of", lang, name=name)
    return say("years_back", lang, name=name, count=back) if back else name


def _figure(form: Form | None, code: str, value: int | None, lang: Lang) -> str:
    if value is None:
        return say("blank", lang)
    indicator = form.by_code.get(code) if form else None
    return f"{printed(value, indicator.measure)}{indicator.measure.unit}" if indicator else str(value)


def _attribute(name: str, value: int | str | None, lang: Lang) -> str:
    if value is None:
        return say("blank", lang)
    _, kind = KNOWN_ATTRIBUTES.get(name, ("", Kind.COUNT))
    if kind is Kind.DATE and isinstance(value, int) and 0 < value <= dt.date.max.toordinal():
        return dt.date.fromordinal(value).isoformat()
    return str(value)
