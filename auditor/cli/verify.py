"""`verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from auditor.cli.shared import FINDINGS
from auditor.cli.shared import lang_option
from auditor.cli.shared import need_folder
from auditor.cli.shared import need_inputs
from auditor.cli.shared import out_option
from auditor.cli.shared import paths_argument
from auditor.cli.shared import rules_option
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from auditor.diagnostics import Lang

_WHOLE = Words("{path}：完整，与报告和规则一致。", "{path}: whole, and made from these submissions and rules.")
_FLAWED = Words("共 {count} 处不符；重新审核即可更新。", "{count} things differ; audit again to bring it up to date.")


@click.command()
@paths_argument
@rules_option
@out_option
@lang_option
def verify(*, paths: tuple[Path, ...], rules: Path, out: Path, lang: Lang) -> None:
    """核验审核结果：是否完整，是否出自现有的报告和规则。Checks that an audit is whole and fits its inputs and rules."""
    from auditor.verify import verify as check

    inputs = need_inputs(paths, lang)
    need_folder(rules, lang)
    need_folder(out, lang)
    found = check(out, inputs, rules)
    for mismatch in found:
        click.echo(f"{mismatch.flaw.value.say(lang)}: {mismatch.subject}")
    if found:
        click.echo(_FLAWED.say(lang, {"count": str(len(found))}))
        raise Exit(FINDINGS)
    click.echo(_WHOLE.say(lang, {"path": str(Path(out))}))
