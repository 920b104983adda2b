"""Numbers about several reports, or a whole text, in canonical form: leaves that `derived` looks up in the facts.

A leaf says in its `aspect` what is looked up, with its parameters behind bars; its `code` is an indicator, a text, or
several indicators one a line. What not every unit has reported is a known part and an open one that is any figure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import atom
from auditor.engine.canonical.algebra import plus
from auditor.engine.canonical.algebra import scaled
from auditor.engine.canonical.ratios import Ratio
from auditor.engine.canonical.ratios import ratio_extreme
from auditor.engine.canonical.ratios import ratio_over
from auditor.lang import typed
from auditor.lang.typed import Kin
from auditor.lang.typed import PeerStatistic
from auditor.lang.typed import Twins

if TYPE_CHECKING:
    from collections.abc import Iterable

Derived: TypeAlias = (
    typed.Relative
    | typed.ChildrenCount
    | typed.Peers
    | typed.Stated
    | typed.Tally
    | typed.Length
    | typed.Similarity
    | typed.Resemblance
)
DERIVED = (
    typed.Relative,
    typed.ChildrenCount,
    typed.Peers,
    typed.Stated,
    typed.Tally,
    typed.Length,
    typed.Similarity,
    typed.Resemblance,
)
BAR, LINE = "|", "\n"
# What makes 0.6745, the share of a normal distribution's deviation that the median deviation is, a fraction.
_NORMAL = Fraction(6745, 10_000)
# Scores and similarities are kept in millionths.
MILLIONTHS = 1_000_000


def derived_ratio(it: Derived, *, skip: bool = False) -> Ratio:  # noqa: PLR0911 - one case a node
    """Such a number in canonical form; with `skip`, units below that state no figure are left out."""
    match it:
        case typed.Relative():
            return _relative(it, skip=skip)
        case typed.ChildrenCount(reported):
            return Ratio(atom(_leaf("", "children_reported" if reported else "children_expected")))
        case typed.Peers():
            return _peers(it)
        case typed.Stated(indicator, column, measure, half=half):
            aspect = f"{'stated_half' if half else 'stated'}{BAR}{measure.kind}"
            return Ratio(atom(Leaf(LeafKind.DERIVED, indicator, column, aspect=aspect)))
        case typed.Tally(trait, args):
            code = figures_code(args)
            return _with_open(_leaf(code, f"tally{BAR}{trait}"), _leaf(code, f"tally_open{BAR}{trait}"))
        case typed.Length(text):
            return Ratio(atom(Leaf(LeafKind.DERIVED, text.name, None, text.years_back, "length")))
        case typed.Similarity(left, right):
            aspect = BAR.join(("similarity", str(left.years_back), right.name, str(right.years_back)))
            return Ratio(atom(_leaf(left.name, aspect), Fraction(1, MILLIONTHS)))
        case typed.Resemblance(twins, args, text):
            if twins is Twins.TEXT and text is not None:
                return Ratio(atom(_leaf(text.name, f"alike{BAR}{text.years_back}"), Fraction(1, MILLIONTHS)))
            return Ratio(atom(_leaf(figures_code(args), "twins")))
        case _ as never:
            assert_never(never)


def known_part(it: typed.Relative) -> Ratio:
    """What the units below that have a figure come to, whatever the others have."""
    return Ratio(atom(_of(it.figure, it.kin)))


def fits_leaf(it: typed.TextFits) -> Leaf:
    """1 where a text fits a pattern, 0 where it does not."""
    return Leaf(LeafKind.DERIVED, it.arg.name, None, it.arg.years_back, f"fits{BAR}{it.pattern}")


def unique_leaf(it: typed.Unique) -> Leaf:
    """How many reports share what is named, this one with them."""
    return _leaf(LINE.join(it.keys), "sharing")


def figures_code(figures: Iterable[typed.Figure]) -> str:
    """Several figures as the code of a leaf."""
    return LINE.join(f"{it.indicator}{BAR}{it.member or ''}" for it in figures)


def figures_in(code: str) -> tuple[tuple[str, str | None], ...]:
    """The indicators and columns that the code of a leaf names."""
    parts = (line.partition(BAR) for line in code.split(LINE))
    return tuple((indicator, member or None) for indicator, _, member in parts)


# ------------------------------------------------------------------------------------------------------------- within


def _leaf(code: str, aspect: str) -> Leaf:
    return Leaf(LeafKind.DERIVED, code, aspect=aspect)


def _of(figure: typed.Figure, aspect: str) -> Leaf:
    return Leaf(
        LeafKind.DERIVED, figure.indicator, figure.member, figure.years_back, aspect, non_negative=not figure.signed
    )


def _with_open(known: Leaf, left_open: Leaf) -> Ratio:
    return Ratio(plus((atom(known), atom(left_open))))


def _relative(it: typed.Relative, *, skip: bool) -> Ratio:
    figure = it.figure
    # NOTE: what stands there and could not be read is a figure all the same, so it is never left out.
    left_open = "unread" if skip else "open"
    match it.kin:
        case Kin.OWN | Kin.PARENT:
            return Ratio(atom(_of(figure, it.kin)))
        case Kin.CHILDREN_SUM:
            return _with_open(_of(figure, it.kin), _of(figure, f"children_{left_open}"))
        case Kin.CHILDREN_MAX | Kin.CHILDREN_MIN:
            # NOTE: once all have reported, what is left open is the largest (or smallest) itself and changes nothing.
            ends = (_of(figure, it.kin), _of(figure, f"{it.kin}_{left_open}"))
            return ratio_extreme((Ratio(atom(end)) for end in ends), largest=it.kin is Kin.CHILDREN_MAX)
        case _ as never:
            assert_never(never)


def _peers(it: typed.Peers) -> Ratio:
    by = ",".join(it.by)
    doubled, spread = _of(it.figure, f"peer_median{BAR}{by}"), _of(it.figure, f"peer_spread{BAR}{by}")
    match it.statistic:
        case PeerStatistic.COUNT | PeerStatistic.GROWTH_COUNT:
            return Ratio(atom(_of(it.figure, f"{it.statistic}{BAR}{by}")))
        case PeerStatistic.MEDIAN:
            return Ratio(atom(doubled, Fraction(1, 2)))
        case PeerStatistic.GROWTH:
            leaf = Leaf(
                LeafKind.DERIVED,
                it.figure.indicator,
                it.figure.member,
                it.figure.years_back,
                f"{it.statistic}{BAR}{by}",
                non_negative=False,
            )
            return Ratio(atom(leaf, Fraction(1, MILLIONTHS)))
        case PeerStatistic.DEVIATION:
            own = Leaf(
                LeafKind.FIGURE,
                it.figure.indicator,
                it.figure.member,
                it.figure.years_back,
                non_negative=not it.figure.signed,
            )
            # NOTE: the median is kept doubled and the median deviation four times, so that both are whole numbers.
            above = plus((atom(own, 2), atom(doubled, -1)))
            return ratio_over(Ratio(scaled(above, 2 * _NORMAL)), Ratio(atom(spread)))
        case _ as never:
            assert_never(never)
