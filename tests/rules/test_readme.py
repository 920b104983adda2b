"""What the README tells a supervisor to write works as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.audit import try_rules

ROOT = Path(__file__).parents[2]
FORM = ("common/units.rules", "disclosure-2014/form.rules", "disclosure-2014/groups.rules")
BLOCKS = re.findall(r"```\n(规则集 .*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=["a rule", "a claim"])
def test_a_rule_and_a_claim_of_the_readme_pass_their_own_tests(tmp_path: Path, block: str) -> None:
    for name in FORM:
        (tmp_path / name.replace("/", "-")).write_text((ROOT / "rules" / name).read_text(encoding="utf-8"), "utf-8")
    (tmp_path / "ours.rules").write_text(block, "utf-8")
    trial, _, diagnostics = try_rules(tmp_path)
    assert diagnostics == ()
    assert (trial.tried, trial.failed) == (2, 0)
