"""What lowering works with: where figures stand in a frame, what blanks mean, and the terms made so far."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.making import Terms
from auditor.engine.lowered.terms import USUAL

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.columns.frames import Names
    from auditor.engine.lowered.ends import Bounds
    from auditor.engine.lowered.terms import Term


class Certainty(Struct, frozen=True):
    """Whether a statement is certainly true, and whether it is certainly false."""

    true: Term
    false: Term


class Context(Struct, frozen=True, eq=False):
    """Where terms find their columns, what blanks mean, how large any figure is, and what is made already.

    `sizes` says by column how large its numbers are, where that is known better than by `largest`; `widths` in how many
    bits numbers may be kept that fit, the fewest first: few are worth it for many records. `seen` holds the bounds of
    numbers, and `decided` the terms of statements, by what they are; both are filled by lowering.
    """

    names: Names
    largest: int
    terms: Terms = field(default_factory=Terms)
    blank_is_zero: bool = False
    sizes: Mapping[str, int] = MappingProxyType({})
    widths: tuple[int, ...] = (USUAL,)
    seen: dict[Hashable, Bounds] = field(default_factory=dict)
    decided: dict[Hashable, Certainty] = field(default_factory=dict)

    def size(self, leaf: Leaf) -> int:
        """The largest absolute value of a leaf."""
        return self.sizes.get(self.names.values.get(bare(leaf), ""), self.largest)


def is_blank(leaf: Leaf, context: Context) -> Term:
    """Whether the cell of a table figure is empty or holds a dash."""
    return _state(leaf, context, (State.BLANK,))


def is_there(leaf: Leaf, context: Context) -> Term:
    """Whether a table figure stands there; words in its place are no figure."""
    return _state(leaf, context, (State.VALUE, State.DOUBTFUL))


def is_nowhere(leaf: Leaf, context: Context) -> Term:
    """Whether nothing stands there at all; what stands there but cannot be read is not absent."""
    return _state(leaf, context, (State.BLANK, State.MISSING))


def is_read(leaf: Leaf, context: Context) -> Term:
    """Whether a table figure stands there and was read."""
    return _state(leaf, context, (State.VALUE,))


# ------------------------------------------------------------------------------------------------------------- within


def _state(leaf: Leaf, context: Context, states: tuple[State, ...]) -> Term:
    key = bare(leaf)
    column = context.names.states.get(key)
    if column is not None:
        return context.terms.among(column, states)
    # NOTE: a ready-made table says nothing but its figures: what is not there is blank.
    null = context.terms.null(context.names.values[key])
    return null if State.BLANK in states else context.terms.not_(null)
