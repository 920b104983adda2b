"""Statistics Canada's Banff says of linear edits what the engine says on the tests of the packs; without it, a skip."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

import auditor
from auditor.lang.typed import Comparison
from auditor.lang.typed import Grain
from auditor.lang.typed import Operator
from auditor.lang.typed import Scope
from tests.whole.pack_rows import pack_rows
from tests.whole.pack_rows import verdicts_of

if TYPE_CHECKING:
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Instance
    from tests.whole.pack_rows import Rows

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.normal import ratio_of
from auditor.engine.canonical.ratios import Ratio
from auditor.engine.canonical.ratios import ratio_plus
from auditor.engine.canonical.ratios import ratio_scaled

ROOT = Path(__file__).parents[2]
SIGNS = {Operator.EQ: "=", Operator.LE: "<=", Operator.GE: ">="}
Key = tuple[str, str | None, int]


def test_banff_agrees_on_linear_edits(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("banff", reason="Banff is not installed")
    counted: Counter[str] = Counter()
    for pack in (ROOT / "rules", ROOT / "auditor" / "packs" / "foia" / "rules"):
        rules = auditor.load_rules(pack)
        for form in rules.book.schema.forms:
            counted += _compared(form, rules)
    capfd.readouterr()
    with capfd.disabled():
        print(dict(counted))  # noqa: T201 - the figures of docs/reliability.md
    assert counted["contrary"] == 0
    assert min(counted["both fail"], counted["both pass"]) > 50


def _compared(form: str, rules: auditor.Rules) -> Counter[str]:
    edits = {
        (rule.info.id, it.binding): edit
        for rule in rules.book.rules
        if rule.form == form and _is_plain(rule)
        for it in rule.instances
        if (edit := _edit(it)) is not None
    }
    asked = {rule for rule, _ in edits}
    spoken = sorted({key for factors, _, _ in edits.values() for key in factors}, key=str)
    rows = pack_rows(rules, form, asked, spoken)
    ours = {
        (rule, binding, row): verdict for row, rule, binding, verdict in verdicts_of(rows, rules, asked).iter_rows()
    }
    counted: Counter[str] = Counter()
    for (rule, binding), edit in edits.items():
        for row, said in _by_banff(edit, rows).items():
            counted["both " + said if ours[rule, binding, row] == said else "contrary"] += 1
    counted["edits"] += len(edits)
    return counted


def _is_plain(rule: CheckedRule) -> bool:
    return rule.grain is Grain.RECORD and rule.scope == Scope()


def _edit(it: Instance) -> tuple[dict[Key, Fraction], str, Fraction] | None:
    """A comparison as a sum of figures, each so many times, and what it is compared with; None where it is no such."""
    match it.require:
        case Comparison(op, left, right, ()) if it.when is None and op in SIGNS:
            pass
        case _:
            return None
    try:
        difference = ratio_plus((ratio_of(left), ratio_scaled(ratio_of(right), -1)))
    except Exception:  # noqa: BLE001 - whatever cannot be worked out is no linear edit
        return None
    return _linear(difference, SIGNS[op])


def _linear(it: Ratio, sign: str) -> tuple[dict[Key, Fraction], str, Fraction] | None:
    factors: dict[Key, Fraction] = {}
    constant = Fraction(0)
    for atoms, coefficient in it.top.terms:
        match atoms:
            case ():
                constant = Fraction(coefficient)
            case (Leaf(LeafKind.FIGURE, code, member, back),):
                factors[code, member, back] = Fraction(coefficient)
            case _:
                return None
    return (factors, sign, -constant) if factors and not it.bottom else None


def _by_banff(edit: tuple[dict[Key, Fraction], str, Fraction], rows: Rows) -> dict[int, str]:
    """pass or fail for each row without a blank in the edit's figures."""
    import banff
    import pandas as pd

    factors, sign, constant = edit
    whole = [number for number, row in enumerate(rows.figures) if all(row[key] is not None for key in factors)]
    names = {key: f"V{at}" for at, key in enumerate(factors)}
    table: dict[str, Any] = {"ID": [f"{number:06d}" for number in whole]}
    table |= {name: [float(rows.figures[number][key] or 0) for number in whole] for key, name in names.items()}
    terms = " ".join(f"{'+' if by > 0 else '-'} {abs(by)} * {names[key]}" for key, by in factors.items())
    ran = banff.editstats(
        indata=pd.DataFrame(table),
        edits=f"{terms.removeprefix('+ ')} {sign} {constant};",
        by="ID",
        accept_negative=True,
    )
    status = ran.outedit_status
    frame = status if isinstance(status, pd.DataFrame) else status.to_pandas()
    # NOTE: edit 0 is Banff's own, that figures are not negative, where it has one; the last is ours.
    ours = frame[frame["EDITID"] == frame["EDITID"].max()]
    return {int(row["ID"]): "fail" if row["OBS_FAILED"] else "pass" for _, row in ours.iterrows()}
