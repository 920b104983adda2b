"""A whole with its parts, as a sentence lists them, before it is told whether they are all."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.narrative.items import SEPARATOR
from auditor.ingest.narrative.items import same_unit
from auditor.ingest.narrative.sentences import BY_WAY
from auditor.patterns import regex

if TYPE_CHECKING:
    import re

    from auditor.ingest.narrative.items import Item

# Without a word that announces them, parts must be this many, and their sum this near to the whole.
LEAST_BARE_PARTS = 3
_NEAR = 10
_TAKEN_OVER = regex("结转|转结|转接|转入")
# The share right behind a part: 网络7件，占33.3%; 信函5件(占总数的24%).
_SHARE = regex(
    r"[,(]?(?:约?占)(?:比|总数的?|全部的?|[^,;。0-9]{0,8}的)?(?:为|约)?(?P<whole>[0-9]{1,3})(?:\.(?P<rest>[0-9]{1,3}))?%"
)
_ALL_SHARES = 100
_BY_WAY = regex(BY_WAY)
_RECEIVED = regex("(?:收到|受理|新收|接到|接收|登记)[^,;]*申请")
_TOTAL_NOUN = regex(
    "(?:信息|文件|稿件|申请|事项|信件|留言|来信|来电|诉求|工单|咨询|建议|提案|议案|案件|投诉|数据)"
    "(?:数|数量|总数|总量)?(?:共计|共|累计|合计|总计|总共|达到|达|为)?$"
)
_TOTAL_WORD = regex("共|累计|总计|合计|总数|总量|各类")
_STOPS = ("。", ";", "。(")
# 共188条。其中目录公开指南1条、…、其他3条，共发布102条；专栏…: the parts are those of the 102.
_SUBTOTAL = regex("(?:以上)?(?:共计|总计|合计|小计|共|总共)(?![^,;。0-9]*(?:办结|答复|结转))[^,;。0-9]{0,6}$")
# 8个社区设立公开栏、12个社区建立居民群; 46所学校中，38所公开预算、46所公开简章.
_BODIES = regex("社区|村|乡镇?|镇|街道|部门|单位|科室|机关|学校|企业")
_DOERS = regex(f"(?:{_BODIES.pattern})[^,;。]{{2}}")
_PAIRS = (
    (regex("专职"), regex("兼职")),
    (regex("自然人"), regex("法人.{0,2}其[他它]组织")),
    (regex("新收|收到|受理|接到"), regex("结转|转接|转入")),
    (regex("直接起诉"), regex("复议后又?(?:起诉|提起)")),
    (regex("人大|建议"), regex("政协|提案")),
    (regex("胜诉"), regex("败诉")),
    (regex("本级$"), regex("^(?:各|下属|所属|基层|全部)?(?:县|区|市|乡镇?|街道|分)")),
)


class Whole(Struct, frozen=True):
    """A whole, its parts, and whether they are said to be all."""

    total: Item
    parts: tuple[Item, ...]
    complete: bool

    @property
    def sum(self) -> int:
        """What the parts make together."""
        return sum(part.quantity.count for part in self.parts)

    @property
    def is_right(self) -> bool:
        """Whether the parts make up the whole."""
        return self.sum == self.total.quantity.count

    @property
    def is_near(self) -> bool:
        """Whether the parts make up the whole but for a tenth."""
        return abs(self.sum - self.total.quantity.count) * _NEAR <= self.total.quantity.count

    @property
    def is_right_without_one(self) -> bool:
        """Whether it is right but for one part, which may lie within another: 动态60条、政务40条（含解读）、解读5条."""
        fewer = {self.sum - part.quantity.count for part in self.parts}
        return not self.is_right and len(self.parts) >= LEAST_BARE_PARTS and self.total.quantity.count in fewer

    @property
    def is_of_one_list(self) -> bool:
        """Whether the total can only be that of these parts, all named: no fewer of them make it up."""
        counts = [part.quantity.count for part in self.parts]
        fewer = {sum(counts[start:]) for start in range(1, len(counts))} | {self.sum - count for count in counts}
        named = all(part.label for part in self.parts)
        return named and len(counts) >= LEAST_BARE_PARTS and self.total.quantity.count not in fewer


def leaves_a_rest(text: str, whole: Whole) -> bool:
    """Whether each part has the share that it is of the whole, and these leave some for parts that are not named.

    收到21件。从方式看，网络7件，占33.3%；信函2件，占9.5% says itself that twelve came in otherwise.
    """
    shares = [_SHARE.match(text, part.quantity.unit_end) for part in whole.parts]
    stated = [_thousandths(share) for share in shares if share]
    total = whole.total.quantity.count
    if len(stated) < len(shares) or not total:
        return False
    right = (
        abs(share * total - part.quantity.count * 100_000) <= within * total
        for part, (share, within) in zip(whole.parts, stated, strict=True)
    )
    named = sum(share for share, _ in stated) + sum(within for _, within in stated)
    return all(right) and named < _ALL_SHARES * 1000


def _thousandths(share: re.Match[str]) -> tuple[int, int]:
    """A share in thousandths of a percent, and the last digit that it is told to."""
    rest = share["rest"] or ""
    return int(share["whole"] + rest.ljust(3, "0")), 10 ** (3 - len(rest))


def have_their_own(behind: tuple[Item, ...], parts: tuple[Item, ...]) -> bool:
    """Whether parts have a total of their own right behind them, as where one of several lists ends."""
    return any(
        item.follows_directly
        and same_unit(item, parts[0])
        and _SUBTOTAL.match(item.label) is not None
        and Whole(item, parts, complete=True).is_right
        for item in behind[:1]
    )


def are_doers(whole: Whole) -> bool:
    """Whether the parts are bodies that did different things, each of which may have done several."""
    unnamed = not any(part.label for part in whole.parts)
    of_bodies = unnamed and _BODIES.match(whole.total.after) is not None
    return of_bodies or all(_DOERS.match(part.after) for part in whole.parts)


def is_pair(parts: tuple[Item, ...]) -> bool:
    """Whether these are two parts that leave no third: 专职 and 兼职, what came in and what was carried over."""
    one, other = parts[0].label, parts[-1].label
    pairs = ((one, other), (other, one)) if len(parts) == len(_PAIRS[0]) else ()
    return any(first.search(a) and second.search(b) for a, b in pairs for first, second in _PAIRS)


def is_called_total(label: str) -> bool:
    """Whether words name what they count as all there is: 公开信息累计."""
    return _TOTAL_NOUN.search(label) is not None and _TOTAL_WORD.search(label) is not None


def received(earlier: tuple[Item, ...], marker: str, chain: tuple[Item, ...]) -> list[Item]:
    """What came in, where the parts are the ways in which it did, however far before.

    收到58件，其中自然人50件、法人8件；结转2件。按申请方式分，网络…. With what was taken over it may be a sum of both.
    """
    count, total = chain[0].quantity.count, sum(part.quantity.count for part in chain)
    asked = _BY_WAY.match(marker) or ("申请" in chain[0].label and count > earlier[-1].quantity.count)
    alike = [item for item in reversed(earlier) if same_unit(item, chain[0])]
    found = next((item for item in alike if _RECEIVED.search(item.label)), None)
    if found is None or not asked or not all(part.is_way for part in chain):
        return []
    taken_over = {item.quantity.count for item in alike if _TAKEN_OVER.search(item.label)}
    return [] if total - found.quantity.count in taken_over else [found]


def is_of_many(before: str, totals: list[Item], chain: tuple[Item, ...]) -> bool:
    """Whether 其中 may be of any of several figures, or of their sum, and the one right before cannot be its whole.

    So it is where it opens a sentence or a segment (收到1246件，结转46件。其中，甲受理92件), or follows a list
    (信函2件、网络19件，其中公开15件、部分公开5件), one way of several (收到12件。网络5件。其中公开4件、部分公开3件)
    or what was taken over (收到9件，结转1件，其中网络5件、信函5件), and where its parts make up several together
    (专职12名，兼职36名，其中县级8名、乡镇40名).
    """
    counts = [part.quantity.count for part in chain]
    together = tuple(accumulate(total.quantity.count for total in totals))
    if sum(counts) in together[1:]:
        return True
    nearest = totals[0]
    in_list = "、" in nearest.gap and not SEPARATOR.search(nearest.gap)
    one_way = nearest.is_way and not any(part.is_way for part in chain)
    listed = in_list or one_way or _TAKEN_OVER.search(nearest.label) is not None
    least = sum(counts) if listed else max(counts)
    return len(totals) > 1 and (listed or before.endswith(_STOPS)) and least > nearest.quantity.count
