"""Characters in other forms: a document is searched in the simplified ones, of the same length, and quoted as written.

What is copied out of a print may have radicals for characters that look alike: ⼯作⼈员 for 工作人员.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.patterns import regex
from auditor.source import Source
from auditor.source import remembered

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.document import Attribute
    from auditor.document import Document
    from auditor.document import Enumeration
    from auditor.document import Fact
    from auditor.document import Grid
    from auditor.document import Growth
    from auditor.document import Rate
    from auditor.document import Submission

_FIRST = "㐀"
# Pages that turn texts into Taiwan's words write 規範性檔案.
_TAIWANESE = ("规范性档案", "规范性文件")
# Radicals, characters that stand there a second time, and the one sign for the two of a dash.
_ALIKE = regex(r"[\u2e3a\u2e80-\u2fd5\uf900-\ufaff]")
# Those that Unicode does not trace to a character.
_SIMPLE = (
    "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙\u2e3a—"
)
_CHARACTERS: Mapping[str, str] = MappingProxyType(dict(zip(_SIMPLE[::2], _SIMPLE[1::2], strict=True)))


def simplify(text: str) -> str:
    """The text with radicals, and the traditional characters of such lines as hold any, made simplified, as long as it.

    >>> simplify("關於信息公開"), simplify("乾县"), simplify("⼯作⼈员")
    ('关于信息公开', '乾县', '工作人员')
    """
    return text if text.isascii() else _simplified(text)


@remembered
def _simplified(text: str) -> str:
    text = _ALIKE.sub(_character, text)
    if not _beyond_gb2312(text):
        return text
    return "\n".join(map(_simplified_line, text.split("\n")))


def _character(found: re.Match[str]) -> str:
    """The character that a sign stands for."""
    traced = _CHARACTERS.get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return traced if len(traced) == 1 else found[0]


def _beyond_gb2312(text: str) -> frozenset[str]:
    """The characters of Chinese that GB 2312 lacks: all that are only traditional, and rare ones.

    A few that are both (乾, 后) are in it; they tell nothing.
    """
    chinese = frozenset(char for char in set(text) if char >= _FIRST)
    if len("".join(chinese).encode("gb2312", "ignore")) == 2 * len(chinese):
        return frozenset()
    return frozenset(char for char in chinese if not char.encode("gb2312", "ignore"))


def _simplified_line(line: str) -> str:
    """A line in simplified characters; the line itself if none of its characters is only traditional.

    So a simplified line is never touched for what another one holds: 乾县 stays 乾县.
    """
    beyond = _beyond_gb2312(line)
    if not beyond:
        return line
    convert = _converter()
    encodable = line.encode("utf-8", "replace").decode("utf-8")
    simple = convert(encodable).replace(*_TAIWANESE)
    if len(simple) != len(line):
        simple = "".join(single if len(single := convert(char)) == 1 else char for char in encodable)
    return simple if any(old != new and old in beyond for old, new in zip(line, simple, strict=True)) else line


@cache
def _converter() -> Callable[[str], str]:
    """Words are converted before characters, so that 乾 is 干 in 乾燥 and itself in 乾縣."""
    from opencc import OpenCC

    return OpenCC("t2s").convert


def simplified(document: Document) -> Document:
    """The document as labels and words are looked for in it; every place in it is that of the document itself."""
    source, path = document.source, simplify(document.path)
    text = simplify(source.text)
    if text == source.text:
        return document if path == document.path else replace(document, path=path)
    plain = Source(source.path, text, source.begins)
    grids = tuple(_simplified_grid(grid, source, plain) for grid in document.grids)
    return replace(document, path=path, source=plain, grids=grids)


def _simplified_grid(grid: Grid, source: Source, plain: Source) -> Grid:
    cells = tuple(
        replace(
            cell,
            text=plain.slice(cell.span) if cell.text == source.slice(cell.span) else simplify(cell.text),
        )
        for cell in grid.cells
    )
    return replace(grid, cells=cells, name=simplify(grid.name))


def as_written(found: Submission, plain: Document, document: Document) -> Submission:
    """What was found in the simplified form of a document, with its places and quotations those of the document."""
    searched, own = plain.source, document.source

    def raw(each: Fact | Attribute) -> str:
        span = each.origin.span if each.origin else None
        return own.slice(span) if span and searched.slice(span) == each.raw else each.raw

    def text(each: Enumeration | Rate | Growth) -> str:
        span = each.origin.span
        return own.slice(span) if searched.slice(span) == each.text else each.text

    return replace(
        found,
        path=document.path,
        document=document,
        facts=tuple(replace(each, raw=raw(each)) for each in found.facts),
        attributes=tuple(replace(each, raw=raw(each)) for each in found.attributes),
        enumerations=tuple(replace(each, text=text(each)) for each in found.enumerations),
        rates=tuple(replace(each, text=text(each)) for each in found.rates),
        growths=tuple(replace(each, text=text(each)) for each in found.growths),
        diagnostics=tuple(replace(each, source=own) if each.source == searched else each for each in found.diagnostics),
    )
