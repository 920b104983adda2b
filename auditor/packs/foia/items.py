"""The figures of each component and of the agency, gathered from the sections of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.packs.foia.sections import RANKS
from auditor.packs.foia.sections import Labelled
from auditor.packs.foia.sections import Listed
from auditor.packs.foia.sections import Plain
from auditor.packs.foia.sections import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.packs.foia.markup import Element
    from auditor.packs.foia.sections import Field
    from auditor.packs.foia.sections import Section

_ASSOCIATION = "OrganizationAssociation"


class Entry(Struct, frozen=True):
    """One figure as the file has it: its section, its indicator, its characters, its element and the line of it.

    `is_listed` is false for a figure that a list leaves out, as the official tool does where it is zero.
    """

    section: Section
    code: str
    text: str
    element: str
    line: int
    member: str | None = None
    is_listed: bool = True


def items_of(
    root: Element, sections: tuple[Section, ...], bodies: frozenset[str]
) -> tuple[Mapping[str, tuple[Entry, ...]], tuple[Words, ...]]:
    """By the identifier of each body its figures in the order of the form, with what is odd in the file."""
    entries: dict[str, list[Entry]] = {}
    odd: list[Words] = []
    for section in sections:
        for element in root.all(section.element):
            owners = dict(_owners(element))
            for item in element.all(section.item):
                owner = owners.get(item.attributes.get("id", ""))
                if owner is None or owner not in bodies:
                    odd.append(_unowned(section, item, owner))
                    continue
                for found in _entries(section, item):
                    if isinstance(found, Words):
                        odd.append(found)
                    else:
                        entries.setdefault(owner, []).append(found)
    return {key: tuple(found) for key, found in entries.items()}, tuple(odd)


def _owners(section: Element) -> Iterator[tuple[str, str]]:
    """Which item is whose, as the associations of a section say."""
    for child in section.children:
        data, body = child.first("ComponentDataReference"), child.first("OrganizationReference")
        if child.name.endswith(_ASSOCIATION) and data is not None and body is not None:
            yield data.attributes.get("ref", ""), body.attributes.get("ref", "")


def _unowned(section: Section, item: Element, owner: str | None) -> Words:
    place = f"{section.number} {item.name} {item.attributes.get('id', '?')}, line {item.line}"
    if owner is None:
        return Words(f"没有写明属于哪个单位，未读取：{place}", f"belongs to no organization and was not read: {place}")
    return Words(
        f"所属单位 {owner} 没有声明，未读取：{place}", f"the organization {owner} is not declared, not read: {place}"
    )


def _entries(section: Section, item: Element) -> Iterator[Entry | Words]:
    for field in section.fields:
        yield from _of_field(section, item, field)


def _of_field(section: Section, item: Element, field: Field) -> Iterator[Entry | Words]:
    match field:
        case Plain(path, code, member):
            yield from (_entry(section, code, found, member) for found in item.all(path))
        case Listed(path, code):
            yield from (_entry(section, code, found) for found in item.all(path))
        case Labelled():
            yield from _labelled(section, item, field)
        case Ranked():
            yield from _ranked(section, item, field)


def _entry(section: Section, code: str, element: Element, member: str | None = None) -> Entry:
    return Entry(section, code, element.text, element.name, element.line, member)


def _labelled(section: Section, item: Element, field: Labelled) -> Iterator[Entry | Words]:
    codes = {_plain(label): code for label, code in field.codes}
    found: dict[str, list[Element]] = {}
    for each in item.all(field.path):
        label, quantity = each.said(field.label), each.first(field.quantity)
        code = codes.get(_plain(label))
        if code is None or quantity is None:
            place = f"{section.number} {each.name} “{label}”, line {each.line}"
            yield Words(f"不认识的项目，未读取：{place}", f"an unknown item was not read: {place}")
        else:
            found.setdefault(code, []).append(quantity)
    for _, code in field.codes:
        listed = found.get(code)
        if listed is None:
            yield Entry(section, code, "", f"{item.name} (–)", item.line, field.member, is_listed=False)
        else:
            yield from (_entry(section, code, each, field.member) for each in listed)


def _plain(label: str) -> str:
    return "".join(char for char in label.casefold() if char.isalnum() or char == "+")


def _ranked(section: Section, item: Element, field: Ranked) -> Iterator[Entry | Words]:
    listed = tuple(item.all(field.path))
    for rank, each in enumerate(listed[:RANKS], start=1):
        days, date = each.first(field.days), each.first(field.date)
        if days is not None:
            yield _entry(section, f"{field.code}_{rank}", days)
        if date is not None:
            yield _entry(section, field.date_code, date)
    for rank in range(len(listed) + 1, RANKS + 1):
        yield Entry(section, f"{field.code}_{rank}", "", f"{item.name} (–)", item.line, is_listed=False)
    if len(listed) > RANKS:
        place = f"{section.number} {item.name}, line {item.line}"
        yield Words(
            f"多于 {RANKS} 项，其余未读取：{place}", f"more than {RANKS} items, the others were not read: {place}"
        )
