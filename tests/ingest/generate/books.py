"""Writes workbooks."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from tests.ingest.generate.model import Rows

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_NAMES = ("office", "table", "text")
# Of the old binary format: a sheet with a merged head, numbers, a number as text, an error, a hidden row and column;
# a hidden sheet; a sheet with a hidden row.
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6#njg^XD|`jQN8GG6-3jlqN+jbSfy@B-WxLg3=r)6pf)437KUBg$R+WA_Bop8>>w}6j9KkMPSq-2%@ow7A+zuicnwY"
        "ocCVMn1lmnDepYqckewv_ntZD-22|Vr=yY7(2cS&OrZuCm^5?XOXDfJbDTjKBsWd&I&FY%)1`SuIRQ$f&x^acPyC!i&i5EJu6rI5"
        "0&nQvha+g}>WoL{kT#1CEsA}pS3aseO%-{WFb}2TS%Kg|!Nr2tMEjoLM&S$y){|~Z?Zs%UscOAl$$NB#$nppkZi&rH;nboCkGYah"
        "o>!Kx7n>4?TRQ$vLAfV{VNmWG<DKzDOGgTYl*D0tF{8j|XSY6xy8OB2D-i!%Cf`2|e^7gXUYG|I7h)12d^cF4)$5+2{v?9f=HqlL"
        "^*+whD}GB_ckFBbIM&Lc%Pa$8aOf;e^XOcvn`W)4SyM}+b@2@YWIviD_}EWSvNOmhx$OLK#?H@`-4G&dL%#GQvM0i{%=pz$&$hQV"
        "$My@SR~8n>u#|rSOq^ni&<V0P=(?~dU!EAyd7|kRWX&p>VWr?{S!Idz%LEHaliJGWBD=G-Pjt?Rw361X6M7z7meyZR{p5!ox66}n"
        "V=JgX(m2*#IPxMkgbI3QwTYh!eW+H|>e5A~J29tK_F3{uu=KZcC7{FNy8+XF5awe7LFq;W@5_jz#qnZ&HI2R!ea0Rg6n`SvMI%e5"
        "?O3xlw|a`T7Hh+{wsJGLYPIMavbv=owe=0r_t-OfB=(szdPIZs;?)5f@r)(Pk{HzIig;)HEr~>fF2GH8gwEGrG@I3gDb?gukNS!8"
        "wR%)q^f`l8^>Cads`wXC)e9!7(TqLmRK1!e?$$0W{$t!-a>*r^Tykk)ld|6e4Ex>OYrkdq?e97hbWggUNfs>aL>FC0=}+kvbW)qZ"
        "@vQ2n7+&SfrDka3d@p3$O{*u+j#lxbJ?r|Vw?vixduD7Hp1m!U?fR41`1zOD{{fjWGP("
    )
)


def save(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(rows: Rows) -> bytes:
    """A workbook with one sheet that holds a table, its figures as numbers where they are plain."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in rows:
        for box in line:
            if box.text:
                sheet.cell(box.row + 1, box.column + 1, int(box.text) if box.text.isdecimal() else box.text)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=box.row + 1,
                    start_column=box.column + 1,
                    end_row=box.row + box.rows,
                    end_column=box.column + box.columns,
                )
    return save(book)


def open_document(rows: str) -> bytes:
    """An ODS file with a sheet 统计 of rows in markup."""
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
    table = f'<table:table table:name="统计">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return stream.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
