"""Which checked rules look beyond one report."""

from __future__ import annotations

from auditor.lang import typed
from auditor.lang.typed.trees import parts_of

_RELATIONAL = frozenset(
    {typed.Relative, typed.ChildrenCount, typed.Peers, typed.Resemblance, typed.Similarity, typed.Unique}
)


def is_relational(tree: object) -> bool:
    """Whether a checked tree looks at other reports as a whole, so that a test of it needs them all."""
    return any(
        type(each) in _RELATIONAL or (type(each) is typed.AttributeText and each.years_back > 0)
        for each in parts_of(tree)
    )
