"""The hundred rules of the benchmark as data, and when each certainly fails, for all who are not given the language.

A blank count may be anything from 0: `a + b = t` with a blank `b` fails where `a` alone is more than `t`. What knows
but true and false is asked whether a rule certainly fails.
"""

from __future__ import annotations

from dataclasses import dataclass

import made
import polars as pl


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its kind, with the columns that it sets on its two sides.

    sum: one side is the other; bound: one is at most the other; sign: a column is not negative; follows: where the one
    is positive, so is the sum of others; ratio: at most 51 % of the other; required: a column is filled in; unique: no
    other row has these keys; median: at most ten times the median of the rows of its year and level, where positive.
    """

    kind: str
    one: tuple[str, ...]
    other: tuple[str, ...] = ()


GROUPS = range(made.GROUPS)
RULES = (
    *(Rule("sum", tuple(more), tuple(less)) for more, less in made.sums()),
    *(Rule("bound", (f"{x}{g}",), (f"t{g}",)) for x in "xa" for g in GROUPS),
    *(Rule("sign", (name,)) for name in made.COLUMNS[:15]),
    *(Rule("follows", (f"t{g}",), tuple(f"{part}{g}" for part in made.PARTS)) for g in GROUPS),
    *(Rule("ratio", (f"x{g}",), (f"t{g}",)) for g in range(5)),
    *(Rule("required", (f"t{g}",)) for g in range(5)),
    *(Rule("unique", made.KEYS[:count]) for count in (1, 2, 3)),
    *(Rule("median", (f"t{g}",)) for g in (0, 1)),
)


def of_kind(*kinds: str) -> list[tuple[int, Rule]]:
    """The rules of some kinds, each with its place among the hundred."""
    return [(at, rule) for at, rule in enumerate(RULES) if rule.kind in kinds]


def placed(fails: dict[int, int]) -> list[int | None]:
    """How many rows fail by each of the hundred rules, None for what is not judged."""
    return [fails.get(at) for at in range(len(RULES))]


def fails(rule: Rule) -> pl.Expr:  # noqa: PLR0911 - one case a kind
    """Whether a row certainly fails a rule, as an expression of polars that is never null."""
    one, other = rule.one, rule.other
    match rule.kind:
        case "sum":
            d = total(one) - total(other)
            return ((d > 0) & ~blank(other)) | ((d < 0) & ~blank(one))
        case "bound":
            return (total(one) > total(other)) & ~blank(other)
        case "sign":
            return total(one) < 0
        case "follows":
            return (total(one) > 0) & (total(other) <= 0) & ~blank(other)
        case "ratio":
            return (total(one) * 100 > total(other) * 51) & (total(other) > 0)
        case "required":
            return blank(one)
        case "unique":
            return pl.struct(one).is_duplicated() if len(one) > 1 else pl.col(one[0]).is_duplicated()
        case _:
            median = pl.col(one[0]).median().over("year", "level")
            return (total(one) > 0) & (total(one) > 10 * median).fill_null(value=False)


def fails_sql(rule: Rule, filled: str = "coalesce({},0)", null: str = "{} is null") -> str:
    """The same in SQL or what is like it, given how a number is written with 0 for a blank, and that it is blank.

    Not for what asks for other rows, which each language says in its own way.
    """
    one, other = ("+".join(filled.format(name) for name in side) for side in (rule.one, rule.other))
    up, down = (" or ".join(null.format(name) for name in side) for side in (rule.one, rule.other))
    match rule.kind:
        case "sum":
            return f"(({one} > {other} and not ({down})) or ({one} < {other} and not ({up})))"
        case "bound":
            return f"({one} > {other} and not ({down}))"
        case "sign":
            return f"({one} < 0)"
        case "follows":
            return f"({one} > 0 and {other} <= 0 and not ({down}))"
        case "ratio":
            return f"({one}*100 > {other}*51 and {other} > 0)"
        case "required":
            return f"({up})"
        case _:
            raise AssertionError(rule.kind)


def total(names: tuple[str, ...]) -> pl.Expr:
    """The sum of some columns, blanks counted as 0."""
    first, *rest = (pl.col(name).fill_null(0) for name in names)
    for each in rest:
        first = first + each
    return first


def blank(names: tuple[str, ...]) -> pl.Expr:
    """Whether any of some columns is blank."""
    return pl.any_horizontal(pl.col(name).is_null() for name in names) if names else pl.lit(value=False)
