"""Scans: recognised where the extra is there, and then in doubt as a whole; told as scans where it is not."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Reading
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.pages import recognised
from auditor.ingest.reader_codes import IMAGE
from auditor.ingest.reader_codes import RECOGNISED
from auditor.ingest.reader_codes import SCANNED
from auditor.ingest.readers import image
from auditor.ingest.readers import ofd
from auditor.ingest.readers import pdf
from auditor.lang.load import load_rules
from tests.ingest.generate import fixed_layout
from tests.ingest.generate import printer

if TYPE_CHECKING:
    from auditor.ingest.pages.recognised import Image

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema
PNG = b"\x89PNG\r\n\x1a\n"
LINES = (
    *("永宁县2018年政府信息公开工作年度报告", "政府信息公开情况统计表（2018年度）", "一、主动公开情况"),
    *("（一）主动公开政府信息数 条 120", "其中：主动公开规范性文件数 条 3", "制发规范性文件总数 件 3"),
    *("1.政府公报公开政府信息数 条 0", "2.政府网站公开政府信息数 条 100", "3.政务微博公开政府信息数 条 0"),
)


class Dots:
    """An image of some size."""

    shape = (1000, 800, 3)


def seen(_image: Image, **_: object) -> tuple[list[tuple[object, str, float]], None]:
    """What a library would say: each line in a box of its own."""
    boxes = [((60, 40 + 30 * at), (60 + 22 * len(line), 64 + 30 * at)) for at, line in enumerate(LINES)]
    return [
        (((x0, y0), (x1, y0), (x1, y1), (x0, y1)), line, 0.99)
        for line, ((x0, y0), (x1, y1)) in zip(LINES, boxes, strict=True)
    ], None


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (recognised, image, ofd):
        monkeypatch.setattr(module, "can_recognise", lambda: True)
    monkeypatch.setattr(recognised, "_engine", lambda: seen)
    for module in (image, ofd):
        monkeypatch.setattr(module, "open_image", lambda _: Dots())


@pytest.fixture
def no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (recognised, image, ofd):
        monkeypatch.setattr(module, "can_recognise", lambda: False)


@pytest.mark.usefixtures("recogniser")
def test_every_figure_of_a_recognised_image_is_in_doubt() -> None:
    (submission,) = read_bytes("a.png", PNG, SCHEMA)
    assert (submission.unit, submission.year, submission.form) == ("永宁县", 2018, "disclosure-2014")
    assert RECOGNISED in [each.code for each in submission.diagnostics]
    figures = {fact.indicator: fact for fact in submission.facts if not fact.is_narrative}
    assert figures["disclosed_total"].raw == "120"
    assert {fact.reading for fact in submission.facts} <= {Reading.DOUBTFUL, Reading.TEXT}


@pytest.mark.usefixtures("recogniser")
def test_every_figure_of_a_scan_in_a_fixed_layout_is_in_doubt() -> None:
    sheet = fixed_layout.Sheet()
    sheet.image(0, 0, 595, 842)
    media = '<ofd:MultiMedia ID="9"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia>'
    data = fixed_layout.ofd([sheet], {"Doc_0/scan.png": "…"}, resources=f"<ofd:MultiMedias>{media}</ofd:MultiMedias>")
    (submission,) = read_bytes("a.ofd", data, SCHEMA)
    assert (submission.unit, submission.year, submission.form) == ("永宁县", 2018, "disclosure-2014")
    assert RECOGNISED in [each.code for each in submission.diagnostics]
    assert {fact.reading for fact in submission.facts} <= {Reading.DOUBTFUL, Reading.TEXT}


@pytest.mark.usefixtures("no_recogniser")
def test_without_the_extra_a_scan_is_told_as_one() -> None:
    sheet = printer.Sheet()
    sheet.image(0, 0, 595, 842)
    document, diagnostics = pdf.read("a.pdf", printer.pdf([sheet]))
    assert (document, diagnostics[0].code) == (None, SCANNED)
    document, diagnostics = image.read("a.png", PNG)
    assert (document, diagnostics[0].code) == (None, IMAGE)


@pytest.mark.skipif(find_spec("rapidocr_onnxruntime") is None, reason="the extra `ocr` is not installed")
def test_a_scan_is_recognised() -> None:
    from importlib import import_module

    drawing, array = import_module("PIL.Image").new("RGB", (600, 80), "white"), import_module("numpy")
    import_module("PIL.ImageDraw").Draw(drawing).text((20, 20), "2018 12345", fill="black", font_size=36)
    page = recognised.page_of(array.asarray(drawing))
    assert "12345" in "".join(glyph.text for glyph in page.glyphs)
