"""The tests of rules: each row as a report of its own, judged by the code that audits."""
