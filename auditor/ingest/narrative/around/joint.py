"""Whether a figure is of several things together, of which its wording names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.patterns import regex

if TYPE_CHECKING:
    from auditor.ingest.narrative.sentences import Sentence

_JOINT_BEFORE = regex(
    "(?:(?<![一二三四五六七八九十])、|和|以及|与|或者?|(?<![涉普])及)(?:相关|有关|政务|官方|政府|门户|人民|新浪|腾讯|微信|“[^“”]{0,16}”)*$"
)
# 微博等政务新媒体: one of several ways, all of which the figure is of.
_JOINT_AFTER = regex(
    "(?:政务|官方|门户)*(?:网站|网|微博|微信(?:公众号|公众平台|平台)?|公众号|公众平台|公报)”?等"
    "(?:多种|多个|各类|各种)?(?:政务|官方|公开|公示|[专信]?栏)*(?:新媒体|媒体|平台|渠道|方式|形式|载体|途径)"
)
_JOINT = regex("、|和|以及|或者|(?<![涉普以])及(?![时其])|(?<!参)与")
_FIGURE_END = regex("(?:[0-9余多][^,;:、。0-9]{0,12}|[)])$")


def is_joint(sentence: Sentence, start: int, end: int, wording: str) -> bool:
    """Whether what a wording covers is named together with something else, so that the figure is that of both.

    微博、微信发布信息100条 says nothing of either. A list whose members have figures of their own is another matter.
    """
    before = sentence.slice(sentence.start, start)
    if (joint := _JOINT_BEFORE.search(before)) and not _FIGURE_END.search(before, 0, joint.start()):
        return True
    said = sentence.slice(start, end)
    others = (found for found in _JOINT.finditer(said) if found[0] not in wording)
    return _JOINT_AFTER.match(said) is not None or any(not _FIGURE_END.search(said, 0, each.start()) for each in others)
