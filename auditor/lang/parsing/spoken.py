"""What people say who do not know the language yet, and how it is written: 甲加乙不得大于丙, 甲与乙之和, IF(甲, 乙).

Nothing here is part of the language. It is looked at only where something is wrong, to show what was probably meant.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.function_words import chinese
from auditor.lang.vocabulary.synonyms import FUNCTION_SPOKEN
from auditor.lang.vocabulary.synonyms import each
from auditor.lang.vocabulary.words import COMPARISONS
from auditor.numerals import by_digits
from auditor.numerals import number_in
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping


# ------------------------------------------------------------------------------------------------- words of conditions

_SIGNS = {
    "+": "加 加上",
    "-": "减 减去 扣除",
    "*": "乘 乘以 乘上",
    "/": "除以",
    "且": "同时 以及 而且 并",
    "或": "要么",
    "=": "为 是 应为 应是 须为 相等于",
    "≠": "不为 不能为 不得为 不应为 不等",
}
_MORE, _LESS = "大于 高于 多于 超过 晚于 迟于", "小于 低于 少于 不足 早于"
_MODALS = ("应", "应当", "应该", "必须", "须", "要")
_DENIALS = ("不", "不得", "不能", "不应", "不应当", "不应该", "不可", "不允许", "不要", "应当不", "应不", "必须不")


def _comparisons() -> Iterator[tuple[str, str]]:
    for words, sign, denied in ((_MORE, ">", "≤"), (_LESS, "<", "≥"), ("等于 相等", "=", "≠")):
        for word in words.split():
            yield word, sign
            yield from ((f"{modal}{word}", sign) for modal in _MODALS)
            yield from ((f"{denial}{word}", denied) for denial in _DENIALS)
    for sign, spelled in COMPARISONS.items():
        yield from ((f"{modal}{word}", sign) for word in spelled if word.isalpha() for modal in _MODALS)


SIGNS: Mapping[str, str] = MappingProxyType({**dict(_comparisons()), **dict(each(_SIGNS))})

_SUMS = "之和 的和 的总和 之总和 总和 的合计 之合计 相加"
_DIFFERENCES = "之差 的差 的差额 相减"
_SHARES = "之比 的比 的比值 的比率"
_OF_WHOLE = "的比例 的比重 的百分比 比例 比重"
_BEFORE = "去年 上一年 上年度 上一年度 去年同期 上年同期"
_RATE = "的增长率 的增幅 的同比"
_GROWTH = "比上年增长 比上年增加 较上年增长 较上年增加 比去年增长 比去年增加 较去年增长 较去年增加 同比增长 同比增加"
_AGREE, _AND = "一致 相等 相同 相符", "应与 应当与 须与 必须与 要与 应和"
_FILLED, _EMPTY = "不为空 不能为空 不得为空 不空 非空 已填", "为空 未填 没填"
_ALL_OF, _ONE_OF = "均 都 各 皆", "至少一个 至少有一个 有一个 其中一个 至少一项 至少有一项"
_NOT_ALL_ZERO = "不能全为 不得全为 不应全为 不全为 不能都为 不得都为 不应都为 不能同时为 不得同时为"
_ENDS = "时 的时候 的话 的情况下"
_MORE_BY, _LESS_BY = "增加 多 多出 高出", "减少 少 低"
_IN_TEXT = "正文中 正文里 正文所写 正文写"
_HAS, _LACKS = "包含 含有 含", "不包含 不含有 不含"
_NEXT_YEAR, _THIS_YEAR = "次年 下一年 第二年 翌年", "当年 本年度"
_PARTICLES = (
    "的 占 比 在 到 就 即 当 凡 凡是 只要 假如 倘若 如 正文 "
    "表 表中 表里 表格 表格中 表格里 统计表 统计表中 统计表里 月 日 号"
)
_ALL = (
    *(
        _SUMS,
        _DIFFERENCES,
        _SHARES,
        _OF_WHOLE,
        _BEFORE,
        _RATE,
        _GROWTH,
        _AGREE,
        _AND,
        _FILLED,
        _EMPTY,
        _ENDS,
        _PARTICLES,
        _IN_TEXT,
    ),
    *(_HAS, _LACKS, _NEXT_YEAR, _THIS_YEAR),
    *(_ALL_OF, _ONE_OF, _NOT_ALL_ZERO, _MORE_BY, _LESS_BY),
)
SPOKEN = frozenset((*SIGNS, *(word for words in _ALL for word in words.split())))


def _any(words: str) -> str:
    longest_first = sorted(words.split(), key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})"


# ---------------------------------------------------------------------------------------------------- ways of saying

# NOTE: from where a word begins, or else each of its characters would be tried as the beginning of one.
_OPERAND_HERE = r"(?:「[^」]*」|[\w·.]+(?: *(?:\([^()]*\)|\[[^\]]*\]))?)"
_OPERAND = rf"(?<![\w·.]){_OPERAND_HERE}"
_TABLE = "(?:统计表|表格|表)(?: *[中里内])?"
_WITH = rf" +(?:与|和|{_any(_AND)}) +"
_AGREEING = rf" +(?:应 +)?{_any(_AGREE)}"
# NOTE: with blanks around the words: within an operand they are letters like others, and could be read in many ways.
_JOINT = r"(?: +(?:与|和|及|以及|加) +| *[、,，] *)"
_QUOTED = r'"[^"\n]*"|“[^”\n]*”'
# A day of the year or of the one after: 次年 1 月 31 日, with both numbers of two digits.
_DAYS = tuple(
    (
        rf"{_any(said)}(?: +的)? *({month}) *月 *({day}) *[日号]",
        rf"{chinese(Func.DATE)}({year}, {before_month}\1-{before_day}\2)",
    )
    for said, year in ((_NEXT_YEAR, "年度 + 1"), (_THIS_YEAR, "年度"))
    for month, before_month in ((r"\d\d", ""), (r"(?<!\d)\d", "0"))
    for day, before_day in ((r"\d\d", ""), (r"(?<!\d)\d", "0"))
)
# Where nothing says by how much.
_NO_MORE = rf"(?= *(?:$|[，)。;]| (?:且|并且|或|或者|则|那么|否则|{_any(_ENDS)})(?= |$)))"
_IF = "(?:若|如果|如|当|凡|凡是|只要|假如|倘若)"


# In this order, on text with a blank between all its words.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern), made)
    for pattern, made in (
        (r"[。;,，.\s]+$", ""),
        (r"(?:^|(?<=[\s(+\-*/=<>≤≥]))(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))+(?=\w)", ""),
        (r"(?<=[\w\])])。(?=\w)", "."),
        (r"(?<![\d.])(\d{1,3}) *， *(?=\d{3}(?!\d))", r"\1"),
        (r"(\d *[万亿]) +(?=[^\W\d])(?!且|并且|或|或者|则|否则|与|和|至|之间)", r"\1"),
        (r"(\d+(?:\.\d+)?) *倍 +(?:的 +|于 +)?(?=[^\W\d])(?!且|并且|或|或者|则|否则|与|和|至|之间)", r"\1 * "),
        (r"=>", "≥"),
        (r"=<", "≤"),
        (r"大于 *或 *等于", "≥"),
        (r"小于 *或 *等于", "≤"),
        (r"[【《]([^】》]*)[】》]", r"\1"),
        (r"， *(且|并且|而且|同时|或|或者)(?= )", r" \1"),
        (rf"(?:正文 +的|{_any(_IN_TEXT)}(?: +的)?) +(?=\w)", "正文."),
        *_DAYS,
        (rf"({_OPERAND}) +{_any(_HAS)} +({_QUOTED})", rf"{chinese(Func.CONTAINS)}(\1, \2)"),
        (rf"({_OPERAND}) +{_any(_LACKS)} +({_QUOTED})", rf"非 {chinese(Func.CONTAINS)}(\1, \2)"),
        (rf"正文\.({_OPERAND_HERE}){_WITH}{_TABLE}{_AGREEING}", r"正文.\1 = \1"),
        (rf"({_OPERAND}){_WITH}正文{_AGREEING}", r"正文.\1 = \1"),
        (rf"(?<![\w·.]){_TABLE}(?: +的 +|\.)(?=\w)", ""),
        (rf"({_OPERAND}){_WITH}({_OPERAND}){_AGREEING}", r"\1 = \2"),
        (rf"({_OPERAND}) +的 +(\d+(?:\.\d+)? *(?:%|倍)|[一二两三四五六七八九十百千]+倍)", r"\1 * \2"),
        (rf"({_OPERAND}) +比 +({_OPERAND}) +{_any(_MORE_BY)}{_NO_MORE}", r"\1 > \2"),
        (rf"({_OPERAND}) +比 +({_OPERAND}) +{_any(_LESS_BY)}{_NO_MORE}", r"\1 < \2"),
        (rf"({_OPERAND}) +比 +({_OPERAND}) +{_any(_MORE_BY)}", r"\1 - \2"),
        (rf"({_OPERAND}) +比 +({_OPERAND}) +{_any(_LESS_BY)}", r"\2 - \1"),
        (r"\|([^|]+)\|", rf"{chinese(Func.ABS)}(\1)"),
        (rf"({_OPERAND}) +{_any(_FILLED)}", rf"{chinese(Func.PRESENT)}(\1)"),
        (rf"({_OPERAND}) +{_any(_EMPTY)}", rf"{chinese(Func.MISSING)}(\1)"),
        (rf"(?:上年|{_any(_BEFORE)})(?: +的)? +(?!的)({_OPERAND})", rf"{chinese(Func.PREV)}(\1)"),
        (rf"({_OPERAND}) +(?:{_any(_RATE)}|{_any(_GROWTH)}(?=[^，且或]*[%倍]))", rf"{chinese(Func.YOY)}(\1)"),
        (rf"({_OPERAND}) +{_any(_GROWTH)}", rf"\1 - {chinese(Func.PREV)}(\1)"),
        (rf"({_OPERAND}) +占 +({_OPERAND}) +{_any(_OF_WHOLE)}", r"\1 / \2"),
        (rf"({_OPERAND}){_JOINT}({_OPERAND}) +{_any(_DIFFERENCES)}", r"(\1 - \2)"),
        (rf"({_OPERAND}){_JOINT}({_OPERAND}) +{_any(_SHARES)}", r"\1 / \2"),
        (rf" 在 +({_OPERAND})(?: +(?:与|和|至|到) +| *[~—–-] *)({_OPERAND})(?: +之间)?", r" 介于 \1 与 \2"),
        (rf"(介于 +{_OPERAND})(?: +到 +| *[~—–-] *)", r"\1 与 "),
        (r" *[—–−]+ *", " - "),
        (
            rf"^{_IF} +(?P<p>.+?)(?: +(?:的|{_any(_ENDS)}))? *， *(?:(?:则|那么|就|即) +)?(?P<q>.+)$",
            r"若 \g<p> 则 \g<q>",
        ),
        (rf"^(?:{_IF} +)?(?P<p>.+?) +{_any(_ENDS)} *，? *(?:(?:则|那么|就|即) +)?(?P<q>.+)$", r"若 \g<p> 则 \g<q>"),
    )
)
_SEVERAL = regex(
    rf"(?P<all>{_OPERAND}(?:{_JOINT}{_OPERAND})+) *"
    rf"(?:(?P<sum>{_any(_SUMS)})|(?P<not_zero>{_any(_NOT_ALL_ZERO)}) +(?:0|零)"
    rf"|(?P<which>{_any(_ALL_OF)}|{_any(_ONE_OF)}) +(?P<sign>\S+)(?P<zero> +(?:0|零)(?!\S))?)"
)
_SUM_OF_ONE = regex(rf"(?<!\) )({_OPERAND}) +{_any(_SUMS)}")  # of a group
_EXCEL_IF = regex(r"^if *\((?P<inside>.*)\)$", re.IGNORECASE | re.DOTALL)
_WORD = regex(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|`[^`\n]*`|(?P<word>[^\W\d][\w·]*)')
_UNIT = regex("[十百千万亿]")
_NUMERAL = regex(r"(?P<percent>百分之)?(?P<digits>[零〇一二两三四五六七八九十百千万亿]{1,30})")


def reworded(text: str, names: Collection[str], units: Collection[str]) -> str:
    """A condition whose words stand apart, as the language has it; the same text where nothing is known to be amiss."""

    def turned(match: re.Match[str]) -> str:
        word = match["word"]
        return match.group() if word is None or word in names else _word(word, units)

    # NOTE: folded text has no full-width comma: here it is the one that parts clauses, not the parts within brackets.
    text = "，".join(_arguments(_if_of_excel(text.strip())))
    for pattern, made in _PHRASES:
        text = pattern.sub(made, text)
    text = _SUM_OF_ONE.sub(rf"{chinese(Func.SUM)}(\1)", _SEVERAL.sub(_of_several, text))
    return _WORD.sub(turned, text).replace("，", " 且 ")


def _of_several(match: re.Match[str]) -> str:
    """甲与乙之和, 甲、乙不能全为 0, 甲、乙均大于 3, 甲、乙至少一个大于 3."""
    parts = re.split(_JOINT, match["all"])
    if match["which"] is None:
        added = f"({' + '.join(parts)})"
        return added if match["sum"] else f"{added} > 0"
    sign = SIGNS.get(match["sign"], match["sign"])
    if sign in ("=", "≠") and not match["zero"]:
        return match.group()  # of the largest and the smallest, nothing is equal to this but nought
    is_every, is_lower = match["which"] in _ALL_OF.split(), sign in ("<", "≤", "=")
    func = Func.MIN if is_every != is_lower else Func.MAX
    return f"{chinese(func)}({', '.join(parts)}) {sign}{match['zero'] or ''}"


def _word(word: str, units: Collection[str]) -> str:
    if word in SIGNS:
        return SIGNS[word]
    numeral = _NUMERAL.match(word)
    unit = word[numeral.end() :] if numeral else ""
    if numeral and (not unit or unit in units) and (digits := _digits(numeral["digits"])):
        return f"{digits}{'%' if numeral['percent'] else ''}{unit}"
    return FUNCTION_SPOKEN.get(word.lower(), word)


def in_digits(word: str) -> str | None:
    """A word that is a number in Chinese numerals, in digits: 百分之六十 as 60%."""
    numeral = _NUMERAL.fullmatch(word)
    digits = _digits(numeral["digits"]) if numeral else None
    return f"{digits}%" if digits and numeral and numeral["percent"] else digits


def _digits(words: str) -> str | None:
    value = number_in(words) if _UNIT.search(words) else by_digits(words)
    return None if value is None else str(value)


def numerals(run: str, units: Collection[str]) -> set[str]:
    """The numbers in Chinese numerals within a run, with the units that follow them."""
    found = set()
    for match in _NUMERAL.finditer(run):
        ends = (match.end(), *(match.end() + length for length in (1, 2)))
        found |= {run[match.start() : end] for end in ends if end == match.end() or run[match.end() : end] in units}
    return found


def _arguments(text: str) -> list[str]:
    """The parts of a text between its commas outside of brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _if_of_excel(text: str) -> str:
    match = _EXCEL_IF.match(text)
    if match is None:
        return text
    parts = [part.strip() for part in _arguments(match["inside"])]
    return " ".join(f"{word} {part}" for word, part in zip(("若", "则", "否则"), parts, strict=False))


_COLUMN = Words(
    "某个指标的某一列写成 指标[列]，如 收到数[总计]", "a column of an indicator is written indicator[column]"
)


def hint_of_word(word: str) -> Words | None:
    """How the language has a word that it does not know."""
    made = SIGNS.get(word)
    if word == "的":
        return _COLUMN
    return Words(f"“{word}”写成 {made}", f"for `{word}` write {made}") if made else None
