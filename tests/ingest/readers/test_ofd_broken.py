from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import ENCRYPTED
from auditor.ingest.reader_codes import FORBIDDEN_MARKUP
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_DEEP
from auditor.ingest.reader_codes import TOO_LARGE
from tests.ingest.generate.fixed_layout import Sheet
from tests.ingest.generate.fixed_layout import ofd
from tests.ingest.readers.ofd_samples import PAGE
from tests.ingest.readers.ofd_samples import document_of
from tests.ingest.readers.ofd_samples import told

if TYPE_CHECKING:
    from auditor.diagnostics import Code


def test_a_drawing_that_holds_itself_is_refused() -> None:
    sheet = Sheet()
    again = '<ofd:CompositeObject ID="1" ResourceID="7" Boundary="0 0 9 9"/>'
    sheet.parts.append(again)
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{again}</ofd:Content></ofd:CompositeGraphicUnit>'
    assert told(ofd([sheet], resources=f"<ofd:Units>{unit}</ofd:Units>")) is TOO_DEEP


def test_drawings_that_multiply_are_refused() -> None:
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{at}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="1" ResourceID="{at + 1}" Boundary="0 0 9 9"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for at in range(8)
    )
    sheet = Sheet()
    sheet.parts.append('<ofd:CompositeObject ID="1" ResourceID="0" Boundary="0 0 9 9"/>')
    assert told(ofd([sheet], resources=f"<ofd:Units>{units}</ofd:Units>")) is TOO_LARGE


@pytest.mark.parametrize("ctm", ["1e300 0 0 1e300 0 0", "1 0 0 1 1e200 0"])
def test_what_stands_beyond_all_measure_is_nowhere(ctm: str) -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件")
    sheet.write(60, 90, "办结20件", extra=f'CTM="{ctm}"')
    sheet.path("M 0 0 L 9 0 L 9 9 C", f'Fill="true" CTM="{ctm}"')
    assert document_of(sheet).source.text == "本年收到申请21件\n"


def test_lines_without_end_are_refused() -> None:
    sheet = Sheet()
    sheet.path("M 0 0 " + "L 9 9 " * 30_000)
    assert told(ofd([sheet])) is TOO_LARGE


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("OFD.xml", "<OFD", DAMAGED),
        ("OFD.xml", "<OFD/>", NO_TEXT),
        ("Doc_0/Document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><Document/>', FORBIDDEN_MARKUP),
        (PAGE, "<Page><Content><Layer><TextObject Size='x'/></Layer></Content></Page>", NO_TEXT),
        ("OFD.xml", "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>", DAMAGED),
    ],
)
def test_a_package_that_is_none_is_told(part: str, content: str, code: Code) -> None:
    assert told(ofd([Sheet()], {part: content})) is code


def test_a_package_cut_off_or_locked_is_told() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件")
    data = ofd([sheet])
    assert told(data[:-60]) is DAMAGED
    locked = bytearray(data)
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flag] |= 1
            at = locked.find(mark, at + 1)
    assert told(bytes(locked)) is ENCRYPTED
