"""`verify`."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.needs import need_folder
from auditor.cli.needs import need_inputs
from auditor.cli.needs import need_rules
from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import LangOption
from auditor.cli.options import OutOption
from auditor.cli.options import PathsArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import FINDINGS
from auditor.cli.remembered import stop_at_others
from auditor.diagnostics import Words

_WHOLE = Words("{path}：完整，与报告和规则一致。", "{path}: whole, and made from these submissions and rules.")
_FLAWED = Words("共 {count} 处不符；重新审核即可更新。", "{count} things differ; audit again to bring it up to date.")


def add_verify(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command()(verify)


def verify(
    paths: PathsArgument = None,
    *,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    lang: LangOption,
) -> None:
    """核验审核结果：是否完整，是否出自现有的报告和规则。Checks that an audit is whole and fits its inputs and rules."""
    from auditor.verify import Flaw
    from auditor.verify import verify as check

    inputs = need_inputs(paths, lang)
    need_rules(rules, lang)
    need_folder(out, lang)
    found = check(out, inputs, rules)
    if any(mismatch.flaw is Flaw.OTHERS for mismatch in found):
        stop_at_others(out, inputs, lang)
    for mismatch in found:
        typer.echo(f"{mismatch.flaw.value.say(lang)}: {mismatch.subject}")
    if found:
        typer.echo(_FLAWED.say(lang, {"count": str(len(found))}))
        raise typer.Exit(FINDINGS)
    typer.echo(_WHOLE.say(lang, {"path": str(Path(out))}))
