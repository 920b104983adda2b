"""Patterns that are compiled when first used: no text needs all of them, and one of Chinese takes a millisecond."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from typing import AnyStr
from typing import cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator


# A Chinese character, where no letter of another script can be meant: the range of them is exact, and takes Python a
# millisecond to compile each time.
CHINESE = r"[^\W\d_A-Za-z]"


def regex(text: AnyStr, flags: int = 0, *, needs: str = "") -> re.Pattern[AnyStr]:
    """As `re.compile`, which tells only when it is first used that the text is no pattern.

    `needs` are words (更正|更改) of which one is in whatever it finds: for texts without them nothing is compiled.
    """
    later = _Needing(text, lambda: re.compile(text, flags), tuple(needs.split("|"))) if needs else None
    return cast("re.Pattern[AnyStr]", later or _Later(text, lambda: re.compile(text, flags)))


class _Later:
    """A pattern that is not yet compiled; what has been asked of it once is its own."""

    def __init__(self, text: str | bytes, compiled: Callable[[], object]) -> None:
        self.pattern = text
        self._compile = compiled

    @cached_property
    def _compiled(self) -> object:
        return self._compile()

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class _Needing(_Later):
    """A pattern that finds nothing, and is not compiled, until it is asked of a text with a word that it needs."""

    def __init__(self, text: str | bytes, compiled: Callable[[], object], needs: tuple[str, ...]) -> None:
        super().__init__(text, compiled)
        self.needs = needs

    def _asked(self, name: str, text: str) -> Callable[..., object] | None:
        """What is asked of the pattern, None where the text has no word that it needs."""
        if any(word in text for word in self.needs):
            return cast("Callable[..., object]", self.__getattr__(name))
        return None

    def search(self, text: str, *within: int) -> object:
        """As of a pattern."""
        asked = self._asked("search", text)
        return asked and asked(text, *within)

    def match(self, text: str, *within: int) -> object:
        """As of a pattern."""
        asked = self._asked("match", text)
        return asked and asked(text, *within)

    def fullmatch(self, text: str, *within: int) -> object:
        """As of a pattern."""
        asked = self._asked("fullmatch", text)
        return asked and asked(text, *within)

    def finditer(self, text: str, *within: int) -> Iterator[object]:
        """As of a pattern."""
        asked = self._asked("finditer", text)
        return cast("Iterator[object]", asked(text, *within)) if asked else iter(())

    def sub(self, new: object, text: str) -> object:
        """As of a pattern."""
        asked = self._asked("sub", text)
        return asked(new, text) if asked else text
