"""XML as a plain tree with lines, and nothing else: a document type is refused, so that nothing can declare an entity.

Names are kept without their namespaces, whose versions change from year to year while the elements stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct
from msgspec import field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

_MOST_ELEMENTS = 500_000
MOST_DEPTH = 40
_SEPARATOR = " "


class UnsafeError(Exception):
    """What an XML file of figures has no need of."""


class MalformedError(Exception):
    """No well-formed XML; `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class Element(Struct):
    """An element: its local name, its attributes by local name, its own text, and the line that it begins in."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stands directly within, blanks around it left out."""
        return "".join(self.texts).strip()

    def all(self, path: str) -> Iterator[Element]:
        """The elements at a path below, names parted by `/`, in the order of the file."""
        name, _, rest = path.partition("/")
        for child in self.children:
            if child.name == name:
                yield from child.all(rest) if rest else (child,)

    def first(self, path: str) -> Element | None:
        """The first element at a path below."""
        return next(self.all(path), None)

    def said(self, path: str) -> str:
        """The text of the first element at a path below, empty where there is none."""
        found = self.first(path)
        return found.text if found else ""


def parse(data: bytes) -> Element:
    """The root of a document.

    Raises:
        MalformedError: it is no XML.
        UnsafeError: it declares a document type, or is larger than any report.
    """
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - the last argument of expat
    except expat.ExpatError as error:
        raise MalformedError(expat.ErrorString(error.code), error.lineno) from error
    return builder.root.children[0]


class _Builder:
    """The tree as it grows."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.root = Element("", {}, 0)
        self._open = [self.root]
        self._count = 0

    def _refuse(self, *_: object) -> None:
        message = f"DOCTYPE, line {self.parser.CurrentLineNumber}"
        raise UnsafeError(message)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) > MOST_DEPTH:
            message = f"> {_MOST_ELEMENTS} elements, > {MOST_DEPTH} levels, line {self.parser.CurrentLineNumber}"
            raise UnsafeError(message)
        local = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), local, self.parser.CurrentLineNumber)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].texts.append(text)


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
