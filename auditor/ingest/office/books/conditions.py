"""Conditional formats that show a figure to nobody: in the colour of its ground, as a bar alone, as nothing."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.ingest.faint import WHITE
from auditor.ingest.faint import is_alike
from auditor.ingest.layout import UNREAD
from auditor.ingest.office.books.cell_formats import shown
from auditor.ingest.office.books.cell_styles import colour_of
from auditor.ingest.office.books.cell_styles import local
from auditor.ingest.office.books.cell_styles import named
from auditor.ingest.office.books.cell_styles import within
from auditor.ingest.office.books.places import Area
from auditor.ingest.office.books.places import areas_of
from auditor.ingest.office.packages import parse_xml
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

# What a sheet has of which a condition may hide a cell.
CONDITIONAL = re2.compile(
    rb"<(?:\w+:)?cfRule\s[^<>]*dxfId|<(?:\w+:)?(?:dataBar|iconSet)\s[^<>]*showValue=[\"'](?:0|false)"
)
_MOST_AREAS = 500
_FIGURE = regex(r"-?\d{1,15}(?:\.\d{1,15})?")
# Of errors, blanks and zeros nothing is lost.
_HARMLESS = regex(r"IS(?:ERR|NA|BLANK|TEXT)|=\s*(?:0|\"\")\s*$")
_HARMLESS_TYPES = ("containsErrors", "containsBlanks", "duplicateValues", "timePeriod")
_PROBE = 7.0
_LONGEST = 20_000
_STYLES = re2.compile(rb"<(?:\w+:)?dxf>")
_TESTS: Mapping[str, Callable[[Decimal, Sequence[Decimal]], bool]] = MappingProxyType(
    {
        "equal": lambda value, limits: value == limits[0],
        "notEqual": lambda value, limits: value != limits[0],
        "greaterThan": lambda value, limits: value > limits[0],
        "greaterThanOrEqual": lambda value, limits: value >= limits[0],
        "lessThan": lambda value, limits: value < limits[0],
        "lessThanOrEqual": lambda value, limits: value <= limits[0],
        "between": lambda value, limits: min(limits) <= value <= max(limits),
        "notBetween": lambda value, limits: not min(limits) <= value <= max(limits),
    }
)


class Hiding(Struct, frozen=True):
    """Where figures are not seen that pass a test against limits; all where there is no test."""

    areas: tuple[Area, ...]
    test: str = ""
    limits: tuple[Decimal, ...] = ()

    def hides(self, text: str) -> bool:
        """Whether a text is a figure that is not seen, a zero apart."""
        if not _FIGURE.fullmatch(text) or not (value := Decimal(text)):
            return False
        return not self.test or _TESTS[self.test](value, self.limits)


def hiding_conditions(sheet: Element, styles: bytes) -> Iterator[Hiding]:
    """The conditions of a sheet on which figures are not seen, by the styles of its workbook."""
    unseen = _unseen_styles(styles)
    for element in named(sheet, "conditionalFormatting"):
        areas = tuple(areas_of(element.get("sqref", "")[:_LONGEST]))[:_MOST_AREAS]
        for rule in element:
            bare = any(each.get("showValue") in ("0", "false") for each in named(rule, "dataBar", "iconSet"))
            if bare:
                yield Hiding(areas)
            elif rule.get("dxfId") in unseen and (found := _condition(rule, areas)) is not None:
                yield found


def _condition(rule: Element, areas: tuple[Area, ...]) -> Hiding | None:
    formulas = [(each.text or "").strip() for each in rule if local(each) == "formula"]
    if rule.get("type") in _HARMLESS_TYPES or any(map(_HARMLESS.search, formulas)):
        return None
    test = rule.get("operator", "") if rule.get("type") == "cellIs" else ""
    if test not in _TESTS or not formulas or not all(map(_FIGURE.fullmatch, formulas)):
        return Hiding(areas)
    return Hiding(areas, test, tuple(map(Decimal, formulas)))


def _unseen_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the styles of conditions in which a figure is not seen."""
    if not _STYLES.search(styles):
        return frozenset()
    forms = within(parse_xml(styles), "dxfs")
    return frozenset(str(number) for number, form in enumerate(forms) if _is_unseen(form))


def _is_unseen(form: Element) -> bool:
    """Whether a style shows nothing of a figure, or shows it in the colour of its ground."""
    codes = [each.get("formatCode", "") for each in form if local(each) == "numFmt"]
    if any(shown(code, _PROBE).endswith(UNREAD) for code in codes):
        return True
    letters = [colour for font in named(form, "color") if (colour := colour_of(font)) is not None]
    grounds = [colour_of(each) for each in named(form, "bgColor")] or [WHITE]
    return any(ground is not None and is_alike(colour, ground) for colour in letters for ground in grounds)
