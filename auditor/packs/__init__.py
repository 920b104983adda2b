"""Domains that come with the auditor and plug into it as anybody's would: a folder of rules each, and a reader."""
