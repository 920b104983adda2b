"""All commands."""

from __future__ import annotations

from auditor.cli.application import new_app
from auditor.cli.audits import add_audit
from auditor.cli.audits import add_more_on_audits
from auditor.cli.begin import add_begin
from auditor.cli.exports import export_app
from auditor.cli.imports import import_app
from auditor.cli.options import take_lang
from auditor.cli.over_time import add_over_time
from auditor.cli.rules import rules_app
from auditor.cli.tables import add_tables
from auditor.cli.verify import add_verify

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
