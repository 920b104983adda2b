"""The TextMate grammar of the rule language, made from its keywords: what editors colour rule files by."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import MISSING
from auditor.lang.vocabulary.keywords import ROUNDINGS
from auditor.lang.vocabulary.keywords import SEVERITIES
from auditor.lang.vocabulary.keywords import SPLITS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import STATES
from auditor.lang.vocabulary.keywords import TYPES
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.vocabulary.spellings import any_of
from auditor.lang.vocabulary.words import COMPARISONS
from auditor.lang.vocabulary.words import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

# Letters of any script and digits: what a keyword must not touch on either side.
_CHAR = r"[\p{L}\p{N}_·]"
_BEFORE, _AFTER = rf"(?<!{_CHAR})", rf"(?!{_CHAR})"


def grammar() -> dict[str, Any]:
    """The grammar as the object that its file holds."""
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Auditor rules",
        "scopeName": "source.auditor",
        "fileTypes": ["rules"],
        "patterns": [{"include": f"#{name}"} for name in _REPOSITORY],
        "repository": {name: {"patterns": patterns} for name, patterns in _REPOSITORY.items()},
    }


def _words(*tables: Mapping[Any, tuple[str, ...]]) -> list[str]:
    return sorted({word for table in tables for words in table.values() for word in words})


def _match(name: str, pattern: str) -> dict[str, Any]:
    return {"name": f"{name}.auditor", "match": pattern}


def _keyword(name: str, words: Iterable[str]) -> dict[str, Any]:
    return _match(name, f"{_BEFORE}(?:{any_of(words)}){_AFTER}")


def _quoted(name: str, begin: str, end: str) -> dict[str, Any]:
    placeholder = _match("variable.other.placeholder", r"\{[^{}\n]*\}")
    return {"name": f"{name}.auditor", "begin": begin, "end": f"{end}|$", "patterns": [placeholder]}


_SIGNS = [word for words in COMPARISONS.values() for word in words if not word.isalpha()]
_REPOSITORY: Mapping[str, list[dict[str, Any]]] = {
    "comment": [
        _match("comment.line.documentation", r"(?:^|(?<=\s))##.*$"),
        _match("comment.line.number-sign", r"(?:^|(?<=\s))#.*$"),
    ],
    "text": [
        _quoted("string.quoted.double", '"', '"'),
        _quoted("string.quoted.other", "“", "”"),
        _match("entity.name.quoted", "「[^」\\n]*」|`[^`\\n]*`"),
    ],
    "statement": [
        _match("keyword.control.statement", rf"^\s*(?:{any_of(_words(STATEMENTS))}){_AFTER}(?!\s*[:：])"),
    ],
    "clause": [
        _match("storage.type.clause", rf"^\s*(?:{any_of(_words(CLAUSES))}){_AFTER}\s*[:：]?"),
    ],
    "row": [
        _match("punctuation.separator.cell", r"\|"),
    ],
    "word": [
        _keyword("keyword.operator.logical", RESERVED),
        _keyword("constant.language.severity", _words(SEVERITIES)),
        _keyword("constant.language", _words(VERDICTS, STATES, MISSING, ROUNDINGS)),
        _keyword("storage.type", _words(TYPES)),
        _keyword("keyword.other.split", _words(SPLITS)),
        _match("support.function", rf"{_BEFORE}(?:{any_of(_words(FUNCTIONS))})(?=\s*[(（])"),
    ],
    "number": [
        _match("constant.numeric.date", rf"{_BEFORE}(?:\d{{4}}-)?\d{{2}}-\d{{2}}{_AFTER}"),
        _match("constant.numeric", rf"{_BEFORE}\d+(?:\.\d+)?[%％‰]?"),
    ],
    "sign": [
        _match("keyword.operator.comparison", any_of(_SIGNS)),
        _match("keyword.operator.arithmetic", r"[+\-*/×÷＋－]"),
    ],
}
