"""What was received becomes the result: settled, tabulated, passed through the gate, judged, its causes located."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.engines import Engine
from auditor.engine.gate import pass_gate
from auditor.engine.judge import judge
from auditor.engine.judge import running_rules
from auditor.engine.locate.causes import locate
from auditor.engine.locate.causes import with_suspects
from auditor.engine.plan import normalise
from auditor.engine.waiving import of_nobody
from auditor.ingest.settling.standing import settle
from auditor.ingest.tabulate import tabulate
from auditor.plugins import BROKEN_PLUGIN
from auditor.results import AuditResult
from auditor.stages import Stage
from auditor.stages import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.engine.gate import GateJudge
    from auditor.lang.typed import RuleBook


def make_ready(book: RuleBook, goes_on: Callable[[], bool]) -> None:
    """Does what can be done of judging before anything is read, for as long as there is nothing better to do."""
    normalise(running_rules(book), goes_on)


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
        (*diagnostics, *of_nobody(book, submissions), *broken, *refused),
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
