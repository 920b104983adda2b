"""The pipeline: the one place where the stages meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.engine.cases import run_cases
from auditor.engine.judge import judge
from auditor.ingest.narrative.examples import wrong_examples
from auditor.ingest.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.results import AuditResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.engine.cases import CaseResult
    from auditor.ingest.narrative.examples import WrongExample
    from auditor.lang.typed import RuleBook


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """What became of the tests that stand in a rule folder: 测试 of rules, 例句 and 反例 of claims.

    `tried` is how many there are; `wrong_cases` and `wrong_examples` are those that did not give what they expect.
    """

    tried: int
    wrong_cases: tuple[CaseResult, ...]
    wrong_examples: tuple[WrongExample, ...]

    @property
    def failed(self) -> int:
        """How many did not give what they expect."""
        return len(self.wrong_cases) + len(self.wrong_examples)


def audit_folder(
    inputs: tuple[Path, ...],
    rules: Path,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[AuditResult, RuleBook]:
    """Audits what lies in the input folders (or single files) with the rules of a folder.

    A broken rule is a diagnostic of the result and leaves the others at work; a broken file is a submission with its
    reason. `progress` is told how many files of how many are read.
    """
    book, diagnostics = load_rules(rules)
    submissions = tuple(submission for path in inputs for submission in receive(path, book.schema, progress))
    findings, outcomes = judge(book, tabulate(submissions, book.schema), submissions)
    result = AuditResult(submissions, findings, outcomes, book.infos, book.schema, diagnostics)
    return result, book


def try_rules(rules: Path) -> tuple[RuleTrial, RuleBook, tuple[Diagnostic, ...]]:
    """Runs every test that stands in a rule folder, through the same code as an audit."""
    book, diagnostics = load_rules(rules)
    cases = run_cases(book)
    examples = sum(len(claim.examples) * max(1, len(claim.forms)) for claim in book.schema.claims)
    trial = RuleTrial(len(cases) + examples, tuple(case for case in cases if not case.ok), wrong_examples(book.schema))
    return trial, book, diagnostics
