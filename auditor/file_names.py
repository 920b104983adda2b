"""Names of files that people see: readable, safe on any system, unique, and the same on every run."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission

_LONGEST = 40
# NOTE: names that one system keeps for its devices.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def slugs(submissions: Iterable[Submission]) -> tuple[str, ...]:
    """A name for each submission's page."""
    seen: Counter[str] = Counter()
    names = []
    for submission in submissions:
        name = slug(submission.path, submission.unit, submission.year)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)


def slug(path: str, unit: str | None, year: int | None) -> str:
    """The name of a submission's page by what it is known by."""
    words = f"{unit} {year or ''}" if unit else path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "-".join(filter(None, (_words(words.lower())[:_LONGEST].strip("-"), _digest(path))))


def rule_slugs(rules: Iterable[str]) -> Mapping[str, str]:
    """A name for each rule's page: its id where that is safe, else with a digest of it."""
    known = tuple(rules)
    named = ((_id(rule), rule) for rule in known)
    told = _told_apart((name, rule, name == rule and name.casefold() not in _RESERVED) for name, rule in named)
    return dict(zip(known, told, strict=True))


def notice_slugs(notices: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A name for each notice by its unit and year."""
    return tuple(
        _told_apart(
            (_words(f"{unit[:_LONGEST]} {year}"), f"{unit} {year}", len(unit) <= _LONGEST and _is_safe(unit[:1] or "-"))
            for unit, year in notices
        )
    )


def unit_slugs(units: Iterable[str]) -> Iterator[str]:
    """A name for each unit's form."""
    names = ((_words(unit)[:_LONGEST], unit) for unit in units)
    return _told_apart((name or "unit", unit, name == unit) for name, unit in names)


def _told_apart(names: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    """Names, each with what it is of and whether it says all of it; those that do not or are taken have a digest."""
    taken: set[str] = set()
    for name, full, is_whole in names:
        told = name if is_whole and name.casefold() not in taken else f"{name}-{_digest(full)}".strip("-")
        taken.add(told.casefold())
        yield told


def _words(text: str) -> str:
    return "-".join("".join(char if _is_safe(char) else " " for char in unicodedata.normalize("NFC", text)).split())


def _id(rule: str) -> str:
    kept = (char if _is_safe(char) or char in "-_" else "-" for char in unicodedata.normalize("NFC", rule))
    return "".join(kept)[:_LONGEST].strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _is_safe(char: str) -> bool:
    # NOTE: letters of the Basic Multilingual Plane only: some archive programs garble the others.
    return char.isalnum() and char <= "\uffff"
