"""Of what level a public body is, and the government that it belongs to, by its name and by what a list calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.ingest.identity.units import BODIES
from auditor.ingest.identity.units import GOVERNMENT
from auditor.ingest.identity.units import IN_BRACKETS
from auditor.ingest.identity.units import PLACES
from auditor.ingest.identity.units import TOWNS
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = ("省级", "市级", "县级", "乡镇", "部门")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_DEPARTMENT = regex(rf"(?:{BODIES})$")
# Words that only begin like the end of a place's name, and zones: they have the government of the place around them.
_NO_SORT = r"市[场政容民]|[县区]域|区[划块间]|旗[帜舰]|乡村"
_ZONE = r"[发园景护胜范税验作管理游能聚社老灾]区"
_PLACE = regex(rf"[㐀-鿿]{{2,12}}?(?!{_NO_SORT})(?:{PLACES}|州(?![市区县])|镇|乡|街道)(?<!{_ZONE})|[㐀-鿿]县")
# What lists call levels: 县直部门, 区级, 乡级.
_LISTED = tuple(
    (regex(words), level)
    for words, level in (
        ("省|自治区|直辖市", "省级"),
        ("乡|镇|街道", "乡镇"),
        ("县|旗|(?<!地)区", "县级"),
        ("市|州|盟|地区", "市级"),
    )
)


def nature_of(level: str) -> str:
    """部门 or 政府, by a body's level or by what a list calls its kind: 部门, 县直部门."""
    return "部门" if "部门" in level else "政府"


def level_of(name: str) -> str | None:
    """省级, 市级, 县级, 乡镇 or 部门; a county-level city shows as one only where its prefecture stands before it."""
    name = IN_BRACKETS.sub("", name)
    if re.search(rf"(?:{TOWNS})$", name):
        return "乡镇"
    if _DEPARTMENT.search(name) and not GOVERNMENT.search(name):
        return "部门"
    if name.endswith(("省", "特别行政区", "自治区")) or name in _MUNICIPALITIES:
        return "省级"
    if name.endswith(("县", "旗", "区")) and not name.endswith("地区"):
        return "县级"
    if name.endswith("市"):
        return "县级" if re.search(r"(?:市|州|地区|盟).+市$", name) else "市级"
    return "市级" if name.endswith(("州", "地区", "盟")) else None


def government_level(name: str) -> str | None:
    """The level of the government that a body is or belongs to, as far as its name says: 县级 of 永宁县水利局."""
    level = level_of(name)
    if level != "部门":
        return level
    if name.endswith("厅"):
        return "省级"
    end = 0
    while place := _PLACE.match(name, end):
        end = place.end()
    return level_of(name[:end]) if end else None


def government_level_listed(words: str) -> str | None:
    """The level of government that a list means: 县级 by 区直部门, none by 部门 alone."""
    return next((level for pattern, level in _LISTED if pattern.search(words)), None)


def levels_of(name: str | None) -> Iterator[tuple[str, str]]:
    """The attributes of a body that its name tells."""
    level = level_of(name) if name else None
    if name and level:
        yield "单位级别", level
        yield "单位性质", nature_of(level)
        government = government_level(name)
        if government:
            yield "所属级别", government
