"""What is said about files that a plugin reads: codes AUD480 to AUD489, and the words of the plugin itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.diagnostics import error
from auditor.diagnostics import info
from auditor.diagnostics import warning
from auditor.plugins import BROKEN_PLUGIN
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.source import Span

UNDECLARED_FORM = info(
    480,
    "undeclared-form",
    ("所用规则没有声明版式 {form}，不审核", "the rules in use declare no form {form}, so the file is not audited"),
    ("请用 --rules 指明声明该版式的规则目录", "name the folder of rules that declares it with --rules"),
)
# What a reader has to say, in its own words: one that keeps a file from being read, and one that does not.
REFUSED = error(481, "reader-refuses", ("{zh}", "{en}"))
REMARKED = warning(482, "reader-remarks", ("{zh}", "{en}"))

CODES = (BROKEN_PLUGIN, UNDECLARED_FORM, REFUSED, REMARKED)


def refuse(source: Source | str, words: Words, span: Span | None = None) -> Diagnostic:
    """Why a reader does not read a file, in both languages."""
    return _said(REFUSED, source, words, span)


def remark(source: Source | str, words: Words, span: Span | None = None) -> Diagnostic:
    """What a reader noticed in a file that it reads, in both languages."""
    return _said(REMARKED, source, words, span)


def _said(code: Code, source: Source | str, words: Words, span: Span | None) -> Diagnostic:
    place = Source(source, "") if isinstance(source, str) else source
    return Diagnostic(code, place, span, MappingProxyType({"zh": words.zh, "en": words.en}))
