"""What pages show: finished strings, numbers and tuples, so that a template has nothing left to work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Page(Struct, frozen=True):
    """What every page begins and ends with. `words` is the catalogue in the page's language."""

    tag: str
    title: str
    words: Mapping[str, str]
    made_by: str


class Link(Struct, frozen=True):
    """A link; without an address it is plain text."""

    href: str
    text: str
    hint: str = ""


# Nothing to link to.
NO_LINK = Link("", "")


class Count(Struct, frozen=True):
    """A number with its name. `kind` is the key of what is counted, such as error or audited."""

    kind: str
    label: str
    number: int
    meaning: str = ""


class Note(Struct, frozen=True):
    """Something told about a file or a run."""

    level: str
    level_label: str
    code: str
    message: str
    help: str
    place: Link
