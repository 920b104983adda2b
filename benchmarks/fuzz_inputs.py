"""What the fuzzer begins with."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.generate import books
from tests.ingest.generate import word
from tests.ingest.generate.content import content
from tests.ingest.generate.model import Box
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.readers.test_office_xml import in_parts
from tests.ingest.readers.test_office_xml import of_2003
from tests.ingest.readers.test_office_xml import workbook
from tests.ingest.truth.typed import FORMS
from tests.lang.test_language_laws import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Rows

ROOT = Path(__file__).parents[1]
SEEDS = 4
_TEXTS, _LETTERS, _TABLES, _ROWS = 3, 40, 2, 5
_UNITS = (
    "单位,别名,上级,级别,地区,类型,起,止,前身\n"
    "甲县,甲;甲县政府,乙市,县级,东部,政府,2015,2019年6月30日,丙县\n丁局,,,,,,,,\n"
)
_SCORES = (
    "项目,规则,类别,级别,分值,封顶\n满分,,,,4,\n漏报,,,,4,\n迟报,,时限,,4,4\n强制问题,,,强制,0.2,2\n甲,A-B01,,,1,\n"
)
_EXPLANATIONS = (
    "问题编号,单位,年度,级别,规则,问题,数值,状态,说明,说明人,日期,提示,校验\n"
    'F-0000000000aa-000000,甲县,2018,强制,A-B01,"不等, 见下",收到申请数=91件；办结数=空白,已说明,"多行\n'
    '说明",张三,2019-03-01,,x1\n'
    "F-0000000000ab-000000,甲县,2018,核实,A-B02,某,甲=1,认可,,,,,\n"
)
NUMBER = "F-0000000000aa-000000"


def corpus(target: str) -> list[bytes]:
    """Whole good inputs to begin with."""
    match target:
        case "rules":
            return [path.read_bytes() for path in sorted((ROOT / "rules").rglob("*.rules"))]
        case "zip":
            return [_bundle(content(form, seed) for form in FORMS.values()) for seed in range(SEEDS)]
        case _:
            reports = [content(form, seed) for form in FORMS.values() for seed in range(SEEDS)]
            return [written(each, how)[1] for how in _hows(target) for each in reports]


def short(target: str) -> list[bytes]:
    """The shortest inputs that have all the parts of good ones: a reader alone tries many times as many of them."""
    if target in _OTHERS:
        return _OTHERS[target]
    reports = [_shortened(content(form, 0)) for form in FORMS.values()]
    match target:
        case "rules":
            return list(_statements(GOOD))
        case "xml":
            tables = [each for report in reports for each in report.blocks if not isinstance(each, str)]
            return [write(rows).encode() for write in (in_parts, of_2003, workbook) for rows in tables]
        case "zip":
            return [_bundle(reports)]
        case _:
            return [written(report, how)[1] for how in _hows(target) for report in reports]


def _in_encodings(text: str) -> list[bytes]:
    return [text.encode(), text.encode("gb18030"), text.replace(",", "\t").encode("utf-8-sig")]


def _notice() -> bytes:
    heads = [Box(0, 0, "编号"), Box(0, 1, "问题"), Box(0, 2, "整改情况或说明")]
    return word.package(word.table([heads, [Box(1, 0, NUMBER), Box(1, 1, "某"), Box(1, 2, "已核对")]]))


_OTHERS: Mapping[str, list[bytes]] = MappingProxyType(
    {
        "units": _in_encodings(_UNITS),
        "scores": _in_encodings(_SCORES),
        "explanations": _in_encodings(_EXPLANATIONS),
        "answers": [_notice()],
        "xls": [books.OLD],
    }
)


def _hows(ending: str) -> list[str]:
    return [how for how, (each, _) in WRITERS.items() if each == ending]


def _shortened(report: Content) -> Content:
    """A report with the beginnings of its first paragraphs and tables."""
    texts = [each[:_LETTERS] for each in report.blocks if isinstance(each, str)]
    tables = [_top(each) for each in report.blocks if not isinstance(each, str)]
    report.blocks = [*texts[:_TEXTS], *tables[:_TABLES]]
    return report


def _top(rows: Rows) -> Rows:
    """The first rows of a table; a cell that reaches beyond them ends with them."""
    return [[box._replace(rows=min(box.rows, _ROWS - box.row)) for box in line] for line in rows[:_ROWS]]


def _statements(text: str) -> Iterator[bytes]:
    """Each statement of a rule file: a line that is not indented, with those below it that are."""
    yield from (each.encode() for each in re.split(r"\n(?=\S)", text) if each.strip())


def _bundle(reports: Iterable[Content]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for report in reports:
            name, data = written(report, "html")
            archive.writestr(f"{report.form.code}/{name}", data)
    return stream.getvalue()
