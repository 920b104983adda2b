"""Real documents, one a module: their figures as a person read them, and nothing else of them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ingest.truth.typed import Truth


def _all() -> Mapping[str, Truth]:
    names = (module.name for module in iter_modules(__path__) if module.name != "typed")
    found: list[Truth] = [import_module(f"{__name__}.{name}").TRUTH for name in names]
    return MappingProxyType({truth.path: truth for truth in sorted(found, key=lambda each: each.path)})


TRUTH = _all()
