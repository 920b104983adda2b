"""Audits statistical submissions with rules that supervisors write.

The public names are those of `auditor.api`; they are imported when they are first asked for, so that `import auditor`
itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.api import Audit
    from auditor.api import LedgerError
    from auditor.api import Rules
    from auditor.api import TableError
    from auditor.api import audit_folder
    from auditor.api import audit_table
    from auditor.api import load_rules

__all__ = ["Audit", "LedgerError", "Rules", "TableError", "audit_folder", "audit_table", "load_rules"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    if name in __all__:
        from auditor import api

        return getattr(api, name)
    msg = f"module `auditor` has no attribute `{name}`"
    raise AttributeError(msg)
