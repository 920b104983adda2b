"""The words of the reports, in both languages: one gettext catalogue, which any editor of translations opens."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import polib

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang

_CATALOGUE = "locale/en.po"


def say(key: str, lang: Lang, **values: object) -> str:
    """One entry of the catalogue with its values filled in."""
    if not values:
        return words(lang)[key]
    return catalogue()[key].say(lang, {name: str(value) for name, value in values.items()})


@cache
def words(lang: Lang) -> Mapping[str, str]:
    """The whole catalogue in one language, as templates use it."""
    return MappingProxyType({key: entry.say(lang) for key, entry in catalogue().items()})


@cache
def catalogue() -> Mapping[str, Words]:
    """Every sentence by its key; in the file the key is the context, Chinese the text, English the translation."""
    text = files("auditor.report").joinpath(_CATALOGUE).read_text(encoding="utf-8")
    return MappingProxyType({entry.msgctxt: Words(entry.msgid, entry.msgstr) for entry in polib.pofile(text)})
