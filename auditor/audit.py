"""The pipeline: the one place where the stages meet."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.engines import Engine
from auditor.engine.gate import pass_gate
from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.engine.locate.causes import with_suspects
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.receive import receive
from auditor.ingest.lists.registry import read_registry
from auditor.ingest.lists.scores import read_scores
from auditor.ingest.settling.standing import settle
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.plugins import BROKEN_PLUGIN
from auditor.results import AuditResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.engine.cases import CaseResult
    from auditor.engine.gate import GateJudge
    from auditor.ingest.narrative.examples import WrongExample
    from auditor.lang.typed import RuleBook
    from auditor.schema import Schema


class Stage(StrEnum):
    """A part of an audit, of which it can be told how long it took."""

    RULES = "rules"
    READING = "reading"
    JUDGING = "judging"
    LOCATING = "locating"
    LEDGER = "ledger"
    WRITING = "writing"


def unwatched(_: Stage) -> None:
    """Does not ask when a stage is done."""


class RuleTrial(Struct, frozen=True):
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


def audit_folder(  # noqa: PLR0913 - the audit, and who watches it
    inputs: tuple[Path, ...],
    rules: Path,
    progress: Callable[[int, int], None] | None = None,
    gate: GateJudge | None = None,
    engine: Engine = Engine.POLARS,
    *,
    done: Callable[[Stage], None] = unwatched,
) -> tuple[AuditResult, RuleBook]:
    """Audits what lies in the input folders (or single files) with the rules of a folder.

    A broken rule is a diagnostic of the result and leaves the others at work; a broken file is a submission with its
    reason. `progress` is told how many files of how many are read. Files of several folders that have the same path
    below them are told apart by the folder's name. `gate` judges what was read in another way than the usual one.
    `done` is told when a stage is done.
    """
    book, diagnostics = load_book(rules)
    done(Stage.RULES)
    received = receive_all(inputs, book.schema, progress, Cache.of(book.schema), engine)
    done(Stage.READING)
    return audit_received(received, book, diagnostics, gate, engine, done=done), book


def audit_received(  # noqa: PLR0913 - the audit, and who watches it
    received: tuple[Submission, ...],
    book: RuleBook,
    diagnostics: tuple[Diagnostic, ...] = (),
    gate: GateJudge | None = None,
    engine: Engine = Engine.POLARS,
    *,
    done: Callable[[Stage], None] = unwatched,
) -> AuditResult:
    """Audits what was received, as it was read; `diagnostics` are what was wrong with the rules.

    What does not pass the gate is an error of the program: no rule is judged on it.
    """
    standing = settle(received, book.schema)
    book = replace(book, schema=replace(book.schema, registry=standing.registry))
    submissions, broken = _told_once(standing.submissions)
    table = tabulate(submissions, book.schema)
    submissions, refused = pass_gate(submissions, table, book.schema, gate)
    if refused:
        table = tabulate(submissions, book.schema)
    findings, outcomes = judge(book, table, submissions, engine=engine)
    del table  # all the figures, for which nobody asks again
    done(Stage.JUDGING)
    causes = locate(book, submissions, findings)
    done(Stage.LOCATING)
    return AuditResult(
        submissions,
        with_suspects(findings, causes),
        outcomes,
        book.infos,
        book.schema,
        (*diagnostics, *broken, *refused),
        causes=causes,
        missing=standing.missing,
        scoring=book.scoring,
    )


def _told_once(submissions: tuple[Submission, ...]) -> tuple[tuple[Submission, ...], tuple[Diagnostic, ...]]:
    """Submissions without what is wrong with plugins, which is told once of the run and not of every file."""
    broken = {
        tuple(each.values.items()): each
        for submission in submissions
        for each in submission.diagnostics
        if each.code is BROKEN_PLUGIN
    }
    if not broken:
        return submissions, ()
    rest = tuple(
        replace(each, diagnostics=tuple(said for said in each.diagnostics if said.code is not BROKEN_PLUGIN))
        for each in submissions
    )
    return rest, tuple(broken.values())


def load_book(rules: Path) -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    """The rule book of a folder with the list of units and the table of scores that lie in it; its digest is of all."""
    book, diagnostics = load_rules(rules)
    registry, wrong = read_registry(rules)
    if registry is not None:
        book = replace(book, schema=replace(book.schema, registry=registry), digest=_digest(book, registry.units))
    ids, kinds = ({getattr(info, name) for info in book.infos} - {""} for name in ("id", "kind"))
    scoring, unusable = read_scores(rules, ids, kinds)
    if scoring is not None:
        book = replace(book, scoring=scoring, digest=_digest(book, scoring))
    return book, (*diagnostics, *wrong, *unusable)


def _digest(book: RuleBook, more: object) -> str:
    return hashlib.sha256(f"{book.digest} {more!r}".encode("utf-8", "surrogatepass")).hexdigest()


def receive_all(
    inputs: tuple[Path, ...],
    schema: Schema,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
    engine: Engine = Engine.POLARS,
) -> tuple[Submission, ...]:
    """What lies in the input folders (or single files), as it was read, before it is settled who reports for when."""
    if engine is Engine.SPARK:
        from auditor.ingest.files.on_spark import receive_on_spark

        received = tuple(receive_on_spark(path, schema, progress, cache) for path in inputs)
    else:
        received = tuple(receive(path, schema, progress, cache) for path in inputs)
    return _told_apart(received, inputs)


def _told_apart(received: tuple[tuple[Submission, ...], ...], inputs: tuple[Path, ...]) -> tuple[Submission, ...]:
    paths = [submission.path for each in received for submission in each]
    if len(set(paths)) == len(paths):
        return tuple(submission for each in received for submission in each)
    return tuple(
        replace(submission, path=f"{index}-{folder.resolve().name}/{submission.path}")
        for index, (folder, each) in enumerate(zip(inputs, received, strict=True), start=1)
        for submission in each
    )


def try_rules(rules: Path) -> tuple[RuleTrial, RuleBook, tuple[Diagnostic, ...]]:
    """Runs every test that stands in a rule folder, through the same code as an audit."""
    from auditor.engine.cases import run_cases  # here, as no audit needs them
    from auditor.ingest.narrative.examples import wrong_examples

    book, diagnostics = load_rules(rules)
    cases = run_cases(book)
    examples = sum(len(claim.examples) * max(1, len(claim.forms)) for claim in book.schema.claims)
    trial = RuleTrial(len(cases) + examples, tuple(case for case in cases if not case.ok), wrong_examples(book.schema))
    return trial, book, diagnostics
