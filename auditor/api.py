"""The library: load rules, audit a folder or a table of figures, get frames back, write the pages.

>>> import auditor
>>> rules = auditor.load_rules("rules")
>>> audit = auditor.audit_folder("reports_in", rules=rules)
>>> audit.findings.columns[:4]
['finding', 'submission', 'unit', 'year']
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.audit import load_book
from auditor.audit import receive_all
from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.document import Status
from auditor.engine.export.verdicts import verdict_frame
from auditor.ingest.figure_tables.frames import frame_table
from auditor.ingest.figure_tables.frames import to_frame
from auditor.ingest.figure_tables.sheets import read_figures
from auditor.ingest.files.cache import Cache
from auditor.ingest.tabulate import tabulate
from auditor.judging import audit_received
from auditor.ledger.hand_out import hand_out
from auditor.ledger.messages import LedgerError
from auditor.ledger.store import writing
from auditor.over_time.remembering import keep
from auditor.over_time.remembering import remember
from auditor.report.data.frames import facts_frame
from auditor.report.data.frames import findings_frame
from auditor.report.data.frames import submissions_frame
from auditor.report.write import report_files
from auditor.report.write import write_report
from auditor.snippet import render_diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import RuleBook
    from auditor.results import AuditResult


__all__ = ["Audit", "LedgerError", "Rules", "TableError", "audit_folder", "audit_table", "load_rules"]


class TableError(ValueError):
    """A table that is none of figures: its head lacks what it needs, as the message says."""


class Rules(Struct, frozen=True, dict=True):
    """The rules of a folder. What is wrong in one of them leaves the others at work and stands in `problems`."""

    book: RuleBook
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing in the folder is an error."""
        return all(diagnostic.code.level is not Level.ERROR for diagnostic in self.diagnostics)

    def problems(self, lang: str = "zh") -> tuple[str, ...]:
        """What is wrong or doubtful, each with its file, line and column, and what to do."""
        return tuple(render_diagnostic(diagnostic, Lang(lang)) for diagnostic in self.diagnostics)

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a rule: `rule`, `title`, `severity`, `state`, `kind`, `statement`, `basis`, `fix`, `forms`."""
        names = ("title", "severity", "state", "kind", "statement", "basis", "fix")
        rows = [
            {"rule": info.id, **{name: str(getattr(info, name)) for name in names}, "forms": list(info.forms)}
            for info in self.book.infos
        ]
        texts = dict.fromkeys(("rule", *names), pl.String())
        schema: Mapping[str, pl.DataType] = {**texts, "forms": pl.List(pl.String())}
        return pl.DataFrame(rows, schema=schema)


class Audit(Struct, frozen=True, dict=True):
    """An audit with its outcome as frames. `result` is the whole of it as values."""

    result: AuditResult
    rules: Rules

    @cached_property
    def findings(self) -> pl.DataFrame:
        """One row a finding, as in `findings.parquet`."""
        return findings_frame(self.result)

    @cached_property
    def submissions(self) -> pl.DataFrame:
        """One row a report received, as in `submissions.parquet`."""
        return submissions_frame(self.result)

    @cached_property
    def facts(self) -> pl.DataFrame:
        """One row a figure, as in `facts.parquet`."""
        return facts_frame(self.result)

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """One row for each instance of a rule on each report or sentence: pass, fail, unknown or na."""
        book, submissions = self.rules.book, self.result.submissions
        return verdict_frame(book, tabulate(submissions, book.schema), submissions)

    def pages(self, lang: str = "zh") -> Mapping[str, str]:
        """The pages as HTML by their names: `index.html`, `units/….html`, `rules/….html`, `summary/….html`."""
        files = report_files(self.result, Lang(lang), book=self.rules.book)
        return {name: content.decode("utf-8") for name, content in files if name.endswith(".html")}

    def remembered(self, ledger: str | Path, name: str = "") -> Audit:
        """The audit set beside the last one in the folder of a ledger, with what people explained there; it is kept.

        `audit_out.ledger` is the ledger of `auditor audit`. Each finding is then new, persisting or regressed (`change`
        of `findings`), and what was corrected is in `result.past`. The same audit again is kept once. `name` is what
        to call it.

        Raises:
            LedgerError: the ledger cannot be read or written, as the message says.
        """
        folder = Path(ledger)
        with writing(folder) as kept:
            found = remember(self.result, self.rules.book, folder, kept)
            keep(found, kept, datetime.now(UTC).astimezone().isoformat(timespec="seconds"), name)
        return replace(self, result=found.result)

    def write_forms(self, ledger: str | Path, lang: str = "zh") -> tuple[Path, ...]:
        """Writes a form for explanations for each unit into the folder of a ledger; gives back those with new lines.

        What somebody has written into a form stays as it was written, and so does a form that cannot be read.
        """
        return hand_out(self.result.findings, Path(ledger), Lang(lang)).written

    def write(self, out: str | Path = "audit_out", lang: str = "zh") -> Path:
        """Writes everything that `auditor audit` writes, whole or not at all; gives back the folder."""
        folder = Path(out)
        write_report(self.result, folder, book=self.rules.book, lang=Lang(lang))
        return folder


def load_rules(folder: str | Path = "rules") -> Rules:
    """The rules of a folder, with the list of units that lies in it.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    path = Path(folder)
    if not path.is_dir():
        raise FileNotFoundError(str(path))
    return Rules(*load_book(path))


def audit_folder(*inputs: str | Path, rules: Rules | str | Path = "rules", cached: bool = True) -> Audit:
    """Audits the reports of folders or single files, `reports_in` by default.

    A file that cannot be read is a row of `submissions` with its reason. `cached` says whether what was read before is
    taken from the user's cache.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    loaded = _loaded(rules)
    paths = tuple(map(Path, inputs or ("reports_in",)))
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(str(path))
    schema = loaded.book.schema
    received = receive_all(paths, schema, None, Cache.of(schema) if cached else None)
    return Audit(audit_received(received, loaded.book, loaded.diagnostics), loaded)


def audit_table(table: object, *, rules: Rules | str | Path = "rules", name: str = "table") -> Audit:
    """Audits a table of ready-made figures: a polars, pandas or Arrow table, or whatever gives an Arrow stream.

    A wide table has the columns 单位 (`unit`) and 年度 (`year`) and one for each indicator, by name or code, with the
    column of a form behind it where there is one (`本年新收[自然人]`); a long one has 指标 (`indicator`) and 数值
    (`value`) instead. Both may have 版式 (`form`) and 列 (`member`). Figures are in the printed unit. `name` is what
    the reports are called by.

    Raises:
        TableError: the head lacks one of these.
        TypeError: it is no table.
    """
    loaded = _loaded(rules)
    found = read_figures(frame_table(name, to_frame(table)), loaded.book.schema)
    if len(found) == 1 and found[0].status is Status.UNREADABLE and found[0].path == name:
        raise TableError(render_diagnostic(found[0].diagnostics[0], Lang.ZH))
    return Audit(audit_received(found, loaded.book, loaded.diagnostics), loaded)


def _loaded(rules: Rules | str | Path) -> Rules:
    return rules if isinstance(rules, Rules) else load_rules(rules)
