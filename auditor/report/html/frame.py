"""What every page begins and ends with."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.report.data.exports import version_of
from auditor.report.views.view import Page
from auditor.report.words.messages import say
from auditor.report.words.messages import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS: Mapping[Lang, str] = MappingProxyType({Lang.ZH: "zh-CN", Lang.EN: "en"})


def page_frame(subject: str, lang: Lang) -> Page:
    """The frame of a page; without a subject, that of the overview."""
    title = f"{subject or say('overview_title', lang)} · {say('product', lang)}"
    return Page(_TAGS[lang], title, words(lang), _made_by(lang))


@cache
def _made_by(lang: Lang) -> str:
    return say("made_by", lang, version=version_of("auditor"))
