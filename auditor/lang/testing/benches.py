"""A test made ready: what its columns are in one form of its rule, and what the rule looks at beside a row."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct
from msgspec import field

from auditor.lang import typed
from auditor.lang.testing.columns import AttributeColumn
from auditor.lang.testing.columns import Column
from auditor.lang.testing.columns import FigureColumn
from auditor.lang.testing.columns import ResultColumn
from auditor.lang.testing.columns import read_column
from auditor.lang.typed import Grain
from auditor.lang.typed.shift import figures
from auditor.lang.typed.trees import parts_of
from auditor.lang.typing.rules import sample_env
from auditor.lang.world.environment import Env
from auditor.lang.world.environment import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang import ast
    from auditor.lang.world.environment import World
    from auditor.lang.world.files import File
    from auditor.lang.world.spec import Spec

Key: TypeAlias = tuple[str, str | None, int]
Known: TypeAlias = dict[tuple[str, str], Column]
_RELATIONAL = frozenset(
    {typed.Relative, typed.ChildrenCount, typed.Peers, typed.Resemblance, typed.Similarity, typed.Unique}
)


class Earlier(Struct, frozen=True):
    """The cells that an instance looks at, and those of earlier years."""

    named: frozenset[tuple[str, str | None]]
    keys: tuple[Key, ...]


class Test(Struct, frozen=True, eq=False):
    """A test as written, for one form of its rule."""

    file: File
    node: ast.TestStatement
    rule: typed.CheckedRule
    spec: Spec | None
    world: World

    def env(self, *, is_hinting: bool) -> Env:
        """The surroundings of its columns."""
        form, report = self.world.forms[self.rule.form], Report(is_hinting=is_hinting)
        if self.spec is None:
            return Env(self.world, form, self.file.source, report)
        return sample_env(self.spec, form, self.world, report).at(self.file.source)


class Bench(Struct, frozen=True, eq=False):
    """A test for one form of its rule: what its columns are there, and where mistakes are noted.

    `is_together` says that the rule looks at other reports, so that the rows of the test are there together; `earlier`
    has, by the identity of an instance, what it looks at of earlier years.
    """

    test: Test
    env: Env
    columns: tuple[Column, ...]
    is_together: bool = False
    earlier: Mapping[int, Earlier] = field(default_factory=dict)

    @property
    def is_of_record(self) -> bool:
        """Whether the rule is judged on whole reports, not on single mentions."""
        return self.test.rule.grain is Grain.RECORD

    @property
    def is_at_home(self) -> bool:
        """Whether the form knows all columns."""
        return not self.env.report.diagnostics


def make_bench(test: Test, known: Known) -> Bench:
    """A test made ready for one form; `known` has the columns that were read before."""
    env = test.env(is_hinting=False)
    found = [_column(cell, env, known) for cell in test.node.header.cells]
    columns = tuple(column for column in found if column is not None)
    if env.report.diagnostics:
        return Bench(test, env, columns)
    instances = test.rule.instances
    if _is_relational(instances):
        return Bench(test, env, columns, is_together=True)
    earlier = {id(instance): _looked_at(instance) for instance in instances}
    return Bench(test, env, columns, earlier={key: each for key, each in earlier.items() if each.keys})


def _column(cell: ast.Text, env: Env, known: Known) -> Column | None:
    """The column that a header cell names: the same words name the same cell in every test of a form."""
    key = (env.form.form.code, cell.value)
    if key not in known or env.loops or env.macros:
        column = read_column(cell, env)
        if not isinstance(column, FigureColumn | AttributeColumn | ResultColumn) or env.loops or env.macros:
            return column
        known[key] = column
    return known[key]


def _looked_at(instance: typed.Instance) -> Earlier:
    conditions = (instance.require, instance.when, *(grade.condition for grade in instance.grades))
    used = [figure for condition in conditions if condition is not None for figure in figures(condition)]
    keys = tuple((figure.indicator, figure.member, figure.years_back) for figure in used if figure.years_back)
    return Earlier(frozenset((figure.indicator, figure.member) for figure in used), keys)


def _is_relational(tree: object) -> bool:
    """Whether a checked tree looks at other reports as a whole, so that a test of it needs them all."""
    return any(
        type(each) in _RELATIONAL or (type(each) is typed.AttributeText and each.years_back > 0)
        for each in parts_of(tree)
    )
