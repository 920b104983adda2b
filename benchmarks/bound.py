"""What text whose cells ran together still tells: how many figures are one and the same in every cut that balances."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from auditor.ingest.tables.runs.cut import all_cuts
from tests.ingest.generate.content import content
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_forms import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from tests.ingest.generate.content import Content

_BALANCE = {"new_received": 1, "carried_in": 1, "processed_total": -1, "carried_out": -1}
Cut = tuple[int, ...]


def known_cells(seeds: int) -> tuple[int, int, int, int]:
    """Of the cells of table three of generated reports: all of them, and how many are known from the digits alone,

    from the digits and the row's own total, and from all totals of rows and columns together.
    """
    cells = alone = own = joint = 0
    for form in (FORM_2019, FORM_2021):
        for seed in range(seeds):
            made = content(form, seed)
            cuts = {each.code: _cuts(made, each.code) for each in form.figures if each.table == "办理表"}
            fitting = {code: [cut for cut in all_ if sum(cut[:-1]) == cut[-1]] for code, all_ in cuts.items()}
            cells += len(cuts) * len(MEMBERS)
            alone += sum(map(_known, cuts.values()))
            own += sum(map(_known, fitting.values()))
            joint += sum(map(_known, _balancing(made, fitting).values()))
    return cells, alone, own, joint


def _cuts(made: Content, code: str) -> list[Cut]:
    digits = "".join(str(made.values[code, member.code]) for member in MEMBERS)
    return [tuple(int(digits[a:b]) for a, b in cut) for cut in all_cuts(digits, len(MEMBERS))]


def _known(cuts: Iterable[Cut]) -> int:
    return sum(len(set(column)) == 1 for column in zip(*cuts, strict=True))


def _balancing(made: Content, fitting: dict[str, list[Cut]]) -> dict[str, list[Cut]]:
    """The cuts that stand in some choice for all rows by which every column balances."""
    kept: dict[str, list[Cut]] = {code: [] for code in fitting}
    parts = [each.code for each in made.form.figures if each.part_of == "processed_total"]
    for chosen in product(*fitting.values()):
        row = dict(zip(fitting, chosen, strict=True))
        sums = _added([row[part] for part in parts])
        if sums == row["processed_total"] and not any(
            _added([[sign * each for each in row[code]] for code, sign in _BALANCE.items()])
        ):
            for code, cut in row.items():
                kept[code].append(cut)
    return kept


def _added(rows: Sequence[Sequence[int]]) -> Cut:
    return tuple(map(sum, zip(*rows, strict=True)))
