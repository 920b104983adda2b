"""The words of the rectification notices."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTICES: Mapping[str, Words] = MappingProxyType({})
