"""Which wordings are worth trying on which sentences: by the words without which a wording finds nothing.

One look at a sentence tells which of all those words it has. Of a thousand pairs of a wording and a sentence three are
left, so that most wordings are never compiled, which takes longer than to read a report.
"""

from __future__ import annotations

from functools import lru_cache
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.narrative.sentences import Sentence
    from auditor.schema import Needs


class Sieve:
    """What lets through the pairs that are worth trying; `needs` are those of all wordings, in their order."""

    def __init__(self, needs: tuple[Needs, ...]) -> None:
        words = {word: at for at, word in enumerate({word for each in needs for need in each for word in need})}
        sets = {need: at for at, need in enumerate({need for each in needs for need in each})}
        self._look = re2.Set.SearchSet()
        for word in words:
            self._look.Add(re2.escape(word))
        self._look.Compile()
        self._words = len(words)
        self._sets = [[words[word] for word in need] for need in sets]
        self._wordings = [[sets[need] for need in each] for each in needs]

    def passed(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
        """The number of a wording with a sentence that has all it needs, in the order of wordings and sentences."""
        # Which sentences have something is one whole number, a bit for each, so that all are compared at once.
        having = [0] * self._words
        for at, sentence in enumerate(sentences):
            for word in self._look.Match(sentence.text) or ():
                having[word] |= 1 << at
        meeting = [having[words[0]] if len(words) == 1 else _any(having, words) for words in self._sets]
        every = (1 << len(sentences)) - 1
        for number, wanted in enumerate(self._wordings):
            marks = every
            for need in wanted:
                marks &= meeting[need]
            while marks:
                last = marks & -marks
                yield number, sentences[last.bit_length() - 1]
                marks ^= last


def _any(having: list[int], words: list[int]) -> int:
    return reduce(or_, [having[word] for word in words])


@lru_cache(maxsize=16)
def sieve(needs: tuple[Needs, ...]) -> Sieve:
    """The sieve of wordings with these needs, kept for the next document."""
    return Sieve(needs)
