"""How figures and dates are printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.schema import Kind
from auditor.source import squeezed

if TYPE_CHECKING:
    from auditor.document import Attribute
    from auditor.schema import Measure


def exact(stored: int, measure: Measure) -> Decimal:
    """A stored integer in the printed unit: 6,600,000 in 万元 is 6.6."""
    return Decimal(stored) / Decimal(measure.factor)


def printed(stored: int, measure: Measure) -> str:
    """A stored integer as people write it, without a unit."""
    return plain(exact(stored, measure))


def plain(number: Decimal) -> str:
    """A number in digits, without an exponent or idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def differs(value: str, raw: str) -> bool:
    """Whether the printed characters say more than the value: `9(县级)` does, `１２` and `1,234` do not."""
    bare = squeezed(raw).replace(",", "")
    return bare != value


def attribute_text(attribute: Attribute) -> str:
    """What is known of a report, as people write it."""
    if attribute.text is not None:
        return attribute.text
    if attribute.number is None:
        return ""
    _, kind = KNOWN_ATTRIBUTES.get(attribute.name, ("", Kind.COUNT))
    if kind is Kind.DATE and 0 < attribute.number <= dt.date.max.toordinal():
        return dt.date.fromordinal(attribute.number).isoformat()
    return str(attribute.number)


def share_text(part: int, whole: int) -> str:
    """A share in whole percent, rounded half up; empty of nothing."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ""
