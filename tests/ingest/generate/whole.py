"""Writes a whole report as a file of every format, in the layouts that the format has."""

from __future__ import annotations

import csv
import io
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate import printer
from tests.ingest.generate import unruled
from tests.ingest.generate import web
from tests.ingest.generate import word
from tests.ingest.generate.books import put
from tests.ingest.generate.books import save
from tests.ingest.generate.fixed_layout import Sheet
from tests.ingest.generate.fixed_layout import ofd
from tests.ingest.generate.model import Box

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows
    from tests.ingest.generate.printer import SheetT

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
_LINE = 38
_ROWS_A_PAGE = 28
_KNOWN: Mapping[int, list[float]] = MappingProxyType(
    {3: [320.0, 50.0, 100.0], 4: [175.0, 100.0, 100.0, 100.0], 10: [40.0, 65.0, 150.0, *[32.0] * 7]}
)


def _lines(rows: Rows) -> Iterator[list[str]]:
    """The texts of each row, one a cell."""
    for line in rows:
        yield [box.text for box in line]


def _squares(rows: Rows) -> Iterator[list[str]]:
    """The texts of each row, one a column, those that merged cells cover being empty."""
    width = max(box.column + box.columns for line in rows for box in line)
    for line in rows:
        texts = [""] * width
        for box in line:
            texts[box.column] = box.text
        yield texts


# ------------------------------------------------------------------------------------------------------------ as text


def _text(content: Content, between: str, after: str, *, empty: bool) -> str:
    parts: list[str] = []
    for block in content.blocks:
        if isinstance(block, str):
            parts.append(block + "\n")
            continue
        parts.extend(between.join(text for text in line if text or empty) + after for line in _lines(block))
        parts.append("\n")
    return "".join(parts)


def _flattened(content: Content) -> str:
    """Everything in one line, as archives keep pages; units stand in a form of one column."""
    return "".join(
        block + "　　" if isinstance(block, str) else "".join(text for line in _lines(block) for text in line)
        for block in content.blocks
    )


TEXTS: Mapping[str, Callable[[Content], str]] = MappingProxyType(
    {
        "tabs": lambda content: _text(content, "\t", "\n", empty=True),
        "a cell a line": lambda content: _text(content, "\n", "\n", empty=False),
        "blanks": lambda content: _text(content, " ", "\n", empty=False),
        "glued rows": lambda content: _text(content, "", "\n", empty=False),
        "flattened": _flattened,
    }
)


def _encoded(content: Content, text: str) -> bytes:
    return text.encode(content.rng.choice(ENCODINGS))


# ------------------------------------------------------------------------------------------------------ marked formats


def _html(content: Content) -> bytes:
    inside = content.rng.choice(("{}", "<p><span>{}</span></p>", "<div align=center>{}&nbsp;</div>"))
    body = "".join(
        f"<p>{escape(block)}</p>" if isinstance(block, str) else web.table(block, inside) for block in content.blocks
    )
    menu = "<ul><li><a href=/>首页</a></li><li>政务公开</li></ul><script>var x = '规章 7';</script>"
    if content.rng.random() < 0.3:
        body = f"<table width=980><tr><td>{menu}</td></tr><tr><td>{body}</td></tr></table>"
    else:
        body = menu + f"<div class=content>{body}</div><div>版权所有 主办单位 备案号 12345</div>"
    charset = content.rng.choice(("utf-8", "gb2312"))
    real = "gb18030" if charset == "gb2312" else "utf-8"
    return web.page(body, charset, "信息公开").encode(real)


def _docx(content: Content) -> bytes:
    body = "".join(
        word.paragraph(block) if isinstance(block, str) else word.table(block) + word.paragraph("")
        for block in content.blocks
    )
    return word.package(body)


def _xlsx(content: Content) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    apart = content.rng.random() < 0.5
    at = 1
    for block in content.blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            at += 1
            continue
        if apart:
            sheet, at = book.create_sheet(), 1
        put(sheet, at, block)
        at += len(block) + 1
    return save(book)


def _csv(content: Content) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    for block in content.blocks:
        writer.writerows([[block]] if isinstance(block, str) else _squares(block))
    return stream.getvalue().encode(content.rng.choice(("utf-8-sig", "gb18030", "utf-8")))


def _markdown(content: Content) -> bytes:
    parts = []
    for number, block in enumerate(content.blocks):
        if isinstance(block, str):
            parts.append(f"# {block}" if number == 0 else block)
            continue
        lines = ["| " + " | ".join(line) + " |" for line in _squares(block)]
        lines.insert(1, "|" + " --- |" * (lines[0].count("|") - 1))
        parts.append("\n".join(lines))
    return "\n\n".join(parts).encode()


# ---------------------------------------------------------------------------------------------------- PDF and OFD


def _printed(content: Content, sheets: list[SheetT]) -> list[SheetT]:
    """Pages with paragraphs broken into lines and ruled tables; a long table goes on over pages."""
    top = 60.0
    style = content.rng.choice(("lines", "lines", "bars", "frames"))
    repeated = content.rng.random() < 0.5
    for block in content.blocks:
        if isinstance(block, str):
            top = _paragraph(sheets, top, block)
            continue
        if _of_other_shape(block):
            top = unruled.draw(sheets, block, top, _widths(block), ruled=True) + 24
            continue
        for piece in _pieces(block, repeated=repeated and content.form is FORM_2014):
            height = 24.0 if len(piece) > 5 else 30.0
            top = _room(sheets, top, len(piece) * height)
            top = printer.draw_table(sheets[-1], piece, top, _widths(piece), height=height, style=style) + 24
    return sheets


def _printed_unruled(content: Content, sheets: list[SheetT]) -> list[SheetT]:
    """Pages with paragraphs and tables without rules."""
    top = 60.0
    for block in content.blocks:
        if isinstance(block, str):
            top = _paragraph(sheets, top, block)
        else:
            top = unruled.draw(sheets, block, top, _widths(block)) + 18
    return sheets


def _paragraph(sheets: list[SheetT], top: float, text: str) -> float:
    for start in range(0, len(text), _LINE):
        top = _room(sheets, top, 20)
        sheets[-1].write(printer.LEFT, top, text[start : start + _LINE])
        top += 20
    return top


def _room(sheets: list[SheetT], top: float, height: float) -> float:
    if top + height <= printer.HEIGHT - 50:
        return top
    sheets.append(type(sheets[-1])())
    return 60.0


def _pieces(rows: Rows, *, repeated: bool) -> Iterator[Rows]:
    """A table by the pages that it stands on; one whose cells reach over rows is not broken."""
    if any(box.rows > 1 for line in rows for box in line):
        yield rows
        return
    head = rows[0]
    for start in range(0, len(rows), _ROWS_A_PAGE):
        piece = rows[start : start + _ROWS_A_PAGE]
        piece = [head, *piece] if repeated and start else piece
        yield [[Box(at, *box[1:]) for box in line] for at, line in enumerate(piece)]


def _widths(rows: Rows) -> list[float]:
    width = max(box.column + box.columns for line in rows for box in line)
    known = _KNOWN.get(width)
    if known and not _of_other_shape(rows):
        return known
    longest = [0] * width
    for box in (box for line in rows for box in line if box.columns == 1):
        longest[box.column] = max(longest[box.column], len(box.text))
    weights = [float(min(max(each, 3), 16)) for each in longest]
    return [475.0 * weight / sum(weights) for weight in weights]


def _of_other_shape(rows: Rows) -> bool:
    """Whether the columns of a table are not those of the official forms, so that long texts may stand anywhere."""
    width = max(box.column + box.columns for line in rows for box in line)
    known = _KNOWN.get(width, [32.0] * width)
    rooms = ((box, sum(known[box.column : box.column + box.columns])) for line in rows for box in line)
    return any(
        sum(-(-len(part) * 9 // (room - 4)) for part in box.text.split("\n")) > 3 * box.rows for box, room in rooms
    )


# ------------------------------------------------------------------------------------------------------------- formats

Writer = tuple[str, "Callable[[Content], bytes]"]


def _as_text(layout: str) -> Callable[[Content], bytes]:
    return lambda content: _encoded(content, TEXTS[layout](content))


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        **{f"text, {layout}": ("txt", _as_text(layout)) for layout in TEXTS},
        "html": ("html", _html),
        "docx": ("docx", _docx),
        "xlsx": ("xlsx", _xlsx),
        "csv": ("csv", _csv),
        "pdf": ("pdf", lambda content: printer.pdf(_printed(content, [printer.Sheet()]))),
        "pdf, no rules": ("pdf", lambda content: printer.pdf(_printed_unruled(content, [printer.Sheet()]))),
        "ofd": ("ofd", lambda content: ofd(_printed(content, [Sheet()]))),
        "ofd, no rules": ("ofd", lambda content: ofd(_printed_unruled(content, [Sheet()]))),
        "markdown": ("md", _markdown),
    }
)


def written(content: Content, how: str) -> tuple[str, bytes]:
    """The name and the bytes of a report written in one of `WRITERS`."""
    ending, write = WRITERS[how]
    return f"报告.{ending}", write(content)
