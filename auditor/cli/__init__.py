"""Commands and exit statuses: 0 it ran; 1 findings at or above `--fail-on`; 2 the rules or the call are wrong.

130: somebody stopped it by Ctrl-C.
"""

from __future__ import annotations

import gc
import sys

import typer
from typer._click.exceptions import UsageError

from auditor.cli.help_words import speak
from auditor.cli.options import asked_lang
from auditor.cli.options import is_in_place
from auditor.cli.options import program
from auditor.cli.output import STOPPED
from auditor.cli.output import WRONG
from auditor.cli.output import refusal
from auditor.cli.output import stopped

# NOTE: hardly anything here forms cycles; to look for them after every 700 new objects takes a twentieth of an audit.
NEW_OBJECTS = 200_000


def main() -> None:
    """Runs the command line; what the operating system refuses is one line, not a trace.

    AUDITOR_PROGRAM is what was typed to start it, where that is not what runs.
    """
    speak(asked_lang(sys.argv))
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        status = _commands()(prog_name=program() if is_in_place() else None, standalone_mode=False)
        if status == STOPPED:
            typer.echo(stopped(), err=True)
        sys.exit(status)
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


def _commands() -> typer.Typer:
    """All commands; the one that is waited for most alone, as to make all takes as long as to load the rules."""
    if sys.argv[1:2] != ["audit"]:
        from auditor.cli.commands.every import app

        return app
    from auditor.cli.application import new_app
    from auditor.cli.commands.audits import add_audit

    alone = new_app()
    add_audit(alone)
    return alone
