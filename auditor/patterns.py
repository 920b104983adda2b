"""Patterns that are compiled when first used: no text needs all of them, and one of Chinese takes a millisecond."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from typing import AnyStr
from typing import cast

if TYPE_CHECKING:
    from collections.abc import Callable


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, which tells only when it is first used that the text is no pattern."""
    return cast("re.Pattern[AnyStr]", _Later(text, lambda: re.compile(text, flags)))


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
