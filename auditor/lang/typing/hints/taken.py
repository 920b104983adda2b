"""What is said of lines that are to switch off or change a rule that stands elsewhere: where to do that."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.synonyms import OFF_SPOKEN
from auditor.lang.world.notes import place_words
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.world.spec import Spec

_SAID_OF_HEADS = frozenset({syntax_codes.EXPECTED.id, syntax_codes.MISSING_CLAUSE.id, codes.DUPLICATE_RULE.id})
_SAID_OF_WORDS = frozenset({syntax_codes.UNKNOWN_STATEMENT.id, syntax_codes.UNKNOWN_CLAUSE.id})
_LINE = re.compile(r"[ \t\u3000]*(?P<word>\w+)[ \t\u3000:]*(?P<id>[\w·.\-]+)")


class _Line(Struct, frozen=True):
    """A line that begins with a word and names a rule, which stands at `place`."""

    word: str
    id: str
    span: Span
    place: str


def hint_taken(found: Iterable[Diagnostic], specs: Iterable[Spec]) -> Iterator[Diagnostic]:
    """The diagnostics; a rule that has no more than the id of another is told once, as that."""
    known = {spec.id: spec for spec in specs}
    told: set[tuple[str, Span]] = set()
    for each in found:
        line = _line(each, known) if each.code.id in _SAID_OF_HEADS | _SAID_OF_WORDS else None
        if line is None or each.source is None:
            yield each
        elif line.word in OFF_SPOKEN:
            yield replace(each, hint=_off(line))
        elif each.code.id in _SAID_OF_WORDS or STATEMENT_WORDS.get(line.word) is not StatementKey.RULE:
            yield each
        elif (each.source.path, line.span) not in told:
            told.add((each.source.path, line.span))
            values = MappingProxyType({"name": line.id, "place": line.place})
            yield Diagnostic(codes.DUPLICATE_RULE, each.source, line.span, values)


def _line(each: Diagnostic, known: Mapping[str, Spec]) -> _Line | None:
    """The line of a diagnostic, where it names a rule that stands elsewhere."""
    if each.source is None or each.span is None:
        return None
    start = each.source.text.rfind("\n", 0, each.span.start) + 1
    match = _LINE.match(fold(each.source.text), start)
    spec = known.get(match["id"]) if match else None
    if match is None or spec is None or (spec.source == each.source and spec.node.span.start == start):
        return None
    return _Line(match["word"], match["id"], Span(*match.span("id")), place_words(spec.source, spec.node.span))


def _off(line: _Line) -> Words:
    return Words(
        f"到 {line.place}，在规则 {line.id} 下面加一行 状态: 停用；这一行删去",
        f"go to {line.place}, add a line `status: retired` below rule {line.id}, and remove this one",
    )
