"""What a fault of the grammar is called for the person who wrote the text."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.lang import syntax_codes
from auditor.lang.grammar.elements import MOST_DIGITS
from auditor.lang.parsing.spoken import hint_of_word
from auditor.lang.vocabulary.keywords import SEVERITIES
from auditor.lang.vocabulary.keywords import SEVERITY_WORDS
from auditor.lang.vocabulary.keywords import TYPES
from auditor.lang.vocabulary.synonyms import hint_of_severity
from auditor.lang.vocabulary.synonyms import hint_of_statement
from auditor.lang.vocabulary.words import RESERVED
from auditor.lang.vocabulary.words import WORDS
from auditor.results import Severity
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from auditor.diagnostics import Code
    from auditor.lang.grammar.parts import Fault
    from auditor.source import Source

_TOKEN = re.compile(r'"[^"\n]*"?|“[^”\n]*”?|「[^」\n]*」?|[\w·]+|[<>=!~]{2}|\S')
_TOO_LONG = re.compile(rf"[ \t]*(?:\d+\.)?\d{{{MOST_DIGITS + 1}}}")
_QUOTED = re.compile(r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”|「[^」\n]*」|`[^`\n]*`')
_PAIRS = {")": "(", "]": "[", "}": "{"}
_OPENING_QUOTES = {'"': '"', "“": "”", "「": "」", "`": "`"}

_CALLED = r"(?P<id>[\w·.\-]+)[ \t\u3000]+"
_SEVERE = f"(?P<severity>{'|'.join(SEVERITY_WORDS)})"
_UNTITLED = re.compile(rf"{_CALLED}(?P<title>[^\n]*?)(?:[ \t\u3000]+{_SEVERE})?")
_LATE_TITLE = re.compile(rf"{_CALLED}{_SEVERE}[ \t\u3000]*(?P<title>「[^」\n]+」|[“\"][^\n”\"]+[”\"])")
_ODD_ID = re.compile(r"(?P<id>[\w·.\-]+)(?:[:：]\s*|\s+(?P<more>[\w·.\-]+)\s*)(?P<title>「[^」\n]+」)")
_ID = re.compile(r"[\w·.\-]+")
_FIGURED = re.compile(r"(?P<words>.*?)(?P<figure>(?<!\s)\s*[=＝]\s*\d[^=＝]*)?")
_TITLE_QUOTES = '「"“'
_QUOTES = "「」『』‘’'\"“”"
_OTHER_QUOTES = f"《》〈〉【】[]()（）{_QUOTES}"

_HEAD_LINE = re.compile(rf"[\w·.\-]+[^\n]*(?:{'|'.join(SEVERITY_WORDS)})[ \t]*\n")
_NO_CLAUSE = Words("这一行前面写 要求:", "write `require:` before this line")
_HINTS: Mapping[str, Words] = MappingProxyType(
    {
        "number": Words("只写一个数和单位，如 1 件", "write a number with its unit only, such as 1 case"),
        "id": Words("后面写编号，如 L-01", "an id follows, such as L-01"),
        "→": Words("写成 条件 → 强制; 其他 → 提示", "write condition -> error; else -> notice"),
    }
)

_OPERAND = ("指标、数值或括号", "an indicator, a number or a bracket")


def _listed(zh: str, en: str, choices: Collection[tuple[str, ...]]) -> tuple[str, str]:
    shown = "、".join(words[0] for words in choices), ", ".join(words[1] for words in choices)
    return f"{zh}（{shown[0]}）", f"{en} ({shown[1]})"


_EXPECTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "operand": _OPERAND,
        "expression": _OPERAND,
        "name": ("名称", "a name"),
        "id": ("编号", "an id"),
        "title": ("「标题」", "a title"),
        "column": ("列名或 *", "a column or *"),
        "text": ('用 "…" 括起的文字', 'a text between "…"'),
        "number": ("数值", "a number"),
        "tolerance": ("容差，如 0 件 或 相对 1%", "a tolerance such as 0 cases or relative 1%"),
        "years": ("年度范围，如 2014..2018", "a range of years such as 2014..2018"),
        "unit": ("计量单位", "a unit of measure"),
        "param-value": ("“= 值”或“年度: 值”", "`= value` or `years: value`"),
        "words": ("“= 词, 词”", "`= word, word`"),
        "severity": _listed("级别", "a severity", SEVERITIES.values()),
        "type": _listed("类型", "a type", TYPES.values()),
        "split": ("“分为”或“其中”", "`splits` or `of_which`"),
        "comparison": ("比较符号", "a comparison sign"),
        **{words[0]: (f"“{words[0]}”", f"`{words[-1]}`") for words in WORDS.values()},
    }
)


def describe(fault: Fault, source: Source, folded: str, part: Span) -> Diagnostic:
    """The diagnostic of a fault in the part of a file that was parsed alone."""
    token = _token(folded, fault.at, part.end)
    if fault.expected == "depth":
        return Diagnostic(syntax_codes.TOO_DEEP, source, Span(part.start, min(part.end, part.start + 1)))
    if _TOO_LONG.match(folded, fault.at):
        return _say(syntax_codes.TOO_MANY_DIGITS, source, token, most=str(MOST_DIGITS))
    quote = folded[token.start : token.start + 1]
    if quote in _OPENING_QUOTES and not _is_closed(folded[token.start : token.end]):
        said = _say(syntax_codes.UNCLOSED_TEXT, source, token, quote=quote)
        return replace(said, hint=_in_quotes(source.slice(part))) if fault.expected == "text" else said
    bracket = _odd_bracket(folded, part)
    if bracket is not None and (bracket == fault.at or (bracket < fault.at and token.start >= part.end)):
        return _say(syntax_codes.UNCLOSED_BRACKET, source, Span(bracket, bracket + 1), bracket=source.text[bracket])
    if fault.expected == "end":
        said = _say(syntax_codes.UNEXPECTED, source, token, found=source.slice(token))
        is_below = _HEAD_LINE.match(folded, part.start, token.start)
        word = source.slice(token)
        hint = _NO_CLAUSE if is_below else _below(folded, part, token) or hint_of_statement(word) or hint_of_word(word)
        return replace(said, hint=_late_title(source.slice(part)) or hint)
    zh, en = _EXPECTED.get(fault.expected, _OPERAND if len(fault.expected) > 1 else ("", ""))
    quoted = (zh, en) if zh else (f"“{fault.expected}”", f"`{fault.expected}`")
    said = _say(syntax_codes.EXPECTED, source, token, expected_zh=quoted[0], expected_en=quoted[1])
    return replace(said, hint=_hint(fault.expected, folded[token.start : token.end], source.slice(part)))


def _below(folded: str, part: Span, token: Span) -> Words | None:
    """A hint at a requirement that stands behind a colon where no more belongs: 对每个 列 于 申请人: 新收[列] ≥ 0."""
    if not folded[part.start : token.start].rstrip().endswith(":"):
        return None
    rest = folded[token.start : part.end].split("\n", maxsplit=1)[0].strip().replace("{", "{{").replace("}", "}}")
    return Words(f"另起一行写 要求: {rest}", f"write on a line of its own: require: {rest}")


def _hint(expected: str, word: str, part: str) -> Words | None:
    """What to write where something else was expected."""
    match expected:
        case "severity":
            return _untitled(part) or _odd_id(part) or hint_of_severity(word)
        case "name":
            return _reserved(word)
        case "text":
            return _in_quotes(part.split("\n", maxsplit=1)[0])
        case "id" if (bare := word.strip(_OTHER_QUOTES)) and _ID.fullmatch(bare):
            return Words(f"编号不加引号：{bare}", f"an id has no quotes: {bare}")
        case _:
            return _HINTS.get(expected) or hint_of_word(word)


def _in_quotes(line: str) -> Words | None:
    """A hint at the marks around a text that stands without them, or with others; none where it has several texts."""
    match = _FIGURED.fullmatch(line.strip())
    words = match["words"].strip(_QUOTES) if match else ""
    if match is None or not words or set(words) & set(_QUOTES):
        return None
    written = f'"{words}"{match["figure"] or ""}'.replace("{", "{{").replace("}", "}}")
    return Words(f"写成 {written}", f"write {written}")


def _untitled(head: str) -> Words | None:
    """A hint at how the head of a rule is written whose title stands without its brackets, or with others."""
    match = _UNTITLED.fullmatch(head.strip())
    title = match["title"].strip(_OTHER_QUOTES) if match else ""
    if match is None or not title or match["title"][0] in _TITLE_QUOTES or set(title) & set(_OTHER_QUOTES):
        return None
    severity = (match["severity"],) * 2 if match["severity"] else SEVERITIES[Severity.WARNING]
    zh, en = (f"{match['id']} 「{title}」 {word}" for word in severity)
    return Words(f"标题写在「」里：规则 {zh}", f"a title stands in 「」: rule {en}")


def _odd_id(head: str) -> Words | None:
    """A hint at the id of a head that has a blank in it, or a colon behind it: L 17 「…」, L-17：「…」."""
    match = _ODD_ID.match(head.strip())
    if match is None:
        return None
    written = f"{'-'.join(filter(None, (match['id'], match['more'])))} {match['title']}"
    return Words(
        f"编号是一个词，后面空一格：规则 {written}", f"an id is one word with a blank behind it: rule {written}"
    )


def _late_title(head: str) -> Words | None:
    """A hint at the order of a rule's head whose title stands behind its severity."""
    match = _LATE_TITLE.fullmatch(head.strip())
    if match is None:
        return None
    written = f"{match['id']} {match['title']} {match['severity']}"
    return Words(f"标题写在级别前面：规则 {written}", f"the title stands before the severity: rule {written}")


def _reserved(word: str) -> Words | None:
    """A hint at the quotes that make a name of a keyword."""
    if word not in RESERVED:
        return None
    return Words(f"“{word}”是关键词，作名称时写成「{word}」", f"`{word}` is a keyword; as a name write 「{word}」")


def _say(code: Code, source: Source, span: Span, **values: str) -> Diagnostic:
    return Diagnostic(code, source, span, MappingProxyType(values))


def _token(folded: str, at: int, end: int) -> Span:
    match = _TOKEN.match(folded, at, end)
    while match is None and at < end and folded[at].isspace():
        at += 1
        match = _TOKEN.match(folded, at, end)
    return Span(*match.span()) if match else Span(end, end)


def _is_closed(token: str) -> bool:
    return len(token) > 1 and token[-1] == _OPENING_QUOTES[token[0]]


def _odd_bracket(folded: str, part: Span) -> int | None:
    """The first bracket of a part that has no counterpart, quoted text left aside."""
    text = _QUOTED.sub(lambda match: " " * len(match.group()), folded[part.start : part.end])
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text, part.start):
        if char in "([{":
            opened.append((char, at))
        elif char in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[char]:
                return at if not opened else opened[-1][1]
            opened.pop()
    return opened[-1][1] if opened else None
