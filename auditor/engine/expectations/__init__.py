"""The door to Great Expectations: everything of it that the auditor uses is used in this package.

Importing it imports Great Expectations, which takes seconds: only what needs it does so. The import also makes
`ExpectRuleToHold` known, so that suites that hold it can be read.
"""

from __future__ import annotations

from auditor.engine.expectations.rule_to_hold import ExpectRuleToHold

__all__ = ["ExpectRuleToHold"]
