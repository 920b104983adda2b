"""The pipeline: the one place where the stages meet."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.engines import Engine
from auditor.engine.nobodys_levels import nobodys_levels
from auditor.ingest.files.ahead import read_ahead
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.receive import receive
from auditor.ingest.lists.registry import read_registry
from auditor.ingest.lists.scores import read_scores
from auditor.ingest.lists.unread import unread_lists
from auditor.lang.load import load_rules
from auditor.lang.typed.trees import levels_of
from auditor.stages import Stage
from auditor.stages import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.engine.gate import GateJudge
    from auditor.engine.testing.cases import CaseResult
    from auditor.ingest.narrative.examples import WrongExample
    from auditor.lang.typed import RuleBook
    from auditor.results import AuditResult
    from auditor.schema import Schema


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
    meanwhile: Callable[[], object] = tuple,
    read: Callable[[tuple[Submission, ...]], object] = tuple,
) -> tuple[AuditResult, RuleBook]:
    """Audits what lies in the input folders (or single files) with the rules of a folder.

    A broken rule is a diagnostic of the result and leaves the others at work; a broken file is a submission with its
    reason. `progress` is told how many files of how many are read. Files of several folders that have the same path
    below them are told apart by the folder's name. `gate` judges what was read in another way than the usual one.
    `done` is told when a stage is done; `meanwhile` is called while another process reads, if one does, or before, and
    `read` with what was read.
    """
    book, diagnostics = load_book(rules)
    done(Stage.RULES)
    cache = Cache.of(book.schema)
    with read_ahead(inputs, book.schema, cache) as is_reading:
        from auditor.judging import audit_received  # here, as to load the engine takes as long as a few texts
        from auditor.judging import make_ready

        meanwhile()
        make_ready(book, is_reading)
    received = receive_all(inputs, book.schema, progress, cache, engine)
    done(Stage.READING)
    read(received)
    return audit_received(received, book, diagnostics, gate, engine, done=done), book


def load_book(rules: Path) -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    """The rule book of a folder with the list of units and the table of scores that lie in it; its digest is of all."""
    book, diagnostics = load_rules(rules)
    registry, wrong = read_registry(rules, partial(levels_of, book.rules))
    if registry is not None:
        book = replace(book, schema=replace(book.schema, registry=registry), digest=_digest(book, registry.units))
    ids, kinds = ({getattr(info, name) for info in book.infos} - {""} for name in ("id", "kind"))
    scoring, unusable = read_scores(rules, ids, kinds)
    if scoring is not None:
        book = replace(book, scoring=scoring, digest=_digest(book, scoring))
    return book, (*diagnostics, *nobodys_levels(book), *wrong, *unusable, *unread_lists(rules))


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
    from auditor.engine.testing.cases import run_cases  # here, as no audit needs them
    from auditor.ingest.narrative.examples import wrong_examples

    book, diagnostics = load_rules(rules)
    cases = run_cases(book)
    examples = sum(len(claim.examples) * max(1, len(claim.forms)) for claim in book.schema.claims)
    trial = RuleTrial(len(cases) + examples, tuple(case for case in cases if not case.ok), wrong_examples(book.schema))
    return trial, book, diagnostics
