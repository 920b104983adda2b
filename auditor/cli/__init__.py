"""Commands and exit statuses: 0 it ran; 1 findings at or above `--fail-on`; 2 the rules or the call are wrong."""

from __future__ import annotations

import gc
import os
import sys

import typer
from typer._click.exceptions import UsageError

from auditor.cli.audits import add_audits
from auditor.cli.begin import add_begin
from auditor.cli.exports import export_app
from auditor.cli.imports import import_app
from auditor.cli.options import take_lang
from auditor.cli.output import WRONG
from auditor.cli.output import refusal
from auditor.cli.over_time import add_over_time
from auditor.cli.rules import rules_app
from auditor.cli.tables import add_tables
from auditor.cli.verify import add_verify

app = typer.Typer(
    help="统计报表数据质量审核。Audits statistical submissions with rules that supervisors write.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich would double the time of `--help`
)
app.add_typer(rules_app, name="rules", callback=take_lang)
app.add_typer(export_app, name="export", callback=take_lang)
app.add_typer(import_app, name="import", callback=take_lang)
add_audits(app)
add_begin(app)
add_verify(app)
add_over_time(app)
add_tables(app)


# NOTE: hardly anything here forms cycles; to look for them after every 700 new objects takes a twentieth of an audit.
_NEW_OBJECTS = 200_000


def main() -> None:
    """Runs the command line; what the operating system refuses is one line, not a trace.

    AUDITOR_PROGRAM is what was typed to start it, where that is not what runs.
    """
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        sys.exit(app(prog_name=os.environ.get("AUDITOR_PROGRAM"), standalone_mode=False))
    except UsageError as error:
        from auditor.cli.misuse import tell_misuse

        tell_misuse(error)
        sys.exit(error.exit_code)
    except OSError as error:
        typer.echo(refusal(error), err=True)
        sys.exit(WRONG)
    finally:
        # NOTE: all that is left goes with the process; to look for cycles in it, too, takes a tenth of a small audit.
        gc.freeze()
