"""Statements in negation normal form: what they are made of, their contraries, and the leaves that they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from msgspec import Struct

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import leaves
from auditor.engine.canonical.algebra import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.canonical.algebra import Poly


class Sign(Struct, frozen=True):
    """`top / bottom ≤ 0` (`< 0` when strict), with whole coefficients; undecided unless the sign of `bottom` is."""

    top: Poly
    bottom: Poly | None
    strict: bool


class Stands(Struct, frozen=True):
    """A figure or an attribute is there, or is not; always decided."""

    leaf: Leaf
    holds: bool = True


class OneOf(Struct, frozen=True):
    """A text is one of some, or is none of them; undecided where there is no text."""

    name: str
    values: tuple[str, ...]
    holds: bool = True


class Blank(Struct, frozen=True):
    """A table figure is an empty cell or a dash; always decided."""

    leaf: Leaf
    holds: bool = True


class Sure(Struct, frozen=True):
    """A statement is certainly true, with blanks as zeros or not, or is not certainly so; always decided."""

    arg: Core
    as_zero: bool
    holds: bool = True


class Truth(Struct, frozen=True):
    """True, or false."""

    holds: bool


class AllOf(Struct, frozen=True):
    """Every one of some statements."""

    args: tuple[Core, ...]


class AnyOf(Struct, frozen=True):
    """At least one of some statements."""

    args: tuple[Core, ...]


Core: TypeAlias = Sign | Stands | OneOf | Blank | Sure | Truth | AllOf | AnyOf


def denied(it: Core) -> Core:  # noqa: PLR0911 - one case a node
    """The contrary of a statement in normal form."""
    match it:
        case Sign(top, bottom, strict):
            return Sign(scaled(top, -1), bottom, not strict)
        case Stands(leaf, holds):
            return Stands(leaf, not holds)
        case OneOf(name, values, holds):
            return OneOf(name, values, not holds)
        case Blank(leaf, holds):
            return Blank(leaf, not holds)
        case Sure(arg, as_zero, holds):
            return Sure(arg, as_zero, not holds)
        case Truth(holds):
            return Truth(not holds)
        case AllOf(args):
            return AnyOf(tuple(denied(arg) for arg in args))
        case AnyOf(args):
            return AllOf(tuple(denied(arg) for arg in args))
        case _ as never:
            assert_never(never)


def core_leaves(it: Core) -> Iterator[Leaf]:
    """All leaves of a statement in normal form."""
    match it:
        case Sign(top, bottom):
            yield from leaves(top)
            if bottom is not None:
                yield from leaves(bottom)
        case Stands(leaf) | Blank(leaf):
            yield leaf
        case Sure(arg):
            yield from core_leaves(arg)
        case OneOf(name):
            yield Leaf(LeafKind.ATTRIBUTE, name, aspect="text")
        case AllOf(args) | AnyOf(args):
            for arg in args:
                yield from core_leaves(arg)
        case Truth():
            return
        case _ as never:
            assert_never(never)
