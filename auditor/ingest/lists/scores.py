"""How reports are scored, as a supervisor keeps it: `scores.csv` beside the rules, edited in Excel.

Its columns are 项目, 规则, 类别, 级别, 分值, 封顶 (item, rule, kind, severity, points, at_most). The item 满分 (full)
is the full score and must be there, 漏报 (missing) what a report that was not handed in loses; every other line says
what a finding of a rule, of a kind of rules or of a severity costs, and the most that such findings cost together.
"""

from __future__ import annotations

import csv
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.ingest.codes import tell
from auditor.ingest.lists.codes import SCORES_FILE
from auditor.ingest.lists.codes import SCORES_LINE
from auditor.ingest.lists.read import misspelt
from auditor.ingest.lists.read import parse_list
from auditor.ingest.lists.read import read_list
from auditor.ingest.lists.read import unused
from auditor.patterns import regex
from auditor.scoring import POINT
from auditor.scoring import ScoreItem
from auditor.scoring import Scoring
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.diagnostics import Code
    from auditor.diagnostics import Diagnostic
    from auditor.ingest.lists.read import Line
    from auditor.ingest.lists.read import Listing
    from auditor.source import Source
    from auditor.source import Span

FILE = "scores.csv"
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in ("item", "rule", "kind", "severity", "points", "at_most")},
        "at most": "at_most",
        **dict.fromkeys(("项目", "评分项目"), "item"),
        **dict.fromkeys(("规则", "规则编号"), "rule"),
        **dict.fromkeys(("类别", "规则类别"), "kind"),
        **dict.fromkeys(("级别", "严重程度"), "severity"),
        **dict.fromkeys(("分值", "扣分", "每处扣分"), "points"),
        **dict.fromkeys(("封顶", "最多扣分", "最多扣"), "at_most"),
    }
)
_FULL, _MISSING = ("满分", "full"), ("漏报", "未报", "missing")
_SEVERITIES: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in ("error", "warning", "notice")},
        "强制": "error",
        "核实": "warning",
        "提示": "notice",
    }
)
_POINTS = regex(r"(\d{1,6})(?:\.(\d{1,3}))?分?")
_HEAD_LINE = Words("表头为：项目,规则,类别,级别,分值,封顶", "Its head is: item,rule,kind,severity,points,at_most")


def read_scores(
    folder: Path, rules: Collection[str], kinds: Collection[str]
) -> tuple[Scoring | None, tuple[Diagnostic, ...]]:
    """The table of scores of a rules folder, None where there is none; `rules` and `kinds` are those that there are."""
    text, problem = read_list(folder / FILE)
    if problem:
        return None, (_file(FILE, Words(problem, problem), _HEAD_LINE),)
    return parse_scores(text, rules, kinds) if text is not None else (None, ())


def parse_scores(
    text: str, rules: Collection[str], kinds: Collection[str]
) -> tuple[Scoring | None, tuple[Diagnostic, ...]]:
    """The table of scores that a text holds; a line that is wrong has no effect, one without a full score has none."""
    try:
        listing = parse_list(FILE, text, _HEADS)
    except csv.Error as error:
        return None, (_file(FILE, Words(str(error), str(error)), _HEAD_LINE),)
    diagnostics = list(misspelt(listing))
    absent = [name for name in ("item", "points") if name not in listing.columns]
    if absent:
        names = {"item": "项目", "points": "分值"}
        words = Words(
            f"没有“{'”“'.join(names[each] for each in absent)}”列", f"there is no column “{'” or “'.join(absent)}”"
        )
        return None, (*diagnostics, _file(listing, words, _HEAD_LINE))
    diagnostics += unused(listing)
    amounts: dict[str, int] = {}
    items: list[ScoreItem] = []
    for line in listing.lines:
        wrong = _problem(line, items, amounts, rules, kinds)
        if wrong:
            cell, said, do = wrong
            place = listing.place(line.number, cell)
            diagnostics.append(_told(SCORES_LINE, listing.source, place, said, do, line=line.number))
        elif _amount(line):
            amounts[_amount(line)] = _points(line.values["points"]) or 0
        else:
            items.append(_item(line.values))
    if "full" not in amounts:
        words = Words("没有“满分”一行", "there is no line for the full score")
        do = Words("加一行，例如：满分,,,,4,", "Add one, such as: full,,,,4,")
        return None, (*diagnostics, _file(listing, words, do))
    return Scoring(amounts["full"], amounts.get("missing", 0), tuple(items)), tuple(diagnostics)


def _file(where: Listing | str, said: Words, do: Words) -> Diagnostic:
    if isinstance(where, str):
        return _told(SCORES_FILE, where, None, said, do)
    return _told(SCORES_FILE, where.source, where.place(where.head_line), said, do)


def _told(  # noqa: PLR0913 - what is said, and of which place
    code: Code, source: Source | str, place: Span | None, said: Words, do: Words, *, line: int = 0
) -> Diagnostic:
    return tell(code, source, place, line=line, zh=said.zh, en=said.en, do_zh=do.zh, do_en=do.en)


def _amount(line: Line) -> str:
    """Which of the two amounts for a whole report a line gives, empty where it is of findings."""
    name = line.values.get("item", "").lower()
    return "full" if name in _FULL else "missing" if name in _MISSING else ""


def _points(text: str) -> int | None:
    """Thousandths of a point; None where a text is no such amount."""
    found = _POINTS.fullmatch(fold(text))
    return int(found[1]) * POINT + int((found[2] or "").ljust(3, "0")) if found else None


def _item(values: Mapping[str, str]) -> ScoreItem:
    most = values.get("at_most", "")
    return ScoreItem(
        values.get("item", ""),
        _points(values["points"]) or 0,
        values.get("rule", ""),
        values.get("kind", ""),
        _SEVERITIES.get(values.get("severity", "").lower(), ""),
        _points(most) if most else None,
    )


_Wrong = tuple[str, Words, Words]


def _problem(
    line: Line, items: list[ScoreItem], amounts: Mapping[str, int], rules: Collection[str], kinds: Collection[str]
) -> _Wrong | None:
    """The cell of a line that is wrong, what is wrong with it and what to do; None where all is right."""
    values = line.values
    if not values.get("item"):
        return "", Words("没有写项目", "there is no item"), Words("写上项目的名称", "Name it.")
    for head in ("points", "at_most"):
        text = values.get(head, "")
        if (text or head == "points") and _points(text) is None:
            return (
                text,
                Words(f"不是分数：“{text}”", f"not an amount of points: “{text}”"),
                Words("写不小于 0 的数，最多三位小数", "Write a number of 0 or more with up to three decimals."),
            )
    if _amount(line):
        twice = _amount(line) in amounts
        return _twice(values["item"]) if twice else None
    return _unknown(values, rules, kinds) or _meaning(values, items)


def _unknown(values: Mapping[str, str], rules: Collection[str], kinds: Collection[str]) -> _Wrong | None:
    """A rule, a kind or a severity that there is not."""
    asked = (
        ("rule", rules, Words("规则", "rule")),
        ("kind", kinds, Words("类别", "kind")),
        ("severity", _SEVERITIES, Words("级别", "severity")),
    )
    for head, known, named in asked:
        name = values.get(head, "")
        if name and name not in known and not (head == "severity" and name.lower() in known):
            near = closest(name, known)
            do = Words(f"是不是“{near}”？", f"Do you mean “{near}”?") if near else _choose(known)
            return name, Words(f"没有这个{named.zh}：“{name}”", f"no such {named.en}: “{name}”"), do
    return None


def _choose(known: Collection[str]) -> Words:
    some = "、".join(sorted(known)[:_SHOWN])
    return Words(f"可以写：{some}", f"Known are: {some}")


_SHOWN = 12


def _meaning(values: Mapping[str, str], items: list[ScoreItem]) -> _Wrong | None:
    made = _item(values)
    if not (made.rule or made.kind or made.severity):
        return (
            made.name,
            Words(
                f"“{made.name}”没有写规则、类别或级别", f"“{made.name}” names neither a rule nor a kind nor a severity"
            ),
            Words("写上扣分所按的规则、类别或级别", "Name what it is that costs the points."),
        )
    same = any((made.rule, made.kind, made.severity) == (each.rule, each.kind, each.severity) for each in items)
    return _twice(made.name) if same else None


def _twice(name: str) -> _Wrong:
    return (
        name,
        Words(f"“{name}”与上面的一行重复", f"“{name}” says again what a line above says"),
        Words("留下其中一行", "Keep one of them."),
    )
