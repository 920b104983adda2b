"""What is said of a cause, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.results.causes import Suspect

_MOST_TOLD = 6


class Diagnosis(Struct, frozen=True):
    """What is known of a cause: `is_certain` is whether any of its symptoms must be corrected (强制)."""

    sets: tuple[tuple[Suspect, ...], ...]
    symptoms: int
    is_likely: bool
    is_complete: bool
    is_certain: bool


def told(it: Diagnosis) -> Words:
    """What is likely wrong, or what cannot be told apart."""
    return Words(_told(it, Lang.ZH), _told(it, Lang.EN))


def told_of_last_year(suspects: tuple[Suspect, ...], symptoms: int) -> Words:
    """What is likely wrong in the report of the year before."""
    zh, en = (_set(suspects, lang) for lang in (Lang.ZH, Lang.EN))
    return Words(
        f"疑似是上年的报告填错：上年的{zh}；上年的报告改正后{_these(symptoms, Lang.ZH)}成立，本年的数不必改。",
        f"Likely last year's report is wrong: {en}, which would settle {_these(symptoms, Lang.EN)}; "
        "nothing of this year has to change.",
    )


def told_of_slip(what: Words, symptoms: int) -> Words:
    """What slipped by a cell; the figures that went lost are those that the balances leave."""
    return Words(
        f"疑似填串了位置：{what.zh}；移回原位后{_these(symptoms, Lang.ZH)}全部成立。请按原始记录整行整列核对。",
        f"Likely figures stand in the wrong place: {what.en}; put back they would settle {_these(symptoms, Lang.EN)}. "
        "Check the whole rows and columns with the records.",
    )


def told_of_copy(sheet: Sheet, other: Sheet, tables: tuple[str, ...], symptoms: int) -> Words:
    """Whose tables these are; `tables` are their titles, none where all of them are."""
    mine, theirs = sheet.submission, other.submission
    is_own = mine.unit == theirs.unit
    year = f"{theirs.year}" if theirs.year is not None else "—"
    whose = Words(
        f"{year}年的报告" if is_own else f"“{theirs.unit}”的报告",
        f"the report of {year}" if is_own else f"the report of {theirs.unit}",
    )
    which = Words("、".join(f"《{it}》" for it in tables) or "表", " and ".join(tables) or "the tables")
    settled = _these(symptoms, Lang.ZH), _these(symptoms, Lang.EN)
    return Words(
        f"疑似{which.zh}照用了{whose.zh}：不为零的数逐格相同（{theirs.path}）。{settled[0]}多半由此而来："
        "先换上本单位本年的表，再审一遍，不必逐处改数。",
        f"Likely {which.en} of {whose.en} were used again: every figure other than zero is the same ({theirs.path}). "
        f"Most of {settled[1]} would follow from that: put in the unit's own tables of this year and audit it again.",
    )


def _told(it: Diagnosis, lang: Lang) -> str:
    sets = it.sets
    if not sets:
        return _too_many(it.symptoms, lang)
    text = _likely(sets, it.symptoms, lang) if it.is_likely else _equal(sets, it.symptoms, lang)
    if not it.is_certain:
        text = f"如果确属填错：{text}" if lang is Lang.ZH else f"If a figure is wrong at all: {text}"
    if not it.is_complete:
        text += "可能还有其他同样小的改法。" if lang is Lang.ZH else " There may be others as small."
    if any(it.is_reading for them in sets for it in them):
        text += (
            "这里的数由连写或合并的文字读出，请先核对原文，也可能是读取有误。"
            if lang is Lang.ZH
            else " These figures were read from run-together or merged text: check the original, they may be misread."
        )
    return text


def _too_many(symptoms: int, lang: Lang) -> str:
    if lang is Lang.ZH:
        return (
            f"这{symptoms}处相互牵连，改动少数几个数不能使它们全部成立：可能整行整列错位，或者表读取有误，请整表核对。"
        )
    return (
        f"These {symptoms} findings hang together, and changing a few figures does not settle them: rows or columns "
        "may have shifted, or the table was misread. Check the whole table."
    )


def _likely(sets: tuple[tuple[Suspect, ...], ...], symptoms: int, lang: Lang) -> str:
    first, others = sets[0], len(sets) - 1
    if lang is Lang.ZH:
        text = f"疑似{_set(first, lang)}；改正后{_these(symptoms, lang)}全部成立。"
        return text + (f"另有{others}种改法同样小，但不像常见的笔误。" if others else "")
    text = f"Likely {_set(first, lang)}, which would settle {_these(symptoms, lang)}."
    if not others:
        return text
    ways = f"{others} other ways are" if others > 1 else "Another way is"
    return f"{text} {ways} as small, but does not look like a known slip."


def _equal(sets: tuple[tuple[Suspect, ...], ...], symptoms: int, lang: Lang) -> str:
    """Several ways; what all of them change is said once."""
    common = tuple(it for it in sets[0] if all(it in them for them in sets[1:]))
    choices = [tuple(it for it in them if it not in common) for them in sets]
    shown = [_set(them, lang) for them in choices[:_MOST_TOLD]]
    rest = len(sets) - len(shown)
    these = _these(symptoms, lang)
    if lang is Lang.ZH:
        text = "；或者".join(shown) + (f"；等{len(sets)}种改法" if rest else "")
        also = f"{_set(common, lang)}，并且" if common else ""
        return f"{also}以下改法任取一种，{these}就全部成立，从表内分不出是哪一种：{text}。"
    text = "; or ".join(shown) + (f"; and {rest} more" if rest else "")
    also = f" together with {_set(common, lang)}" if common else ""
    return f"Any one of these{also} would settle {these}, and the table cannot tell which: {text}."


def _these(symptoms: int, lang: Lang) -> str:
    if lang is Lang.ZH:
        return f"这{symptoms}处" if symptoms > 1 else "这一处"
    return f"these {symptoms} findings" if symptoms > 1 else "this finding"


def _set(them: tuple[Suspect, ...], lang: Lang) -> str:
    return ("，同时" if lang is Lang.ZH else ", and ").join(_one(it, lang) for it in them)


def _one(it: Suspect, lang: Lang) -> str:
    name = it.name.say(lang)
    if lang is Lang.ZH:
        printed, repaired = it.printed or "空白", it.repaired
        text = f"“{name}”由{printed}改为{repaired}" if repaired else f"“{name}”（{printed}）须改"
        against = f"正文写的{'也' if it.said == it.printed else ''}是{it.said}，不支持这样改" if it.said else ""
        notes = "；".join(filter(None, (it.slip.zh if it.slip else "", against)))
        return text + (f"（{notes}）" if notes else "")
    printed, repaired = it.printed or "blank", it.repaired
    text = f"{name} from {printed} to {repaired}" if repaired else f"{name} ({printed}), to be changed"
    against = f"the narrative says {it.said}, which speaks against it" if it.said else ""
    notes = "; ".join(filter(None, (it.slip.en if it.slip else "", against)))
    return text + (f" ({notes})" if notes else "")
