"""Which wordings are worth trying on which sentences: by the words without which a wording finds nothing.

One look at a sentence tells which of all those words it has. Of a thousand pairs of a wording and a sentence three are
left, so that most wordings are never compiled, which takes longer than to read a report.
"""

from __future__ import annotations

from functools import lru_cache
from functools import reduce
from heapq import merge
from operator import itemgetter
from operator import or_
from typing import TYPE_CHECKING
from typing import Any

import re2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.narrative.sentences import Sentence
    from auditor.schema import Needs

# What is looked for at once, and how much of a word: the library finds nothing with what does not fit into its memory.
_AT_ONCE = 1_000
_LONGEST = 20
# How many sentences are gone through together: a whole number with a bit for each is copied whenever one is set.
_TOGETHER = 2_000


class Sieve:
    """What lets through the pairs that are worth trying; `needs` are those of all wordings, in their order."""

    def __init__(self, needs: tuple[Needs, ...]) -> None:
        sets = {need: at for at, need in enumerate(dict.fromkeys(need for each in needs for need in each))}
        found = list(dict.fromkeys(word[:_LONGEST] for need in sets for word in need))
        words = {word: at for at, word in enumerate(found)}
        self._looks = [(first, _look(found[first : first + _AT_ONCE])) for first in range(0, len(found), _AT_ONCE)]
        self._words = len(found)
        self._sets = [[words[word[:_LONGEST]] for word in need] for need in sets]
        self._wordings = [[sets[need] for need in each] for each in needs]

    def passed(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
        """The number of a wording with a sentence that has all it needs, in the order of wordings and sentences."""
        parts = (sentences[first : first + _TOGETHER] for first in range(0, len(sentences), _TOGETHER))
        pairs = [list(self._passed(part)) for part in parts]
        return merge(*pairs, key=itemgetter(0))

    def _passed(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
        # Which sentences have something is one whole number, a bit for each, so that all are compared at once.
        having = [0] * self._words
        for at, sentence in enumerate(sentences):
            for first, look in self._looks:
                for word in look.Match(sentence.text) or ():
                    having[first + word] |= 1 << at
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


def _look(words: list[str]) -> Any:  # noqa: ANN401 - the library has no type for it
    together = re2.Set.SearchSet()
    for word in words:
        together.Add(re2.escape(word))
    together.Compile()
    return together


def _any(having: list[int], words: list[int]) -> int:
    return reduce(or_, [having[word] for word in words])


@lru_cache(maxsize=16)
def sieve(needs: tuple[Needs, ...]) -> Sieve:
    """The sieve of wordings with these needs, kept for the next document."""
    return Sieve(needs)
