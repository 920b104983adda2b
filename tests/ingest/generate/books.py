"""Writes workbooks."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from generate.model import Rows

# A sheet 统计 of the old binary format: a merged head, whole and broken numbers, a number as text.
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O=wd=5dQYPr1>FDlbQ;xP(s0~ZP8Xi^w2&Pv?ojTpdtlLZ9r*BC3vxiTCD*^3PMkcmq0IGs$Tp-5d{w(#E2dQK}-}+o&*IC"
        "ZJsmp-ovyOX+Vq0eqm>4XJ>XNJG1-Vz88gfF@LM6ghl9qiLxC+O@&NR33-hesNc4k_39uMTjQTXC`f^<@#B8&vjE4C<6VM*o4&_H"
        "f%jAfa1wo^nRIdmu}geNDfXe8sKPapMA0Z-)eAi)bd}H>qWM7R4v|a=?Izu#I*fwV*S5{g;zLG@^hLqr-VvKOBI!Z{o^lqSxvU&r"
        "KXztMq(=VEj%Hs3GoZNjrZeemYNUt+1#kvm?IiHU+o_L|TE4P!1(JVTC=V<lpEi8J1ni@d;5kI_+~giZy&KP8nnODU8d6M%==cRv"
        "d~&fkMs}T@o4csBHNAaGK^1agKAmMZ#}@47TFLSV(IM0cAD3K@(Rn?0{qxJcgZ<VKkxa-5?ws>$*)`ZW%NArDl^&l^_OVSY+J&Bz"
        "QP&9HBs4)zQ{CF%;4*tAMd!Tqw$eOX1h1@h75sYQbD#FzZO(nLHV{ACTN+EuzP9pcq36yJ+4FA_9jZfJy~4O>d9`xSgttN)e>xw6"
        "M$Glyb{}SSm`7OHxX_2v;??2xVSTlPz7l<=<3?EgiQ@pZoIb-{TejxfSY&O8wdq<rv6$YtN%T#b-O*3F`ljgfs(*Cnmh?c6QIFd^"
        "7@c)L5Qc_^hK7cQhK7d5uc739(s`%%xt9&TH3Z!6I`dS@`ZLLYi~Sg--zmD7?nZ{{EKXOIKda$a-dJjxHs1F_#zC4ri(w3kAH!AW"
        "FWvf7<^Nf>VeI#9p=#$ZSL5d&p8q@bX3i%"
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
