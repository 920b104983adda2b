"""Packs the rules and example reports that come with the program: in a clone, people's own files lie among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFiles(BuildHookInterface):
    """Adds what `auditor/starter_files.txt` lists: within the package in a wheel, at its place in a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the files to be added, by where they lie; `editable` installs take them from where they are."""
        if version == "editable":
            return
        root = Path(self.root)
        shipped = (root / "auditor" / "starter_files.txt").read_text(encoding="utf-8").splitlines()
        folder = "auditor/starter_files/" if self.target_name == "wheel" else ""
        build_data["force_include"] |= {str(root / name): folder + name for name in shipped}
