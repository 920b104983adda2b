"""What a person read in a real document: the figures of its tables, and whose and of which year it is.

`?` is a figure that the document does not give away even to a person (digits that ran together, blanks that were
lost); `_` is a blank. Figures are as printed, in the printed unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_forms import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.schema import Form

FORMS: Mapping[str, Form] = MappingProxyType({form.code: form for form in (FORM_2014, FORM_2019, FORM_2021)})
Key = tuple[str, str | None]
UNKNOWN = "?"
BLANK = "_"


@dataclass(frozen=True, slots=True)
class Truth:
    """The figures of one document.

    A form of one column is typed as all its `figures` in the printed order; other forms as codes with their figure
    """

    path: str
    form: str
    unit: str | None
    year: int
    figures: str = ""
    singles: str = ""
    rows: str = ""
    usual: str = ""
    format: str = "text"

    @property
    def cells(self) -> Mapping[Key, str]:
        """Every cell of the tables as typed."""
        if self.figures:
            typed = self.figures.split()
            return {(each.code, None): figure for each, figure in zip(FIGURES, typed, strict=True)}
        words = self.singles.split()
        cells: dict[Key, str] = {(code, None): figure for code, figure in zip(words[::2], words[1::2], strict=True)}
        if self.usual:
            rows = (each.code for each in FORMS[self.form].figures if each.members)
            cells |= {(code, member.code): self.usual for code in rows for member in MEMBERS}
        for line in self.rows.strip().splitlines():
            code, *figures = line.split()
            cells |= {(code, member.code): figure for member, figure in zip(MEMBERS, figures, strict=True)}
        return cells

    @property
    def stored(self) -> Mapping[Key, int | None]:
        """The cells that a person can read, as stored integers; None is a blank."""
        form = FORMS[self.form]
        return {
            key: None if figure == BLANK else int(Decimal(figure) * form.by_code[key[0]].measure.factor)
            for key, figure in self.cells.items()
            if figure != UNKNOWN
        }
