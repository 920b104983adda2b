"""Parts of office files are read alike however they are packed, and refused where anything in them is amiss."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from auditor.ingest.layout import TooLargeError
from auditor.ingest.office import packages
from auditor.ingest.office.packages import Package
from auditor.ingest.office.packages import parse_xml
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import MarkupError

NAME = "xl/styles.xml"
CONTENT = b"<styleSheet><fonts/><fills/></styleSheet>" * 9
CENTRAL = b"PK\1\2"


def packed(how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        archive.writestr(NAME, CONTENT)
    return stream.getvalue()


def part_of(data: bytes) -> bytes | None:
    with Package(data) as package:
        return package.part(NAME)


def with_listed(offset: int, value: int) -> bytes:
    """A package that says another number, of four bytes, of its part."""
    data = bytearray(packed())
    at = data.index(CENTRAL) + offset
    data[at : at + 4] = value.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_is_read_however_it_is_packed(how: int) -> None:
    assert part_of(packed(how)) == CONTENT
    assert part_of(b"before" + packed(how)) == CONTENT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_listed(16, 1), id="another sum"),
        pytest.param(with_listed(20, 9), id="cut off"),
        pytest.param(with_listed(24, len(CONTENT) - 1), id="longer than said"),
        pytest.param(packed().replace(NAME.encode(), b"xl/others.xml", 1), id="another name"),
        pytest.param(packed().replace(b"PK\3\4", b"PK\3\5", 1), id="no part there"),
        pytest.param(packed().replace(zlib.compress(CONTENT)[2:-4][:4], b"\xff" * 4, 1), id="not packed so"),
    ],
)
def test_a_part_of_which_anything_is_amiss_is_refused(data: bytes) -> None:
    assert data != packed()
    with pytest.raises(DamagedError):
        part_of(data)


def test_a_part_beyond_the_limit_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_PART", len(CONTENT) - 1)
    with pytest.raises(TooLargeError):
        part_of(packed())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_xml_in_another_encoding_is_refused_whatever_mark_stands_before_it(mark: bytes) -> None:
    with pytest.raises(MarkupError):
        parse_xml(mark + b'<?xml version="1.0" encoding="inf"?><a/>')
    with pytest.raises(MarkupError):
        parse_xml(mark + b'<?xml version="%s" encoding="inf"?><a/>' % (b"1" * 999))
    assert parse_xml(mark + b'<?xml version="1.0" encoding="utf-8"?><a/>').tag == "a"
