"""Commands and exit statuses: 0 it ran; 1 findings at or above `--fail-on`; 2 the rules or the call are wrong."""

from __future__ import annotations

import gc
import sys

import click

from auditor.cli.audits import audit
from auditor.cli.audits import lsp
from auditor.cli.audits import summary
from auditor.cli.begin import init
from auditor.cli.exports import export_app
from auditor.cli.imports import import_app
from auditor.cli.notices import notices
from auditor.cli.over_time import compare
from auditor.cli.over_time import diff
from auditor.cli.over_time import explanations
from auditor.cli.rules import rules_app
from auditor.cli.shared import WRONG
from auditor.cli.shared import InOrder
from auditor.cli.shared import early_lang_option
from auditor.cli.shared import refusal
from auditor.cli.tables import table
from auditor.cli.verify import verify

# NOTE: hardly anything here forms cycles; to look for them after every 700 new objects takes a twentieth of an audit.
_NEW_OBJECTS = 200_000


@click.group(cls=InOrder, no_args_is_help=True, context_settings={"show_default": True})
@early_lang_option
@click.version_option(package_name="auditor", message="%(version)s", help="版本 version")
def app(**_: object) -> None:
    """统计报表数据质量审核。Audits statistical submissions with rules that supervisors write."""


for _command in (
    *(audit, summary, notices, lsp, init, verify, compare, diff, explanations, table),
    *(rules_app, export_app, import_app),
):
    app.add_command(_command)


def main() -> None:
    """Runs the command line; what the operating system refuses is one line, not a trace."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        app()
    except OSError as error:
        click.echo(refusal(error), err=True)
        sys.exit(WRONG)
    finally:
        # NOTE: all that is left goes with the process; to look for cycles in it, too, takes a tenth of a small audit.
        gc.freeze()
