"""The counted things of a line of prose, each with the words that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import CHINESE
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.narrative.quantities import Quantity

SEPARATOR = regex("[,:;()。]+")
_LIGHT = regex("、")
_LISTED_ON = regex("、|和|及|以及")
_REST_OF_CLAUSE = regex("[^,、:;()。\n]*")
_SHARE = regex("^(?:约?占|同比|环比|比|较|增长|增加|下降|减少|达)[^,;、。]*[%‰倍点]?$")
# Brackets within a word, which list nothing: 县(市、区), 公示系统(云岭)5条.
_IN_A_WORD = regex(
    f"(?<=[省市县区乡镇村委局办部])[(][^()0-9]{{1,8}}[)]|(?<={CHINESE})[(][^()0-9]{{1,12}}[)](?=$|{CHINESE})"
)
_GROWTH = regex("(?:同比|环比|增量|增幅|[比较][^,;、。]{2,8})[^,;、。]{0,6}$|(?:增加|增长|减少|下降)了?$")
_LONGEST_GROWTH = 16
# What something was before: 由44件增至47件.
_FORMER = regex("[^,;。0-9]{0,6}(?:增|升|提高|降|减|缩|扩)[^,;。0-9]{0,3}[至到为][0-9]")
_NO_THINGS = frozenset({"%", "‰", "年", "月", "日", "号", "倍", "个百分点", "大"})
_DONE = regex("办理完结|办结|办理完毕|完结|已办|已答复|已回复|已处理|已解决|办复|处理完毕")
_DOING = regex("处理中|办理中|正在办|正在处|正处|在办|跟踪")
_WAITING = regex(
    "待处理|待办|待答复|未办结|未处理|未答复|未回复|尚未|暂时无法|无法办理|暂缓|(?<!年)(?<!年度)结转(?!办结|[上去]一?年)"
)
_ON_TIME = regex("按时|按期|如期")
_LATE = regex("延期|逾期|超期")
# By what a request comes in; what it was answered by is another matter.
_WAY = regex(
    "(?:当面|现场|窗口|传真|网络|网上|网站|互联网|在线|线上|信函|书信|来函|邮寄|信件|邮件|邮箱|平台)(?:方式|形式|渠道|途径)?"
    "(?:提[交出]|递交|收到)?的?(?:申请)?(?:的|有|共|为)?$"
)
_ANSWERS = regex("答复|回复|公开|送达|[^内]办")
# What any label may have tells nothing.
_COMMON = regex("(?:主动)?公开|发布")
# A label shorter than this is of no kind, but one this long is not of a list of such.
_SHORTEST_TELLING = 3
_LONG = 8
# Two words for one unit in the reports.
_ALIKE = {"宗": "件"}
_STATES = (("waiting", _WAITING), ("doing", _DOING), ("late", _LATE), ("on_time", _ON_TIME), ("done", _DONE))


class Item(Struct, frozen=True):
    """A counted thing: what stands before it, back to the thing before, and what its clause goes on with.

    `listed_on` says that its list goes on right behind it: 文字30条、.
    """

    quantity: Quantity
    gap: str
    after: str
    listed_on: bool = False

    @property
    def pieces(self) -> list[str]:
        """What stands before, taken apart: at commas where there are any, else at the lighter 、 of a list."""
        return (SEPARATOR if SEPARATOR.search(self.gap) else _LIGHT).split(self.gap)

    @property
    def label(self) -> str:
        """The words right before the figure that name what is counted."""
        return self.pieces[-1]

    @property
    def follows_directly(self) -> bool:
        """Whether nothing but its own label, and perhaps a share, stands between this item and the one before."""
        return all(not piece or _SHARE.match(piece) for piece in self.pieces[1:-1]) and "。" not in self.gap

    @property
    def is_way(self) -> bool:
        """Whether it counts the requests that came in by one way: 网络申请13件."""
        return _WAY.search(self.label) is not None and not _ANSWERS.search(self.label)

    @property
    def state(self) -> str:
        """What state of a case the words around the figure name, if any."""
        words = f"{self.label}|{self.after}"
        return next((name for name, pattern in _STATES if pattern.search(words)), "")


def read_items(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[Item, ...]]:
    """The counted things of each line, shares and dates left out."""
    line: list[Quantity] = []
    for quantity in quantities:
        if line and "\n" in text[line[-1].end : quantity.start]:
            yield _items(text, line)
            line = []
        if _counts_something(text, quantity):
            line.append(quantity)
    if line:
        yield _items(text, line)


def _counts_something(text: str, quantity: Quantity) -> bool:
    """Whether a figure counts things: no share, no date, and not by how much something grew."""
    label = text[max(0, quantity.start - _LONGEST_GROWTH) : quantity.start]
    if _GROWTH.search(label) or _FORMER.match(text, quantity.end):
        return False
    return bool(quantity.unit) and quantity.unit not in _NO_THINGS


def _items(text: str, quantities: list[Quantity]) -> tuple[Item, ...]:
    items = []
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1].end if index else text.rfind("\n", 0, quantity.start) + 1
        after = _REST_OF_CLAUSE.match(text, quantity.end)
        runs_on = index + 1 < len(quantities) and after is not None and after.end() >= quantities[index + 1].start
        gap = _IN_A_WORD.sub("", text[before : quantity.start])
        listed_on = _LISTED_ON.match(text, quantity.end) is not None
        items.append(Item(quantity, gap, after[0] if after and not runs_on else "", listed_on))
    return tuple(items)


def same_unit(one: Item, other: Item) -> bool:
    """Whether two things are counted in one unit."""
    return _ALIKE.get(one.quantity.unit, one.quantity.unit) == _ALIKE.get(other.quantity.unit, other.quantity.unit)


def named_alike(one: Item, other: Item) -> bool:
    """Whether the labels of two things have a telling word in common, or are too short to tell."""
    short, long = sorted((_COMMON.sub("", one.label), _COMMON.sub("", other.label)), key=len)
    if len(short) < _SHORTEST_TELLING and len(long) < _LONG:
        return True
    return any(short[at : at + 2] in long for at in range(len(short) - 1))
