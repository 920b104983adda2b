"""What a page is made of: its elements, checked for balance, its ids and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from html.parser import HTMLParser

_HAN = re.compile("[\u3400-\u9fff]")
_VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})


@dataclass
class Outline(HTMLParser):
    """The outline of a page, filled while it is parsed."""

    open: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = {name: value or "" for name, value in attrs}
        if len(known) != len(attrs):
            self.problems.append(f"<{tag}> has an attribute twice")
        self.attributes.extend(known.items())
        self.ids.extend(value for name, value in known.items() if name == "id")
        self.links.extend(value for name, value in known.items() if name in {"href", "src", "action"})
        if tag not in _VOID:
            self.open.append(tag)
            self.languages.append(known.get("lang", self.languages[-1] if self.languages else ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]} at {self.getpos()}")
        else:
            self.open.pop()
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text.append(data)
            if _HAN.search(data) and not self.languages[-1].startswith("zh") and self.open[-1] != "title":
                self.unmarked.append(data)


def outline(page: str) -> Outline:
    """The outline of a whole page."""
    found = Outline()
    found.feed(page)
    found.close()
    found.problems.extend(f"<{tag}> is never closed" for tag in found.open)
    return found
