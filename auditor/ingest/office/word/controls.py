"""Content controls of a word processor's document that do not show what stands in them.

Those bound to data of the document show what the data say, whatever was kept beside them; those that still ask to be
filled in say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.office.word.numbering import W
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_BINDING = f"{W}sdtPr/{W}dataBinding"
_STEP = regex(r"/(@)?(?:[\w.-]{1,100}:)?([\w.-]{1,200})(?:\[(\d{1,6})\])?")


def settle_controls(body: Element, data: Mapping[str, Element]) -> None:
    """Empties the controls that only ask, and leaves a sign in bound ones whose figures their data tell otherwise.

    `data` are the data of the document by their numbers, in capitals.
    """
    for control in body.iter(W + "sdt"):
        texts = list(control.iter(W + "t"))
        if not texts:
            continue
        if _only_asks(control, texts):
            for text in texts:
                text.text = ""
        elif (binding := control.find(_BINDING)) is not None:
            bound = _bound(binding, data)
            if bound is not None and _digits(bound) != _digits(_said(texts)):
                texts[-1].text = (texts[-1].text or "") + UNREAD


def _only_asks(control: Element, texts: Sequence[Element]) -> bool:
    """Whether a control still says what to write there."""
    asks = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return asks and not any(map(str.isdecimal, _said(texts)))


def _said(texts: Iterable[Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _bound(binding: Element, data: Mapping[str, Element]) -> str | None:
    """What the data say at the place that a control is bound to; None where there is no such place."""
    found = data.get(binding.get(W + "storeItemID", "").upper())
    path = binding.get(W + "xpath", "")
    steps = list(_STEP.finditer(path))
    if found is None or not steps or "".join(step.group() for step in steps) != path:
        return None
    if _name(found) != steps[0].group(2):
        return None
    for step in steps[1:]:
        attribute, name, number = step.groups()
        if attribute:
            return next((value for key, value in found.items() if key.rpartition("}")[2] == name), None)
        at = int(number or 1)
        same = [child for child in found if _name(child) == name]
        if not 0 < at <= len(same):
            return None
        found = same[at - 1]
    return "".join(found.itertext())


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
