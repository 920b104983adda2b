"""Bytes become text: the encoding that they are really in, whatever they say of themselves."""

from __future__ import annotations

import codecs
import math
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB 18030 contains GBK and GB 2312, which most pages that name those really exceed.
_FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(["gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "gb_2312-80", "hz-gb-2312"], "gb18030"),
    **dict.fromkeys(["big5", "big5-hkscs", "cp950", "x-x-big5", "big5hkscs"], "big5hkscs"),
    **dict.fromkeys(["utf-8", "utf8", "unicode-1-1-utf-8"], "utf-8"),
    **dict.fromkeys(["utf-16", "utf-16le", "utf-16be", "unicode"], "utf-16"),
}
_ASCII = regex(r"[\x00-\x7f]+")
_BROKEN = regex(r"[\ufffd\ue000-\uf8ff]+")
_ASCII_BYTES = bytes(range(0x80))
_GB_COMMON = bytes(range(0xA1, 0xD8))
_BIG5_COMMON = bytes(range(0xA1, 0xC7))
_SAMPLE = 100_000
# No text in another encoding comes near this.
_SURE = 0.98
_TOLERATED = 0.002
_UTF_16_ZEROS = 0.3


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and how many places of it could not be decoded (they stand as U+FFFD)."""

    text: str
    encoding: str
    gaps: int = 0


def family(name: str) -> str | None:
    """The encoding that is meant by a declared name, None if the name is unknown or not one used for Chinese."""
    return _FAMILIES.get(name.strip().strip("\"'").lower().replace("_", "-")) or _FAMILIES.get(name.strip().lower())


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes.

    A byte order mark decides; then UTF-8 where all is valid (text in another encoding hardly ever is); then the
    declared encoding, unless another one makes clearly better Chinese of it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding.removesuffix("-sig"), text.count("\ufffd"))
    blind = _utf_16_unmarked(data)
    if blind is not None:
        text = data.decode(blind, errors="replace")
        return Decoded(text, "utf-16", text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _best_of_several(data, family(declared) if declared else None)


def _utf_16_unmarked(data: bytes) -> str | None:
    """UTF-16 without its mark shows by the zero bytes of its ASCII characters."""
    head = data[:4096]
    if b"\0" not in head:
        return None
    odd, even = head[1::2], head[::2]
    if odd.count(0) > _UTF_16_ZEROS * len(odd) and even.count(0) < odd.count(0) / 8:
        return "utf-16-le"
    if even.count(0) > _UTF_16_ZEROS * len(even) and odd.count(0) < even.count(0) / 8:
        return "utf-16-be"
    return None


def _best_of_several(data: bytes, declared: str | None) -> Decoded:
    candidates = dict.fromkeys([declared, "gb18030", "utf-8", "big5hkscs"])
    sample = data[:_SAMPLE]
    best, most = "utf-8", -math.inf
    for name in candidates:
        if name is None or name == "utf-16":
            continue
        score = _plausibility(sample.decode(name, errors="replace"))
        if score > most:
            best, most = name, score
        if score >= _SURE:
            break
    text = data.decode(best, errors="replace")
    return Decoded(text, best, text.count("\ufffd"))


def _plausibility(text: str) -> float:
    """How much of the text that is not ASCII is common Chinese; broken and private characters count against it.

    Characters of the first level of GB 2312 are the 3,755 most used; the first level of Big5 holds the 5,401 most used
    of the traditional ones.
    """
    count = len(text) - len(text.encode("ascii", errors="ignore"))
    if not count:
        return 0.0
    simplified = _in_range(text.encode("gb2312", errors="ignore").translate(None, _ASCII_BYTES), _GB_COMMON)
    if simplified >= _SURE * count:
        return simplified / count
    foreign = _ASCII.sub("", text)
    broken = sum(map(len, _BROKEN.findall(foreign)))
    traditional = _in_range(foreign.encode("big5", errors="ignore"), _BIG5_COMMON)
    return (max(simplified, traditional) - 5 * broken) / count


def _in_range(pairs: bytes, leads: bytes) -> int:
    """How many of the characters, of two bytes each, begin with one of the leads."""
    firsts = pairs[::2]
    return len(firsts) - len(firsts.translate(None, leads))


def read_text(path: Path) -> str | None:
    """The text of a file with newlines at the ends of its lines, None where any of it cannot be decoded."""
    decoded = decode(path.read_bytes())
    if decoded.gaps or "\0" in decoded.text:
        return None
    return decoded.text.replace("\r\n", "\n").replace("\r", "\n")


def is_mostly_decoded(decoded: Decoded) -> bool:
    """Whether so little is lost that the rest can be trusted."""
    return decoded.gaps <= max(3, _TOLERATED * len(decoded.text))
