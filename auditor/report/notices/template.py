"""A notice from a Word document that a supervisor edits: placeholders in braces, and a row that repeats.

`{{单位}}` is replaced wherever it stands, in the body, in tables, in head and foot; a table row with a placeholder of a
finding, such as `{{序号}}`, is repeated for each of them. There is nothing else to it: no expression, no loop, no code.
"""

from __future__ import annotations

import io
import re
from copy import deepcopy
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx import Document
from docx.oxml.ns import qn

from auditor.diagnostics import Lang
from auditor.report.files.documents import printable
from auditor.report.files.documents import settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement

    from auditor.report.views.notice import NoticeItem
    from auditor.report.views.notice import NoticeView

_TEMPLATES = MappingProxyType({Lang.ZH: "notice.docx", Lang.EN: "notice.en.docx"})
_LONGEST_TITLE = 200  # the library takes 255 characters
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}\s]{1,20})\s*\}\}")

OF_NOTICE: Mapping[str, Callable[[NoticeView], str]] = MappingProxyType(
    {
        "单位": lambda view: view.unit,
        "年度": lambda view: view.year,
        "期限": lambda view: view.deadline,
        "期限说明": lambda view: view.deadline_text,
        "审核单位": lambda view: view.office,
        "说明": lambda view: view.lead,
        "文件": lambda view: view.files,
        "问题数": lambda view: str(view.counts["count"]),
        "强制数": lambda view: str(view.counts["error"]),
        "核实数": lambda view: str(view.counts["warning"]),
    }
)
OF_ITEM: Mapping[str, Callable[[NoticeItem], str]] = MappingProxyType(
    {
        "序号": lambda item: str(item.number),
        "级别": lambda item: item.severity_label,
        "规则": lambda item: item.rule,
        "标题": lambda item: item.title,
        "问题": lambda item: "\n".join(filter(None, (item.message or item.title, item.cause))),
        "算式": lambda item: item.formula,
        "位置": lambda item: "\n".join(item.places),
        "要求": lambda item: item.required,
        "依据": lambda item: item.basis,
        "问题编号": lambda item: item.finding,
    }
)


def shipped_template(lang: Lang) -> bytes:
    """The template that comes with the program, in one language; its placeholders are the same in both."""
    return files("auditor.report").joinpath("templates", _TEMPLATES[lang]).read_bytes()


def fill(template: bytes, view: NoticeView) -> bytes:
    """The template filled in. A placeholder that means nothing stays as it is, for everyone to see."""
    made = Document(io.BytesIO(template))
    general = {name: text(view) for name, text in OF_NOTICE.items()}
    for root in _roots(made):
        for row in [*root.iter(qn("w:tr"))]:
            if _names(row) & OF_ITEM.keys():
                _repeat(row, view, general)
        for paragraph in root.iter(qn("w:p")):
            _replace(paragraph, general)
    made.core_properties.title = printable(f"{view.heading} {view.unit} {view.year}")[:_LONGEST_TITLE]
    buffer = io.BytesIO()
    made.save(buffer)
    return settled(buffer.getvalue())


def unknown_placeholders(template: bytes) -> tuple[str, ...]:
    """The placeholders of a template that mean nothing, in their order.

    Raises:
        ValueError: it is no DOCX document.
    """
    try:
        made = Document(io.BytesIO(template))
    except (BadZipFile, KeyError, SyntaxError) as error:  # a damaged part is a syntax error of its XML
        raise ValueError(str(error)) from error
    texts = (_text(paragraph) for root in _roots(made) for paragraph in root.iter(qn("w:p")))
    found = dict.fromkeys(name for text in texts for name in _PLACEHOLDER.findall(text))
    return tuple(name for name in found if name not in OF_NOTICE and name not in OF_ITEM)


def _roots(made: DocumentType) -> Iterator[BaseOxmlElement]:
    """The body, and the heads and feet of the pages."""
    yield made.element.body
    for part in made.sections:
        for edge in (part.header, part.footer, part.first_page_header, part.first_page_footer):
            if not edge.is_linked_to_previous:
                yield edge._element  # noqa: SLF001 - the library gives no other way to a part as a whole


def _names(row: BaseOxmlElement) -> set[str]:
    return {name for paragraph in row.iter(qn("w:p")) for name in _PLACEHOLDER.findall(_text(paragraph))}


def _repeat(row: BaseOxmlElement, view: NoticeView, general: Mapping[str, str]) -> None:
    parent = row.getparent()
    if parent is None:
        return
    place = parent.index(row)
    for number, item in enumerate(view.items):
        copy = deepcopy(row)
        known = {**general, **{name: text(item) for name, text in OF_ITEM.items()}}
        for paragraph in copy.iter(qn("w:p")):
            _replace(paragraph, known)
        parent.insert(place + number, copy)
    parent.remove(row)


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _replace(paragraph: BaseOxmlElement, known: Mapping[str, str]) -> None:
    """Puts values in. Word cuts a placeholder into several runs as it likes: the first of them takes the value."""
    pieces = [*paragraph.iter(qn("w:t"))]
    text = "".join(each.text or "" for each in pieces)
    # NOTE: from the end, so that the places of the earlier ones stay as they were found.
    for found in reversed([*_PLACEHOLDER.finditer(text)]):
        if found[1] in known:
            _put(pieces, found.start(), found.end(), printable(known[found[1]]))
    for piece in pieces:
        _break_lines(piece)


def _put(pieces: list[BaseOxmlElement], start: int, end: int, value: str) -> None:
    place = 0
    for piece in pieces:
        text = piece.text or ""
        low, high = max(start - place, 0), min(end - place, len(text))
        if low < high:
            piece.text = text[:low] + (value if start >= place else "") + text[high:]
            piece.set(qn("xml:space"), "preserve")
        place += len(text)


def _break_lines(piece: BaseOxmlElement) -> None:
    """A value of several lines: each line end becomes a break, which is what Word shows."""
    lines = (piece.text or "").split("\n")
    parent = piece.getparent()
    if len(lines) == 1 or parent is None:
        return
    piece.text = lines[0]
    place = parent.index(piece)
    for line in reversed(lines[1:]):
        text = deepcopy(piece)
        text.text = line
        parent.insert(place + 1, text)
        parent.insert(place + 1, parent.makeelement(qn("w:br"), {}))
