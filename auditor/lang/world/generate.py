"""The rules that trees say: 分为 makes a sum, 其中 makes each part no more than its whole.

A written rule that states the same, compared in canonical linear form, takes the generated one's place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang import typed
from auditor.lang.typed.linear import canonical
from auditor.lang.typed.shift import figures
from auditor.lang.vocabulary.keywords import KIND_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.figures import plain_figure
from auditor.lang.world.files import find_choice
from auditor.results import RuleInfo
from auditor.results import Severity
from auditor.results import State
from auditor.schema import Split

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.typed.linear import Canonical
    from auditor.lang.world.files import File
    from auditor.lang.world.form_columns import Place
    from auditor.schema import Form
    from auditor.schema import Indicator


class Trees(Struct, frozen=True, eq=False):
    """A form with the places of its indicators and each file's own say on blanks (by path)."""

    form: Form
    places: Mapping[str, Place]
    missing: Mapping[str, typed.Missing]


def generate(trees: Trees, written: Iterable[typed.CheckedRule]) -> tuple[typed.CheckedRule, ...]:
    """The rules of a form's trees that no written rule states."""
    said = {
        (whole.code, split): _instances(trees.form, whole, split) for whole in trees.form.indicators for split in Split
    }
    own = [rule for rule in written if rule.form == trees.form.code]
    taken = _stated(own, [instance for instances in said.values() for instance in instances])
    made = []
    for (code, split), instances in said.items():
        left = tuple(instance for instance in instances if _canonical(instance) not in taken)
        if left:
            made.append(_rule(trees, trees.form.by_code[code], split, left))
    return tuple(made)


def _stated(rules: Iterable[typed.CheckedRule], wanted: Iterable[typed.Instance]) -> frozenset[Canonical | None]:
    """What rules require, in canonical form: of those only that speak of all that some wanted instance speaks of."""
    spoken = {_cells(instance) for instance in wanted}
    known = ((instance, _cells(instance)) for rule in rules for instance in rule.instances)
    return frozenset(_canonical(it) for it, cells in known if any(each <= cells for each in spoken)) - {None}


def _cells(instance: typed.Instance) -> frozenset[tuple[str, str | None]]:
    return frozenset((figure.indicator, figure.member) for figure in figures(instance.require))


def _canonical(instance: typed.Instance) -> Canonical | None:
    return canonical(instance.require) if isinstance(instance.require, typed.Comparison) else None


def _instances(form: Form, whole: Indicator, split: Split) -> tuple[typed.Instance, ...]:
    parts = tuple(part for part in form.parts(whole.code) if part.split is split)
    if not parts or whole.is_heading or any(part.measure.base != whole.measure.base for part in parts):
        return ()
    return _sums(whole, parts) if split is Split.SUM else _bounds(whole, parts)


def _sums(whole: Indicator, parts: tuple[Indicator, ...]) -> tuple[typed.Instance, ...]:
    made = []
    for member in whole.members or (None,):
        summed = tuple(plain_figure(part, member if part.members else None) for part in parts)
        total = plain_figure(whole, member)
        left: typed.Number = typed.Sum(summed, whole.measure) if len(summed) > 1 else summed[0]
        require = typed.Comparison(typed.Operator.EQ, left, total)
        made.append(typed.Instance(member or "", require, member=member))
    return tuple(made)


def _bounds(whole: Indicator, parts: tuple[Indicator, ...]) -> tuple[typed.Instance, ...]:
    made = []
    for part in parts:
        for member in whole.members or (None,):
            figure = plain_figure(part, member if part.members else None)
            require = typed.Comparison(typed.Operator.LE, figure, plain_figure(whole, member))
            binding = part.code if member is None else f"{part.code}.{member}"
            made.append(typed.Instance(binding, require, member=member, bound=(("分项", part.name),)))
    return tuple(made)


_WORDS = {
    Split.SUM: ("分项", "{}等于各分项之和", "{} equals the sum of its parts", "合计(分项({})) = {}", "balance"),
    Split.OF_WHICH: ("其中", "{}的其中数不超过总数", "no part of {} exceeds it", "分项({}) ≤ {}", "bound"),
}
_MESSAGES = {
    Split.SUM: Words("{whole}应等于各分项之和：{{算式}}", "{whole} must equal the sum of its parts: {{算式}}"),
    Split.OF_WHICH: Words("其中数不应超过{whole}：{{算式}}", "a part must not exceed {whole}: {{算式}}"),
}


def _rule(trees: Trees, whole: Indicator, split: Split, instances: tuple[typed.Instance, ...]) -> typed.CheckedRule:
    place = trees.places[whole.code]
    missing = trees.missing.get(place.source.path, typed.Missing.UNKNOWN)
    suffix, title, english, statement, kind = _WORDS[split]
    shown = f"{whole.name}[*]" if whole.members else whole.name
    info = RuleInfo(
        id=f"{whole.name}.{suffix}",
        title=title.format(whole.name),
        severity=Severity.ERROR,
        state=State.ACTIVE,
        kind=KIND_WORDS[kind],
        statement=statement.format(shown, shown),
        basis="",
        fix="",
        tags=("分为" if split is Split.SUM else "其中",),
        path=place.source.path,
        line=place.source.position(place.node.span.start).line,
        forms=(trees.form.code,),
        english=english.format(whole.english or whole.name),
    )
    years = (whole.years,) if whole.years.first is not None or whole.years.last is not None else ()
    message = _MESSAGES[split]
    said = Words(message.zh.format(whole=whole.name), message.en.format(whole=whole.english or whole.name))
    scope = typed.Scope(years=years)
    return typed.CheckedRule(
        info, trees.form.code, typed.Grain.RECORD, instances, missing, scope, said, span=place.node.span
    )


def missing_of(files: tuple[File, ...]) -> dict[str, typed.Missing]:
    """What each file's header says of blanks, by path."""
    return {
        file.source.path: typed.Missing(find_choice(file.header, ClauseKey.MISSING) or typed.Missing.UNKNOWN)
        for file in files
    }
