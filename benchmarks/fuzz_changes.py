"""How the fuzzer changes what is packed, and the words that it puts into inputs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-untyped,import-not-found]

from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS
from tests.ingest.generate.printer import file_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM = re.compile(rb"(.*)>>stream\n(.*)\nendstream", re.DOTALL)
_TRAILER = re.compile(rb"/Root 1 0 R(.*)>>\nstartxref", re.DOTALL)
_FLATE = b"/Filter/FlateDecode"
_MORE = 512


def changed_package(data: bytes, most: int, seed: int) -> bytes:
    """A package with one member changed, so that changes get behind the packing; else the bytes themselves changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = [(name, old.read(name)) for name in old.namelist()]
    except Exception:  # noqa: BLE001 - a package that was broken before is changed as bytes
        members = []
    if not members or seed % 8 == 0:
        return _changed(data, most)
    at = seed % len(members)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for number, (name, inside) in enumerate(members):
            new.writestr(name, _changed(inside) if number == at else inside)
    return _no_longer(stream.getvalue(), data, most)


def changed_pdf(data: bytes, most: int, seed: int) -> bytes:
    """A PDF with one object changed, behind its packing, and all places right; else the bytes themselves changed."""
    objects = _OBJECT.findall(data)
    if not objects or seed % 8 == 0:
        return _changed(data, most)
    at = seed % len(objects)
    found = _STREAM.fullmatch(objects[at])
    objects[at] = _changed_stream(*found.groups()) if found and seed % 3 else _changed(objects[at])
    trailer = _TRAILER.search(data)
    return _no_longer(file_of(objects, trailer[1] if trailer else b""), data, most)


def _no_longer(made: bytes, data: bytes, most: int) -> bytes:
    return made if len(made) <= most else data


def _changed_stream(head: bytes, drawn: bytes) -> bytes:
    """What a page draws, changed, and no longer packed."""
    if _FLATE in head:
        with suppress(zlib.error):
            drawn, head = zlib.decompress(drawn), head.replace(_FLATE, b"")
    drawn = _changed(drawn)
    return re.sub(rb"/Length \d+", b"/Length %d" % len(drawn), head) + b">>stream\n" + drawn + b"\nendstream"


def _changed(data: bytes, most: int = 0) -> bytes:
    return bytes(atheris.Mutate(data, most or len(data) + _MORE))


CHANGES = MappingProxyType(
    {**dict.fromkeys(("docx", "ofd", "xlsx", "zip", "answers"), changed_package), "pdf": changed_pdf}
)

# What libFuzzer puts into inputs beside what it finds by itself.
_MARKS = ("<", ">", "<!--", "-->", "<![CDATA[", "&#", "&amp;", "/>")
_AMOUNTS = ("0", "-1", "9e999", "1,234", "１２", "99999999999", "NaN", "2147483648", "0.5", "一千二百")
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "html": (
            *_MARKS,
            *(
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<th rowspan=2>",
                "<td colspan=3>",
                "<pre>",
                "<br>",
                "<sup>",
            ),
            *(
                "<input value=1>",
                "<img>",
                "<div style=display:table-cell>",
                "display:table",
                "display:none",
                "<script>",
            ),
            *("<frameset>", "<iframe", "<title>", "<ul><li>", "charset=gb2312", "<style>.a{display:table-row}</style>"),
        ),
        "md": ("|", "|---|", "\n\n", "# ", "- ", "```", "> ", "<td>", "**", "![]()", "[a](b)", "\\", "\t"),
        "pdf": (
            *(
                " Tj",
                " TJ",
                " Tm",
                " Td",
                " cm",
                " re",
                " Do",
                " q ",
                " Q ",
                "BT",
                "ET",
                " Tz",
                " Tr",
                " Ts",
                " Tc",
                " TL",
            ),
            *("/F 12 Tf", "/X Do", "0 0 0 0 0 0 cm", "1e30", "-32768", "/MediaBox[0 0 0 0]", "/Rotate 90", "/Type3"),
            *(
                "/ToUnicode",
                "/Encoding",
                "/Identity-H",
                " W n",
                " l S",
                " m ",
                "<FFFF>",
                "/W[1[0]]",
                "/Annots",
                "/UserUnit 9",
            ),
        ),
        **dict.fromkeys(
            ("csv", "units", "scores", "explanations"), (",", '"', '""', "\t", "\n", "\r\n", ";", "#", "\0")
        ),
        **dict.fromkeys(
            ("xml", "docx", "ofd", "xlsx", "answers"),
            (
                *(
                    *_MARKS,
                    "<w:tr>",
                    "<w:tc>",
                    "<w:p>",
                    "<w:tbl>",
                    '<w:gridSpan w:val="3"/>',
                    "<w:vMerge/>",
                    "<w:numPr>",
                ),
                *(
                    "<Row>",
                    "<Cell>",
                    'ss:Index="9"',
                    'ss:MergeAcross="2"',
                    '<c r="B2" t="s">',
                    "<mergeCell",
                    'hidden="1"',
                ),
            ),
        ),
        "rules": (
            *STATEMENT_WORDS,
            *CLAUSE_WORDS,
            *(
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                "「",
                "」",
                "“",
                "”",
                "|",
                "…",
                "≤",
                "≠",
                "..",
                "：",
                "\n  ",
                "上年(",
                "正文.",
            ),
        ),
    }
)


def dictionary(target: str) -> str:
    """The words of a format, as libFuzzer reads them."""
    words = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in (*WORDS.get(target, ()), *_AMOUNTS))
    return "".join(f'"{word}"\n' for word in words)
