"""Chinese written without spaces, taken apart by the dictionary: 若收到申请数 is 若 and 收到申请数.

A split is offered only when it is the only one, and no two names stand side by side in it, which no rule could mean.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.words import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 80
_WORDS = frozenset(word for word in (*RESERVED, *FUNCTION_WORDS) if not word.isascii())


def split_run(run: str, names: Iterable[str], more: Iterable[str] = ()) -> str | None:
    """The run with spaces where its words meet, None where there is no such split or more than one.

    `more` are words beside those of the language.
    """
    if len(run) > _LONGEST or run.isascii():
        return None
    known = frozenset(name for name in names if name in run)
    words = {word for word in (*_WORDS, *more) if word in run} - known

    @cache
    def splits(start: int, *, after_name: bool) -> tuple[str, ...]:
        """At most two ways to take the rest of the run apart."""
        if start == len(run):
            return ("",)
        found: list[str] = []
        number = _NUMBER.match(run, start)
        ends = [number.end()] if number else []
        ends += [end for end in range(start + 1, len(run) + 1) if run[start:end] in known]
        # NOTE: the longest only: 大于等于 is no 大于 before an 等于.
        ends += [end for end in range(start + 1, len(run) + 1) if run[start:end] in words][-1:]
        for end in ends:
            word = run[start:end]
            is_name = word in known
            if is_name and after_name:
                continue
            found += [f"{word} {rest}".rstrip() for rest in splits(end, after_name=is_name)]
            if len(found) > 1:
                break
        return tuple(found[:2])

    made = splits(0, after_name=False)
    return made[0] if len(made) == 1 and " " in made[0] else None


def split_with_stranger(run: str, names: Iterable[str], more: Iterable[str]) -> str | None:
    """The run taken apart with the shortest strange name in it that lets it come apart, None where none does.

    A strange name stands between words; two names side by side are none.
    """
    if len(run) > _LONGEST or run.isascii():
        return None
    known = frozenset(name for name in names if name in run)
    words = [match for word in (*_WORDS, *more) if word in run for match in re.finditer(re.escape(word), run)]
    starts, ends = {0, *(it.end() for it in words)}, {len(run), *(it.start() for it in words)}
    spans = sorted((end - start, start) for start in starts for end in ends if 1 < end - start < len(run))
    for length, start in spans:
        name = run[start : start + length]
        beside = any(name.startswith(it) for it in known) and any(name.endswith(it) for it in known)
        if name not in more and not beside and (split := split_run(run, {*known, name}, more)):
            return split
    return None
