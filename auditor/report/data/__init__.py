"""An audit as rows: tables, spreadsheets, JSON."""
