"""What pages show: finished strings, numbers and tuples, so that a template has nothing left to work out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Page:
    """What every page begins and ends with. `words` is the catalogue in the page's language."""

    tag: str
    title: str
    words: Mapping[str, str]
    made_by: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; without an address it is plain text."""

    href: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its name. `kind` is the key of what is counted, such as error or audited."""

    kind: str
    label: str
    number: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something told about a file or a run."""

    level: str
    level_label: str
    code: str
    message: str
    help: str
    place: Link
