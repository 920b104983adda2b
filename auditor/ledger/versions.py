"""Two versions of one submission: the figures that differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Reading
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.schema import Form
    from auditor.schema import Schema

_Key = tuple[str, str, str, int]


class Changed(Struct, frozen=True):
    """A figure that differs; `then` or `now` is None where the version does not have it. `line` is that of the text."""

    name: str
    is_narrative: bool
    then: str | None
    now: str | None
    line: int


def packed_figures(submission: Submission, schema: Schema) -> str:
    """The figures of a submission as one line of JSON: name, place in kind, as printed, and its line of the text."""
    form = schema.forms.get(submission.form or "")
    told = [] if form is None else [_packed(fact, form) for fact in submission.facts if _is_figure(fact, form)]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def changed_figures(then: str, now: str) -> tuple[Changed, ...]:
    """What differs between two versions, as `packed_figures` gave them, in the order of the later one."""
    before, after = _by_key(json.loads(then)), _by_key(json.loads(now))
    found = []
    for key in (*after, *(key for key in before if key not in after)):
        was, is_now = before.get(key), after.get(key)
        if was is None or is_now is None or was[0] != is_now[0]:
            line = (is_now or was or ("", 0))[1]
            found.append(Changed(key[1], key[0] == "narrative", was and was[0], is_now and is_now[0], line))
    return tuple(found)


# ------------------------------------------------------------------------------------------------------------- within


def _is_figure(fact: Fact, form: Form) -> bool:
    indicator = form.by_code.get(fact.indicator)
    return indicator is not None and not indicator.is_heading and fact.stance is not Stance.MENTION


def _packed(fact: Fact, form: Form) -> list[str | int]:
    name = form.cell_name(form.by_code[fact.indicator], fact.member)
    raw = " ".join(fact.raw.split())
    said = "" if fact.reading is Reading.BLANK else raw
    return ["narrative" if fact.is_narrative else "table", name, said, fact.origin.line]


def _by_key(figures: Iterable[list[str | int]]) -> Mapping[_Key, tuple[str, int]]:
    """The figures by kind, name and which of its name it is."""
    counts: dict[tuple[str, str], int] = {}
    found: dict[_Key, tuple[str, int]] = {}
    for kind, name, said, line in figures:
        place = (str(kind), str(name))
        counts[place] = counts.get(place, 0) + 1
        found[(*place, "", counts[place])] = (str(said), int(line))
    return found
