"""What is said to the person who can act on it: codes, diagnostics, and the nearest known name."""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT_NAME = 3
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\w+)\}")


class Lang(StrEnum):
    """A language that people are spoken to in."""

    ZH = "zh"
    EN = "en"

    def listed(self, words: Iterable[str]) -> str:
        """Words of one sentence, one after the other."""
        return ("、" if self is Lang.ZH else ", ").join(words)


class Level(StrEnum):
    """How bad a diagnostic is for the run: an error means that something was not done."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def say(self, lang: Lang) -> str:
        """What it is called."""
        return self if lang is Lang.EN else _LEVELS[self]


_LEVELS = MappingProxyType({Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"})


class Words(Struct, frozen=True, gc=False):
    """One sentence in both languages; `{name}` stands for a value."""

    zh: str
    en: str

    @property
    def both(self) -> tuple[str, str]:
        """Either wording, for whoever understands both."""
        return self.zh, self.en

    def say(self, lang: Lang, values: Mapping[str, str] = MappingProxyType({})) -> str:
        """The sentence in one language with its values filled in; doubled braces are single ones.

        Braces around anything else are text: a hint quotes what a person wrote, and that may hold braces.
        """
        text = self.zh if lang is Lang.ZH else self.en
        return _PLACEHOLDER.sub(lambda found: _filled(found, values), text) if values else text


def _filled(found: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(found[1], found[0]) if found[1] else found[0][0]


class Code(Struct, frozen=True):
    """A kind of diagnostic, never renumbered and never reused.

    `AUD1xx` syntax, `2xx` names, `3xx` types and units, `4xx` documents, `5xx` evaluation, `9xx` configuration.
    The message says what is; the help says what to do.
    """

    id: str
    slug: str
    level: Level
    message: Words
    help: Words | None = None


_Said = tuple[str, str]


def error(number: int, slug: str, message: _Said, advice: _Said | None = None) -> Code:
    """A kind of diagnostic that means that something was not done; each text in Chinese and in English."""
    return _code(number, slug, Level.ERROR, message, advice)


def warning(number: int, slug: str, message: _Said, advice: _Said | None = None) -> Code:
    """One of what was done all the same, and may not be what was meant."""
    return _code(number, slug, Level.WARNING, message, advice)


def info(number: int, slug: str, message: _Said, advice: _Said | None = None) -> Code:
    """One that only says how something was taken."""
    return _code(number, slug, Level.INFO, message, advice)


def _code(number: int, slug: str, level: Level, message: _Said, advice: _Said | None) -> Code:
    return Code(f"AUD{number}", slug, level, Words(*message), Words(*advice) if advice else None)


class Diagnostic(Struct, frozen=True):
    """One thing to tell, with its place: `source` and `span` are absent where there is no text to point into."""

    code: Code
    source: Source | None = None
    span: Span | None = None
    values: Mapping[str, str] = MappingProxyType({})
    hint: Words | None = None

    def message(self, lang: Lang) -> str:
        """What is, in one line."""
        return self.code.message.say(lang, self.values)

    def help(self, lang: Lang) -> str | None:
        """What to do: the hint of this very case, or else the help of its kind."""
        words = self.hint or self.code.help
        return words.say(lang, self.values) if words else None

    @property
    def order(self) -> tuple[str, int, str]:
        """By file, then place, then code."""
        return (self.source.path if self.source else "", self.span.start if self.span else 0, self.code.id)


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely stands for, or nothing when none is near."""
    return next(iter(nearest(name, known, 1)), None)


def nearest(name: str, known: Iterable[str], most: int) -> tuple[str, ...]:
    """The known names that `name` may stand for, the nearest first.

    A name of up to three characters is allowed one that differs: 总记 → 总计.
    """
    cutoff = 0.5 if len(name) <= _SHORT_NAME else 0.6
    return tuple(difflib.get_close_matches(name, sorted(set(known)), n=most, cutoff=cutoff))


def a_letter_away(name: str, known: Iterable[str], most: int) -> tuple[str, ...]:
    """The known names that differ from a name in one letter or so: a district's offices share more than these."""
    # NOTE: the likeness of two names as long as this one of which one letter differs.
    least = (len(name) - 1) / len(name) if name else 0.0
    return tuple(difflib.get_close_matches(name, sorted(set(known)), n=most, cutoff=least)) if least else ()


def did_you_mean(near: str | None) -> Words | None:
    """A hint at the name that was probably meant, where there is one."""
    return Words(f"是否指“{near}”？", f"did you mean `{near}`?") if near else None


def did_you_mean_one_of(near: tuple[str, ...]) -> Words | None:
    """A hint at the names that may have been meant, where there are such."""
    if not near:
        return None
    return Words(f"是否指“{'”“'.join(near)}”？", f"did you mean `{'`, `'.join(near)}`?")


# NOTE: a file that is open in another program is told by Windows as one that nobody has the right to.
_NO_RIGHT = "没有权限，或正被别的程序打开 no permission, or open in another program"
_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "没有这个文件或目录 no such file or folder",
        **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EBUSY), _NO_RIGHT),
        errno.EROFS: "只能读，不能写 read-only",
        errno.EISDIR: "是目录，不是文件 a folder, not a file",
        errno.ENOTDIR: "不是目录 not a folder",
        errno.ENAMETOOLONG: "名称太长 the name is too long",
        errno.EIO: "读写出错，磁盘或网络可能有故障 the disk or the network may be broken",
    }
)


def reason_of(error: OSError) -> str:
    """Why the operating system refuses, in both languages where that is known, else in its own words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__
