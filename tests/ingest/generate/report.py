"""What a made-up report consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.generate.official import Figures

Part = tuple[str, tuple[str, ...]]
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@dataclass(frozen=True)
class Report:
    """A report: its file name, its title, its prose by parts, its figures; for a page what stands around it."""

    name: str
    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    figures: Figures
    navigation: tuple[str, ...] = ()
    stamp: str = ""


def parts_of(*prose: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> tuple[Part, ...]:
    return tuple(zip(headings, prose, strict=True))
