"""Which wordings are worth trying on which sentences: by the words without which a wording finds nothing.

One look at a sentence, at what words begin with, tells which of all those words it has. Of a thousand pairs of a
wording and a sentence two are left, so that most wordings are never compiled, which takes longer than to read a report.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from functools import reduce
from heapq import merge
from operator import itemgetter
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.narrative.sentences import Sentence
    from auditor.schema import Needs

# How many sentences are gone through together: a whole number with a bit for each is copied whenever one is set.
_TOGETHER = 2_000


class Sieve:
    """What lets through the pairs that are worth trying; `needs` are those of all wordings, in their order."""

    def __init__(self, needs: tuple[Needs, ...]) -> None:
        sets = {need: at for at, need in enumerate(dict.fromkeys(need for each in needs for need in each))}
        words = {word: at for at, word in enumerate(dict.fromkeys(word for need in sets for word in need))}
        self._needs = needs
        self._words = len(words)
        self._by_beginning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for word, at in words.items():
            self._by_beginning[word[0]].append((at, word))
        self._beginnings = frozenset(self._by_beginning)
        self._sets = [[words[word] for word in need] for need in sets]
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
            mark = 1 << at
            for word in self._words_of(sentence.text):
                having[word] |= mark
        meeting = [having[words[0]] if len(words) == 1 else _any(having, words) for words in self._sets]
        every = (1 << len(sentences)) - 1
        for number, wanted in enumerate(self._wordings):
            marks = every
            for need in wanted:
                marks &= meeting[need]
            while marks:
                last = marks & -marks
                sentence = sentences[last.bit_length() - 1]
                if _in_order(self._needs[number], sentence.text):
                    yield number, sentence
                marks ^= last

    def _words_of(self, text: str) -> list[int]:
        """The numbers of the words that stand in a text."""
        beginnings = self._beginnings.intersection(text)
        return [at for beginning in beginnings for at, word in self._by_beginning[beginning] if word in text]


def _in_order(needs: Needs, text: str) -> bool:
    """Whether a text has one word of each set behind that of the set before."""
    end = 0
    for need in needs:
        found = [at + len(word) for word in need if (at := text.find(word, end)) >= 0]
        if not found:
            return False
        end = min(found)
    return True


def _any(having: list[int], words: list[int]) -> int:
    return reduce(or_, [having[word] for word in words])


@lru_cache(maxsize=16)
def sieve(needs: tuple[Needs, ...]) -> Sieve:
    """The sieve of wordings with these needs, kept for the next document."""
    return Sieve(needs)
