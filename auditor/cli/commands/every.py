"""All commands."""

from __future__ import annotations

from auditor.cli.application import new_app
from auditor.cli.commands.audits import add_audit
from auditor.cli.commands.audits import add_more_on_audits
from auditor.cli.commands.begin import add_begin
from auditor.cli.commands.exports import export_app
from auditor.cli.commands.imports import import_app
from auditor.cli.commands.over_time import add_over_time
from auditor.cli.commands.rules import rules_app
from auditor.cli.commands.tables import add_tables
from auditor.cli.commands.verify import add_verify
from auditor.cli.options import take_lang

app = new_app()
app.add_typer(rules_app, name="rules", callback=take_lang)
app.add_typer(export_app, name="export", callback=take_lang)
app.add_typer(import_app, name="import", callback=take_lang)
add_audit(app)
add_more_on_audits(app)
add_begin(app)
add_verify(app)
add_over_time(app)
add_tables(app)
