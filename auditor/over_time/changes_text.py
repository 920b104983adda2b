"""What `compare` and `diff` print and write."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.report.data.exports import inert_cell
from auditor.report.words.messages import say
from auditor.results import Change
from auditor.snippet import display_width
from auditor.snippet import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.ledger.compare import Compared
    from auditor.ledger.differ import Difference
    from auditor.ledger.values import Seen

_BOM = "\ufeff"
_HEADING = Words("{earlier}  →  {later}", "{earlier}  →  {later}")
_NONE = Words("没有变化。", "nothing changed.")
_HIDDEN = Words("（{count} 处仍存在，用 --all 列出）", "({count} persist; --all lists them)")
_FIGURES = Words("改动的数（{count}）：", "figures that differ ({count}):")
_NO_FIGURES = Words("各数没有改动。", "no figure differs.")
_OTHERS = Words(
    "注意：两份文件的单位或年度不同，问题无法一一对应。",
    "note: the files are of different units or years: findings do not match.",
)
_NARRATIVE = Words("正文", "narrative")
_BLANK = Words("空白", "blank")
_ABSENT = Words("（无）", "(none)")
_LINE = Words("第{line}行", "line {line}")
_HEADS = (
    *(Words("变化", "change"), Words("单位", "unit"), Words("年度", "year"), Words("级别", "severity")),
    *(Words("规则", "rule"), Words("问题", "finding"), Words("说明", "message"), Words("原数值", "figures before")),
    *(
        Words("现数值", "figures now"),
        Words("原因", "reason"),
        Words("问题编号", "finding"),
        Words("文件", "submission"),
    ),
)


def compared_lines(found: tuple[Compared, ...], labels: tuple[str, str], lang: Lang, *, whole: bool) -> Iterator[str]:
    """Two audits side by side for the terminal: counts, then a table for each kind of change."""
    yield _HEADING.say(lang, {"earlier": labels[0], "later": labels[1]})
    counts = Counter(each.change for each in found)
    yield "  ".join(f"{say(f'change_{change.value}', lang)} {counts[change]}" for change in Change)
    if not found:
        yield _NONE.say(lang)
    for change in dict.fromkeys(each.change for each in found):
        rows = [each for each in found if each.change is change]
        shown = [each for each in rows if whole or change is not Change.PERSISTING or each.is_changed]
        yield ""
        hidden = _HIDDEN.say(lang, {"count": str(len(rows) - len(shown))}) if len(shown) < len(rows) else ""
        yield f"{say(f'change_{change.value}', lang)} {len(rows)} {hidden}".rstrip()
        yield from _table([_row(each, lang) for each in shown])


def figure_lines(found: Difference, lang: Lang) -> Iterator[str]:
    """The figures that differ between two versions, a line each."""
    if not found.is_same_report:
        yield _OTHERS.say(lang)
    if not found.figures:
        yield _NO_FIGURES.say(lang)
        return
    yield _FIGURES.say(lang, {"count": str(len(found.figures))})
    rows: list[tuple[str, ...]] = []
    for each in found.figures:
        kind = _NARRATIVE.say(lang) if each.is_narrative else ""
        place = _LINE.say(lang, {"line": str(each.line)}) if each.line else ""
        rows.append((each.name, kind, f"{_said(each.then, lang)} → {_said(each.now, lang)}", place))
    yield from _table(rows)
    yield ""


def compared_csv(found: Iterable[Compared], lang: Lang) -> bytes:
    """The same for a spreadsheet: a line a finding."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([head.say(lang) for head in _HEADS])
    for each in found:
        seen = each.seen
        cells = (
            *(say(f"change_{each.change.value}", lang), seen.unit, str(seen.year or ""), say(seen.severity, lang)),
            *(seen.rule, _of(seen.title, lang), _of(seen.message, lang), _figures(each.then), _figures(each.now)),
            *(each.reason.say(lang) if each.reason else "", seen.number, seen.submission),
        )
        writer.writerow([inert_cell(cell) for cell in cells])
    return (_BOM + buffer.getvalue()).encode("utf-8", "replace")


# ------------------------------------------------------------------------------------------------------------- within


def _row(each: Compared, lang: Lang) -> tuple[str, ...]:
    seen = each.seen
    said = _of(seen.message, lang) or _of(seen.title, lang)
    if each.reason is not None:
        said = f"{said}（{each.reason.say(lang)}）" if lang is Lang.ZH else f"{said} ({each.reason.say(lang)})"
    who = " ".join(filter(None, (seen.unit or seen.submission, str(seen.year or ""))))
    return who, say(seen.severity, lang), seen.rule, " ".join(said.split())


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows with their columns aligned, the last one free."""
    if not rows:
        return
    widths = [max(display_width(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
        yield visible("  " + "  ".join((*cells, row[-1]))).rstrip()


def _figures(seen: Seen | None) -> str:
    return "" if seen is None else "；".join(f"{name}={value}" for name, value in seen.figures)


def _of(words: tuple[str, str], lang: Lang) -> str:
    return words[0] if lang is Lang.ZH else words[1]


def _said(text: str | None, lang: Lang) -> str:
    if text is None:
        return _ABSENT.say(lang)
    return text or _BLANK.say(lang)
